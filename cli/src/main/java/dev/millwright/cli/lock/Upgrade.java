package dev.millwright.cli.lock;

import dev.millwright.spec.lock.LockEntry.Need;

/// Which entries are resolved anew though they are pinned.
public sealed interface Upgrade {
  /// None: what is pinned stays.
  record Nothing() implements Upgrade {}

  /// All of them.
  record Everything() implements Upgrade {}

  /// Those of one function, or of all that depend on one library.
  ///
  /// @param name a function's name, `group:artifact` or `group:artifact:version`
  record Named(String name) implements Upgrade {}

  /// Whether an entry is meant.
  default boolean means(Need need) {
    return switch (this) {
      case Nothing() -> false;
      case Everything() -> true;
      case Named(var name) ->
          need.function().text().equals(name)
              || need.dependencies().stream()
                  .anyMatch(it -> it.equals(name) || it.startsWith(name + ":"));
    };
  }
}
