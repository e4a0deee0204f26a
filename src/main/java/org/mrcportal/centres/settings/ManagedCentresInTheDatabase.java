package org.mrcportal.centres.settings;

import java.util.Locale;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.Centres;
import org.mrcportal.centres.ManagedCentres;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.mrcportal.shared.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds the centre by its code and takes turns with an advisory lock, which a transaction gives back when it ends. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ManagedCentresInTheDatabase implements ManagedCentres {

    private final Centres centres;
    private final JdbcClient jdbc;

    ManagedCentresInTheDatabase(Centres centres, JdbcClient jdbc) {
        this.centres = centres;
        this.jdbc = jdbc;
    }

    @Override
    public CentreCard toRead(String code, Language language) {
        return centres.byCode(code.toUpperCase(Locale.ROOT), language)
                .filter(centre -> isOwn(centre.id()))
                .orElseThrow(() -> new NotFound("centre"));
    }

    @Override
    public CentreCard toChange(String code, Language language) {
        CentreCard centre = toRead(code, language);
        jdbc.sql("select centres.keep_settings(?)").param(centre.id().id()).query(row -> {});
        return centre;
    }

    private static boolean isOwn(CentreId centre) {
        return Scope.stated()
                .filter(scope -> scope.everywhere() || scope.centres().contains(centre.id()))
                .isPresent();
    }
}
