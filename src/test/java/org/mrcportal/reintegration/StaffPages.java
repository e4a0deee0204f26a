package org.mrcportal.reintegration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mrcportal.SentToken.csrf;

import java.io.UnsupportedEncodingException;
import org.mrcportal.Fixtures.Staff;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Pages as members of staff get them, without a browser. */
public interface StaffPages {

    MockMvcTester mvc();

    default MvcTestResult get(Staff who, String uri) {
        return mvc().get().uri(uri).with(who.signedIn()).exchange();
    }

    default MvcTestResult post(Staff who, String uri, String... namesAndValues) {
        var request = mvc().post().uri(uri).with(who.signedIn()).with(csrf());
        for (int i = 0; i < namesAndValues.length; i += 2) {
            request = request.param(namesAndValues[i], namesAndValues[i + 1]);
        }
        return request.exchange();
    }

    default String page(Staff who, String uri) {
        MvcTestResult result = get(who, uri);
        assertThat(result).as(uri).hasStatusOk();
        return page(result);
    }

    default String page(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
