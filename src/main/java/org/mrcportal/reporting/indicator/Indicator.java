package org.mrcportal.reporting.indicator;

import java.util.Locale;

/**
 * Everything the portal counts. The words are the messages {@code reporting.indicator.<anchor>.name}, {@code
 * .definition} and {@code .excluded}; unit, source and period rule are shared by several.
 */
public enum Indicator {
    CONTACTS(Unit.CONTACTS, Source.CONSULTATION),
    PERSONS(Unit.PERSONS, Source.CONSULTATION),
    FIRST_VISITS(Unit.CONTACTS, Source.CONSULTATION),
    BOOKED(Unit.APPOINTMENTS, Source.APPOINTMENT),
    ATTENDED(Unit.APPOINTMENTS, Source.APPOINTMENT),
    NO_SHOW(Unit.APPOINTMENTS, Source.APPOINTMENT),
    CANCELLED(Unit.APPOINTMENTS, Source.APPOINTMENT),
    OPEN(Unit.APPOINTMENTS, Source.APPOINTMENT),
    WAIT(Unit.DAYS, Source.APPOINTMENT),
    WAIT_BY_LANGUAGE(Unit.DAYS, Source.APPOINTMENT),
    TOPICS(Unit.CONTACTS, Source.CONSULTATION),
    DESTINATIONS(Unit.CONTACTS, Source.CONSULTATION),
    SEX_AND_AGE(Unit.CONTACTS, Source.CONSULTATION),
    REGIONS(Unit.CONTACTS, Source.CONSULTATION),
    LANGUAGES(Unit.CONTACTS, Source.CONSULTATION),
    MODES(Unit.CONTACTS, Source.CONSULTATION),
    SESSIONS_HELD(Unit.SESSIONS, Source.SESSION),
    SESSIONS_CANCELLED(Unit.SESSIONS, Source.SESSION),
    SESSIONS_OPEN(Unit.SESSIONS, Source.SESSION),
    ATTENDANCES(Unit.ATTENDANCES, Source.SESSION),
    ATTENDANCES_PER_SESSION(Unit.ATTENDANCES, Source.SESSION),
    ATTENDANCES_BY_SEX_AND_AGE(Unit.ATTENDANCES, Source.SESSION),
    ATTENDANCES_BY_REGION(Unit.ATTENDANCES, Source.SESSION),
    ATTENDANCES_BY_TOPIC(Unit.ATTENDANCES, Source.SESSION),
    ATTENDANCES_BY_AUDIENCE(Unit.ATTENDANCES, Source.SESSION),
    PLACES(Unit.PLACES, Source.SESSION),
    PLACES_TAKEN_UP(Unit.PLACES, Source.SESSION),
    SHARE_WHO_CAME(Unit.PERCENT, Source.SESSION),
    KNOWLEDGE_GAIN(Unit.PAIRS, Source.SESSION),
    COST_PER_ATTENDANCE(Unit.MONEY, Source.SESSION),
    REACH(Unit.AS_TOLD, Source.SNAPSHOT),
    ARRIVALS_BY_CODE(Unit.ARRIVALS, Source.ARRIVAL),
    CASES_OPEN(Unit.CASES, Source.CASE),
    PERSONS_IN_OPEN_CASES(Unit.PERSONS, Source.CASE),
    CASES_NEW(Unit.CASES, Source.CASE),
    PERSONS_IN_NEW_CASES(Unit.PERSONS, Source.CASE),
    CASES_CLOSED(Unit.CASES, Source.CASE),
    CASES_OVERDUE(Unit.CASES, Source.CASE),
    CASES_KEPT(Unit.CASES, Source.CASE),
    DAYS_PER_STAGE(Unit.DAYS, Source.CASE),
    ASSISTANCE_DELIVERED(Unit.DELIVERIES, Source.CASE),
    ASSISTANCE_COST(Unit.MONEY, Source.CASE),
    REFERRALS_SENT(Unit.REFERRALS, Source.CASE),
    REFERRALS_SERVED(Unit.PERCENT, Source.CASE),
    REFERRAL_DAYS(Unit.DAYS, Source.CASE),
    TRAININGS_ENROLLED(Unit.ENROLMENTS, Source.CASE),
    TRAININGS_COMPLETED(Unit.ENROLMENTS, Source.CASE),
    SUSTAINABILITY(Unit.PEOPLE_TWICE, Source.CASE),
    ASKED_AFTER_MONTHS(Unit.FOLLOW_UPS, Source.CASE),
    TOLD_AFTER_MONTHS(Unit.FOLLOW_UPS, Source.CASE),
    REPORTED_BEFORE(Unit.AS_PUBLISHED, Source.PUBLISHED);

    private final Unit unit;
    private final Source source;

    Indicator(Unit unit, Source source) {
        this.unit = unit;
        this.source = source;
    }

    enum Unit {
        CONTACTS,
        PERSONS,
        APPOINTMENTS,
        DAYS,
        SESSIONS,
        ATTENDANCES,
        PLACES,
        PERCENT,
        PAIRS,
        MONEY,
        AS_TOLD,
        ARRIVALS,
        CASES,
        DELIVERIES,
        REFERRALS,
        ENROLMENTS,
        PEOPLE_TWICE,
        FOLLOW_UPS,
        AS_PUBLISHED
    }

    /** The kind of record that is counted; the period rule follows from it. */
    enum Source {
        CONSULTATION,
        APPOINTMENT,
        SESSION,
        SNAPSHOT,
        ARRIVAL,
        CASE,
        PUBLISHED
    }

    /** Its place on the page of definitions, and the part of its message keys. */
    public String anchor() {
        return word(name());
    }

    public String nameKey() {
        return "reporting.indicator." + anchor() + ".name";
    }

    String unitKey() {
        return "reporting.unit." + word(unit.name());
    }

    String sourceKey() {
        return "reporting.source." + word(source.name());
    }

    String periodKey() {
        return "reporting.period-rule." + word(source.name());
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
