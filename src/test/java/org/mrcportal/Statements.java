package org.mrcportal;

import static org.awaitility.Awaitility.await;

import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Counts the SQL statements a page costs: {@code @Import(Statements.class)}, {@link #forget()}, ask for the page, look at
 * {@link #seen()}. What jobs and listeners do meanwhile, in this portal or in another that a former test left, costs the
 * page nothing: only the threads of requests and the one that called {@link #forget()} are counted.
 */
@TestConfiguration(proxyBeanMethods = false)
public class Statements {

    private static final String REQUEST = "http-nio-"; // how Tomcat calls the threads that answer

    private static final List<String> SEEN = new CopyOnWriteArrayList<>();
    private static volatile @Nullable Thread asking;

    private static final AtomicInteger ANSWERING = new AtomicInteger();

    public static void forget() {
        answered();
        asking = Thread.currentThread();
        SEEN.clear();
    }

    public static List<String> seen() {
        answered();
        return List.copyOf(SEEN);
    }

    /** A page has reached the reader before its session is written: waits for that. */
    private static void answered() {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(10))
                .until(() -> ANSWERING.get() == 0);
    }

    @Bean
    static FilterRegistrationBean<Filter> answering() {
        Filter counting = (request, response, chain) -> {
            ANSWERING.incrementAndGet();
            try {
                chain.doFilter(request, response);
            } finally {
                ANSWERING.decrementAndGet();
            }
        };
        var outermost = new FilterRegistrationBean<>(counting);
        outermost.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return outermost;
    }

    @Bean
    static BeanPostProcessor countingDataSource() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source
                        ? ProxyDataSourceBuilder.create(source)
                                .listener(QueryExecutionListener.DEFAULT)
                                .afterQuery((execution, queries) -> {
                                    if (isCounted(Thread.currentThread())) {
                                        queries.forEach(query -> SEEN.add(query.getQuery()));
                                    }
                                })
                                .build()
                        : bean;
            }
        };
    }

    private static boolean isCounted(Thread thread) {
        return thread.equals(asking) || thread.getName().startsWith(REQUEST);
    }
}
