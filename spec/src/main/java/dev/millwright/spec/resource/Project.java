package dev.millwright.spec.resource;

import dev.millwright.spec.expression.Formula;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The unit of tenancy: the folder that this file stands in.
///
/// @param parameters what `${params.x}` in other resources stands for, each with a default
/// @param policies conditions over a plan; a plan that breaks one is refused
public record Project(
    Metadata metadata,
    List<String> owners,
    SortedMap<String, Function.Parameter> parameters,
    List<Formula> policies)
    implements Resource {
  public Project {
    owners = List.copyOf(owners);
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    policies = List.copyOf(policies);
  }
}
