package io.certtrail.functions.api.routing;

import io.certtrail.aws.lambda.HttpResponse;
import io.certtrail.domain.access.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One route, declared once: how it is called, by whom, with what, what it answers, and what does it.
 *
 * @param path a template such as {@code /api/audit/{id}}
 * @param id the name of the operation in the document, different for each route
 * @param permission what the caller's role must allow; empty for a route that is open to everyone
 * @param basic whether the token may come as the password of Basic authentication, so that a browser can ask for it
 * @param head whether HEAD is answered as well: GET without an effect
 * @param body the schema of the JSON body, if it takes one
 * @param action what does it
 */
public record Route(
        String method,
        String path,
        String id,
        String tag,
        String summary,
        String description,
        Optional<Permission> permission,
        boolean basic,
        boolean head,
        List<Parameter> parameters,
        Optional<Schema> body,
        List<Answer> answers,
        Action action) {
    public Route {
        parameters = List.copyOf(parameters);
        answers = List.copyOf(answers);
    }

    /** What a route does with a request that is known to fit its declaration. */
    @FunctionalInterface
    public interface Action {
        /**
         * Does it.
         *
         * @throws io.certtrail.domain.problem.Refusal if the domain refuses
         */
        HttpResponse answer(Call call);
    }

    public static Builder get(String path, String id) {
        return new Builder("GET", path, id).head(true);
    }

    public static Builder post(String path, String id) {
        return new Builder("POST", path, id);
    }

    public static Builder put(String path, String id) {
        return new Builder("PUT", path, id);
    }

    public static Builder patch(String path, String id) {
        return new Builder("PATCH", path, id);
    }

    public static Builder delete(String path, String id) {
        return new Builder("DELETE", path, id);
    }

    /** Gathers a route. Not thread-safe. */
    public static final class Builder {
        private final String method;
        private final String path;
        private final String id;
        private String tag = "";
        private String summary = "";
        private String description = "";
        private @Nullable Permission permission;
        private boolean basic;
        private boolean head;
        private final List<Parameter> parameters = new ArrayList<>();
        private @Nullable Schema body;
        private final List<Answer> answers = new ArrayList<>();

        private Builder(String method, String path, String id) {
            this.method = method;
            this.path = path;
            this.id = id;
        }

        public Builder tag(String name) {
            tag = name;
            return this;
        }

        public Builder summary(String text) {
            summary = text;
            return this;
        }

        public Builder description(String text) {
            description = text;
            return this;
        }

        public Builder needs(Permission needed) {
            permission = needed;
            return this;
        }

        public Builder basic() {
            basic = true;
            return this;
        }

        public Builder head(boolean answered) {
            head = answered;
            return this;
        }

        public Builder takes(Parameter... more) {
            parameters.addAll(List.of(more));
            return this;
        }

        public Builder takes(List<Parameter> more) {
            parameters.addAll(more);
            return this;
        }

        public Builder body(Schema schema) {
            body = schema;
            return this;
        }

        public Builder answers(Answer... more) {
            answers.addAll(List.of(more));
            return this;
        }

        public Route by(Action action) {
            return new Route(
                    method,
                    path,
                    id,
                    tag,
                    summary,
                    description,
                    Optional.ofNullable(permission),
                    basic,
                    head,
                    parameters,
                    Optional.ofNullable(body),
                    answers,
                    Objects.requireNonNull(action));
        }
    }
}
