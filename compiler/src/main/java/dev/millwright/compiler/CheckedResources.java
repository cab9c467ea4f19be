package dev.millwright.compiler;

import dev.millwright.spec.Address;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.resource.Resource;
import java.util.List;
import java.util.SortedMap;

/// The resources of one environment after all checks.
record CheckedResources(SortedMap<Address, Resource> resources, List<Diagnostic> findings) {}
