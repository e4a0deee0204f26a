package org.mrcportal.reporting.dashboard;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mrcportal.counselling.CounsellingFigures.Dimension;
import org.mrcportal.counselling.CounsellingRecords;
import org.mrcportal.counselling.CounsellingRecords.AppointmentRow;
import org.mrcportal.counselling.CounsellingRecords.ContactRow;
import org.mrcportal.counselling.CounsellingRecords.PersonRow;
import org.mrcportal.counselling.CounsellingRecords.Position;
import org.mrcportal.counselling.CounsellingRecords.Selection;
import org.mrcportal.reporting.dashboard.Key.Measure;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What managers open: the records behind a number. Where the number is not shown, its records are not either. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('CENTRE_MANAGER', 'NETWORK_MANAGER')")
class RecordsDesk {

    static final int PAGE = 50;

    private final CounsellingRecords records;
    private final FiguresDesk figures;

    RecordsDesk(CounsellingRecords records, FiguresDesk figures) {
        this.records = records;
        this.figures = figures;
    }

    /**
     * A page of a list.
     *
     * @param number of all records; hidden: there are no rows either
     * @param numbers what this reader is not shown of the same days; null for a centre's own managers
     */
    record Listed<T>(
            Figure number,
            List<T> rows,
            boolean more,
            boolean less,
            @Nullable Numbers numbers) {}

    Listed<ContactRow> contacts(Asked asked, Map<Dimension, String> values, @Nullable Position position) {
        return list(Measure.CONTACTS, asked, values, position, records::contacts, records::contacts);
    }

    Listed<AppointmentRow> appointments(Asked asked, Map<Dimension, String> values, @Nullable Position position) {
        return list(Measure.APPOINTMENTS, asked, values, position, records::appointments, records::appointments);
    }

    Listed<PersonRow> persons(Asked asked, Map<Dimension, String> values, @Nullable Position position) {
        return list(Measure.PERSONS, asked, values, position, records::persons, records::persons);
    }

    private interface Page<T> {
        List<T> of(Selection selection, @Nullable Position position, int most);
    }

    private interface Count {
        long of(Selection selection);
    }

    private <T> Listed<T> list(
            Measure measure,
            Asked asked,
            Map<Dimension, String> values,
            @Nullable Position position,
            Count count,
            Page<T> page) {
        Numbers numbers = null;
        if (!asked.own()) {
            numbers = figures.numbers(asked);
            Figure published = published(numbers, measure, values);
            if (published.isHidden()) {
                return new Listed<>(published, List.of(), false, false, numbers);
            }
        }
        Selection selection = new Selection(asked.stretches(), values);
        List<T> rows = page.of(selection, position, PAGE + 1);
        boolean backwards = position != null && position.backwards();
        boolean further = rows.size() > PAGE;
        List<T> shown = !further ? rows : backwards ? rows.subList(1, PAGE + 1) : rows.subList(0, PAGE);
        return new Listed<>(
                Figure.of(count.of(selection)),
                shown,
                backwards ? !shown.isEmpty() : further,
                backwards ? further : position != null && !shown.isEmpty(),
                numbers);
    }

    /** Only what the page of figures shows: anything finer could be small. */
    private static Figure published(Numbers numbers, Measure measure, Map<Dimension, String> values) {
        if (values.isEmpty()) {
            return numbers.get(Key.total(0, null, measure));
        }
        var only = values.entrySet().iterator().next();
        boolean onThePage = values.size() == 1
                && measure != Measure.PERSONS
                && (only.getKey() != Dimension.SEX_AGE || !only.getValue().endsWith(":"));
        return onThePage ? numbers.get(Key.of(0, null, only.getKey(), only.getValue())) : Figure.hidden(0);
    }
}
