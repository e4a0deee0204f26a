package org.mrcportal.outreach.knowledge;

import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What the statements say in a reader's language. */
@Component
class QuestionWords {

    private final MessageSource messages;

    QuestionWords(MessageSource messages) {
        this.messages = messages;
    }

    List<String> statements(KnowledgeRound round, Locale locale) {
        return round.questions().stream()
                .map(question -> messages.getMessage("outreach.question." + question.code(), null, locale))
                .toList();
    }
}
