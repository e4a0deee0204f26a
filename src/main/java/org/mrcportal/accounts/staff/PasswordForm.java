package org.mrcportal.accounts.staff;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A new temporary password for somebody. */
record PasswordForm(
        @NotBlank @Size(min = 12, max = 200) @Nullable String password) {}
