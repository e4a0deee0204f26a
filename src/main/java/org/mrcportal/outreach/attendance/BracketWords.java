package org.mrcportal.outreach.attendance;

import java.util.List;
import java.util.Locale;
import org.mrcportal.outreach.OutreachLabels;
import org.mrcportal.shared.Choice;

/** What sexes and age bands are called in the language of a reader, for pages. */
record BracketWords(OutreachLabels labels, Locale reader) {

    public List<Choice> sexes() {
        return Bracket.SEXES.stream()
                .map(code -> Choice.of(code, labels.sex(code, reader)))
                .toList();
    }

    public List<Choice> bands() {
        return Bracket.BANDS.stream()
                .map(code -> Choice.of(code, labels.ageBand(code, reader)))
                .toList();
    }

    /** "Women, 18–29". */
    public String of(Bracket bracket) {
        return labels.sex(bracket.sex(), reader) + ", " + labels.ageBand(bracket.band(), reader);
    }

    public Bracket bracket(String sex, String band) {
        return new Bracket(sex, band);
    }
}
