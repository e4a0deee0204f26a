package org.mrcportal.reintegration.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.reintegration.AssistanceKind;
import org.mrcportal.reintegration.Dimension;
import org.mrcportal.reintegration.Money;
import org.mrcportal.shared.Reference;

/**
 * A plan as pages show it.
 *
 * @param begun it was approved once: steps may be taken
 * @param reworded what the client reads has changed since the client agreed
 * @param takenOver it was begun after the plan of the centre the case came from
 * @param seenWhole the reader sees all of it that costs money, and may decide
 * @param ofTeam the reader is of the case's team, or the focal point
 * @param submittedBy who has to find somebody else to approve
 * @param totals what its steps cost, by currency
 */
record PlanSheet(
        UUID id,
        long version,
        Plan.State state,
        boolean begun,
        @Nullable LocalDate agreedOn,
        @Nullable String agreedHow,
        boolean reworded,
        boolean takenOver,
        boolean seenWhole,
        boolean ofTeam,
        @Nullable UUID submittedBy,
        @Nullable String submittedByName,
        @Nullable Instant submittedAt,
        @Nullable String approvedByName,
        @Nullable Instant approvedAt,
        @Nullable String sentBackByName,
        @Nullable String sentBackNote,
        List<GoalLine> goals) {

    PlanSheet with(List<GoalLine> all) {
        return new PlanSheet(
                id,
                version,
                state,
                begun,
                agreedOn,
                agreedHow,
                reworded,
                takenOver,
                seenWhole,
                ofTeam,
                submittedBy,
                submittedByName,
                submittedAt,
                approvedByName,
                approvedAt,
                sentBackByName,
                sentBackNote,
                all);
    }

    public boolean is(String name) {
        return state.name().equals(name);
    }

    public List<Money> totals() {
        return goals.stream()
                .flatMap(goal -> goal.steps().stream())
                .filter(step -> step.state() != ActionState.CANCELLED)
                .map(StepLine::cost)
                .flatMap(java.util.stream.Stream::ofNullable)
                .collect(java.util.stream.Collectors.groupingBy(
                        Money::currency,
                        java.util.TreeMap::new,
                        java.util.stream.Collectors.reducing(
                                java.math.BigDecimal.ZERO, Money::amount, java.math.BigDecimal::add)))
                .entrySet()
                .stream()
                .map(sum -> new Money(sum.getValue(), sum.getKey()))
                .toList();
    }

    /** The steps for which a partner has a link that has not ended and was not answered; a new plan ends it. */
    public List<StepLine> asked(LocalDate today, ZoneId zone) {
        return goals.stream()
                .flatMap(goal -> goal.steps().stream())
                .filter(step -> step.asked(today, zone))
                .toList();
    }

    public int stepsLeft() {
        return (int) goals.stream()
                .flatMap(goal -> goal.steps().stream())
                .filter(step -> step.state() != ActionState.CANCELLED && step.state() != ActionState.IMPOSSIBLE)
                .count();
    }

    /** A goal and its steps, in order. */
    record GoalLine(
            UUID id,
            Dimension dimension,
            String text,
            @Nullable String note,
            List<StepLine> steps) {

        /** Nothing is to be done for it, or nothing any more: the client's copies leave it out. */
        public boolean isBare() {
            return steps.stream().allMatch(step -> step.state() == ActionState.CANCELLED);
        }
    }

    /**
     * A step.
     *
     * @param partner the name of who does it, where a partner does
     * @param colleague the name of who of the centre does it, for staff alone; null: nobody was named
     * @param fund the project it is paid from
     * @param link of the partner: when it ends; null: none was made
     * @param linkAnswer CONFIRMED, REFUSED or null
     * @param linkReference what the partner calls the step by
     * @param words what client and partner said that staff have not settled yet
     * @param outcomes what was begun from it, the earliest first
     */
    record StepLine(
            UUID id,
            String kind,
            String text,
            @Nullable String note,
            String doer,
            @Nullable UUID partnerId,
            @Nullable String partner,
            @Nullable String colleague,
            LocalDate dueOn,
            @Nullable Money cost,
            @Nullable String fund,
            ActionState state,
            Instant stateSince,
            @Nullable Instant link,
            @Nullable String linkAnswer,
            @Nullable String linkReference,
            List<Word> words,
            List<Outcome> outcomes) {

        /** A course may be what it asks for. */
        public boolean taught() {
            return AssistanceKind.ofCode(kind).filter(AssistanceKind::isTaught).isPresent();
        }

        /** What was begun from it has come, and nothing of it is still to come: it looks done. */
        public boolean looksDone() {
            return state.open()
                    && outcomes.stream().anyMatch(Outcome::fulfilled)
                    && outcomes.stream().noneMatch(Outcome::open);
        }

        boolean asked(LocalDate today, ZoneId zone) {
            return state.open()
                    && link != null
                    && linkAnswer == null
                    && !CentreTime.day(link, zone).isBefore(today);
        }

        public @Nullable String readableLink() {
            return linkReference == null ? null : Reference.grouped(linkReference);
        }

        public boolean overdue(LocalDate today) {
            return state.open() && dueOn.isBefore(today);
        }

        /** Where it may go from here. */
        public List<ActionState> next() {
            return java.util.Arrays.stream(ActionState.values())
                    .filter(state::leadsTo)
                    .toList();
        }

        public @Nullable Word saidBy(String who) {
            return words.stream()
                    .filter(word -> word.saidBy().equals(who))
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * What somebody said of a step.
     *
     * @param saidBy CLIENT or PARTNER
     * @param word DONE, IMPOSSIBLE, CONFIRMED or REFUSED
     */
    record Word(
            UUID id, String saidBy, String word, @Nullable String reason, Instant saidAt) {}
}
