package dev.millwright.reconciler.platform;

import dev.millwright.spec.job.Job;
import dev.millwright.spec.resource.Resources;
import java.nio.file.Path;

/// A job to run.
///
/// @param run the run's id: names its folder
/// @param runtimeLib folder with the runtime's jars
public record JobOrder(String run, Job job, Path runtimeLib, Resources resources) {}
