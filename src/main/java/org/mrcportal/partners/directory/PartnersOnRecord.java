package org.mrcportal.partners.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mrcportal.centres.CentreId;
import org.mrcportal.partners.PartnerCard;
import org.mrcportal.partners.Partners;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Component
@Transactional(propagation = Propagation.MANDATORY)
class PartnersOnRecord implements Partners {

    static final String CARDS = """
            select id, centre_id, name, kind, services, regions, languages, contact, phone, email,
                   email_new is not null as email_waits, address, hours, verified_on, agreement_until, shares_data, retired_at is not null as retired
            from partners.partner
            """;

    private final JdbcClient jdbc;

    PartnersOnRecord(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<PartnerCard> find(UUID id) {
        return jdbc.sql(CARDS + "where id = ?")
                .param(id)
                .query(PartnersOnRecord::card)
                .optional();
    }

    @Override
    public List<PartnerCard> of(CentreId centre) {
        return jdbc.sql(CARDS + "where centre_id = ? and retired_at is null order by lower(name), id")
                .param(centre.id())
                .query(PartnersOnRecord::card)
                .list();
    }

    static PartnerCard card(ResultSet row, int number) throws SQLException {
        return new PartnerCard(
                row.getObject("id", UUID.class),
                new CentreId(row.getObject("centre_id", UUID.class)),
                row.getString("name"),
                row.getString("kind"),
                texts(row, "services"),
                texts(row, "regions"),
                texts(row, "languages"),
                row.getString("contact"),
                row.getString("phone"),
                row.getString("email"),
                row.getBoolean("email_waits"),
                row.getString("address"),
                row.getString("hours"),
                row.getObject("verified_on", LocalDate.class),
                row.getObject("agreement_until", LocalDate.class),
                row.getBoolean("shares_data"),
                row.getBoolean("retired"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
