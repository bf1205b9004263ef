package io.seltzer.cli;

public final class Seltzer {
    private Seltzer() {}

    public static void main(String[] args) {}
}
