package io.seltzer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `seltzer`, in a checkout whose path has a blank, with a stand-in for Maven that takes no time.
class LauncherIT {
    private static final String JDK = System.getProperty("java.home");

    /// What a stand-in for `mvn` does, which is called in place of a build.
    private static final String BUILDS = "cp \"$CHECKOUT/program.jar\" \"$CHECKOUT/target/seltzer.jar\"\n";

    @TempDir
    private Path folder;

    private Path checkout;
    private Path launcher;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = Files.createDirectory(folder.resolve("my checkout"));
        launcher = checkout.resolve("seltzer");
        Path original = Path.of(System.getProperty("seltzer.basedir"), "seltzer");
        Files.copy(original, launcher, StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(checkout.resolve("src/main/java"));
        Files.createFile(checkout.resolve("src/main/java/Some.java"));
        Files.createFile(checkout.resolve("pom.xml"));
        makeProgram(checkout.resolve("program.jar"));
        standIn("mvn", "echo built >> \"$CHECKOUT/builds\"\n" + BUILDS);
        standIn("java", "exit 1\n");
    }

    @Test
    void buildsOnFirstUseAndNotAgain() throws Exception {
        // When
        Ended first = launch("say", "a b", "");
        Ended second = launch("say");

        // Then
        assertThat(first.exitCode()).isZero();
        assertThat(first.output()).isEqualTo("say|a b|\n");
        assertThat(first.errors()).startsWith("seltzer: building").hasLineCount(1);
        assertThat(second).isEqualTo(new Ended(0, "say\n", ""));
        assertThat(checkout.resolve("builds")).hasContent("built");
        assertThat(checkout.resolve("target/seltzer.lock")).doesNotExist();
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        // Given
        launch("say");
        Instant later = Instant.now().plusSeconds(60);
        Files.setLastModifiedTime(checkout.resolve("src/main/java/Some.java"), FileTime.from(later));

        // When
        Ended again = launch("say");

        // Then
        assertThat(again.output()).isEqualTo("say\n");
        assertThat(checkout.resolve("builds")).hasContent("built\nbuilt");
    }

    @Test
    void doesNotBuildAgainWhenTheBuildLeftTheJarAsItWas() throws Exception {
        // Given a source newer than the jar, and a build that finds nothing to do
        launch("say");
        Files.setLastModifiedTime(checkout.resolve("target/seltzer.jar"), FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(checkout.resolve("target/seltzer.built"), FileTime.from(Instant.EPOCH));
        standIn("mvn", "echo nothing to do >> \"$CHECKOUT/builds\"\n");

        // When
        launch("say");
        launch("say");

        // Then
        assertThat(checkout.resolve("builds")).hasContent("built\nnothing to do");
    }

    @Test
    void startsThatComeTogetherBuildOnce() throws Exception {
        // Given
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            starts.add(start(launcher, checkout, Map.of(), "say"));
        }

        // When
        List<Ended> ends = new ArrayList<>();
        for (Process start : starts) {
            ends.add(end(start));
        }

        // Then
        assertThat(ends).extracting(Ended::output).containsOnly("say\n");
        assertThat(checkout.resolve("builds")).hasContent("built");
    }

    @Test
    void aLockOfADeadProcessIsTakenOver() throws Exception {
        // Given
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(checkout.resolve("target"));
        Files.createSymbolicLink(checkout.resolve("target/seltzer.lock"), Path.of(Long.toString(dead.pid())));

        // Then
        assertThat(launch("say").output()).isEqualTo("say\n");
    }

    @Test
    void aFailedBuildShowsTheEndOfItsLog() throws Exception {
        standIn("mvn", "echo this is wrong; exit 1\n");

        Ended ended = launch("say");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.output()).isEmpty();
        assertThat(ended.errors())
                .contains("this is wrong\n")
                .endsWith("seltzer: the build failed; " + checkout.resolve("target/build.log") + " has all of it.\n");
    }

    @Test
    void startsFromAnArchiveAndSaysWhereItIs() throws Exception {
        launch("say");
        Path archive = checkout.resolve("target/seltzer.jsa");

        assertThat(archive).isNotEmptyFile();
        assertThat(launch("property", "seltzer.archive").output()).isEqualTo(archive + "\n");
        assertThat(launch("property", "seltzer.home").output()).isEqualTo(checkout + "\n");
    }

    @Test
    void aStaleArchiveIsMadeAnewWithoutAWord() throws Exception {
        // Given
        launch("say");
        Path archive = checkout.resolve("target/seltzer.jsa");
        Files.writeString(archive, "no archive");
        Files.setLastModifiedTime(archive, FileTime.from(Instant.EPOCH));

        // Then
        assertThat(launch("say")).isEqualTo(new Ended(0, "say\n", ""));
        assertThat(Files.size(archive)).isGreaterThan(1000);
    }

    @Test
    void anArchiveThatJavaCannotUseIsPassedOverWithoutAWord() throws Exception {
        launch("say");
        Files.writeString(checkout.resolve("target/seltzer.jsa"), "no archive");

        assertThat(launch("say")).isEqualTo(new Ended(0, "say\n", ""));
    }

    @Test
    void exitCodesArePassedOn() throws Exception {
        assertThat(launch("exit", "4").exitCode()).isEqualTo(4);
    }

    @Test
    void worksFromAnotherFolderAndThroughLinks() throws Exception {
        // Given a link to a relative link
        launch("say");
        Path elsewhere = Files.createDirectory(folder.resolve("else where"));
        Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("../my checkout/seltzer"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), elsewhere.resolve("relative"));

        // When
        Ended ended = end(start(link, elsewhere, Map.of(), "folder"));

        // Then
        assertThat(ended).isEqualTo(new Ended(0, elsewhere.toRealPath() + "\n", ""));
        assertThat(checkout.resolve("builds")).hasContent("built");
    }

    @Test
    void javaGetsTheSignal() throws Exception {
        // Given
        launch("say");
        Process process = start(launcher, checkout, Map.of(), "wait");
        assertThat(process.inputReader().readLine()).isEqualTo("waiting");

        // When
        process.toHandle().destroy();

        // Then
        assertThat(process.inputReader().readLine()).isEqualTo("told to end");
        assertThat(process.waitFor()).isEqualTo(143);
    }

    @Test
    void javaGetsMoreOptions() throws Exception {
        launch("say");
        Map<String, String> options = Map.of("SELTZER_JAVA_OPTS", "-Dmore=* -XX:+UseG1GC");

        assertThat(end(start(launcher, checkout, options, "property", "more")))
                .isEqualTo(new Ended(0, "*\n", ""));
    }

    @Test
    void withoutAJdk25ItSaysWhatIsMissing() throws Exception {
        // Given a JDK of another version, and none in the usual places
        Path old = folder.resolve("jdks/jdk-17");
        standIn(old.resolve("bin/java"), "exit 1\n");
        standIn(old.resolve("bin/javac"), "exit 1\n");
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.25\"\n");
        Map<String, String> environment = Map.of(
                "JAVA_HOME", old.toString(), "SELTZER_JDKS", folder.resolve("jdks").toString());

        // When
        Ended ended = end(start(launcher, checkout, environment, "say"));

        // Then
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.errors()).startsWith("seltzer: needs a JDK 25").hasLineCount(1);
    }

    @Test
    void findsAJdk25AmongOthers() throws Exception {
        Path jdks = Path.of(JDK).getParent();
        Map<String, String> environment = Map.of("JAVA_HOME", "", "SELTZER_JDKS", folder + ":" + jdks);

        assertThat(end(start(launcher, checkout, environment, "property", "java.specification.version")).output())
                .isEqualTo("25\n");
    }

    private record Ended(int exitCode, String output, String errors) {}

    private Ended launch(String... arguments) throws IOException, InterruptedException {
        return end(start(launcher, checkout, Map.of(), arguments));
    }

    /// With a PATH that holds the stand-ins and what the system has, but no JDK of the machine's.
    private Process start(Path program, Path workingFolder, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(workingFolder.toFile());
        builder.environment().remove("SELTZER_JAVA_OPTS");
        builder.environment().put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("CHECKOUT", checkout.toString());
        builder.environment().put("JAVA_HOME", JDK);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Ended end(Process process) throws IOException, InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), text(process.getInputStream()), text(process.getErrorStream()));
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private void standIn(String name, String script) throws IOException {
        standIn(folder.resolve("bin").resolve(name), script);
    }

    private static void standIn(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static void makeProgram(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, LaunchedProgram.class.getName());
        String file = LaunchedProgram.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream in = LaunchedProgram.class.getClassLoader().getResourceAsStream(file)) {
            out.putNextEntry(new JarEntry(file));
            in.transferTo(out);
        }
    }
}
