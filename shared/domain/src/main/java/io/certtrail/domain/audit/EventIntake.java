package io.certtrail.domain.audit;

import io.certtrail.domain.access.Principal;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.domain.chain.Outbox;
import io.certtrail.domain.ids.RunIds;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.domain.problem.Violation;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.EntryLimits;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.json.Flaw;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.Members;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Takes in events that happened elsewhere: all of a request, durably, or none. Safe for use by several threads.
 */
public final class EventIntake {
    /** Most events of one request. */
    public static final int MAX_EVENTS = Outbox.MAX_EVENTS;

    private static final int MAX_VIOLATIONS = 100;

    private final Catalogue catalogue;
    private final EntryDesk entries;
    private final Outbox outbox;
    private final RunIds runs;
    private final Backlog backlog;
    private final Clock clock;

    public EventIntake(Catalogue catalogue, EntryDesk entries, Outbox outbox, RunIds runs, Clock clock) {
        this.catalogue = catalogue;
        this.entries = entries;
        this.outbox = outbox;
        this.runs = runs;
        this.backlog = new Backlog(outbox, clock);
        this.clock = clock;
    }

    /**
     * Records the events of one request; they are durable when this returns. One that is in the chain already, with the
     * same id and content, is not recorded again.
     *
     * @param origin the log of the caller's tenant
     * @param events 1 to {@value Outbox#MAX_EVENTS} objects as the API's schema describes them
     * @return their ids, in their order
     * @throws Refusal if any of them can't be recorded; then none is
     */
    public List<UUID> accept(Origin origin, Principal caller, List<Json> events) {
        List<EventDraft> drafts = read(events);
        refuseOtherActions(drafts, caller);
        List<Event> complete = complete(drafts, caller);
        backlog.refuseWhenBehind(caller.tenant());
        List<Event> fresh = withoutRepetitions(origin, caller, drafts, complete);
        if (!fresh.isEmpty()) {
            outbox.record(caller.tenant(), fresh);
        }
        return complete.stream().map(Event::id).toList();
    }

    private List<EventDraft> read(List<Json> events) {
        if (events.isEmpty() || events.size() > MAX_EVENTS) {
            throw Refusal.at(
                    Code.INVALID_EVENT,
                    "/events",
                    "expected 1 to %d events, found %d".formatted(MAX_EVENTS, events.size()));
        }
        List<Flaw> flaws = new ArrayList<>();
        List<EventDraft> drafts = new ArrayList<>();
        Code code = Code.INVALID_EVENT;
        Map<UUID, Integer> seen = new HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            if (!(events.get(i) instanceof Json.Obj event)) {
                flaws.add(new Flaw(pointer(i), "expected an object, found " + Members.kind(events.get(i))));
                continue;
            }
            EventDraftReader reader = new EventDraftReader(catalogue, event, pointer(i), flaws);
            EventDraft draft = reader.read();
            code = reader.code() == Code.UNKNOWN_ACTION ? Code.UNKNOWN_ACTION : code;
            if (draft != null) {
                drafts.add(draft);
                noteRepeatedId(draft, i, seen, flaws);
            }
        }
        refuse(code, flaws);
        return drafts;
    }

    private static void noteRepeatedId(EventDraft draft, int i, Map<UUID, Integer> seen, List<Flaw> flaws) {
        Integer before = draft.id() == null ? null : seen.putIfAbsent(draft.id(), i);
        if (before != null) {
            flaws.add(new Flaw(pointer(i) + "/id", "event %d of this request has the same id".formatted(before)));
        }
    }

    /** Actions that the caller's token is not for. */
    private static void refuseOtherActions(List<EventDraft> drafts, Principal caller) {
        List<Flaw> flaws = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            String action = drafts.get(i).definition().action();
            if (!caller.mayRecord(action)) {
                flaws.add(new Flaw(
                        pointer(i) + "/action",
                        "this token records actions that begin with %s, found %s"
                                .formatted(String.join(" or ", caller.actionPrefixes()), action)));
            }
        }
        refuse(Code.FORBIDDEN, flaws);
    }

    /** Fills in what was left out; events in a row that bring no ids get those of a run. */
    private List<Event> complete(List<EventDraft> drafts, Principal caller) {
        Instant now = LedgerTime.of(clock.instant());
        RunMaker run = new RunMaker(runs);
        List<Event> events = new ArrayList<>(drafts.size());
        List<Flaw> flaws = new ArrayList<>(0);
        for (EventDraft draft : drafts) {
            Event event = draft.event(run.next(), now, caller.actor());
            int bytes = EntryLimits.bytes(event);
            if (bytes > EntryLimits.MAX_ENTRY_BYTES) {
                flaws.add(new Flaw(
                        pointer(events.size()),
                        "expected at most %d bytes in canonical form, found %d"
                                .formatted(EntryLimits.MAX_ENTRY_BYTES, bytes)));
            }
            events.add(draft.id() == null ? run.take(event, bytes) : run.interrupt(event));
        }
        refuse(Code.INVALID_EVENT, flaws);
        return events;
    }

    /** What is not in the chain yet; an id that stands there for another event refuses the request. */
    private List<Event> withoutRepetitions(
            Origin origin, Principal caller, List<EventDraft> drafts, List<Event> complete) {
        List<UUID> given =
                drafts.stream().map(EventDraft::id).filter(Objects::nonNull).toList();
        Map<UUID, LoggedEntry> logged = given.isEmpty() ? Map.of() : entries.find(origin, given);
        List<Flaw> flaws = new ArrayList<>();
        List<Event> fresh = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            LoggedEntry before = logged.get(complete.get(i).id());
            if (before == null) {
                fresh.add(complete.get(i));
            } else if (!drafts.get(i).isRepetitionOf(before.entry().event(), caller.actor())) {
                flaws.add(new Flaw(
                        pointer(i) + "/id",
                        "entry %d of the ledger has this id and other content".formatted(before.seq())));
            }
        }
        refuse(Code.ID_CONFLICT, flaws);
        return fresh;
    }

    private static void refuse(Code code, List<Flaw> flaws) {
        if (flaws.isEmpty()) {
            return;
        }
        throw Refusal.of(
                code,
                "nothing of this request was recorded: " + flaws.getFirst(),
                flaws.stream()
                        .limit(MAX_VIOLATIONS)
                        .map(flaw -> new Violation(flaw.pointer(), flaw.message()))
                        .toList());
    }

    private static String pointer(int i) {
        return "/events/" + i;
    }
}
