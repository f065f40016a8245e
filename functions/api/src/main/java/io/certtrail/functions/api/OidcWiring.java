package io.certtrail.functions.api;

import io.certtrail.aws.log.OperatorLog;
import io.certtrail.domain.access.Credential;
import io.certtrail.domain.access.CredentialResolver;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.ids.IdSource;
import io.certtrail.domain.oidc.ExternalUsers;
import io.certtrail.domain.oidc.JwtDesk;
import io.certtrail.domain.oidc.JwtResolver;
import io.certtrail.domain.oidc.ProviderDesk;
import io.certtrail.domain.oidc.SettingsProviders;
import io.certtrail.domain.oidc.SignatureCheck;
import io.certtrail.domain.settings.SettingsCatalogue;
import io.certtrail.domain.settings.SettingsStore;
import io.certtrail.oidc.NimbusSignatures;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts together what knows the tokens of OpenID providers. */
final class OidcWiring {
    private OidcWiring() {}

    static CredentialResolver<Credential.Jwt> resolver(
            SettingsStore settings,
            ExternalUsers users,
            Supplier<SignatureCheck> signatures,
            SettingsCatalogue definitions,
            Catalogue catalogue,
            IdSource ids,
            Clock clock) {
        JwtDesk tokens = new JwtDesk(new SettingsProviders(definitions, settings), signatures, clock);
        return new JwtResolver(new ProviderDesk(tokens, users, catalogue, ids, clock));
    }

    /**
     * Signatures checked with keys that are fetched; the library that does it is loaded when it is first asked for.
     *
     * @param loopback whether this machine may be asked for keys: on what stands in for a cloud
     */
    static Supplier<SignatureCheck> signatures(boolean loopback, Clock clock, PrintStream out) {
        OperatorLog log = new OperatorLog(out, "authorizer", clock);
        return new Once(() -> NimbusSignatures.overHttp(loopback, clock, sentence -> log.warning(sentence, Map.of())));
    }

    /** Made once, by whoever asks first. */
    private static final class Once implements Supplier<SignatureCheck> {
        private final Supplier<SignatureCheck> maker;
        private @Nullable SignatureCheck made;

        Once(Supplier<SignatureCheck> maker) {
            this.maker = maker;
        }

        @Override
        public synchronized SignatureCheck get() {
            SignatureCheck there = made;
            if (there == null) {
                there = maker.get();
                made = there;
            }
            return there;
        }
    }
}
