package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.SignedNote;
import io.certtrail.ledger.entry.EntryJson;
import io.certtrail.ledger.entry.Leaf;
import io.certtrail.ledger.entry.Seed;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.merkle.Hash;
import io.certtrail.ledger.merkle.InclusionProof;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryTest {
    private static final String UNKNOWN = "0193a000-0000-7000-8000-000000000000";

    private final TestApi api = new TestApi();

    @Test
    void anEntryIsFoundByItsId() {
        String id = record("ada");
        api.sequence();

        Reply reply = api.get("/api/audit/" + id).is(200);

        assertThat(reply.at("/seq")).isEqualTo(Json.of(1));
        assertThat(reply.textAt("/id")).isEqualTo(id);
    }

    @Test
    void itsSeedAndAttributesGiveItsLeaf() {
        String id = record("ada");
        api.sequence();

        Json.Obj full = api.get("/api/audit/" + id).is(200).json();

        Seed seed = Seed.of(HexFormat.of().parseHex(Reply.text(full.member("seed"))));
        Json.Obj entry = TestApi.without(full, "seq", "seed", "leafHash");
        Leaf leaf = Leaf.of(EntryJson.parse(entry), seed);
        assertThat(leaf.hash().base64()).isEqualTo(Reply.text(full.member("leafHash")));
    }

    @Test
    void itsTagNeverChanges() {
        String path = "/api/audit/" + record("ada");
        api.sequence();
        String etag = api.get(path).header("etag");
        record("bob");
        api.sequence();

        assertThat(etag).startsWith("\"").endsWith("\"");
        assertThat(api.get(path).header("etag")).isEqualTo(etag);
        for (String known : List.of(etag, "*", "\"x\", " + etag, "W/" + etag)) {
            Reply unchanged = api.request("GET", path)
                    .header("If-None-Match", known)
                    .send()
                    .is(304);
            assertThat(unchanged.header("etag")).isEqualTo(etag);
        }
        api.request("GET", path).header("If-None-Match", "\"x\"").send().is(200);
    }

    @Test
    void anIdThatIsNotInTheChainIsNotFound() {
        String waiting = record("ada");

        for (String id : List.of(UNKNOWN, waiting, "nonsense", "..", "%2e%2e", "a%2Fb", "%00")) {
            api.get("/api/audit/" + id).isRefused(404, "not_found");
            api.get("/api/audit/" + id + "/proof").isRefused(404, "not_found");
        }
    }

    @Test
    void waitsForAnEntryThatIsOnItsWay() {
        String id = record("ada");
        Instant start = api.clock.instant();
        api.meanwhile(() -> {
            if (api.clock.instant().isAfter(start.plusSeconds(3))) {
                api.sequence();
            }
        });

        api.get("/api/audit/" + id + "?wait=10").is(200);

        assertThat(Duration.between(start, api.clock.instant()))
                .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
    }

    @Test
    void waitsNoLongerThanItIsTold() {
        Instant start = api.clock.instant();

        api.get("/api/audit/" + UNKNOWN + "?wait=2").isRefused(404, "not_found");

        assertThat(Duration.between(start, api.clock.instant())).isEqualTo(Duration.ofSeconds(2));
        api.get("/api/audit/" + UNKNOWN + "?wait=11").isRefused(400, "invalid_parameter", "/wait");
        api.get("/api/audit/" + UNKNOWN + "?wait=-1").isRefused(400, "invalid_parameter", "/wait");
    }

    @Test
    void aProofLeadsFromTheLeafToTheSignedRoot() {
        for (int i = 0; i < 300; i++) {
            record("user-" + i);
        }
        String id = record("ada");
        record("bob");
        api.sequence();
        api.publish();

        Json.Obj proof = api.get("/api/audit/" + id + "/proof").is(200).json();

        long seq = number(proof, "seq");
        long size = number(proof, "treeSize");
        SignedNote note = SignedNote.parse(Reply.text(proof.member("checkpoint")));
        assertThat(note.verify(List.of(api.signer.verifierKey()))).hasSize(1);
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        assertThat(checkpoint.size()).isEqualTo(size).isEqualTo(303);
        Leaf leaf = Leaf.parse(Base64.getDecoder().decode(Reply.text(proof.member("leaf"))));
        assertThat(leaf.id()).hasToString(id);
        List<Hash> hashes = ((Json.Arr) proof.member("proof"))
                .items().stream().map(hash -> Hash.ofBase64(Reply.text(hash))).toList();
        assertThat(InclusionProof.verify(seq, size, leaf.hash(), hashes, checkpoint.root()))
                .isTrue();
    }

    @Test
    void aProofAsksForTheCheckpointThatItNeeds() {
        String id = record("ada");
        api.sequence();
        api.meanwhile(api::publish);

        Reply proof = api.get("/api/audit/" + id + "/proof").is(200);

        assertThat(proof.at("/treeSize")).isEqualTo(Json.of(2));
    }

    @Test
    void aProofThatNoCheckpointCoversIsForLater() {
        String id = record("ada");
        api.sequence();

        Reply later = api.get("/api/audit/" + id + "/proof").isRefused(503, "unavailable");

        assertThat(later.header("retry-after")).isEqualTo("2");
    }

    @Test
    void theCheckpointIsTheLastSignedHead() {
        api.get("/api/audit/checkpoint").isRefused(503, "unavailable");
        record("ada");
        api.sequence();
        api.publish();

        Reply checkpoint = api.get("/api/audit/checkpoint").is(200);

        assertThat(checkpoint.textAt("/origin")).isEqualTo(TestApi.ORIGIN.text());
        assertThat(checkpoint.at("/treeSize")).isEqualTo(Json.of(2));
        assertThat(checkpoint.textAt("/rootHash"))
                .isEqualTo(
                        api.chain.head(TestApi.ORIGIN).orElseThrow().rootHash().base64());
        assertThat(checkpoint.textAt("/note")).startsWith(TestApi.ORIGIN.text() + "\n2\n");
    }

    @Test
    void aTreeThatIsNotWhatWasSignedIsNeverProved() {
        String id = record("ada");
        for (int i = 0; i < 10; i++) {
            record("user-" + i);
        }
        api.sequence();
        api.publish();
        api.logStore.paths(TestApi.ORIGIN).stream()
                .filter(path -> path.startsWith("tile/0/"))
                .forEach(path -> api.logStore.tamper(TestApi.ORIGIN, path, new byte[12 * Hash.SIZE]));

        api.get("/api/audit/" + id + "/proof").isRefused(500, "internal");

        assertThat(api.logText()).contains("is not what checkpoint 12 signs");
    }

    private String record(String username) {
        return api.postEvent(TestApi.login(username)).is(202).textAt("/ids/0");
    }

    private static long number(Json.Obj object, String name) {
        return ((Json.Num) object.member(name)).value();
    }
}
