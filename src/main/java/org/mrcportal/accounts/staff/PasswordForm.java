package org.mrcportal.accounts.staff;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** A new temporary password for somebody. */
record PasswordForm(
        @NotBlank @Pattern(regexp = "(?s)\\s*|.{12,200}") @Nullable
        String password) {}
