package org.mrcportal.reintegration.casefile;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.StaffMember;
import org.mrcportal.clients.ClientDirectory;
import org.mrcportal.clients.ClientHistory;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientSummary;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.CaseState;
import org.mrcportal.reintegration.casefile.CaseOverview.Row;
import org.mrcportal.reintegration.casefile.CaseOverview.Section;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Seal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens a case, takes it, moves it on, and changes what is known of it. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CASE_WORKER', 'CENTRE_MANAGER')")
class CaseDesk {

    /** Moments on a page of the timeline. */
    static final int PAGE = 16;

    /** In the order in which they are asked for; see {@code clients.consent.purpose}. */
    private static final List<String> PURPOSES =
            List.of("SERVICE", "REMINDER", "FOLLOW_UP", "SHARE_WITH_PARTNER", "SHARE_WITH_NETWORK", "STATISTICS");

    private final Cases cases;
    private final CaseFiles files;
    private final CaseOverview overview;
    private final ClientDirectory clients;
    private final ObjectProvider<ClientHistory> histories;
    private final Seal seal;
    private final Clock clock;

    CaseDesk(
            Cases cases,
            CaseFiles files,
            CaseOverview overview,
            ClientDirectory clients,
            ObjectProvider<ClientHistory> histories,
            Seal seal,
            Clock clock) {
        this.cases = cases;
        this.files = files;
        this.overview = overview;
        this.clients = clients;
        this.histories = histories;
        this.seal = seal;
        this.clock = clock;
    }

    /** Somebody has changed the case since the form was opened. Nothing was saved. */
    static class ChangedMeanwhile extends RuntimeException {}

    /** A case to be changed. */
    record Known(CaseCard file, FactsForm form, LocalDate today) {}

    CasePage open(CaseId id, Strand strand, CasePage.@Nullable Place from, StaffMember me) {
        CaseCard file = cases.look(id, "CASE", me);
        int skip = from == null ? 0 : from.shown();
        OffsetDateTime until = from == null ? OffsetDateTime.MAX : from.at().atOffset(ZoneOffset.UTC);
        int most = PAGE + 1 + skip;
        Map<Section, List<Row>> rows =
                overview.of(id, strand, until, most).stream().collect(Collectors.groupingBy(Row::section));
        List<CasePage.Moment> moments = moments(file, strand, from, most, rows);
        boolean more = moments.size() > PAGE;
        List<CasePage.Moment> shown = moments.subList(0, Math.min(PAGE, moments.size()));
        Map<ClientId, ClientSummary> people = people(file, of(rows, Section.MEMBER));
        CaseState next = file.state().next().getFirst();
        Set<Missing> lacks = EnumSet.copyOf(Missing.before(next));
        Set<Missing> missing = of(rows, Section.MISSING).stream()
                .map(row -> Missing.valueOf(Objects.requireNonNull(row.code())))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Missing.class)));
        if (!file.inHand()) {
            missing.add(Missing.TEAM);
        }
        lacks.retainAll(missing);
        List<Row> due = of(rows, Section.DUE);
        List<CasePage.Relative> household = of(rows, Section.MEMBER).stream()
                .map(row -> relative(row, people))
                .toList();
        cases.read(file, of(rows, Section.SCREENING).isEmpty() ? "CASE" : "CASE SCREENING");
        return new CasePage(
                file,
                name(people, file.client()),
                facts(of(rows, Section.FACTS).getFirst()),
                next,
                List.copyOf(lacks),
                due.stream().map(CaseDesk::toDo).toList(),
                due.isEmpty() ? 0 : Objects.requireNonNull(due.getFirst().number()),
                due.isEmpty() ? 0 : Objects.requireNonNull(due.getFirst().overdue()),
                agreements(of(rows, Section.CONSENT)),
                household,
                results(
                        of(rows, Section.SCREENING),
                        household,
                        Objects.requireNonNullElse(name(people, file.client()), file.clientCode())),
                !missing.contains(Missing.SCREENING),
                shown,
                more ? after(shown, from) : null);
    }

    /** Takes a case that waits for a case worker. @return whether it was still waiting */
    boolean take(CaseId id, StaffMember me) {
        CaseCard card = cases.writable(id);
        CaseFile file = files.hold(id).orElseThrow(() -> new NotFound(id));
        if (!file.take(me.id())) {
            return false;
        }
        files.saveAndFlush(file);
        cases.happened(card, "TAKEN", null, me.id(), null);
        return true;
    }

    /**
     * Brings the case on.
     *
     * @param from the state the page showed; null where it makes no sense, as with {@code to}
     * @return false where somebody else has moved it meanwhile
     * @throws NotYet where something is needed first
     */
    boolean move(CaseId id, @Nullable CaseState from, @Nullable CaseState to, StaffMember me) {
        CaseCard card = cases.get(id);
        if (card.state() != from || to == null || to == CaseState.CLOSED || to == CaseState.REOPENED) {
            return false;
        }
        cases.move(card, to, me);
        return true;
    }

    /** Shows what is known, to be changed. */
    Known edit(CaseId id, StaffMember me) {
        cases.open(id, "CASE", me);
        return known(id);
    }

    Known known(CaseId id) {
        CaseCard card = cases.get(id);
        CaseFile file = files.findById(id).orElseThrow(() -> new NotFound(id));
        return new Known(
                card,
                FactsForm.of(file.version(), file.circumstances()),
                LocalDate.ofInstant(clock.instant(), card.zone()));
    }

    /**
     * Changes what is known of the case itself.
     *
     * @throws ChangedMeanwhile where it is not what the form was filled in from
     */
    void change(CaseId id, FactsForm form, StaffMember me) {
        CaseCard card = cases.writable(id);
        CaseFile file = files.hold(id).orElseThrow(() -> new NotFound(id));
        CaseFile.Circumstances wanted = form.circumstances();
        if (file.circumstances().equals(wanted)) {
            return;
        }
        if (file.version() != form.seen()) {
            throw new ChangedMeanwhile();
        }
        files.saveAndFlush(file.change(wanted));
        cases.happened(card, "CHANGED", null, me.id(), null);
    }

    private List<CasePage.Moment> moments(
            CaseCard file, Strand strand, CasePage.@Nullable Place from, int most, Map<Section, List<Row>> rows) {
        Stream<CasePage.Moment> visits = !strand.showsVisits()
                ? Stream.of()
                : histories
                        .orderedStream()
                        .filter(history -> !(history instanceof CaseHistory))
                        .flatMap(history ->
                                history.of(file.client(), most, from == null ? Instant.MAX : from.at()).stream())
                        .map(entry -> new CasePage.Moment(
                                entry.at(),
                                "VISIT",
                                entry.title(),
                                entry.titleArgument(),
                                entry.who(),
                                null,
                                entry.href()));
        Stream<CasePage.Moment> own = Stream.concat(of(rows, Section.EVENT).stream(), of(rows, Section.VIEW).stream())
                .map(row -> new CasePage.Moment(
                        at(row),
                        row.section().name(),
                        String.valueOf(row.code()),
                        row.detail(),
                        row.who(),
                        row.about(),
                        null));
        List<CasePage.Moment> all = new ArrayList<>(Stream.concat(own, visits)
                .sorted(Comparator.comparing(CasePage.Moment::at).reversed())
                .toList());
        if (from != null) {
            int left = from.shown();
            while (left-- > 0 && !all.isEmpty() && all.getFirst().at().equals(from.at())) {
                all.removeFirst();
            }
        }
        return all;
    }

    /** Moments of one instant are told apart by their number: sorting keeps the order in which they were read. */
    private static CasePage.Place after(List<CasePage.Moment> shown, CasePage.@Nullable Place from) {
        Instant last = shown.getLast().at();
        int same =
                (int) shown.stream().filter(moment -> moment.at().equals(last)).count();
        return new CasePage.Place(last, same + (from != null && from.at().equals(last) ? from.shown() : 0));
    }

    private Map<ClientId, ClientSummary> people(CaseCard file, List<Row> members) {
        Set<ClientId> ids = new HashSet<>(Set.of(file.client()));
        members.stream().map(Row::subject).filter(Objects::nonNull).forEach(client -> ids.add(new ClientId(client)));
        return ids.size() == 1
                ? clients.find(file.client()).stream().collect(Collectors.toMap(ClientSummary::id, Function.identity()))
                : clients.summaries(ids);
    }

    private static @Nullable String name(Map<ClientId, ClientSummary> people, ClientId client) {
        return Optional.ofNullable(people.get(client)).map(ClientSummary::name).orElse(null);
    }

    private CasePage.Relative relative(Row row, Map<ClientId, ClientSummary> people) {
        UUID id = Objects.requireNonNull(row.id());
        UUID client = row.subject();
        return new CasePage.Relative(
                id,
                client,
                row.who(),
                client == null ? seal.open(row.sealed(), Household.nameOf(id)) : name(people, new ClientId(client)),
                String.valueOf(row.code()),
                row.yes());
    }

    /** The worst first. */
    private static List<CasePage.Result> results(
            List<Row> screenings, List<CasePage.Relative> household, String client) {
        return screenings.stream()
                .map(row -> {
                    Optional<CasePage.Relative> person = household.stream()
                            .filter(one -> one.id().equals(row.subject()))
                            .findFirst();
                    String cues = row.detail() == null ? "" : row.detail();
                    return new CasePage.Result(
                            at(row),
                            new Finding(
                                    Finding.Result.valueOf(String.valueOf(row.code())),
                                    Finding.cues(List.of(cues.split(",")))),
                            row.yes()
                                    ? client
                                    : person.map(one -> one.name() != null ? one.name() : one.code())
                                            .orElse(null),
                            person.map(CasePage.Relative::relation).orElse("SELF"),
                            row.day());
                })
                .sorted(Comparator.comparing(
                                (CasePage.Result one) -> one.finding().result())
                        .thenComparing(CasePage.Result::at)
                        .reversed())
                .toList();
    }

    private static CasePage.Facts facts(Row row) {
        return new CasePage.Facts(
                at(row), row.day(), row.code(), row.number(), String.valueOf(row.detail()), row.who());
    }

    private static CasePage.ToDo toDo(Row row) {
        return new CasePage.ToDo(
                String.valueOf(row.code()), row.detail(), Objects.requireNonNull(row.day()), row.yes());
    }

    private static List<CasePage.Agreement> agreements(List<Row> holding) {
        return PURPOSES.stream()
                .map(purpose -> holding.stream()
                        .filter(row -> purpose.equals(row.code()))
                        .findFirst()
                        .map(row -> new CasePage.Agreement(purpose, row.id(), row.at()))
                        .orElseGet(() -> new CasePage.Agreement(purpose, null, null)))
                .toList();
    }

    private static Instant at(Row row) {
        return Objects.requireNonNull(row.at());
    }

    private static List<Row> of(Map<Section, List<Row>> rows, Section section) {
        return rows.getOrDefault(section, List.of());
    }
}
