package io.certtrail.testkit.exports;

import io.certtrail.domain.exports.EvidenceStore;
import io.certtrail.testkit.chain.Fault;
import io.certtrail.testkit.chain.Faults;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The ports of one worker, of whose calls one goes wrong. Nothing of a worker that was killed reaches a port. */
final class FaultyPorts {
    /** Which call goes wrong. */
    private interface Strike {
        boolean at(int number, String name);
    }

    private final Fault fault;
    private final Strike strike;
    private final Faults faults;
    private final Map<String, Runnable> before = new HashMap<>();
    private final List<Runnable> late = new ArrayList<>();
    private int calls;
    private String struck = "";

    private FaultyPorts(Fault fault, Strike strike) {
        this.fault = fault;
        this.strike = strike;
        faults = new Faults(this::fate, late::add);
    }

    /** The call of that number goes wrong, from 1. */
    static FaultyPorts at(Fault fault, int step) {
        return new FaultyPorts(fault, (number, name) -> number == step);
    }

    /** The first call of that name goes wrong. */
    static FaultyPorts at(Fault fault, String call) {
        return new FaultyPorts(fault, (number, name) -> name.equals(call));
    }

    static FaultyPorts sound() {
        return at(Fault.NONE, 0);
    }

    /** The call that went wrong; empty if it did not come to that. */
    String struck() {
        return struck;
    }

    /** Lets something happen before each call of that name. */
    FaultyPorts before(String name, Runnable what) {
        before.put(name, what);
        return this;
    }

    /** Lets the calls take effect that were to do so later. */
    void arrive() {
        late.forEach(Runnable::run);
        late.clear();
    }

    private Fault fate(String name) {
        if (isDead()) {
            return Fault.KILLED_BEFORE;
        }
        calls++;
        before.getOrDefault(name, FaultyPorts::nothing).run();
        if (!struck.isEmpty() || !strike.at(calls, name)) {
            return Fault.NONE;
        }
        struck = name;
        return fault;
    }

    private boolean isDead() {
        return !struck.isEmpty() && (fault == Fault.KILLED_BEFORE || fault == Fault.KILLED_AFTER);
    }

    /** The same port, with this fault. */
    <T> T around(Class<T> type, T port) {
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> faults.call(
                        type.getSimpleName() + "." + method.getName(), () -> invoke(port, method, arguments)));
        return type.cast(proxy);
    }

    private static Object invoke(Object port, Method method, Object @Nullable [] arguments) {
        try {
            Object answer = method.invoke(port, arguments);
            return answer == null ? "no answer" : answer;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same store, with this fault in its uploads too. */
    EvidenceStore around(EvidenceStore store) {
        return new EvidenceStore() {
            @Override
            public Upload begin(String key, String contentType) {
                return faults.call("EvidenceStore.begin", io(() -> around(store.begin(key, contentType))));
            }

            @Override
            public Upload resume(Paused paused) {
                return faults.call("EvidenceStore.resume", io(() -> around(store.resume(paused))));
            }

            @Override
            public InputStream open(String key) {
                return faults.call("EvidenceStore.open", io(() -> store.open(key)));
            }

            @Override
            public Duration kept() {
                return store.kept();
            }

            @Override
            public URI link(String key, String fileName, String contentType, Duration validity) {
                return store.link(key, fileName, contentType, validity);
            }
        };
    }

    private EvidenceStore.Upload around(EvidenceStore.Upload upload) {
        return new EvidenceStore.Upload() {
            @Override
            public void write(int b) throws IOException {
                upload.write(b);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                upload.write(source, offset, length);
            }

            @Override
            public long complete(byte[] head) {
                return faults.call("Upload.complete", io(() -> upload.complete(head)));
            }

            @Override
            public EvidenceStore.Paused pause() {
                return faults.call("Upload.pause", io(upload::pause));
            }

            @Override
            public void close() throws IOException {
                if (!isDead() && late.isEmpty()) {
                    upload.close();
                }
            }
        };
    }

    /** A call that may fail in reading or writing. */
    private interface IoCall<T> {
        T make() throws IOException;
    }

    private static <T> Supplier<T> io(IoCall<T> call) {
        return () -> {
            try {
                return call.make();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static void nothing() {}
}
