package io.certtrail.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.testkit.programs.Programs;
import java.io.IOException;
import java.nio.file.Path;

/** A customer who signs with pyHanko, by a certificate that OpenSSL made. The tests that use it require both programs. */
public final class PyHanko {
    private final Path folder;

    /**
     * Makes a key and its certificate.
     *
     * @param folder where they and what is signed lie
     */
    public PyHanko(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        run(
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout customer.key -out customer.pem"
                        + " -days 30 -subj /CN=Customer -addext keyUsage=critical,digitalSignature,nonRepudiation");
    }

    /** The customer's certificate, PEM. */
    public Path certificate() {
        return folder.resolve("customer.pem");
    }

    /** Signs a bundle, by its name in the folder, in the field for it; the other file has both. */
    public void sign(String bundle, String signed) throws IOException, InterruptedException {
        run(
                "pyhanko sign addsig --field customer-signature pemder --key customer.key --cert customer.pem --no-pass %s %s"
                        .formatted(bundle, signed));
    }

    private void run(String command) throws IOException, InterruptedException {
        Programs.Run run = Programs.run(folder, command.split(" "));
        assertThat(run.exit()).as(run.output()).isZero();
    }
}
