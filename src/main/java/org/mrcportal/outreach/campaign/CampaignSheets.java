package org.mrcportal.outreach.campaign;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.Centres;
import org.mrcportal.outreach.CampaignId;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The form for a campaign with what belongs around it. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('OUTREACH_OFFICER', 'CENTRE_MANAGER')")
class CampaignSheets {

    private final Campaigns campaigns;
    private final Centres centres;
    private final JdbcClient jdbc;
    private final ReachWords words;

    CampaignSheets(Campaigns campaigns, Centres centres, JdbcClient jdbc, ReachWords words) {
        this.campaigns = campaigns;
        this.centres = centres;
        this.jdbc = jdbc;
        this.words = words;
    }

    /** A form with what belongs around it. */
    record Sheet(CentreCard centre, List<Choice> audiences, List<Choice> channels, CampaignForm form) {

        Set<String> audienceCodes() {
            return audiences.stream().map(Choice::value).collect(Collectors.toSet());
        }
    }

    Sheet blank(StaffMember me, @Nullable String code, Locale locale) {
        CentreCard centre = Workplaces.of(me, centres, locale).at(code);
        return sheet(centre, CampaignForm.blank(centre.code()), locale);
    }

    Sheet filled(CampaignId id, Locale locale) {
        Campaign campaign = campaigns.findById(id).orElseThrow(() -> new NotFound(id));
        CentreCard centre = centres.byId(campaign.centre(), Language.of(locale)).orElseThrow(() -> new NotFound(id));
        return sheet(centre, CampaignForm.of(campaign.plan(), centre.code(), campaign.version()), locale);
    }

    /** A form that was sent. */
    Sheet again(StaffMember me, CampaignForm typed, Locale locale) {
        return sheet(Workplaces.of(me, centres, locale).at(typed.centre()), typed, locale);
    }

    private Sheet sheet(CentreCard centre, CampaignForm form, Locale locale) {
        List<Choice> audiences = jdbc
                .sql("select code from outreach.audience order by position")
                .query((row, number) -> row.getString("code"))
                .list()
                .stream()
                .map(code -> Choice.of(code, words.labels().audience(code, locale)))
                .toList();
        return new Sheet(
                centre,
                audiences,
                CampaignForm.CHANNELS.stream()
                        .map(code -> Choice.of(code, words.channel(code, locale)))
                        .toList(),
                form);
    }
}
