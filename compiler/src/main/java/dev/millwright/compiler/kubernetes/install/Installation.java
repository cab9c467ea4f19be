package dev.millwright.compiler.kubernetes.install;

import dev.millwright.spec.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The door: one project in one environment, followed by a reconciler in a namespace of its own.
/// The same installation gives the same objects.
///
/// @param namespace where the reconciler and all that it runs stand
/// @param hasNamespace whether the namespace itself is among the objects
/// @param hasDefinitions whether the custom resources' definitions are: one cluster has them once
/// @param image the reconciler's
/// @param gateway `NAMESPACE/NAME` of the Gateway that requests come in by; absent: what the
///   environment says
/// @param gitSecret the Secret that opens the repository, if it needs one
/// @param webhookSecret the Secret that forges show when they call; absent: they cannot
public record Installation(
    String namespace,
    boolean hasNamespace,
    boolean hasDefinitions,
    Followed followed,
    String image,
    Optional<String> gateway,
    Storage storage,
    Token token,
    Optional<String> gitSecret,
    Optional<String> webhookSecret) {
  /// What the reconciler's own objects are named: its Deployment, its account, its Lease.
  public static final String RECONCILER = Written.NAME;

  /// Where it is asked.
  public static final int PORT = ReconcilerPod.PORT;

  /// What is followed.
  ///
  /// @param ref absent: what the environment follows
  /// @param path the project's folder in the repository, empty at the root
  public record Followed(SourceUrl source, Optional<String> ref, String path, Name environment) {}

  /// Where the stores and the record lie.
  public sealed interface Storage {}

  /// A claim that the installation makes.
  ///
  /// @param storageClass absent: the cluster's own choice
  public record NewClaim(Optional<String> storageClass, String size) implements Storage {}

  public record ClaimThere(String name) implements Storage {}

  /// A folder of a server that many nodes mount, so that several claims can be folders of one.
  ///
  /// @param path absolute, on the server
  public record NfsFolder(String server, String path, String size) implements Storage {
    /// A folder in it.
    public NfsFolder resolve(String folder) {
      return new NfsFolder(server, path.replaceAll("/+$", "") + "/" + folder, size);
    }
  }

  /// What lets the reconciler have processes read their files again.
  public sealed interface Token {}

  /// @param value random, made by who asks for the objects: here nothing is
  public record NewToken(String value) implements Token {
    @Override
    public String toString() {
      return "a new token";
    }
  }

  /// @param secret a Secret with a `token`
  public record TokenThere(String secret) implements Token {}

  /// In the order in which they are applied.
  public List<ObjectNode> objects() {
    List<ObjectNode> objects = new ArrayList<>();
    if (hasDefinitions) {
      objects.addAll(Definitions.all());
    }
    InstalledState state = InstalledState.of(this);
    if (hasNamespace) {
      objects.add(state.namespace());
    }
    objects.addAll(Account.of(this).all());
    objects.addAll(state.all());
    objects.addAll(ReconcilerObjects.of(this).all());
    return List.copyOf(objects);
  }
}
