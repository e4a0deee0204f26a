package org.mrcportal.centres;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Choice;

/**
 * Regions of the countries of origin and their districts, for everybody. They are read once and kept, so asking costs no
 * statement; only a migration changes them. Names are in the reader's language, and lists in the order of the names.
 */
public interface Districts {

    /** Of a country (ISO 3166-1 alpha-2); none where the portal does not know the country. */
    List<Region> regions(String country, Locale reader);

    /** The districts of a region, the cities of the same rank among them. */
    List<District> of(String region, Locale reader);

    /**
     * For one select (see {@code fields :: grouped}) that asks for both: a group per region, first the region as a whole,
     * then its districts. The value of a choice is what {@link #place} reads.
     */
    List<Choices> places(String country, Locale reader);

    /** What a form submitted; empty where there is no such region or district. */
    Optional<Place> place(@Nullable String code);

    /** The district with its region after it, or the region. */
    String name(Place place, Locale reader);

    /**
     * A region.
     *
     * @param code ISO 3166-2
     * @param borderTarget a border target region, or one that has border target districts
     */
    record Region(String code, String country, String name, boolean borderTarget) {}

    /**
     * A district.
     *
     * @param borderTarget named as a border target itself, besides those of a border target region
     */
    record District(String code, String region, String name, boolean borderTarget) {}

    /** A group of a select. */
    record Choices(String label, List<Choice> choices) {}
}
