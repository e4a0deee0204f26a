package org.mrcportal.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a journey costs on the wire: every request that was answered with bytes, redirects too, with headers, as Chromium's
 * network layer counts. What comes from its cache costs nothing.
 */
final class Wire {

    private final Map<String, String> open = new HashMap<>();
    private final List<String> requests = new ArrayList<>();
    private long bytes;

    private Wire() {}

    static Wire of(Page page) {
        Wire wire = new Wire();
        CDPSession session = page.context().newCDPSession(page);
        session.on("Network.requestWillBeSent", wire::asked);
        session.on("Network.loadingFinished", wire::finished);
        session.send("Network.enable");
        return wire;
    }

    private void asked(JsonObject event) {
        String id = event.get("requestId").getAsString();
        if (event.has("redirectResponse")) {
            answered(id, event.getAsJsonObject("redirectResponse"));
        }
        JsonObject request = event.getAsJsonObject("request");
        String path = request.get("url").getAsString().replaceFirst("^https?://[^/]+", "");
        open.put(id, request.get("method").getAsString() + " " + path);
    }

    private void finished(JsonObject event) {
        answered(event.get("requestId").getAsString(), event);
    }

    private void answered(String id, JsonObject answer) {
        long length = answer.get("encodedDataLength").getAsLong();
        String request = open.remove(id);
        if (length > 0 && request != null) {
            requests.add(request);
            bytes += length;
        }
    }

    long bytes() {
        return bytes;
    }

    List<String> requests() {
        return List.copyOf(requests);
    }
}
