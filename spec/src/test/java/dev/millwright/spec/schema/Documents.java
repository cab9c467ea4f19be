package dev.millwright.spec.schema;

import dev.millwright.spec.binding.Binder;
import dev.millwright.spec.binding.Locator;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Severity;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.resource.Resource;
import dev.millwright.spec.yaml.LocatedResource;
import dev.millwright.spec.yaml.Reading;
import dev.millwright.spec.yaml.ResourceReader;
import dev.millwright.spec.yaml.Used;
import dev.millwright.testkit.Cases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Documents of resources as trees, and what the binding says to them.
final class Documents {
  private static final Locator NOWHERE =
      new Locator() {
        @Override
        public Span value(String pointer) {
          return Span.startOf(pointer);
        }

        @Override
        public Span key(String pointer) {
          return Span.startOf(pointer);
        }
      };

  private Documents() {}

  /// The project whose resources between them use every field.
  static List<LocatedResource> full() {
    return Stream.of("src/test/full", "src/test/hub")
        .flatMap(folder -> below(Path.of(folder)).stream())
        .toList();
  }

  /// The resources below a folder, all of which must be readable.
  static List<LocatedResource> below(Path folder) {
    Reading reading = ResourceReader.read(Cases.filesOf(folder));
    boolean isWrong =
        reading.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    List<LocatedResource> documents = new ArrayList<>(reading.resources());
    reading.uses().stream().map(Used::part).forEach(documents::add);
    if (isWrong || documents.isEmpty()) {
      throw new AssertionError(folder + ": " + reading.findings());
    }
    return documents;
  }

  /// Findings stand in a file that is called as the pointer to their place.
  static Checked<Resource> bind(ObjectNode tree) {
    return Binder.bind(tree, NOWHERE);
  }
}
