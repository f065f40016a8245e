package io.certtrail.cli.verify;

import io.certtrail.cli.CommandFailure;
import io.certtrail.cli.Options;
import io.certtrail.cli.Surroundings;
import io.certtrail.ledger.export.ManifestMac;
import io.certtrail.ledger.verify.Source;
import io.certtrail.ledger.verify.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of one verification.
 *
 * @param directory where the program was started
 * @param proof empty if there is none
 * @param keys the file that the trusted keys were read from; empty if there is none
 * @param isKeysGiven whether the caller named it, rather than that it was found
 * @param mac empty if no secret was given
 * @param bundle that export and proof were taken out of; empty if they are files by themselves
 */
record Inputs(
        Path directory,
        Path export,
        Optional<Path> proof,
        Optional<Path> keys,
        boolean isKeysGiven,
        TrustedKeys trusted,
        Optional<ManifestMac> mac,
        Optional<Bundled> bundle) {

    /**
     * Where the files are from, if they were taken out of a bundle.
     *
     * @param file the bundle
     * @param stem what the names of the files inside begin with
     */
    record Bundled(Path file, String stem) {}

    static Inputs of(Options options, Surroundings surroundings, Keyring keyring) {
        Path export = at(options.operands().getFirst(), surroundings);
        requireFile(export);
        return new Inputs(
                surroundings.directory(),
                export,
                proof(options, export, surroundings),
                keyring.file(),
                keyring.isGiven(),
                keyring.trusted(),
                options.value("--secret-file").map(name -> mac(at(name, surroundings))),
                Optional.empty());
    }

    /** The same keys and secret for what was taken out of this bundle. */
    Inputs unpacked(String stem, Path table, Path itsProof) {
        return new Inputs(
                directory,
                table,
                Optional.of(itsProof),
                keys,
                isKeysGiven,
                trusted,
                mac,
                Optional.of(new Bundled(export, stem)));
    }

    /** Another export or bundle; a CSV's proof is looked for beside it. Checked with the same keys and secret. */
    Inputs other(String name, Surroundings surroundings) {
        Path other = at(name, surroundings);
        requireFile(other);
        return new Inputs(directory, other, proofBeside(other), keys, isKeysGiven, trusted, mac, Optional.empty());
    }

    static Path at(String name, Surroundings surroundings) {
        try {
            return surroundings.directory().resolve(name);
        } catch (InvalidPathException e) {
            throw new CommandFailure(VerifyCommand.UNDECIDED, "'" + name + "' can't be the name of a file");
        }
    }

    private static Optional<Path> proof(Options options, Path export, Surroundings surroundings) {
        Optional<Path> given = options.value("--proof").map(name -> at(name, surroundings));
        given.ifPresent(Inputs::requireFile);
        return given.or(() -> proofBeside(export));
    }

    private static Optional<Path> proofBeside(Path export) {
        return proofNames(export).stream().filter(Files::isRegularFile).findFirst();
    }

    /** Where the proof of an export is looked for. */
    static List<Path> proofNames(Path export) {
        String name = export.getFileName().toString();
        Path behind = export.resolveSibling(name + ".proof.jsonl");
        return name.endsWith(".csv")
                ? List.of(export.resolveSibling(name.substring(0, name.length() - 4) + ".proof.jsonl"), behind)
                : List.of(behind);
    }

    private static ManifestMac mac(Path secret) {
        try {
            return ManifestMac.ofFile(read(secret));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(VerifyCommand.UNDECIDED, secret + " holds no secret: " + e.getMessage());
        }
    }

    static byte[] read(Path file) {
        requireFile(file);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static void requireFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw unreadable(file, new NoSuchFileException("no such file"));
        }
    }

    static CommandFailure unreadable(Path file, IOException why) {
        return new CommandFailure(VerifyCommand.UNDECIDED, "can't read " + file + ": " + why.getMessage());
    }

    /** A file's name for a person: short where it lies below the working directory. */
    String shown(Path file) {
        if (bundle.isPresent() && isUnpacked(file)) {
            return named(file, shortened(bundle.get().file()));
        }
        return shortened(file);
    }

    /** A file's name for a program. */
    String named(Path file) {
        return bundle.isPresent() && isUnpacked(file)
                ? named(file, bundle.get().file().toString())
                : file.toString();
    }

    private boolean isUnpacked(Path file) {
        return file.equals(export) || proof.filter(file::equals).isPresent();
    }

    private String named(Path file, String bundleName) {
        String extension = file.equals(export) ? ".csv" : ".proof.jsonl";
        return bundleName + ": " + bundle.orElseThrow().stem() + extension;
    }

    private String shortened(Path file) {
        return (file.startsWith(directory) ? directory.relativize(file) : file).toString();
    }

    static Source source(Path file) {
        return () -> Files.newInputStream(file);
    }
}
