package io.certtrail.ledger.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MembersTest {
    private final List<Flaw> flaws = new ArrayList<>();
    private final Members members =
            Members.of((Json.Obj) JsonReader.parse("""
                    {"text":"a","empty":"","number":1,"flag":true,"list":[1],"object":{"inner":null},"none":null,"a/b~c":0}
                    """.getBytes(StandardCharsets.UTF_8)), "/here", flaws);

    @Test
    void aMemberOfTheRightTypeIsRead() {
        assertThat(members.string("text")).isEqualTo("a");
        assertThat(members.optionalString("text")).isEqualTo("a");
        assertThat(members.string("empty")).isEmpty();
        assertThat(members.integer("number")).isEqualTo(1);
        assertThat(members.bool("flag")).isTrue();
        assertThat(members.array("list")).isEqualTo(Json.arr(Json.of(1)));
        assertThat(members.optionalArray("list")).isNotNull();
        assertThat(members.object("object")).isNotNull();
        assertThat(members.optionalObject("object")).isNotNull();
        assertThat(flaws).isEmpty();
    }

    @Test
    void whatIsMissingOrOfAnotherTypeIsNoted() {
        assertThat(members.string("missing")).isNull();
        assertThat(members.string("number")).isNull();
        assertThat(members.optionalString("empty")).isNull();
        assertThat(members.integer("text")).isNull();
        assertThat(members.bool("none")).isNull();
        assertThat(members.array("object")).isNull();
        assertThat(members.members("list")).isNull();
        assertThat(flaws)
                .extracting(Flaw::toString)
                .containsExactly(
                        "/here/missing: the member is missing",
                        "/here/number: expected a string, found a number",
                        "/here/empty: leave the member out instead of giving an empty string",
                        "/here/text: expected an integer, found a string",
                        "/here/none: expected true or false, found null",
                        "/here/object: expected an array, found an object",
                        "/here/list: expected an object, found an array");
    }

    @Test
    void whatMayBeAbsentIsNotMissed() {
        assertThat(members.optional("missing")).isNull();
        assertThat(members.optionalString("missing")).isNull();
        assertThat(members.optionalObject("missing")).isNull();
        assertThat(members.optionalArray("missing")).isNull();
        assertThat(members.optionalMembers("missing")).isNull();
        assertThat(flaws).isEmpty();
    }

    @Test
    void flawsOfAnInnerObjectSayWhereItIs() {
        Members inner = Objects.requireNonNull(members.members("object"));
        assertThat(inner.string("inner")).isNull();
        assertThat(inner.integer("x")).isNull();
        assertThat(flaws).extracting(Flaw::pointer).containsExactly("/here/object/inner", "/here/object/x");
    }

    @Test
    void everyMemberThatNobodyAskedForIsNoted() {
        for (String name : List.of("text", "empty", "number", "flag", "list", "object")) {
            members.optional(name);
        }
        members.noOthers();
        assertThat(flaws)
                .extracting(Flaw::toString)
                .containsExactly(
                        "/here/none: there is no such member here", "/here/a~1b~0c: there is no such member here");
    }

    @Test
    void aMessageIsShortAndPrintable() {
        assertThat(new Flaw("", "found \u001b[31m\ud83d").message()).isEqualTo("found \uFFFD[31m\uFFFD");
        assertThat(new Flaw("", "😀".repeat(200)).message()).hasSize(301).endsWith("😀…");
        assertThat(new Flaw("/a", "x").under("/events/0")).isEqualTo(new Flaw("/events/0/a", "x"));
        assertThat(new Flaw("", "x")).hasToString("document: x");
    }
}
