package io.certtrail.local.s3;

import io.certtrail.ledger.text.HexText;
import io.certtrail.local.data.PrivateFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.random.RandomGenerator;

/**
 * What a presigned link depends on. Kept, so that it outlives a restart.
 *
 * @param port 0 for any free one
 */
public record S3Settings(int port, String accessKey, String secretKey) {
    private static final int KEY_BYTES = 20;

    /** Settings that nothing depends on yet. */
    public static S3Settings fresh(RandomGenerator random) {
        return new S3Settings(0, hex(random), hex(random));
    }

    /** The settings of a file, which is made if it is missing. */
    public static S3Settings readOrCreate(Path file, RandomGenerator random) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(
                    PrivateFile.readOrCreate(file, () -> fresh(random).text())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new S3Settings(
                Integer.parseInt(properties.getProperty("port", "0")),
                properties.getProperty("accessKey", ""),
                properties.getProperty("secretKey", ""));
    }

    public void write(Path file) throws IOException {
        PrivateFile.write(file, text() + "\n");
    }

    public S3Settings on(int otherPort) {
        return new S3Settings(otherPort, accessKey, secretKey);
    }

    private String text() {
        return "port=%d\naccessKey=%s\nsecretKey=%s".formatted(port, accessKey, secretKey);
    }

    private static String hex(RandomGenerator random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return HexText.of(bytes);
    }
}
