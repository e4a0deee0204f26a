package org.mrcportal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.mrcportal.shared.PublicPage;
import org.mrcportal.shared.StaffPage;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Service;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

@AnalyzeClasses(packages = "org.mrcportal", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTests {

    @ArchTest
    static final ArchRule controllersArePackagePrivate = classes()
            .that()
            .areNotAnnotations()
            .and()
            .areAnnotatedWith(Controller.class)
            .or()
            .areAnnotatedWith(PublicPage.class)
            .or()
            .areAnnotatedWith(StaffPage.class)
            .or()
            .areAnnotatedWith(Service.class)
            .or()
            .areAnnotatedWith(Entity.class)
            .and()
            .areNotAnnotations()
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule entitiesHaveNoSetters = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(Entity.class)
            .should()
            .haveNameNotMatching("set[A-Z].*");

    @ArchTest
    static final ArchRule featuresDoNotGoRoundInCircles =
            slices().matching("org.mrcportal.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = fields().should().notBeAnnotatedWith(Autowired.class);

    @ArchTest
    static final ArchRule nowComesFromTheClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalTime.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    /** A flash attribute would make a session. */
    @ArchTest
    static final ArchRule publicPagesUseNoFlash = noClasses()
            .that()
            .areAnnotatedWith(PublicPage.class)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(RedirectAttributes.class);

    @ArchTest
    static final ArchRule nothingDependsOnTheConfiguration = noClasses()
            .that()
            .resideOutsideOfPackage("..config..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..mrcportal.config..");

    @ArchTest
    static final ArchRule noUtilPackages =
            noClasses().should().resideInAnyPackage("..util..", "..common..", "..helper..", "..base..", "..manager..");
}
