package dev.millwright.reconciler.platform;

import dev.millwright.spec.job.Job;
import dev.millwright.spec.resource.Resources;
import java.nio.file.Path;
import java.time.Duration;

/// A job to run.
///
/// @param run the run's id: names its folder
/// @param runtimeLib folder with the runtime's jars
/// @param term how long its process may run, counted from the process's start
public record JobOrder(String run, Job job, Path runtimeLib, Resources resources, Duration term) {}
