package org.mrcportal.outreach.coverage;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.mrcportal.centres.Place;

/**
 * Attendances of each place and month, and what of them somebody may read who opens no records. What is left out is decided
 * month by month and not anew for each period: whichever periods somebody subtracts, what is left is months as a whole,
 * and of those the same ones are left out every time.
 */
final class Heads {

    private final Map<YearMonth, Map<Place, Integer>> months = new TreeMap<>();
    private final Map<YearMonth, Set<String>> few = new HashMap<>();
    private final boolean opens;

    /** @param opens whether the reader may open the records, and so read every number */
    Heads(boolean opens) {
        this.opens = opens;
    }

    void add(YearMonth month, Place place, int number) {
        months.computeIfAbsent(month, one -> new HashMap<>()).merge(place, number, Integer::sum);
    }

    Attendances ofRegion(String region) {
        Attendances all = Attendances.NONE;
        for (YearMonth month : months.keySet()) {
            int heads = regions(month).getOrDefault(region, 0);
            all = all.and(heads, opens || !fewRegions(month).contains(region));
        }
        return all;
    }

    /** @param district its code; empty: without a district */
    Attendances ofDistrict(String region, String district) {
        Attendances all = Attendances.NONE;
        for (YearMonth month : months.keySet()) {
            Map<String, Integer> districts = districts(month, region);
            // Whoever may not know the sum may not add it up from its parts either.
            boolean known = opens
                    || !fewRegions(month).contains(region)
                            && !FewHeads.among(districts).contains(district);
            all = all.and(districts.getOrDefault(district, 0), known);
        }
        return all;
    }

    private Set<String> fewRegions(YearMonth month) {
        return few.computeIfAbsent(month, one -> FewHeads.among(regions(one)));
    }

    private Map<String, Integer> regions(YearMonth month) {
        Map<String, Integer> regions = new HashMap<>();
        places(month).forEach((place, number) -> regions.merge(place.region(), number, Integer::sum));
        return regions;
    }

    private Map<String, Integer> districts(YearMonth month, String region) {
        Map<String, Integer> districts = new HashMap<>();
        places(month).forEach((place, number) -> {
            if (place.region().equals(region)) {
                districts.merge(Objects.requireNonNullElse(place.district(), ""), number, Integer::sum);
            }
        });
        return districts;
    }

    private Map<Place, Integer> places(YearMonth month) {
        return months.getOrDefault(month, Map.of());
    }
}
