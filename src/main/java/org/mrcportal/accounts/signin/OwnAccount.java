package org.mrcportal.accounts.signin;

import org.mrcportal.accounts.StaffId;
import org.mrcportal.shared.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people change about their own account. */
@Service
@Transactional
@PreAuthorize("isAuthenticated() and #me == principal.id()")
class OwnAccount {

    private final JdbcClient jdbc;

    OwnAccount(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void speak(StaffId me, Language language) {
        jdbc.sql("update accounts.staff set language = ?, version = version + 1 where id = ?")
                .params(language.code(), me.id())
                .update();
    }
}
