package org.mrcportal.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.AbstractLinkBuilder;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;

/** Lets templates write {@code @{/{lang}/centres}} for "this page's language". */
class LanguageLinkBuilder extends AbstractLinkBuilder {

    private static final String LANGUAGE = "/{lang}";

    private final StandardLinkBuilder standard = new StandardLinkBuilder();

    LanguageLinkBuilder() {
        setOrder(1);
    }

    @Override
    public @Nullable String buildLink(
            IExpressionContext context, @Nullable String base, @Nullable Map<String, Object> parameters) {
        if (base == null || !base.startsWith(LANGUAGE)) {
            return null;
        }
        String path = "/" + context.getLocale().getLanguage() + base.substring(LANGUAGE.length());
        return standard.buildLink(context, path, parameters);
    }
}
