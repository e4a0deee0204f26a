package org.mrcportal.centres.urgent;

import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.PublicPage;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Puts the number to call in danger on every public page. */
@ControllerAdvice(annotations = PublicPage.class)
class UrgentNumberAdvice {

    private final UrgentContacts contacts;

    UrgentNumberAdvice(UrgentContacts contacts) {
        this.contacts = contacts;
    }

    @ModelAttribute("urgent")
    @Nullable
    String urgent() {
        return contacts.everywhere().orElse(null);
    }
}
