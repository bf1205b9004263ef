package io.seltzer.cloud.web;

import java.util.Optional;

/// What is wrong or going on, and where to go: at most one on a page.
///
/// @param look `fail`, `warn`, `error` or `running`
public record Notice(String look, String headline, String text, Optional<Link> link) {
    public record Link(String path, String text) {}

    /// Name in the sprite.
    public String icon() {
        return look;
    }
}
