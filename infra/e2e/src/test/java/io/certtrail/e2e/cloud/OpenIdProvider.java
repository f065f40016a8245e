package io.certtrail.e2e.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certified OpenID provider that others wrote (panva's oidc-provider), in a process of its own on 127.0.0.1. */
final class OpenIdProvider implements AutoCloseable {
    static final String AUDIENCE = "urn:certtrail:api";

    private static final Path SOURCES =
            Path.of(System.getProperty("certtrail.root", "../.."), "infra", "e2e", "openid");
    private static final String READY = "ready ";

    private final Process process;
    private final BufferedReader output;
    private final BufferedWriter input;
    private final String issuer;

    private OpenIdProvider(Process process) throws IOException {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.issuer = await(READY).substring(READY.length());
    }

    /** Installs it into a folder, exactly as the lock file says, and starts it. */
    static OpenIdProvider start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        for (String file : List.of("package.json", "package-lock.json", "provider.mjs")) {
            Files.copy(SOURCES.resolve(file), folder.resolve(file));
        }
        Process install = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("npm.log").toFile())
                .start();
        assertThat(install.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(install.exitValue())
                .as(Files.readString(folder.resolve("npm.log")))
                .isZero();
        return new OpenIdProvider(new ProcessBuilder("node", "provider.mjs")
                .directory(folder.toFile())
                .redirectError(folder.resolve("provider.log").toFile())
                .start());
    }

    private String await(String beginning) throws IOException {
        String line;
        while ((line = output.readLine()) != null) {
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new IOException("the provider ended before it said " + beginning);
    }

    String issuer() {
        return issuer;
    }

    /** Puts another key in the place of the one it signs with. */
    void rotate() throws IOException {
        input.write("rotate\n");
        input.flush();
        await("rotated");
    }

    /** An access token for a client of it, by its secret (RFC 6749 §4.4). */
    String token(String client) throws IOException, InterruptedException {
        String basic = Base64.getEncoder()
                .encodeToString((client + ":" + client + "-secret").getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=ledger"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            Json answer = JsonReader.parse(response.body().getBytes(StandardCharsets.UTF_8));
            return ApiClient.text(answer, "access_token");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
