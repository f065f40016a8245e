package io.certtrail.evidence.bundle;

/** The commands that bundles print. */
final class Recipes {
    static final String PYTHON = """
            import hashlib, json
            lines = open("B.csv", "rb").read().splitlines(keepends=True)
            manifest = json.loads(lines[-1].removeprefix(b"#manifest,"))
            assert hashlib.sha256(b"".join(lines[:-1])).hexdigest() == manifest["csvSha256"]
            assert manifest == json.load(open("B.manifest.json"))
            print("the CSV is the one of the manifest:", manifest["rows"], "rows")""";

    static final String OPENSSL = """
            openssl cms -verify -binary -inform DER -in B.manifest.p7s \\
              -content B.manifest.json -noverify -out /dev/null -signer seal.pem
            openssl x509 -in seal.pem -noout -pubkey | openssl pkey -pubin -outform DER | sha256sum""";

    static final String OPENSSL_STAMP = """

            openssl ts -verify -in B.manifest.tsr -data B.manifest.json -CAfile tsa-ca.pem""";

    private Recipes() {}
}
