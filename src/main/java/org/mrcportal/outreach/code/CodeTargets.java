package org.mrcportal.outreach.code;

import org.mrcportal.outreach.code.ShortCodes.Target;
import org.mrcportal.shared.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where codes lead. */
@Component
@Transactional(readOnly = true)
class CodeTargets {

    private final JdbcClient jdbc;

    CodeTargets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The public page, without its language.
     *
     * @throws NotFound where the scope has no such code
     */
    String path(String code) {
        return jdbc.sql("""
                        select c.target, o.code as centre, s.slug
                        from outreach.short_code c join centres.centre o on o.id = c.centre_id
                        left join outreach.awareness_session s on s.id = c.session_id
                        where c.code = ?
                        """)
                .param(code)
                .query((row, number) -> switch (Target.valueOf(row.getString("target"))) {
                    case BOOK -> "/book?centre=" + row.getString("centre");
                    case SESSIONS -> "/sessions?centre=" + row.getString("centre");
                    case SESSION -> "/sessions/" + row.getString("slug");
                })
                .optional()
                .orElseThrow(() -> new NotFound(code));
    }
}
