package dev.millwright.compiler.kubernetes.install;

import dev.millwright.compiler.kubernetes.install.Installation.Storage;
import dev.millwright.compiler.kubernetes.install.Installation.Token;
import dev.millwright.spec.Name;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// A namespace that a reconciler of several looks after: what stands there before its Source does.
///
/// @param storage of the project: the folder `projects/NAMESPACE` of the reconciler's own
/// @param token of the project's processes
public record ProjectPlace(Name name, Token token, Storage storage) {
  /// As whom the reconciler acts in a project's namespace, when its Source names nobody.
  public static final String ACCOUNT = "millwright-project";

  /// The Secrets that an account reads beside the token, where they are: what opens the repository,
  /// who is told the end of commits, and what a forge shows that calls.
  public static final List<String> SECRETS =
      List.of("millwright-git", "millwright-commit-status", "millwright-webhook");

  String namespace() {
    return name.text();
  }

  List<ObjectNode> objects(SharedInstallation installation) {
    InstalledState state = new InstalledState(namespace(), token, storage);
    List<ObjectNode> objects = new ArrayList<>();
    if (installation.hasNamespaces()) {
      objects.add(state.namespace());
    }
    objects.addAll(new Account(new Written(namespace(), ACCOUNT), rules(state)).all());
    if (!installation.isEverywhere()) {
      objects.addAll(new Borrowing(installation.namespace()).in(name));
    }
    objects.addAll(state.all());
    return objects;
  }

  /// All that happens in the namespace happens as this account. Its Source is its people's: of that
  /// it may say nothing.
  private static List<Object> rules(InstalledState state) {
    List<Object> rules = new ArrayList<>(Rules.project());
    rules.addAll(
        Rules.shown(Definitions.RESOURCES.stream().filter(it -> !it.equals("sources")).toList()));
    rules.add(Rules.secret(state.tokenSecret()));
    SECRETS.forEach(secret -> rules.add(Rules.secret(secret)));
    return rules;
  }
}
