package dev.millwright.spec.resource;

import dev.millwright.spec.expression.Formula;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The unit of tenancy: the folder that this file stands in.
///
/// @param parameters what `${params.x}` in other resources stands for, each with a default
/// @param defaults what components say that do not say it themselves
/// @param notifications channels that people are told by, by name
/// @param policies conditions over a plan; a plan that breaks one is refused
public record Project(
    Metadata metadata,
    List<String> owners,
    SortedMap<String, Function.Parameter> parameters,
    List<Formula> policies,
    Defaults defaults,
    SortedMap<String, Notification> notifications)
    implements Resource {
  public Project {
    owners = List.copyOf(owners);
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    policies = List.copyOf(policies);
    notifications = Collections.unmodifiableSortedMap(new TreeMap<>(notifications));
  }

  /// One that says nothing but its name.
  public Project(Metadata metadata) {
    this(metadata, List.of(), new TreeMap<>(), List.of(), Defaults.NONE, new TreeMap<>());
  }

  /// The same with other policies.
  public Project with(List<Formula> others) {
    return new Project(metadata, owners, parameters, others, defaults, notifications);
  }
}
