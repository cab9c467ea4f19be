package dev.millwright.cli.lock;

import dev.millwright.compiler.lock.LockStanding;
import dev.millwright.spec.Name;
import dev.millwright.spec.lock.Need;
import java.util.List;
import java.util.stream.Stream;

/// Which entries are resolved anew though they are pinned.
public sealed interface Upgrade {
  /// None: what is pinned stays.
  record Nothing() implements Upgrade {}

  /// All of them.
  record Everything() implements Upgrade {}

  /// Those of one function, model, image or item of a hub, or of all that depend on one library.
  ///
  /// @param name a function's, model's or item's name, an image as it is written, `group:artifact`,
  ///   `group:artifact:version` or a requirement as it is written
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

  /// Whether an entry is meant, by its own name or by that of a function that asks for it.
  default boolean means(Need need, LockStanding standing) {
    return means(need)
        || (this instanceof Named(var name)
            && standing.asking(need).stream()
                .flatMap(it -> it.functions().stream())
                .anyMatch(it -> it.text().equals(name)));
  }

  /// All that an upgrade may name.
  static List<String> names(LockStanding standing) {
    Stream<String> own = standing.needs().stream().map(Need::name);
    Stream<String> functions =
        standing.asking().values().stream().flatMap(it -> it.functions().stream()).map(Name::text);
    Stream<String> parts =
        standing.needs().stream()
            .filter(it -> !(it instanceof Need.Item))
            .flatMap(it -> parts(it).stream());
    return Stream.of(own, functions, parts).flatMap(it -> it).distinct().toList();
  }

  private static boolean isPart(String part, String name) {
    return part.equals(name) || part.startsWith(name + ":");
  }

  /// What else a need may be called by.
  private static List<String> parts(Need need) {
    return switch (need) {
      case Need.Libraries(var _, var dependencies, var _) -> dependencies;
      case Need.Requirements(var _, var _, var _, var requirements) -> requirements;
      case Need.CutOff _, Need.Image _ -> List.of();
      case Need.Item(var item, var _, var _, var _) ->
          List.of(item.item().text(), item.catalog() + "/" + item.item());
    };
  }
}
