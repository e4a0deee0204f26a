package org.mrcportal.shared;

import java.beans.PropertyEditorSupport;
import org.jspecify.annotations.Nullable;

/** A tick is there or it is not; whatever else is sent for it is no tick. */
public final class Tick extends PropertyEditorSupport {

    @Override
    public void setAsText(@Nullable String text) {
        setValue("true".equals(text) || "on".equals(text));
    }
}
