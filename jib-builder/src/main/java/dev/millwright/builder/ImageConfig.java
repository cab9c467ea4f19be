package dev.millwright.builder;

import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.release.ImageSpec.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How an image runs and what it says of itself. All of it follows from the key: what changes with
/// every commit, such as the revision, stands in the image's provenance.
///
/// @param entrypoint the command line, for a caller to add arguments to
/// @param environment variables besides the base's
record ImageConfig(
    List<String> entrypoint,
    SortedMap<String, String> environment,
    SortedMap<String, String> labels) {
  /// Nobody's user and group, as the restricted pod security standard asks for.
  static final String USER = "65532:65532";

  static final String LABEL = "org.opencontainers.image.";

  /// Nothing is written beside the source, and the folder that a process stands in has no modules.
  private static final SortedMap<String, String> PYTHON =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              Map.of(
                  "PYTHONPATH",
                  PythonContents.SOURCE + ":" + PythonContents.SITE,
                  "PYTHONDONTWRITEBYTECODE",
                  "1",
                  "PYTHONSAFEPATH",
                  "1",
                  "PYTHONUNBUFFERED",
                  "1")));

  static ImageConfig of(ImageSpec spec) {
    return spec.python()
        .map(it -> new ImageConfig(python(it), PYTHON, labels(spec)))
        .orElseGet(() -> new ImageConfig(java(spec.role()), variables(spec), labels(spec)));
  }

  private static SortedMap<String, String> variables(ImageSpec spec) {
    return spec.role() == Role.MODEL
        ? new TreeMap<>(Map.of("MILLWRIGHT_MODELS", ModelImage.FOLDER))
        : new TreeMap<>();
  }

  /// As a program that a wheel installs begins: the function is called without arguments, finds
  /// those of the process in `sys.argv`, and what it returns is the process's status.
  private static List<String> python(ImageSpec.Python asked) {
    String[] handler = asked.handler().split(":", 2);
    String text =
        "import site, sys; site.addsitedir('%s'); from %s import %s; sys.exit(%s())"
            .formatted(PythonContents.SITE, handler[0], handler[1], handler[1]);
    return List.of(PythonSearch.program(asked), "-c", text);
  }

  private static List<String> java(Role role) {
    List<String> line = new ArrayList<>();
    line.add("java");
    line.addAll(ImageSpec.JVM_OPTIONS);
    line.addAll(
        switch (role) {
          case JOB, GRAPH, MODEL -> List.of("-cp", "/app/lib/*");
          case RECONCILER ->
              List.of("-Dmillwright.home=/app", "-cp", "/app/lib/" + Distribution.COMMAND);
          case PYTHON -> throw new IllegalArgumentException("no Java starts it");
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
          case PYTHON -> "Millwright function";
          case MODEL -> "Millwright serving graph with a model";
        };
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put(LABEL + "title", title);
    labels.put(LABEL + "version", spec.key().hex());
    spec.base().ifPresent(it -> labels.put(LABEL + "base.name", it));
    return labels;
  }
}
