package dev.millwright.spec.serving;

import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// `releases.json`: which releases a graph process may answer for, and what each binds. Replaced
/// atomically; the process reloads it when told and answers by the release that the request
/// carries.
public record ReleasesFile(SortedMap<Digest, Bound> releases) {
  public ReleasesFile {
    releases = Collections.unmodifiableSortedMap(new TreeMap<>(releases));
  }

  /// @param versions address to version of all that takes part in an answer: graph, models,
  ///   vectors, sets, functions
  /// @param online each set's online store file; @param models each model's files
  public record Bound(
      SortedMap<Address, Digest> versions,
      SortedMap<Name, String> online,
      SortedMap<Name, ModelPaths> models) {
    /// What a release binds for a graph of its.
    ///
    /// @throws X when a model has no files
    public static <X extends Exception> Bound of(
        Component graph, Release release, StorePaths stores, ModelFiles<X> files) throws X {
      GraphFile file = GraphFile.of(graph, release);
      SortedMap<Address, Digest> versions = new TreeMap<>();
      SortedMap<Name, String> online = new TreeMap<>();
      SortedMap<Name, ModelPaths> models = new TreeMap<>();
      versions.put(graph.address(), graph.version());
      for (Name name : file.vectors().keySet()) {
        put(versions, release.at(Kind.FEATURE_VECTOR, name));
      }
      for (Name name : file.sets().keySet()) {
        Component set = release.at(Kind.FEATURE_SET, name);
        put(versions, set);
        online.put(name, stores.online(name, set.version()).toString());
      }
      for (Name name : file.models().keySet()) {
        Component model = release.at(Kind.MODEL, name);
        put(versions, model);
        models.put(name, files.of(model));
      }
      file.functions()
          .ifPresent(
              asked ->
                  asked.keySet().forEach(name -> put(versions, release.at(Kind.FUNCTION, name))));
      return new Bound(versions, online, models);
    }

    private static void put(SortedMap<Address, Digest> versions, Component component) {
      versions.put(component.address(), component.version());
    }
  }

  /// Where the files of a model are.
  ///
  /// @param <X> says that it has none yet
  @FunctionalInterface
  public interface ModelFiles<X extends Exception> {
    ModelPaths of(Component model) throws X;
  }

  /// @param baseline the statistics of its training; absent of one that was trained elsewhere
  public record ModelPaths(String model, Optional<String> baseline) {}
}
