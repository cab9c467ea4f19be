package dev.millwright.spec.lock;

import dev.millwright.spec.Digest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One pin: a need, and what it is met by.
public sealed interface LockEntry {
  /// What is pinned.
  Need need();

  /// By what, a line for each part, for people.
  List<String> parts();

  /// What is left out, a line for each, for people.
  default List<String> gaps() {
    return List.of();
  }

  /// @param libraries all that the dependencies need at run time, they themselves first, in the
  ///   order of the class path
  record Jars(Need.Libraries need, List<LockedLibrary> libraries) implements LockEntry {
    public Jars {
      libraries = List.copyOf(libraries);
    }

    @Override
    public List<String> parts() {
      return libraries.stream()
          .map(it -> it.coordinate() + " sha256:" + it.sha256().brief())
          .toList();
    }
  }

  /// @param asOf the data's cut-off
  record CutOff(Need.CutOff need, Instant asOf) implements LockEntry {
    @Override
    public List<String> parts() {
      return List.of(asOf.toString());
    }
  }

  /// @param digest of the image's manifest, or of the index of its manifests
  record Image(Need.Image need, Digest digest) implements LockEntry {
    @Override
    public List<String> parts() {
      return List.of("sha256:" + digest.brief());
    }
  }

  /// @param distributions all that the requirements lead to, by name
  /// @param without the platforms that a distribution has no wheel for, each with that
  ///   distribution, as `name==version`; they are left out
  record Wheels(
      Need.Requirements need,
      List<LockedDistribution> distributions,
      SortedMap<String, String> without)
      implements LockEntry {
    public Wheels {
      distributions = distributions.stream().sorted().toList();
      without = Collections.unmodifiableSortedMap(new TreeMap<>(without));
    }

    /// For all platforms that are asked for.
    public Wheels(Need.Requirements need, List<LockedDistribution> distributions) {
      this(need, distributions, new TreeMap<>());
    }

    /// The platforms that are there.
    public List<String> platforms() {
      return need.platforms().stream().filter(it -> !without.containsKey(it)).toList();
    }

    @Override
    public List<String> parts() {
      return distributions.stream().map(LockedDistribution::pin).distinct().toList();
    }

    @Override
    public List<String> gaps() {
      return without.entrySet().stream()
          .map(it -> "nothing for %s: %s has no wheel".formatted(it.getKey(), it.getValue()))
          .toList();
    }
  }

  /// @param commit of the catalog's repository, 40 hexadecimal digits
  /// @param content digest of the item's files
  record Item(Need.Item need, String commit, Digest content) implements LockEntry {
    @Override
    public List<String> parts() {
      return List.of("commit " + commit.substring(0, 10) + " sha256:" + content.brief());
    }
  }
}
