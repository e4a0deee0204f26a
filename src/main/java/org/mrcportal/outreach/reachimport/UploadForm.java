package org.mrcportal.outreach.reachimport;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.outreach.Platform;
import org.mrcportal.shared.NotFound;
import org.springframework.validation.Errors;
import org.springframework.web.multipart.MultipartFile;

/**
 * An export that is sent up.
 *
 * @param once the form's own key
 */
record UploadForm(
        @Nullable String once,
        @Nullable String platform,
        @Nullable MultipartFile file) {

    static UploadForm blank() {
        return new UploadForm(UUID.randomUUID().toString(), null, null);
    }

    void check(Errors errors) {
        if (where().isEmpty()) {
            errors.rejectValue("platform", "outreach.post.platform.missing");
        }
        if (file == null || file.isEmpty()) {
            errors.rejectValue("file", "outreach.import.file.missing");
        } else if (file.getSize() > TableFile.LARGEST) {
            errors.rejectValue("file", "outreach.import.refused.TOO_LARGE");
        }
    }

    Optional<Platform> where() {
        return platform == null ? Optional.empty() : Platform.ofCode(platform);
    }

    UUID key() {
        try {
            return UUID.fromString(String.valueOf(once));
        } catch (IllegalArgumentException tampered) {
            throw new NotFound("a form");
        }
    }
}
