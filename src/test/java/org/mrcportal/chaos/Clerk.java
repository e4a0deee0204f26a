package org.mrcportal.chaos;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor;
import org.mrcportal.Visitor.Page;
import org.mrcportal.chaos.History.Action;
import org.mrcportal.chaos.History.Answer;
import org.mrcportal.chaos.History.Line;

/** Somebody at the front desk who says yes to whatever waits for a yes, at whichever portal answers. */
final class Clerk {

    private static final Pattern REQUEST = Pattern.compile("/staff/appointments/([0-9a-f-]{36})/confirmed");
    private static final String LIST = "/staff/appointments/pending";

    private final int number;
    private final List<Instance> instances;
    private final Fixtures.Staff staff;
    private final History history;
    private final Random random;
    private final Map<Integer, Visitor> browsers = new HashMap<>();

    Clerk(int number, List<Instance> instances, Fixtures.Staff staff, History history) {
        this.number = number;
        this.instances = instances;
        this.staff = staff;
        this.history = history;
        this.random = new Random(number);
    }

    void keepGoing(BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            Instance at = instances.get(random.nextInt(instances.size()));
            try {
                sayYes(at);
            } catch (IllegalStateException unreachable) {
                browsers.remove(at.number());
            }
            LockSupport.parkNanos(500_000_000L);
        }
    }

    private void sayYes(Instance at) {
        Visitor visitor = browsers.computeIfAbsent(at.number(), instance -> {
            Visitor fresh = new Visitor(at.port());
            fresh.signIn(staff.username(), Fixtures.PASSWORD);
            return fresh;
        });
        Page list = visitor.get(LIST);
        if (list.status() != 200) {
            browsers.remove(at.number());
            return;
        }
        String csrf = list.value("_csrf").orElse("");
        Matcher request = REQUEST.matcher(list.body());
        while (request.find()) {
            confirm(at, visitor, request.group(1), csrf);
        }
    }

    private void confirm(Instance at, Visitor visitor, String id, String csrf) {
        Answer answer = Answer.UNKNOWN;
        try {
            Page page = visitor.post("/staff/appointments/" + id + "/confirmed", "_csrf", csrf);
            answer = page.status() == 303 && page.location().contains(LIST) ? Answer.ACKNOWLEDGED : Answer.UNKNOWN;
        } finally {
            history.add(new Line(Instant.now(), number, Action.CONFIRM, id, null, null, answer, at.number()));
        }
    }
}
