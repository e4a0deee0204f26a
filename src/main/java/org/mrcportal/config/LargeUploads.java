package org.mrcportal.config;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/**
 * An upload that is too large for every page of ours is told so before anything looks for its fields: Tomcat reads none of
 * them, so that it would seem to lack its token.
 */
class LargeUploads extends OncePerRequestFilter {

    /** The request attribute with the limit, in megabytes, for the page that names it. */
    static final String LARGEST = "largest";

    private final DataSize largest;

    LargeUploads(DataSize largest) {
        this.largest = largest;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null || !type.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(LARGEST, largest.toMegabytes());
        if (request.getContentLengthLong() > largest.toBytes()) {
            // Says to the page of the error, too, that there are no parts to look for.
            request.setAttribute(
                    RequestDispatcher.ERROR_EXCEPTION, new MaxUploadSizeExceededException(largest.toBytes()));
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else {
            chain.doFilter(request, response);
        }
    }
}
