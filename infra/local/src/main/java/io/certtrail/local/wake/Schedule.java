package io.certtrail.local.wake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.certtrail.local.adversary.Adversary;
import io.certtrail.local.function.Arns;
import io.certtrail.local.function.LocalFunction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Invokes a function again and again, with the event of a rule of EventBridge ("Scheduled Event"). A run that fails is
 * not repeated: the next one does the same.
 */
public final class Schedule implements Poller {
    private static final JsonFactory JSON = new JsonFactory();

    private final LocalFunction function;
    private final Duration first;
    private final Duration period;
    private final Adversary adversary;
    private final Clock clock;

    /**
     * A schedule.
     *
     * @param first how long after the start it begins
     * @param period from one run to the next
     */
    public Schedule(LocalFunction function, Duration first, Duration period, Adversary adversary, Clock clock) {
        this.function = function;
        this.first = first;
        this.period = period;
        this.adversary = adversary;
        this.clock = clock;
    }

    @Override
    public void poll() throws InterruptedException {
        Courier courier = new Courier(function, adversary);
        Thread.sleep(first);
        while (true) {
            courier.deliver(List.of("tick"), ticks -> event());
            Thread.sleep(period);
        }
    }

    private byte[] event() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("version", "0");
            json.writeStringField("id", UUID.randomUUID().toString());
            json.writeStringField("detail-type", "Scheduled Event");
            json.writeStringField("source", "aws.events");
            json.writeStringField("account", Arns.ACCOUNT);
            json.writeStringField(
                    "time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
            json.writeStringField("region", Arns.REGION);
            json.writeArrayFieldStart("resources");
            json.writeString(Arns.rule(function.name() + "-schedule"));
            json.writeEndArray();
            json.writeObjectFieldStart("detail");
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("nothing fails in memory", e);
        }
        return bytes.toByteArray();
    }
}
