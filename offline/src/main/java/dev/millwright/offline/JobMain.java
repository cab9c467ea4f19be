package dev.millwright.offline;

import dev.millwright.offline.job.JobRun;
import java.io.IOException;
import java.nio.file.Path;

/// The process of one job. Its argument is the run's folder.
public final class JobMain {
  private JobMain() {}

  public static void main(String[] arguments) throws IOException {
    new JobRun(Path.of(arguments[0]), System.out::println).run();
  }
}
