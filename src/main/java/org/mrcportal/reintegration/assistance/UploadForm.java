package org.mrcportal.reintegration.assistance;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mrcportal.shared.Once;
import org.springframework.validation.Errors;
import org.springframework.web.multipart.MultipartFile;

/**
 * A paper or picture that is sent up.
 *
 * @param once the form's own key: sent twice, it is kept once
 * @param nobody nobody can be seen or read of on it, says whoever sends it
 */
record UploadForm(
        @Nullable String once,
        @Nullable String kind,
        @Nullable MultipartFile document,
        @Nullable Boolean nobody) {

    static UploadForm blank() {
        return new UploadForm(UUID.randomUUID().toString(), null, null, null);
    }

    void check(Errors errors) {
        if (kind == null || !EvidenceDesk.KINDS.contains(kind)) {
            errors.rejectValue("kind", "cases.evidence.kind.missing");
        }
        if (document == null || document.isEmpty()) {
            errors.rejectValue("document", "cases.evidence.refused.MISSING");
        } else if (document.getSize() > EvidenceFile.LARGEST) {
            errors.rejectValue("document", "cases.evidence.refused.TOO_LARGE");
        }
        if (nobody == null || !nobody) {
            errors.rejectValue("nobody", "cases.evidence.nobody.missing");
        }
    }

    UUID key() {
        return Once.required(once);
    }
}
