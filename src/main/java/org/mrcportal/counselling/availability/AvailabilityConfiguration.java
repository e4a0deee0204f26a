package org.mrcportal.counselling.availability;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Makes the booking's settings known. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BookingRules.class)
class AvailabilityConfiguration {}
