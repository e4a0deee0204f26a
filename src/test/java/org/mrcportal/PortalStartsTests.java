package org.mrcportal;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(properties = "test.database=started")
class PortalStartsTests {

    @Test
    void startsOnAnEmptyDatabase() {}
}
