package org.mrcportal.reintegration.assistance;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.Money;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.PdfPages;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The paper that is signed when something is handed over, in the client's language: what, how much, when and where, and
 * nothing of why. The name is written on it by hand.
 */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class DeliveryNotes {

    private final AssistanceReading reading;
    private final Cases cases;
    private final Centres centres;
    private final PdfPages pages;

    DeliveryNotes(AssistanceReading reading, Cases cases, Centres centres, PdfPages pages) {
        this.reading = reading;
        this.cases = cases;
        this.centres = centres;
        this.pages = pages;
    }

    /** @throws NotFound where nobody has approved it, or it was taken back */
    byte[] print(CaseId id, UUID about, StaffMember me) {
        CaseCard file = cases.open(id, "ASSISTANCE", me);
        AssistanceLine line =
                reading.find(id, about).filter(AssistanceLine::given).orElseThrow(() -> new NotFound(about));
        Locale language = file.language().locale();
        LocalDate day = line.deliveredOn();
        Money sum = line.spent() == null ? line.cost() : line.spent();
        Map<String, Object> content = new HashMap<>();
        content.put("reference", file.readable());
        content.put("centre", centres.byId(file.centre(), file.language()).orElseThrow());
        content.put("line", line);
        content.put("sum", sum.written(language));
        content.put("day", day == null ? "" : CentreTime.date(day, language));
        if (!file.readOnly()) {
            cases.happened(file, "HELP_NOTE", about, me.id(), null);
        }
        return pages.print("reintegration/assistance/note", language, content);
    }
}
