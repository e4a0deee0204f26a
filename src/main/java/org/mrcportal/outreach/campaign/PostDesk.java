package org.mrcportal.outreach.campaign;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.outreach.CampaignId;
import org.mrcportal.outreach.Measure;
import org.mrcportal.outreach.PostId;
import org.mrcportal.outreach.code.ShortCodes;
import org.mrcportal.shared.AuditEntry;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Once;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What officers do with a post: add, change, write down its figures, give it a short code. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class PostDesk {

    private static final int LONGEST_LABEL = 120;

    private final Campaigns campaigns;
    private final Posts posts;
    private final ShortCodes codes;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PostDesk(
            Campaigns campaigns,
            Posts posts,
            ShortCodes codes,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.campaigns = campaigns;
        this.posts = posts;
        this.codes = codes;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Adds one, however often the form is sent.
     *
     * @throws Campaign.Closed where the campaign is
     */
    PostId add(CampaignId id, PostForm form, StaffMember me) {
        Campaign campaign = campaigns.findById(id).orElseThrow(() -> new NotFound(id));
        UUID once = Once.required(form.once());
        return posts.findByOnce(once).map(Post::id).orElseGet(() -> {
            Post post = posts.saveAndFlush(
                    Post.add(campaign, form.where().orElseThrow(), form.details(null), once, me.id(), clock.instant()));
            record("POST_ADDED", post, post.platform().name());
            return post.id();
        });
    }

    /** @param offered the leaders that could be chosen; another one, who is no longer listed, stays with the post */
    void change(PostId id, PostForm form, Set<String> offered) {
        Post post = find(id);
        if (form.version() == null || form.version() != post.version()) {
            throw new ObjectOptimisticLockingFailureException(Post.class, id);
        }
        UUID leader = post.details().leader();
        UUID kept = leader == null || offered.contains(leader.toString()) ? null : leader;
        record("POST_CHANGED", posts.saveAndFlush(post.change(form.details(kept))), null);
    }

    /**
     * Writes the figures of a day down. Where the day has some already, what was left empty stays; where they are being
     * corrected, it goes.
     *
     * @return whether one of them is lower than on the nearest day before, or higher than on the nearest day after
     */
    boolean enter(PostId id, SnapshotForm form, StaffMember me) {
        Post post = find(id);
        Snapshot snapshot = form.snapshot();
        String figures = columns("%s", "");
        jdbc.sql("""
                        insert into outreach.reach_snapshot (centre_id, post_id, platform, taken_on, %s, spend, currency,
                            source, entered_by, entered_at)
                        values (:centre, :post, :platform, :day, %s, :spend, :currency, 'HAND', :me, :now)
                        on conflict (post_id, taken_on) do update set %s,
                            spend = case when :correcting then excluded.spend else coalesce(excluded.spend, reach_snapshot.spend) end,
                            currency = case when :correcting then excluded.currency else coalesce(excluded.currency, reach_snapshot.currency) end,
                            source = 'HAND', entered_by = :me, entered_at = :now
                        """.formatted(
                                figures,
                                columns("%s", ":"),
                                columns(
                                        "%1$s = case when :correcting then excluded.%1$s else coalesce(excluded.%1$s, reach_snapshot.%1$s) end",
                                        "")))
                .param("centre", post.centre().id())
                .param("post", id.id())
                .param("platform", post.platform().name())
                .param("day", snapshot.takenOn())
                .params(figuresOf(snapshot))
                .param("spend", snapshot.spend(), Types.NUMERIC)
                .param("currency", snapshot.currency(), Types.VARCHAR)
                .param("correcting", form.corrects(snapshot.takenOn()))
                .param("me", me.id().id())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        record("REACH_ENTERED", post, snapshot.takenOn().toString());
        return fell(id, snapshot.takenOn());
    }

    private static Map<String, @Nullable Object> figuresOf(Snapshot snapshot) {
        Map<String, @Nullable Object> figures = new HashMap<>();
        for (Measure measure : Measure.values()) {
            figures.put(
                    measure.column(),
                    new SqlParameterValue(Types.BIGINT, snapshot.figures().get(measure)));
        }
        return figures;
    }

    private boolean fell(PostId id, LocalDate day) {
        String lower = Arrays.stream(Measure.values())
                .map(measure -> "b.%1$s < a.%1$s".formatted(measure.column()))
                .collect(Collectors.joining(" or "));
        return jdbc.sql("""
                        select exists (
                            select from outreach.reach_snapshot a join outreach.reach_snapshot b
                            on b.post_id = a.post_id and b.taken_on > a.taken_on and (a.taken_on = :day or b.taken_on = :day)
                            where a.post_id = :post and (%s))
                        """.formatted(lower))
                .param("post", id.id())
                .param("day", day)
                .query(Boolean.class)
                .single();
    }

    /**
     * Gives the post a short code; one that has one keeps it.
     *
     * @param target where the address leads: to booking, or to the sessions
     */
    void giveCode(PostId id, ShortCodes.Target target, StaffMember me) {
        Post post = find(id);
        if (codes.of(ShortCodes.Kind.POST, id.id()).isPresent()) {
            return;
        }
        String label = post.name();
        codes.make(
                new ShortCodes.Wanted(
                        post.centre(),
                        ShortCodes.Kind.POST,
                        id.id(),
                        label.substring(0, Math.min(label.length(), LONGEST_LABEL)),
                        target,
                        null,
                        id.id()),
                me.id());
        record("POST_CODE_MADE", post, target.name());
    }

    private static String columns(String form, String before) {
        return Arrays.stream(Measure.values())
                .map(measure -> before + form.formatted(measure.column()))
                .collect(Collectors.joining(", "));
    }

    private Post find(PostId id) {
        return posts.findById(id).orElseThrow(() -> new NotFound(id));
    }

    private void record(String action, Post post, @Nullable String detail) {
        events.publishEvent(new AuditEntry(action, post.centre().id(), "post:" + post.id(), detail));
    }
}
