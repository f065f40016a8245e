package io.certtrail.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.certtrail.domain.problem.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCodecTest {
    /** As API Gateway's guide shows it ("Working with AWS Lambda proxy integrations for HTTP APIs"). */
    private static final String EVENT = """
            {"version":"2.0","routeKey":"$default","rawPath":"/my/path",
             "rawQueryString":"parameter1=value1&parameter1=value2&parameter2=value",
             "cookies":["cookie1","cookie2"],"headers":{"Header1":"value1","header2":"value1,value2"},
             "queryStringParameters":{"parameter1":"value1,value2","parameter2":"value"},
             "requestContext":{"accountId":"123456789012","apiId":"api-id",
               "authentication":{"clientCert":{"validity":{"notAfter":"Aug  5 09:36:04 2021 GMT"}}},
               "domainName":"id.execute-api.us-east-1.amazonaws.com",
               "http":{"method":"POST","path":"/my/path","protocol":"HTTP/1.1","sourceIp":"192.0.2.1","userAgent":"agent"},
               "requestId":"id","stage":"$default","time":"12/Mar/2020:19:03:58 +0000","timeEpoch":1583348638390},
             "body":"SGVsbG8=","pathParameters":{"parameter1":"value1"},"isBase64Encoded":true,
             "stageVariables":{"stageVariable1":"value1"}}""";

    @Test
    void aRequestIsReadAsTheGatewaySendsIt() throws IOException {
        HttpRequest request = read(EVENT);

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.rawPath()).isEqualTo("/my/path");
        assertThat(request.header("HEADER1")).contains("value1");
        assertThat(request.cookies()).containsExactly("cookie1", "cookie2");
        assertThat(request.body()).asString(StandardCharsets.UTF_8).isEqualTo("Hello");
        assertThat(request.context())
                .isEqualTo(new HttpRequest.Context(
                        "id", "192.0.2.1", Instant.ofEpochMilli(1583348638390L), Optional.empty()));
        assertThat(QueryString.parse(request.rawQueryString()))
                .containsEntry("parameter1", List.of("value1", "value2"))
                .containsEntry("parameter2", List.of("value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"version\":\"1.0\"}", "{\"version\":\"2.0\"}", "{\"version\":"})
    void anythingElseIsNoRequest(String event) {
        assertThatThrownBy(() -> read(event)).isInstanceOf(IOException.class);
    }

    @Test
    void aLoneSurrogateOfTheBodyIsNeverTakenForText() throws IOException {
        String event = EVENT.replace("\"SGVsbG8=\"", "\"a\\ud800b\"").replace("true", "false");

        assertThat(read(event).body()).containsExactly('a', 0xFF, 'b');
    }

    @Test
    void repeatedParametersKeepTheirCommasAndTheirOrder() {
        assertThat(QueryString.parse("a=1%2C2&b=&a=x+y&c&=z&%C3%A4=%F0%9F%94%90"))
                .containsEntry("a", List.of("1,2", "x y"))
                .containsEntry("b", List.of(""))
                .containsEntry("c", List.of(""))
                .containsEntry("", List.of("z"))
                .containsEntry("ä", List.of("🔐"));
        assertThat(QueryString.decodeSegment("a+b%20c")).isEqualTo("a+b c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%4g", "%zz=1", "a=%ff", "a=%c0%80", "a=%ed%a0%80"})
    void whatIsNotPercentEncodedUtf8IsRefused(String query) {
        assertThatThrownBy(() -> QueryString.parse(query)).isInstanceOf(Refusal.class);
    }

    @Test
    void textGoesAsTextAndBytesAsBase64() throws IOException {
        assertThat(written(HttpResponse.of(200, "text/plain", "grüß \"dich\" nur wenig hier")))
                .contains("\"isBase64Encoded\":false", "grüß \\\"dich\\\"");
        assertThat(written(HttpResponse.of(200, "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G'})))
                .contains("\"isBase64Encoded\":true", "\"body\":\"iVBORw==\"");
    }

    @Test
    void noBodyOfFourMegabytesGrowsBeyondWhatLambdaTakes() throws IOException {
        for (String pattern : List.of("\"", "\\", "\n", "\u0001", "x", "ä", "\"x\\")) {
            String body = pattern.repeat(4_000_000 / pattern.getBytes(StandardCharsets.UTF_8).length);

            assertThat(written(HttpResponse.of(200, "application/json", body)).getBytes(StandardCharsets.UTF_8))
                    .hasSizeLessThan(6_000_000);
        }
    }

    private static HttpRequest read(String event) throws IOException {
        return HttpRequestReader.read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
    }

    private static String written(HttpResponse response) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HttpResponseWriter.write(out, response);
        return out.toString(StandardCharsets.UTF_8);
    }
}
