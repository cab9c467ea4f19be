/// What a job process is told and what it answers, as files: `job.json` in, `result.json` out.
/// Start at [Job].
@NullMarked
package dev.millwright.spec.job;

import org.jspecify.annotations.NullMarked;
