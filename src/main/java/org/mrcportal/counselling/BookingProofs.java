package org.mrcportal.counselling;

import org.mrcportal.clients.Contact;

/** What a booking keeps to know its person again, worked out with the portal's key; for bookings taken over in bulk. */
public interface BookingProofs {

    /** SHA-256 of the secret in the person's link. */
    byte[] tokenHash(AppointmentId booking);

    /** Keyed hash of the fact that is asked for beside the reference. */
    byte[] secondFact(AppointmentId booking, Contact contact);
}
