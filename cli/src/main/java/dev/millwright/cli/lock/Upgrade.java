package dev.millwright.cli.lock;

import dev.millwright.spec.lock.Need;
import java.util.List;

/// Which entries are resolved anew though they are pinned.
public sealed interface Upgrade {
  /// None: what is pinned stays.
  record Nothing() implements Upgrade {}

  /// All of them.
  record Everything() implements Upgrade {}

  /// Those of one function, model or item of a hub, or of all that depend on one library.
  ///
  /// @param name a function's, model's or item's name, `group:artifact` or `group:artifact:version`
  record Named(String name) implements Upgrade {}

  /// Whether an entry is meant.
  default boolean means(Need need) {
    return switch (this) {
      case Nothing() -> false;
      case Everything() -> true;
      case Named(var name) ->
          need.name().equals(name) || parts(need).stream().anyMatch(it -> isPart(it, name));
    };
  }

  private static boolean isPart(String part, String name) {
    return part.equals(name) || part.startsWith(name + ":");
  }

  /// What else a need may be called by.
  private static List<String> parts(Need need) {
    return switch (need) {
      case Need.Libraries(var _, var dependencies) -> dependencies;
      case Need.CutOff _ -> List.of();
      case Need.Item(var item, var _, var _, var _) ->
          List.of(item.item().text(), item.catalog() + "/" + item.item());
    };
  }
}
