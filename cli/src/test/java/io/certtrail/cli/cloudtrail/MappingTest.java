package io.certtrail.cli.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import io.certtrail.domain.catalogue.ActionDefinition;
import io.certtrail.domain.catalogue.Catalogue;
import io.certtrail.ledger.entry.Resource;
import io.certtrail.ledger.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {

    private final Mapping mapping = Mapping.load();
    private final EventMapper mapper = new EventMapper(mapping);
    private final Catalogue catalogue = Catalogue.load();

    @ParameterizedTest
    @CsvSource({
        "documented_CloudTrail_samples.json, 0, auth.login.success, user:111122223333/anaya",
        "documented_CloudTrail_samples.json, 1, auth.login.failed, user:111122223333/anaya",
        "documented_CloudTrail_samples.json, 2, auth.login.success, user:111122223333/root",
        "documented_CloudTrail_samples.json, 3, user.updated, user:111122223333/bob",
        "documented_CloudTrail_samples.json, 4, custom.aws.iam.UpdateUser, iam_user:bob",
        "documented_CloudTrail_samples.json, 5, auth.password.changed, user:111122223333/anaya",
        "documented_CloudTrail_samples.json, 6, auth.password.reset, user:111122223333/robert",
        "documented_CloudTrail_samples.json, 7, rotation.started, secret:arn:aws:secretsmanager:us-west-2:111122223333:secret:db-WoDpmU",
        "documented_CloudTrail_samples.json, 8, rotation.completed, secret:arn:aws:secretsmanager:us-west-2:111122223333:secret:db-WoDpmU",
        "documented_CloudTrail_samples.json, 9, rotation.failed, secret:arn:aws:secretsmanager:us-west-2:111122223333:secret:db-WoDpmU",
        "documented_CloudTrail_samples.json, 10, custom.aws.iam.CreateUser, iam_user:bob",
        "documented_CloudTrail_samples.json, 11, custom.aws.s3.ListBuckets, aws_service:s3.amazonaws.com",
        "documented_CloudTrail_samples.json, 12, custom.aws.s3.GetObject, s3_bucket:shared",
    })
    void aRecordMeans(String file, int index, String action, String resource) throws IOException {
        Json.Obj event = mapper.map(Samples.all(file).get(index)).json();

        assertThat(event.get("action")).isEqualTo(Json.of(action));
        assertThat(resourceOf(event)).isEqualTo(resource);
    }

    @ParameterizedTest
    @CsvSource({
        "CreateUser, user.created, user:123837392027/stratus-red-team-nmfalu-gfjyeaypjt",
        "DeleteUser, user.deleted, user:123837392027/malicious-iam-user",
        "CreateAccessKey, auth.token.created, token:AKIATFQR7NSC3ZO6PKAZ",
        "DeleteAccessKey, auth.token.revoked, token:AKIATFQR7NSCQLA2F4OD",
        "AssumeRole, auth.access.denied, route:sts.amazonaws.com/AssumeRole",
        "CreateLoginProfile, custom.aws.iam.CreateLoginProfile, iam_user:stratus-red-team-login-profile-user",
        "GetFunction20150331v2, custom.aws.lambda.GetFunction20150331v2, lambda_function:stratus-red-team-backdoor-f-func",
        "ListIndexes, custom.aws.resource-explorer-2.ListIndexes, aws_service:resource-explorer-2.amazonaws.com",
    })
    void aRealRecordMeans(String name, String action, String resource) throws IOException {
        Json.Obj event = mapper.map(Samples.record(Samples.REAL, name)).json();

        assertThat(event.get("action")).isEqualTo(Json.of(action));
        assertThat(resourceOf(event)).isEqualTo(resource);
    }

    @Test
    void everyRuleHasASampleAndWhatItMakesFitsTheCatalogue() throws IOException {
        Set<String> actions = new HashSet<>();
        for (CloudTrailRecord trail : samples()) {
            EventMapper.Mapped event = mapper.map(trail);
            actions.add(fitsTheCatalogue(event.json()));
        }

        assertThat(actions)
                .containsAll(mapping.rules().stream().map(Rule::action).toList());
    }

    @Test
    void whatWasRefusedDidNotHappen() throws IOException {
        for (CloudTrailRecord trail : samples()) {
            String action = fitsTheCatalogue(mapper.map(trail).json());
            if (trail.errorCode().isPresent()) {
                assertThat(action)
                        .matches("custom\\..*|auth\\.access\\.denied|rotation\\.failed|auth\\.login\\.failed");
            }
        }
    }

    @Test
    void theDocumentationHoldsEveryRule() throws IOException {
        String page =
                Files.readString(Path.of(System.getProperty("certtrail.root", ".."), "docs", "import-cloudtrail.md"));

        for (Rule rule : mapping.rules()) {
            assertThat(page.lines())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("| ")
                            .contains(
                                    "`" + rule.action() + "`",
                                    rule.why(),
                                    rule.event().equals("*") ? "any" : rule.event()));
        }
        for (Mapping.ResourceParameter parameter : mapping.resources()) {
            assertThat(page).contains("`" + parameter.type() + "`");
        }
        mapping.credentials().forEach(name -> assertThat(page).contains("`" + name + "`"));
    }

    private static List<CloudTrailRecord> samples() throws IOException {
        List<CloudTrailRecord> samples = new ArrayList<>(Samples.all(Samples.REAL));
        samples.addAll(Samples.all(Samples.DOCUMENTED));
        return samples;
    }

    private String fitsTheCatalogue(Json.Obj event) {
        String action = ((Json.Str) event.member("action")).value();
        ActionDefinition definition = catalogue.find(action).orElseThrow();
        Json.Obj resource = (Json.Obj) event.member("resource");
        assertThat(definition.violations(new Resource(text(resource, "type"), text(resource, "id"), null), (Json.Obj)
                        event.member("details")))
                .as(action)
                .isEmpty();
        return action;
    }

    private static String resourceOf(Json.Obj event) {
        Json.Obj resource = (Json.Obj) event.member("resource");
        return Stream.of("type", "id")
                .map(name -> text(resource, name))
                .reduce((a, b) -> a + ":" + b)
                .orElseThrow();
    }

    private static String text(Json.Obj from, String name) {
        return ((Json.Str) Objects.requireNonNull(from.get(name))).value();
    }
}
