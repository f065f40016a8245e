package io.certtrail.local.dynamo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local behind HTTP on 127.0.0.1. Its own runner binds every interface; its handler is mounted on a server of
 * ours instead. Databases and promises are those of {@link EmbeddedDynamo}, except that on a file a transaction is
 * answered before its commit: who needs more puts a {@link CommittedDynamo} before its client.
 */
public final class DynamoServer implements AutoCloseable {
    /** The file's name is the library's: all credentials and regions share one database. */
    private static final String DATABASE = "shared-local-instance.db";

    private static final boolean ONE_DATABASE = true;
    private static final boolean WITHOUT_DELAYS = false;
    private static final String NO_CORS = "";

    private final Server server;
    private final ServerConnector connector;
    private final LocalDynamoDBRequestHandler database;

    private DynamoServer(LocalDynamoDBRequestHandler database) throws IOException {
        this.database = database;
        this.server = new Server();
        this.connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new ContextHandler(new LocalDynamoDBServerHandler(database, NO_CORS), "/"));
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException("DynamoDB Local does not start behind HTTP", e);
        }
    }

    /** An empty database on any free port; it is gone when it is closed. */
    public static DynamoServer inMemory() throws IOException {
        return start(true, null);
    }

    /** A database in the file of {@code folder}, which is made. */
    public static DynamoServer onFile(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(DATABASE);
        if (!Files.exists(file)) {
            SqliteFile.createEmpty(file);
        }
        return start(false, folder.toAbsolutePath().toString());
    }

    private static DynamoServer start(boolean inMemory, @Nullable String folder) throws IOException {
        try {
            return new DynamoServer(new LocalDynamoDBRequestHandler(0, inMemory, folder, ONE_DATABASE, WITHOUT_DELAYS));
        } catch (DynamoDBLocalServiceException e) {
            throw new IOException("DynamoDB Local has no database", e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not stop", e);
        } finally {
            database.shutdown();
        }
    }
}
