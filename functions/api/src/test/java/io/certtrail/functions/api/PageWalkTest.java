package io.certtrail.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.entry.Entry;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.entry.Severity;
import io.certtrail.ledger.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;

/** Pages never miss or repeat an entry, whatever is recorded between two of them: compared with a plain scan. */
class PageWalkTest {
    private static final String[] ACTIONS = {
        "auth.login.failed", "auth.logout", "custom.thing.done", "custom.thing.broke"
    };

    /** After so many pages nothing more arrives, so that a walk towards the newest entry comes to an end. */
    private static final int MOST_GROWTHS = 20;

    private final TestApi api = new TestApi();
    private final long seed = new Random().nextLong();
    private final RandomGenerator random = new Random(seed);

    private record Filter(String query, Predicate<Entry> matches) {}

    private static final List<Filter> FILTERS = List.of(
            new Filter("", _ -> true),
            new Filter("severity=warning", entry -> entry.severity() == Severity.WARNING),
            new Filter("action=custom.*", entry -> entry.action().startsWith("custom.")),
            new Filter("q=user+3", entry -> entry.description().matches(".*\\buser-3\\d*\\b.*")),
            new Filter(
                    "resource=user:user-7",
                    entry -> entry.resource().type().equals("user")
                            && entry.resource().id().equals("user-7")),
            new Filter(
                    "from=2026-11-22T10:02:00Z&to=2026-11-22T10:10:00Z",
                    entry -> !entry.time().isBefore(TestApi.START.plusSeconds(120))
                            && entry.time().isBefore(TestApi.START.plusSeconds(600))),
            new Filter("actor=nobody", _ -> false));

    @RepeatedTest(15)
    void newestFirst() {
        grow(random.nextInt(300));
        Filter filter = FILTERS.get(random.nextInt(FILTERS.size()));
        long sizeAtFirstPage = api.chain.head(TestApi.ORIGIN).orElseThrow().size();

        List<Long> walked = walk(filter.query());

        assertThat(walked)
                .as("seed %d, %s", seed, filter.query())
                .isEqualTo(scan(filter.matches(), sizeAtFirstPage).reversed());
    }

    @RepeatedTest(15)
    void oldestFirst() {
        grow(random.nextInt(300));
        Filter filter = FILTERS.get(random.nextInt(FILTERS.size()));

        List<Long> walked = walk(filter.query() + "&order=asc");

        long sizeAtLastPage = api.chain.head(TestApi.ORIGIN).orElseThrow().size();
        List<Long> all = scan(filter.matches(), sizeAtLastPage);
        assertThat(walked).as("seed %d, %s", seed, filter.query()).isEqualTo(all);
    }

    /** All pages, with entries arriving between them but not after the last one was asked for. */
    private List<Long> walk(String query) {
        int pages = 0;
        List<Long> walked = new ArrayList<>();
        String path = "/api/audit?limit=" + (1 + random.nextInt(60)) + "&" + query;
        Reply page = api.get(path).is(200);
        walked.addAll(SearchingTest.seqs(page));
        while (page.at("/page/hasMore").equals(Json.of(true))) {
            if (pages++ < MOST_GROWTHS && random.nextInt(3) > 0) {
                grow(random.nextInt(20));
            }
            page = api.get(path + "&cursor=" + page.textAt("/page/nextCursor")).is(200);
            walked.addAll(SearchingTest.seqs(page));
        }
        return walked;
    }

    /** Some entries, in blocks of any size, each at a later time. */
    private void grow(int count) {
        for (int left = count; left > 0; ) {
            int some = Math.min(left, 1 + random.nextInt(40));
            List<Json> events = new ArrayList<>();
            for (int i = 0; i < some; i++) {
                events.add(event());
            }
            api.post(
                            "/api/audit/events",
                            Json.obj().put("events", new Json.Arr(events)).build())
                    .is(202);
            api.sequence();
            api.clock.move(Duration.ofMillis(random.nextInt(60_000)));
            left -= some;
        }
    }

    private Json.Obj event() {
        String user = "user-" + random.nextInt(40);
        String action = ACTIONS[random.nextInt(ACTIONS.length)];
        Json.Obj actor = Json.obj()
                .put("type", "user")
                .put("id", "ada")
                .put("name", "Ada")
                .build();
        return TestApi.with(TestApi.with(TestApi.login(user), "action", Json.of(action)), "actor", actor);
    }

    private List<Long> scan(Predicate<Entry> matches, long size) {
        return api
                .chain
                .blocks(
                        TestApi.ORIGIN,
                        0,
                        api.chain.head(TestApi.ORIGIN).orElseThrow().n() + 1)
                .stream()
                .map(Block::entries)
                .flatMap(List::stream)
                .filter(logged -> logged.seq() < size && matches.test(logged.entry()))
                .map(LoggedEntry::seq)
                .toList();
    }
}
