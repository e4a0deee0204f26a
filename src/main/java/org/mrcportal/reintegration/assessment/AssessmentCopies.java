package org.mrcportal.reintegration.assessment;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.Map;
import java.util.UUID;
import org.mrcportal.clients.ClientId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Brings what a person was asked at one centre to the case another centre takes on, so that nobody is asked twice. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class AssessmentCopies {

    private final JdbcClient jdbc;
    private final Seal seal;

    AssessmentCopies(JdbcClient jdbc, Seal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    /**
     * Copies each assessment of the person with its answers, the person's own words, its scores, the version of its
     * instrument and its days. To be called in the scope of both centres.
     *
     * @param whose the person at the centre that gives the case away
     * @param person the same one at the other centre
     */
    public void bring(CaseCard from, ClientId whose, CaseCard to, ClientId person) {
        jdbc.sql("""
                        select id from reintegration.assessment
                        where case_id = :from and clients.survivor(client_id) = :whose order by started_at, id
                        """)
                .param("from", from.id().id())
                .param("whose", whose.id())
                .query(UUID.class)
                .list()
                .forEach(one -> copy(one, to, person));
    }

    private void copy(UUID from, CaseCard to, ClientId person) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        Map<String, Object> both = Map.of(
                "from", from,
                "id", id,
                "centre", to.centre().id(),
                "case", to.id().id(),
                "person", person.id());
        int made = jdbc.sql("""
                        insert into reintegration.assessment (id, version, centre_id, case_id, client_id, instrument,
                            instrument_version, round, started_by, started_at, completed_at, economic, social, psychosocial,
                            composite, asks_for_help, once, taken_from, taken_begun)
                        select :id, 0, :centre, :case, :person, instrument, instrument_version, round, started_by, started_at,
                               completed_at, economic, social, psychosocial, composite, asks_for_help, gen_random_uuid(), id,
                               completed_at is null
                        from reintegration.assessment where id = :from
                        on conflict do nothing
                        """).params(both).update();
        if (made == 0) {
            return;
        }
        jdbc.sql("""
                        insert into reintegration.assessment_answer (centre_id, case_id, assessment_id, instrument,
                            instrument_version, number, said, options)
                        select :centre, :case, :id, instrument, instrument_version, number, said, options
                        from reintegration.assessment_answer where assessment_id = :from
                        """).params(both).update();
        jdbc.sql("""
                        insert into reintegration.assessment_score (centre_id, case_id, assessment_id, calculation, instrument,
                            instrument_version, economic, social, psychosocial, composite, band, answers, calculated_by, calculated_at)
                        select :centre, :case, :id, calculation, instrument, instrument_version, economic, social, psychosocial,
                               composite, band, answers, calculated_by, calculated_at
                        from reintegration.assessment_score where assessment_id = :from
                        """).params(both).update();
        jdbc.sql("""
                        insert into reintegration.assessment_section (centre_id, case_id, assessment_id, section, version, saved_by,
                            saved_at)
                        select :centre, :case, :id, section, version, saved_by, saved_at
                        from reintegration.assessment_section where assessment_id = :from
                        """).params(both).update();
        words(from, id);
    }

    /** Sealed anew, for they are sealed for the assessment they stand in. */
    private void words(UUID from, UUID to) {
        jdbc.sql(
                        "select section, words from reintegration.assessment_section where assessment_id = ? and words is not null")
                .param(from)
                .query((row, number) -> Map.entry(row.getString("section"), row.getBytes("words")))
                .list()
                .forEach(said -> {
                    String section = said.getKey();
                    String words = seal.open(said.getValue(), Assessments.context(from, section));
                    jdbc.sql("""
                                    update reintegration.assessment_section set words = :words
                                    where assessment_id = :id and section = :section
                                    """)
                            .param("words", seal.seal(words, Assessments.context(to, section)))
                            .param("id", to)
                            .param("section", section)
                            .update();
                });
    }
}
