package org.mrcportal.outreach.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.accounts.Role;
import org.mrcportal.outreach.OutreachFixtures;
import org.mrcportal.outreach.SessionId;
import org.mrcportal.shared.Seal;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@AutoConfigureMockMvc
class CertificateTests {

    private static final Instant YESTERDAY = Instant.now().minus(Duration.ofDays(1));

    private final Seal seal;
    private final MockMvc pages;
    private final Fixtures fixtures = new Fixtures();
    private final OutreachFixtures outreach = new OutreachFixtures(fixtures);
    private final Fixtures.Centre centre;
    private final Fixtures.Staff officer;
    private final SessionId session;

    CertificateTests(@Autowired Seal seal, @Autowired MockMvc pages) {
        this.seal = seal;
        this.pages = pages;
        this.centre = fixtures.centre();
        this.officer = fixtures.staff(centre, Role.OUTREACH_OFFICER);
        this.session = outreach.session(
                centre, officer, YESTERDAY, Map.of("state", "HELD", "held_at", YESTERDAY.plusSeconds(9000)));
    }

    @Test
    void everyLetterOfTheFiveLanguagesIsOnThePaper() throws Exception {
        UUID person = checkedIn("Ҷамшед Ӯктамов Ғуломӣ Ҳасан Қодирӣ, Өмүрбек Үсөнов Аңсар, Oʻgʻiloy Maʼmurova");
        for (String language : List.of("en", "ru", "uz", "tg", "ky")) {
            String text = text(pdf("/" + person + "/certificate.pdf?language=" + language));
            assertThat(text.replaceAll("\\s+", " "))
                    .as(language)
                    .contains("Ҷамшед Ӯктамов Ғуломӣ Ҳасан Қодирӣ, Өмүрбек Үсөнов Аңсар, Oʻgʻiloy Maʼmurova")
                    .doesNotContain("#", "??");
        }
        assertThat(text(pdf("/" + person + "/certificate.pdf?language=tg"))).contains("Шаҳодатномаи иштирок");
        assertThat(text(pdf("/" + person + "/certificate.pdf?language=ky"))).contains("Катышуу сертификаты");
    }

    @Test
    void allOfThemAreOneFileWithAPageForEach() throws Exception {
        checkedIn("Malika");
        checkedIn("Жамиля");
        checkedIn(null);
        try (var pdf = Loader.loadPDF(pdf("/all.pdf"))) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(2);
        }
        String list = pages.perform(MockMvcRequestBuilders.get("/staff/sessions/" + session + "/certificates")
                        .with(officer.signedIn()))
                .andReturn()
                .getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(list).contains("Malika", "Жамиля");
        assertThat(fixtures.jdbc()
                        .sql("select count(*) from audit.trail where action = 'CERTIFICATES_GIVEN' and centre_id = ?")
                        .param(centre.id().id())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    /** Whoever has hundreds of them gets them a hundred at a time. */
    @Test
    void aLongListGoesOnPageByPageAndAFileHasAPageOfIt() throws Exception {
        for (int i = 0; i <= CertificateDesk.PAGE; i++) {
            checkedIn("Person " + i);
        }
        try (var pdf = Loader.loadPDF(pdf("/all.pdf?page=2"))) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(pdf)).contains("Person " + CertificateDesk.PAGE);
        }
        String list = pages.perform(MockMvcRequestBuilders.get("/staff/sessions/" + session + "/certificates")
                        .with(officer.signedIn()))
                .andReturn()
                .getResponse()
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(list)
                .contains("These 100 certificates", "certificates?page=2")
                .doesNotContain("Person " + CertificateDesk.PAGE + "<");
    }

    @Test
    void markupInANameStaysText() throws Exception {
        UUID person = checkedIn("<img src='http://127.0.0.1:9/x'/> & <b>Ali</b>");
        assertThat(text(pdf("/" + person + "/certificate.pdf"))).contains("<img", "<b>Ali</b>");
    }

    @Test
    void anotherCentreAnotherRoleAndASessionNotHeldGiveNone() throws Exception {
        UUID person = checkedIn("Malika");
        Fixtures.Staff elsewhere = fixtures.staff(fixtures.centre(), Role.OUTREACH_OFFICER);
        String one = "/staff/sessions/" + session + "/certificates/" + person + "/certificate.pdf";
        assertThat(status(elsewhere, one)).isEqualTo(404);
        assertThat(status(fixtures.staff(centre, Role.COUNSELLOR), one)).isEqualTo(403);
        assertThat(status(
                        officer,
                        "/staff/sessions/" + session + "/certificates/" + UUID.randomUUID() + "/certificate.pdf"))
                .isEqualTo(404);
        SessionId planned = outreach.session(centre, officer, Instant.now().plus(Duration.ofDays(1)));
        assertThat(status(officer, "/staff/sessions/" + planned + "/certificates/all.pdf"))
                .isEqualTo(404);
        assertThat(status(officer, "/staff/sessions/" + planned + "/certificates"))
                .isEqualTo(200);
    }

    private int status(Fixtures.Staff who, String address) throws Exception {
        return pages.perform(MockMvcRequestBuilders.get(address).with(who.signedIn()))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    private byte[] pdf(String rest) throws Exception {
        var answer = pages.perform(
                        MockMvcRequestBuilders.get(URI.create("/staff/sessions/" + session + "/certificates" + rest))
                                .with(officer.signedIn()))
                .andReturn()
                .getResponse();
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentType()).isEqualTo("application/pdf");
        return answer.getContentAsByteArray();
    }

    private static String text(byte[] pdf) throws Exception {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private UUID checkedIn(@Nullable String name) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("version", 0L);
        row.put("centre_id", centre.id().id());
        row.put("session_id", session.id());
        row.put("name", seal.seal(name, "check-in.name:" + id));
        row.put("people", 1);
        row.put("sex", "UNKNOWN");
        row.put("age_band", "UNKNOWN");
        row.put("checked_in_at", YESTERDAY);
        row.put("checked_in_by", officer.id().id());
        row.put("once", UUID.randomUUID());
        fixtures.insert("outreach.check_in", row, Map.of());
        return id;
    }
}
