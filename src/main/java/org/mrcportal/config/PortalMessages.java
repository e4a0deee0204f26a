package org.mrcportal.config;

import com.ibm.icu.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.util.ObjectUtils;

/** Message bundles with ICU formats, so that plurals are right in every language ("1 запись, 2 записи, 5 записей"). */
class PortalMessages extends ResourceBundleMessageSource {

    private record Key(Locale locale, String pattern) {}

    private final Map<Key, MessageFormat> formats = new ConcurrentHashMap<>();

    @Override
    protected @Nullable String getMessageInternal(
            @Nullable String code, Object @Nullable [] args, @Nullable Locale locale) {
        if (code == null || locale == null) {
            return super.getMessageInternal(code, args, locale);
        }
        String pattern = resolveCodeWithoutArguments(code, locale);
        if (pattern == null || ObjectUtils.isEmpty(args)) {
            return pattern != null ? pattern : super.getMessageInternal(code, args, locale);
        }
        MessageFormat format = formats.computeIfAbsent(
                new Key(locale, pattern), key -> new MessageFormat(key.pattern(), key.locale()));
        return ((MessageFormat) format.clone()).format(resolveArguments(args, locale)); // ICU formats keep state
    }
}
