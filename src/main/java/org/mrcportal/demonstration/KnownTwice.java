package org.mrcportal.demonstration;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.ClientImport;
import org.mrcportal.clients.Contact;
import org.mrcportal.shared.PersonName;
import org.mrcportal.shared.PhoneNumber;

/** What every register knows: a telephone that three people share, one person twice, and one whom two centres know. */
final class KnownTwice {

    private static final String SHARED = "+998000000101";
    private static final String OF_TWO_CENTRES = "+998000000404";

    private final ClientImport clients;
    private final Draw draw;
    private Instant next; // each a little later, so that codes follow the order

    KnownTwice(ClientImport clients, Draw draw, Instant now) {
        this.clients = clients;
        this.draw = draw;
        this.next = now;
    }

    void write() {
        register(
                "TAS",
                person("Zulfiya Namunaliyeva", SHARED),
                person("Davron Namunaliyev", SHARED),
                person("Малика Намуналиева", SHARED),
                person("Gʻulom Misolqulov", "+998000000202"),
                person("Ғулом Мисолқулов", "+998000000303"));
        register("OSS", person("Өмүрбек Мисалбаев", OF_TWO_CENTRES, "SHARE_WITH_NETWORK"));
    }

    private void register(String centre, ClientImport.Person... people) {
        DemonstrationCentre.ALL.stream()
                .filter(one -> one.code().equals(centre))
                .findFirst()
                .ifPresent(one -> clients.take(new CentreId(one.id()), List.of(people)));
    }

    private ClientImport.Person person(String name, String phone, String... more) {
        next = next.plusMillis(1);
        Contact contact = new Contact(new PersonName(name), new PhoneNumber(phone), null, true, false, null);
        Set<String> purposes = more.length == 0 ? Set.of("SERVICE") : Set.of("SERVICE", more[0]);
        return new ClientImport.Person(
                new ClientId(draw.id(next)), next, "uz", null, null, null, "INTENDING", contact, purposes, "ORAL");
    }
}
