package org.mrcportal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mrcportal.accounts.Role;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every route of the portal, as its controllers declare it, and who may use it, as {@code rights.txt} says.
 *
 * <p>A line of that file is {@code METHOD pattern | ROLE ROLE …}, or {@code PUBLIC}, or {@code NOBODY}: reached from inside
 * only.
 */
final class Routes {

    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z]+)(:[^}]*)?}");

    private final Map<Route, HandlerMethod> handlers = new TreeMap<>();

    Routes(RequestMappingHandlerMapping mapping) {
        mapping.getHandlerMethods().forEach((info, handler) -> {
            if (handler.getBeanType().getName().startsWith("org.mrcportal")) {
                for (String pattern : info.getPatternValues()) {
                    for (String method : methods(info.getMethodsCondition().getMethods())) {
                        handlers.put(new Route(method, pattern), handler);
                    }
                }
            }
        });
    }

    private static Set<String> methods(Set<RequestMethod> methods) {
        return methods.isEmpty()
                ? Set.of("GET", "POST")
                : methods.stream().map(Enum::name).collect(Collectors.toSet());
    }

    record Route(String method, String pattern) implements Comparable<Route> {

        boolean isGet() {
            return method.equals("GET");
        }

        boolean ofARecord() {
            return pattern.contains("{");
        }

        /** Not one of those that are reached without signing in. */
        boolean ofStaff() {
            return pattern.matches("/(staff|manage|admin)(/.*)?");
        }

        /** The names between braces. */
        List<String> variables() {
            return VARIABLE.matcher(pattern).results().map(m -> m.group(1)).toList();
        }

        @Override
        public int compareTo(Route other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    /** @param roles null: everybody, signed in or not */
    record Rule(Route route, @Nullable Set<Role> roles) {

        static Rule read(String line) {
            String[] parts = line.split(" \\| ");
            String[] route = parts[0].strip().split(" ", 2);
            String who = parts[1].strip();
            return new Rule(
                    new Route(route[0], route[1]),
                    who.equals("PUBLIC")
                            ? null
                            : Arrays.stream(who.split(" "))
                                    .filter(role -> !role.equals("NOBODY"))
                                    .map(Role::valueOf)
                                    .collect(Collectors.toSet()));
        }

        Set<Role> allowed() {
            return Objects.requireNonNullElse(roles, Set.of());
        }

        Set<Role> refused() {
            return roles == null
                    ? Set.of()
                    : Arrays.stream(Role.values())
                            .filter(role -> !roles.contains(role))
                            .collect(Collectors.toSet());
        }
    }

    static List<Rule> rules() {
        try (InputStream file = Objects.requireNonNull(Routes.class.getResourceAsStream("/rights.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Rule::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Collection<Route> all() {
        return handlers.keySet();
    }

    /** The routes that staff reach and that are about a record, with who may use them. */
    static List<Rule> ofRecords() {
        return rules().stream()
                .filter(rule -> rule.route().ofStaff() && rule.route().ofARecord())
                .toList();
    }

    /** Everything a route reads from a query or a form, by name, with what to fill in for each kind of value. */
    Map<String, String> fields(Route route, Values values) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (MethodParameter parameter :
                Objects.requireNonNull(handlers.get(route)).getMethodParameters()) {
            RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
            Class<?> type = parameter.getParameterType();
            if (named != null && !Map.class.isAssignableFrom(type)) {
                String name = named.name().isEmpty() ? parameter.getParameter().getName() : named.name();
                fields.put(name, values.of(name, parameter.getGenericParameterType()));
            } else if (type.isRecord()
                    && type.getName().startsWith("org.mrcportal")
                    && !parameter.hasParameterAnnotations()
                    && !type.getSimpleName().endsWith("Id")) {
                addForm(fields, type, values);
            } else if (type.isRecord()
                    && parameter.hasParameterAnnotation(org.springframework.web.bind.annotation.ModelAttribute.class)) {
                addForm(fields, type, values);
            }
        }
        return fields;
    }

    /** The names under which it reads files. */
    List<String> files(Route route) {
        return Arrays.stream(Objects.requireNonNull(handlers.get(route)).getMethodParameters())
                .flatMap(parameter -> parameter.getParameterType().isRecord()
                        ? Arrays.stream(parameter.getParameterType().getRecordComponents())
                                .filter(component -> isFile(component.getType()))
                                .map(RecordComponent::getName)
                        : isFile(parameter.getParameterType())
                                ? Stream.of(parameter.getParameter().getName())
                                : Stream.empty())
                .toList();
    }

    private static boolean isFile(Class<?> type) {
        return MultipartFile.class.isAssignableFrom(type);
    }

    private static void addForm(Map<String, String> fields, Class<?> form, Values values) {
        for (var component : form.getRecordComponents()) {
            if (!isFile(component.getType())) {
                fields.put(component.getName(), values.of(component.getName(), component.getGenericType()));
            }
        }
    }

    /** What to fill in. */
    @FunctionalInterface
    interface Values {
        String of(String name, Type type);
    }

    /** A value that can be read as what is asked for, and means nothing. */
    static String anything(String name, Type type) {
        return switch (type.getTypeName()) {
            case "java.util.UUID" -> UUID.randomUUID().toString();
            case "java.time.LocalDate" -> LocalDate.of(2026, 11, 2).toString();
            case "java.time.LocalTime" -> LocalTime.NOON.toString();
            case "java.time.Instant" -> "2026-11-02T05:00:00Z";
            case "int", "long", "java.lang.Integer", "java.lang.Long" -> "1";
            case "boolean", "java.lang.Boolean" -> "true";
            default ->
                type.getTypeName().endsWith("Id") || name.equals("once")
                        ? UUID.randomUUID().toString()
                        : name.equals("version") ? "0" : "x";
        };
    }
}
