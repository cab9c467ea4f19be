package dev.millwright.spec.lock;

import dev.millwright.spec.Name;
import java.util.Comparator;
import java.util.List;

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
    MODELS("models");

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
  /// @param dependencies as the function declares them, in its order, at least one
  record Libraries(Name function, List<String> dependencies) implements Need {
    public Libraries {
      dependencies = List.copyOf(dependencies);
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
      return String.join(" ", dependencies);
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
}
