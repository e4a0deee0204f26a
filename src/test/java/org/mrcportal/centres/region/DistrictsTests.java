package org.mrcportal.centres.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mrcportal.Statements;
import org.mrcportal.centres.Districts;
import org.mrcportal.centres.Districts.Choices;
import org.mrcportal.centres.Districts.District;
import org.mrcportal.centres.Districts.Region;
import org.mrcportal.centres.Inhabitants;
import org.mrcportal.centres.Inhabitants.Published;
import org.mrcportal.centres.Place;
import org.mrcportal.shared.Choice;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
@Import(Statements.class)
class DistrictsTests {

    private static final Locale UZBEK = Locale.of("uz");
    private static final Locale TAJIK = Locale.of("tg");
    private static final Locale KYRGYZ = Locale.of("ky");
    private static final Locale RUSSIAN = Locale.of("ru");

    private final Districts districts;
    private final Inhabitants inhabitants;

    DistrictsTests(@Autowired Districts districts, @Autowired Inhabitants inhabitants) {
        this.districts = districts;
        this.inhabitants = inhabitants;
    }

    @Test
    void everyRegionOfTheFiveCountriesIsThere() {
        assertThat(Map.of("UZ", 14, "TJ", 5, "KG", 9, "KZ", 20, "TM", 6))
                .allSatisfy((country, number) ->
                        assertThat(districts.regions(country, Locale.ENGLISH)).hasSize(number));
        assertThat(districts.regions("XX", Locale.ENGLISH)).isEmpty();
    }

    @Test
    void everyRegionOfTheThreeCountriesHasDistrictsButTheCityOfOsh() {
        assertThat(List.of("UZ", "TJ", "KG"))
                .allSatisfy(country -> assertThat(districts.regions(country, Locale.ENGLISH))
                        .filteredOn(region -> !region.code().equals("KG-GO"))
                        .allSatisfy(region -> assertThat(districts.of(region.code(), Locale.ENGLISH))
                                .hasSizeGreaterThan(3)));
    }

    @Test
    void aDistrictIsNamedInTheScriptThatTheReaderReads() {
        Place tursunzoda = districts.place("TJ-RA-TURSUNZODACITY").orElseThrow();
        assertThat(districts.name(tursunzoda, UZBEK))
                .isEqualTo("Tursunzoda (shahr), Respublikaga boʻysunuvchi tumanlar");
        assertThat(districts.name(tursunzoda, TAJIK)).startsWith("Турсунзода (шаҳр), ");
        Place karaSuu = districts.place("KG-O-KARASUU").orElseThrow();
        assertThat(districts.name(karaSuu, KYRGYZ)).startsWith("Кара-Суу району, ");
        assertThat(districts.name(karaSuu, RUSSIAN)).startsWith("Кара-Суу району, ");
        assertThat(districts.name(districts.place("UZ-TK-MIRZOULUGBEK").orElseThrow(), UZBEK))
                .isEqualTo("Mirzo Ulugʻbek tumani, Toshkent shahri");
    }

    @Test
    void inTheDistrictsOfRepublicanSubordinationOnlyTwoAreBorderTargets() {
        assertThat(districts.of("TJ-RA", Locale.ENGLISH))
                .filteredOn(District::borderTarget)
                .extracting(District::code)
                .containsExactlyInAnyOrder("TJ-RA-SHAHRINAV", "TJ-RA-TURSUNZODACITY");
        assertThat(districts.regions("UZ", Locale.ENGLISH))
                .filteredOn(Region::borderTarget)
                .extracting(Region::code)
                .containsExactly("UZ-TO");
    }

    @Test
    void oneSelectAsksForRegionAndDistrict() {
        List<Choices> groups = districts.places("UZ", UZBEK);
        assertThat(groups).hasSize(14);
        assertThat(groups.getFirst().label()).isEqualTo("Andijon viloyati");
        assertThat(groups.getFirst().choices())
                .extracting(Choice::label)
                .startsWith("Andijon viloyati", "Andijon tumani", "Andijon shahri", "Asaka tumani");
        assertThat(groups)
                .flatExtracting(Choices::choices)
                .allSatisfy(choice -> assertThat(districts.place(choice.value()))
                        .get()
                        .extracting(Place::code)
                        .isEqualTo(choice.value()));
    }

    @Test
    void whatIsNoPlaceIsNone() {
        assertThat(districts.place(null)).isEmpty();
        assertThat(districts.place("")).isEmpty();
        assertThat(districts.place("UZ-XX")).isEmpty();
        assertThat(districts.place("UZ-TK-\u0000")).isEmpty();
        assertThat(districts.place("UZ-TK")).contains(new Place("UZ-TK", null));
    }

    @Test
    void theInhabitantsOfACountryAddUpToItsPublishedTotal() {
        Map<String, Published> figures = inhabitants.on(LocalDate.of(2026, 11, 1));
        assertThat(Map.of("UZ", 38_236_700, "TJ", 10_508_500, "KG", 7_404_329, "TM", 7_057_841))
                .allSatisfy((country, total) -> {
                    Set<String> regions = Set.copyOf(districts.regions(country, Locale.ENGLISH).stream()
                            .map(Region::code)
                            .toList());
                    assertThat(figures.keySet()).containsAll(regions);
                    assertThat(regions.stream()
                                    .mapToInt(region -> Objects.requireNonNull(figures.get(region))
                                            .inhabitants())
                                    .sum())
                            .isEqualTo(total);
                });
        assertThat(figures.get("KZ-11")).as("nobody is guessed").isNull();
        assertThat(figures.values())
                .allSatisfy(figure -> assertThat(figure.source()).isNotBlank());
    }

    @Test
    void aFigureOfALaterDayDoesNotCount() {
        assertThat(inhabitants.on(LocalDate.of(2025, 6, 1)))
                .containsKey("TJ-SU")
                .doesNotContainKey("UZ-TK");
    }

    @Test
    void askedAgainItCostsNoStatement() {
        districts.places("KG", RUSSIAN);
        Statements.forget();
        districts.places("KG", KYRGYZ);
        districts.name(new Place("KG-B", "KG-B-LEYLEK"), RUSSIAN);
        assertThat(Statements.seen()).isEmpty();
    }
}
