package org.mrcportal.config;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Unsaved;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;

/** Gives every error page a reference number and writes the same number to the log; never the exception's text. */
@Component
class ErrorReferences extends DefaultErrorAttributes {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorReferences.class);
    private final SecureRandom random = new SecureRandom();

    @Override
    public Map<String, @Nullable Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
        Map<String, @Nullable Object> attributes = super.getErrorAttributes(request, ErrorAttributeOptions.defaults());
        attributes.keySet().retainAll(java.util.Set.of("status"));
        byte[] bytes = new byte[4];
        random.nextBytes(bytes);
        String reference = HexFormat.of().withUpperCase().formatHex(bytes);
        attributes.put("reference", reference);
        boolean staff = isStaffPage(request);
        attributes.put("staff", staff);
        if (staff && Integer.valueOf(HttpServletResponse.SC_CONFLICT).equals(attributes.get("status"))) {
            attributes.put("unsaved", Unsaved.words(request.getParameterMap()));
        }
        request.removeAttribute(
                "languages", RequestAttributes.SCOPE_REQUEST); // of a page that failed while it was written
        Throwable error = getError(request);
        if (error != null && Integer.valueOf(500).equals(attributes.get("status"))) {
            LOG.error("Error {}", reference, error);
        } else {
            LOG.info("Refused with {}: {}", attributes.get("status"), reference);
        }
        return attributes;
    }

    /** Whether the way onward leads to the staff's pages. */
    private static boolean isStaffPage(WebRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI, RequestAttributes.SCOPE_REQUEST);
        return failed != null && failed.toString().matches("/(staff|manage|admin)(/.*)?");
    }
}
