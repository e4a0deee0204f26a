package org.mrcportal.shared;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** One address asked for more than people do. */
@ResponseStatus(HttpStatus.TOO_MANY_REQUESTS)
public class TooManyTries extends RuntimeException {

    public TooManyTries() {
        super("Too many tries");
    }
}
