package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.resource.Environment;
import java.util.List;
import java.util.Optional;

/// Where objects go. The namespace belongs to one project in one environment.
///
/// @param registry where images are pulled from, without a slash at its end
/// @param serviceAccount one that is there already; absent: the project gets one of its own
/// @param pullSecrets the namespace's Secrets that pods pull images by; none: those of the account
/// @param claim the PersistentVolumeClaim that holds the stores. It is never rendered: data
///   outlives releases
/// @param tokenSecret the Secret whose `token` lets the platform use a process's own paths
/// @param platformNamespace where Millwright's own controller runs
/// @param autoscaling absent: each graph keeps the number of replicas that it declares
/// @param root where pods see the claim: as the platform does, since both name the same files
public record Target(
    String namespace,
    String registry,
    Optional<Gateway> gateway,
    Optional<String> serviceAccount,
    List<String> pullSecrets,
    String claim,
    String tokenSecret,
    String platformNamespace,
    Optional<Autoscaling> autoscaling,
    String root) {
  public Target {
    pullSecrets = List.copyOf(pullSecrets);
  }

  /// The claim of an environment that names none.
  public static final String STATE = "millwright-state";

  /// The Secret of an environment that names none.
  public static final String TOKEN = "millwright-token";

  private static final String PLATFORM = "millwright-system";

  /// A Gateway of the Gateway API.
  ///
  /// @param proxies the namespace that its proxies' requests come from
  /// @param listener absent: any of its listeners
  public record Gateway(String namespace, String name, String proxies, Optional<String> listener) {
    /// By `NAMESPACE/NAME`, with the proxies beside it.
    public static Gateway named(String text) {
      int slash = text.indexOf('/');
      String namespace = text.substring(0, slash);
      return new Gateway(namespace, text.substring(slash + 1), namespace, Optional.empty());
    }
  }

  /// @param maxReplicas no graph gets more
  /// @param cpuPercent how much of the CPU that they ask for replicas use on average
  public record Autoscaling(int maxReplicas, int cpuPercent) {}

  /// With the claim where it usually is.
  public Target(
      String namespace,
      String registry,
      Optional<Gateway> gateway,
      Optional<String> serviceAccount,
      List<String> pullSecrets,
      String claim,
      String tokenSecret,
      String platformNamespace,
      Optional<Autoscaling> autoscaling) {
    this(
        namespace,
        registry,
        gateway,
        serviceAccount,
        pullSecrets,
        claim,
        tokenSecret,
        platformNamespace,
        autoscaling,
        StatePaths.STATE);
  }

  /// A namespace and a registry, and for the rest what is usual.
  public Target(String namespace, String registry) {
    this(
        namespace,
        registry,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        STATE,
        TOKEN,
        PLATFORM,
        Optional.empty());
  }

  /// What an environment says; empty when it names no namespace or no registry. Without a registry
  /// an image's name would mean one of a public registry, which is anybody's.
  public static Optional<Target> of(Environment environment) {
    return environment
        .kubernetes()
        .flatMap(cluster -> environment.registry().map(registry -> of(cluster, registry)));
  }

  private static Target of(Environment.Kubernetes cluster, String registry) {
    return new Target(
        cluster.namespace(),
        registry,
        cluster
            .gateway()
            .map(it -> new Gateway(it.namespace(), it.name(), it.namespace(), it.listener())),
        cluster.serviceAccount(),
        cluster.imagePullSecrets(),
        STATE,
        TOKEN,
        PLATFORM,
        Optional.empty());
  }

  /// The same with a gateway.
  public Target with(Gateway named) {
    return new Target(
        namespace,
        registry,
        Optional.of(named),
        serviceAccount,
        pullSecrets,
        claim,
        tokenSecret,
        platformNamespace,
        autoscaling,
        root);
  }

  /// The same, looked after from its own namespace.
  ///
  /// @param claimThere the claim that the installation has
  /// @param tokenThere the Secret that it has
  public Target installed(String claimThere, String tokenThere) {
    return lookedAfter(namespace, claimThere, tokenThere, root);
  }

  /// The same, looked after from another namespace.
  ///
  /// @param from where the platform runs
  /// @param seenAt where the platform sees the claim
  public Target lookedAfter(String from, String claimThere, String tokenThere, String seenAt) {
    return new Target(
        namespace,
        registry,
        gateway,
        serviceAccount,
        pullSecrets,
        claimThere,
        tokenThere,
        from,
        autoscaling,
        seenAt);
  }
}
