package org.mrcportal.centres.region;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.Districts;
import org.mrcportal.centres.Place;
import org.mrcportal.shared.Choice;
import org.mrcportal.shared.Language;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** The regions and districts of the database, kept in memory with their names and orders. */
@Component
class KnownDistricts implements Districts {

    private record KnownRegion(String code, String country, boolean borderTarget) {}

    private record KnownDistrict(String code, String region, String latin, String cyrillic, boolean borderTarget) {

        District in(Locale reader) {
            Language language = Language.of(reader);
            boolean readsLatin = language == Language.EN || language == Language.UZ;
            return new District(code, region, readsLatin ? latin : cyrillic, borderTarget);
        }
    }

    private record Asked(String country, Language reader) {}

    private final MessageSource messages;
    private final SingletonSupplier<Map<String, KnownRegion>> regions;
    private final SingletonSupplier<Map<String, KnownDistrict>> districts;
    private final Map<Asked, List<Choices>> places = new ConcurrentHashMap<>();

    KnownDistricts(JdbcClient jdbc, MessageSource messages) {
        this.messages = messages;
        regions = SingletonSupplier.of(() -> jdbc
                .sql("select code, country, border_target_region from centres.region")
                .query((row, number) -> new KnownRegion(
                        row.getString("code"), row.getString("country"), row.getBoolean("border_target_region")))
                .stream()
                .collect(Collectors.toUnmodifiableMap(KnownRegion::code, Function.identity())));
        districts = SingletonSupplier.of(() -> jdbc
                .sql("select code, region_code, name_latin, name_cyrillic, border_target from centres.district")
                .query((row, number) -> new KnownDistrict(
                        row.getString("code"),
                        row.getString("region_code"),
                        row.getString("name_latin"),
                        row.getString("name_cyrillic"),
                        row.getBoolean("border_target")))
                .stream()
                .collect(Collectors.toUnmodifiableMap(KnownDistrict::code, Function.identity())));
    }

    @Override
    public List<Region> regions(String country, Locale reader) {
        return regions.obtain().values().stream()
                .filter(region -> region.country().equals(country))
                .map(region -> new Region(
                        region.code(), region.country(), regionName(region.code(), reader), region.borderTarget()))
                .sorted(byName(Region::name, reader))
                .toList();
    }

    @Override
    public List<District> of(String region, Locale reader) {
        return districts.obtain().values().stream()
                .filter(district -> district.region().equals(region))
                .map(district -> district.in(reader))
                .sorted(byName(District::name, reader))
                .toList();
    }

    @Override
    public List<Choices> places(String country, Locale reader) {
        return places.computeIfAbsent(
                new Asked(country, Language.of(reader)),
                asked -> regions(country, reader).stream()
                        .map(region -> new Choices(
                                region.name(),
                                Stream.concat(
                                                Stream.of(Choice.of(region.code(), region.name())),
                                                of(region.code(), reader).stream()
                                                        .map(district -> Choice.of(district.code(), district.name())))
                                        .toList()))
                        .toList());
    }

    @Override
    public Optional<Place> place(@Nullable String code) {
        if (code == null) {
            return Optional.empty();
        }
        KnownDistrict district = districts.obtain().get(code);
        if (district != null) {
            return Optional.of(new Place(district.region(), district.code()));
        }
        return regions.obtain().containsKey(code) ? Optional.of(new Place(code, null)) : Optional.empty();
    }

    @Override
    public String name(Place place, Locale reader) {
        KnownDistrict district =
                place.district() == null ? null : districts.obtain().get(place.district());
        String region = regionName(place.region(), reader);
        return district == null ? region : district.in(reader).name() + ", " + region;
    }

    private String regionName(String code, Locale reader) {
        return messages.getMessage("centres.region." + code, null, reader);
    }

    private static <T> Comparator<T> byName(Function<T, String> name, Locale reader) {
        Collator collator = Collator.getInstance(ULocale.forLocale(reader)).freeze();
        return Comparator.comparing(name, collator::compare);
    }
}
