package org.mrcportal.notifications.message;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code portal.sms.*}. In {@code address} and {@code body} stand {to} (E.164), {number} (the same without
 * its plus), {text} and {id}; each is written as the address or the body's content type needs it.
 *
 * @param gateway {@code http}, {@code log} or {@code none}; unset: {@code log} with the built-in database, else none
 * @param address where texts are handed over; a GET's parameters are in it
 * @param method POST, PUT or GET
 * @param contentType of the body
 * @param body what is sent; empty: nothing
 * @param headers further headers, such as one with a key
 * @param username for HTTP Basic; null: none
 * @param password for HTTP Basic
 * @param success a regular expression found in the answer of a success; empty: any 2xx is one
 * @param unknownNumber a regular expression found in the answer where there is no such number
 * @param timeout how long an answer is waited for, all in all
 * @param recognisesRepeats the gateway sends once what it is given twice with the same {id} or Idempotency-Key
 */
@ConfigurationProperties("portal.sms")
record SmsSettings(
        @Nullable String gateway,
        @DefaultValue("") String address,
        @DefaultValue("POST") String method,
        @DefaultValue("application/json") String contentType,

        @DefaultValue("{\"to\":\"{to}\",\"text\":\"{text}\",\"id\":\"{id}\"}")
        String body,

        @DefaultValue Map<String, String> headers,
        @Nullable String username,
        @DefaultValue("") String password,
        @DefaultValue("") String success,
        @DefaultValue("") String unknownNumber,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("false") boolean recognisesRepeats) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "SmsSettings[gateway=%s, address=…, method=%s]".formatted(gateway, method);
    }
}
