package org.mrcportal.reintegration.casefile;

import java.util.List;
import org.mrcportal.clients.RowsOfOnePerson;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Cases and what belongs to them change hands when two records are one person. A case that is hidden from whoever merges
 * stays where it is and is found by the record that survives.
 */
@Component
class CasesOfOnePerson extends RowsOfOnePerson {

    CasesOfOnePerson(JdbcClient jdbc) {
        super(
                jdbc,
                List.of(
                        Table.of("CASE", "reintegration.case_file"),
                        new Table(
                                "RELATIVE",
                                "reintegration.household_member",
                                true,
                                "not exists (select from reintegration.household_member o where o.case_id = t.case_id"
                                        + " and o.client_id = :to)"),
                        new Table(
                                "ASSESSMENT",
                                "reintegration.assessment",
                                true,
                                "(t.round = 'OTHER' or not exists (select from reintegration.assessment o"
                                        + " where o.case_id = t.case_id and o.client_id = :to"
                                        + " and o.instrument = t.instrument and o.round = t.round))"),
                        new Table(
                                "ENROLMENT",
                                "reintegration.enrolment",
                                true,
                                "(t.state = 'CANCELLED' or not exists (select from reintegration.enrolment o"
                                        + " where o.course_id = t.course_id and o.case_id = t.case_id"
                                        + " and o.client_id = :to and o.state <> 'CANCELLED'))"),
                        Table.of("REFERRAL", "reintegration.referral"),
                        new Table(
                                "FOLLOW_UP",
                                "reintegration.follow_up",
                                true,
                                "(t.round = 'OTHER' or t.state = 'CANCELLED' or not exists ("
                                        + "select from reintegration.follow_up o where o.case_id = t.case_id"
                                        + " and o.client_id = :to and o.round = t.round and o.state <> 'CANCELLED'))")));
    }
}
