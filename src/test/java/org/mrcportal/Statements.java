package org.mrcportal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

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

    public static void forget() {
        asking = Thread.currentThread();
        SEEN.clear();
    }

    public static List<String> seen() {
        return List.copyOf(SEEN);
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
