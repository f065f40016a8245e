package io.certtrail.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.ledger.merkle.MerkleTree;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EntryRulesTest {
    private static final String ENTRY = """
            {"id":"0193a000-0000-7000-8000-91d9f9b439fc","time":"2026-11-22T10:00:07.000Z",\
            "occurred":"2023-07-10T12:00:00.000Z","action":"user.created","severity":"info",\
            "actor":{"type":"user","id":"u-1","name":"Ann"},"client":{"ip":"::1","userAgent":"x"},\
            "resource":{"type":"user","id":"u-2","name":"Bob"},"description":"Ann created Bob",\
            "details":{"role":"viewer"},"trace":"t-1"}""";

    private static Json.Obj json(String text) {
        return (Json.Obj) JsonReader.parse(text.getBytes(StandardCharsets.UTF_8), EntryJson.MAX_DEPTH + 1);
    }

    private static List<Flaw> flaws(String entry) {
        try {
            EntryJson.parse(json(entry));
            return List.of();
        } catch (EntryException e) {
            return e.flaws();
        }
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments("\"id\":\"0193a000-0000-7000-8000-91d9f9b439fc\",", "", "/id"),
                arguments("0193a000-0000-7000-8000-91d9f9b439fc", "0193A000-0000-7000-8000-91d9f9b439fc", "/id"),
                arguments("0193a000-0000-7000-8000-91d9f9b439fc", "193a000-0000-7000-8000-91d9f9b439fc", "/id"),
                arguments("0193a000-0000-7000-8000-91d9f9b439fc", "0193a000-000-07000-8000-91d9f9b439fc", "/id"),
                arguments("0193a000-0000-7000-8000-91d9f9b439fc", "{193a000-0000-7000-8000-91d9f9b439f}", "/id"),
                arguments("10:00:07.000Z", "10:00:07Z", "/time"),
                arguments("10:00:07.000Z", "10:00:60.000Z", "/time"),
                arguments("10:00:07.000Z", "24:00:00.000Z", "/time"),
                arguments("10:00:07.000Z", "10:00:07.000+00:00", "/time"),
                arguments("2023-07-10T", "2023-02-29T", "/occurred"),
                arguments("2023-07-10T12:00:00.000Z", "2023-07-10t12:00:00.000z", "/occurred"),
                arguments("2023-07-10T12", "٢023-07-10T12", "/occurred"),
                arguments("\"info\"", "\"INFO\"", "/severity"),
                arguments("\"info\"", "1", "/severity"),
                arguments("\"type\":\"user\",\"id\":\"u-1\"", "\"type\":\"robot\",\"id\":\"u-1\"", "/actor/type"),
                arguments("\"name\":\"Ann\"", "\"name\":null", "/actor/name"),
                arguments("\"name\":\"Ann\"", "\"nom\":\"Ann\",\"name\":\"Ann\"", "/actor/nom"),
                arguments("\"ip\":\"::1\"", "\"ip\":\"\"", "/client/ip"),
                arguments("\"name\":\"Bob\"", "\"name\":\"\"", "/resource/name"),
                arguments("\"client\":{\"ip\":\"::1\",\"userAgent\":\"x\"},", "", "/client"),
                arguments("{\"role\":\"viewer\"}", "[]", "/details"),
                arguments("\"trace\":\"t-1\"", "\"trace\":\"t-1\",\"extra\":1", "/extra"),
                arguments("user.created", "user\\u0000", "/action"),
                arguments("Ann created Bob", "Ann\\ncreated Bob", "/description"),
                arguments("Ann created Bob", "Ann\\u2028created Bob", "/description"),
                arguments("Ann created Bob", "Ann\\u2029created Bob", "/description"),
                arguments("Ann created Bob", "Ann\\u007fcreated Bob", "/description"),
                arguments("Ann created Bob", "Ann\\u009fcreated Bob", "/description"),
                arguments("\"u-1\"", "\"u\\t1\"", "/actor/id"),
                arguments("\"Ann\"", "\"A\\u001fnn\"", "/actor/name"),
                arguments("\"::1\"", "\":\\u0085:1\"", "/client/ip"),
                arguments("\"x\"", "\"x\\r\"", "/client/userAgent"),
                arguments(
                        "\"type\":\"user\",\"id\":\"u-2\"",
                        "\"type\":\"us\\u0080er\",\"id\":\"u-2\"",
                        "/resource/type"),
                arguments("\"u-2\"", "\"u\\b2\"", "/resource/id"),
                arguments("\"Bob\"", "\"B\\u0000ob\"", "/resource/name"),
                arguments("\"t-1\"", "\"t\\f\"", "/trace"),
                arguments("{\"role\":\"viewer\"}", "{\"$object\":{}}", "/details/$object/key"),
                arguments("{\"role\":\"viewer\"}", "{\"$object\":7}", "/details/$object"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void theMemberThatIsWrongIsNamed(String good, String bad, String pointer) {
        assertThat(ENTRY).contains(good);
        assertThat(flaws(ENTRY.replace(good, bad)))
                .first()
                .extracting(Flaw::pointer)
                .isEqualTo(pointer);
    }

    @Test
    void everyFlawOfTheFormIsToldAtOnce() {
        assertThat(flaws(ENTRY.replace("\"info\"", "\"bad\"")
                        .replace("10:00:07.000Z", "now")
                        .replace("\"t-1\"", "5")))
                .extracting(Flaw::pointer)
                .containsExactlyInAnyOrder("/severity", "/time", "/trace");
        assertThat(flaws(ENTRY.replace("\"Ann\"", "\"\\u0000\"").replace("\"t-1\"", "\"\\u0000\"")))
                .extracting(Flaw::toString)
                .containsExactly(
                        "/actor/name: holds the control character U+0000 at 0",
                        "/trace: holds the control character U+0000 at 0");
    }

    @Test
    void whatIsOptionalMayBeAbsentAndATraceEmpty() {
        Entry bare = EntryJson.parse(json(ENTRY.replace("\"ip\":\"::1\",\"userAgent\":\"x\"", "")
                .replace(",\"name\":\"Bob\"", "")
                .replace("\"t-1\"", "\"\"")));
        assertThat(bare.client()).isEqualTo(Client.NONE);
        assertThat(bare.resource().name()).isNull();
        assertThat(EntryJson.of(bare).member("client")).isEqualTo(Json.Obj.EMPTY);
    }

    @Test
    void detailsMayHoldWhatOtherStringsMayNot() {
        assertThat(flaws(ENTRY.replace("viewer", "a\\u0000\\n\\u2028b"))).isEmpty();
        assertThat(flaws(ENTRY.replace("\"viewer\"", "\"\""))).isEmpty();
    }

    @Test
    void exactlyTheControlCharactersAreRefused() {
        String control = IntStream.rangeClosed(0, 0xFFFF)
                .filter(c -> EntryRules.isControl((char) c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        assertThat(control.chars().boxed())
                .containsExactlyElementsOf(IntStream.concat(
                                IntStream.concat(IntStream.rangeClosed(0, 0x1F), IntStream.rangeClosed(0x7F, 0x9F)),
                                IntStream.of(0x2028, 0x2029))
                        .boxed()
                        .toList());
    }

    @Test
    void textFromOutsideIsMadeFit() {
        assertThat(EntryRules.replaceControls("plain ÿ 😀")).isEqualTo("plain ÿ 😀");
        assertThat(EntryRules.replaceControls("a\nb\u0085c\u2028\ud83d😀\ude00"))
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFD\uFFFD😀\uFFFD");
    }

    @Test
    void anEntryMadeByProgramKeepsTheSameRules() {
        Entry good = EntryJson.parse(json(ENTRY));
        assertThatThrownBy(() -> good.event().at(good.time().plusNanos(1)))
                .isInstanceOf(EntryException.class)
                .hasMessageStartingWith("/time: ");
        assertThatThrownBy(() -> new Event(
                        good.id(),
                        good.occurred(),
                        good.action(),
                        good.severity(),
                        new Actor(Actor.Type.USER, "\ud83d", "Ann"),
                        good.client(),
                        new Resource("user", "\n", ""),
                        good.description(),
                        good.details(),
                        good.trace()))
                .isInstanceOfSatisfying(
                        EntryException.class,
                        e -> assertThat(e.flaws())
                                .extracting(Flaw::pointer)
                                .containsExactly("/actor/id", "/resource/id", "/resource/name"));
    }

    @Test
    void detailsAreNestedAtMost32Deep() {
        assertThat(flaws(ENTRY.replace("\"viewer\"", "[".repeat(31) + "]".repeat(31))))
                .isEmpty();
        assertThat(flaws(ENTRY.replace("\"viewer\"", "[".repeat(32) + "]".repeat(32))))
                .extracting(Flaw::toString)
                .containsExactly("/details: is nested more than 32 deep");
    }

    @Test
    void anEntryHasAtMost64KiB() {
        int room = EntryLimits.MAX_ENTRY_BYTES - EntryLimits.bytes(EntryJson.parse(json(ENTRY)));
        String full = ENTRY.replace("viewer", "viewer" + "x".repeat(room));
        Entry largest = EntryJson.parse(json(full));
        assertThat(EntryLimits.bytes(largest)).isEqualTo(EntryLimits.MAX_ENTRY_BYTES);
        assertThat(Leaf.of(largest, Seed.of(new byte[32])).data()).hasSize(Leaf.SIZE);
        assertThat(flaws(full.replace("viewer", "viewerx")))
                .extracting(Flaw::toString)
                .containsExactly("document: an entry has at most 65536 bytes in canonical form, found 65537");
    }

    @Test
    void aLeafOfTooLargeAnEntryIsNotMade() {
        Entry entry = EntryJson.parse(json(ENTRY));
        Json.Obj large = Json.obj().put("x", "y".repeat(70_000)).build();
        Entry tooLarge = new Entry(
                entry.id(),
                entry.time(),
                entry.occurred(),
                entry.action(),
                entry.severity(),
                entry.actor(),
                entry.client(),
                entry.resource(),
                entry.description(),
                large,
                entry.trace());
        assertThatThrownBy(() -> Leaf.of(tooLarge, Seed.of(new byte[32]))).isInstanceOf(EntryException.class);
    }

    @Test
    void detailsKeptElsewhereSaySoExactly() {
        DetailsReference reference = new DetailsReference("details/1", MerkleTree.EMPTY_ROOT, 70_000);
        String details = Jcs.text(reference.details());
        assertThat(details)
                .isEqualTo("{\"$object\":{\"key\":\"details/1\",\"sha256\":\"" + MerkleTree.EMPTY_ROOT
                        + "\",\"size\":70000}}");
        Entry entry = EntryJson.parse(json(ENTRY.replace("{\"role\":\"viewer\"}", details)));
        assertThat(DetailsReference.in(entry.details())).contains(reference);
        assertThat(DetailsReference.in(Json.Obj.EMPTY)).isEmpty();
        assertThat(EntryRules.callersDetails(entry.details()))
                .extracting(Flaw::pointer)
                .containsExactly("/details/$object");
        assertThat(EntryRules.callersDetails(Json.obj().put("a", 1).build())).isEmpty();
        for (String wrong : List.of(
                details.replace("70000", "-1"),
                details.replace("e3b0", "E3B0"),
                details.replace("\"size\"", "\"length\""),
                details.replace("}}", "},\"more\":1}"),
                details.replace("}}", ",\"more\":1}}"))) {
            assertThat(flaws(ENTRY.replace("{\"role\":\"viewer\"}", wrong)))
                    .as(wrong)
                    .isNotEmpty();
        }
    }
}
