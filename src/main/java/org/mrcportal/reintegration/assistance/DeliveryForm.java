package org.mrcportal.reintegration.assistance;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mrcportal.reintegration.Money;
import org.mrcportal.reintegration.Written;
import org.springframework.validation.Errors;

/**
 * That something was handed over, as typed.
 *
 * @param spent what it did cost
 * @param deliveryNote what was handed over, or empty
 */
record DeliveryForm(
        @Nullable String deliveredOn,
        @Nullable String spent,
        @Nullable String deliveryNote) {

    static DeliveryForm of(AssistanceLine line, LocalDate today) {
        return new DeliveryForm(
                today.toString(), line.free() ? null : line.cost().typed(), null);
    }

    void check(Errors errors, AssistanceLine line, LocalDate today) {
        if (Written.day(deliveredOn).filter(day -> !day.isAfter(today)).isEmpty()) {
            errors.rejectValue("deliveredOn", "cases.help.day.wrong");
        }
        Written.limit(errors, "deliveryNote", deliveryNote, 500);
        if (line.free()
                ? Written.orNull(spent) != null && price().signum() != 0
                : Money.amount(spent).isEmpty()) {
            errors.rejectValue("spent", "cases.money.wrong");
        } else if (price().compareTo(line.cost().amount()) > 0) {
            errors.rejectValue("spent", "cases.help.refused.TOO_DEAR");
        }
    }

    BigDecimal price() {
        return Money.amount(spent).orElse(BigDecimal.ZERO);
    }
}
