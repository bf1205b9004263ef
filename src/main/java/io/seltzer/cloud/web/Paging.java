package io.seltzer.cloud.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where one page of a list lies in it.
///
/// @param path of the list
/// @param filters parameters that stay the same from page to page
/// @param number of this page, from 1
/// @param total entries in the whole list
public record Paging(String path, Map<String, String> filters, int number, int total) {
    static final int SIZE = 50;
    private static final int LAST_REACHABLE = 10_000;

    /// The page asked for; the first one when the parameter is no number of a page.
    static int number(@Nullable String parameter) {
        return parameter != null && parameter.matches("[1-9][0-9]{0,4}")
                ? Math.min(Integer.parseInt(parameter), LAST_REACHABLE)
                : 1;
    }

    static int offset(int number) {
        return (number - 1) * SIZE;
    }

    /// `51 to 100 of 1,004`
    public String words() {
        int first = offset(number) + 1;
        return first > total
                ? Figures.count(0) + " of " + Figures.count(total)
                : Figures.count(first) + " to " + Figures.count(Math.min(total, offset(number) + SIZE)) + " of "
                        + Figures.count(total);
    }

    public Optional<String> earlier() {
        return number > 1 ? Optional.of(address(number - 1)) : Optional.empty();
    }

    public Optional<String> later() {
        return number * SIZE < total ? Optional.of(address(number + 1)) : Optional.empty();
    }

    private String address(int page) {
        Map<String, String> parameters = new TreeMap<>(filters);
        parameters.put("page", Integer.toString(page));
        StringBuilder address = new StringBuilder(path);
        parameters.forEach((name, value) -> address.append(address.length() == path.length() ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return address.toString();
    }
}
