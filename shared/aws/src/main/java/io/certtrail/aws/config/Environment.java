package io.certtrail.aws.config;

import io.certtrail.domain.chain.BlockLife;
import io.certtrail.domain.retention.Retention;
import io.certtrail.domain.settings.SettingsCatalogue;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The typed view of a function's environment variables: the one place where their names stand.
 *
 * <p>Nothing is read before it is asked for, so a function needs only the variables it uses. Immutable and safe for
 * use by many threads.
 */
public final class Environment {
    /** Most shards an outbox may have; each costs a query a read. */
    private static final int MAX_SHARDS = 64;

    private static final int DEFAULT_SHARDS = 4;

    private static final int USUAL_EVIDENCE_DAYS = 90;

    /** Most days of a lock (S3, {@code DefaultRetention}). */
    private static final int MAX_EVIDENCE_DAYS = 36_500;

    private final Map<String, String> variables;

    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** The environment of this process. */
    public static Environment ofProcess() {
        return new Environment(System.getenv());
    }

    /** The first part of every origin, such as {@code audit.example.com}. */
    public String logName() {
        return required("CERTTRAIL_LOG_NAME");
    }

    /** The tenant that is meant where none is named; {@code default} unless set. */
    public String defaultTenant() {
        return optional("CERTTRAIL_TENANT").orElse("default");
    }

    public String outboxTable() {
        return required("OUTBOX_TABLE");
    }

    /** Over how many partition keys a tenant's outbox is spread: 1 to 64, 4 unless set. */
    public int outboxShards() {
        return number("OUTBOX_SHARDS", DEFAULT_SHARDS, 1, MAX_SHARDS);
    }

    public String ledgerTable() {
        return required("LEDGER_TABLE");
    }

    public String idsTable() {
        return required("IDS_TABLE");
    }

    public String headsTable() {
        return required("HEADS_TABLE");
    }

    public String operationsTable() {
        return required("OPERATIONS_TABLE");
    }

    /** The bucket of tiles and checkpoints, which may be shown to anyone. */
    public String logBucket() {
        return required("LOG_BUCKET");
    }

    /** The bucket of segments with the contents: private. */
    public String archiveBucket() {
        return required("ARCHIVE_BUCKET");
    }

    /** The bucket of contents beyond their retention. */
    public String vaultBucket() {
        return required("VAULT_BUCKET");
    }

    /** How the vault locks, {@code GOVERNANCE} or {@code COMPLIANCE}; empty if its bucket has no Object Lock. */
    public Optional<String> vaultLockMode() {
        return optional("VAULT_LOCK_MODE");
    }

    /** The bucket of exports and bundles. */
    public String evidenceBucket() {
        return required("EVIDENCE_BUCKET");
    }

    /** How long exports and bundles are there: {@code EVIDENCE_RETENTION_DAYS}, 90 unless set. */
    public Duration evidenceKept() {
        return Duration.ofDays(number("EVIDENCE_RETENTION_DAYS", USUAL_EVIDENCE_DAYS, 1, MAX_EVIDENCE_DAYS));
    }

    public String sequenceQueueUrl() {
        return required("SEQUENCE_QUEUE_URL");
    }

    public String publishQueueUrl() {
        return required("PUBLISH_QUEUE_URL");
    }

    public String dispatchQueueUrl() {
        return required("DISPATCH_QUEUE_URL");
    }

    public String exportQueueUrl() {
        return required("EXPORT_QUEUE_URL");
    }

    /** Reference of the key that signs checkpoints: {@code file:/path} or {@code kms:<arn>}. */
    public String checkpointKey() {
        return required("CHECKPOINT_KEY");
    }

    /**
     * References of the keys that sign checkpoints: {@code CHECKPOINT_KEY}, and while it is rotated {@code
     * NEXT_CHECKPOINT_KEY}, in the same form.
     */
    public List<String> checkpointKeys() {
        return Stream.concat(Stream.of(checkpointKey()), nextCheckpointKey().stream())
                .toList();
    }

    /** The key that takes over from {@link #checkpointKey}, while both sign. */
    public Optional<String> nextCheckpointKey() {
        return optional("NEXT_CHECKPOINT_KEY");
    }

    /** Reference of the key that signs exports: {@code file:/path} or {@code kms:<arn>}. */
    public String exportKey() {
        return required("EXPORT_KEY");
    }

    /** Whether the deployment makes PDF and zip bundles: {@code EVIDENCE_BUNDLES} is {@code on}. */
    public boolean makesBundles() {
        return optional("EVIDENCE_BUNDLES").filter("on"::equals).isPresent();
    }

    /** Reference of the key that seals bundles: {@code file:/path} of a key pair in PEM, or {@code kms:<arn>}. */
    public String sealKey() {
        return required("SEAL_KEY");
    }

    /** The certificates of the key that seals bundles, DER in base64 with commas between; without, it certifies itself. */
    public Optional<String> sealCertificates() {
        return optional("SEAL_CERTIFICATES");
    }

    /** The address of a time-stamping authority (RFC 3161) for bundles. */
    public Optional<String> timeStampUrl() {
        return optional("TSA_URL");
    }

    /** Reference of the deployment's secret: {@code file:/path} or {@code secretsmanager:<arn>}. */
    public String secretKey() {
        return required("SECRET_KEY");
    }

    /**
     * How long the contents of every tenant's ledger are kept: {@code RETENTION_DAYS}, and while there is a legal hold
     * {@code LEGAL_HOLD_FROM}, the first day that it keeps ({@code YYYY-MM-DD}); {@code ARCHIVE_MONTHS}, how long it lies
     * in the vault after that.
     */
    public Retention retention() {
        int days = number("RETENTION_DAYS", Retention.USUAL_DAYS, Retention.LEAST_DAYS, Retention.MOST_DAYS);
        int months = number("ARCHIVE_MONTHS", 0, 0, Retention.MOST_MONTHS);
        String hold = optional("LEGAL_HOLD_FROM").orElse(null);
        try {
            return new Retention(days, hold == null ? null : LocalDate.parse(hold), months);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException(
                    "LEGAL_HOLD_FROM: expected a day as YYYY-MM-DD, found \"%s\"".formatted(hold), e);
        }
    }

    /**
     * The settings that there are, with this deployment's defaults. Where something stands in for AWS, addresses of this
     * machine may be set.
     */
    public SettingsCatalogue settings() {
        return SettingsCatalogue.load(retention(), standsIn());
    }

    /** Whether this is no deployment on AWS but what stands in for one ({@code CERTTRAIL_STANDS_IN}): the local cloud. */
    public boolean standsIn() {
        return optional("CERTTRAIL_STANDS_IN").isPresent();
    }

    /** How long blocks are kept in their table: {@code BLOCK_DAYS}, 35 unless set. */
    public BlockLife blockLife() {
        return new BlockLife(number("BLOCK_DAYS", BlockLife.USUAL.days(), BlockLife.LEAST_DAYS, BlockLife.MOST_DAYS));
    }

    /** The region; Lambda sets it. */
    public String region() {
        return required("AWS_REGION");
    }

    /** An endpoint other than AWS's own for one service ({@code AWS_ENDPOINT_URL_DYNAMODB}), or for all of them. */
    public Optional<URI> endpoint(String service) {
        return optional("AWS_ENDPOINT_URL_" + service)
                .or(() -> optional("AWS_ENDPOINT_URL"))
                .map(URI::create);
    }

    /** A whole number within [min, max], or {@code fallback} when the variable isn't set. */
    public int number(String name, int fallback, int min, int max) {
        String text = optional(name).orElse("");
        if (text.isEmpty()) {
            return fallback;
        }
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("%s: expected a whole number, found \"%s\"".formatted(name, text), e);
        }
        if (value < min || value > max) {
            throw new IllegalStateException("%s: expected %d to %d, found %d".formatted(name, min, max, value));
        }
        return value;
    }

    /** A variable that may be missing; an empty one counts as missing. */
    public Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /**
     * A variable that must be there.
     *
     * @throws IllegalStateException if it isn't
     */
    public String required(String name) {
        return optional(name)
                .orElseThrow(() -> new IllegalStateException("the environment variable " + name + " is not set"));
    }
}
