package org.mrcportal.counselling.appointment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mrcportal.clients.ClientId;
import org.mrcportal.shared.Scope;
import org.springframework.stereotype.Component;

/**
 * A link may be opened by somebody else on a shared telephone: whoever wants to see or do more than the booking itself
 * tells the second fact again.
 */
@Component
public class OwnerProof {

    private static final String BY = "own.token";

    private final PersonalLinks links;
    private final PersonsDesk desk;
    private final Guesses guesses;

    OwnerProof(PersonalLinks links, PersonsDesk desk, Guesses guesses) {
        this.links = links;
        this.desk = desk;
        this.guesses = guesses;
    }

    /**
     * What came of a proof.
     *
     * @param client whose booking it is; null: the fact was wrong, or there were too many guesses
     */
    public record Proof(@Nullable ClientId client, boolean tooMany) {}

    /** The centre of the booking behind a link. */
    public Scope scope(String token) {
        return Scope.of(links.centreOf(token).id());
    }

    /** @param typed the telephone's last four digits, the e-mail address or the code */
    public Proof prove(String token, @Nullable String typed, String address) {
        Scope scope = scope(token);
        if (guesses.tooMany(BY, token, address)) {
            return new Proof(null, true);
        }
        Optional<ClientId> client = scope.call(() -> desk.whose(token, FindBookingForm.meantFact(typed)));
        if (client.isPresent()) {
            guesses.right(BY, token, address);
        } else {
            guesses.missed(address);
        }
        return new Proof(client.orElse(null), false);
    }
}
