package dev.millwright.spec.resource;

import java.util.List;

/// The unit of tenancy: the folder that this file stands in.
public record Project(Metadata metadata, List<String> owners) implements Resource {
  public Project {
    owners = List.copyOf(owners);
  }
}
