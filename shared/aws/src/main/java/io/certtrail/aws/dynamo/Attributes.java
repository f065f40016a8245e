package io.certtrail.aws.dynamo;

import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.merkle.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attribute values of our items: how each is written, and read strictly. */
public final class Attributes {
    private Attributes() {}

    public static AttributeValue of(String text) {
        return AttributeValue.fromS(text);
    }

    public static AttributeValue of(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    public static AttributeValue of(byte[] bytes) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    }

    public static AttributeValue of(Hash hash) {
        return of(hash.bytes());
    }

    public static AttributeValue of(Instant time) {
        return of(LedgerTime.text(time));
    }

    public static AttributeValue of(List<String> texts) {
        return AttributeValue.fromL(texts.stream().map(AttributeValue::fromS).toList());
    }

    /** Hashes one after the other, 32 bytes each. */
    public static AttributeValue ofHashes(List<Hash> hashes) {
        byte[] bytes = new byte[hashes.size() * Hash.SIZE];
        for (int i = 0; i < hashes.size(); i++) {
            hashes.get(i).copyTo(bytes, i * Hash.SIZE);
        }
        return of(bytes);
    }

    public static String text(Map<String, AttributeValue> item, String name) {
        String value = required(item, name).s();
        if (value == null) {
            throw wrong(name, "a string", item);
        }
        return value;
    }

    public static long number(Map<String, AttributeValue> item, String name) {
        String value = required(item, name).n();
        if (value == null) {
            throw wrong(name, "a number", item);
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw wrong(name, "a whole number", item);
        }
    }

    public static byte[] bytes(Map<String, AttributeValue> item, String name) {
        SdkBytes value = required(item, name).b();
        if (value == null) {
            throw wrong(name, "bytes", item);
        }
        return value.asByteArray();
    }

    public static Hash hash(Map<String, AttributeValue> item, String name) {
        return Hash.of(bytes(item, name));
    }

    public static List<Hash> hashes(Map<String, AttributeValue> item, String name) {
        byte[] bytes = bytes(item, name);
        if (bytes.length % Hash.SIZE != 0) {
            throw wrong(name, "hashes of 32 bytes", item);
        }
        List<Hash> hashes = new ArrayList<>(bytes.length / Hash.SIZE);
        for (int at = 0; at < bytes.length; at += Hash.SIZE) {
            hashes.add(Hash.of(Arrays.copyOfRange(bytes, at, at + Hash.SIZE)));
        }
        return hashes;
    }

    public static Instant time(Map<String, AttributeValue> item, String name) {
        return LedgerTime.parse(text(item, name));
    }

    public static List<String> texts(Map<String, AttributeValue> item, String name) {
        AttributeValue value = required(item, name);
        if (!value.hasL()) {
            throw wrong(name, "a list", item);
        }
        List<String> texts = new ArrayList<>(value.l().size());
        for (AttributeValue element : value.l()) {
            String text = element.s();
            if (text == null) {
                throw wrong(name, "a list of strings", item);
            }
            texts.add(text);
        }
        return texts;
    }

    private static AttributeValue required(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw wrong(name, "a value", item);
        }
        return value;
    }

    private static IllegalArgumentException wrong(String name, String expected, Map<String, AttributeValue> item) {
        return new IllegalArgumentException("attribute %s: expected %s, found %s"
                .formatted(name, expected, item.containsKey(name) ? item.get(name) : "nothing"));
    }
}
