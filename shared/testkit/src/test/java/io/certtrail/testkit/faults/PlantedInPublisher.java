package io.certtrail.testkit.faults;

import io.certtrail.domain.chain.Head;
import io.certtrail.domain.publish.Cursors;
import io.certtrail.domain.publish.SignerState;
import io.certtrail.domain.publish.StoredObject;
import io.certtrail.domain.wake.Wakes;
import io.certtrail.ledger.block.Block;
import io.certtrail.ledger.checkpoint.Checkpoint;
import io.certtrail.ledger.checkpoint.Origin;
import io.certtrail.ledger.merkle.Tiles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Publishers and dispatchers that break ledger.md §4 and §5. */
final class PlantedInPublisher {
    private PlantedInPublisher() {}

    private static byte[] note(Origin origin, Head head, Ports ports) {
        return new Checkpoint(origin, head.size(), head.rootHash())
                .sign(ports.key())
                .format()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Signs what HEAD says now, and not what it has read. */
    static Ports signsWhatItHasNotRead(Ports ports, House house) {
        return ports.withSigners(new Through.Signers(ports.signers()) {
            @Override
            public boolean advance(long from, SignerState state) {
                Head head = ports.chain().head(state.origin()).orElseThrow();
                String note = new String(note(state.origin(), head, ports), StandardCharsets.UTF_8);
                return to.advance(
                        from,
                        new SignerState(
                                state.origin(),
                                state.n(),
                                state.frontier(),
                                state.blockHash(),
                                note,
                                state.previousSize(),
                                state.spent()));
            }
        });
    }

    /** Signs a block's head before the block is committed. */
    static Ports signsBeforeTheCommit(Ports ports, House house) {
        return ports.withChain(new Through.Chain(ports.chain()) {
            @Override
            public boolean commit(Block block, Head head) {
                byte[] _ = note(block.origin(), head, ports);
                return to.commit(block, head);
            }
        });
    }

    /** Publishes the tiles after the signature. */
    static Ports writesTilesAfterwards(Ports ports, House house) {
        Map<String, byte[]> waiting = new LinkedHashMap<>();
        return ports.withLog(new Through.Log(ports.log()) {
                    @Override
                    public void writeImmutable(Origin origin, Map<String, byte[]> objects) {
                        if (objects.keySet().stream().allMatch(path -> path.startsWith("tile/"))) {
                            waiting.putAll(objects);
                        } else {
                            to.writeImmutable(origin, objects);
                        }
                    }
                })
                .withSigners(new Through.Signers(ports.signers()) {
                    @Override
                    public boolean advance(long from, SignerState state) {
                        boolean advanced = to.advance(from, state);
                        ports.log().writeImmutable(state.origin(), waiting);
                        waiting.clear();
                        return advanced;
                    }
                });
    }

    /** Puts its checkpoint over whatever is there. */
    static Ports replacesALargerCheckpoint(Ports ports, House house) {
        return ports.withLog(new Through.Log(ports.log()) {
            @Override
            public boolean replace(Origin origin, String path, Optional<String> version, byte[] content) {
                return to.replace(origin, path, to.read(origin, path).map(StoredObject::version), content);
            }
        });
    }

    /** Puts partial tiles where the full ones belong. */
    static Ports overwritesTiles(Ports ports, House house) {
        return ports.withLog(new Through.Log(ports.log()) {
            @Override
            public void writeImmutable(Origin origin, Map<String, byte[]> objects) {
                objects.forEach((path, content) -> {
                    int partial = path.indexOf(".p/");
                    if (path.startsWith("tile/entries/") && partial > 0) {
                        house.log.tamper(origin, path.substring(0, partial), content);
                    }
                });
                to.writeImmutable(origin, objects);
            }
        });
    }

    /** Keeps no signed checkpoint but the newest. */
    static Ports keepsOnlyTheNewest(Ports ports, House house) {
        return ports.withLog(new Through.Log(ports.log()) {
            @Override
            public void writeImmutable(Origin origin, Map<String, byte[]> objects) {
                if (objects.keySet().stream().noneMatch(path -> path.startsWith("checkpoints/"))) {
                    to.writeImmutable(origin, objects);
                }
            }
        });
    }

    /** Keeps the checkpoints that it signed itself, and not that of one who died. */
    static Ports keepsOnlyItsOwn(Ports ports, House house) {
        Set<String> own = new HashSet<>();
        return ports.withLog(new Through.Log(ports.log()) {
                    @Override
                    public void writeImmutable(Origin origin, Map<String, byte[]> objects) {
                        String path = objects.keySet().iterator().next();
                        if (!path.startsWith("checkpoints/") || own.contains(path)) {
                            to.writeImmutable(origin, objects);
                        }
                    }
                })
                .withSigners(new Through.Signers(ports.signers()) {
                    @Override
                    public boolean advance(long from, SignerState state) {
                        boolean advanced = to.advance(from, state);
                        if (advanced) {
                            own.add("checkpoints/" + state.size());
                        }
                        return advanced;
                    }
                });
    }

    /** Deletes the partial tiles of a tile that is not full. */
    static Ports deletesTooManyTiles(Ports ports, House house) {
        return ports.withLog(new Through.Log(ports.log()) {
            @Override
            public boolean replace(Origin origin, String path, Optional<String> version, byte[] content) {
                to.deletePartials(origin, Tiles.path(0, 0, 256));
                return to.replace(origin, path, version, content);
            }
        });
    }

    /** Is put off, and asks nobody to wake it later. */
    static Ports forgetsToComeBack(Ports ports, House house) {
        Wakes wakes = ports.wakes();
        return ports.withWakes(new Wakes() {
            @Override
            public void sequencer(String tenant, Duration delay) {
                wakes.sequencer(tenant, delay);
            }

            @Override
            public void publisher(String tenant, Duration delay) {
                // It forgets.
            }

            @Override
            public void publisherToCover(String tenant, long size) {
                wakes.publisherToCover(tenant, size);
            }

            @Override
            public void dispatcher(String tenant) {
                wakes.dispatcher(tenant);
            }
        });
    }

    /** Moves the dispatcher's cursor before it hands the entries on. */
    static Ports movesItsCursorFirst(Ports ports, House house) {
        Cursors cursors = ports.cursors();
        return ports.withChain(new Through.Chain(ports.chain()) {
            @Override
            public List<Block> blocks(Origin origin, long fromN, long toN) {
                List<Block> blocks = to.blocks(origin, fromN, toN);
                if (cursors.find("dispatcher", origin) == fromN - 1 && !blocks.isEmpty()) {
                    cursors.advance("dispatcher", origin, blocks.getLast().n());
                }
                return blocks;
            }
        });
    }
}
