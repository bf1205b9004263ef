package io.seltzer.cloud.web;

import io.seltzer.cloud.store.ApiKey;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// Sends what a browser sends: its cookie, the origin of a form. Follows no redirect, so that tests see them.
final class Browser {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String server;
    private String cookie = "";

    Browser(String server) {
        this.server = server;
    }

    static Browser loggedIn(TestServer server, ApiKey key) {
        Browser browser = new Browser(server.address());
        browser.logIn(key);
        return browser;
    }

    /// Another browser with the same cookie.
    Browser copy() {
        Browser copy = new Browser(server);
        copy.cookie = cookie;
        return copy;
    }

    HttpResponse<String> logIn(ApiKey key) {
        return post("/login", Map.of("key", key.id(), "secret", key.secret()), server);
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /// The page at a path that is there.
    Document page(String path) {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answered " + response.statusCode());
        }
        return Jsoup.parse(response.body());
    }

    HttpResponse<String> post(String path, Map<String, String> form) {
        return post(path, form, server);
    }

    HttpResponse<String> post(String path, Map<String, String> form, String origin, String... headers) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = request(path)
                .header("Origin", origin)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> response = send(request.build());
        response.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
        return response;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path));
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
