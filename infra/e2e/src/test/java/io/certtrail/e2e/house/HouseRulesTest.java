package io.certtrail.e2e.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of the house (CONTRIBUTING.md): who may know whom. */
class HouseRulesTest {

    private static final String LEDGER = "io.certtrail.ledger..";
    private static final String DOMAIN = "io.certtrail.domain..";
    private static final String SEARCH = "io.certtrail.search..";
    private static final String EVIDENCE = "io.certtrail.evidence..";
    private static final String CHECK = "io.certtrail.evidence.check..";
    private static final String[] SEALING = {"org.openpdf..", "org.bouncycastle.."};
    private static final String LUCENE = "org.apache.lucene..";
    private static final String OIDC = "io.certtrail.oidc..";
    private static final String NIMBUS = "com.nimbusds..";
    private static final String AWS = "io.certtrail.aws..";
    private static final String FUNCTIONS = "io.certtrail.functions..";
    private static final String LOCAL = "io.certtrail.local..";
    private static final String CLI = "io.certtrail.cli..";
    private static final String BENCH = "io.certtrail.bench..";
    private static final String DSS = "io.certtrail.dss..";
    private static final String TESTKIT = "io.certtrail.testkit..";
    private static final String[] AMAZON = {"software.amazon..", "com.amazonaws.."};

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.certtrail");

    @Test
    void allModulesAreLookedAt() {
        for (String place : new String[] {
            "ledger",
            "domain",
            "evidence",
            "search",
            "oidc",
            "passwords",
            "aws",
            "functions",
            "local",
            "cli",
            "bench",
            "dss"
        }) {
            assertThat(ALL.containPackage("io.certtrail." + place)).as(place).isTrue();
        }
    }

    @Test
    void theLedgerKnowsTheJdkAndAJsonReaderAlone() {
        classes()
                .that()
                .resideInAPackage(LEDGER)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        LEDGER,
                        "java..",
                        "javax.crypto..",
                        "com.fasterxml.jackson.core..",
                        "org.jspecify.annotations.."))
                .check(ALL);
    }

    @Test
    void theLedgerDoesNoInputAndOutputOfItsOwn() {
        noClasses()
                .that()
                .resideInAPackage(LEDGER)
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.nio.file..", "java.net..", "java.sql.."))
                .check(ALL);
    }

    @Test
    void theDomainKnowsTheLedgerAndTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage(DOMAIN)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        DOMAIN,
                        LEDGER,
                        "java..",
                        "javax.crypto..",
                        "com.fasterxml.jackson.core..",
                        "org.jspecify.annotations.."))
                .check(ALL);
    }

    @Test
    void theSearchKnowsTheDomainAndLuceneAlone() {
        classes()
                .that()
                .resideInAPackage(SEARCH)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(SEARCH, DOMAIN, LEDGER, LUCENE, "java..", "org.jspecify.annotations.."))
                .check(ALL);
    }

    @Test
    void theEvidenceKnowsTheDomainOpenPdfAndBouncyCastleAlone() {
        classes()
                .that()
                .resideInAPackage(EVIDENCE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                EVIDENCE,
                                DOMAIN,
                                LEDGER,
                                "java..",
                                "javax.security.auth.x500..",
                                "org.jspecify.annotations..")
                        .or(resideInAnyPackage(SEALING)))
                .check(ALL);
    }

    /** Whoever checks bundles needs nothing that makes them. */
    @Test
    void theCheckOfBundlesKnowsTheLedgerAndBouncyCastleAlone() {
        classes()
                .that()
                .resideInAPackage(CHECK)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        CHECK,
                        LEDGER,
                        "org.bouncycastle..",
                        "java..",
                        "javax.security.auth.x500..",
                        "org.jspecify.annotations.."))
                .check(ALL);
    }

    @Test
    void nothingElseKnowsOpenPdfOrMakesSignaturesOfCms() {
        noClasses()
                .that(not(resideInAPackage(EVIDENCE)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "org.openpdf..",
                        "org.bouncycastle.asn1..",
                        "org.bouncycastle.cert..",
                        "org.bouncycastle.cms..",
                        "org.bouncycastle.tsp.."))
                .check(ALL);
    }

    @Test
    void nothingElseKnowsLucene() {
        noClasses()
                .that(not(resideInAPackage(SEARCH)))
                .should()
                .dependOnClassesThat(resideInAPackage(LUCENE))
                .check(ALL);
    }

    @Test
    void theOidcKnowsTheDomainAndNimbusAlone() {
        classes()
                .that()
                .resideInAPackage(OIDC)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(OIDC, DOMAIN, LEDGER, NIMBUS, "java..", "org.jspecify.annotations.."))
                .check(ALL);
    }

    @Test
    void nothingElseKnowsNimbus() {
        noClasses()
                .that(not(resideInAPackage(OIDC)))
                .should()
                .dependOnClassesThat(resideInAPackage(NIMBUS))
                .check(ALL);
    }

    @Test
    void ledgerDomainSearchAndOidcKnowNothingOfAws() {
        noClasses()
                .that(resideInAnyPackage(LEDGER, DOMAIN, SEARCH, OIDC))
                .should()
                .dependOnClassesThat(resideInAnyPackage(AMAZON))
                .check(ALL);
    }

    @Test
    void theAdaptersKnowNoFunction() {
        noClasses()
                .that()
                .resideInAPackage(AWS)
                .should()
                .dependOnClassesThat(resideInAnyPackage(FUNCTIONS, LOCAL, CLI, BENCH, TESTKIT))
                .check(ALL);
    }

    @Test
    void nothingKnowsAFunctionButTheLocalCloudAndItsBenchmark() {
        noClasses()
                .that(not(resideInAnyPackage(FUNCTIONS, LOCAL, BENCH)))
                .should()
                .dependOnClassesThat(resideInAPackage(FUNCTIONS))
                .check(ALL);
    }

    @Test
    void noFunctionKnowsAnotherModulesFunctions() {
        slices().matching("io.certtrail.functions.(*)..")
                .should()
                .notDependOnEachOther()
                .check(ALL);
    }

    @Test
    void theCommandLineKnowsTheDomainAndNoCloud() {
        noClasses()
                .that()
                .resideInAPackage(CLI)
                .should()
                .dependOnClassesThat(resideInAnyPackage(AWS, FUNCTIONS, LOCAL, BENCH, TESTKIT))
                .orShould()
                .dependOnClassesThat(resideInAnyPackage(AMAZON))
                .check(ALL);
    }

    @Test
    void theEmbeddedServicesAreForTheLocalCloudAlone() {
        noClasses()
                .that(not(resideInAnyPackage(LOCAL, TESTKIT)))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("com.amazonaws.services.dynamodbv2..", "org.elasticmq..", "org.gaul.."))
                .check(ALL);
    }

    @Test
    void dssIsKnownToItsProgramAlone() {
        noClasses()
                .that(not(resideInAPackage(DSS)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(DSS, "eu.europa.esig.."))
                .check(ALL);
        classes()
                .that()
                .resideInAPackage(DSS)
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(DSS, "eu.europa.esig..", "java..", "org.jspecify.annotations.."))
                .check(ALL);
    }

    @Test
    void noPackageIsALayerOrAPlaceForLeftovers() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..utils..", "..helper..", "..helpers..", "..common..", "..model..", "..services..")
                .check(ALL);
    }

    @Test
    void packagesOfTheCoreHaveNoCycles() {
        slices().matching("io.certtrail.ledger.(*)..").should().beFreeOfCycles().check(ALL);
        slices().matching("io.certtrail.domain.(*)..").should().beFreeOfCycles().check(ALL);
        slices().matching("io.certtrail.search.(*)..").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void coreAndDomainPrintAndLogNothing() {
        noClasses()
                .that(resideInAnyPackage(LEDGER, DOMAIN, SEARCH, OIDC, AWS))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.util.logging..", "org.slf4j.."))
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(ALL);
    }

    @Test
    void timeAndEnvironmentComeFromOutside() {
        noClasses()
                .that(resideInAnyPackage(LEDGER, DOMAIN, SEARCH, OIDC))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(ALL);
    }

    @Test
    void thePasswordsKnowTheDomainAndBouncyCastleAlone() {
        classes()
                .that()
                .resideInAPackage("io.certtrail.passwords..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "io.certtrail.passwords..",
                        DOMAIN,
                        "org.bouncycastle.crypto..",
                        "java..",
                        "org.jspecify.annotations.."))
                .check(ALL);
    }

    @Test
    void nothingStaticChanges() {
        noFields()
                .that()
                .areDeclaredInClassesThat(resideInAnyPackage(LEDGER, DOMAIN, SEARCH, OIDC, AWS, FUNCTIONS, CLI))
                .and()
                .areStatic()
                .should()
                .notBeFinal()
                .check(ALL);
    }

    @Test
    void everyPackageSaysWhatIsNull() {
        for (JavaPackage place : ALL.getDefaultPackage().getSubpackagesInTree()) {
            if (place.getName().startsWith("io.certtrail")
                    && !place.getClasses().isEmpty()) {
                assertThat(place.isAnnotatedWith(NullMarked.class))
                        .as(place.getName())
                        .isTrue();
            }
        }
    }
}
