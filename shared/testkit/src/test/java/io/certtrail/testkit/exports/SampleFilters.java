package io.certtrail.testkit.exports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.certtrail.ledger.export.ExportFilter;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.util.stream.Stream;

/** Filters of every kind, alone and together. */
final class SampleFilters {
    private SampleFilters() {}

    /** The first entry of a sample ledger is a few milliseconds after ten. */
    static Stream<ExportFilter> all() {
        return Stream.of(
                        "{}",
                        "{'from':'2026-11-22T10:00:00.400Z','to':'2026-11-22T10:00:00.900Z'}",
                        "{'from':'2026-11-22T10:00:00.400Z'}",
                        "{'to':'2026-11-22T10:00:00.400Z'}",
                        "{'to':'2026-11-22T09:59:59.000Z'}",
                        "{'from':'2026-11-22T10:20:00.000Z'}",
                        "{'from':'2026-11-22T10:20:00.000Z','to':'2026-11-22T10:20:01.000Z'}",
                        "{'from':'2026-11-22T09:59:58.000Z','to':'2026-11-22T09:59:59.000Z'}",
                        "{'from':'2026-11-22T10:00:00.500Z','to':'2026-11-22T10:00:00.501Z'}",
                        "{'action':['rotation.*']}",
                        "{'action':['rotation.failed','custom.*']}",
                        "{'action':['custom.nobody.did.this']}",
                        "{'severity':['error','critical']}",
                        "{'actorType':'agent'}",
                        "{'actor':'u-1'}",
                        "{'actor':'alice'}",
                        "{'resource':'secret'}",
                        "{'resource':'vault:r-4'}",
                        "{'resource':'the one'}",
                        "{'q':'word-7'}",
                        "{'q':'no such text'}",
                        "{'from':'2026-11-22T10:00:00.200Z','to':'2026-11-22T10:00:01.200Z','action':['rotation.*'],"
                                + "'severity':['error','info'],'actorType':'user','resource':'secret','q':'word-1'}")
                .map(SampleFilters::of);
    }

    /** The filter of this JSON, whose strings stand in single quotes. */
    static ExportFilter of(String json) {
        return ExportFilter.parse(
                (Json.Obj) JsonReader.parse(json.replace('\'', '"').getBytes(UTF_8)));
    }
}
