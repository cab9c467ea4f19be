package dev.millwright.bench;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/// Runs the JMH benchmarks of one class, with what they allocate. Argument: the class's simple
/// name. The system property `bench.brief` makes it short, to see whether it runs at all.
public final class Microbenchmarks {
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final Map<String, String> AIMS =
      Map.of("GraphOverhead.fiveSteps", "p50 5 µs, p99 50 µs");

  private Microbenchmarks() {}

  public static void main(String[] arguments) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\." + arguments[0] + "\\.")
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true);
    if (Boolean.getBoolean("bench.brief")) {
      TimeValue moment = TimeValue.milliseconds(200);
      options
          .warmupIterations(1)
          .warmupTime(moment)
          .measurementIterations(1)
          .measurementTime(moment);
    }
    new Runner(options.build()).run().forEach(result -> line(result).print());
  }

  private static Line line(RunResult run) {
    String name = run.getParams().getBenchmark();
    name = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    Result<?> result = run.getPrimaryResult();
    Line line =
        run.getParams().getMode() == Mode.SampleTime
            ? sampled(name, run, result.getStatistics())
            : Line.of(name, Line.time(nanos(run, result.getScore())) + " (mean)");
    return line.aim(AIMS.getOrDefault(name, "-")).memory(allocated(run));
  }

  private static Line sampled(String name, RunResult run, Statistics samples) {
    return Line.of(name, Line.time(nanos(run, samples.getPercentile(50))))
        .slow(Line.time(nanos(run, samples.getPercentile(99))));
  }

  private static double nanos(RunResult run, double score) {
    return score * TimeUnit.NANOSECONDS.convert(1, run.getParams().getTimeUnit());
  }

  private static String allocated(RunResult run) {
    @Nullable Result<?> allocated = run.getSecondaryResults().get(ALLOCATED);
    return allocated == null ? "-" : Line.number("%.0f B/op", allocated.getScore());
  }
}
