package io.certtrail.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.certtrail.testkit.programs.Programs;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A time-stamping authority: OpenSSL's, behind HTTP (RFC 3161 §3.4). Its certificate is one of an authority's of its own. */
public final class OpenSslAuthority implements AutoCloseable {
    private static final String CONFIGURATION = """
            [tsa]
            default_tsa = one
            [one]
            serial = serial
            signer_cert = tsa.pem
            certs = ca.pem
            signer_key = tsa.key
            signer_digest = sha256
            default_policy = 1.3.6.1.4.1.55555.1
            digests = sha256
            accuracy = secs:1
            ess_cert_id_chain = no
            ess_cert_id_alg = sha256
            """;
    private static final String EXTENSIONS = """
            basicConstraints = critical,CA:false
            keyUsage = critical,digitalSignature
            extendedKeyUsage = critical,timeStamping
            """;

    private final Path folder;
    private final HttpServer server;

    public OpenSslAuthority(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("tsa.cnf"), CONFIGURATION);
        Files.writeString(folder.resolve("tsa.ext"), EXTENSIONS);
        Files.writeString(folder.resolve("serial"), "01\n");
        openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 30"
                + " -subj /CN=authority-of-a-test -addext keyUsage=critical,keyCertSign,cRLSign");
        openssl(
                "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa.key -out tsa.csr -subj /CN=stamps-of-a-test");
        openssl("x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -set_serial 2 -days 30 -extfile tsa.ext -out tsa.pem");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void openssl(String arguments) throws IOException, InterruptedException {
        Programs.Run run = Programs.run(folder, ("openssl " + arguments).split(" "));
        assertThat(run.exit()).as(run.output()).isZero();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** The certificate that its stamps lead to, PEM. */
    public Path certificate() {
        return folder.resolve("ca.pem");
    }

    /** The certificate of its stamps themselves, PEM. */
    public Path stampCertificate() {
        return folder.resolve("tsa.pem");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path query = Files.write(
                    folder.resolve("query"), exchange.getRequestBody().readAllBytes());
            openssl("ts -reply -config tsa.cnf -queryfile " + query + " -out reply");
            byte[] reply = Files.readAllBytes(folder.resolve("reply"));
            exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
            exchange.sendResponseHeaders(200, reply.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(reply);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
