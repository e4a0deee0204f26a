package org.mrcportal.notifications.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KindLabelTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "_uz", "_ru", "_tg", "_ky"})
    void theCopyOfOwnDataNamesEveryKindAndWay(String language) throws IOException {
        Properties labels = new Properties();
        try (var reader = Files.newBufferedReader(
                Path.of("src/main/resources/messages/counselling-owndata" + language + ".properties"))) {
            labels.load(reader);
        }
        for (Kind kind : Kind.values()) {
            if (!kind.isForSession()) { // those are for nobody's client
                assertThat(labels.stringPropertyNames()).contains("own.message." + kind);
            }
        }
        for (Channel channel : Channel.values()) {
            assertThat(labels.stringPropertyNames()).contains("own.channel." + channel);
        }
    }
}
