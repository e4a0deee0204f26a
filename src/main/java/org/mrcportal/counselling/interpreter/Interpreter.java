package org.mrcportal.counselling.interpreter;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.shared.Seal;

/** Somebody a centre may ask to interpret a talk, once confidentiality is signed. */
@Entity
@Table(schema = "counselling", name = "interpreter")
class Interpreter {

    /**
     * What a register keeps of an interpreter.
     *
     * @param languages ISO 639; {@code sgn} is sign language
     * @param sex F or M
     * @param region ISO 3166-2, where the interpreter can come to; null: works from afar only
     * @param remote also by telephone and video
     * @param pageLanguage in which the interpreter is written to
     * @param phone E.164; null: none
     * @param signedOn when confidentiality was signed; null: not yet
     */
    record Details(
            String name,
            List<String> languages,
            String sex,
            @Nullable String region,
            boolean remote,
            String pageLanguage,
            @Nullable String phone,
            @Nullable String email,
            @Nullable LocalDate signedOn,
            boolean active) {}

    @EmbeddedId
    private InterpreterId id;

    @Version
    private @Nullable Long version;

    @Embedded
    @AttributeOverride(name = "id", column = @Column(name = "centre_id", updatable = false))
    private CentreId centre;

    @Column(updatable = false)
    private UUID once;

    private String name;
    private String[] languages;
    private String sex;
    private @Nullable String regionCode;
    private boolean remote;
    private String pageLanguage;
    private byte @Nullable [] phone;
    private byte @Nullable [] email;
    private @Nullable LocalDate confidentialitySignedOn;
    private boolean active;

    @SuppressWarnings("NullAway.Init")
    protected Interpreter() {}

    @SuppressWarnings("NullAway.Init")
    private Interpreter(InterpreterId id, CentreId centre, UUID once) {
        this.id = id;
        this.centre = centre;
        this.once = once;
    }

    static Interpreter register(CentreId centre, Details details, UUID once, Seal seal) {
        return new Interpreter(InterpreterId.next(), centre, once).change(details, seal);
    }

    /** Replaces all of it: what the details leave out is forgotten. */
    Interpreter change(Details details, Seal seal) {
        name = details.name();
        languages = details.languages().toArray(String[]::new);
        sex = details.sex();
        regionCode = details.region();
        remote = details.remote();
        pageLanguage = details.pageLanguage();
        phone = seal.seal(details.phone(), phoneContext(id));
        email = seal.seal(details.email(), emailContext(id));
        confidentialitySignedOn = details.signedOn();
        active = details.active();
        return this;
    }

    Details details(Seal seal) {
        return new Details(
                name,
                List.of(languages),
                sex,
                regionCode,
                remote,
                pageLanguage,
                seal.open(phone, phoneContext(id)),
                seal.open(email, emailContext(id)),
                confidentialitySignedOn,
                active);
    }

    InterpreterId id() {
        return id;
    }

    CentreId centre() {
        return centre;
    }

    long version() {
        return version == null ? 0 : version;
    }

    static String phoneContext(InterpreterId id) {
        return "interpreter.phone:" + id;
    }

    static String emailContext(InterpreterId id) {
        return "interpreter.email:" + id;
    }
}
