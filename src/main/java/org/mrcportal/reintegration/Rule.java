package org.mrcportal.reintegration;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataIntegrityViolationException;

/** Which rule of the database refused something. */
public final class Rule {

    private Rule() {}

    /** The rule's name, or nothing where the database says none. */
    public static String brokenBy(DataIntegrityViolationException refused) {
        @Nullable
        ServerErrorMessage said =
                refused.getMostSpecificCause() instanceof PSQLException cause ? cause.getServerErrorMessage() : null;
        String rule = said == null ? null : said.getConstraint();
        return rule == null ? "" : rule;
    }
}
