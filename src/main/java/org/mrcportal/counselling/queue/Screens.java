package org.mrcportal.counselling.queue;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreCard;
import org.mrcportal.centres.CentreId;
import org.mrcportal.centres.CentreTime;
import org.mrcportal.centres.Centres;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.NotFound;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a hall may read: for whoever has the screen's secret, within the scope of its centre. */
@Service
@Transactional(readOnly = true)
class Screens {

    private static final int CALLED = 6;
    private static final int NEXT = 6;

    private final WaitingRoom room;
    private final Centres centres;

    Screens(WaitingRoom room, Centres centres) {
        this.room = room;
        this.centres = centres;
    }

    /**
     * A number that is called.
     *
     * @param desk null: no desk was named
     */
    record Called(int number, @Nullable String desk) {}

    /**
     * The screen.
     *
     * @param time in the centre's zone
     * @param called the latest first
     */
    record Screen(String centre, String time, List<Called> called, List<Integer> next) {}

    Screen of(CentreId id, Language language) {
        CentreCard centre = centres.byId(id, language).orElseThrow(() -> new NotFound(id));
        WaitingRoom.Today today = room.today(centre);
        return new Screen(
                centre.name(),
                CentreTime.time(today.now(), centre.zone()),
                today.people().stream()
                        .filter(person -> person.is(Standing.CALLED) && person.number() != null)
                        .sorted(Comparator.comparing(Screens::calledAt).reversed())
                        .limit(CALLED)
                        .map(person -> new Called(Objects.requireNonNull(person.number()), person.desk()))
                        .toList(),
                today.inTurn().stream()
                        .map(InLine::number)
                        .filter(Objects::nonNull)
                        .limit(NEXT)
                        .toList());
    }

    private static Instant calledAt(InLine person) {
        return Objects.requireNonNullElse(person.calledAt(), Instant.MIN);
    }
}
