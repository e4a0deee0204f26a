package org.mrcportal.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The secrets in people's links. They are worked out from what the link is about with the portal's key, so that a message
 * can repeat them while the database holds nothing but their hashes.
 */
@Component
public final class SecretLinks {

    private static final String PATTERN = "[A-Za-z0-9_-]{22}";

    private final Seal seal;

    public SecretLinks(Seal seal) {
        this.seal = seal;
    }

    /**
     * 128 bits, base64url.
     *
     * @param kind what the link is about, such as {@code waiting}: the first part of its address
     */
    public String token(String kind, UUID about) {
        byte[] mac = seal.fingerprint(kind + ".link", about.toString());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOfRange(mac, mac.length - 16, mac.length));
    }

    /** SHA-256 of a token, as it is stored and looked for. */
    public byte[] tokenHash(String token) {
        return hash(token);
    }

    public static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a text can be a token at all. */
    public static boolean isToken(String text) {
        return text.matches(PATTERN);
    }
}
