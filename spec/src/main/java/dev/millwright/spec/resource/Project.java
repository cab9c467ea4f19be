package dev.millwright.spec.resource;

import dev.millwright.spec.expression.Formula;
import java.util.List;

/// The unit of tenancy: the folder that this file stands in.
///
/// @param policies conditions over a plan; a plan that breaks one is refused
public record Project(Metadata metadata, List<String> owners, List<Formula> policies)
    implements Resource {
  public Project {
    owners = List.copyOf(owners);
    policies = List.copyOf(policies);
  }
}
