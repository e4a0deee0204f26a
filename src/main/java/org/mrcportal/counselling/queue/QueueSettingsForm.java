package org.mrcportal.counselling.queue;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * What the settings of the line submit.
 *
 * @param patience minutes
 * @param desks one a line
 */
record QueueSettingsForm(
        @Nullable String patience, @Nullable String desks) {

    private static final Pattern WHOLE = Pattern.compile("\\s*\\d{1,3}\\s*");
    private static final int LEAST = 5;
    private static final int MOST = 240;
    private static final int DESKS = 20;
    private static final int LETTERS = 20;

    void check(Errors errors) {
        if (patience == null || !WHOLE.matcher(patience).matches() || minutes() < LEAST || minutes() > MOST) {
            errors.rejectValue("patience", "counselling.queue-settings.patience.unclear");
        }
        List<String> names = names();
        if (names.size() > DESKS || names.stream().anyMatch(QueueSettingsForm::unreadable)) {
            errors.rejectValue("desks", "counselling.queue-settings.desks.unclear");
        }
    }

    private static boolean unreadable(String name) {
        return name.length() > LETTERS || name.chars().anyMatch(Character::isISOControl);
    }

    int minutes() {
        return Integer.parseInt(String.valueOf(patience).strip());
    }

    List<String> names() {
        return desks == null
                ? List.of()
                : desks.lines()
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList();
    }
}
