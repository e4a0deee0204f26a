package org.mrcportal.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a page costs on the wire: every request, redirects too, with headers, as Chromium's network layer counts. */
final class Wire {

    private final Map<String, String> requests = new LinkedHashMap<>();
    private long bytes;

    private Wire() {}

    static Wire of(Page page) {
        Wire wire = new Wire();
        CDPSession session = page.context().newCDPSession(page);
        session.send("Network.enable");
        session.on("Network.requestWillBeSent", wire::requested);
        session.on(
                "Network.loadingFinished",
                event -> wire.bytes += event.get("encodedDataLength").getAsLong());
        return wire;
    }

    private void requested(JsonObject event) {
        JsonObject request = event.getAsJsonObject("request");
        String address = request.get("url").getAsString();
        if (address.startsWith("data:")) {
            return;
        }
        String id = event.get("requestId").getAsString();
        if (event.has("redirectResponse")) {
            requests.put(id + "-redirected-" + requests.size(), String.valueOf(requests.remove(id)));
            bytes += event.getAsJsonObject("redirectResponse")
                    .get("encodedDataLength")
                    .getAsLong();
        }
        requests.put(id, request.get("method").getAsString() + " " + address.replaceFirst("^https?://[^/]+", ""));
    }

    /** What comes from the disk has not been on the wire. */
    private void answered(JsonObject event) {
        if (event.getAsJsonObject("response").get("fromDiskCache").getAsBoolean()) {
            requests.remove(event.get("requestId").getAsString());
        }
    }

    long bytes() {
        return bytes;
    }

    List<String> requests() {
        return List.copyOf(requests.values());
    }
}
