package dev.millwright.spec.lock;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.resource.HubReference;
import dev.millwright.spec.resource.ImageReference;
import dev.millwright.spec.resource.Project.Catalog;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a commit asks to have pinned.
public sealed interface Need extends Comparable<Need> {
  /// Where its pin stands in the lock.
  Section section();

  /// What people call it, and what `lock --upgrade` takes.
  String name();

  /// What tells it from others of its name; empty where the name says all.
  String detail();

  @Override
  default int compareTo(Need other) {
    return Comparator.comparing(Need::section)
        .thenComparing(Need::name)
        .thenComparing(Need::detail)
        .compare(this, other);
  }

  /// The parts of a lock, in the order of the file.
  enum Section {
    JAVA("java"),
    MODELS("models"),
    HUB("hub"),
    IMAGES("images"),
    PYTHON("python");

    private final String word;

    Section(String word) {
      this.word = word;
    }

    /// The field of the file.
    public String word() {
      return word;
    }
  }

  /// The libraries of a function. It may need two lists: one environment may patch its
  /// dependencies.
  ///
  /// @param dependencies as the function declares them, in its order; at least one without a POM
  /// @param pom SHA-256 of the `pom.xml` of a source folder that is a Maven project of its own
  record Libraries(Name function, List<String> dependencies, Optional<Digest> pom) implements Need {
    public Libraries {
      dependencies = List.copyOf(dependencies);
      if (dependencies.isEmpty() && pom.isEmpty()) {
        throw new IllegalArgumentException("needs no libraries: " + function);
      }
    }

    /// Of a source folder without a POM.
    public Libraries(Name function, List<String> dependencies) {
      this(function, dependencies, Optional.empty());
    }

    @Override
    public Section section() {
      return Section.JAVA;
    }

    @Override
    public String name() {
      return function.text();
    }

    @Override
    public String detail() {
      Stream<String> project = pom.stream().map(it -> "pom.xml sha256:" + it.hex());
      return Stream.concat(project, dependencies.stream()).collect(Collectors.joining(" "));
    }
  }

  /// An image that is named by a tag, or by nothing but its name.
  record Image(ImageReference reference) implements Need {
    public Image {
      if (reference.digest().isPresent()) {
        throw new IllegalArgumentException("pinned by its name: " + reference);
      }
    }

    @Override
    public Section section() {
      return Section.IMAGES;
    }

    @Override
    public String name() {
      return reference.text();
    }

    @Override
    public String detail() {
      return "";
    }
  }

  /// The distributions of a function in Python.
  ///
  /// @param python the version of Python that they are for, such as `3.12`
  /// @param platforms that they are for, at least one, the one that decides on versions first
  /// @param requirements as the function declares them, in its order, at least one
  record Requirements(
      Name function, String python, List<String> platforms, List<String> requirements)
      implements Need {
    /// Where functions in Python run.
    public static final List<String> LINUX = List.of("linux/amd64", "linux/arm64");

    /// The version of Python where nobody says one.
    public static final String PYTHON = "3.12";

    public Requirements {
      platforms = List.copyOf(platforms);
      requirements = List.copyOf(requirements);
    }

    @Override
    public Section section() {
      return Section.PYTHON;
    }

    @Override
    public String name() {
      return function.text();
    }

    @Override
    public String detail() {
      return "python %s %s %s"
          .formatted(python, String.join(" ", platforms), String.join(" ", requirements));
    }
  }

  /// The data's cut-off of a model that declares none.
  record CutOff(Name model) implements Need {
    @Override
    public Section section() {
      return Section.MODELS;
    }

    @Override
    public String name() {
      return model.text();
    }

    @Override
    public String detail() {
      return "";
    }
  }

  /// An item of a hub.
  ///
  /// @param git where the catalog's repository is; with `ref` and `path` as the Project has them
  record Item(HubReference reference, String git, String ref, String path) implements Need {
    public Item {
      if (!Catalog.URL.matcher(git).matches()) {
        throw new IllegalArgumentException("not to be fetched from: " + git);
      }
    }

    @Override
    public Section section() {
      return Section.HUB;
    }

    @Override
    public String name() {
      return reference.toString();
    }

    @Override
    public String detail() {
      return git + " " + ref + (path.isEmpty() ? "" : " " + path);
    }

    /// The item's folder in the repository.
    public String folder() {
      return path.isEmpty() ? reference.item().text() : path + "/" + reference.item();
    }
  }
}
