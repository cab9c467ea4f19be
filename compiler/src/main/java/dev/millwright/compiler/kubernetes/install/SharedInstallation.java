package dev.millwright.compiler.kubernetes.install;

import dev.millwright.compiler.kubernetes.install.Installation.Storage;
import dev.millwright.compiler.kubernetes.install.Installation.TokenThere;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// The door for many: one reconciler that follows the Sources of several namespaces, each a project
/// of its own, as whom it acts there. The same installation gives the same objects.
///
/// @param namespace where the reconciler stands; none of the projects does
/// @param hasReconciler whether it is among the objects: a project may come later
/// @param isEverywhere whether it follows every namespace that is prepared, otherwise those named
///   here
/// @param storage the reconciler's own
/// @param projects one a namespace
public record SharedInstallation(
    String namespace,
    boolean hasNamespaces,
    boolean hasDefinitions,
    boolean hasReconciler,
    boolean isEverywhere,
    String image,
    Storage storage,
    List<ProjectPlace> projects) {
  private static final List<Integer> REPOSITORIES = List.of(22, 9418);

  public SharedInstallation {
    projects = List.copyOf(projects);
  }

  /// In the order in which they are applied.
  public List<ObjectNode> objects() {
    List<ObjectNode> objects = new ArrayList<>();
    if (hasDefinitions) {
      objects.addAll(Definitions.all());
    }
    if (hasReconciler) {
      objects.addAll(reconciler());
    }
    projects.forEach(project -> objects.addAll(project.objects(this)));
    return List.copyOf(objects);
  }

  private List<ObjectNode> reconciler() {
    List<ObjectNode> objects = new ArrayList<>();
    if (hasNamespaces) {
      objects.add(state().namespace());
    }
    objects.addAll(new Account(written(), Rules.turn()).all());
    if (isEverywhere) {
      objects.addAll(new Borrowing(namespace).everywhere());
    }
    objects.addAll(state().all());
    objects.addAll(
        new ReconcilerObjects(written(), ReconcilerPod.of(this), REPOSITORIES, neighbours()).all());
    return objects;
  }

  List<String> namespaces() {
    return projects.stream().map(ProjectPlace::namespace).toList();
  }

  /// It has no token of its own: each project has one.
  InstalledState state() {
    return new InstalledState(namespace, new TokenThere(""), storage);
  }

  private Map<String, Object> neighbours() {
    Map<String, Object> named =
        Map.of(
            "matchExpressions",
            List.of(
                Map.of(
                    "key",
                    "kubernetes.io/metadata.name",
                    "operator",
                    "In",
                    "values",
                    namespaces())));
    return Map.of("namespaceSelector", isEverywhere ? Map.of() : named);
  }

  private Written written() {
    return new Written(namespace);
  }
}
