package org.mrcportal.reintegration.training;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.partners.Partners;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.reintegration.casefile.Cases;
import org.mrcportal.reintegration.training.Enrolments.Enrolled;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.PdfPages;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives certificates to those who completed a course, in their own language. Reading the name is on the trail. */
@Service("trainingCertificateDesk")
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class CertificateDesk {

    private final Courses courses;
    private final Enrolments enrolments;
    private final Cases cases;
    private final ClientDirectory clients;
    private final Centres centres;
    private final Partners partners;
    private final PdfPages pdf;

    CertificateDesk(
            Courses courses,
            Enrolments enrolments,
            Cases cases,
            ClientDirectory clients,
            Centres centres,
            Partners partners,
            PdfPages pdf) {
        this.courses = courses;
        this.enrolments = enrolments;
        this.cases = cases;
        this.clients = clients;
        this.centres = centres;
        this.partners = partners;
        this.pdf = pdf;
    }

    /**
     * What one certificate says.
     *
     * @param name as the person gave it, or the client code where none was given
     * @param by who gave the course beside the centre; empty: nobody
     */
    record Certificate(String name, String course, String when, String centre, String by) {}

    /** @throws NotFound where the person has not completed that course, or the reader may not know */
    byte[] print(UUID course, UUID enrolment) {
        Enrolled enrolled = enrolments
                .find(enrolment)
                .filter(e -> e.course().equals(course) && e.isCompleted())
                .orElseThrow(() -> new NotFound(enrolment));
        CaseCard card = cases.get(enrolled.file());
        Course held = courses.findById(course).orElseThrow(() -> new NotFound(course));
        ClientSummary person = clients.find(enrolled.client()).orElseThrow(() -> new NotFound(enrolled.client()));
        Language language = Language.ofCode(person.language()).orElse(card.language());
        Locale locale = language.locale();
        CentreCard centre = centres.byId(card.centre(), language).orElseThrow(() -> new NotFound(card.centre()));
        UUID partner = held.details().partner();
        Certificate certificate = new Certificate(
                person.name() == null ? person.code() : person.name(),
                enrolled.name(),
                CourseCatalogue.days(enrolled.startsOn(), enrolled.endsOn(), locale),
                centre.name(),
                partner == null
                        ? ""
                        : partners.find(partner).map(PartnerCard::name).orElse(""));
        cases.happened(card, "TRAINING_CERTIFIED", enrolment, null, enrolled.kind());
        return pdf.print("reintegration/training/certificate", locale, Map.of("certificate", certificate));
    }
}
