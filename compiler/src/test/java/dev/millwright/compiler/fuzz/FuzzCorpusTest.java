package dev.millwright.compiler.fuzz;

import dev.millwright.compiler.expression.ExpressionFuzz;
import dev.millwright.compiler.tree.IgnoreFuzz;
import dev.millwright.testkit.Corpus;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class FuzzCorpusTest {
  @TestFactory
  Stream<DynamicTest> expressions() {
    return Corpus.of("expression").each(ExpressionFuzz::fuzzerTestOneInput);
  }

  @TestFactory
  Stream<DynamicTest> ignore_files() {
    return Corpus.of("ignore").each(IgnoreFuzz::fuzzerTestOneInput);
  }
}
