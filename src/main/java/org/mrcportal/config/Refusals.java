package org.mrcportal.config;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;

/** Gives a page to what is nobody's fault: a lost race, an address that cannot be one of ours. */
@ControllerAdvice
class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    /** SQL state of PostgreSQL. */
    private static final String NO_PRIVILEGE = "42501";

    /** Somebody else was faster, or two changes stood in each other's way. */
    @ExceptionHandler(ConcurrencyFailureException.class)
    void conflict(HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_CONFLICT);
    }

    /** What was sent goes against what is on record, as the key of a form of another centre does. */
    @ExceptionHandler(DataIntegrityViolationException.class)
    void contradiction(DataIntegrityViolationException refused, HttpServletResponse response) throws IOException {
        LOG.warn("Refused by a rule of the database: {}", rule(refused));
        response.sendError(HttpServletResponse.SC_CONFLICT);
    }

    /** The database keeps somebody from writing there, as it does in a case that is opened in an emergency. */
    @ExceptionHandler(InvalidDataAccessResourceUsageException.class)
    void forbidden(InvalidDataAccessResourceUsageException refused, HttpServletResponse response) throws IOException {
        if (!(refused.getMostSpecificCause() instanceof SQLException sql) || !NO_PRIVILEGE.equals(sql.getSQLState())) {
            throw refused;
        }
        LOG.warn("Refused by row security");
        response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }

    /** Never what was typed: the messages of the database repeat it. */
    private static String rule(DataIntegrityViolationException refused) {
        return refused.getMostSpecificCause() instanceof SQLException sql
                ? "SQL state " + sql.getSQLState()
                : refused.getMostSpecificCause().getClass().getSimpleName();
    }

    /** An upload far larger than any page of ours takes, or one that is broken. */
    @ExceptionHandler(MultipartException.class)
    void tooLarge(HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
    }

    /** An id that is none leads nowhere, like an id that nobody has. */
    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    void notFound(HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
}
