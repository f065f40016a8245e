package io.certtrail.functions.api.documentation;

import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.Permission;
import io.certtrail.domain.problem.Code;
import io.certtrail.domain.problem.Refusal;
import io.certtrail.functions.api.routing.Answer;
import io.certtrail.functions.api.routing.Call;
import io.certtrail.functions.api.routing.JsonText;
import io.certtrail.functions.api.routing.Parameter;
import io.certtrail.functions.api.routing.Route;
import io.certtrail.functions.api.routing.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The OpenAPI document and the page that shows it, both behind the login like everything else. */
public final class DocumentationRoutes {
    private static final String TAG = "Documentation";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String PNG = "image/png";

    /** Swagger UI styles its elements in place; everything else comes from here alone. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self';"
            + " style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    /** The files of the page, which lie beside this class, and what they are. */
    private static final Map<String, String> FILES = Map.of(
            "page.html", HTML,
            "page.js", SCRIPT,
            "swagger-ui.css", CSS,
            "swagger-ui-bundle.js", SCRIPT,
            "favicon-32x32.png", PNG);

    private DocumentationRoutes() {}

    /** The routes of the documentation, which itself describes {@code others} and them. */
    public static List<Route> routes(List<Route> others, String version) {
        List<Route> all = new ArrayList<>(others);
        List<Route> own = new ArrayList<>();
        own.add(Route.get("/openapi.json", "openApi")
                .tag(TAG)
                .summary("This document")
                .needs(Permission.READ_DOCUMENTATION)
                .basic()
                .answers(Answer.json(200, "OpenAPI 3.1", Schema.openObject("")))
                .by(_ -> JsonText.response(200, OpenApiDocument.of(all, version))));
        own.add(Route.get("/docs", "docs")
                .tag(TAG)
                .summary("A page that shows this document")
                .needs(Permission.READ_DOCUMENTATION)
                .basic()
                .answers(Answer.file(200, "The page", HTML))
                .by(_ -> file("page.html")));
        own.add(Route.get("/docs/{file}", "docsFile")
                .tag(TAG)
                .summary("What the page is made of")
                .needs(Permission.READ_DOCUMENTATION)
                .basic()
                .takes(Parameter.path("file", Schema.text("", 100)))
                .answers(Answer.file(200, "The file", "*/*"), Answer.problem(404, "There is no such file"))
                .by(DocumentationRoutes::file));
        all.addAll(own);
        return own;
    }

    private static HttpResponse file(Call call) {
        return file(call.text("file").orElse(""));
    }

    private static HttpResponse file(String name) {
        String type = FILES.get(name);
        if (type == null) {
            throw Refusal.of(Code.NOT_FOUND, "there is no such file");
        }
        try (InputStream in = DocumentationRoutes.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return HttpResponse.of(200, type, in.readAllBytes())
                    .with("content-security-policy", CONTENT_SECURITY_POLICY)
                    .with("cache-control", "private, max-age=3600");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
