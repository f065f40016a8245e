package io.certtrail.e2e.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** template.yaml as values: {@code !Ref X} reads as {@code "!Ref X"}, whatever the intrinsic function. */
final class Template {

    private final Map<String, Object> document;

    private Template(Map<String, Object> document) {
        this.document = document;
    }

    static Template read() throws IOException {
        return read("template.yaml");
    }

    static Template read(String name) throws IOException {
        Path file = root().resolve(name);
        return new Template(map(new Yaml(new Intrinsics()).load(Files.readString(file))));
    }

    static Path root() {
        return Path.of(System.getProperty("certtrail.root"));
    }

    /** Properties of all resources of a type, by their names. */
    Map<String, Map<String, Object>> resources(String type) {
        Map<String, Map<String, Object>> found = new TreeMap<>();
        map(document.get("Resources")).forEach((name, resource) -> {
            if (type.equals(map(resource).get("Type"))) {
                found.put(name, map(map(resource).get("Properties")));
            }
        });
        return found;
    }

    Map<String, Map<String, Object>> functions() {
        return resources("AWS::Serverless::Function");
    }

    /** The environment of a function, with what all functions have. */
    Map<String, String> environment(String function) {
        Map<String, String> all = new LinkedHashMap<>();
        variables(map(map(document.get("Globals")).get("Function")))
                .forEach((name, value) -> all.put(name, value.toString()));
        variables(Objects.requireNonNull(functions().get(function)))
                .forEach((name, value) -> all.put(name, value.toString()));
        return all;
    }

    private static Map<String, Object> variables(Map<String, Object> function) {
        return function.containsKey("Environment")
                ? map(map(function.get("Environment")).get("Variables"))
                : Map.of();
    }

    String runtime() {
        return text(map(map(document.get("Globals")).get("Function")).get("Runtime"));
    }

    /** Every event source of a function that is of this type. */
    Stream<Map<String, Object>> events(Map<String, Object> function, String type) {
        return map(function.getOrDefault("Events", Map.of())).values().stream()
                .map(Template::map)
                .filter(event -> type.equals(event.get("Type")))
                .map(event -> map(event.get("Properties")));
    }

    /** The statements of the function's role that allow something. */
    List<Map<String, Object>> statements(String function) {
        return statements(function, "Allow");
    }

    /** The statements of the function's role that deny something. */
    List<Map<String, Object>> denials(String function) {
        return statements(function, "Deny");
    }

    private List<Map<String, Object>> statements(String function, String effect) {
        String role = text(Objects.requireNonNull(functions().get(function)).get("Role"));
        Map<String, Object> properties = Objects.requireNonNull(
                resources("AWS::IAM::Role").get(role.replaceFirst("!GetAtt (\\w+)\\.Arn", "$1")));
        return list(properties.get("Policies")).stream()
                .flatMap(policy -> list(map(map(policy).get("PolicyDocument")).get("Statement")).stream())
                .map(Template::map)
                .filter(statement -> effect.equals(statement.get("Effect")))
                .toList();
    }

    /** The actions that a function may do on a resource, by its name in the template. */
    Set<String> actions(String function, String resource) {
        Set<String> actions = new TreeSet<>();
        for (Map<String, Object> statement : statements(function)) {
            boolean meant = list(statement.get("Resource")).stream()
                    .map(Object::toString)
                    .anyMatch(arn -> arn.matches(".*\\b" + resource + "\\b.*"));
            if (meant) {
                list(statement.get("Action")).forEach(action -> actions.add(action.toString()));
            }
        }
        return actions;
    }

    @SuppressWarnings("unchecked") // What YAML calls a map has keys of any type; the template's are strings.
    static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    /** A list, or the one value that stands where a list may stand. */
    static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of(Objects.requireNonNull(value));
    }

    static String text(@Nullable Object value) {
        return Objects.requireNonNull(value).toString();
    }

    static Optional<Integer> number(@Nullable Object value) {
        return Optional.ofNullable(value).map(Object::toString).map(Integer::valueOf);
    }

    /** Reads {@code !Function argument} as text. */
    private static final class Intrinsics extends SafeConstructor {
        Intrinsics() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    Object argument = switch (node) {
                        case ScalarNode scalar -> constructScalar(scalar);
                        case SequenceNode sequence -> constructSequence(sequence);
                        case MappingNode mapping -> constructMapping(mapping);
                        default -> throw new IllegalStateException("no value: " + node);
                    };
                    return node.getTag().getValue() + " " + argument;
                }
            });
        }
    }
}
