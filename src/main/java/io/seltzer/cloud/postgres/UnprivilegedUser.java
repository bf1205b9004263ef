package io.seltzer.cloud.postgres;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `nobody`, whom root becomes for the server.
///
/// @param switchTo the words before a command that make it run as this user
record UnprivilegedUser(int uid, int gid, List<String> switchTo) implements ServerUser {
    private static final String NAME = "nobody";

    static UnprivilegedUser nobody() throws IOException {
        Path accounts = Path.of("/etc/passwd");
        List<String> lines = Files.exists(accounts) ? Files.readAllLines(accounts) : List.of();
        String[] fields = lines.stream()
                .filter(line -> line.startsWith(NAME + ":"))
                .findFirst()
                .map(line -> line.split(":", -1))
                .filter(line -> line.length > 3)
                .orElseThrow(() -> new PostgresRefused(
                        "postgres.no-user",
                        "PostgreSQL does not run as root, and this system has no user '" + NAME
                                + "' to run it as. Start as another user."));
        return new UnprivilegedUser(
                Integer.parseInt(fields[2]), Integer.parseInt(fields[3]), switchTo(fields[2], fields[3]));
    }

    private static List<String> switchTo(String uid, String gid) {
        if (ServerUser.isInstalled("setpriv")) {
            return List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--");
        }
        if (ServerUser.isInstalled("runuser")) {
            return List.of("runuser", "-u", NAME, "--");
        }
        if (ServerUser.isInstalled("su")) {
            return List.of("su", "-s", "/bin/sh", NAME, "-c", "exec \"$0\" \"$@\"", "--");
        }
        throw new PostgresRefused(
                "postgres.no-user",
                "PostgreSQL does not run as root, and none of setpriv, runuser and su is installed to become '"
                        + NAME + "'. Install util-linux, or start as another user.");
    }

    @Override
    public List<String> command(List<String> command) {
        return Stream.concat(switchTo.stream(), command.stream()).toList();
    }

    /// New folders are passable whatever the umask; existing ones stay as they are.
    @Override
    public void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.getParent();
        if (parent != null) {
            makeFolder(parent);
        }
        Files.createDirectory(folder);
        FolderTree.setMode(folder, 0755);
    }

    /// A folder that is this user's already has nothing of another's in it.
    @Override
    public void own(Path path) throws IOException {
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    return ownerOf(folder).equals(uid) ? FileVisitResult.SKIP_SUBTREE : visitFile(folder, attributes);
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
                    Files.setAttribute(file, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (FileSystemException e) {
            throw new PostgresRefused(
                    "postgres.no-user",
                    "PostgreSQL does not run as root, and " + path + " cannot be given to the user '" + NAME
                            + "'. Start as another user, or choose a --data folder on another file system.",
                    e);
        }
    }

    @Override
    public void mustReach(Path folder, String remedy) throws IOException {
        Optional<Path> closed = firstClosed(folder.toRealPath());
        if (closed.isPresent()) {
            throw new PostgresRefused(
                    "postgres.unreachable-folder",
                    "As root, PostgreSQL runs as the user '" + NAME + "', who cannot reach " + folder + ": "
                            + closed.get() + " is closed to others. " + remedy);
        }
    }

    private Optional<Path> firstClosed(Path folder) throws IOException {
        List<Path> fromTheRoot = new ArrayList<>();
        for (Path path = folder; path != null; path = path.getParent()) {
            fromTheRoot.addFirst(path);
        }
        for (Path path : fromTheRoot) {
            if (!mayPass(Files.readAttributes(path, PosixFileAttributes.class), ownerOf(path))) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    private boolean mayPass(PosixFileAttributes attributes, Object owner) {
        PosixFilePermission needed = owner.equals(uid)
                ? PosixFilePermission.OWNER_EXECUTE
                : PosixFilePermission.OTHERS_EXECUTE;
        return attributes.permissions().contains(needed);
    }

    private static Object ownerOf(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid");
    }
}
