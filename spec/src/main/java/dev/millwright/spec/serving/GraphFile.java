package dev.millwright.spec.serving;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureVector;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.ServingGraph;
import java.util.SortedMap;

/// `graph.json`: one graph version, all it needs that does not depend on the release. Immutable.
///
/// @param vectors every vector that an enrich step names; @param sets every set they select
///   from; @param models every model that a step asks
public record GraphFile(
    ServingGraph graph,
    Digest version,
    SortedMap<Name, FeatureVector> vectors,
    SortedMap<Name, FeatureSet> sets,
    SortedMap<Name, Model> models) {}
