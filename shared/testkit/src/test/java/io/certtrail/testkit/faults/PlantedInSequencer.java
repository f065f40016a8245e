package io.certtrail.testkit.faults;

import io.certtrail.domain.chain.ChainWriter;
import io.certtrail.domain.chain.Head;
import io.certtrail.domain.chain.Lease;
import io.certtrail.domain.chain.OutboxDrain;
import io.certtrail.domain.chain.OutboxItem;
import io.certtrail.domain.chain.OutcomeUnknown;
import io.certtrail.domain.chain.Position;
import io.certtrail.domain.chain.Stretch;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.block.BlockHash;
import io.certtrail.ledger.block.NextBlock;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.entry.Event;
import io.certtrail.ledger.entry.LoggedEntry;
import io.certtrail.ledger.merkle.Frontier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Sequencers that break the rule of ledger.md §3, and stores that do not keep what it stands on. */
final class PlantedInSequencer {
    private PlantedInSequencer() {}

    /** Clause 1: reads what waits before the id items of the last block are written. */
    static Ports readsBeforeItSettles(Ports ports, House house) {
        List<Runnable> unwritten = new ArrayList<>();
        Runnable write = () -> {
            List<Runnable> all = List.copyOf(unwritten);
            unwritten.clear();
            all.forEach(Runnable::run);
        };
        class Hasty extends Through.Chain {
            Hasty(ChainWriter to) {
                super(to);
            }

            @Override
            public void writePositions(Origin origin, Collection<Stretch> stretches, boolean known) {
                unwritten.add(() -> to.writePositions(origin, stretches, known));
            }

            @Override
            public Map<UUID, Position> positions(Origin origin, Collection<UUID> ids) {
                Map<UUID, Position> found = to.positions(origin, ids);
                write.run();
                return found;
            }
        }
        class LookingFirst extends Through.Drain {
            LookingFirst(OutboxDrain to) {
                super(to);
            }

            @Override
            public List<OutboxItem> read(String tenant, int events) {
                List<OutboxItem> items = to.read(tenant, events);
                if (items.isEmpty()) {
                    write.run();
                }
                return items;
            }
        }
        return ports.withChain(new Hasty(ports.chain())).withDrain(new LookingFirst(ports.drain()));
    }

    /** Clause 1: writes the id items of the blocks that it wrote itself, and leaves another's unfinished. */
    static Ports leavesOthersBlocksUnfinished(Ports ports, House house) {
        class Selfish extends Through.Chain {
            Selfish(ChainWriter to) {
                super(to);
            }

            @Override
            public void writePositions(Origin origin, Collection<Stretch> stretches, boolean known) {
                if (!known) {
                    to.writePositions(origin, stretches, false);
                }
            }
        }
        return ports.withChain(new Selfish(ports.chain()));
    }

    /** Clause 1: deletes the outbox items before the id items are written. */
    static Ports deletesBeforeItWritesIdItems(Ports ports, House house) {
        List<Runnable> unwritten = new ArrayList<>();
        class Later extends Through.Chain {
            Later(ChainWriter to) {
                super(to);
            }

            @Override
            public void writePositions(Origin origin, Collection<Stretch> stretches, boolean known) {
                unwritten.add(() -> to.writePositions(origin, stretches, known));
            }
        }
        class First extends Through.Drain {
            First(OutboxDrain to) {
                super(to);
            }

            @Override
            public void delete(String tenant, Collection<String> keys) {
                List<Runnable> all = List.copyOf(unwritten);
                unwritten.clear();
                to.delete(tenant, keys);
                all.forEach(Runnable::run);
            }
        }
        return ports.withChain(new Later(ports.chain())).withDrain(new First(ports.drain()));
    }

    /** Clause 2: does not look whether an event is in the chain. */
    static Ports looksAtNoIdItems(Ports ports, House house) {
        class Blind extends Through.Chain {
            Blind(ChainWriter to) {
                super(to);
            }

            @Override
            public Map<UUID, Position> positions(Origin origin, Collection<UUID> ids) {
                return Map.of();
            }
        }
        return ports.withChain(new Blind(ports.chain()));
    }

    /** Clause 3: carries a batch that lost its place over to the next one. */
    static Ports carriesItsBatchOver(Ports ports, House house) {
        class Stubborn extends Through.Chain {
            Stubborn(ChainWriter to) {
                super(to);
            }

            @Override
            public boolean commit(Block block, Head head) {
                boolean won = to.commit(block, head);
                if (!won) {
                    to.head(block.origin()).ifPresent(now -> {
                        NextBlock next = at(now, block);
                        boolean _ = to.commit(next.block(), headAfter(next));
                    });
                }
                return won;
            }
        }
        return ports.withChain(new Stubborn(ports.chain()));
    }

    private static NextBlock at(Head head, Block block) {
        List<LoggedEntry> entries = new ArrayList<>();
        for (LoggedEntry logged : block.entries()) {
            Instant time = head.lastTime().isAfter(logged.entry().time())
                    ? head.lastTime()
                    : logged.entry().time();
            Event event = logged.entry().event();
            entries.add(new LoggedEntry(head.size() + entries.size(), event.at(time), logged.seed()));
        }
        return Block.next(
                block.origin(),
                head.n() + 1,
                head.frontier(),
                head.blockHash(),
                entries,
                block.outboxKeys(),
                block.writer());
    }

    private static Head headAfter(NextBlock next) {
        Block block = next.block();
        return new Head(block.origin(), block.n(), next.after(), block.blockHash(), block.lastTime());
    }

    /** Clause 4: takes a lost answer for a block that it won. */
    static Ports takesNoAnswerForWon(Ports ports, House house) {
        return ports.withChain(answersUnknown(ports.chain(), true));
    }

    /** Clause 4: takes a lost answer for a block that it lost. */
    static Ports takesNoAnswerForLost(Ports ports, House house) {
        return ports.withChain(answersUnknown(ports.chain(), false));
    }

    private static ChainWriter answersUnknown(ChainWriter chain, boolean answer) {
        return new Through.Chain(chain) {
            @Override
            public boolean commit(Block block, Head head) {
                try {
                    return to.commit(block, head);
                } catch (OutcomeUnknown e) {
                    return answer;
                }
            }
        };
    }

    /** HEAD is a hint: the block is put by itself, and HEAD is moved afterwards. */
    static Ports movesHeadAfterwards(Ports ports, House house) {
        class TwoSteps extends Through.Chain {
            TwoSteps(ChainWriter to) {
                super(to);
            }

            @Override
            public boolean commit(Block block, Head head) {
                if (to.block(block.origin(), block.n()).isPresent()) {
                    return false;
                }
                house.chain.overwrite(block);
                Optional<Head> now = to.head(block.origin());
                if (now.isPresent() && now.get().n() < head.n()) {
                    house.chain.setHead(head);
                    house.witness.commits(head);
                    house.queue.publisher(House.TENANT, Duration.ZERO);
                }
                return true;
            }
        }
        return ports.withChain(new TwoSteps(ports.chain()));
    }

    /** Trusts its lease, and writes without a condition. */
    static Ports trustsItsLease(Ports ports, House house) {
        class Trusting extends Through.Chain {
            Trusting(ChainWriter to) {
                super(to);
            }

            @Override
            public boolean commit(Block block, Head head) {
                boolean won = to.commit(block, head);
                if (!won) {
                    house.chain.overwrite(block);
                    house.chain.setHead(head);
                }
                return true;
            }
        }
        return ports.withChain(new Trusting(ports.chain()));
    }

    /** Gives its lease back whoever left a mark: they look again themselves, after a term. */
    static Ports seesNoMarks(Ports ports, House house) {
        return blindToMarks(ports, false);
    }

    /** The same, and whoever is refused does not look again. */
    static Ports letsTheLeaseDecide(Ports ports, House house) {
        return blindToMarks(ports, true);
    }

    private static Ports blindToMarks(Ports ports, boolean isTrusting) {
        Lease lease = ports.lease();
        return ports.withLease(new Lease() {
            @Override
            public Answer take(Origin origin, UUID holder, Duration term) {
                Answer answer = lease.take(origin, holder, term);
                return isTrusting && answer instanceof Answer.Refused ? new Answer.Refused(false) : answer;
            }

            @Override
            public OptionalLong renew(Origin origin, UUID holder, Duration term) {
                return lease.renew(origin, holder, term);
            }

            @Override
            public boolean release(Origin origin, UUID holder, long dirty) {
                OptionalLong marks = lease.renew(origin, holder, Duration.ofSeconds(5));
                return marks.isEmpty() || lease.release(origin, holder, marks.getAsLong());
            }
        });
    }

    /** Keeps its lease when it is done. */
    static Ports keepsItsLease(Ports ports, House house) {
        Lease lease = ports.lease();
        return ports.withLease(new Lease() {
            @Override
            public Answer take(Origin origin, UUID holder, Duration term) {
                return lease.take(origin, holder, Duration.ofHours(2));
            }

            @Override
            public OptionalLong renew(Origin origin, UUID holder, Duration term) {
                return lease.renew(origin, holder, Duration.ofHours(2));
            }

            @Override
            public boolean release(Origin origin, UUID holder, long dirty) {
                return true;
            }
        });
    }

    /** Lets time go back where its own clock is behind. */
    static Ports letsTimeGoBack(Ports ports, House house) {
        return ports.withChain(new Through.Chain(ports.chain()) {
            @Override
            public Optional<Head> head(Origin origin) {
                return to.head(origin)
                        .map(head -> new Head(origin, head.n(), head.frontier(), head.blockHash(), Instant.EPOCH));
            }
        });
    }

    /** Takes a missing HEAD for an empty chain. */
    static Ports takesNoHeadForEmpty(Ports ports, House house) {
        class Naive extends Through.Chain {
            Naive(ChainWriter to) {
                super(to);
            }

            @Override
            public Optional<Head> head(Origin origin) {
                return to.head(origin)
                        .or(() -> Optional.of(
                                new Head(origin, -1, Frontier.EMPTY, BlockHash.genesis(origin), Instant.EPOCH)));
            }

            @Override
            public Optional<Block> block(Origin origin, long n) {
                return n < 0 ? Optional.of(beforeAll(origin)) : to.block(origin, n);
            }

            @Override
            public boolean commit(Block block, Head head) {
                if (head.n() > 0) {
                    return to.commit(block, head);
                }
                house.chain.overwrite(block);
                house.chain.setHead(head);
                return true;
            }

            private Block beforeAll(Origin origin) {
                Block first = to.block(origin, 0).orElseThrow();
                return new Block(
                        origin,
                        0,
                        0,
                        first.entries(),
                        first.prevBlockHash(),
                        first.rootHash(),
                        BlockHash.genesis(origin),
                        List.of(),
                        first.writer());
            }
        }
        return ports.withChain(new Naive(ports.chain()));
    }

    /** Deletes everything that it read, logged or not. */
    static Ports deletesWhatItRead(Ports ports, House house) {
        class Greedy extends Through.Drain {
            private final Set<String> read = new HashSet<>();

            Greedy(OutboxDrain to) {
                super(to);
            }

            @Override
            public List<OutboxItem> read(String tenant, int events) {
                List<OutboxItem> items = to.read(tenant, events + 1);
                items.forEach(item -> read.add(item.key()));
                return items.isEmpty() ? items : items.subList(0, (items.size() + 1) / 2);
            }

            @Override
            public void delete(String tenant, Collection<String> keys) {
                to.delete(tenant, read);
                read.clear();
            }
        }
        return ports.withDrain(new Greedy(ports.drain()));
    }

    /** Throws away what can't be read, and says nothing. */
    static Ports throwsTheUnreadableAway(Ports ports, House house) {
        return ports.withDrain(new Through.Drain(ports.drain()) {
            @Override
            public void quarantine(String tenant, OutboxItem item, Event event) {
                to.delete(tenant, List.of(item.key()));
            }
        });
    }
}
