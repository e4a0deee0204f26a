package org.mrcportal.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** What a page costs on the wire: every request, redirects too, with headers, as Chromium's network layer counts. */
final class Wire {

    private final List<String> requests = new ArrayList<>();
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
        requests.add(request.get("method").getAsString() + " " + address.replaceFirst("^https?://[^/]+", ""));
        if (event.has("redirectResponse")) {
            bytes += event.getAsJsonObject("redirectResponse")
                    .get("encodedDataLength")
                    .getAsLong();
        }
    }

    long bytes() {
        return bytes;
    }

    List<String> requests() {
        return List.copyOf(requests);
    }
}
