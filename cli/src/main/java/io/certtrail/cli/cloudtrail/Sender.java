package io.certtrail.cli.cloudtrail;

import io.certtrail.cli.CommandFailure;
import io.certtrail.cli.ExitCode;
import io.certtrail.cli.server.Answer;
import io.certtrail.cli.server.ApiClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends events, at most so many that none is lost for another's fault: what the API refuses by name is left out and
 * reported, the rest is sent again. Repeating a request is harmless, since every event carries its id. Thread-safe.
 */
final class Sender {

    private static final String PATH = "/api/audit/events";
    private static final int TOO_LARGE = 413;
    private static final int CONFLICT = 409;

    private final ApiClient api;
    private final Report report;

    Sender(ApiClient api, Report report) {
        this.api = api;
        this.report = report;
    }

    /** @throws CommandFailure when the API can't be reached or takes nothing at all */
    void send(List<ImportedEvent> events) {
        List<ImportedEvent> rest = events;
        while (!rest.isEmpty()) {
            Answer answer = api.post(PATH, Batch.body(rest), ApiClient.Repeat.HARMLESS);
            if (answer.isOk()) {
                report.accepted(rest.size());
                return;
            }
            if (isAboutAll(answer.status())) {
                throw new CommandFailure(ExitCode.FAILED, "the API takes no events: " + answer.problem());
            }
            Map<Integer, String> named = namedEvents(answer, rest.size());
            if (named.isEmpty()) {
                split(rest, answer);
                return;
            }
            rest = without(rest, named, answer.status() == CONFLICT);
        }
    }

    /** 401, 403, 404, 405, and what a server still says after every try. */
    private static boolean isAboutAll(int status) {
        return status != 400 && status != CONFLICT && status != TOO_LARGE && status != 422;
    }

    private static Map<Integer, String> namedEvents(Answer answer, int size) {
        Map<Integer, String> named = new HashMap<>();
        for (Answer.Fault fault : answer.faults()) {
            fault.event().stream()
                    .filter(index -> index < size)
                    .forEach(index -> named.putIfAbsent(index, fault.pointer() + " " + fault.detail()));
        }
        return named;
    }

    private List<ImportedEvent> without(List<ImportedEvent> events, Map<Integer, String> named, boolean conflict) {
        List<ImportedEvent> rest = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            String why = named.get(i);
            if (why == null) {
                rest.add(events.get(i));
            } else if (conflict) {
                report.different();
            } else {
                report.refused(events.get(i), why);
            }
        }
        return rest;
    }

    /** A refusal that names no event is found by halving. */
    private void split(List<ImportedEvent> events, Answer answer) {
        if (events.size() == 1) {
            if (answer.status() == CONFLICT) {
                report.different();
            } else {
                report.refused(events.getFirst(), answer.problem());
            }
            return;
        }
        int middle = events.size() / 2;
        send(events.subList(0, middle));
        send(events.subList(middle, events.size()));
    }
}
