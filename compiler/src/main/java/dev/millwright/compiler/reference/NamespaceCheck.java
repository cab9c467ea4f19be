package dev.millwright.compiler.reference;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.Environment.Kubernetes;
import dev.millwright.spec.resource.Environment.Platform;
import java.util.HashMap;
import java.util.Map;

/// A namespace of a cluster belongs to one environment.
final class NamespaceCheck {
  private final Declarations declarations;
  private final Findings findings;
  private final Map<Kubernetes, Declared<Environment>> owners = new HashMap<>();

  NamespaceCheck(Declarations declarations, Findings findings) {
    this.declarations = declarations;
    this.findings = findings;
  }

  void check() {
    declarations.all(Environment.class).stream()
        .filter(it -> it.resource().platform() == Platform.KUBERNETES)
        .forEach(it -> it.resource().kubernetes().ifPresent(cluster -> owned(it, cluster)));
  }

  private void owned(Declared<Environment> environment, Kubernetes cluster) {
    Declared<Environment> owner = owners.putIfAbsent(cluster, environment);
    if (owner != null) {
      Place place = environment.spec("kubernetes").field("namespace");
      String message =
          "the namespace `%s` belongs to the environment `%s`"
              .formatted(cluster.namespace(), owner.resource().metadata().name());
      findings.add(
          place
              .error(Rule.NAMESPACE_SHARED, message)
              .hint("name another, such as `" + another(environment, cluster) + "`")
              .related(owner.spec("kubernetes").field("namespace").span(), "it is named here"));
    }
  }

  private static String another(Declared<Environment> environment, Kubernetes cluster) {
    return cluster.namespace() + "-" + environment.resource().metadata().name();
  }
}
