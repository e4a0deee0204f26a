package org.mrcportal.config;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.InputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** Answers "still the same" to a browser that has kept one of the pages that are the same for everybody. */
class UnchangedPages extends ShallowEtagHeaderFilter {

    static final String ASK_EACH_TIME = "no-cache";

    UnchangedPages() {
        setWriteWeakETag(true); // the server compresses nothing that has a strong one
    }

    /** Everything else, files above all, is passed on without being held back. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return LanguageOfRequest.ofPath(request.getRequestURI()).isEmpty();
    }

    @Override
    protected boolean isEligibleForEtag(
            HttpServletRequest request, HttpServletResponse response, int status, InputStream body) {
        return ASK_EACH_TIME.equals(response.getHeader(HttpHeaders.CACHE_CONTROL))
                && super.isEligibleForEtag(request, response, status, body);
    }
}
