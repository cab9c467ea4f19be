package dev.millwright.builder;

import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.release.ImageSpec.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How an image runs and what it says of itself. All of it follows from the key: what changes with
/// every commit, such as the revision, stands in the image's provenance.
///
/// @param entrypoint the command line, for a caller to add arguments to
record ImageConfig(List<String> entrypoint, SortedMap<String, String> labels) {
  /// Nobody's user and group, as the restricted pod security standard asks for.
  static final String USER = "65532:65532";

  static final String LABEL = "org.opencontainers.image.";

  static ImageConfig of(ImageSpec spec) {
    return new ImageConfig(entrypoint(spec.role()), labels(spec));
  }

  private static List<String> entrypoint(Role role) {
    List<String> line = new ArrayList<>();
    line.add("java");
    line.addAll(ImageSpec.JVM_OPTIONS);
    line.addAll(
        switch (role) {
          case JOB, GRAPH -> List.of("-cp", "/app/lib/*");
          case RECONCILER ->
              List.of("-Dmillwright.home=/app", "-cp", "/app/lib/" + Distribution.COMMAND);
        });
    line.add(role.main());
    return line;
  }

  private static SortedMap<String, String> labels(ImageSpec spec) {
    String title =
        switch (spec.role()) {
          case JOB -> "Millwright job";
          case GRAPH -> "Millwright serving graph";
          case RECONCILER -> "Millwright";
        };
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put(LABEL + "title", title);
    labels.put(LABEL + "version", spec.key().hex());
    spec.base().ifPresent(it -> labels.put(LABEL + "base.name", it));
    return labels;
  }
}
