package io.certtrail.aws.faults;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A client of which each call may fail before it takes effect, fail after it has (the answer is lost), or take place
 * twice, as a retry does whose first attempt took effect. What happens follows from a seed.
 */
final class FaultyDynamo {
    /** What becomes of a call. */
    private enum Fate {
        BEFORE,
        AFTER,
        TWICE,
        WELL;

        private static Fate drawn(SplittableRandom random, int calls) {
            int drawn = random.nextInt(calls);
            return drawn < 3 ? values()[drawn] : WELL;
        }
    }

    private final DynamoDbClient target;
    private final Supplier<Fate> fates;
    private boolean calm;

    /** One of which three calls of five don't go well. */
    FaultyDynamo(DynamoDbClient target, long seed) {
        this(target, seed, 5);
    }

    /** @param calls of so many, three don't go well, each in its own way */
    FaultyDynamo(DynamoDbClient target, long seed, int calls) {
        this.target = target;
        SplittableRandom random = new SplittableRandom(seed);
        this.fates = () -> Fate.drawn(random, calls);
    }

    private FaultyDynamo(DynamoDbClient target, Fate always) {
        this.target = target;
        this.fates = () -> always;
    }

    /** One of which every call takes place twice. */
    static DynamoDbClient repeating(DynamoDbClient target) {
        return new FaultyDynamo(target, Fate.TWICE).client();
    }

    DynamoDbClient client() {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, this::invoke);
    }

    /** From now on nothing fails. */
    void calm() {
        calm = true;
    }

    private @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Fate fate = calm ? Fate.WELL : fates.get();
        if (fate == Fate.BEFORE) {
            throw SdkClientException.create("failed before");
        }
        Object answer = call(method, arguments);
        if (fate == Fate.AFTER) {
            throw SdkClientException.create("failed after");
        }
        return fate == Fate.TWICE ? call(method, arguments) : answer;
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }
}
