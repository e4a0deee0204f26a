package org.mrcportal.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.Visitor;
import org.mrcportal.accounts.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.bean.override.convention.TestBean;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "portal.jobs=false")
class PasswordSprayTests {

    private static final SlowEncoder SLOW = new SlowEncoder();

    @TestBean
    PasswordEncoder passwordEncoder;

    @LocalServerPort
    int port;

    static PasswordEncoder passwordEncoder() {
        return SLOW;
    }

    /** Whoever compares times learns nothing: each answer costs one computation, whether the account is there or open. */
    @Test
    void anUnknownNameAWrongPasswordAndAClosedAccountCostTheSame(@Autowired JdbcClient jdbc) {
        jdbc.sql("delete from portal.attempt where what like 'sign-in%'").update();
        SLOW.go = new CountDownLatch(0);
        Fixtures fixtures = new Fixtures();
        Fixtures.Centre centre = fixtures.centre();
        String open = fixtures.staff(centre, Role.COUNSELLOR).username();
        String closed = fixtures.staff(centre, Role.COUNSELLOR).username();
        jdbc.sql("update accounts.staff set enabled = false where username = ?")
                .param(closed)
                .update();
        for (String name : List.of("nobody.at.all", "n".repeat(5000), open, closed)) {
            int before = SLOW.computed.get();
            assertThat(new Visitor(port).signIn(name, "x").status()).isEqualTo(200);
            assertThat(SLOW.computed.get() - before).as(name).isEqualTo(1);
        }
    }

    @Test
    void manySignInsAtOnceLeaveTheThreadsToTheBookings(@Autowired JdbcClient jdbc) throws Exception {
        jdbc.sql("delete from portal.attempt where what like 'sign-in%'").update();
        SLOW.go = new CountDownLatch(1);
        int most = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        List<Visitor> visitors = new ArrayList<>();
        for (int i = 0; i < most + 16 + 10; i++) {
            visitors.add(new Visitor(port));
        }
        List<String> tokens = visitors.stream()
                .map(visitor -> visitor.get("/sign-in").value("_csrf").orElseThrow())
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < visitors.size(); i++) {
                int who = i;
                answers.add(threads.submit(() -> visitors.get(who)
                        .post("/sign-in", "username", "spray" + who, "password", "x", "_csrf", tokens.get(who))
                        .status()));
            }
            await().until(() -> answers.stream().filter(Future::isDone).count() >= 10);
            assertThat(new Visitor(port).get("/actuator/health").status()).isEqualTo(200);
            SLOW.go.countDown();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnly(200, 429);
            assertThat(SLOW.mostAtOnce.get()).isLessThanOrEqualTo(most);
        }
    }

    /** Takes as long as the test wants, and counts who computes at once. */
    private static final class SlowEncoder implements PasswordEncoder {

        private volatile CountDownLatch go = new CountDownLatch(1);
        private final AtomicInteger computed = new AtomicInteger();
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();

        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            return "encoded";
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
            computed.incrementAndGet();
            mostAtOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                now.decrementAndGet();
            }
            return false;
        }
    }
}
