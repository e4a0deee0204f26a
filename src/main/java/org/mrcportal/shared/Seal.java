package org.mrcportal.shared;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * Seals personal data for the database and makes keyed fingerprints for exact search. Keys are two Tink keysets
 * ({@code seal.json}, AES-256-GCM; {@code fingerprint.json}, HMAC-SHA-256) in the directory {@code portal.keys}; a
 * keyset may hold older keys too, so keys can be rotated.
 */
public final class Seal {

    private final Aead aead;
    private final Mac mac;

    private Seal(Aead aead, Mac mac) {
        this.aead = aead;
        this.mac = mac;
    }

    /**
     * Reads the keys.
     *
     * @param create make new keys where there are none; losing keys means losing what they sealed
     * @throws IllegalStateException where a key is missing or unreadable
     */
    public static Seal withKeysIn(Path directory, boolean create) {
        try {
            AeadConfig.register();
            MacConfig.register();
            if (create) {
                Files.createDirectories(directory);
                createIfMissing(directory.resolve("seal.json"), PredefinedAeadParameters.AES256_GCM);
                createIfMissing(directory.resolve("fingerprint.json"), PredefinedMacParameters.HMAC_SHA256_128BITTAG);
            }
            return new Seal(
                    read(directory.resolve("seal.json")).getPrimitive(RegistryConfiguration.get(), Aead.class),
                    read(directory.resolve("fingerprint.json")).getPrimitive(RegistryConfiguration.get(), Mac.class));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "The keys seal.json and fingerprint.json cannot be read in " + directory
                            + ": set PORTAL_KEYS to their directory (docs/operations.md says how to make them)",
                    e);
        }
    }

    private static void createIfMissing(Path file, com.google.crypto.tink.Parameters parameters)
            throws IOException, GeneralSecurityException {
        if (Files.exists(file)) {
            return;
        }
        var handle = KeysetHandle.generateNew(parameters);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get()));
    }

    private static KeysetHandle read(Path file) throws IOException, GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get());
    }

    /**
     * Seals a text.
     *
     * @param context what it belongs to, such as {@code identity.name:<client id>}: opening it elsewhere fails
     */
    public byte @Nullable [] seal(@Nullable String text, String context) {
        if (text == null) {
            return null;
        }
        try {
            return aead.encrypt(text.getBytes(StandardCharsets.UTF_8), context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealing failed", e);
        }
    }

    public @Nullable String open(byte @Nullable [] sealed, String context) {
        if (sealed == null) {
            return null;
        }
        try {
            return new String(aead.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealed with another key or for another place", e);
        }
    }

    /** A keyed hash: equal texts of one purpose have equal fingerprints, and nobody without the key can guess back. */
    public byte[] fingerprint(String purpose, String text) {
        try {
            return mac.computeMac((purpose + '\0' + text).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Fingerprint failed", e);
        }
    }
}
