package org.mrcportal.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ActionLabelTests {

    private static final Pattern PUBLISHED = Pattern.compile("new AuditEntry\\(\\s*\"([A-Z_]*[A-Z])\"");

    @Test
    void everyActionThatAModulePutsOnRecordHasALabel() throws IOException {
        Properties labels = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/messages/audit-staff.properties"))) {
            labels.load(reader);
        }
        var unnamed = new TreeSet<String>();
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                Matcher action = PUBLISHED.matcher(Files.readString(source));
                while (action.find()) {
                    if (!labels.containsKey("audit.action." + action.group(1))) {
                        unnamed.add(action.group(1));
                    }
                }
            }
        }
        assertThat(unnamed).isEmpty();
    }
}
