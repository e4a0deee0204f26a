package org.mrcportal.reintegration.plan;

import java.security.MessageDigest;
import org.mrcportal.reintegration.CaseId;
import org.mrcportal.reintegration.casefile.CaseCard;
import org.mrcportal.shared.Reference;
import org.mrcportal.shared.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The codes with which clients open their own plan; a keyed hash of each is kept, never the code. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class PlanCodes {

    private final JdbcClient jdbc;
    private final Seal seal;

    PlanCodes(JdbcClient jdbc, Seal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    String renew(CaseCard file) {
        String code = Reference.random();
        jdbc.sql("update reintegration.case_file set code_hash = ? where id = ?")
                .params(hash(file.id(), code), file.id().id())
                .update();
        jdbc.sql("delete from reintegration.plan_visit where case_id = ?")
                .param(file.id().id())
                .update();
        return code;
    }

    boolean opens(CaseId file, String code) {
        byte[] given = hash(file, code);
        return jdbc.sql("select code_hash from reintegration.case_file where id = ? and code_hash is not null")
                .param(file.id())
                .query((row, number) -> row.getBytes(1))
                .optional()
                .map(kept -> MessageDigest.isEqual(kept, given))
                .orElse(false);
    }

    private byte[] hash(CaseId file, String code) {
        return seal.fingerprint("case.code", file + ":" + code);
    }
}
