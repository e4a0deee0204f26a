package org.mrcportal.outreach.attendance;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Sends whoever counts outside its time to the page that says when it is. */
@ControllerAdvice(basePackageClasses = ClosedCounting.class)
class ClosedCounting {

    @ExceptionHandler
    ResponseEntity<Void> closed(CountingClosed refused) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.LOCATION, Hall.path(refused.session()))
                .build();
    }
}
