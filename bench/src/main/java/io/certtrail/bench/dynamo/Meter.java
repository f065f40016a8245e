package io.certtrail.bench.dynamo;

import io.certtrail.local.dynamo.Operation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/** Counts units. Safe for use by many threads. */
public final class Meter {
    private final Map<String, DoubleAdder> writes = new ConcurrentHashMap<>();
    private final DoubleAdder reads = new DoubleAdder();
    private final DoubleAdder refused = new DoubleAdder();
    private final LongAdder calls = new LongAdder();

    /**
     * Units until now.
     *
     * @param writes write units, by table and operation
     * @param refused write units of writes whose condition did not hold: the service bills them and does not say so, so
     *     they are counted by the rule of its manual
     * @param reads read units
     * @param calls calls of any kind
     */
    public record Units(Map<String, Double> writes, double refused, double reads, long calls) {
        public static final Units NONE = new Units(Map.of(), 0, 0, 0);

        public double allWrites() {
            return refused
                    + writes.values().stream().mapToDouble(Double::doubleValue).sum();
        }

        public Units plus(Units other) {
            Map<String, Double> sum = new TreeMap<>(writes);
            other.writes.forEach((what, units) -> sum.merge(what, units, Double::sum));
            return new Units(sum, refused + other.refused, reads + other.reads, calls + other.calls);
        }

        public Units minus(Units before) {
            Map<String, Double> rest = new TreeMap<>(writes);
            before.writes.forEach((what, units) -> rest.merge(what, -units, Double::sum));
            return new Units(rest, refused - before.refused, reads - before.reads, calls - before.calls);
        }
    }

    void count(Operation operation, List<ConsumedCapacity> consumed) {
        calls.increment();
        if (operation.kind() == Operation.Kind.READ) {
            reads.add(ConsumedUnits.units(consumed));
            return;
        }
        for (ConsumedCapacity one : consumed) {
            writes.computeIfAbsent(one.tableName() + " " + operation, name -> new DoubleAdder())
                    .add(ConsumedUnits.units(List.of(one)));
        }
    }

    void countRefused(double units) {
        calls.increment();
        refused.add(units);
    }

    public Units now() {
        Map<String, Double> sums = new TreeMap<>();
        writes.forEach((what, adder) -> sums.put(what, adder.sum()));
        return new Units(sums, refused.sum(), reads.sum(), calls.sum());
    }
}
