package dev.millwright.bench.images;

import dev.millwright.bench.ExampleProject;
import dev.millwright.bench.Line;
import dev.millwright.bench.Temporary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/// `millwright build --push` as a user waits for it, through the launcher, to a registry on this
/// machine: the example for the first time, the example with a changed class, and many functions of
/// which none has changed. Beside it `buildah`, where it is there, with the same images. Arguments:
/// how many changes, and how many functions.
public final class ImagesToRegistry {
  private static final int WARM_UP = 10;

  private final Temporary folder;
  private final LocalRegistry registry;
  private final Program millwright;
  private int edits;

  private ImagesToRegistry(Temporary folder, LocalRegistry registry) {
    this.folder = folder;
    this.registry = registry;
    this.millwright =
        new Program(
            Map.of(
                "MILLWRIGHT_STATE", folder.resolve("state").toString(),
                "XDG_CACHE_HOME", folder.resolve("cache").toString()));
  }

  public static void main(String[] arguments)
      throws IOException, InterruptedException, GitAPIException {
    Optional<Path> program = Program.find("docker-registry");
    if (program.isEmpty()) {
      System.out.println("images: skipped, since there is no docker-registry here");
      return;
    }
    try (Temporary folder = Temporary.folder("images");
        LocalRegistry registry = LocalRegistry.start(program.get(), folder.resolve("registry"))) {
      var images = new ImagesToRegistry(folder, registry);
      // Has the launcher make what it makes once.
      images.millwright("--version");
      images.example(Integer.parseInt(arguments[0]));
      images.unchanged(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    }
  }

  private long millwright(String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(Path.of("millwright").toAbsolutePath().toString()));
    line.addAll(List.of(words));
    return millwright.run(line);
  }

  private long push(Path project) throws IOException, InterruptedException {
    return millwright(pushing(project).toArray(String[]::new));
  }

  private List<String> pushing(Path project) {
    String to = registry.host() + "/" + project.getFileName();
    return List.of("build", project.toString(), "--push", "--to", to);
  }

  private void example(int changes) throws IOException, InterruptedException, GitAPIException {
    try (Temporary project = Temporary.folder("example")) {
      project.copyOf(ExampleProject.folder());
      try (Git git = Git.init().setDirectory(project.folder().toFile()).call()) {
        long _ = Functions.commit(git);
        // Fetches the libraries.
        millwright("build", project.folder().toString());
        Path unpacked = folder.resolve("unpacked");
        Files.move(folder.resolve("state"), unpacked);
        Files.move(folder.resolve("cache/millwright/layers"), folder.resolve("unpacked-cache"));
        Line.of("first build and push, 3 images", Line.time(push(project.folder()))).print();
        Changes ours = changes(changes, project.folder(), git, () -> push(project.folder()));
        ours.line("one class changed, saved to pushed").print();
        warm(changes, project.folder(), git);
        peer(unpacked, project.folder(), changes, git);
      }
    }
  }

  private void warm(int changes, Path project, Git git)
      throws IOException, InterruptedException, GitAPIException {
    try (WarmProgram program = WarmProgram.start(millwright.environment())) {
      Changes _ = changes(WARM_UP, project, git, () -> program.run(pushing(project)));
      changes(changes, project, git, () -> program.run(pushing(project)))
          .line("the same in a process that has built before (aim: 1 s)")
          .print();
    }
  }

  private void peer(Path unpacked, Path project, int changes, Git git)
      throws IOException, InterruptedException, GitAPIException {
    if (Program.find("buildah").isEmpty()) {
      System.out.println("buildah: skipped, since it is not here");
      return;
    }
    Peer peer = new Peer(folder.resolve("peer"), registry.host());
    peer.prepare(unpacked.resolve("layers"));
    Path source = project.resolve("functions");
    Line.of("buildah, the same 3 images", Line.time(peer.all(source))).print();
    changes(changes, project, git, () -> peer.function(source))
        .line("buildah, the same change")
        .print();
  }

  @FunctionalInterface
  private interface Timed {
    long run() throws IOException, InterruptedException;
  }

  /// @param nanos the median; @param bytes that the registry was sent for one
  private record Changes(long nanos, long bytes) {
    Line line(String name) {
      return Line.of(name, Line.time(nanos)).aim(Line.number("%,.0f bytes sent", (double) bytes));
    }
  }

  private Changes changes(int count, Path project, Git git, Timed build)
      throws IOException, InterruptedException, GitAPIException {
    Path source = Functions.source(project.resolve("functions"));
    List<Long> nanos = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      Functions.change(source, ++edits);
      long before = registry.bytes();
      nanos.add(Functions.commit(git) + build.run());
      bytes = registry.bytes() - before;
    }
    return new Changes(nanos.stream().sorted().toList().get(count / 2), bytes);
  }

  private void unchanged(int runs, int functions)
      throws IOException, InterruptedException, GitAPIException {
    try (Temporary project = Temporary.folder("functions")) {
      Functions.write(project.folder(), functions);
      try (Git git = Git.init().setDirectory(project.folder().toFile()).call()) {
        long _ = Functions.commit(git);
      }
      long first = push(project.folder());
      Line.of("first build and push, %d functions".formatted(functions), Line.time(first)).print();
      long before = registry.requests();
      List<Long> nanos = new ArrayList<>();
      for (int i = 0; i < runs; i++) {
        nanos.add(push(project.folder()));
      }
      Line.of(
              "nothing changed, %d functions".formatted(functions),
              Line.time(nanos.stream().sorted().toList().get(runs / 2)))
          .aim("%d requests; aim 2 s for 100".formatted((registry.requests() - before) / runs))
          .print();
    }
  }
}
