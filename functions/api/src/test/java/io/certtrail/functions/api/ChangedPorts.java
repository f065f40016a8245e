package io.certtrail.functions.api;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** Ports of which one is another. */
final class ChangedPorts {
    private ChangedPorts() {}

    /**
     * The same ports but for one.
     *
     * @param type as the record declares it
     */
    static <T> Ports with(Ports ports, Class<? super T> type, T port) {
        List<RecordComponent> components = List.of(Ports.class.getRecordComponents());
        Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
        if (Arrays.stream(types).filter(type::equals).count() != 1) {
            throw new IllegalArgumentException("expected one port of " + type);
        }
        try {
            Object[] values = new Object[types.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = types[i].equals(type)
                        ? port
                        : components.get(i).getAccessor().invoke(ports);
            }
            return Ports.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
