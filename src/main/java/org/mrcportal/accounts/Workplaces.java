package org.mrcportal.accounts;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;

/** The centres a member of staff works for, in the network's order; one statement. */
public record Workplaces(List<CentreCard> choices) {

    public static Workplaces of(StaffMember me, Centres centres, Locale locale) {
        return new Workplaces(centres.all(Language.of(locale)).stream()
                .filter(card -> me.centres().contains(card.id()))
                .toList());
    }

    /**
     * The one a page is about.
     *
     * @param code null or blank: the first
     * @throws NotFound where the reader does not work there
     */
    public CentreCard at(@Nullable String code) {
        return choices.stream()
                .filter(card -> code == null || code.isBlank() || card.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NotFound(code == null ? "a centre" : code));
    }
}
