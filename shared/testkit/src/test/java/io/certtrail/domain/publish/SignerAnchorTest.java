package io.certtrail.domain.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.block.BlockHash;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Ed25519Signer;
import io.certtrail.ledger.merkle.Frontier;
import io.certtrail.testkit.chain.World;
import io.certtrail.testkit.publish.MemorySigners;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the signer is held to when somebody else writes its item, the ledger, or the published checkpoint. */
class SignerAnchorTest {
    private final World world = new World(11);
    private final Press press = new Press(world, Press.ALWAYS);

    private Published publish(Publisher publisher) {
        return publisher.publish(world.origin, OptionalLong.empty(), Deadline.NONE);
    }

    private void publish() {
        assertThat(publish(press.publisher())).isEqualTo(Published.ALL);
    }

    private SignerState kept() {
        return press.signers.find(world.origin).orElseThrow();
    }

    private long shown() {
        return press.audit().checkpoint("checkpoint").size();
    }

    private MemorySigners holding(Optional<SignerState> state) {
        MemorySigners signers = new MemorySigners();
        state.ifPresent(kept -> assertThat(signers.advance(0, kept)).isTrue());
        return signers;
    }

    private void refuses(Publisher publisher, String why) {
        long before = shown();
        List<String> objects = press.store.paths(world.origin).stream()
                .filter(path -> path.startsWith("checkpoint"))
                .toList();
        assertThatThrownBy(() -> publish(publisher))
                .isInstanceOf(ChainBroken.class)
                .hasMessageContaining(why);
        assertThat(shown()).isEqualTo(before);
        assertThat(press.store.paths(world.origin).stream().filter(path -> path.startsWith("checkpoint")))
                .containsExactlyElementsOf(objects);
    }

    /** The same origin with other entries, as whoever can write every table may make it. */
    private static World forged(int... sizes) {
        World forged = new World(12);
        forged.log(sizes);
        return forged;
    }

    @Test
    void aSignersItemThatWasDeletedDoesNotMakeAForgedChainSigned() {
        world.log(5);
        publish();
        for (int size : List.of(2, 5, 9)) {
            refuses(press.publisher(forged(size).chain, press.store, holding(Optional.empty())), "is published");
        }
    }

    @Test
    void aSignersItemWithAForgedTreeIsNotBelieved() {
        world.log(5);
        publish();
        World forged = forged(5);
        Frontier frontier = forged.chain.head(world.origin).orElseThrow().frontier();
        SignerState kept = kept();
        SignerState ofTheForgedTree = new SignerState(
                world.origin, kept.n(), frontier, BlockHash.genesis(world.origin), kept.note(), 0, kept.spent());
        refuses(
                press.publisher(forged.chain, press.store, holding(Optional.of(ofTheForgedTree))),
                "the note beside it signs");
        String note = new Checkpoint(world.origin, frontier.size(), frontier.root())
                .sign(Ed25519Signer.of(
                        world.origin.text(),
                        "another key, of the attacker's own".substring(0, 32).getBytes(UTF_8)))
                .format();
        SignerState signedByAnother = new SignerState(
                world.origin, kept.n(), frontier, BlockHash.genesis(world.origin), note, 0, kept.spent());
        refuses(
                press.publisher(forged.chain, press.store, holding(Optional.of(signedByAnother))),
                "is not signed by its keys");
    }

    @Test
    void tablesOfAnEarlierDayAreNotGoneOnWith() {
        world.log(5);
        publish();
        SignerState then = kept();
        World restored = new World(11);
        restored.log(5);
        world.log(4);
        publish();
        // Nothing new in the restored chain: a fresh process tells all the same.
        refuses(press.publisher(restored.chain, press.store, holding(Optional.of(then))), "restore");
        for (int i = 0; i < 3; i++) {
            restored.log(3);
            Publisher publisher = press.publisher(restored.chain, press.store, holding(Optional.of(then)));
            refuses(publisher, "is published");
        }
    }

    @Test
    void aSignersItemThatWasSetBackOnATrueChainIsFoundTrueAgain() {
        world.log(5);
        publish();
        Publisher publisher = press.publisher(world.chain, press.store, holding(Optional.empty()));
        world.log(4);
        assertThat(publish(publisher)).isEqualTo(Published.ALL);
        press.audit().verifyWhole();
        assertThat(shown()).isEqualTo(10);
    }

    @Test
    void aProcessRemembersWhatItSawSigned() {
        world.log(5);
        Publisher publisher = press.publisher();
        assertThat(publish(publisher)).isEqualTo(Published.ALL);
        press.signers.forget(world.origin);
        refuses(publisher, "a head of 6 entries was signed");
    }

    @Test
    void anOlderCheckpointThatWasPutBackIsReplacedIfItIsABeginning() {
        world.log(5);
        publish();
        byte[] old = press.store.read(world.origin, "checkpoint").orElseThrow().content();
        world.log(5);
        Publisher publisher = press.publisher();
        assertThat(publish(publisher)).isEqualTo(Published.ALL);
        press.store.tamper(world.origin, "checkpoint", old);
        world.log(1);
        assertThat(publish(publisher)).isEqualTo(Published.ALL);
        assertThat(shown()).isEqualTo(12);
        press.audit().verifyWhole();
    }

    @Test
    void aCheckpointOfAnotherTreeIsNotExtendedThoughTheKeySignedIt() {
        world.log(9);
        Publisher publisher = press.publisher();
        assertThat(publish(publisher)).isEqualTo(Published.ALL);
        for (int size : List.of(4, 9, 30)) {
            Press presses = new Press(forged(size), Press.ALWAYS);
            presses.publisher().publish(world.origin, OptionalLong.empty(), Deadline.NONE);
            press.store.tamper(
                    world.origin,
                    "checkpoint",
                    presses.store.read(world.origin, "checkpoint").orElseThrow().content());
            world.log(1);
            refuses(publisher, "publish");
        }
    }

    @Test
    void aCheckpointThatNobodySignedStopsTheSigner() {
        world.log(9);
        Publisher publisher = press.publisher();
        assertThat(publish(publisher)).isEqualTo(Published.ALL);
        byte[] good = press.store.read(world.origin, "checkpoint").orElseThrow().content();
        String changed = new String(good, UTF_8).replace("\n10\n", "\n11\n");
        for (String note : List.of("", "nonsense", changed)) {
            press.store.tamper(world.origin, "checkpoint", note.getBytes(UTF_8));
            world.log(1);
            assertThatThrownBy(() -> publish(publisher))
                    .isInstanceOf(ChainBroken.class)
                    .hasMessageContaining("the published checkpoint is not signed by its keys");
        }
        press.store.tamper(world.origin, "checkpoint", good);
        assertThat(publish(publisher)).isEqualTo(Published.ALL);
        press.audit().verifyWhole();
    }
}
