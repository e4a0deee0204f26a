package org.mrcportal.reintegration.transfer;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.Scope;

/** The centres of the network as everybody may know them, in one language. */
record CentreNames(List<CentreCard> all) {

    static CentreNames of(Centres centres, Locale locale) {
        return new CentreNames(Scope.network().call(() -> centres.all(Language.of(locale))));
    }

    List<CentreCard> without(CentreId one) {
        return all.stream().filter(centre -> !centre.id().equals(one)).toList();
    }

    String name(CentreId id) {
        return of(id, CentreCard::name);
    }

    ZoneId zone(CentreId id) {
        return of(id, CentreCard::zone);
    }

    private <T> T of(CentreId id, Function<CentreCard, T> what) {
        return all.stream()
                .filter(centre -> centre.id().equals(id))
                .map(what)
                .findFirst()
                .orElseThrow();
    }
}
