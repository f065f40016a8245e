package io.certtrail.functions.api.settings;

import io.certtrail.domain.settings.Setting;
import io.certtrail.domain.settings.SettingType;
import io.certtrail.domain.settings.SettingsCatalogue;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.json.Json;
import java.util.List;

/** What settings look like: made from their definitions. */
final class SettingsSchemas {
    static final String CONFIRM = "confirm";

    private static final int MOST_SETTINGS = 1000;
    private static final int LONGEST = 1000;

    private static final Schema SETTING = Schema.object("A setting")
            .required("key", Schema.text("What PATCH calls it", LONGEST))
            .required("value", new Schema.Anything("As it is now; secrets in it are masked"))
            .required("default", new Schema.Anything("What it is when it is not set"))
            .required("isSet", new Schema.Flag("Whether the tenant has set it"))
            .required("type", Schema.text("What kind of value it takes", LONGEST))
            .required("expected", Schema.text("The same in words, with its bounds", LONGEST))
            .required("bounds", Schema.openObject("Its bounds as numbers, where it has any: min, max, most"))
            .required("secret", new Schema.Flag("Whether it holds secrets"))
            .required("effective", new Schema.Flag("Whether this version looks at it; if not, it has no effect yet"))
            .required("consequence", Schema.text("What it does", LONGEST));

    static final Schema SETTINGS = new Schema.Named(
            "Settings",
            Schema.object("The settings of the caller's tenant")
                    .required("version", new Schema.Whole("How often they were changed", 0, Json.MAX_INTEGER))
                    .required("modifiedAt", new Schema.OrNull(Schema.time("")))
                    .required("modifiedBy", new Schema.OrNull(Schema.text("", LONGEST)))
                    .required("data", new Schema.Items("In the order of docs/settings.md", SETTING, 0, MOST_SETTINGS)));

    private SettingsSchemas() {}

    static Schema patch(SettingsCatalogue catalogue) {
        Schema.Members members = Schema.object("New values by key; null for the default. What is left out stays.");
        for (Setting setting : catalogue.all()) {
            members = members.optional(setting.key(), new Schema.OrNull(value(setting)));
        }
        return new Schema.Named(
                "SettingsPatch",
                members.optional(
                        CONFIRM,
                        new Schema.Whole(
                                "How many entries expire by this, if any do: the count of a refusal of before",
                                0,
                                Json.MAX_INTEGER)));
    }

    private static Schema value(Setting setting) {
        String about = setting.consequence();
        return switch (setting.type()) {
            case SettingType.Whole(long min, long max) -> new Schema.Whole(about, min, max);
            case SettingType.Wholes(long min, long max, int most) ->
                new Schema.Items(about, new Schema.Whole("", min, max), 1, most);
            case SettingType.Flag() -> new Schema.Flag(about);
            case SettingType.Text(int most) -> Schema.someText(about, most);
            case SettingType.Texts(int max, int most) -> new Schema.Items(about, Schema.someText("", max), 0, most);
            case SettingType.Day() ->
                Schema.someText(about, "YYYY-MM-DD".length()).format("date").example("2026-11-22");
            case SettingType.Url _ ->
                Schema.someText(about, SettingType.Url.LONGEST).format("uri").example("https://id.example.com/");
            case SettingType.Roles _ -> Schema.openObject(about);
            case SettingType.Channels(int most, boolean _) -> new Schema.Items(about, channel(), 0, most);
        };
    }

    private static Schema channel() {
        return Schema.object("An email has an address; a webhook has a url and a secret")
                .required("name", Schema.someText("Different for each", SettingType.Channels.LONGEST_NAME))
                .required("type", new Schema.Choice("", List.of("email", "webhook")))
                .optional(
                        "address", Schema.someText("", SettingType.Url.LONGEST).format("email"))
                .optional("url", Schema.someText("", SettingType.Url.LONGEST).format("uri"))
                .optional(
                        "secret",
                        Schema.someText(
                                "Shown to nobody again; left out or masked, the one of the webhook of that name stays",
                                SettingType.Url.LONGEST));
    }
}
