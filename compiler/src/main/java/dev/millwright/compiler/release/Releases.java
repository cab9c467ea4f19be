package dev.millwright.compiler.release;

import dev.millwright.compiler.lock.CommitLock;
import dev.millwright.compiler.memory.Kept;
import dev.millwright.compiler.memory.Memory;
import dev.millwright.compiler.memory.Same;
import dev.millwright.compiler.source.SourceFiles;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.compiler.version.Facts;
import dev.millwright.compiler.version.Versions;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.lock.LockedLibrary;
import dev.millwright.spec.release.Pins;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Connection;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Files;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Monitor;
import dev.millwright.spec.resource.Project;
import dev.millwright.spec.resource.Resource;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.Workflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Assembles releases; what a definition came to is kept.
public final class Releases {
  private final Versions versions;
  private final ReleaseIds ids;
  private final Kept<Reading, Placed> placed;
  private final Kept<String, Digest> blobs;

  public Releases(Memory memory) {
    this.versions = new Versions(memory);
    this.ids = new ReleaseIds(memory);
    this.placed = memory.kept();
    this.blobs = memory.kept();
  }

  /// A set that reads files, and where the connection leads that it reads through.
  private record Reading(Same<FeatureSet> set, Connection.Place from) {}

  /// @param resources in order of address; checked, with every formula typed
  public Release of(
      List<Resource> resources,
      ProjectTree tree,
      CommitLock lock,
      Name project,
      Environment environment) {
    Assembly assembly = new Assembly(tree, lock, new SourceDigests(tree, blobs));
    resources.forEach(assembly::take);
    return ids.release(
        project,
        environment.metadata().name(),
        environment.clock().map(Environment.Clock::startsAt),
        environment.gateway().map(Environment.Gateway::port).orElse(Environment.Gateway.PORT),
        versions.of(assembly.definitions, assembly.facts()));
  }

  /// Takes resources in their order: connections before the sets that read through them.
  private final class Assembly {
    private final ProjectTree tree;
    private final CommitLock lock;
    private final SourceDigests digests;
    private final List<Resource> definitions = new ArrayList<>();
    private final Map<Name, Connection> connections = new HashMap<>();
    private final Map<Address, String> treeIds = new HashMap<>();
    private final Map<Address, List<LockedLibrary>> libraries = new HashMap<>();
    private final Map<Address, Pins> pins = new HashMap<>();
    private final Map<Address, SortedMap<String, Digest>> sources = new HashMap<>();
    private Optional<String> base = Optional.empty();

    Assembly(ProjectTree tree, CommitLock lock, SourceDigests digests) {
      this.tree = tree;
      this.lock = lock;
      this.digests = digests;
    }

    Facts facts() {
      return new Facts(treeIds, libraries, pins, sources, base);
    }

    void take(Resource resource) {
      switch (resource) {
        case Function function -> {
          function.source().ifPresent(folder -> treeIds.put(function.address(), treeId(folder)));
          lock.libraries(function, tree).ifPresent(it -> libraries.put(function.address(), it));
          lock.pins(function).ifPresent(it -> pins.put(function.address(), it));
          definitions.add(function);
        }
        case Connection connection -> connections.put(connection.metadata().name(), connection);
        case FeatureSet set -> definitions.add(placed(set));
        case Project project -> base = lock.base(project);
        case Environment _ -> {}
        case Model model -> definitions.add(withFile(model));
        case FeatureVector _, ServingGraph _, Workflow _, Monitor _ -> definitions.add(resource);
      }
    }

    private Model withFile(Model model) {
      model
          .artifact()
          .ifPresent(it -> sources.put(model.address(), digests.of(new SourceFiles(it.path()))));
      return model;
    }

    private String treeId(String folder) {
      return tree.treeId(folder)
          .orElseThrow(() -> new IllegalArgumentException("not checked: " + folder));
    }

    private FeatureSet placed(FeatureSet set) {
      if (!(set.source() instanceof Files files)) {
        return set;
      }
      Connection connection = connections.get(files.connection());
      if (connection == null) {
        return set;
      }
      Reading reading = new Reading(new Same<>(set), connection.place());
      Placed known = placed.get(reading, it -> Placed.of(set, files, it.from()));
      known.files().ifPresent(it -> sources.put(set.address(), digests.of(it)));
      return known.set();
    }
  }
}
