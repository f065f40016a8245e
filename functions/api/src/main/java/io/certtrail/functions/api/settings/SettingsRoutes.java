package io.certtrail.functions.api.settings;

import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.Permission;
import io.certtrail.domain.settings.Setting;
import io.certtrail.domain.settings.SettingsAuthor;
import io.certtrail.domain.settings.SettingsCatalogue;
import io.certtrail.domain.settings.SettingsDesk;
import io.certtrail.domain.settings.StoredSettings;
import io.certtrail.domain.settings.TenantSettings;
import io.certtrail.functions.api.routing.Answer;
import io.certtrail.functions.api.routing.Call;
import io.certtrail.functions.api.routing.Clients;
import io.certtrail.functions.api.routing.EntityTags;
import io.certtrail.functions.api.routing.JsonText;
import io.certtrail.functions.api.routing.Origins;
import io.certtrail.functions.api.routing.Parameter;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.functions.api.routing.Schema;
import io.certtrail.ledger.entry.LedgerTime;
import io.certtrail.ledger.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The settings of the caller's tenant. */
public final class SettingsRoutes {
    private static final String PATH = "/api/settings";
    private static final String TAG = "Settings";
    private static final String ETAG_MEANS = "Strong: for If-Match of a change";
    private static final int LONGEST_TAGS = 1000;

    private final Origins origins;
    private final SettingsDesk desk;
    private final SettingsCatalogue catalogue;

    public SettingsRoutes(Origins origins, SettingsDesk desk, SettingsCatalogue catalogue) {
        this.origins = origins;
        this.desk = desk;
        this.catalogue = catalogue;
    }

    public List<Route> routes() {
        return List.of(reading(), changing());
    }

    private Route reading() {
        return Route.get(PATH, "readSettings")
                .tag(TAG)
                .summary("All settings: their values, defaults, bounds and consequences")
                .needs(Permission.READ_SETTINGS)
                .answers(Answer.json(200, "The settings", SettingsSchemas.SETTINGS)
                        .header("ETag", ETAG_MEANS))
                .by(call -> answer(desk.read(call.principal().tenant())));
    }

    private Route changing() {
        return Route.patch(PATH, "changeSettings")
                .tag(TAG)
                .summary("Change settings, all that are named or none")
                .description(
                        "A change by which contents expire is refused with their count (409) until confirm says it.")
                .needs(Permission.CHANGE_SETTINGS)
                .takes(Parameter.header("If-Match", Schema.text("The ETag of what was read", LONGEST_TAGS)))
                .body(SettingsSchemas.patch(catalogue))
                .answers(
                        Answer.json(200, "The settings as they are now", SettingsSchemas.SETTINGS)
                                .header("ETag", ETAG_MEANS),
                        Answer.problem(409, "Contents expire by this, and confirm does not say how many: count does"),
                        Answer.problem(412, "The settings are others than those of If-Match"),
                        Answer.problem(428, "If-Match is missing"))
                .by(this::change);
    }

    private HttpResponse change(Call call) {
        TenantSettings before = desk.read(call.principal().tenant());
        EntityTags.requireMatch(call, EntityTags.of(document(before)));
        Map<String, Json> changes = new LinkedHashMap<>(call.object().members());
        OptionalLong confirm = changes.remove(SettingsSchemas.CONFIRM) instanceof Json.Num(long count)
                ? OptionalLong.of(count)
                : OptionalLong.empty();
        SettingsAuthor author = new SettingsAuthor(
                origins.of(call.principal()), call.principal().actor(), Clients.of(call.request()));
        return answer(desk.change(author, before, changes, confirm));
    }

    private static HttpResponse answer(TenantSettings settings) {
        Json.Obj document = document(settings);
        return JsonText.response(200, document).with("etag", EntityTags.of(document));
    }

    private static Json.Obj document(TenantSettings settings) {
        StoredSettings stored = settings.stored();
        boolean isChanged = stored.version() > 0;
        List<Json> all = settings.catalogue().all().stream()
                .<Json>map(setting -> document(setting, settings))
                .toList();
        return Json.obj()
                .put("version", stored.version())
                .put("modifiedAt", isChanged ? Json.of(LedgerTime.text(stored.changed())) : Json.NULL)
                .put("modifiedBy", isChanged ? Json.of(stored.changedBy()) : Json.NULL)
                .put("data", new Json.Arr(all))
                .build();
    }

    private static Json document(Setting setting, TenantSettings settings) {
        return Json.obj()
                .put("key", setting.key())
                .put("value", setting.type().masked(settings.value(setting)))
                .put("default", setting.fallback())
                .put("isSet", settings.stored().values().containsKey(setting.key()))
                .put("type", setting.type().kind())
                .put("expected", setting.type().phrase())
                .put("bounds", setting.type().bounds())
                .put("secret", setting.secret())
                .put("effective", setting.effective())
                .put("consequence", setting.consequence())
                .build();
    }
}
