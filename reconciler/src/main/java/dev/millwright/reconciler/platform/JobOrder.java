package dev.millwright.reconciler.platform;

import dev.millwright.spec.job.Job;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.Resources;
import java.time.Duration;

/// A job to run.
///
/// @param run the run's id: names its folder
/// @param release the one on whose behalf it runs
/// @param component what it is for
/// @param term how long its process may run, counted from the process's start
public record JobOrder(
    String run,
    Job job,
    Release release,
    Component component,
    ImageAt image,
    Resources resources,
    Duration term) {}
