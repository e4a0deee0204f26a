package org.mrcportal.outreach.session;

import java.util.Arrays;
import java.util.List;
import org.mrcportal.shared.Language;

/**
 * What a page tells the programs that show it elsewhere (Open Graph), and which addresses it has in which language.
 *
 * @param site address of the portal, without a slash at the end
 * @param path of the page, without the language: {@code /sessions/tas-k7f3q2m}
 */
record SharePreview(String site, String path, Language language, String title, String description) {

    /** The page in one language. */
    record Version(String language, String address) {}

    public String address() {
        return address(language);
    }

    public List<Version> versions() {
        return Arrays.stream(Language.values())
                .map(other -> new Version(other.code(), address(other)))
                .toList();
    }

    public List<String> otherLanguages() {
        return Arrays.stream(Language.values())
                .filter(other -> other != language)
                .map(Language::code)
                .toList();
    }

    private String address(Language in) {
        return site + "/" + in.code() + path;
    }
}
