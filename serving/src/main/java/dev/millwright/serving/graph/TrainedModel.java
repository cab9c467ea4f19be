package dev.millwright.serving.graph;

import dev.millwright.spec.job.Statistics;

/// A model as one release binds it.
///
/// @param baseline the statistics of its training, which fill what is missing; empty of an artifact
public record TrainedModel(Scorer scorer, Statistics baseline) {}
