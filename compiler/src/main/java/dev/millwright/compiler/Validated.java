package dev.millwright.compiler;

import dev.millwright.spec.Name;
import dev.millwright.spec.resource.Environment;
import java.util.List;

/// A commit without mistakes.
///
/// @param resources how many documents it has
/// @param environments all that it declares and was checked for, in order of name
public record Validated(Name project, int resources, List<Environment> environments) {
  public Validated {
    environments = List.copyOf(environments);
  }
}
