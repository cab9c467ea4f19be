package dev.millwright.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.api.CommitCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A real git repository in a temporary folder, on branch `main`, without a first commit. As a
/// field with `@RegisterExtension` it lives as long as one test; elsewhere close it.
///
/// Authors and times are fixed, one minute between commits, so that equal histories have equal ids.
public final class TemporaryRepository implements AfterEachCallback, AutoCloseable {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Path root;
  private final Git git;
  private int commits;

  private TemporaryRepository(Path root, Git git) {
    this.root = root;
    this.git = git;
  }

  public static TemporaryRepository create() {
    try {
      Path root = Files.createTempDirectory("repository").toRealPath();
      Git git = Git.init().setDirectory(root.toFile()).setInitialBranch("main").call();
      return new TemporaryRepository(root, git);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The work tree.
  public Path root() {
    return root;
  }

  public TemporaryRepository write(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String read(String path) {
    try {
      return Files.readString(root.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Replaces a text that must stand in the file.
  public TemporaryRepository replace(String path, String text, String replacement) {
    String before = read(path);
    if (!before.contains(text)) {
      throw new IllegalArgumentException(path + " has no " + text);
    }
    return write(path, before.replace(text, replacement));
  }

  /// Deletes a file, or a folder with all below it.
  public TemporaryRepository delete(String path) {
    deleteTree(root.resolve(path));
    return this;
  }

  /// Copies all files below a folder into the root of the work tree; build output and git's own
  /// folder are left out.
  public TemporaryRepository copyTree(Path folder) {
    return copyTree(folder, "");
  }

  /// Copies all files below a folder into a folder of the work tree.
  public TemporaryRepository copyTree(Path folder, String into) {
    Path target = root.resolve(into);
    try (Stream<Path> entries = Files.walk(folder)) {
      for (Path file : entries.filter(Files::isRegularFile).toList()) {
        Path relative = folder.relativize(file);
        if (!relative.startsWith(".git") && !relative.startsWith("target")) {
          Path copy = target.resolve(relative.toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Commits the whole work tree, also when nothing has changed, and answers the commit's id.
  public String commit(String message) {
    return commit(git.commit().setMessage(message));
  }

  /// Replaces the last commit by one with the work tree as it is now.
  public String amend(String message) {
    return commit(git.commit().setAmend(true).setMessage(message));
  }

  /// Checks a branch out; a new one starts at the current commit.
  public TemporaryRepository branch(String name) {
    try {
      boolean create = git.getRepository().findRef("refs/heads/" + name) == null;
      Ref checkedOut = git.checkout().setName(name).setCreateBranch(create).call();
      if (checkedOut == null) {
        throw new IllegalStateException("no branch " + name);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The commit that a ref or abbreviation names, such as `HEAD` or `main`.
  public Optional<String> resolve(String revision) {
    try {
      return Optional.ofNullable(git.getRepository().resolve(revision)).map(id -> id.name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// JGit's door to the same repository, for what has no word here.
  public Git git() {
    return git;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }

  @Override
  public void close() {
    git.close();
    deleteTree(root);
  }

  private String commit(CommitCommand command) {
    try {
      git.add().addFilepattern(".").call();
      git.add().addFilepattern(".").setUpdate(true).call();
      Instant time = START.plus(Duration.ofMinutes(commits++));
      PersonIdent author = new PersonIdent("Test", "test@example.com", time, ZoneOffset.UTC);
      return command
          .setAuthor(author)
          .setCommitter(author)
          .setSign(false)
          .setNoVerify(true)
          .setAllowEmpty(true)
          .call()
          .name();
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void deleteTree(Path folder) {
    try {
      if (Files.exists(folder)) {
        Files.walkFileTree(folder, new Deletion());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
