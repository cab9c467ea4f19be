package dev.millwright.compiler.release;

import dev.millwright.compiler.lock.CommitLock;
import dev.millwright.compiler.source.SourceFiles;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.compiler.version.Facts;
import dev.millwright.compiler.version.Versions;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.canonical.Canonical;
import dev.millwright.spec.lock.LockedLibrary;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Connection;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Files;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Assembles releases.
public final class Releases {
  private final SortedMap<Address, Resource> resources;
  private final ProjectTree tree;
  private final CommitLock lock;
  private final SortedMap<Address, String> treeIds = new TreeMap<>();
  private final SortedMap<Address, List<LockedLibrary>> libraries = new TreeMap<>();
  private final SortedMap<Address, SortedMap<String, Digest>> sources = new TreeMap<>();

  private Releases(SortedMap<Address, Resource> resources, ProjectTree tree, CommitLock lock) {
    this.resources = new TreeMap<>(resources);
    this.tree = tree;
    this.lock = lock;
  }

  /// @param resources checked, with every formula typed
  public static Release of(
      SortedMap<Address, Resource> resources,
      ProjectTree tree,
      CommitLock lock,
      Name project,
      Environment environment) {
    Releases releases = new Releases(resources, tree, lock);
    releases.readFacts();
    Facts facts = new Facts(releases.treeIds, releases.libraries, releases.sources);
    Content content =
        new Content(
            project,
            environment.metadata().name(),
            environment.clock().map(Environment.Clock::startsAt),
            environment.gateway().map(Environment.Gateway::port).orElse(Environment.Gateway.PORT),
            Versions.of(releases.resources.values(), facts));
    return content.release();
  }

  /// All of a release but its id.
  private record Content(
      Name project,
      Name environment,
      Optional<Instant> clockStartsAt,
      int gatewayPort,
      SortedMap<Address, Component> components) {
    Release release() {
      Digest id = Canonical.digest(this);
      return new Release(id, project, environment, clockStartsAt, gatewayPort, components);
    }
  }

  private void readFacts() {
    for (Resource resource : resources.values().stream().toList()) {
      if (resource instanceof Function function) {
        treeIds.put(function.address(), treeId(function));
        lock.libraries(function).ifPresent(pinned -> libraries.put(function.address(), pinned));
      }
      if (resource instanceof FeatureSet set && set.source() instanceof Files files) {
        place(set, files);
      }
    }
  }

  private String treeId(Function function) {
    return tree.treeId(function.source())
        .orElseThrow(() -> new IllegalArgumentException("not checked: " + function.source()));
  }

  private void place(FeatureSet set, Files files) {
    Address connection = new Address(Kind.CONNECTION, files.connection());
    if (resources.get(connection) instanceof Connection found) {
      SourceFiles source = SourceFiles.below(found.root(), files.path()).orElseThrow();
      resources.put(set.address(), placed(set, files, source));
      sources.put(set.address(), digests(source));
    }
  }

  private static FeatureSet placed(FeatureSet set, Files files, SourceFiles source) {
    return new FeatureSet(
        set.metadata(),
        set.entities(),
        set.timestamp(),
        set.availableAt(),
        new Files(files.connection(), source.path(), files.columns()),
        set.transform(),
        set.aggregate(),
        set.features(),
        set.maxAge(),
        set.online());
  }

  private SortedMap<String, Digest> digests(SourceFiles source) {
    SortedMap<String, Digest> digests = new TreeMap<>();
    if (!source.isOutside()) {
      source.in(tree.paths()).forEach(path -> digests.put(path, tree.digest(path)));
    }
    return digests;
  }
}
