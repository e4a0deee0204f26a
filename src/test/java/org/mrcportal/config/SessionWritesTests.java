package org.mrcportal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

@SpringBootTest(properties = "portal.jobs=false")
class SessionWritesTests {

    @Test
    void twoRequestsAtOnceMayLeaveTheSameKindOfNotice(@Autowired SessionRepository<? extends Session> sessions) {
        writeTwice(sessions);
    }

    private static <S extends Session> void writeTwice(SessionRepository<S> sessions) {
        S made = sessions.createSession();
        sessions.save(made);
        S one = Objects.requireNonNull(sessions.findById(made.getId()));
        S other = Objects.requireNonNull(sessions.findById(made.getId()));
        one.setAttribute("notice", "saved");
        other.setAttribute("notice", "saved twice");
        sessions.save(one);
        sessions.save(other);
        String notice = Objects.requireNonNull(sessions.findById(made.getId())).getAttribute("notice");
        assertThat(notice).isEqualTo("saved twice");
        sessions.deleteById(made.getId());
    }
}
