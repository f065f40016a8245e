package io.certtrail.ledger.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.ledger.entry.Actor;
import io.certtrail.ledger.entry.Attribute;
import io.certtrail.ledger.entry.Client;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportFilterTest {
    private static final Entry ENTRY = new Entry(
            UUID.fromString("0193a000-0000-7000-8000-91d9f9b439fc"),
            Instant.parse("2026-11-22T10:00:00Z"),
            Instant.parse("2026-11-22T09:00:00Z"),
            "rotation.failed",
            Severity.ERROR,
            new Actor(Actor.Type.USER, "u-1", "Zoë"),
            new Client("2001:db8::1", "curl/8"),
            new Resource("certificate", "c-1", "www.example.org"),
            "Rotation of www failed",
            Json.obj().put("reason", "time out").build(),
            "job-7");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'from':'2026-11-22T10:00:00.000Z'}",
                "{'to':'2026-11-22T10:00:00.001Z'}",
                "{'action':['rotation.failed']}",
                "{'action':['auth.login','rotation.*']}",
                "{'severity':['warning','error']}",
                "{'actorType':'user'}",
                "{'actor':'u-1'}",
                "{'actor':'Zoë'}",
                "{'resource':'certificate'}",
                "{'resource':'certificate:c-1'}",
                "{'resource':'www.example.org'}",
                "{'q':'of www f'}",
                "{'q':'u-1'}",
                "{'q':'oë'}",
                "{'q':'db8'}",
                "{'q':'curl'}",
                "{'q':'c-1'}",
                "{'q':'example.org'}",
                "{'q':'job-'}",
                "{'q':'time out'}",
                "{'severity':['error'],'actor':'u-1','q':'time out'}"
            })
    void whatMeetsEveryConditionMatches(String json) {
        assertThat(filter(json).matches(ENTRY)).isTrue();
        assertThat(filter(json).disproof(ENTRY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'from':'2026-11-22T10:00:00.001Z'} | TIME",
                "{'to':'2026-11-22T10:00:00.000Z'} | TIME",
                "{'action':['rotation']} | ACTION",
                "{'action':['rotation.failed.*']} | ACTION",
                "{'severity':['info']} | SEVERITY",
                "{'actorType':'agent'} | ACTOR",
                "{'actor':'u-1','actorType':'agent'} | ACTOR",
                "{'actor':'zoë'} | ACTOR",
                "{'resource':'c-1'} | RESOURCE",
                "{'resource':'certificate:c'} | RESOURCE",
                "{'resource':'x','actor':'x'} | RESOURCE",
                "{'severity':['info'],'action':['x']} | ACTION"
            })
    void whatDoesNotIsDisprovedByTheFirstAttributeThatSaysSo(String json, Attribute first) {
        assertThat(filter(json).matches(ENTRY)).isFalse();
        assertThat(filter(json).disproof(ENTRY)).contains(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'q':'user'}",
                "{'q':'certificate'}",
                "{'q':'rotation.failed'}",
                "{'q':'Zoe\u0308'}",
                "{'q':'ERROR'}"
            })
    void textThatOccursNowhereIsNoMatchButNothingAloneDisprovesIt(String json) {
        assertThat(filter(json).matches(ENTRY)).isFalse();
        assertThat(filter(json).disproof(ENTRY)).isEmpty();
    }

    @Test
    void aClosedAttributeDisprovesNothing() {
        ExportFilter filter = filter("{'severity':['info'],'actor':'x'}");

        assertThat(filter.disproof(ENTRY, Set.of(Attribute.SEVERITY))).contains(Attribute.ACTOR);
        assertThat(filter.disproof(ENTRY, Set.of(Attribute.SEVERITY, Attribute.ACTOR)))
                .isEmpty();
        assertThat(filter.unchecked(List.of(Attribute.ACTOR))).containsExactly("actor");
        assertThat(filter("{'q':'x','from':'2026-11-22T10:00:00.001Z'}").unchecked(List.of(Attribute.TRACE)))
                .containsExactly("q");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'from':'2026-11-22T10:00:00.000Z','to':'2026-11-22T10:00:00.001Z','action':['a.*','b'],"
                        + "'severity':['info','critical'],'actorType':'system','actor':'a','resource':'r','q':'🔐'}",
                "{}"
            })
    void whatIsReadIsWrittenAgain(String json) {
        Json.Obj object = object(json);

        assertThat(Jcs.text(ExportFilter.parse(object).toJson())).isEqualTo(Jcs.text(object));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'form':'2026-11-22T10:00:00.000Z'} | /form",
                "{'from':'2026-11-22'} | /from",
                "{'from':'2026-11-22T10:00:00Z'} | /from",
                "{'to':1} | /to",
                "{'action':[]} | /action",
                "{'action':['']} | /action/0",
                "{'action':'x'} | /action",
                "{'severity':['info','warn']} | /severity/1",
                "{'severity':[1]} | /severity/0",
                "{'actorType':'robot'} | /actorType",
                "{'actor':''} | /actor",
                "{'resource':null} | /resource",
                "{'q':''} | /q"
            })
    void anythingElseIsRefusedWithThePlace(String json, String pointer) {
        assertThatThrownBy(() -> filter(json))
                .isInstanceOfSatisfying(
                        FormatException.class, e -> assertThat(e.part()).isEqualTo(pointer));
    }

    private static ExportFilter filter(String json) {
        return ExportFilter.parse(object(json));
    }

    private static Json.Obj object(String json) {
        return (Json.Obj) JsonReader.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
