package dev.millwright.compiler;

import dev.millwright.compiler.kubernetes.FunctionRun;
import dev.millwright.compiler.kubernetes.Known;
import dev.millwright.compiler.kubernetes.Known.ModelBytes;
import dev.millwright.compiler.kubernetes.Manifests;
import dev.millwright.compiler.kubernetes.Order;
import dev.millwright.compiler.kubernetes.Share;
import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.compiler.tree.WorkTree;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.testkit.Cases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;

/// A folder below `src/test/cases/kubernetes`: `order.json` says what is known and asked for;
/// `edit.txt` edits the base project; `live.txt`, where there is one, makes the release in service.
record KubernetesCase(Path folder, Content content) {
  private static final String REGISTRY = "registry.example.com/flights";

  /// @param example whether the project is the example, not the base with edits
  /// @param rename texts to replace in every resource
  /// @param known any of images, models, snapshots
  /// @param share of the new release, in percent
  /// @param copied graphs of the new release that are asked by copies
  record Content(
      boolean example,
      Map<String, String> rename,
      List<String> known,
      SortedMap<Name, List<String>> files,
      Optional<Target.Gateway> gateway,
      Optional<String> serviceAccount,
      Optional<Target.Autoscaling> autoscaling,
      int share,
      Optional<List<Address>> copied,
      List<FunctionRun> runs) {}

  /// What is checked of the objects of a case.
  @FunctionalInterface
  interface Check {
    void of(List<? extends JsonNode> objects);
  }

  /// A test a case.
  static Stream<DynamicTest> each(Path temporary, Check check) {
    return Cases.here()
        .below("kubernetes")
        .each(
            folder -> {
              Path work = Files.createTempDirectory(temporary, "case");
              check.of(Manifests.of(of(folder).order(work)).objects());
            });
  }

  static KubernetesCase of(Path folder) throws IOException {
    String json = Files.readString(folder.resolve("order.json"));
    return new KubernetesCase(folder, Json.read(json, Content.class));
  }

  /// @param work an empty folder
  Order order(Path work) throws IOException {
    return order(work, "");
  }

  /// @param further edits, after those of the case
  Order order(Path work, String further) throws IOException {
    Compilation compilation =
        Projects.compilation(tree(work.resolve("new"), "edit.txt", further), "production");
    Release release = compilation.release();
    Path live = folder.resolve("live.txt");
    List<Share> shares =
        Files.exists(live)
            ? List.of(
                new Share(
                    Projects.release(tree(work.resolve("live"), "live.txt", ""), "production"),
                    100 - content.share()),
                new Share(release, content.share(), Set.copyOf(content.copied().orElse(List.of()))))
            : List.of(new Share(release, content.share()));
    return new Order(release, target(compilation), known(shares), shares, content.runs());
  }

  private Target target(Compilation compilation) {
    Target usual =
        Target.of(compilation.environment())
            .orElseGet(
                () ->
                    new Target(
                        compilation.environment().kubernetes().orElseThrow().namespace(),
                        REGISTRY));
    return new Target(
        usual.namespace(),
        usual.registry(),
        content.gateway().or(usual::gateway),
        content.serviceAccount().or(usual::serviceAccount),
        usual.pullSecrets(),
        usual.claim(),
        usual.tokenSecret(),
        usual.platformNamespace(),
        content.autoscaling());
  }

  private ProjectTree tree(Path work, String edits, String further) throws IOException {
    if (content.example()) {
      return WorkTree.at(Path.of("../example-repo"));
    }
    Path file = folder.resolve(edits);
    String text = (Files.exists(file) ? Files.readString(file) : "") + further;
    SortedMap<String, byte[]> files = EditedProject.edited(text);
    files.replaceAll((path, bytes) -> path.endsWith(".yaml") ? renamed(bytes) : bytes);
    return EditedProject.tree(files, work);
  }

  private byte[] renamed(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    for (Map.Entry<String, String> entry : content.rename().entrySet()) {
      text = text.replace(entry.getKey(), entry.getValue());
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Made up, but the same each time.
  private Known known(List<Share> shares) {
    SortedMap<Digest, Digest> images = new TreeMap<>();
    SortedMap<Digest, ModelBytes> models = new TreeMap<>();
    SortedMap<Digest, Digest> snapshots = new TreeMap<>();
    for (Share share : shares) {
      for (Component component : share.release().components().values()) {
        component
            .image()
            .filter(_ -> content.known().contains("images"))
            .ifPresent(image -> images.put(image.key(), digest("image", component)));
        if (component.address().kind() == Kind.MODEL && content.known().contains("models")) {
          ModelBytes bytes =
              new ModelBytes(digest("model", component), digest("baseline", component));
          models.put(component.version(), bytes);
        }
        if (component.address().kind() == Kind.FEATURE_SET
            && content.known().contains("snapshots")) {
          snapshots.put(component.version(), digest("snapshot", component));
        }
      }
    }
    return new Known(images, models, snapshots, content.files());
  }

  private static Digest digest(String what, Component component) {
    return Digest.of(what + " of " + component.version().hex());
  }
}
