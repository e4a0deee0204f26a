package org.mrcportal.accounts.staff;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.mrcportal.accounts.StaffId;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;

/**
 * What the page for a new account submits.
 *
 * @param once becomes the account's id, so that a form sent twice makes one account
 */
record AccountForm(
        @Nullable String once,
        @NotBlank @Size(max = 100) @Nullable String name,

        @NotBlank @Pattern(regexp = "\\s*([A-Za-z0-9][A-Za-z0-9.-]{2,59}\\s*)?") @Nullable
        String username,

        @NotEmpty @Nullable List<String> roles,
        @Nullable List<String> centres,
        @NotBlank @Pattern(regexp = "(en|ru|uz)?") @Nullable String language,
        @Nullable String sex,

        @NotBlank @Pattern(regexp = "(?s)\\s*|.{12,200}") @Nullable
        String password) {

    static AccountForm blank() {
        return new AccountForm(StaffId.next().toString(), null, null, null, null, null, null, null);
    }

    StaffId id() {
        try {
            return new StaffId(UUID.fromString(once == null ? "" : once));
        } catch (IllegalArgumentException forged) {
            return StaffId.next();
        }
    }

    String userName() {
        return username == null ? "" : username.strip().toLowerCase(Locale.ROOT);
    }

    /** F, M or not known: anything else is ignored. */
    @Nullable
    String knownSex() {
        return sex != null && Set.of("F", "M").contains(sex) ? sex : null;
    }

    /** The roles among those that exist. */
    Set<Role> knownRoles() {
        List<String> typed = roles == null ? List.of() : roles;
        return Arrays.stream(Role.values())
                .filter(role -> typed.contains(role.name()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    Set<CentreId> knownCentres(List<CentreCard> cards) {
        List<String> typed = centres == null ? List.of() : centres;
        return cards.stream()
                .filter(card -> typed.contains(card.code()))
                .map(CentreCard::id)
                .collect(Collectors.toSet());
    }
}
