package io.certtrail.testkit.faults;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/**
 * A fault planted to see that the harness finds it.
 *
 * @param within how many schedules must do to find it
 */
record Planted(String name, int within, Parts parts) {
    /** All that must be found. */
    static List<Planted> all() {
        return List.of(
                inProcess("reads before it settles", 200, PlantedInSequencer::readsBeforeItSettles),
                inProcess("leaves others blocks unfinished", 200, PlantedInSequencer::leavesOthersBlocksUnfinished),
                inProcess("looks at no id items", 50, PlantedInSequencer::looksAtNoIdItems),
                inProcess("carries its batch over", 100, PlantedInSequencer::carriesItsBatchOver),
                inProcess("takes no answer for won", 300, PlantedInSequencer::takesNoAnswerForWon),
                inProcess("moves head afterwards", 100, PlantedInSequencer::movesHeadAfterwards),
                inProcess("trusts its lease", 100, PlantedInSequencer::trustsItsLease),
                inProcess("lets the lease decide", 500, PlantedInSequencer::letsTheLeaseDecide),
                inProcess("keeps its lease", 200, PlantedInSequencer::keepsItsLease),
                inProcess("lets time go back", 200, PlantedInSequencer::letsTimeGoBack),
                inProcess("takes no head for empty", 300, PlantedInSequencer::takesNoHeadForEmpty),
                inProcess("deletes what it read", 50, PlantedInSequencer::deletesWhatItRead),
                inProcess("throws the unreadable away", 50, PlantedInSequencer::throwsTheUnreadableAway),
                inProcess("signs what it has not read", 100, PlantedInPublisher::signsWhatItHasNotRead),
                inProcess("signs before the commit", 50, PlantedInPublisher::signsBeforeTheCommit),
                inProcess("writes tiles afterwards", 100, PlantedInPublisher::writesTilesAfterwards),
                inProcess("replaces a larger checkpoint", 300, PlantedInPublisher::replacesALargerCheckpoint),
                inProcess("overwrites tiles", 50, PlantedInPublisher::overwritesTiles),
                inProcess("keeps only the newest", 50, PlantedInPublisher::keepsOnlyTheNewest),
                inProcess("keeps only its own", 100, PlantedInPublisher::keepsOnlyItsOwn),
                inProcess("deletes too many tiles", 50, PlantedInPublisher::deletesTooManyTiles),
                inProcess("forgets to come back", 300, PlantedInPublisher::forgetsToComeBack),
                inProcess("moves its cursor first", 200, PlantedInPublisher::movesItsCursorFirst),
                inStores("loses events", 50, PlantedInStores::losesEvents),
                inStores("loses id items", 300, PlantedInStores::losesIdItems),
                inStores("loses objects", 50, PlantedInStores::losesObjects),
                inStores("advances without condition", 500, PlantedInStores::advancesWithoutCondition),
                inProcess("acknowledges too early", 50, PlantedInStores::acknowledgesTooEarly));
    }

    /** In what each process calls. */
    static Planted inProcess(String name, int within, BiFunction<Ports, House, Ports> fault) {
        return new Planted(name, within, new Parts() {
            @Override
            public Ports process(Ports ports, House house) {
                return fault.apply(ports, house);
            }
        });
    }

    /** In the stores themselves. */
    static Planted inStores(String name, int within, BiFunction<Ports, House, Ports> fault) {
        return new Planted(name, within, new Parts() {
            @Override
            public Ports stores(Ports ports, House house) {
                return fault.apply(ports, house);
            }
        });
    }

    /** How many schedules it took to find it, from a seed on; empty if {@link #within} did not do. */
    OptionalInt schedulesToFind(long seed) {
        Harness harness = new Harness(parts);
        for (int count = 1; count <= within; count++) {
            if (!harness.run(seed + count - 1).isClean()) {
                return OptionalInt.of(count);
            }
        }
        return OptionalInt.empty();
    }

    @Override
    public String toString() {
        return name;
    }
}
