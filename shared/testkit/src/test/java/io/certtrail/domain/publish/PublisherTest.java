package io.certtrail.domain.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.chain.ChainBroken;
import io.certtrail.domain.chain.ChainReader;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.HeadMissing;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.wake.Deadline;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.merkle.Tiles;
import io.certtrail.testkit.chain.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PublisherTest {
    private static final OptionalLong WHENEVER = OptionalLong.empty();

    private final World world = new World(3);
    private final Press press = new Press(world, Press.ALWAYS);
    private final Publisher publisher = press.publisher();

    private Published publish() {
        return publisher.publish(world.origin, WHENEVER, Deadline.NONE);
    }

    private List<String> partials() {
        return press.store.paths(world.origin).stream()
                .filter(path -> path.contains(".p/"))
                .toList();
    }

    @Test
    void whatIsInTheChainIsSignedAndPublished() {
        world.log(5);
        assertThat(publish()).isEqualTo(Published.ALL);
        assertThat(press.store.paths(world.origin))
                .containsExactly("checkpoint", "checkpoints/6", "tile/0/000.p/6", "tile/entries/000.p/6");
        press.audit().verifyWhole();
        press.audit().verifyAsAnAuditor();
        assertThat(press.signers.find(world.origin).orElseThrow().checkpoint().checkpoint())
                .isEqualTo(press.audit().checkpoint("checkpoint"));
    }

    @Test
    void whoLosesToASmallerSignatureComesBack() {
        world.log(3);
        Head before = world.chain.head(world.origin).orElseThrow();
        world.log(4);
        Publisher slow = press.publisher(new HeadOf(world.chain, before));
        SignerStore overtaken = new SignerStore() {
            @Override
            public Optional<SignerState> find(Origin origin) {
                return press.signers.find(origin);
            }

            @Override
            public boolean advance(long from, SignerState to) {
                slow.publish(to.origin(), WHENEVER, Deadline.NONE);
                return press.signers.advance(from, to);
            }

            @Override
            public boolean claimWake(Origin origin, Instant now, Instant at) {
                return press.signers.claimWake(origin, now, at);
            }
        };

        Publisher loser = press.publisher(world.chain, press.store, overtaken);
        assertThat(loser.publish(world.origin, WHENEVER, Deadline.NONE)).isEqualTo(Published.PART);
        assertThat(world.wakes.take()).containsExactly("publisher default PT0S");
        assertThat(press.audit().checkpoint("checkpoint").size()).isEqualTo(4);
        publish();
        press.audit().verifyWhole();
    }

    /** A chain whose HEAD was read a while ago. */
    private record HeadOf(ChainReader chain, Head then) implements ChainReader {
        @Override
        public Optional<Head> head(Origin origin) {
            return Optional.of(then);
        }

        @Override
        public Optional<Block> block(Origin origin, long n) {
            return chain.block(origin, n);
        }

        @Override
        public List<Block> blocks(Origin origin, long fromN, long toN) {
            return chain.blocks(origin, fromN, toN);
        }

        @Override
        public Map<UUID, Position> positions(Origin origin, Collection<UUID> ids) {
            return chain.positions(origin, ids);
        }
    }

    @Test
    void nothingNewIsNotSignedAgain() {
        publish();
        SignerState signed = press.signers.find(world.origin).orElseThrow();
        world.clock.move(Duration.ofHours(1));
        assertThat(publish()).isEqualTo(Published.ALL);
        assertThat(press.signers.find(world.origin)).contains(signed);
    }

    @Test
    void aTreeThatGrowsIsPublishedAtEverySize() {
        List<Checkpoint> older = new ArrayList<>();
        while (world.chain.head(world.origin).orElseThrow().size() < 800) {
            world.log(1 + world.random.nextInt(70));
            if (world.random.nextInt(4) > 0) {
                assertThat(publish()).isEqualTo(Published.ALL);
                press.audit().verifySome(3, older, world.random);
                older.add(press.audit().checkpoint(Tiles.CHECKPOINT_PATH));
                assertThat(press.audit()
                                .checkpoint("checkpoints/" + older.getLast().size()))
                        .isEqualTo(older.getLast());
            }
        }
        publish();
        press.audit().verifyWhole();
        press.audit().verifyAsAnAuditor();
        long size = world.chain.head(world.origin).orElseThrow().size();
        assertThat(partials())
                .allMatch(
                        path -> !path.startsWith("tile/0/") || path.startsWith("tile/0/%03d.p/".formatted(size / 256)));
        assertThat(older).hasSizeGreaterThan(10);
    }

    @Test
    void aTreeOfMoreThanOneLevelIsPublishedAtOnce() {
        int[] sizes = new int[660];
        Arrays.fill(sizes, 100);
        world.log(sizes);
        publish();
        press.audit().verifySome(50, List.of(), world.random);
        assertThat(press.store.paths(world.origin)).contains("tile/1/000", "tile/2/000.p/1", "tile/1/001.p/1");
        world.log(3);
        publish();
        press.audit().verifySome(50, List.of(), world.random);
    }

    @Test
    void whenTheBudgetSaysLaterOneWakeIsAskedFor() {
        Press thrifty = new Press(world, new SigningBudget(1, Duration.ZERO, Duration.ofSeconds(30)));
        Publisher publisher = thrifty.publisher();
        assertThat(publisher.publish(world.origin, WHENEVER, Deadline.NONE)).isEqualTo(Published.ALL);
        world.log(1);
        world.clock.move(Duration.ofSeconds(10));
        assertThat(publisher.publish(world.origin, WHENEVER, Deadline.NONE)).isEqualTo(Published.LATER);
        assertThat(publisher.publish(world.origin, WHENEVER, Deadline.NONE)).isEqualTo(Published.LATER);
        assertThat(world.wakes.take()).containsExactly("publisher default PT20S");
        world.clock.move(Duration.ofSeconds(20));
        assertThat(publisher.publish(world.origin, WHENEVER, Deadline.NONE)).isEqualTo(Published.ALL);
        thrifty.audit().verifyWhole();
    }

    @Test
    void whoNeedsASignedHeadGetsOneAtOnce() {
        Press thrifty = new Press(world, new SigningBudget(1, Duration.ZERO, Duration.ofSeconds(30)));
        Publisher publisher = thrifty.publisher();
        publisher.publish(world.origin, WHENEVER, Deadline.NONE);
        world.log(1);
        assertThat(publisher.publish(world.origin, OptionalLong.of(1), Deadline.NONE))
                .as("size 1 is signed already")
                .isEqualTo(Published.LATER);
        assertThat(publisher.publish(world.origin, OptionalLong.of(2), Deadline.NONE))
                .isEqualTo(Published.ALL);
        assertThat(thrifty.audit().checkpoint("checkpoint").size()).isEqualTo(2);
    }

    @Test
    void whenTheTimeIsUpAPartIsSignedAndItGoesOn() {
        for (int i = 0; i < 40; i++) {
            world.log(1);
        }
        assertThat(publisher.publish(world.origin, WHENEVER, () -> Duration.ofSeconds(1)))
                .isEqualTo(Published.PART);
        assertThat(press.audit().checkpoint("checkpoint").size()).isEqualTo(16);
        assertThat(world.wakes.take()).containsExactly("publisher default size 41");
        assertThat(publish()).isEqualTo(Published.ALL);
        press.audit().verifyWhole();
        press.audit().verifyAsAnAuditor();
    }

    @Test
    void aHistoryThatWasRewrittenIsNotSigned() {
        world.log(3);
        publish();
        SignerState signed = press.signers.find(world.origin).orElseThrow();
        for (int blocks = 0; blocks < 4; blocks++) {
            World forged = new World(4);
            for (int i = 0; i < blocks; i++) {
                forged.log(3);
            }
            Publisher misled = press.publisher(forged.chain);
            assertThatThrownBy(() -> misled.publish(world.origin, OptionalLong.of(100), Deadline.NONE))
                    .as("%d blocks", blocks)
                    .isInstanceOf(ChainBroken.class);
        }
        assertThat(press.signers.find(world.origin)).contains(signed);
        assertThat(press.store.paths(world.origin))
                .filteredOn(path -> path.startsWith("checkpoints/"))
                .hasSize(1);
    }

    @Test
    void aChainWithoutHeadIsNotSigned() {
        world.chain.loseHead(world.origin);
        assertThatThrownBy(this::publish).isInstanceOf(HeadMissing.class);
    }

    @Test
    void aPublishedTreeThatWasChangedIsNotExtended() {
        world.log(5);
        publish();
        byte[] tile =
                press.store.read(world.origin, "tile/0/000.p/6").orElseThrow().content();
        byte[] bundle = press.store
                .read(world.origin, "tile/entries/000.p/6")
                .orElseThrow()
                .content();
        world.log(1);
        byte[] changed = tile.clone();
        changed[40] ^= 1;
        press.store.tamper(world.origin, "tile/0/000.p/6", changed);
        assertThatThrownBy(this::publish).isInstanceOf(ChainBroken.class).hasMessageContaining("tile/0/000.p/6");
        press.store.tamper(world.origin, "tile/0/000.p/6", tile);
        changed = bundle.clone();
        changed[40] ^= 1;
        press.store.tamper(world.origin, "tile/entries/000.p/6", changed);
        assertThatThrownBy(this::publish).isInstanceOf(ChainBroken.class).hasMessageContaining("bundle");
        press.store.tamper(world.origin, "tile/entries/000.p/6", bundle);
        publish();
        press.audit().verifyWhole();
        press.audit().verifyAsAnAuditor();
    }

    @Test
    void aLargerCheckpointIsNeverReplacedByASmallerOne() {
        world.log(5);
        publish();
        SignerState small = press.signers.find(world.origin).orElseThrow();
        world.log(5);
        publish();
        new PublishedCheckpoint(press.store, press.signers, press::verifierKeys).show(small);
        assertThat(press.audit().checkpoint("checkpoint").size()).isEqualTo(11);
        assertThat(new String(
                        press.store
                                .read(world.origin, "checkpoints/6")
                                .orElseThrow()
                                .content(),
                        StandardCharsets.UTF_8))
                .isEqualTo(small.note());
    }
}
