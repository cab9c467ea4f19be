package dev.millwright.builder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millwright.builder.registry.BaseRegistries;
import dev.millwright.builder.registry.Credentials;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.release.ImageSpec.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/// A place to build in: a small distribution, a Maven folder with its own remote repository, and
/// the builder over it.
record Workshop(Path root) {
  static final Origin.Commit ORIGIN =
      new Origin.Commit(
          Optional.of(
              "https://user:canary-of-git@git.example.com/team/flights?token=canary-of-git"),
          "0123456789abcdef0123456789abcdef01234567",
          "");

  /// Serving, as images of models stand on it.
  static final ImageSpec SERVING =
      new ImageSpec(
          Digest.of("serving"),
          Role.GRAPH,
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty());

  static Workshop in(Path root) throws IOException {
    Workshop workshop = new Workshop(root);
    Path lib = Files.createDirectories(root.resolve("distribution/lib"));
    workshop.jar(lib.resolve("sdk-1.jar"), "", Map.of());
    workshop.jar(lib.resolve("runtime-1.jar"), "", Map.of("runtime.txt", "shared"));
    workshop.jar(lib.resolve("offline-1.jar"), "sdk-1.jar runtime-1.jar", Map.of());
    workshop.jar(lib.resolve("serving-1.jar"), "runtime-1.jar", Map.of());
    Files.createDirectories(root.resolve("maven"));
    Files.writeString(
        root.resolve("maven/settings.xml"),
        """
        <settings>
          <mirrors>
            <mirror><id>all</id><mirrorOf>*</mirrorOf><url>%s</url></mirror>
          </mirrors>
        </settings>
        """
            .formatted(root.resolve("remote").toUri()));
    return workshop;
  }

  ImageBuilder builder() {
    return builder(root.resolve("docker"));
  }

  /// @param docker the folder of the user's logins; need not exist
  ImageBuilder builder(Path docker) {
    var credentials = new Credentials(Map.of("DOCKER_CONFIG", docker.toString()), docker);
    return new ImageBuilder(folders(), new BaseRegistries(credentials, Shipyard.PATIENCE));
  }

  ImageBuilder builder(WheelLogins logins) {
    Path docker = root.resolve("docker");
    var credentials = new Credentials(Map.of("DOCKER_CONFIG", docker.toString()), docker);
    return new ImageBuilder(folders(), new BaseRegistries(credentials, Shipyard.PATIENCE), logins);
  }

  BuilderFolders folders() {
    return new BuilderFolders(
        root.resolve("images"),
        root.resolve("layers"),
        root.resolve("cache"),
        root.resolve("distribution"),
        root.resolve("maven"));
  }

  BuiltImage build(ImageSpec spec, Map<String, String> sources) throws IOException {
    Checked<BuiltImage> built = builder().build(spec, sources(sources));
    return switch (built) {
      case Checked.Ok<BuiltImage>(var image, var _) -> image;
      case Checked.Rejected<BuiltImage>(var diagnostics) ->
          throw new AssertionError(diagnostics.toString());
    };
  }

  /// A spec of a job with source, keyed by a word.
  static ImageSpec job(String key, String... dependencies) {
    var source = new ImageSpec.Source("functions/train", "tree");
    return new ImageSpec(
        Digest.of(key),
        Role.JOB,
        Optional.of(source),
        List.of(dependencies),
        Optional.empty(),
        Optional.empty());
  }

  /// The same on a base.
  static ImageSpec job(String key, Optional<String> base) {
    ImageSpec spec = job(key);
    return new ImageSpec(spec.key(), spec.role(), spec.source(), List.of(), Optional.empty(), base);
  }

  /// The same image, of source that stands elsewhere.
  static ImageSpec at(String folder) {
    var source = new ImageSpec.Source(folder, "tree");
    return new ImageSpec(
        Digest.of("key"),
        Role.JOB,
        Optional.of(source),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  static Sources sources(Map<String, String> texts) {
    return () -> new Checked.Ok<>(files(texts), List.of());
  }

  static SortedMap<String, byte[]> files(Map<String, String> texts) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    texts.forEach((path, text) -> files.put(path, text.getBytes(UTF_8)));
    return files;
  }

  /// Puts `group:name:1` into the remote repository, with what it depends on.
  void publish(String name, Map<String, String> content, String... dependencies)
      throws IOException {
    Path folder = Files.createDirectories(root.resolve("remote/group/" + name + "/1"));
    jar(folder.resolve(name + "-1.jar"), "", content);
    StringBuilder needs = new StringBuilder();
    for (String dependency : dependencies) {
      needs.append(
          "<dependency><groupId>group</groupId><artifactId>%s</artifactId><version>1</version></dependency>"
              .formatted(dependency));
    }
    Files.writeString(
        folder.resolve(name + "-1.pom"),
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>group</groupId><artifactId>%s</artifactId><version>1</version>
          <dependencies>%s</dependencies>
        </project>
        """
            .formatted(name, needs));
  }

  /// The same, with Millwright's command in the distribution.
  Workshop withCommand(String release) throws IOException {
    ownJar("millwright.jar", "cli", release, Map.of());
    ownJar("spec-1.jar", "spec", release, Map.of());
    return this;
  }

  /// Puts in a jar that says that it is Millwright's; `millwright.jar` names the others.
  void ownJar(String file, String module, String release, Map<String, String> more)
      throws IOException {
    Map<String, String> content = new TreeMap<>(more);
    content.put(
        "META-INF/maven/dev.millwright/" + module + "/pom.properties",
        "groupId=dev.millwright\nartifactId=%s\nversion=%s\n".formatted(module, release));
    String classPath = file.equals("millwright.jar") ? "spec-1.jar runtime-1.jar" : "";
    jar(folders().distribution().resolve("lib").resolve(file), classPath, content);
  }

  void jar(Path file, String classPath, Map<String, String> content) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      ZipEntry first = new ZipEntry("META-INF/MANIFEST.MF");
      first.setLastModifiedTime(FileTime.fromMillis(0));
      jar.putNextEntry(first);
      manifest.write(jar);
      for (var text : new TreeMap<>(content).entrySet()) {
        ZipEntry entry = new ZipEntry(text.getKey());
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        jar.putNextEntry(entry);
        jar.write(text.getValue().getBytes(UTF_8));
      }
    }
  }
}
