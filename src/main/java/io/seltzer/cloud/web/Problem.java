package io.seltzer.cloud.web;

/// A page that cannot be shown: what happened, and what to do.
public record Problem(int status, String headline, String text, Notice.Link link) {
    static final Problem NOT_FOUND = new Problem(
            404,
            "There is no such page",
            "The address may be mistyped, or what it named belongs to another organisation or is gone.",
            new Notice.Link("/datasets", "All datasets"));
    static final Problem BROKEN = new Problem(
            500,
            "This page could not be made",
            "It is a fault of the server, and its log says which. Nothing was changed. Try again in a minute.",
            new Notice.Link("/datasets", "All datasets"));
    static final Problem NO_DATABASE = new Problem(
            503,
            "The database does not answer",
            "Scans go on, and their results wait with the agents. Try again in a minute.",
            new Notice.Link("/datasets", "Try again"));
    static final Problem FOREIGN_ORIGIN = new Problem(
            403,
            "This did not come from a page of this server",
            "The browser says that another site sent the form. Open the page here and try again.",
            new Notice.Link("/datasets", "All datasets"));
    static final Problem BAD_REQUEST = new Problem(
            400,
            "This request cannot be read",
            "Open the page again and retry.",
            new Notice.Link("/datasets", "All datasets"));
}
