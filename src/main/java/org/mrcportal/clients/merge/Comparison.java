package org.mrcportal.clients.merge;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two records side by side.
 *
 * @param moves what changes hands, by kind; only what there is
 */
record Comparison(Side kept, Side gone, Map<String, Long> moves) {

    /** One line: what each says, and whether there is something to choose. */
    record Line(Field field, Object kept, Object gone, boolean differs) {}

    List<Line> lines() {
        return Arrays.stream(Field.values())
                .map(field -> {
                    Object one = kept.value(field);
                    Object other = gone.value(field);
                    return new Line(field, one, other, !one.equals("") && !other.equals("") && !one.equals(other));
                })
                .filter(line -> !line.kept().equals("") || !line.gone().equals(""))
                .toList();
    }

    String state() {
        return kept.state() + "-" + gone.state();
    }

    /** What comes from the record that goes: what was chosen, and whatever the other one does not say. */
    Set<Field> taken(Set<Field> chosen) {
        EnumSet<Field> taken = EnumSet.noneOf(Field.class);
        for (Field field : Field.values()) {
            boolean missing = field == Field.SAFE_CONTACT
                    ? kept.identityVersion() < 0
                    : kept.value(field).equals("");
            if (chosen.contains(field) || missing) {
                taken.add(field);
            }
        }
        return taken;
    }
}
