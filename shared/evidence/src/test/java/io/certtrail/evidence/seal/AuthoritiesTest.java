package io.certtrail.evidence.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.retention.Retention;
import io.certtrail.domain.settings.SettingsCatalogue;
import io.certtrail.domain.settings.SettingsSource;
import io.certtrail.domain.settings.StoredSettings;
import io.certtrail.domain.settings.TenantSettings;
import io.certtrail.evidence.bundle.OpenSslAuthority;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Sha256;
import io.certtrail.testkit.programs.Programs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.tsp.TimeStampToken;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class AuthoritiesTest {
    private final OpenSslAuthority acmes;
    private final OpenSslAuthority deployments;

    AuthoritiesTest(@TempDir Path folder) throws IOException, InterruptedException {
        Programs.require("openssl");
        acmes = new OpenSslAuthority(folder.resolve("acme"));
        deployments = new OpenSslAuthority(folder.resolve("deployment"));
    }

    @BeforeAll
    void theyAreTwo() throws IOException {
        assertThat(Files.readString(acmes.certificate())).isNotEqualTo(Files.readString(deployments.certificate()));
    }

    @AfterAll
    void stop() {
        acmes.close();
        deployments.close();
    }

    @Test
    void aTenantsBundlesAreDatedByItsOwnAuthorityAndOthersByTheDeployments() throws Exception {
        Authorities authorities = authorities(acmes.address(), Optional.of(deployments.address()), true);

        assertThat(isBy(acmes, authorities.of("acme").orElseThrow())).isTrue();
        assertThat(isBy(acmes, authorities.of("other").orElseThrow())).isFalse();
        assertThat(isBy(deployments, authorities.of("other").orElseThrow())).isTrue();
    }

    @Test
    void withoutADeploymentsAuthorityTheOthersHaveNone() throws Exception {
        Authorities authorities = authorities(acmes.address(), Optional.empty(), true);

        assertThat(isBy(acmes, authorities.of("acme").orElseThrow())).isTrue();
        assertThat(authorities.of("other")).isEmpty();
    }

    @Test
    void onAwsATenantNamesNoMachineThatOnlyTheDeploymentReaches() {
        Authorities authorities = authorities(acmes.address(), Optional.of(deployments.address()), false);

        assertThatThrownBy(() -> isBy(acmes, authorities.of("acme").orElseThrow()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not of the public internet");
    }

    @Test
    void theDeploymentsOwnAuthorityMayBeAnywhereWhoeverNamesIt() throws Exception {
        Authorities authorities = authorities(deployments.address(), Optional.of(deployments.address()), false);

        assertThat(isBy(deployments, authorities.of("acme").orElseThrow())).isTrue();
        assertThat(isBy(deployments, authorities.of("other").orElseThrow())).isTrue();
    }

    @Test
    void anAuthorityThatIsDownIsNotReplacedByTheDeployments() {
        Authorities authorities =
                authorities(URI.create("http://127.0.0.1:1/"), Optional.of(deployments.address()), true);

        assertThatThrownBy(() -> isBy(deployments, authorities.of("acme").orElseThrow()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the time-stamping authority at 127.0.0.1 did not answer");
    }

    private static Authorities authorities(URI acmes, Optional<URI> deployments, boolean anywhere) {
        SettingsCatalogue catalogue = SettingsCatalogue.load(new Retention(Retention.USUAL_DAYS, null), true);
        StoredSettings stored = new StoredSettings(
                "acme",
                1,
                new TreeMap<>(Map.of("tsa.url", Json.of(acmes.toString()))),
                new UUID(1, 2),
                Instant.EPOCH,
                "ada");
        SettingsSource settings =
                tenant -> new TenantSettings(catalogue, tenant.equals("acme") ? stored : StoredSettings.none(tenant));
        return Authorities.ofSettings(settings, deployments, anywhere, new SecureRandom());
    }

    @SuppressWarnings("unchecked") // a SignerId selects certificates, and does not say so
    private static boolean isBy(OpenSslAuthority authority, TimeStamps stamps) throws Exception {
        TimeStampToken token =
                stamps.stamp(Sha256.digest().digest(new byte[] {1})).getTimeStampToken();
        Collection<X509CertificateHolder> signers = token.getCertificates().getMatches(token.getSID());
        assertThat(signers).hasSize(1);
        try (PEMParser pem = new PEMParser(Files.newBufferedReader(authority.certificate()))) {
            X509CertificateHolder issuer = (X509CertificateHolder) pem.readObject();
            return signers.iterator().next().isSignatureValid(new JcaContentVerifierProviderBuilder().build(issuer));
        }
    }
}
