package org.mrcportal.outreach.knowledge;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** Which questions a session is asked, and how many seats get a card. */
record StartForm(@Nullable String topic, @Nullable String seats) {

    void check(List<String> topics, Errors errors) {
        if (topic == null || !topics.contains(topic)) {
            errors.rejectValue("topic", "outreach.knowledge.topic.missing");
        }
        if (seatNumber() == 0) {
            errors.rejectValue(
                    "seats", "outreach.knowledge.seats.wrong", new Object[] {KnowledgeDesk.MOST_SEATS}, null);
        }
    }

    /** 0 where it is no number of seats. */
    int seatNumber() {
        String digits = seats == null ? "" : seats.strip();
        int number = digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : 0;
        return number <= KnowledgeDesk.MOST_SEATS ? number : 0;
    }
}
