package org.mrcportal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Counts the SQL statements a page costs: {@code @Import(Statements.class)}, {@link #forget()}, ask for the page, look at
 * {@link #seen()}. The property {@code portal.jobs=false} keeps the scheduler's own statements out.
 */
@TestConfiguration(proxyBeanMethods = false)
public class Statements {

    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    public static void forget() {
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
                                .afterQuery(
                                        (execution, queries) -> queries.forEach(query -> SEEN.add(query.getQuery())))
                                .build()
                        : bean;
            }
        };
    }
}
