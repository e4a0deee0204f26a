package org.mrcportal.config;

import jakarta.servlet.ServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.ServletRequestDataBinder;
import org.springframework.web.bind.support.WebBindingInitializer;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.annotation.InitBinderDataBinderFactory;
import org.springframework.web.method.support.InvocableHandlerMethod;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletRequestDataBinderFactory;
import org.springframework.web.servlet.support.ExtendedServletRequestDataBinder;

/**
 * Refuses a form with a value no page of ours can send there, such as a word where a checkbox is: the form's fields are
 * texts wherever people type, so whatever does not fit was forged, and there is no form to show again. It is refused before
 * any controller sees it.
 */
@Component
class ForgedValues implements WebMvcRegistrations {

    @Override
    public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
        return new RequestMappingHandlerAdapter() {
            @Override
            protected InitBinderDataBinderFactory createDataBinderFactory(List<InvocableHandlerMethod> binderMethods) {
                return new Binders(binderMethods, getWebBindingInitializer());
            }
        };
    }

    private static class Binders extends ServletRequestDataBinderFactory {

        Binders(List<InvocableHandlerMethod> binderMethods, @Nullable WebBindingInitializer initializer) {
            super(binderMethods, initializer);
        }

        @Override
        protected ServletRequestDataBinder createBinderInstance(
                @Nullable Object target, String name, NativeWebRequest request) {
            return new Binder(target, name);
        }
    }

    private static class Binder extends ExtendedServletRequestDataBinder {

        Binder(@Nullable Object target, String name) {
            super(target, name);
        }

        @Override
        public void construct(ServletRequest request) {
            super.construct(request);
            if (getBindingResult().hasErrors()) {
                throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
            }
        }
    }
}
