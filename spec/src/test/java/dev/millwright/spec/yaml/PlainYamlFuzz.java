package dev.millwright.spec.yaml;

import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/// Any bytes as a file: what is composed without SnakeYAML is what it composes.
public final class PlainYamlFuzz {
  private PlainYamlFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    SourceText.decode("x.yaml", data)
        .flatMap(it -> difference(it.text()))
        .ifPresent(
            difference -> {
              throw new AssertionError(difference);
            });
  }

  /// Both answers, where they are not the same.
  static Optional<String> difference(String text) {
    Optional<Node> plain = PlainYaml.compose(text);
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    SourceText source = new SourceText("x.yaml", text);
    Documents documents = Documents.of(source);
    String quick = ComposedText.of(plain.get());
    boolean isOne = documents.failures().isEmpty() && documents.nodes().size() == 1;
    String slow = isOne ? ComposedText.of(documents.nodes().getFirst()) : documents.toString();
    boolean isLegible = Legibility.refusal(source).isEmpty();
    return quick.equals(slow) && isLegible
        ? Optional.empty()
        : Optional.of(text + "\nis, quickly\n" + quick + "\nand otherwise\n" + slow);
  }
}
