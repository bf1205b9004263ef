package io.seltzer.cloud.web;

/// A part of the product that the navigation leads to.
public enum Section {
    DATASETS("/datasets", "Datasets"),
    MONITORS("/monitors", "Monitors"),
    SCANS("/scans", "Scans");

    private final String path;
    private final String word;

    Section(String path, String word) {
        this.path = path;
        this.word = word;
    }

    public String path() {
        return path;
    }

    public String word() {
        return word;
    }
}
