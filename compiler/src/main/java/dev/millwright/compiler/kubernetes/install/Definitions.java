package dev.millwright.compiler.kubernetes.install;

import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.yaml.PlainDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// The definitions of Millwright's custom resources, as they stand in `deploy/crds`.
public final class Definitions {
  /// What all of them belong to.
  public static final String GROUP = "millwright.dev";

  /// The version that is served and stored.
  public static final String VERSION = "v1alpha1";

  /// The resources, in the plural.
  public static final List<String> RESOURCES =
      List.of("sources", "releases", "rollouts", "components");

  private Definitions() {}

  public static List<ObjectNode> all() {
    return RESOURCES.stream().map(Definitions::read).toList();
  }

  private static ObjectNode read(String resource) {
    String file = "crds/" + resource + ".yaml";
    try (InputStream text = Definitions.class.getResourceAsStream(file)) {
      if (text == null) {
        throw new IllegalStateException("the definition of " + resource + " is not packed");
      }
      return switch (PlainDocument.read(file, text.readAllBytes())) {
        case Checked.Ok<PlainDocument> ok -> ok.value().tree();
        case Checked.Rejected<PlainDocument> rejected ->
            throw new IllegalStateException(rejected.findings().toString());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
