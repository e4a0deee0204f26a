package org.mrcportal;

import static org.mrcportal.SentToken.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import jakarta.servlet.ServletException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.shared.Reference;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.DefaultMockMvcBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Asks the portal as whoever it is told, without a browser and without signing in. */
final class Inside {

    private final MockMvc mvc;

    Inside(WebApplicationContext context) {
        mvc = MockMvcBuilders.webAppContextSetup(context)
                .<DefaultMockMvcBuilder>apply(springSecurity())
                .build();
    }

    /** @param location where it leads to; empty: nowhere */
    record Answer(int status, String body, String location) {

        boolean tells(String reference) {
            return body.contains(reference) || body.contains(Reference.grouped(reference));
        }
    }

    Answer get(String address, @Nullable StaffMember who) {
        return answer(MockMvcRequestBuilders.get(uri(address)), who);
    }

    Answer post(String address, Map<String, List<String>> fields, @Nullable StaffMember who) {
        var request = MockMvcRequestBuilders.post(uri(address));
        fields.forEach((name, values) -> request.param(name, values.toArray(String[]::new)));
        return answer(request.with(csrf()), who);
    }

    Answer upload(
            String address,
            Map<String, List<String>> fields,
            List<MockMultipartFile> files,
            @Nullable StaffMember who) {
        var request = MockMvcRequestBuilders.multipart(uri(address));
        files.forEach(request::file);
        fields.forEach((name, values) -> request.param(name, values.toArray(String[]::new)));
        return answer(request.with(csrf()), who);
    }

    /** Another method than these two, with nothing in it. */
    Answer send(String method, String address, @Nullable StaffMember who) {
        return answer(
                MockMvcRequestBuilders.request(org.springframework.http.HttpMethod.valueOf(method), uri(address))
                        .with(csrf()),
                who);
    }

    private static URI uri(String address) {
        return URI.create(address);
    }

    private Answer answer(AbstractMockHttpServletRequestBuilder<?> request, @Nullable StaffMember who) {
        try {
            if (who != null) {
                request.with(user(who));
            }
            var response = mvc.perform(request).andReturn().getResponse();
            String location = response.getRedirectedUrl();
            return new Answer(
                    response.getStatus(),
                    response.getContentAsString(StandardCharsets.UTF_8),
                    location == null ? "" : location);
        } catch (ServletException failed) {
            return new Answer(500, String.valueOf(failed.getMessage()), "");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
