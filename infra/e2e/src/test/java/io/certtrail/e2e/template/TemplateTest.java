package io.certtrail.e2e.template;

import static io.certtrail.e2e.template.Template.list;
import static io.certtrail.e2e.template.Template.map;
import static io.certtrail.e2e.template.Template.number;
import static io.certtrail.e2e.template.Template.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.certtrail.aws.tables.TableDefinition;
import io.certtrail.aws.tables.Tables;
import io.certtrail.domain.segments.Segment;
import io.certtrail.domain.segments.SegmentPaths;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import io.certtrail.testkit.exports.SampleLedger;
import io.certtrail.testkit.segments.MemoryArchiveStore;
import io.certtrail.testkit.segments.SealedEntries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** template.yaml deploys what the code is. */
class TemplateTest {

    private static final String AMAZON_SETS = "AWS_REGION";
    private static final int SAFETY = 6;

    private static final NeededVariables NEEDED = new NeededVariables();

    private static Template template;

    @BeforeAll
    static void readTemplate() throws IOException {
        template = Template.read();
    }

    static Set<String> functions() {
        return template.functions().keySet();
    }

    @Test
    void everyHandlerOfTheCodeIsAFunction() throws IOException {
        try (Stream<Path> sources = Files.walk(Template.root().resolve("functions"))) {
            Set<String> handlers = sources.filter(file -> file.toString().matches(".*/src/main/.*Handler\\.java"))
                    .map(file -> file.toString()
                            .replaceFirst(".*/src/main/java/", "")
                            .replace(".java", "")
                            .replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(template.functions().values().stream().map(function -> text(function.get("Handler"))))
                    .containsExactlyInAnyOrderElementsOf(handlers);
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theHandlerCanBeMadeAndCalledByLambda(String function) throws ReflectiveOperationException {
        Class<?> handler = Class.forName(text(function(function).get("Handler")));

        assertThat(RequestStreamHandler.class).isAssignableFrom(handler);
        assertThat(Modifier.isPublic(handler.getModifiers())).isTrue();
        assertThat(Modifier.isPublic(handler.getConstructor().getModifiers())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyVariableThatTheHandlerAsksForIsGiven(String function) {
        Set<String> needed = NEEDED.of(text(function(function).get("Handler")));

        assertThat(needed).as("what %s needs", function).contains("OPERATIONS_TABLE", AMAZON_SETS);
        assertThat(Stream.concat(template.environment(function).keySet().stream(), Stream.of(AMAZON_SETS)))
                .containsAll(needed);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void onlyWhoSignsIsToldOfAKey(String function) {
        Set<String> needed = NEEDED.of(text(function(function).get("Handler")));

        for (String key : List.of("CHECKPOINT_KEY", "EXPORT_KEY", "SEAL_KEY", "SECRET_KEY")) {
            assertThat(template.environment(function).containsKey(key)).as(key).isEqualTo(needed.contains(key));
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theZipHoldsTheHandlerAndNothingThatMayNotBeShipped(String function) throws IOException {
        Path zip = Template.root().resolve(text(function(function).get("CodeUri")));
        assertThat(zip).as("built by the phase package").exists();

        try (ZipFile file = new ZipFile(zip.toFile())) {
            List<String> names = file.stream().map(ZipEntry::getName).toList();
            assertThat(names).contains(text(function(function).get("Handler")).replace('.', '/') + ".class");
            assertThat(names)
                    .noneMatch(name ->
                            name.matches("(?i).*(dynamodblocal|elasticmq|s3proxy|testkit|junit|certtrail-local).*"));
            assertThat(names).filteredOn(name -> name.endsWith(".jar")).allMatch(name -> name.startsWith("lib/"));
        }
    }

    @Test
    void theTablesAreThoseOfTheCode() {
        Map<String, Map<String, Object>> tables = template.resources("AWS::DynamoDB::Table");
        assertThat(tables).hasSize(Tables.ALL.size());
        for (TableDefinition definition : Tables.ALL) {
            Map<String, Object> table = tables.get(resourceOf(definition.variable()));

            assertThat(list(map(table).get("KeySchema")).stream().map(key -> text(map(key).get("AttributeName"))))
                    .containsExactlyElementsOf(
                            Stream.concat(Stream.of(definition.hashKey()), definition.rangeKey().stream())
                                    .toList());
            assertThat(map(table).containsKey("StreamSpecification")).isEqualTo(definition.stream());
            assertThat(Optional.ofNullable(map(table).get("TimeToLiveSpecification"))
                            .map(ttl -> text(map(ttl).get("AttributeName"))))
                    .isEqualTo(definition.ttl());
        }
    }

    /** A row that Athena reads is a line that is written, all of it but the seed. */
    @Test
    void theTableOfEntriesIsThatOfTheSegments() throws IOException {
        MemoryArchiveStore archive = new MemoryArchiveStore();
        SampleLedger ledger = new SampleLedger(1, 10);
        ledger.grow(3);
        Segment segment = SealedEntries.seal(archive, SampleLedger.ORIGIN, ledger.entries())
                .getFirst();
        byte[] lines = new GZIPInputStream(new ByteArrayInputStream(
                        archive.read(SegmentPaths.data(segment)).orElseThrow().content()))
                .readAllBytes();
        Json.Obj line = (Json.Obj) JsonReader.parse(new String(lines, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow()
                .getBytes(StandardCharsets.UTF_8));
        Map<String, Object> entries = template.resources("AWS::Glue::Table").get("EntriesTable");
        Map<String, Object> table = map(map(entries).get("TableInput"));
        Map<String, Object> parameters = map(table.get("Parameters"));

        assertThat(list(map(table.get("StorageDescriptor")).get("Columns")).stream()
                        .map(column -> text(map(column).get("Name"))))
                .containsExactlyInAnyOrderElementsOf(line.members().keySet().stream()
                        .filter(name -> !"seed".equals(name))
                        .toList());
        assertThat(text(parameters.get("storage.location.template"))
                        .replace("${LogName}", segment.origin().logName())
                        .replace("${!tenant}", segment.origin().tenant())
                        .replace("${!day}", segment.day().toString()))
                .isEqualTo("!Sub s3://${ArchiveBucket}/"
                        + SegmentPaths.data(segment).replaceFirst("[^/]*$", ""));
        assertThat(text(parameters.get("projection.day.range")))
                .isLessThan(segment.day().toString())
                .endsWith(",NOW");
    }

    @Test
    void onlyThePublisherWritesSegments() {
        assertThat(functions().stream()
                        .filter(name -> template.actions(name, "ArchiveBucket.Arn}/segments")
                                .contains("s3:PutObject")))
                .containsExactly("PublisherFunction");
    }

    /** What is locked in the vault stays until its time is over: no function may delete a version, or go round the lock. */
    @Test
    void onlyRetentionComesToTheVaultAndCannotUnlockIt() {
        assertThat(functions().stream()
                        .filter(name -> !template.actions(name, "VaultBucket").isEmpty()))
                .containsExactly("RetentionFunction");
        assertThat(functions())
                .allSatisfy(name -> assertThat(template.statements(name))
                        .flatMap(statement -> list(statement.get("Action")).stream()
                                .map(Object::toString)
                                .toList())
                        .doesNotContain(
                                "s3:BypassGovernanceRetention",
                                "s3:DeleteObjectVersion",
                                "s3:PutBucketObjectLockConfiguration"));
    }

    @Test
    void theTableOfTheVaultIsThatOfTheArchive() {
        Map<String, Map<String, Object>> tables = template.resources("AWS::Glue::Table");
        String archived = String.valueOf(tables.get("ArchivedEntriesTable"))
                .replace("VaultBucket", "ArchiveBucket")
                .replace("archived_entries", "entries")
                .replace(" of the vault", "");
        assertThat(archived).isEqualTo(String.valueOf(tables.get("EntriesTable")));
    }

    @Test
    void whatIsKeptIsKeptWell() {
        template.resources("AWS::DynamoDB::Table").forEach((name, table) -> {
            assertThat(text(map(table.get("PointInTimeRecoverySpecification")).get("PointInTimeRecoveryEnabled")))
                    .as(name)
                    .isEqualTo("true");
            assertThat(text(map(table.get("SSESpecification")).get("SSEEnabled")))
                    .as(name)
                    .isEqualTo("true");
            assertThat(table).as(name).containsKey("DeletionProtectionEnabled");
        });
        template.resources("AWS::S3::Bucket").forEach((name, bucket) -> {
            assertThat(map(bucket.get("PublicAccessBlockConfiguration")).values())
                    .as(name)
                    .hasSize(4)
                    .allMatch(Boolean.TRUE::equals);
            assertThat(bucket).as(name).containsKeys("BucketEncryption", "VersioningConfiguration");
        });
    }

    @Test
    void aMessageStaysAwayLongEnoughAndGoesToDeadLettersInTheEnd() {
        Map<String, Map<String, Object>> queues = template.resources("AWS::SQS::Queue");
        for (String function : functions()) {
            template.events(function(function), "SQS").forEach(event -> {
                String name = text(event.get("Queue")).replaceFirst("!GetAtt (\\w+)\\.Arn", "$1");
                Map<String, Object> queue = map(queues.get(name));
                int timeout = number(function(function).get("Timeout")).orElseThrow();

                assertThat(number(queue.get("VisibilityTimeout")).orElseThrow())
                        .as(name)
                        .isEqualTo(SAFETY * timeout);
                assertThat(list(event.get("FunctionResponseTypes")).stream().map(Object::toString))
                        .containsExactly("ReportBatchItemFailures");
                assertThat(name.contains("Dead") || queue.containsKey("RedrivePolicy"))
                        .as(name)
                        .isTrue();
            });
        }
    }

    @Test
    void theSequencerInsertsIntoTheLedgerAndDoesNothingElseToIt() {
        assertThat(template.actions("SequencerFunction", "LedgerTable"))
                .containsExactlyInAnyOrder("dynamodb:PartiQLInsert", "dynamodb:GetItem", "dynamodb:BatchGetItem");
    }

    @Test
    void onlyTheSequencerWritesWhereEntriesStand() {
        assertThat(template.actions("SequencerFunction", "IdsTable"))
                .containsExactlyInAnyOrder("dynamodb:BatchWriteItem", "dynamodb:BatchGetItem");
        assertThat(functions().stream().filter(name -> !"SequencerFunction".equals(name)))
                .allSatisfy(name -> assertThat(template.actions(name, "IdsTable"))
                        .isSubsetOf("dynamodb:GetItem", "dynamodb:BatchGetItem"));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void nobodyChangesOrDeletesWhatIsLogged(String function) {
        assertThat(template.actions(function, "LedgerTable"))
                .isSubsetOf(
                        "dynamodb:PartiQLInsert",
                        "dynamodb:GetItem",
                        "dynamodb:BatchGetItem",
                        "dynamodb:DescribeStream",
                        "dynamodb:GetRecords",
                        "dynamodb:GetShardIterator");
    }

    @Test
    void onlyThePublisherSignsCheckpointsAndOnlyTheExporterSignsExports() {
        assertThat(functions().stream()
                        .filter(name -> template.actions(name, "CheckpointKey").contains("kms:Sign")))
                .containsExactly("PublisherFunction");
        assertThat(functions().stream()
                        .filter(name -> template.actions(name, "ExportKey").contains("kms:Sign")))
                .containsExactly("ExportFunction");
        assertThat(functions().stream()
                        .filter(name -> template.actions(name, "SealKey").contains("kms:Sign")))
                .containsExactly("ExportFunction");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyRoleNamesItsActionsAndItsResources(String function) {
        for (Map<String, Object> statement : template.statements(function)) {
            assertThat(list(statement.get("Action")).stream().map(Object::toString))
                    .noneMatch(action -> action.contains("*"));
            if (!"ListStreamsKnowsNoResource".equals(statement.get("Sid"))) {
                assertThat(list(statement.get("Resource")).stream().map(Object::toString))
                        .doesNotContain("*");
            }
        }
    }

    /** The API makes and revokes tokens, and can't read what callers are known by; the authorizer names the keys that it reads. */
    @Test
    void theAuthorizerKnowsCallersAndTheApiDoesNot() {
        assertThat(template.actions("AuthorizerFunction", "OperationsTable"))
                .containsExactlyInAnyOrder("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem");
        assertThat(template.statements("AuthorizerFunction").stream()
                        .filter(statement -> text(statement.get("Resource")).contains("Operations")))
                .allSatisfy(statement -> assertThat(text(statement.get("Condition")))
                        .containsPattern("LeadingKeys=\\[(TOKEN|OIDCUSER)"));
        assertThat(template.actions("AuthorizerFunction", "OutboxTable")).containsExactly("dynamodb:PutItem");
        assertThat(template.denials("ApiFunction")).anySatisfy(statement -> {
            assertThat(list(statement.get("Action"))).hasToString("[dynamodb:GetItem, dynamodb:Query]");
            assertThat(text(statement.get("Condition"))).contains("ForAnyValue:StringLike", "[TOKEN#*]");
        });
    }

    /** What is revoked opens nothing from the next request on, and nobody but the authorizer says who calls. */
    @Test
    void everyRouteButHealthAndLoginIsBehindTheAuthorizerAndNothingIsRemembered() {
        Map<String, Object> auth = map(Objects.requireNonNull(
                        template.resources("AWS::Serverless::HttpApi").get("HttpApi"))
                .get("Auth"));
        Map<String, Object> callers = map(map(auth.get("Authorizers")).get(text(auth.get("DefaultAuthorizer"))));

        assertThat(map(callers.get("Identity"))).hasToString("{ReauthorizeEvery=0}");
        assertThat(callers.get("EnableSimpleResponses")).isEqualTo(true);
        assertThat(callers.get("AuthorizerPayloadFormatVersion")).isEqualTo("2.0");
        assertThat(template.events(function("ApiFunction"), "HttpApi")
                        .filter(event -> event.containsKey("Auth"))
                        .map(event -> text(event.get("Path"))))
                .containsExactly("/health");
        assertThat(functions().stream()
                        .filter(name -> template.events(function(name), "HttpApi")
                                .findAny()
                                .isPresent()))
                .containsExactlyInAnyOrder("ApiFunction", "LoginFunction");
    }

    /** Whoever signs in shows nothing yet; what else looks at a password asks for its session itself. */
    @Test
    void loginStandsAtItsPathsBeforeTheAuthorizerAndTouchesWhatItNeeds() {
        assertThat(template.events(function("LoginFunction"), "HttpApi"))
                .extracting(event -> event.get("Method") + " " + event.get("Path") + " " + event.get("Auth"))
                .containsExactlyInAnyOrder(
                        "ANY /api/auth/login {Authorizer=NONE}", "ANY /api/auth/password {Authorizer=NONE}");
        assertThat(template.actions("LoginFunction", "OperationsTable"))
                .containsExactlyInAnyOrder(
                        "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:UpdateItem");
        for (Map<String, Object> statement : template.statements("LoginFunction")) {
            String resource = text(statement.get("Resource"));
            assertThat(resource).containsPattern("LoginLogGroup|OutboxTable|OperationsTable");
            if (resource.contains("Operations")) {
                assertThat(text(statement.get("Condition")))
                        .contains("LeadingKeys=[")
                        .doesNotContain("TOKEN")
                        .doesNotContain("=[*");
            }
        }
        assertThat(template.actions("LoginFunction", "OutboxTable")).containsExactly("dynamodb:PutItem");
    }

    /** The API ends sessions and lets people in again who are locked out; it opens no session and counts no attempt. */
    @Test
    void theApiOpensNoSession() {
        assertThat(template.denials("ApiFunction")).anySatisfy(statement -> {
            assertThat(list(statement.get("Action"))).hasToString("[dynamodb:PutItem]");
            assertThat(text(statement.get("Condition"))).contains("ForAnyValue:StringLike", "[SESSION#*, SESSIONS#*]");
        });
        assertThat(template.statements("ApiFunction").stream()
                        .filter(statement -> list(statement.get("Action")).contains("dynamodb:UpdateItem"))
                        .map(statement -> text(statement.get("Condition"))))
                .isNotEmpty()
                .noneMatch(condition -> condition.contains("ATTEMPTS") || condition.contains("REFUSED"));
    }

    @Test
    void theRuntimeIsTheJavaThatTheCodeIsCompiledFor() throws IOException {
        String pom = Files.readString(Template.root().resolve("pom.xml"));

        assertThat(pom)
                .contains("<maven.compiler.release>" + template.runtime().replace("java", "")
                        + "</maven.compiler.release>");
    }

    private static Map<String, Object> function(String name) {
        return Objects.requireNonNull(template.functions().get(name));
    }

    /** {@code LEDGER_TABLE} is the resource that the variable refers to. */
    private static String resourceOf(String variable) {
        String reference =
                Objects.requireNonNull(template.environment("ApiFunction").get(variable));
        return reference.replace("!Ref ", "");
    }
}
