package org.mrcportal.outreach.campaign;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.mrcportal.outreach.CampaignId;
import org.mrcportal.shared.StaffPage;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** A campaign's posts as files. */
@StaffPage
@RequestMapping("/staff/campaigns/{campaign}")
class PostFileController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final PostExport export;
    private final ReachWords words;

    PostFileController(PostExport export, ReachWords words) {
        this.export = export;
        this.words = words;
    }

    @GetMapping("/posts.csv")
    ResponseEntity<String> csv(@PathVariable CampaignId campaign, Locale locale) {
        return file("posts.csv", CSV).body(PostFile.csv(export.rows(campaign, locale)));
    }

    @GetMapping("/posts.xlsx")
    ResponseEntity<byte[]> xlsx(@PathVariable CampaignId campaign, Locale locale) {
        return file("posts.xlsx", XLSX)
                .body(PostFile.xlsx(export.rows(campaign, locale), words.say("outreach.campaign.posts", locale)));
    }

    private static ResponseEntity.BodyBuilder file(String name, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString());
    }
}
