package org.mrcportal.demonstration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mrcportal.clients.Contact;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;

/** People who come to a centre for the first time, until they are registered in the order in which they came. */
final class Newcomers {

    private final DemonstrationCentre centre;
    private final Draw draw;
    private final Names names;
    private final PriorityQueue<Person> toRegister = new PriorityQueue<>(
            Comparator.comparing((Person one) -> one.registeredAt).thenComparing(one -> one.id));
    private @Nullable PhoneNumber formerPhone;

    Newcomers(DemonstrationCentre centre, Draw draw) {
        this.centre = centre;
        this.draw = draw;
        this.names = new Names(draw);
    }

    /** @param online booked by the person, else registered at the front desk */
    Person add(Demand.Profile profile, Instant at, boolean online) {
        PersonName name = draw.chance(online ? 0.88 : 0.97)
                ? new PersonName(names.called(profile.manner(), profile.sex()))
                : null;
        PhoneNumber phone = draw.chance(online ? 0.74 : 0.85) ? phone() : null;
        String email = online && draw.chance(0.18) ? email(name) : null;
        boolean reachable = phone != null || email != null;
        Contact contact = new Contact(
                name,
                phone,
                email,
                phone != null && draw.chance(0.65),
                reachable && draw.chance(0.85),
                phone != null && draw.chance(0.05) ? draw.oneOf(contactNotes(profile.language())) : null);
        Set<String> purposes = new TreeSet<>(Set.of("SERVICE"));
        if (reachable && contact.mayMessage()) {
            purposes.add("REMINDER");
        }
        if (reachable && draw.chance(0.4)) {
            purposes.add("FOLLOW_UP");
        }
        if (draw.chance(0.5)) {
            purposes.add("STATISTICS");
        }
        Person person = new Person(draw.id(at), at, profile, contact, purposes, online ? "CLICK" : "ORAL");
        toRegister.add(person);
        return person;
    }

    /** Beginning with 00 no number is anybody's. Now and then two of a family share one. */
    private PhoneNumber phone() {
        PhoneNumber former = formerPhone;
        if (former != null && draw.chance(0.05)) {
            return former;
        }
        String country =
                switch (centre.country()) {
                    case "TJ" -> "+992";
                    case "KG" -> "+996";
                    default -> "+998";
                };
        PhoneNumber phone = new PhoneNumber(country + "00%07d".formatted(draw.below(10_000_000)));
        formerPhone = phone;
        return phone;
    }

    private String email(@Nullable PersonName name) {
        String who = name == null ? "somebody" : name.searchKey().split(" ")[0];
        return who + "." + draw.below(1_000) + "@example.org";
    }

    /** Those who came before then and have not been registered yet. */
    List<Person> registeredBefore(Instant end) {
        List<Person> registered = new ArrayList<>();
        while (!toRegister.isEmpty() && toRegister.element().registeredAt.isBefore(end)) {
            registered.add(toRegister.remove());
        }
        return registered;
    }

    private static List<String> contactNotes(String language) {
        return switch (language) {
            case "uz" -> List.of("Faqat kechqurun qoʻngʻiroq qiling", "Markaz nomini aytmang");
            case "tg" -> List.of("Танҳо бегоҳӣ занг занед", "Номи марказро нагӯед");
            case "ky" -> List.of("Кечинде гана чалыңыз", "Борбордун атын айтпаңыз");
            case "en" -> List.of("Please call in the evening only");
            default -> List.of("Звонить только вечером", "Не называйте центр");
        };
    }
}
