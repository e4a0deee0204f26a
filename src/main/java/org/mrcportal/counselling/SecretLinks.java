package org.mrcportal.counselling;

import java.util.UUID;

/**
 * The secrets in people's links. They are worked out from what the link is about with the portal's key, so that a message
 * can repeat them while the database holds nothing but their hashes.
 */
public interface SecretLinks {

    /**
     * 128 bits, base64url.
     *
     * @param kind what the link is about, such as {@code waiting}: the first part of its address
     */
    String token(String kind, UUID about);

    /** SHA-256 of a token, as it is stored and looked for. */
    byte[] tokenHash(String token);
}
