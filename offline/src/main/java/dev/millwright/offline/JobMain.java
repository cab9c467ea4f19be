package dev.millwright.offline;

import dev.millwright.offline.job.JobRun;
import dev.millwright.spec.job.JobResult;
import java.io.IOException;
import java.nio.file.Path;

/// The process of one job. Its argument is the run's folder; where what is to be done and what is
/// in the making lie elsewhere, the file and the folder follow.
public final class JobMain {
  private static final int APART = 3;

  private JobMain() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    JobRun run =
        arguments.length == APART
            ? new JobRun(folder, Path.of(arguments[1]), Path.of(arguments[2]), System.out::println)
            : new JobRun(folder, System.out::println);
    // Where a cluster runs it, only the exit tells whether to try again.
    if (run.run() instanceof JobResult.Failed) {
      System.exit(1);
    }
  }
}
