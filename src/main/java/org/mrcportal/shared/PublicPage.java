package org.mrcportal.shared;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.stereotype.Controller;

/**
 * A controller of pages for the public: its paths get the language in front ({@code /book} is served at
 * {@code /uz/book}), no session, no flash attributes.
 */
@Documented
@Controller
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface PublicPage {

    /** Personal pages are never stored. One that is the same for everybody may be, if the browser asks each time. */
    boolean personal() default true;
}
