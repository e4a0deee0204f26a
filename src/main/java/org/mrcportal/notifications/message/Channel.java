package org.mrcportal.notifications.message;

/** The way a message goes. */
enum Channel {
    EMAIL,
    TEXT;

    Channel other() {
        return this == EMAIL ? TEXT : EMAIL;
    }
}
