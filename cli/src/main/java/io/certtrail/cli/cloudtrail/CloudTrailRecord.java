package io.certtrail.cli.cloudtrail;

import io.certtrail.domain.ids.RunIds;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.json.Json;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One record of a CloudTrail log file, as the "CloudTrail record contents" page of the AWS documentation describes it.
 */
record CloudTrailRecord(Json.Obj json) {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final long VERSION_BITS = 0xF000L;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final String ID_DOMAIN = "certtrail/cloudtrail-event/v1\n";

    /**
     * @param index where the record stands in its file, from 0
     * @throws BrokenFileException when a member is missing that every record has
     */
    static CloudTrailRecord of(Json.Obj json, int index) throws BrokenFileException {
        CloudTrailRecord trail = new CloudTrailRecord(json);
        for (String name : List.of("eventID", "eventTime", "eventSource", "eventName")) {
            if (trail.text("/" + name).filter(text -> !text.isBlank()).isEmpty()) {
                throw new BrokenFileException("/Records/" + index + "/" + name + ": expected a string, found "
                        + (json.has(name) ? "none" : "no such member"));
            }
        }
        try {
            LedgerTime.text(trail.occurred());
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new BrokenFileException(
                    "/Records/" + index + "/eventTime: expected a time like 2023-07-10T11:42:31Z, found "
                            + trail.text("/eventTime").orElse(""));
        }
        return trail;
    }

    /** CloudTrail's own id of the event when that is a UUID, as it is today; else one derived from it (version 8). */
    UUID id() {
        String given = required("/eventID").toLowerCase(Locale.ROOT);
        return UUID_FORM.matcher(given).matches() ? UUID.fromString(given) : derivedId(given);
    }

    /** RFC 9562 §5.8: the first 16 bytes of SHA-256 with the bits of version and variant set; never an id that the ledger alone makes. */
    private static UUID derivedId(String given) {
        byte[] hash;
        try {
            hash = MessageDigest.getInstance("SHA-256").digest((ID_DOMAIN + given).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        ByteBuffer bits = ByteBuffer.wrap(hash);
        long high = (bits.getLong() & ~VERSION_BITS) | VERSION_8;
        long low = (bits.getLong() & ~VARIANT_BITS) | VARIANT;
        UUID id = new UUID(high, low);
        return RunIds.isOne(id) ? new UUID(high ^ 1, low) : id;
    }

    Instant occurred() {
        return LedgerTime.of(Instant.parse(required("/eventTime")));
    }

    String source() {
        return required("/eventSource");
    }

    String name() {
        return required("/eventName");
    }

    /** The service without the domain: {@code iam} for {@code iam.amazonaws.com}. */
    String service() {
        String source = source();
        int dot = source.indexOf('.');
        return dot > 0 ? source.substring(0, dot) : source;
    }

    Optional<String> errorCode() {
        return text("/errorCode");
    }

    /** The account that the event happened in. */
    String account() {
        return text("/recipientAccountId")
                .or(() -> text("/userIdentity/accountId"))
                .orElse("unknown");
    }

    /** The caller's address; a call that AWS made itself names a service instead, and then it is empty. */
    Optional<String> address() {
        return text("/sourceIPAddress").filter(CloudTrailRecord::isAddress);
    }

    private static boolean isAddress(String text) {
        try {
            return InetAddress.ofLiteral(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    Optional<String> userAgent() {
        return text("/userAgent").filter(agent -> !agent.isEmpty());
    }

    /** A string, number or truth value as text, by its JSON pointer (RFC 6901, without escapes); else empty. */
    Optional<String> text(String pointer) {
        return switch (at(pointer)) {
            case Json.Str(String value) -> Optional.of(value);
            case Json.Num(long value) -> Optional.of(Long.toString(value));
            case Json.Bool(boolean value) -> Optional.of(Boolean.toString(value));
            case null, default -> Optional.empty();
        };
    }

    /** The value at a JSON pointer (RFC 6901, without escapes); array items by their index. */
    @Nullable
    Json at(String pointer) {
        Json found = json;
        for (String step : pointer.substring(1).split("/", -1)) {
            found = switch (found) {
                case Json.Obj obj -> obj.get(step);
                case Json.Arr(List<Json> items) -> item(items, step);
                case null, default -> null;
            };
        }
        return found;
    }

    private static @Nullable Json item(List<Json> items, String step) {
        boolean index = !step.isEmpty() && step.length() < 6 && step.chars().allMatch(c -> c >= '0' && c <= '9');
        return index && Integer.parseInt(step) < items.size() ? items.get(Integer.parseInt(step)) : null;
    }

    private String required(String pointer) {
        return text(pointer).orElseThrow(() -> new IllegalStateException("a checked record has no " + pointer));
    }
}
