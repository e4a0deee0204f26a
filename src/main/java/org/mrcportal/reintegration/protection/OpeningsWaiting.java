package org.mrcportal.reintegration.protection;

import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Waiting;
import org.mrcportal.centres.CentreId;
import org.mrcportal.shared.Scope;
import org.springframework.stereotype.Component;

/** The openings that the data protection officer has not looked at. Accounts have no address to write to: the portal shows them. */
@Component
class OpeningsWaiting implements Waiting {

    private final OpeningDesk desk;

    OpeningsWaiting(OpeningDesk desk) {
        this.desk = desk;
    }

    @Override
    public String page() {
        return "/admin/glass";
    }

    @Override
    public int forPerson(StaffMember me) {
        return me.is(Role.DATA_PROTECTION_OFFICER)
                ? Scope.of(me.centres().stream().map(CentreId::id).toList())
                        .readBy(me.id().id())
                        .call(desk::waiting)
                : 0;
    }
}
