package org.mrcportal.accounts.signin;

import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Waiting;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Where a person begins: what waits for those without a centre or figures of their own comes first. */
@Component
class FirstPage {

    private final ObjectProvider<Waiting> waiting;

    FirstPage(ObjectProvider<Waiting> waiting) {
        this.waiting = waiting;
    }

    String of(StaffMember me) {
        String usual = StaffPath.landing(me);
        return usual.startsWith("/admin")
                ? waiting.orderedStream()
                        .filter(things -> things.forPerson(me) > 0)
                        .map(Waiting::page)
                        .findFirst()
                        .orElse(usual)
                : usual;
    }

    /** Where to go after sign-in: the page that was asked for, unless it was only the general entrance. */
    String after(@Nullable String wanted, StaffMember me) {
        return StaffPath.local(wanted)
                .filter(address -> !address.equals("/staff") && !address.startsWith("/sign-in"))
                .orElseGet(() -> of(me));
    }
}
