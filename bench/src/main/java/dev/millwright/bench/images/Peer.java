package dev.millwright.bench.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The same images by `javac`, a Containerfile each, and `buildah`, with its cache of layers. What
/// goes in is taken from the images that Millwright made, unpacked.
final class Peer {
  private static final String CLASSES = "app/function/classes";

  private final Program program = new Program(Map.of());
  private final Path folder;
  private final String registry;

  /// @param folder for its contexts and its storage
  /// @param registry where it pushes to
  Peer(Path folder, String registry) {
    this.folder = folder;
    this.registry = registry;
  }

  /// Lays out what goes into the images.
  ///
  /// @param layers Millwright's, unpacked, each in a folder
  void prepare(Path layers) throws IOException {
    try (Stream<Path> folders = Files.list(layers)) {
      for (Path layer : folders.toList()) {
        for (String image : images(layer)) {
          copy(layer, folder.resolve(image));
        }
      }
    }
    for (String image : List.of("graph", "job", "function")) {
      Files.writeString(folder.resolve(image).resolve("Containerfile"), containerfile(image));
    }
  }

  /// The images that a layer is part of, by the jars in it.
  private static List<String> images(Path layer) throws IOException {
    if (Files.isDirectory(layer.resolve("app/function"))) {
      return List.of("function");
    }
    try (Stream<Path> jars = Files.list(layer.resolve("app/lib"))) {
      return jars.anyMatch(it -> it.getFileName().toString().startsWith("serving-"))
          ? List.of("graph")
          : List.of("job", "function");
    }
  }

  private String containerfile(String image) {
    StringBuilder text = new StringBuilder("FROM scratch\nCOPY app/lib /app/lib\n");
    if (image.equals("function")) {
      text.append("COPY app/function/lib /app/function/lib\n");
      text.append("COPY %s /%s\n".formatted(CLASSES, CLASSES));
    }
    return text.append("USER 65532:65532\nENTRYPOINT [\"java\", \"-cp\", \"/app/lib/*\"]\n")
        .toString();
  }

  /// All three, compiled and pushed.
  long all(Path source) throws IOException, InterruptedException {
    return push("job") + push("graph") + function(source);
  }

  /// The function's, compiled and pushed.
  long function(Path source) throws IOException, InterruptedException {
    Path context = folder.resolve("function");
    List<String> javac = new ArrayList<>();
    javac.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    javac.addAll(List.of("-parameters", "-proc:none", "-d", context.resolve(CLASSES).toString()));
    javac.addAll(
        List.of("-cp", context.resolve("app/lib/*") + ":" + context.resolve("app/function/lib/*")));
    try (Stream<Path> files = Files.walk(source)) {
      files.map(Path::toString).filter(it -> it.endsWith(".java")).forEach(javac::add);
    }
    return program.run(javac) + push("function");
  }

  private long push(String image) throws IOException, InterruptedException {
    String name = registry + "/peer/" + image + ":latest";
    List<String> build = buildah("bud", "--layers", "-q", "-t", name);
    build.add(folder.resolve(image).toString());
    List<String> push = buildah("push", "-q", "--tls-verify=false", name);
    return program.run(build) + program.run(push);
  }

  private List<String> buildah(String... words) {
    List<String> line = new ArrayList<>(List.of("buildah"));
    line.addAll(List.of("--root", folder.resolve("storage").toString()));
    line.addAll(List.of("--runroot", folder.resolve("run").toString()));
    line.addAll(List.of(words));
    return line;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
