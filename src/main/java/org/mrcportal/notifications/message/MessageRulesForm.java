package org.mrcportal.notifications.message;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the page of a centre's messages submits: the kinds that are sent. */
record MessageRulesForm(
        @Nullable List<String> sent, @Nullable Boolean plainApostrophe) {

    static MessageRulesForm of(MessageRules.Rules rules) {
        return new MessageRulesForm(
                switchable().stream().filter(rules::send).map(Kind::name).toList(), rules.plainApostrophe());
    }

    /** What people get; without asking interpreters a centre would wait in vain. */
    static List<Kind> switchable() {
        return Arrays.stream(Kind.values())
                .filter(kind -> !kind.isForInterpreter())
                .toList();
    }

    MessageRules.Rules rules() {
        Set<Kind> off = EnumSet.copyOf(switchable());
        List<String> on = sent == null ? List.of() : sent;
        off.removeIf(kind -> on.contains(kind.name()));
        return new MessageRules.Rules(off, Boolean.TRUE.equals(plainApostrophe));
    }
}
