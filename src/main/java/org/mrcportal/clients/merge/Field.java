package org.mrcportal.clients.merge;

/** What two records of one person may say differently. How to reach the person safely is taken from one of them whole. */
enum Field {
    NAME,
    PHONE,
    EMAIL,
    SAFE_CONTACT,
    LANGUAGE,
    SEX,
    AGE_GROUP,
    REGION,
    MIGRATION_STATUS
}
