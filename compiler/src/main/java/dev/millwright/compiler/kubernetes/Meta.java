package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import java.util.Map;

/// Metadata of objects of one release in one namespace.
record Meta(Release release, Target target) {
  Labels labels() {
    return new Labels(release);
  }

  /// Of an object of the project.
  Map<String, Object> ofProject(String name) {
    return metadata(name, labels().ofProject(), labels().annotations());
  }

  /// Of an object that all versions of a component share.
  Map<String, Object> of(Component component, String work, String name) {
    return metadata(name, labels().of(component, work), labels().annotations());
  }

  /// Of an object of a component's version.
  Map<String, Object> ofVersion(Component component, String work, String name) {
    return metadata(name, labels().ofVersion(component, work), labels().annotations(component));
  }

  /// Of a component's pods.
  Map<String, Object> ofPods(Component component, String work) {
    return Map.of(
        "labels",
        labels().ofPods(component, work),
        "annotations",
        Map.of(Labels.VERSION, component.version().hex()));
  }

  private Map<String, Object> metadata(
      String name, Map<String, String> labels, Map<String, String> annotations) {
    return Map.of(
        "name",
        name,
        "namespace",
        target.namespace(),
        "labels",
        labels,
        "annotations",
        annotations);
  }
}
