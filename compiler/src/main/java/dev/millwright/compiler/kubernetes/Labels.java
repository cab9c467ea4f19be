package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.Digest;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What objects say of themselves.
///
/// A label's value has 63 characters at most, a digest 64: labels hold the first 32, annotations
/// all. Pods do not say their release: one that only other components changed in must not restart
/// them.
record Labels(Release release) {
  static final String PROJECT = "millwright.dev/project";
  static final String COMPONENT = "millwright.dev/component";
  static final String VERSION = "millwright.dev/version";
  static final String WORK = "app.kubernetes.io/component";
  static final String GRAPH = "serving-graph";
  private static final int DIGITS = 32;

  /// Of an object that belongs to the project as a whole.
  SortedMap<String, String> ofProject() {
    SortedMap<String, String> labels = new TreeMap<>(common());
    labels.put("app.kubernetes.io/name", release.project().text());
    labels.put("millwright.dev/release", digits(release.id()));
    return labels;
  }

  /// Of an object of a component, whatever its version.
  SortedMap<String, String> of(Component component, String work) {
    SortedMap<String, String> labels = new TreeMap<>(common());
    labels.put("app.kubernetes.io/name", component.address().name().text());
    labels.put(WORK, work);
    labels.putAll(selector(component));
    labels.put("millwright.dev/release", digits(release.id()));
    return labels;
  }

  /// Of an object of a component's version.
  SortedMap<String, String> ofVersion(Component component, String work) {
    SortedMap<String, String> labels = of(component, work);
    labels.put("app.kubernetes.io/version", component.version().brief());
    labels.put(VERSION, digits(component.version()));
    return labels;
  }

  /// Of a component's pods.
  SortedMap<String, String> ofPods(Component component, String work) {
    SortedMap<String, String> labels = ofVersion(component, work);
    labels.remove("millwright.dev/release");
    return labels;
  }

  /// The pods of a component, whatever their version.
  SortedMap<String, String> selector(Component component) {
    return new TreeMap<>(
        Map.of(
            PROJECT,
            release.project().text(),
            "millwright.dev/kind",
            component.address().kind().word(),
            COMPONENT,
            component.address().name().text()));
  }

  /// The pods of a component's version.
  SortedMap<String, String> versionSelector(Component component) {
    SortedMap<String, String> selector = selector(component);
    selector.put(VERSION, digits(component.version()));
    return selector;
  }

  /// The pods of the project.
  Map<String, String> projectSelector() {
    return Map.of(PROJECT, release.project().text());
  }

  Map<String, String> annotations() {
    return Map.of("millwright.dev/release", release.id().hex());
  }

  Map<String, String> annotations(Component component) {
    return Map.of("millwright.dev/release", release.id().hex(), VERSION, component.version().hex());
  }

  private Map<String, String> common() {
    return Map.of(
        "app.kubernetes.io/part-of",
        release.project().text(),
        "app.kubernetes.io/managed-by",
        "millwright",
        PROJECT,
        release.project().text(),
        "millwright.dev/environment",
        release.environment().text());
  }

  static String digits(Digest digest) {
    return digest.hex().substring(0, DIGITS);
  }
}
