package org.mrcportal.config;

import jakarta.validation.ConstraintViolation;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.validation.Errors;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/** Validation whose problems stand in the order of the form's fields; Bean Validation itself knows no order. */
@Component
class ProblemsInOrder extends LocalValidatorFactoryBean {

    @Override
    protected void processConstraintViolations(Set<ConstraintViolation<Object>> violations, Errors errors) {
        Set<ConstraintViolation<Object>> ordered = violations.stream()
                .sorted(Comparator.comparingInt(ProblemsInOrder::place))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        super.processConstraintViolations(ordered, errors);
    }

    private static int place(ConstraintViolation<Object> violation) {
        RecordComponent[] fields = violation.getRootBeanClass().getRecordComponents();
        if (fields == null) {
            return 0;
        }
        List<String> names = Arrays.stream(fields).map(RecordComponent::getName).toList();
        String path = violation.getPropertyPath().toString();
        int place = names.indexOf(path.split("[.\\[]", 2)[0]);
        return place < 0 ? names.size() : place;
    }
}
