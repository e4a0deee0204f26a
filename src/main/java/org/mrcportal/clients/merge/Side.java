package org.mrcportal.clients.merge;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.centres.CentreId;
import org.mrcportal.clients.ClientId;
import org.mrcportal.clients.Contact;
import org.mrcportal.clients.ContactHours;

/**
 * One of the two records, as it stands.
 *
 * @param version rises with every change of the record
 * @param identityVersion the same of name and contact; -1 where there is none
 */
record Side(
        ClientId id,
        CentreId centre,
        String code,
        long version,
        long identityVersion,
        Contact contact,
        String language,
        @Nullable String sex,
        @Nullable String ageGroup,
        @Nullable String region,
        @Nullable String migrationStatus,
        @Nullable UUID mergedInto) {

    Side with(Contact known) {
        return new Side(
                id,
                centre,
                code,
                version,
                identityVersion,
                known,
                language,
                sex,
                ageGroup,
                region,
                migrationStatus,
                mergedInto);
    }

    /** A page that was filled in from another state of the records names another one. */
    String state() {
        return version + "." + identityVersion;
    }

    Object value(Field field) {
        Object value =
                switch (field) {
                    case NAME -> contact.name() == null ? null : contact.name().text();
                    case PHONE ->
                        contact.phone() == null ? null : contact.phone().readable();
                    case EMAIL -> contact.email();
                    case SAFE_CONTACT ->
                        new SafeContact(
                                contact.mayCall(),
                                contact.mayMessage(),
                                contact.note(),
                                contact.hours(),
                                contact.codeWord());
                    case LANGUAGE -> language;
                    case SEX -> sex;
                    case AGE_GROUP -> ageGroup;
                    case REGION -> region;
                    case MIGRATION_STATUS -> migrationStatus;
                };
        return value == null ? "" : value;
    }

    /** What belongs together about reaching a person safely. */
    record SafeContact(
            boolean mayCall,
            boolean mayMessage,
            @Nullable String note,
            @Nullable ContactHours hours,
            @Nullable String codeWord) {}
}
