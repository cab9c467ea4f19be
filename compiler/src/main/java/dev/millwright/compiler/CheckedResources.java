package dev.millwright.compiler;

import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.resource.Resource;
import java.util.List;

/// The resources of one environment after all checks.
///
/// @param resources in order of address
record CheckedResources(List<Resource> resources, List<Diagnostic> findings) {}
