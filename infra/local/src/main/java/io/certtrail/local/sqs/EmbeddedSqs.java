package io.certtrail.local.sqs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.certtrail.local.function.Arns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.Terminated;
import org.elasticmq.server.ElasticMQServer;
import org.elasticmq.server.config.ElasticMQServerConfig;
import scala.Function0;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * ElasticMQ on a free port of 127.0.0.1. On a folder it keeps queues and messages in H2, synced before it answers
 * ({@code WRITE_DELAY=0}): what was sent survives {@code kill -9}.
 */
public final class EmbeddedSqs implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(1);

    private final Function0<Terminated> stop;
    private final URI endpoint;

    private EmbeddedSqs(Function0<Terminated> stop, URI endpoint) {
        this.stop = stop;
        this.endpoint = endpoint;
    }

    /** Starts on what the folder keeps; without one, empty and in memory. */
    public static EmbeddedSqs start(Optional<Path> folder) {
        int port = freePort();
        Map<String, Object> settings = new HashMap<>();
        settings.put("rest-sqs.bind-hostname", HOST);
        settings.put("rest-sqs.bind-port", port);
        settings.put("node-address.host", HOST);
        settings.put("node-address.port", port);
        settings.put("aws.region", Arns.REGION);
        settings.put("aws.accountId", Arns.ACCOUNT);
        settings.put("pekko.loglevel", "OFF");
        settings.put("pekko.stdout-loglevel", "OFF");
        settings.put("pekko.daemonic", "on");
        settings.put("pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off");
        folder.ifPresent(path -> {
            settings.put("messages-storage.enabled", true);
            settings.put(
                    "messages-storage.uri",
                    "jdbc:h2:" + path.toAbsolutePath().resolve("messages") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
        });
        Config config = ConfigFactory.parseMap(settings).withFallback(ConfigFactory.load());
        Function0<Terminated> stop = new ElasticMQServer(new ElasticMQServerConfig(config)).start();
        return new EmbeddedSqs(stop, URI.create("http://" + HOST + ":" + port));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    /** Makes the queues that are missing, and gives all of them the settings of their definitions. */
    public static void makeQueues(SqsClient sqs, Collection<QueueDefinition> queues) {
        for (QueueDefinition queue : queues) {
            ensure(sqs, queue.deadLetters(), visibility(queue));
            ensure(sqs, queue.name(), attributes(queue));
        }
    }

    private static Map<QueueAttributeName, String> attributes(QueueDefinition queue) {
        Map<QueueAttributeName, String> attributes = new HashMap<>(visibility(queue));
        attributes.put(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                        .formatted(Arns.queue(queue.deadLetters()), queue.maxReceiveCount()));
        return attributes;
    }

    private static Map<QueueAttributeName, String> visibility(QueueDefinition queue) {
        return Map.of(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                Long.toString(queue.visibility().toSeconds()));
    }

    private static void ensure(SqsClient sqs, String name, Map<QueueAttributeName, String> attributes) {
        try {
            String url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
            if (!attributes.isEmpty()) {
                sqs.setQueueAttributes(request -> request.queueUrl(url).attributes(attributes));
            }
        } catch (QueueDoesNotExistException e) {
            sqs.createQueue(request -> request.queueName(name).attributes(attributes));
        }
    }

    /** Does not wait long: it serves nobody any more, and what it has answered is kept already. */
    @Override
    public void close() {
        Thread stopping = Thread.ofPlatform().daemon().name("sqs-stop").start(stop::apply);
        try {
            stopping.join(TIME_TO_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
