package io.certtrail.domain.settings;

import io.certtrail.ledger.json.Json;
import java.util.List;

/** Reads {@code settings.json}: {@code {"v":1,"settings":[{key,type,default,secret,effective,consequence},…]}}. */
final class SettingsReader {
    private final boolean loopback;

    /** @param loopback whether addresses may be of this machine */
    SettingsReader(boolean loopback) {
        this.loopback = loopback;
    }

    List<Setting> read(Json.Obj document) {
        if (!Json.of(1).equals(document.get("v"))) {
            throw new IllegalStateException("expected settings of version 1, found " + document.get("v"));
        }
        return ((Json.Arr) document.member("settings"))
                .items().stream().map(item -> setting((Json.Obj) item)).toList();
    }

    private Setting setting(Json.Obj item) {
        Setting setting = new Setting(
                text(item, "key"),
                type((Json.Obj) item.member("type")),
                item.member("default"),
                Json.Bool.TRUE.equals(item.get("secret")),
                Json.Bool.TRUE.equals(item.member("effective")),
                text(item, "consequence"));
        Json fallback = setting.fallback();
        if (!(fallback instanceof Json.Null)
                && !setting.type().violations(fallback, "").isEmpty()) {
            throw new IllegalStateException("%s: expected %s as its default"
                    .formatted(setting.key(), setting.type().phrase()));
        }
        return setting;
    }

    private SettingType type(Json.Obj type) {
        return switch (text(type, "kind")) {
            case "integer" -> new SettingType.Whole(number(type, "min"), number(type, "max"));
            case "integers" -> new SettingType.Wholes(number(type, "min"), number(type, "max"), size(type, "most"));
            case "boolean" -> new SettingType.Flag();
            case "text" -> new SettingType.Text(size(type, "max"));
            case "texts" -> new SettingType.Texts(size(type, "max"), size(type, "most"));
            case "day" -> new SettingType.Day();
            case "url" -> new SettingType.Url(loopback, Json.Bool.TRUE.equals(type.get("plain")));
            case "roles" -> new SettingType.Roles(size(type, "most"));
            case "channels" -> new SettingType.Channels(size(type, "most"), loopback);
            case String other -> throw new IllegalStateException("there is no kind of setting " + other);
        };
    }

    private static int size(Json.Obj type, String name) {
        return Math.toIntExact(number(type, name));
    }

    private static long number(Json.Obj type, String name) {
        return ((Json.Num) type.member(name)).value();
    }

    private static String text(Json.Obj object, String name) {
        return ((Json.Str) object.member(name)).value();
    }
}
