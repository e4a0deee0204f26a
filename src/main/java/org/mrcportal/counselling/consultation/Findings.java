package org.mrcportal.counselling.consultation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a consultation was about and what came of it, in codes.
 *
 * @param destination ISO 3166-1 alpha-2; null: none or not said
 * @param region ISO 3166-2 of residence; null: elsewhere or not said
 * @param note nothing sensitive; null: none
 */
@Embeddable
record Findings(
        String mainTopic,
        @JdbcTypeCode(SqlTypes.ARRAY) List<String> otherTopics,
        @Nullable String destination,
        String migrationStatus,
        @Column(name = "region_code") @Nullable String region,
        String sex,
        String ageGroup,
        String serviceGiven,
        String outcome,
        @Nullable String referredTo,
        @Nullable LocalDate followUpOn,
        @Nullable String note) {}
