package org.mrcportal;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class PortalStartsTests {

    @Test
    void startsOnAnEmptyDatabase() {}
}
