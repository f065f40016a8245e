package io.certtrail.ledger;

import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The vectors that an independent implementation of the format made. */
public final class Vectors {
    private Vectors() {}

    public static byte[] bytes(String name) {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no vector " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Json.Obj object(String name) {
        return (Json.Obj) JsonReader.parse(bytes(name), 64);
    }

    public static Json.Obj object(Json.Obj parent, String name) {
        return (Json.Obj) parent.member(name);
    }

    public static List<Json> array(Json.Obj parent, String name) {
        return ((Json.Arr) parent.member(name)).items();
    }

    public static String string(Json.Obj parent, String name) {
        return ((Json.Str) parent.member(name)).value();
    }

    public static String string(Json.Obj parent, String name, int index) {
        return ((Json.Str) array(parent, name).get(index)).value();
    }

    public static long number(Json.Obj parent, String name) {
        return ((Json.Num) parent.member(name)).value();
    }
}
