package dev.millwright.bench;

import dev.millwright.runtime.expression.Evaluator;
import dev.millwright.runtime.expression.ExpressionCompiler;
import dev.millwright.spec.expression.Formula;
import dev.millwright.spec.expression.NamedType;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.FeatureSet.Derive;
import dev.millwright.spec.resource.FeatureSet.Filter;
import dev.millwright.spec.resource.FeatureSet.Shorthand;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// One compiled expression over one row. Both expressions are the example's: a comparison that
/// filters, and a derivation of arithmetic, a function and a time.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ExpressionSpeed {
  private static final int ROWS = 1_024;

  private final FeatureSet set = ExampleProject.set(ExampleProject.release(), "origin-delays");
  private final Evaluator filter = compiled(formula("filter"));
  private final Evaluator derivation = compiled(formula("landed"));
  private final @Nullable Object[][] rows = new @Nullable Object[ROWS][];

  /// Makes rows such as the set's source has, one delay in sixteen unknown.
  @Setup
  public void fill() {
    for (int i = 0; i < ROWS; i++) {
      Instant date = Instant.parse("2001-01-01T00:00:00Z").plusSeconds(60L * i);
      Long delay = i % 16 == 15 ? null : (Long) (i % 97 - 20L);
      rows[i] = new @Nullable Object[] {date, delay, 200L + i, "SEA", "LAX"};
    }
    Objects.requireNonNull(derivation.evaluate(rows[0]), "the derivation answers nothing");
  }

  /// `delay BETWEEN -120 AND 1440`.
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void filter(Blackhole hole) {
    all(filter, hole);
  }

  /// `TIMESTAMPADD(MINUTE, 30 + distance / 7 + GREATEST(delay, 0), date)`.
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public void derivation(Blackhole hole) {
    all(derivation, hole);
  }

  private void all(Evaluator evaluator, Blackhole hole) {
    for (Object[] row : rows) {
      hole.consume(evaluator.evaluate(row));
    }
  }

  private Formula formula(String what) {
    return set.transform().stream()
        .map(
            step ->
                switch (step) {
                  case Filter(var condition) -> what.equals("filter") ? condition : null;
                  case Derive(var columns) -> columns.get(what);
                  case Shorthand _, FeatureSet.Custom _ -> null;
                })
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }

  private Evaluator compiled(Formula formula) {
    return ExpressionCompiler.compile(
        formula.expression(), set.source().columns().stream().map(NamedType::name).toList());
  }
}
