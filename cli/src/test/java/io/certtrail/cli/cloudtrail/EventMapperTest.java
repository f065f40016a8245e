package io.certtrail.cli.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.ledger.entry.EntryLimits;
import io.certtrail.ledger.json.Jcs;
import io.certtrail.ledger.json.Json;
import io.certtrail.ledger.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventMapperTest {

    private final EventMapper mapper = new EventMapper(Mapping.load());

    @TempDir
    Path folder;

    @Test
    void aRealEventKeepsEverythingThatItsRecordSays() throws IOException {
        CloudTrailRecord trail = Samples.record(Samples.REAL, "DeleteSecret");

        Json.Obj event = mapper.map(trail).json();

        assertThat(event.get("id")).isEqualTo(Json.of("c89377e3-de65-4074-83d7-ac05bd20b729"));
        assertThat(event.get("occurred")).isEqualTo(Json.of("2023-07-10T12:07:59.000Z"));
        assertThat(event.get("actor"))
                .isEqualTo(json("{'type':'user','id':'arn:aws:iam::123837392027:user/bert-jan','name':'bert-jan'}"));
        assertThat(((Json.Obj) event.member("client")).get("ip")).isEqualTo(Json.of("192.168.10.20"));
        assertThat(event.get("trace")).isEqualTo(Json.of("45fe4aa5-0a65-49c7-880d-12ac773d3007"));
        assertThat(event.get("description"))
                .isEqualTo(Json.of("bert-jan called DeleteSecret of secretsmanager in us-east-1"));
        Json.Obj record = recordOf(event);
        assertThat(record.get("requestParameters")).isEqualTo(trail.at("/requestParameters"));
        assertThat(record.get("responseElements")).isEqualTo(trail.at("/responseElements"));
        assertThat(record.get("userIdentity")).isEqualTo(trail.at("/userIdentity"));
        assertThat(record.members())
                .doesNotContainKeys("eventID", "eventTime", "sourceIPAddress", "userAgent", "requestID");
    }

    @Test
    void aServiceAsAddressIsKeptButIsNoAddress() throws IOException {
        Json.Obj event = mapper.map(Samples.record(Samples.REAL, "StartSecretVersionDelete"))
                .json();

        assertThat(((Json.Obj) event.member("client")).get("ip")).isNull();
        assertThat(recordOf(event).get("sourceIPAddress")).isEqualTo(Json.of("secretsmanager.amazonaws.com"));
    }

    @Test
    void anErrorIsKeptAndSaid() throws IOException {
        Json.Obj event =
                mapper.map(Samples.record(Samples.REAL, "RunInstances")).json();

        assertThat(((Json.Str) event.member("description")).value()).endsWith("failed: Client.VcpuLimitExceeded");
        assertThat(recordOf(event).get("errorCode")).isEqualTo(Json.of("Client.VcpuLimitExceeded"));
    }

    @ParameterizedTest
    @CsvSource({
        "2, user, arn:aws:iam::111122223333:root, root",
        "6, user, arn:aws:sts::111122223333:assumed-role/Admin/anaya, Admin/anaya",
        "7, system, secretsmanager.amazonaws.com, secretsmanager.amazonaws.com",
        "11, user, arn:aws:sts::111122223333:federated-user/carla, carla",
        "12, user, AIDAOTHER, account 444455556666",
        "13, user, 544894e8-80c1-707f-60e3-3ba6510dfac1, 544894e8-80c1-707f-60e3-3ba6510dfac1",
        "14, user, accounts.example.com:app:user, user",
    })
    void theActorIs(int sample, String type, String id, String name) throws IOException {
        Json.Obj event = mapper.map(Samples.all(Samples.DOCUMENTED).get(sample)).json();

        assertThat(event.get("actor"))
                .isEqualTo(Json.obj()
                        .put("type", type)
                        .put("id", id)
                        .put("name", name)
                        .build());
    }

    @Test
    void aRoleThatOnlyAwsCanTakeIsTheSystem() throws IOException {
        Json.Obj event =
                mapper.map(Samples.record(Samples.REAL, "DescribeSubnets")).json();

        assertThat(((Json.Obj) event.member("actor")).get("type")).isEqualTo(Json.of("system"));
        assertThat(((Json.Obj) event.member("actor")).get("name"))
                .isEqualTo(Json.of("AWSServiceRoleForRDS/SLRManagement"));
    }

    @Test
    void noCredentialGoesIn() throws IOException {
        Json.Obj event = mapper.map(Samples.record(Samples.DOCUMENTED, "AssumeRoleWithWebIdentity"))
                .json();

        assertThat(Jcs.text(event)).doesNotContain("made-up-session-token").contains("ASIAEXAMPLE", "\"omitted\"");
    }

    @Test
    void numbersThatTheLedgerCannotHoldBecomeTheirText() throws IOException {
        Json.Obj record = recordOf(mapper.map(read("{'a':1.50,'b':1e3,'c':-0,'d':9007199254740993,'e':42}"))
                .json());

        assertThat(record.get("requestParameters"))
                .isEqualTo(json("{'a':'1.50','b':'1e3','c':'-0','d':'9007199254740993','e':42}"));
    }

    @Test
    void whatNoLineMayHoldBecomesAReplacementCharacter() throws IOException {
        Json.Obj event =
                mapper.map(read("{'roleName':'a\\u0000b\\u2028c\\ud800'}")).json();

        assertThat(((Json.Obj) event.member("resource")).get("id")).isEqualTo(Json.of("a\uFFFDb\uFFFDc\uFFFD"));
        assertThat(recordOf(event).get("requestParameters")).isEqualTo(json("{'roleName':'a\\u0000b\\u2028c\uFFFD'}"));
    }

    @Test
    void onlyTheLargestPartsOfALargeRecordAreLeftOut() throws IOException {
        String large = "x".repeat(60_000);
        String medium = "y".repeat(20_000);

        Json.Obj event = mapper.map(read("{'small':'s','large':'%s','medium':'%s'}".formatted(large, medium)))
                .json();

        assertThat(Fitting.size(event)).isLessThan(EntryLimits.MAX_ENTRY_BYTES);
        Json.Obj parameters = (Json.Obj) recordOf(event).member("requestParameters");
        assertThat(parameters.get("small")).isEqualTo(Json.of("s"));
        assertThat(parameters.get("medium")).isEqualTo(Json.of(medium));
        assertThat(parameters.get("large")).isEqualTo(Digest.of(Json.of(large)));
    }

    @Test
    void aRecordOfNothingButSmallPartsIsLeftOutWhole() throws IOException {
        StringBuilder many = new StringBuilder("{'k':'v'");
        for (int i = 0; i < 9000; i++) {
            many.append(",'k").append(i).append("':'value'");
        }

        Json.Obj event = mapper.map(read(many.append('}').toString())).json();

        assertThat(Fitting.size(event)).isLessThan(EntryLimits.MAX_ENTRY_BYTES);
        assertThat(event.get("action")).isEqualTo(Json.of("custom.aws.ec2.DoSomething"));
    }

    @Test
    void whatIsNestedTooDeepIsLeftOutThere() throws IOException {
        Json.Obj event = mapper.map(read("{'a':" + "[".repeat(500) + "]".repeat(500) + "}"))
                .json();

        assertThat(JsonReader.parse(Jcs.bytes(event))).isEqualTo(event);
        assertThat(Jcs.text(event)).contains("\"omitted\"");
    }

    @Test
    void anIdThatIsNoUuidIsMadeOneAlwaysTheSame() throws IOException {
        CloudTrailRecord trail = CloudTrailRecord.of(
                (Json.Obj) json(
                        "{'eventID':'E-1','eventTime':'2023-07-10T11:42:31Z','eventSource':'a.b','eventName':'C'}"),
                0);

        assertThat(trail.id()).hasToString("21638ccf-e171-8b23-9601-282bc3147324");
        assertThat(trail.id().version()).isEqualTo(8);
        assertThat(recordOf(mapper.map(trail).json()).get("eventID")).isEqualTo(Json.of("E-1"));
    }

    @Test
    void aRecordWithoutWhatEveryRecordHasIsNamed() {
        Json.Obj json =
                (Json.Obj) json("{'eventID':'E-1','eventTime':'yesterday','eventSource':'a.b','eventName':'C'}");

        assertThatThrownBy(() -> CloudTrailRecord.of(json, 7))
                .hasMessage("/Records/7/eventTime: expected a time like 2023-07-10T11:42:31Z, found yesterday");
        assertThatThrownBy(() -> CloudTrailRecord.of(new Json.Obj(Map.of("eventID", Json.of(1))), 3))
                .hasMessageStartingWith("/Records/3/eventTime: expected a string, found no such member");
    }

    private CloudTrailRecord read(String requestParameters) throws IOException {
        String file =
                "{'Records':[{'eventID':'3b1a9f0b-1e1d-4f80-b4dd-f759f54a7faf','eventTime':'2023-07-10T11:57:49Z',"
                        + "'eventSource':'ec2.amazonaws.com','eventName':'DoSomething','userIdentity':{'type':'Root'},'requestParameters':";
        Path path = folder.resolve("one.json");
        Files.writeString(path, (file + requestParameters + "}]}").replace('\'', '"'));
        try (RecordReader reader = RecordReader.open(path)) {
            return CloudTrailRecord.of(Objects.requireNonNull(reader.next()), 0);
        }
    }

    private static Json.Obj recordOf(Json.Obj event) {
        return (Json.Obj) ((Json.Obj) event.member("details")).member("cloudtrail");
    }

    private static Json json(String text) {
        return JsonReader.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
