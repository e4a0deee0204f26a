package org.mrcportal.centres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mrcportal.Fixtures;
import org.mrcportal.shared.Language;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(properties = "portal.jobs=false")
class WhatToBringTests {

    private final WhatToBring bring;
    private final List<String> services = new Fixtures()
            .jdbc()
            .sql("select code from centres.service")
            .query((row, number) -> row.getString("code"))
            .list();

    WhatToBringTests(@Autowired WhatToBring bring) {
        this.bring = bring;
    }

    @Test
    void everyServiceSaysWhatToBringInEveryLanguage() {
        for (Language language : Language.values()) {
            assertThat(services.stream().map(service -> bring.full(service, language.locale())))
                    .as(language.code())
                    .doesNotContain(bring.neutral(language.locale()))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aServiceWithoutWordsOfItsOwnHasTheNeutralOnes() {
        assertThat(bring.full("SOMETHING_NEW", Language.EN.locale())).isEqualTo(bring.neutral(Language.EN.locale()));
    }
}
