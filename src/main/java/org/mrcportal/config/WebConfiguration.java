package org.mrcportal.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.mrcportal.shared.Language;
import org.mrcportal.shared.PublicPage;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.util.unit.DataSize;
import org.springframework.web.method.HandlerTypePredicate;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.VersionResourceResolver;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Languages in the path, messages, fingerprinted assets, redirects that are 303. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    static final String LANGUAGES =
            Arrays.stream(Language.values()).map(Language::code).collect(Collectors.joining("|"));

    @Override
    public void configurePathMatch(PathMatchConfigurer paths) {
        paths.addPathPrefix("/{lang:" + LANGUAGES + "}", HandlerTypePredicate.forAnnotation(PublicPage.class));
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new PublicPageInterceptor());
    }

    @Bean
    FilterRegistrationBean<UnchangedPages> unchangedPages() {
        return new FilterRegistrationBean<>(new UnchangedPages());
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new EncodedResourceResolver())
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }

    @Bean
    ResourceUrlEncodingFilter resourceUrlEncodingFilter() {
        return new ResourceUrlEncodingFilter();
    }

    /** Before the session's own filter, which is the first to miss the database. */
    @Bean
    FilterRegistrationBean<DatabaseAway> databaseAway() {
        var registration = new FilterRegistrationBean<>(new DatabaseAway());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** Before whatever reads a form's fields, such as the token against forgery. */
    @Bean
    FilterRegistrationBean<LargeUploads> largeUploads(
            @Value("${spring.servlet.multipart.max-request-size}") DataSize largest) {
        var registration = new FilterRegistrationBean<>(new LargeUploads(largest));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    @Bean(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)
    LocaleResolver localeResolver() {
        return new LanguageOfRequest();
    }

    /** One bundle per module and audience, found by looking: {@code messages/<name>.properties}. */
    @Bean
    MessageSource messageSource() throws java.io.IOException {
        var messages = new PortalMessages();
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setBasenames(Arrays.stream(
                        new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*.properties"))
                .map(resource -> String.valueOf(resource.getFilename()))
                .filter(name -> !name.contains("_"))
                .map(name -> "messages/" + name.replace(".properties", ""))
                .sorted()
                .toArray(String[]::new));
        return messages;
    }

    @Bean
    static BeanPostProcessor thymeleafSettings() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof SpringTemplateEngine engine) {
                    StandardLinkBuilder standard = new StandardLinkBuilder();
                    standard.setOrder(2);
                    engine.setLinkBuilders(Set.of(new LanguageLinkBuilder(), standard));
                }
                if (bean instanceof ThymeleafViewResolver resolver) {
                    resolver.setRedirectHttp10Compatible(false);
                }
                return bean;
            }
        };
    }
}
