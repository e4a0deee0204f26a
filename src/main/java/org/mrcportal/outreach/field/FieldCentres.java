package org.mrcportal.outreach.field;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.accounts.Workplaces;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The centres a reader works for, and the words of what is picked from. */
@Component
public class FieldCentres {

    private final Centres centres;
    private final MessageSource messages;
    private final Clock clock;

    FieldCentres(Centres centres, MessageSource messages, Clock clock) {
        this.centres = centres;
        this.messages = messages;
        this.clock = clock;
    }

    /** The centre a page is about, and those it could be about. */
    public record Chosen(CentreCard centre, List<CentreCard> open) {

        public List<Choice> choices() {
            return open.stream()
                    .map(card -> Choice.of(card.code(), card.city()))
                    .toList();
        }
    }

    /** The centres of the reader's scope, in the network's order; one statement. */
    public List<CentreCard> open(StaffMember me, Locale locale) {
        return Workplaces.of(me, centres, locale).choices();
    }

    /**
     * The centre of that code, or the first where none is named.
     *
     * @throws NotFound where it is not one of the reader's
     */
    public Chosen chosen(StaffMember me, @Nullable String code, Locale locale) {
        Workplaces workplaces = Workplaces.of(me, centres, locale);
        return new Chosen(workplaces.at(code), workplaces.choices());
    }

    public CentreCard of(CentreId id, Locale locale) {
        return centres.byId(id, Language.of(locale)).orElseThrow(() -> new NotFound(id));
    }

    public LocalDate today(CentreCard centre) {
        return CentreTime.day(clock.instant(), centre.zone());
    }

    /** At the first of them: the calendar of a place, not of the server. */
    public LocalDate today(List<CentreCard> open) {
        return open.isEmpty() ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : today(open.getFirst());
    }

    public List<Choice> named(List<String> codes, String prefix, Locale locale) {
        return codes.stream()
                .map(code -> Choice.of(code, messages.getMessage(prefix + code, null, locale)))
                .toList();
    }
}
