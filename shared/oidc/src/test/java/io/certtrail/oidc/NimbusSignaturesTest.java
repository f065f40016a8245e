package io.certtrail.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.oidc.Jwt;
import io.certtrail.domain.oidc.JwtException;
import io.certtrail.domain.oidc.JwtException.Reason;
import io.certtrail.ledger.json.Json;
import io.certtrail.testkit.oidc.SigningKey;
import io.certtrail.testkit.time.MovableClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NimbusSignaturesTest {
    private static final String ISSUER = "https://id.example.com";
    private static final URI KEYS = URI.create("https://id.example.com/keys");
    private static final Json.Obj CLAIMS =
            Json.obj().put("iss", ISSUER).put("sub", "u-1").build();

    private static final SigningKey RSA = SigningKey.make("rsa", "RS256");
    private static final SigningKey OTHER_RSA = SigningKey.make("rsa", "RS256");
    private static final SigningKey EC = SigningKey.make("ec", "ES256");
    private static final SigningKey ED = SigningKey.make("ed", "EdDSA");

    private final FakeDocuments documents = new FakeDocuments();
    private final MovableClock clock = new MovableClock(Instant.parse("2027-01-15T08:00:00Z"));
    private final List<String> log = new ArrayList<>();
    private final NimbusSignatures signatures = new NimbusSignatures(documents, clock, log::add);

    private void publish(SigningKey... keys) {
        documents.put(KEYS.toString(), SigningKey.set(keys));
    }

    private void check(String token) {
        signatures.check(Jwt.parse(token), ISSUER, KEYS);
    }

    private void good(String token) {
        assertThatCode(() -> check(token)).doesNotThrowAnyException();
    }

    private void refused(Reason reason, String token) {
        assertThatThrownBy(() -> check(token))
                .isInstanceOfSatisfying(
                        JwtException.class,
                        e -> assertThat(e.reason()).as(e.detail()).isEqualTo(reason));
    }

    private static Json.Obj header(String algorithm, String keyId) {
        return Json.obj().put("alg", algorithm).put("kid", keyId).build();
    }

    private static Json.Obj with(Json.Obj object, String name, String value) {
        Map<String, Json> members = new TreeMap<>(object.members());
        members.put(name, Json.of(value));
        return new Json.Obj(members);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA", "Ed25519"})
    void aTokenOfTheProvidersKeyIsGoodAndAnyChangedBitIsNot(String algorithm) {
        SigningKey key = SigningKey.make("k", algorithm);
        publish(key);
        String token = key.token(CLAIMS);
        good(token);

        int payload = token.indexOf('.') + 1;
        String changed = token.substring(0, payload)
                + SigningKey.part(
                        "{\"iss\":\"https://id.example.com\",\"sub\":\"u-2\"}".getBytes(StandardCharsets.UTF_8))
                + token.substring(token.lastIndexOf('.'));
        refused(Reason.SIGNATURE, changed);
        int signature = token.lastIndexOf('.') + 1;
        char first = token.charAt(signature);
        refused(
                Reason.SIGNATURE,
                token.substring(0, signature) + (first == 'A' ? 'B' : 'A') + token.substring(signature + 1));
    }

    @Test
    void anotherKeyOfTheSameNameDidNotSignIt() {
        publish(RSA, EC, ED);
        refused(Reason.SIGNATURE, OTHER_RSA.token(CLAIMS));
    }

    @Test
    void thePublicKeyIsNoSecretToSignWith() throws Exception {
        publish(RSA);
        String signed = SigningKey.part("{\"alg\":\"HS256\",\"kid\":\"rsa\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + SigningKey.part("{}".getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(RSA.publicKey().getEncoded(), "HmacSHA256"));
        String token = signed + "." + SigningKey.part(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));

        refused(Reason.ALGORITHM, token);
        assertThat(documents.asked()).isEmpty();
    }

    @Test
    void aKeyIsUsedWithItsOwnAlgorithmAlone() {
        publish(RSA, EC, ED);
        refused(Reason.KEY, RSA.as("rsa", "PS256").token(CLAIMS));
        refused(Reason.KEY, RSA.token(header("RS256", "ec"), CLAIMS));
        refused(Reason.KEY, EC.token(header("ES256", "rsa"), CLAIMS));
        refused(Reason.KEY, ED.token(header("EdDSA", "ec"), CLAIMS));
    }

    @Test
    void signaturesThatAreNoneAreRefused() {
        publish(RSA, EC, ED);
        String ec = EC.token(CLAIMS);
        String input = ec.substring(0, ec.lastIndexOf('.') + 1);
        refused(Reason.SIGNATURE, input + SigningKey.part(new byte[64]));
        refused(Reason.SIGNATURE, input + SigningKey.part(new byte[63]));
        refused(Reason.SIGNATURE, input + SigningKey.part(new byte[1]));
        String ed = ED.token(CLAIMS);
        refused(Reason.SIGNATURE, ed.substring(0, ed.lastIndexOf('.') + 1) + SigningKey.part(new byte[64]));
        refused(Reason.SIGNATURE, ed.substring(0, ed.lastIndexOf('.') + 1) + SigningKey.part(new byte[65]));
        String rsa = RSA.token(CLAIMS);
        refused(Reason.SIGNATURE, rsa.substring(0, rsa.lastIndexOf('.') + 1) + SigningKey.part(new byte[4_000]));
    }

    @Test
    void keysAndPlacesThatATokenBringsAreNotLookedAt() {
        publish(RSA);
        Json.Obj header = with(with(header("RS256", "rsa"), "jku", "https://evil.example/keys"), "x5u", "http://a");
        Map<String, Json> members = new TreeMap<>(header.members());
        members.put("jwk", OTHER_RSA.jwk());
        members.put("x5c", Json.arr(Json.of("MII")));

        refused(Reason.SIGNATURE, OTHER_RSA.token(new Json.Obj(members), CLAIMS));
        assertThat(documents.asked()).containsExactly(KEYS.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../etc/passwd", "https://evil.example/keys", "rsa\u0000", "rsa ", "RSA", "' OR 1=1"})
    void aNameOfAKeyIsComparedAndNothingElse(String keyId) {
        publish(RSA);
        refused(Reason.KEY, RSA.token(header("RS256", keyId), CLAIMS));
        assertThat(documents.asked()).containsOnly(KEYS.toString());
    }

    @Test
    void aTokenWithoutAKeysNameIsGoodIfThereIsNoChoice() {
        publish(RSA, EC);
        good(RSA.token(Json.obj().put("alg", "RS256").build(), CLAIMS));
        publish(RSA, OTHER_RSA.as("other", "RS256"));
        clock.move(KeySets.FRESH);
        refused(Reason.KEY, RSA.token(Json.obj().put("alg", "RS256").build(), CLAIMS));
    }

    @Test
    void aKeyThatIsAddedIsFoundAtOnceAndOneThatIsTakenBackIsGoneWithIt() {
        SigningKey next = SigningKey.make("next", "ES256");
        publish(RSA);
        good(RSA.token(CLAIMS));
        clock.move(Duration.ofSeconds(1));

        publish(next);
        good(next.token(CLAIMS));

        refused(Reason.KEY, RSA.token(CLAIMS));
        assertThat(documents.asked()).hasSize(2);
    }

    @Test
    void aKeyThatIsTakenBackIsBelievedSomeMinutesAtMost() {
        publish(RSA);
        good(RSA.token(CLAIMS));
        publish(EC);
        clock.move(KeySets.FRESH.minusSeconds(1));
        good(RSA.token(CLAIMS));
        clock.move(Duration.ofSeconds(1));
        refused(Reason.KEY, RSA.token(CLAIMS));
    }

    @Test
    void aFloodOfUnknownKeysIsNoFloodOfRequests() {
        publish(RSA);
        good(RSA.token(CLAIMS));
        clock.move(Duration.ofSeconds(1));
        for (int i = 0; i < 500; i++) {
            refused(Reason.KEY, RSA.token(header("RS256", "made-up-" + i), CLAIMS));
        }
        assertThat(documents.asked()).hasSize(2);

        clock.move(KeySets.PAUSE);
        refused(Reason.KEY, RSA.token(header("RS256", "made-up"), CLAIMS));
        refused(Reason.KEY, RSA.token(header("RS256", "made-up"), CLAIMS));
        assertThat(documents.asked()).hasSize(3);
        good(RSA.token(CLAIMS));
    }

    @Test
    void whileTheProviderIsAwayItsKeysServeAnHourAndItIsAskedNowAndThen() {
        publish(RSA);
        good(RSA.token(CLAIMS));
        documents.remove(KEYS.toString());
        clock.move(KeySets.FRESH);
        for (int i = 0; i < 50; i++) {
            good(RSA.token(CLAIMS));
        }
        assertThat(documents.asked()).hasSize(2);
        assertThat(log).singleElement().asString().contains(ISSUER, "nothing at");

        clock.move(KeySets.STALE.minus(KeySets.FRESH));
        refused(Reason.UNREACHABLE, RSA.token(CLAIMS));
        publish(RSA);
        refused(Reason.UNREACHABLE, RSA.token(CLAIMS));
        clock.move(KeySets.PAUSE_AFTER_FAILURE);
        good(RSA.token(CLAIMS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "{\"keys\":{}}",
                "{\"keys\":[],\"keys\":[]}",
                "{\"keys\":[]} x",
                "\u0000"
            })
    void whatIsNoSetOfKeysIsNoAnswer(String document) {
        documents.put(KEYS.toString(), document.getBytes(StandardCharsets.UTF_8));
        refused(Reason.UNREACHABLE, RSA.token(CLAIMS));
    }

    @Test
    void keysThatMayNotVerifyArePassedOverAndTheOthersServe() {
        SigningKey small = SigningKey.make("small", "RS256", 1_024);
        Json.Obj secret = Json.obj()
                .put("kty", "oct")
                .put("kid", "oct")
                .put("k", "c2VjcmV0")
                .build();
        documents.put(
                KEYS.toString(),
                Json.obj()
                        .put(
                                "keys",
                                Json.arr(
                                        Json.of("no key"),
                                        secret,
                                        small.jwk(),
                                        with(RSA.as("enc", "RS256").jwk(), "use", "enc"),
                                        with(EC.as("curve", "ES256").jwk(), "crv", "P-521"),
                                        with(EC.as("point", "ES256").jwk(), "x", SigningKey.part(new byte[32])),
                                        with(ED.as("short", "EdDSA").jwk(), "x", "AAAA"),
                                        with(RSA.as("n", "RS256").jwk(), "n", "!"),
                                        with(RSA.as("e", "RS256").jwk(), "e", "AQ"),
                                        RSA.jwk()))
                        .build());
        good(RSA.token(CLAIMS));
        refused(Reason.KEY, small.token(CLAIMS));
        refused(Reason.KEY, RSA.token(header("RS256", "enc"), CLAIMS));
        refused(Reason.KEY, EC.token(header("ES256", "curve"), CLAIMS));
        refused(Reason.KEY, EC.token(header("ES256", "point"), CLAIMS));
        refused(Reason.KEY, ED.token(header("EdDSA", "short"), CLAIMS));
        refused(Reason.KEY, RSA.token(header("RS256", "n"), CLAIMS));
        refused(Reason.KEY, RSA.token(header("RS256", "e"), CLAIMS));
    }

    @Test
    void tooManyKeysAreNoSet() {
        Json[] many = new Json[101];
        Arrays.fill(many, RSA.jwk());
        documents.put(KEYS.toString(), Json.obj().put("keys", Json.arr(many)).build());
        refused(Reason.UNREACHABLE, RSA.token(CLAIMS));
    }

    @Test
    void theIssuersMetadataSaysWhereItsKeysAre() {
        publish(RSA);
        documents.put(
                ISSUER + "/.well-known/openid-configuration",
                Json.obj()
                        .put("issuer", ISSUER)
                        .put("jwks_uri", KEYS.toString())
                        .build());
        assertThatCode(() -> signatures.check(Jwt.parse(RSA.token(CLAIMS)), ISSUER, null))
                .doesNotThrowAnyException();
        assertThat(documents.asked()).containsExactly(ISSUER + "/.well-known/openid-configuration", KEYS.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"issuer\":\"https://evil.example\",\"jwks_uri\":\"https://id.example.com/keys\"}",
                "{\"issuer\":\"https://id.example.com/\",\"jwks_uri\":\"https://id.example.com/keys\"}",
                "{\"jwks_uri\":\"https://id.example.com/keys\"}",
                "{\"issuer\":\"https://id.example.com\"}",
                "{\"issuer\":\"https://id.example.com\",\"jwks_uri\":7}",
                "{\"issuer\":\"https://id.example.com\",\"jwks_uri\":\"::\"}"
            })
    void metadataThatIsNotTheIssuersOwnIsNotFollowed(String metadata) {
        publish(RSA);
        documents.put(ISSUER + "/.well-known/openid-configuration", metadata.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> signatures.check(Jwt.parse(RSA.token(CLAIMS)), ISSUER, null))
                .isInstanceOfSatisfying(
                        JwtException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
    }

    @Test
    void oneProvidersKeysOpenNothingOfAnothers() {
        URI elsewhere = URI.create("https://other.example/keys");
        publish(RSA);
        documents.put(elsewhere.toString(), SigningKey.set(OTHER_RSA));
        Jwt token = Jwt.parse(RSA.token(CLAIMS));
        signatures.check(token, ISSUER, KEYS);
        assertThatThrownBy(() -> signatures.check(token, "https://other.example", elsewhere))
                .isInstanceOf(JwtException.class);
    }

    @Test
    void noMoreProvidersAreRememberedThanThereIsRoomFor() {
        publish(RSA);
        Jwt token = Jwt.parse(RSA.token(CLAIMS));
        for (int i = 0; i <= KeySets.MOST_PROVIDERS; i++) {
            signatures.check(token, "https://issuer-" + i + ".example", KEYS);
        }
        int before = documents.asked().size();
        signatures.check(token, "https://issuer-" + KeySets.MOST_PROVIDERS + ".example", KEYS);
        assertThat(documents.asked()).hasSize(before);
        signatures.check(token, "https://issuer-0.example", KEYS);
        assertThat(documents.asked()).hasSize(before + 1);
    }
}
