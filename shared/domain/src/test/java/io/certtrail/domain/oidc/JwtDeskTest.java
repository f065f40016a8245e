package io.certtrail.domain.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.access.Role;
import io.certtrail.domain.oidc.JwtException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens whose signature is good as far as anybody asks, so that everything else about them can be bad. */
class JwtDeskTest {
    private static final String ISSUER = "https://id.example.com";
    private static final String AUDIENCE = "certtrail";
    private static final long NOW = 1_800_000_000L;
    private static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"k1\",\"typ\":\"JWT\"}";
    private static final String TIMES = "\"iat\":1799999990,\"exp\":1800000300";
    private static final String WHO = "\"iss\":\"https://id.example.com\",\"sub\":\"u-1\",\"aud\":\"certtrail\"";
    private static final Map<String, Role> ROLES =
            Map.of("staff", Role.VIEWER, "ops", Role.OPERATOR, "root", Role.ADMIN);

    private final AtomicInteger checks = new AtomicInteger();

    private static Provider provider(String tenant, String audience, String claim, String... parties) {
        return new Provider(tenant, ISSUER, audience, null, Set.of(parties), claim, ROLES, true, Set.of());
    }

    private JwtDesk desk(Provider... providers) {
        Providers settings = (issuer, audience) -> Arrays.stream(providers)
                .filter(one -> one.issuer().equals(issuer) && one.audience().equals(audience))
                .findFirst();
        SignatureCheck good = (jwt, issuer, jwksUri) -> checks.incrementAndGet();
        return new JwtDesk(settings, () -> good, Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));
    }

    private JwtDesk desk() {
        return desk(provider("default", AUDIENCE, "roles"));
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String part(String json) {
        return part(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String token(String header, String claims) {
        return part(header) + "." + part(claims) + "." + part("signature");
    }

    private static String token(String claims) {
        return token(HEADER, "{" + claims + "}");
    }

    private static void refused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        JwtException.class,
                        e -> assertThat(e.reason()).as(e.detail()).isEqualTo(reason));
    }

    private void refused(Reason reason, String token) {
        refused(reason, () -> desk().identify(token));
    }

    @Test
    void aGoodTokenSaysWhoInWhichTenantAndRole() {
        Identity found = desk().identify(token(
                WHO + "," + TIMES + ",\"roles\":[\"other\",\"ops\",\"staff\"],\"preferred_username\":\"ann\""));

        assertThat(found.provider().tenant()).isEqualTo("default");
        assertThat(found.subject()).isEqualTo("u-1");
        assertThat(found.name()).isEqualTo("ann");
        assertThat(found.role()).isEqualTo(Role.OPERATOR);
        assertThat(found.expires()).isEqualTo(Instant.ofEpochSecond(1_800_000_300L));
        assertThat(checks).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "HS256", "HS384", "HS512", "RS384", "RS1", "ES256K", "dir", "", "rs256"})
    void noAlgorithmOutsideTheListIsLookedAt(String algorithm) {
        refused(Reason.ALGORITHM, token("{\"alg\":\"" + algorithm + "\"}", "{" + WHO + "," + TIMES + "}"));
        assertThat(checks).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"alg\":null}", "{\"alg\":[\"RS256\"]}"})
    void aTokenThatNamesNoAlgorithmIsNone(String header) {
        refused(Reason.ALGORITHM, token(header, "{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"RS256\",\"crit\":[\"b64\"],\"b64\":false}",
                "{\"alg\":\"RS256\",\"crit\":[]}",
                "{\"alg\":\"RS256\",\"cty\":\"JWT\"}",
                "{\"alg\":\"RS256\",\"typ\":\"logout+jwt\"}",
                "{\"alg\":\"RS256\",\"typ\":\"dpop+jwt\"}",
                "{\"alg\":\"RS256\",\"typ\":7}"
            })
    void anotherKindOfTokenOpensNothing(String header) {
        refused(Reason.KIND, token(header, "{" + WHO + "," + TIMES + ",\"roles\":\"ops\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "application/at+JWT"})
    void theTypesOfIdAndAccessTokensAreTaken(String type) {
        String header = "{\"alg\":\"ES256\",\"typ\":\"" + type + "\"}";
        assertThat(desk().identify(token(header, "{" + WHO + "," + TIMES + ",\"roles\":\"ops\"}"))
                        .role())
                .isEqualTo(Role.OPERATOR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a.b",
                "eyJhbGciOiJub25lIn0.e30.",
                "eyJhbGciOiJSUzI1NiJ9..c2ln",
                "eyJhbGciOiJSUzI1NiJ9.e30.c2ln.c2ln",
                "eyJhbGciOiJSUzI1NiJ9.e30.c2ln.c2ln.c2ln",
                "eyJhbGciOiJSUzI1NiJ9.e30=.c2ln",
                "eyJhbGciOiJSUzI1NiJ9.e31.c2ln",
                "eyJhbGciOiJSUzI1NiJ9.e30.c2lnA",
                "eyJhbGciOiJSUzI1NiJ9.e30.c2ln\n",
                "eyJhbGciOiJSUzI1NiJ9.e3+.c2ln",
                "W10.e30.c2ln"
            })
    void whatIsNotThreePartsOfCanonicalBase64UrlIsNone(String text) {
        refused(Reason.MALFORMED, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "{\"iss\":\"a\",\"iss\":\"https://id.example.com\"}",
                "{\"exp\":1e12}",
                "{\"exp\":1800000300.5}",
                "{\"sub\":\"\\ud800\"}",
                "{} {}",
                "{\"a\":[[[[[[[[[]]]]]]]]]}",
                "{\"a\":"
            })
    void jsonThatTwoReadersCouldReadInTwoWaysIsRefused(String claims) {
        refused(Reason.MALFORMED, token(HEADER, claims));
    }

    @Test
    void aMemberTwiceInTheHeaderIsRefused() {
        refused(Reason.MALFORMED, token("{\"alg\":\"RS256\",\"alg\":\"none\"}", "{" + WHO + "," + TIMES + "}"));
    }

    @Test
    void invalidUtf8IsRefused() {
        refused(
                Reason.MALFORMED,
                part(HEADER) + "." + part(new byte[] {'{', '"', (byte) 0xC0, '"', ':', '1', '}'}) + ".c2ln");
    }

    @Test
    void aHugeTokenIsNotEvenTakenApart() {
        refused(Reason.MALFORMED, token(WHO + ",\"x\":\"" + "x".repeat(Jwt.LONGEST) + "\""));
        refused(Reason.MALFORMED, "eyJ" + ".".repeat(1_000_000));
    }

    @Test
    void aKeysNameIsTextAndNothingMore() {
        String claims = "{" + WHO + "," + TIMES + ",\"roles\":\"ops\"}";
        String path = "{\"alg\":\"RS256\",\"kid\":\"../../etc/passwd\",\"jku\":\"https://evil.example\"}";
        assertThat(desk().identify(token(path, claims)).subject()).isEqualTo("u-1");
        refused(Reason.MALFORMED, token("{\"alg\":\"RS256\",\"kid\":{\"a\":1}}", claims));
        refused(Reason.MALFORMED, token("{\"alg\":\"RS256\",\"kid\":\"\"}", claims));
        refused(Reason.MALFORMED, token("{\"alg\":\"RS256\",\"kid\":\"" + "k".repeat(257) + "\"}", claims));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"iss\":\"https://id.example.com/\",\"sub\":\"u\",\"aud\":\"certtrail\"",
                "\"iss\":\"https://ID.example.com\",\"sub\":\"u\",\"aud\":\"certtrail\"",
                "\"iss\":\"https://id.example.com\",\"sub\":\"u\",\"aud\":\"certtrail2\"",
                "\"iss\":\"https://id.example.com\",\"sub\":\"u\",\"aud\":[\"a\",\"b\"]"
            })
    void nobodysKeysAreAskedForATokenOfAnotherIssuerOrAudience(String who) {
        refused(Reason.AUDIENCE, token(who + "," + TIMES + ",\"roles\":\"ops\""));
        assertThat(checks).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sub\":\"u\",\"aud\":\"certtrail\"",
                "\"iss\":[\"https://id.example.com\"],\"sub\":\"u\",\"aud\":\"certtrail\"",
                "\"iss\":\"https://id.example.com\",\"sub\":\"u\"",
                "\"iss\":\"https://id.example.com\",\"sub\":\"u\",\"aud\":[]",
                "\"iss\":\"https://id.example.com\",\"sub\":\"u\",\"aud\":[\"certtrail\",7]",
                "\"iss\":\"https://id.example.com\",\"sub\":\"u\",\"aud\":{\"certtrail\":1}",
                "\"iss\":\"https://id.example.com\",\"sub\":\"u\",\"aud\":"
                        + "[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\",\"certtrail\"]"
            })
    void issuerAndAudienceAreThereInTheirForm(String who) {
        refused(Reason.CLAIM, token(who + "," + TIMES));
    }

    @Test
    void aTokenForTwoTenantsIsNeithers() {
        JwtDesk two = desk(provider("a", "for-a", "roles"), provider("b", "for-b", "roles"));
        String claims = "\"iss\":\"https://id.example.com\",\"sub\":\"u\"," + TIMES + ",\"roles\":\"ops\",\"aud\":";

        refused(Reason.AUDIENCE, () -> two.identify(token(claims + "[\"for-a\",\"for-b\"]")));
        assertThat(two.identify(token(claims + "\"for-b\"")).provider().tenant())
                .isEqualTo("b");
    }

    @Test
    void aTokenForSeveralIsForUsOnlyIfItWasMadeForOurClient() {
        String claims = "\"iss\":\"https://id.example.com\",\"sub\":\"u\"," + TIMES
                + ",\"roles\":\"ops\",\"aud\":[\"account\",\"certtrail\"]";
        refused(Reason.PARTY, token(claims));
        refused(Reason.PARTY, token(claims + ",\"azp\":\"evil\""));
        refused(Reason.PARTY, token(claims + ",\"azp\":null,\"client_id\":\"certtrail\""));
        assertThat(desk().identify(token(claims + ",\"azp\":\"certtrail\"")).subject())
                .isEqualTo("u");
        JwtDesk named = desk(provider("default", AUDIENCE, "roles", "cli"));
        assertThat(named.identify(token(claims + ",\"client_id\":\"cli\"")).subject())
                .isEqualTo("u");
    }

    @Test
    void whereClientsAreNamedNoOtherMayCome() {
        JwtDesk named = desk(provider("default", AUDIENCE, "roles", "cli"));
        refused(Reason.PARTY, () -> named.identify(token(WHO + "," + TIMES + ",\"roles\":\"ops\"")));
        refused(
                Reason.PARTY,
                () -> named.identify(token(WHO + "," + TIMES + ",\"roles\":\"ops\",\"azp\":\"certtrail\"")));
    }

    @ParameterizedTest
    @CsvSource({
        // iat, nbf, exp; the clock is at 1,800,000,000
        "1799999000, , 1799999940, EXPIRED",
        "1799999000, , 1799999000, EXPIRED",
        "1799999000, , 0, EXPIRED",
        "1800000061, , 1800003600, EARLY",
        "1799999000, 1800000061, 1800003600, EARLY",
        "1800000061, 1799999000, 1800003600, EARLY",
        "9007199254740991, , 9007199254740991, EARLY",
        "1799913600, , 1899999999, OLD",
        "0, , 9007199254740991, OLD",
        "-1, , 1800003600, CLAIM",
        "1799999000, -1, 1800003600, CLAIM"
    })
    void timesThatAreNotNowAreRefused(long iat, String nbf, long exp, Reason reason) {
        String times = "\"iat\":" + iat + ",\"exp\":" + exp + (nbf == null ? "" : ",\"nbf\":" + nbf);
        refused(reason, token(WHO + "," + times + ",\"roles\":\"ops\""));
    }

    @ParameterizedTest
    @CsvSource({
        "1799999000, , 1799999941",
        "1800000060, , 1800003600",
        "1799999000, 1800000060, 1800003600",
        "1799913601, , 1899999999"
    })
    void clocksMayBeAMinuteApart(long iat, String nbf, long exp) {
        String times = "\"iat\":" + iat + ",\"exp\":" + exp + (nbf == null ? "" : ",\"nbf\":" + nbf);
        assertThat(desk().identify(token(WHO + "," + times + ",\"roles\":\"ops\""))
                        .subject())
                .isEqualTo("u-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"iat\":1799999990",
                "\"exp\":1800000300",
                "\"iat\":1799999990,\"exp\":\"1800000300\"",
                "\"iat\":1799999990,\"exp\":null",
                "\"iat\":true,\"exp\":1800000300",
                "\"iat\":1799999990,\"exp\":1800000300,\"nbf\":null"
            })
    void timesMustBeThereAsNumbers(String times) {
        refused(Reason.CLAIM, token(WHO + "," + times + ",\"roles\":\"ops\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "7", "null", "[\"u\"]", "\"u\\u0000\"", "\"u\\n\"", "\"u\\u2028\""})
    void aSubjectThatCanNotStandInAnEntryIsRefused(String subject) {
        String who = "\"iss\":\"https://id.example.com\",\"aud\":\"certtrail\",\"sub\":" + subject;
        refused(Reason.CLAIM, token(who + "," + TIMES + ",\"roles\":\"ops\""));
    }

    @Test
    void aSubjectIsThereAndNotEndless() {
        String who = "\"iss\":\"https://id.example.com\",\"aud\":\"certtrail\"";
        refused(Reason.CLAIM, token(who + "," + TIMES + ",\"roles\":\"ops\""));
        refused(Reason.CLAIM, token(who + ",\"sub\":\"" + "u".repeat(256) + "\"," + TIMES + ",\"roles\":\"ops\""));
    }

    @Test
    void aNameIsShownWithoutControlCharactersAndShort() {
        String claims = WHO + "," + TIMES + ",\"roles\":\"ops\",\"preferred_username\":";
        assertThat(desk().identify(token(claims + "\"a\\r\\nlevel=error \\u001b[31m\""))
                        .name())
                .isEqualTo("a\uFFFD\uFFFDlevel=error \uFFFD[31m");
        assertThat(desk().identify(token(claims + "\"" + "😀".repeat(200) + "\""))
                        .name())
                .isEqualTo("😀".repeat(100));
        assertThat(desk().identify(token(claims + "7,\"email\":\"a@b.example\""))
                        .name())
                .isEqualTo("a@b.example");
        assertThat(desk().identify(token(claims + "\"  \"")).name()).isEqualTo("u-1");
    }

    @Test
    void aTokenBoundToAKeyOrAboutEventsIsNoBearers() {
        refused(Reason.KIND, token(WHO + "," + TIMES + ",\"roles\":\"ops\",\"cnf\":{\"jkt\":\"x\"}"));
        refused(Reason.KIND, token(WHO + "," + TIMES + ",\"roles\":\"ops\",\"events\":{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\":1",
                "\"roles\":null",
                "\"roles\":7",
                "\"roles\":true",
                "\"roles\":{\"ops\":true}",
                "\"roles\":[]",
                "\"roles\":\"\"",
                "\"roles\":\"OPS\"",
                "\"roles\":\"ops,staff\"",
                "\"roles\":\"not ops\"",
                "\"roles\":\"ops \"",
                "\"roles\":[[\"ops\"]]",
                "\"roles\":[\"ops\",null]",
                "\"roles\":[{\"role\":\"ops\"}]",
                "\"role\":\"ops\"",
                "\"roles \":\"ops\""
            })
    void aRoleThatIsNotExactlyThereIsNone(String claim) {
        refused(Reason.ROLE, token(WHO + "," + TIMES + "," + claim));
    }

    @Test
    void manyRolesGiveTheFirstOfOursAndTooManyGiveNone() {
        String claims = WHO + "," + TIMES + ",\"roles\":[\"staff\",\"root\",\"ops\"]";
        assertThat(desk().identify(token(claims)).role()).isEqualTo(Role.ADMIN);
        refused(Reason.ROLE, token(WHO + "," + TIMES + ",\"roles\":[" + "\"\",".repeat(500) + "\"ops\"]"));
    }

    @Test
    void theClaimMayLieDeeperOrBeAScope() {
        String nested = WHO + "," + TIMES + ",\"realm_access\":{\"roles\":[\"ops\"]},\"scope\":\"openid staff\"";
        assertThat(desk(provider("default", AUDIENCE, "/realm_access/roles"))
                        .identify(token(nested))
                        .role())
                .isEqualTo(Role.OPERATOR);
        assertThat(desk(provider("default", AUDIENCE, "scope"))
                        .identify(token(nested))
                        .role())
                .isEqualTo(Role.VIEWER);
        refused(
                Reason.ROLE,
                () -> desk(provider("default", AUDIENCE, "/realm_access/roles/0"))
                        .identify(token(nested)));
        refused(Reason.ROLE, () -> desk(provider("default", AUDIENCE, "/a/b")).identify(token(nested)));
    }

    @Test
    void noWordOfARefusalShowsTheToken() {
        String token = token(WHO + "," + TIMES + ",\"roles\":\"none of ours\"");
        assertThatThrownBy(() -> desk().identify(token))
                .message()
                .doesNotContain(token.substring(0, 20), "none of ours");
        assertThat(Jwt.parse(token)).asString().doesNotContain("eyJ");
    }

    @Test
    void withoutAProviderNoLibraryIsLoaded() {
        JwtDesk none = new JwtDesk(
                (issuer, audience) -> Optional.empty(),
                () -> {
                    throw new AssertionError("nothing to check");
                },
                Clock.systemUTC());
        refused(Reason.AUDIENCE, () -> none.identify(token(WHO + "," + TIMES)));
    }
}
