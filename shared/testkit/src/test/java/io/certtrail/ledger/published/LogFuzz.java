package io.certtrail.ledger.published;

import io.certtrail.ledger.checkpoint.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Spoils a published log at random and checks it, in a process of its own with a small heap. Fails at any exception, at a
 * change that is not seen, and at a case that takes longer than {@value #DEADLINE_MILLIS} ms.
 *
 * <pre>{@code java -Xmx32m -cp <test class path> io.certtrail.ledger.published.LogFuzz <seed> <cases>}</pre>
 */
final class LogFuzz {
    static final long DEADLINE_MILLIS = 10_000;

    private static final MemoryLog GOOD = MemoryLog.of(700, 300);
    private static final MemoryLog BETA = LogVerifierTest.other(new Origin("certtrail.test", "beta", 1), 700);
    private static final MemoryLog REWRITTEN = LogVerifierTest.rewritten(700, 3);

    private final Random random;
    /** An older checkpoint stands in place of the newest: a true state, of which less is looked at. */
    private boolean isOlder;

    private LogFuzz(long seed) {
        random = new Random(seed);
    }

    public static void main(String[] arguments) {
        long seed = Long.parseLong(arguments[0]);
        int cases = Integer.parseInt(arguments[1]);
        for (int i = 0; i < cases; i++) {
            long caseSeed = seed + i;
            Thread watch = watch("case " + caseSeed + " takes more than " + DEADLINE_MILLIS + " ms");
            try {
                new LogFuzz(caseSeed).run();
            } catch (Throwable e) {
                System.out.println("case " + caseSeed + ":");
                e.printStackTrace(System.out);
                System.exit(1);
            } finally {
                watch.interrupt();
            }
        }
        System.out.println(cases + " cases from seed " + seed + ", none of them verified");
    }

    private static Thread watch(String complaint) {
        return Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(DEADLINE_MILLIS);
                System.out.println(complaint);
                System.exit(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // it was fast enough
            }
        });
    }

    private void run() {
        MemoryLog log = GOOD.copy(random.nextInt(4) != 0);
        List<String> paths = List.copyOf(log.objects.keySet());
        StringBuilder what = new StringBuilder();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            spoil(log, paths.get(random.nextInt(paths.size())), what);
        }
        KeptCheckpoints kept = random.nextBoolean()
                ? KeptCheckpoints.NONE
                : KeptCheckpoints.NONE.and("old", GOOD.note(300), MemoryLog.KEYS);
        LogVerdict verdict = log.verify(MemoryLog.KEYS, kept);
        if (!isOlder && mustBeSeen(log) && verdict instanceof LogVerdict.Verified) {
            throw new IllegalStateException("not seen:" + what);
        }
        if (verdict instanceof LogVerdict.Tampered(LogFinding finding)
                && (finding.expected().isEmpty() || finding.expected().equals(finding.found()))) {
            throw new IllegalStateException("says nothing:" + what + ": " + finding);
        }
    }

    private static boolean mustBeSeen(MemoryLog log) {
        boolean listed = log.list("", name -> {});
        return GOOD.objects.entrySet().stream().anyMatch(object -> {
            byte[] there = log.objects.get(object.getKey());
            return there == null
                    ? isNeeded(object.getKey())
                    : !Arrays.equals(there, object.getValue()) && (listed || isRead(object.getKey()));
        });
    }

    private static boolean isLeftover(String path) {
        return path.contains(".p/") && !path.endsWith(".p/188") && !path.equals("tile/1/000.p/2");
    }

    /** Saved checkpoints can be taken out unseen: only those that were kept elsewhere tell. */
    private static boolean isNeeded(String path) {
        return !isLeftover(path) && !path.startsWith("checkpoints/");
    }

    /** Of a log that can't be listed, what was left over and what was saved before are not looked at. */
    private static boolean isRead(String path) {
        return !isLeftover(path) && (!path.startsWith("checkpoints/") || path.equals("checkpoints/700"));
    }

    private void spoil(MemoryLog log, String path, StringBuilder what) {
        byte[] bytes = log.objects.get(path);
        if (bytes == null || bytes.length == 0) {
            return; // taken out before
        }
        int kind = random.nextInt(8);
        what.append(' ').append(kind).append(' ').append(path);
        byte[] changed = kind < 7 ? changed(kind, bytes, path) : null;
        if (changed == null) {
            log.objects.remove(path);
        } else {
            log.objects.put(path, changed);
            isOlder |= path.equals("checkpoint") && kind == 6;
        }
    }

    private byte @Nullable [] changed(int kind, byte[] bytes, String path) {
        int at = random.nextInt(bytes.length);
        return switch (kind) {
            case 0, 1 -> {
                byte[] changed = bytes.clone();
                changed[at] ^= (byte) (1 << random.nextInt(8));
                yield changed;
            }
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(2_000_000));
            case 4 -> BETA.objects.getOrDefault(path, new byte[0]);
            case 5 -> REWRITTEN.objects.getOrDefault(path, new byte[0]);
            default -> any(path.startsWith("checkpoint") ? "checkpoint" : "tile", path);
        };
    }

    /** Another object of the same log in its place. */
    private byte[] any(String prefix, String path) {
        List<byte[]> others = new ArrayList<>();
        GOOD.objects.forEach((other, bytes) -> {
            if (other.startsWith(prefix) && !other.equals(path)) {
                others.add(bytes);
            }
        });
        return others.get(random.nextInt(others.size())).clone();
    }
}
