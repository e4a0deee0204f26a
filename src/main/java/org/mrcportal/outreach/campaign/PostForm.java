package org.mrcportal.outreach.campaign;

import static org.mrcportal.outreach.Typed.isBlank;
import static org.mrcportal.outreach.Typed.isLonger;
import static org.mrcportal.outreach.Typed.textOrNull;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.Platform;
import org.mrcportal.outreach.PostLink;
import org.mrcportal.outreach.Typed;
import org.mrcportal.shared.Language;
import org.springframework.validation.Errors;

/**
 * What the post's form submits, as typed.
 *
 * @param once the form's own key: sent twice, it adds one post
 * @param platform a code; of a post that is being changed it is not read
 * @param leader id of somebody on the register of leaders
 * @param version of the post that is being changed
 */
record PostForm(
        @Nullable String once,
        @Nullable String platform,
        @Nullable String postedOn,
        @Nullable String title,
        @Nullable String language,
        @Nullable String topic,
        @Nullable String link,
        @Nullable String externalId,
        @Nullable String leader,
        @Nullable String influencer,
        @Nullable Long version) {

    private static final int LONGEST_TITLE = 160;
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_INFLUENCER = 120;

    static PostForm blank(LocalDate today) {
        return new PostForm(
                UUID.randomUUID().toString(), null, today.toString(), null, null, null, null, null, null, null, null);
    }

    void check(Errors errors, Set<String> topics, Set<String> leaders, LocalDate today, boolean anew) {
        if (anew && where().isEmpty()) {
            errors.rejectValue("platform", "outreach.post.platform.missing");
        }
        LocalDate day = Typed.day(postedOn).orElse(null);
        if (day == null || day.isAfter(today)) {
            errors.rejectValue("postedOn", "outreach.post.postedOn.wrong");
        }
        if (isLonger(title, LONGEST_TITLE)) {
            errors.rejectValue("title", "outreach.post.title.long");
        }
        if (!isBlank(language) && Language.ofCode(String.valueOf(language)).isEmpty()) {
            errors.rejectValue("language", "outreach.post.language.wrong");
        }
        if (!isBlank(topic) && !topics.contains(topic)) {
            errors.rejectValue("topic", "outreach.post.topic.wrong");
        }
        if (!isBlank(link) && PostLink.typed(String.valueOf(link)).isEmpty()) {
            errors.rejectValue("link", "outreach.post.link.wrong");
        }
        if (isLonger(externalId, LONGEST_ID)) {
            errors.rejectValue("externalId", "outreach.post.externalId.long");
        }
        if (!isBlank(leader) && !leaders.contains(leader)) {
            errors.rejectValue("leader", "outreach.post.leader.wrong");
        }
        if (isLonger(influencer, LONGEST_INFLUENCER)) {
            errors.rejectValue("influencer", "outreach.post.influencer.long");
        }
        if (isBlank(title) && isBlank(link) && isBlank(externalId)) {
            errors.rejectValue("title", "outreach.post.title.missing");
        }
    }

    Optional<Platform> where() {
        return platform == null ? Optional.empty() : Platform.ofCode(platform);
    }

    /**
     * @param kept the leader where none was chosen, or null
     * @throws NullPointerException where {@link #check} found errors
     */
    Post.Details details(@Nullable UUID kept) {
        return new Post.Details(
                Typed.day(postedOn).orElseThrow(),
                textOrNull(title),
                textOrNull(language),
                textOrNull(topic),
                isBlank(link) ? null : PostLink.typed(String.valueOf(link)).orElseThrow(),
                textOrNull(externalId),
                isBlank(leader) ? kept : UUID.fromString(String.valueOf(leader)),
                textOrNull(influencer));
    }
}
