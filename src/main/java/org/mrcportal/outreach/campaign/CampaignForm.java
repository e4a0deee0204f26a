package org.mrcportal.outreach.campaign;

import static org.mrcportal.outreach.Typed.isBlank;
import static org.mrcportal.outreach.Typed.isLonger;
import static org.mrcportal.outreach.Typed.textOrNull;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.Platform;
import org.mrcportal.outreach.Typed;
import org.mrcportal.shared.Currencies;
import org.mrcportal.shared.WrittenFigure;
import org.springframework.validation.Errors;

/**
 * What the campaign's form submits, as typed.
 *
 * @param once the form's own key: sent twice, it begins one campaign
 * @param centre code of the centre
 * @param version of the campaign that is being changed
 */
record CampaignForm(
        @Nullable String once,
        @Nullable String centre,
        @Nullable String name,
        @Nullable String aim,
        @Nullable String startsOn,
        @Nullable String endsOn,
        @Nullable String audience,
        @Nullable List<String> channels,
        @Nullable String budget,
        @Nullable String currency,
        @Nullable String project,
        @Nullable String donor,
        @Nullable Long version) {

    static final List<String> CHANNELS = Stream.concat(
                    Stream.of(Platform.values()).map(Platform::name), Stream.of("PRINT", "BROADCAST"))
            .toList();

    /** Of budgets and of what posts cost. */
    static final List<String> CURRENCIES = Currencies.ALL;

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_AIM = 1000;
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_YEARS = 5;

    static CampaignForm blank(String centre) {
        return new CampaignForm(
                UUID.randomUUID().toString(),
                centre,
                null,
                null,
                null,
                null,
                "ALL",
                List.of(),
                null,
                null,
                null,
                null,
                null);
    }

    static CampaignForm of(Campaign.Plan plan, String centre, long version) {
        return new CampaignForm(
                null,
                centre,
                plan.name(),
                plan.aim(),
                plan.startsOn().toString(),
                plan.endsOn().toString(),
                plan.audience(),
                plan.channels(),
                plan.budget() == null ? null : plan.budget().toPlainString(),
                plan.currency(),
                plan.project(),
                plan.donor(),
                version);
    }

    void check(Errors errors, Set<String> audiences) {
        if (isBlank(name) || isLonger(name, LONGEST_NAME)) {
            errors.rejectValue("name", "outreach.campaign.name.missing");
        }
        if (isLonger(aim, LONGEST_AIM)) {
            errors.rejectValue("aim", "outreach.campaign.aim.long");
        }
        LocalDate first = Typed.day(startsOn).orElse(null);
        LocalDate last = Typed.day(endsOn).orElse(null);
        if (first == null || first.getYear() > 2099) {
            errors.rejectValue("startsOn", "outreach.campaign.startsOn.missing");
        }
        if (last == null || first != null && (last.isBefore(first) || last.isAfter(first.plusYears(LONGEST_YEARS)))) {
            errors.rejectValue("endsOn", "outreach.campaign.endsOn.missing");
        }
        if (audience == null || !audiences.contains(audience)) {
            errors.rejectValue("audience", "outreach.campaign.audience.missing");
        }
        if (channels == null || channels.isEmpty() || !CHANNELS.containsAll(channels)) {
            errors.rejectValue("channels", "outreach.campaign.channels.missing");
        }
        if (!isBlank(budget) && WrittenFigure.sum(String.valueOf(budget)).isEmpty()) {
            errors.rejectValue("budget", "outreach.money.wrong");
        }
        if (!isBlank(budget) && (currency == null || !CURRENCIES.contains(currency))) {
            errors.rejectValue("currency", "outreach.money.currency.missing");
        }
        if (isLonger(project, LONGEST_LINE)) {
            errors.rejectValue("project", "outreach.campaign.long");
        }
        if (isLonger(donor, LONGEST_LINE)) {
            errors.rejectValue("donor", "outreach.campaign.long");
        }
    }

    /** @throws NullPointerException where {@link #check} found errors */
    Campaign.Plan plan() {
        return new Campaign.Plan(
                String.valueOf(name).strip(),
                textOrNull(aim),
                Typed.day(startsOn).orElseThrow(),
                Typed.day(endsOn).orElseThrow(),
                Objects.requireNonNull(audience),
                CHANNELS.stream()
                        .filter(Objects.requireNonNull(channels)::contains)
                        .collect(Collectors.toList()),
                isBlank(budget)
                        ? null
                        : WrittenFigure.sum(String.valueOf(budget)).orElseThrow(),
                isBlank(budget) ? null : currency,
                textOrNull(project),
                textOrNull(donor));
    }
}
