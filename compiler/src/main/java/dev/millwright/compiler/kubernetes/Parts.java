package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.serving.ReleasesFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The objects of a release one part at a time, as a rollout needs them: the same that [Manifests]
/// has of all.
///
/// @param order whose release is the newest that the part belongs to
public record Parts(Order order) {
  /// What the project has once.
  public List<ObjectNode> project() {
    return new ProjectObjects(order).all();
  }

  /// A version of a graph, answering for releases.
  public List<ObjectNode> graph(Component graph, ReleasesFile releases) {
    return objects(graph, releases).all();
  }

  /// What a graph version's processes read of the releases that they answer for.
  public ObjectNode releases(Component graph, ReleasesFile releases) {
    return objects(graph, releases).releasesMap().orElseThrow();
  }

  private GraphObjects objects(Component graph, ReleasesFile releases) {
    return new GraphObjects(order, graph, Optional.of(Tree.content(releases)));
  }

  /// The name of a graph version's Deployment and Service.
  public static String name(Component graph) {
    return Names.version(graph);
  }

  /// Every graph of every release that may answer.
  public Set<Address> graphs() {
    return Manifests.graphs(order);
  }

  /// How requests come to a graph, by the shares of the order.
  public List<ObjectNode> routing(Address graph) {
    return new Routing(order, graph).all();
  }

  /// Whether there is who copies requests.
  public boolean mayCopy() {
    return order.target().gateway().isPresent();
  }

  /// Where a graph's processes answer.
  public static final int PORT = GraphPod.PORT;

  /// The labels that everything rendered has, as a selector.
  public static final String OURS = "app.kubernetes.io/managed-by=millwright";

  /// The labels that all objects of a project's graph versions have, as a selector.
  public static String graphSelector() {
    return OURS + "," + Labels.WORK + "=" + Labels.GRAPH;
  }

  /// The labels that all objects of a graph have, whatever its version, as a selector.
  public static String graphSelector(Name graph) {
    return graphSelector() + "," + Labels.COMPONENT + "=" + graph;
  }

  /// The labels that all objects of a graph version have, as a selector.
  public static String graphSelector(Name graph, Digest version) {
    return graphSelector(graph) + "," + Labels.VERSION + "=" + Labels.digits(version);
  }

  /// The graph that an object says it belongs to.
  ///
  /// @throws IllegalArgumentException when it says none
  public static Name graph(Map<String, String> labels) {
    return Name.of(labels.getOrDefault(Labels.COMPONENT, ""));
  }

  /// The version that a pod, or an object of a version, says that it is of.
  public static Optional<Digest> version(Map<String, String> annotations) {
    return Optional.ofNullable(annotations.get(Labels.VERSION)).map(Digest::parse);
  }

  /// A job under the name of its run.
  ///
  /// @param term how long one attempt may take
  public List<ObjectNode> job(Component component, String run, Job job, Duration term) {
    return JobObjects.of(order, component, job, term).once(jobName(run));
  }

  /// The CronJob of a function that starts by itself, and what its pods read, which is first.
  public List<ObjectNode> schedule(Component function) {
    return DataJobs.of(order).runsOf(function);
  }

  /// The labels that all objects of functions' runs have, as a selector.
  public static String runSelector() {
    return OURS + "," + Labels.WORK + "=run";
  }

  /// The name of the component that an object says it belongs to, if it says so.
  public static Optional<Name> component(Map<String, String> labels) {
    return Optional.ofNullable(labels.get(Labels.COMPONENT)).map(Name::of);
  }

  /// Where an image has the author's classes and their libraries; these may be declared in a POM
  /// that only the builder reads, so whether there are any is not known here.
  public static List<Path> functionClasspath() {
    return List.of(Path.of("/app/function/classes"), Path.of("/app/function/lib/*"));
  }

  /// Where an image has the runtime.
  public static Path runtimeLib() {
    return Path.of("/app/lib");
  }

  /// The folders of the claim that pods have parts of. A node that makes one for a mount makes it
  /// for root alone.
  public static List<String> folders() {
    return List.of("artifacts", "monitors", "offline", "online", "recordings", "runs", "sources");
  }

  /// The name of a run's Job, and of its folder on the claim.
  public static String jobName(String run) {
    return Names.fit(run, Names.LONGEST);
  }
}
