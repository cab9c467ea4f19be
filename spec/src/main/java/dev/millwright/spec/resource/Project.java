package dev.millwright.spec.resource;

import dev.millwright.spec.expression.Formula;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The unit of tenancy: the folder that this file stands in.
///
/// @param parameters what `${params.x}` in other resources stands for, each with a default
/// @param defaults what components say that do not say it themselves
/// @param notifications channels that people are told by, by name
/// @param policies conditions over a plan; a plan that breaks one is refused
/// @param hub the catalogs that `uses` may name
public record Project(
    Metadata metadata,
    List<String> owners,
    SortedMap<String, Function.Parameter> parameters,
    List<Formula> policies,
    Defaults defaults,
    SortedMap<String, Notification> notifications,
    SortedMap<String, Catalog> hub)
    implements Resource {
  public Project {
    owners = List.copyOf(owners);
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    policies = List.copyOf(policies);
    notifications = Collections.unmodifiableSortedMap(new TreeMap<>(notifications));
    hub = Collections.unmodifiableSortedMap(new TreeMap<>(hub));
  }

  /// One that says nothing but its name.
  public Project(Metadata metadata) {
    this(
        metadata,
        List.of(),
        new TreeMap<>(),
        List.of(),
        Defaults.NONE,
        new TreeMap<>(),
        new TreeMap<>());
  }

  /// The same with other policies.
  public Project with(List<Formula> others) {
    return new Project(metadata, owners, parameters, others, defaults, notifications, hub);
  }

  /// A git repository whose folders are items.
  ///
  /// @param git its URL
  /// @param ref a branch, tag or `HEAD`
  /// @param path the folder that holds the items; empty at the root
  public record Catalog(String git, String ref, String path) {
    /// A URL that is fetched from. Other schemes may run programs, or leave the machine unseen.
    public static final Pattern URL = Pattern.compile("(https|ssh|file)://[^\\s@]*(@[^\\s@]+)?");

    /// A branch or tag.
    public static final Pattern REF = Pattern.compile("[A-Za-z0-9_][-A-Za-z0-9_./]{0,199}");

    /// A folder of a repository; no part of it is `.` or `..`.
    public static final Pattern PATH =
        Pattern.compile("[A-Za-z0-9_][-A-Za-z0-9_]*([./][A-Za-z0-9_-]+){0,50}");
  }
}
