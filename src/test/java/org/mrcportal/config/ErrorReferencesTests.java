package org.mrcportal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.ServletWebRequest;

class ErrorReferencesTests {

    @Test
    void whatAPageLeftBehindWhenItFailedDoesNotReachTheErrorPage() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/error");
        request.setAttribute("languages", List.of("a staff page's"));
        var told = new ErrorReferences()
                .getErrorAttributes(new ServletWebRequest(request), ErrorAttributeOptions.defaults());
        assertThat(request.getAttribute("languages")).isNull();
        assertThat(told).containsKeys("reference", "staff").doesNotContainKeys("message", "trace", "exception");
    }
}
