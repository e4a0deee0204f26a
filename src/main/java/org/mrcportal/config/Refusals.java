package org.mrcportal.config;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Gives a page to what is nobody's fault: a lost race, an address that cannot be one of ours. */
@ControllerAdvice
class Refusals {

    /** Somebody else was faster, or two changes stood in each other's way. */
    @ExceptionHandler(ConcurrencyFailureException.class)
    void conflict(HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_CONFLICT);
    }

    /** An id that is none leads nowhere, like an id that nobody has. */
    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    void notFound(HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
}
