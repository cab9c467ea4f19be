/// Runs one job as a process: `job.json` in, `result.json` out. Start at [JobRun].
@NullMarked
package dev.millwright.offline.job;

import org.jspecify.annotations.NullMarked;
