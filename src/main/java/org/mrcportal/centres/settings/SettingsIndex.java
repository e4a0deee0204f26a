package org.mrcportal.centres.settings;

import java.util.List;
import java.util.UUID;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Scope;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whose settings a manager may change, and which pages there are; other modules have some of them. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasRole('CENTRE_MANAGER')")
class SettingsIndex {

    /** As they stand in the address and, with a text each, in the messages {@code centres.settings.page.…}. */
    static final List<String> PAGES = List.of(
            "hours",
            "closed-days",
            "services",
            "counsellors",
            "rules",
            "queue",
            "calendar-feeds",
            "messages",
            "protection");

    private final Centres centres;

    SettingsIndex(Centres centres) {
        this.centres = centres;
    }

    List<CentreCard> centres(Language language) {
        List<UUID> own = Scope.stated().map(Scope::centres).orElse(List.of());
        return centres.all(language).stream()
                .filter(centre -> own.contains(centre.id().id()))
                .toList();
    }
}
