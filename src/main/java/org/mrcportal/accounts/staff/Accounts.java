package org.mrcportal.accounts.staff;

import java.util.Optional;
import org.mrcportal.accounts.StaffId;
import org.springframework.data.repository.Repository;

/** The accounts of staff. */
interface Accounts extends Repository<Account, StaffId> {

    Account saveAndFlush(Account account);

    Optional<Account> findById(StaffId id);

    boolean existsByUsername(String username);
}
