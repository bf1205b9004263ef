package io.seltzer.cloud;

import io.seltzer.cloud.TestHttp.Answer;
import io.seltzer.protocol.WireJson;
import java.util.Map;

/// What a client of the field sends: a log-in, then messages that carry its token.
record SodaClient(TestHttp http, String token) {

    static SodaClient loggedIn(TestOrganisation organisation) {
        Answer answer = logIn(organisation.http(), organisation.http().key().secret());
        return new SodaClient(organisation.http(), answer.json().path("token").asText());
    }

    static Answer logIn(TestHttp http, String secret) {
        return http.send(
                "POST",
                "/api/command",
                "",
                WireJson.text(Map.of("type", "login", "apiKeyId", http.key().id(), "apiKeySecret", secret)));
    }

    /// @param message JSON without its token
    Answer command(String message) {
        return http.send("POST", "/api/command", "", withToken(message));
    }

    Answer query(String message) {
        return http.send("POST", "/api/query", "", withToken(message));
    }

    Answer log(String scan, String lines) {
        return http.send("POST", "/api/logs/" + scan + "/batchV4", token, lines);
    }

    /// @return the file's id
    String upload(String contract) {
        Answer answer = command(
                WireJson.text(Map.of("type", "sodaCoreUploadContractFile", "contents", contract)));
        return answer.json().path("fileId").asText();
    }

    Answer publish(String file) {
        return command(
                """
                {"type":"sodaCorePublishContract",
                 "contract":{"fileId":"%s","metadata":{"source":{"type":"local","filePath":"contracts/orders.yml"}}}}"""
                        .formatted(file));
    }

    /// The token comes last.
    private String withToken(String message) {
        String members = message.substring(0, message.lastIndexOf('}'));
        return members + ",\"token\":\"" + token + "\"}";
    }
}
