package io.certtrail.cli.cloudtrail;

import io.certtrail.ledger.json.Json;
import java.nio.file.Path;

/**
 * One event on its way.
 *
 * @param file where its record stands
 * @param record the record's index there, from 0
 * @param id its id in the ledger
 * @param json as the API takes it
 * @param size of {@code json} in bytes
 */
record ImportedEvent(Path file, int record, String id, Json.Obj json, int size) {}
