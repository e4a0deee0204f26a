package org.mrcportal;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    @Test
    void modulesKeepToTheirArrows() {
        ApplicationModules.of(PortalApplication.class).verify();
    }
}
