package dev.millwright.compiler.release;

import dev.millwright.compiler.lock.CommitLock;
import dev.millwright.compiler.memory.Kept;
import dev.millwright.compiler.memory.Memory;
import dev.millwright.compiler.memory.Same;
import dev.millwright.compiler.source.SourceFiles;
import dev.millwright.compiler.source.SystemPlace;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.compiler.version.Facts;
import dev.millwright.compiler.version.Versions;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.lock.LockedLibrary;
import dev.millwright.spec.release.Pins;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Connection;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Files;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Assembles releases; what a definition came to is kept.
public final class Releases {
  private final Versions versions;
  private final ReleaseIds ids;
  private final Kept<Placed, FeatureSet> placed;
  private final Kept<String, Digest> blobs;

  public Releases(Memory memory) {
    this.versions = new Versions(memory);
    this.ids = new ReleaseIds(memory);
    this.placed = memory.kept();
    this.blobs = memory.kept();
  }

  private record Placed(Same<FeatureSet> set, String path) {}

  /// @param resources checked, with every formula typed
  public Release of(
      SortedMap<Address, Resource> resources,
      ProjectTree tree,
      CommitLock lock,
      Name project,
      Environment environment) {
    Assembly assembly =
        new Assembly(
            new TreeMap<>(resources),
            tree,
            lock,
            new SourceDigests(tree, blobs),
            new HashMap<>(),
            new HashMap<>(),
            new HashMap<>(),
            new HashMap<>());
    resources.values().forEach(resource -> assembly.read(resource, placed));
    Facts facts = new Facts(assembly.treeIds, assembly.libraries, assembly.pins, assembly.sources);
    return ids.release(
        project,
        environment.metadata().name(),
        environment.clock().map(Environment.Clock::startsAt),
        environment.gateway().map(Environment.Gateway::port).orElse(Environment.Gateway.PORT),
        versions.of(assembly.resources.values(), facts));
  }

  private record Assembly(
      SortedMap<Address, Resource> resources,
      ProjectTree tree,
      CommitLock lock,
      SourceDigests digests,
      Map<Address, String> treeIds,
      Map<Address, List<LockedLibrary>> libraries,
      Map<Address, Pins> pins,
      Map<Address, SortedMap<String, Digest>> sources) {
    private void read(Resource resource, Kept<Placed, FeatureSet> placed) {
      if (resource instanceof Function function) {
        function.source().ifPresent(folder -> treeIds.put(function.address(), treeId(folder)));
        lock.libraries(function).ifPresent(pinned -> libraries.put(function.address(), pinned));
        lock.pins(function).ifPresent(pinned -> pins.put(function.address(), pinned));
      }
      if (resource instanceof FeatureSet set && set.source() instanceof Files files) {
        place(set, files, placed);
      }
    }

    private String treeId(String folder) {
      return tree.treeId(folder)
          .orElseThrow(() -> new IllegalArgumentException("not checked: " + folder));
    }

    private void place(FeatureSet set, Files files, Kept<Placed, FeatureSet> placed) {
      Address connection = new Address(Kind.CONNECTION, files.connection());
      if (resources.get(connection) instanceof Connection found) {
        resources.put(set.address(), placed.get(key(set, files, found), it -> placed(it, files)));
        if (found.place() instanceof Connection.Filesystem(var root)) {
          sources.put(set.address(), digests.of(below(root, files)));
        }
      }
    }

    private static Placed key(FeatureSet set, Files files, Connection connection) {
      String path =
          connection.place() instanceof Connection.Filesystem(var root)
              ? below(root, files).path()
              : SystemPlace.of(connection.place()) + "/" + files.path();
      return new Placed(new Same<>(set), path);
    }

    private static SourceFiles below(String root, Files files) {
      return SourceFiles.below(root, files.path()).orElseThrow();
    }

    private static FeatureSet placed(Placed key, Files files) {
      FeatureSet set = key.set().it();
      return new FeatureSet(
          set.metadata(),
          set.entities(),
          set.timestamp(),
          set.availableAt(),
          new Files(files.connection(), key.path(), files.columns()),
          set.transform(),
          set.aggregate(),
          set.features(),
          set.maxAge(),
          set.online(),
          set.schedule(),
          set.offline());
    }
  }
}
