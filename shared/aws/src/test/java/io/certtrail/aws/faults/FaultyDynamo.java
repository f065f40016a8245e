package io.certtrail.aws.faults;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A client of which each call may fail before it takes effect, fail after it has (the answer is lost), or take place
 * twice, as a retry does whose first attempt took effect. What happens follows from a seed.
 */
final class FaultyDynamo {
    private static final int OF_TEN = 10;
    private static final int BEFORE = 2;
    private static final int AFTER = 4;
    private static final int TWICE = 6;

    private final DynamoDbClient target;
    private final SplittableRandom random;
    private boolean calm;

    FaultyDynamo(DynamoDbClient target, long seed) {
        this.target = target;
        this.random = new SplittableRandom(seed);
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
        int fate = calm ? OF_TEN : random.nextInt(OF_TEN);
        if (fate < BEFORE) {
            throw SdkClientException.create("failed before");
        }
        Object answer = call(method, arguments);
        if (fate < AFTER) {
            throw SdkClientException.create("failed after");
        }
        return fate < TWICE ? call(method, arguments) : answer;
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }
}
