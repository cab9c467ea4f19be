package dev.millwright.spec.fuzz;

import dev.millwright.spec.binding.QuantitiesFuzz;
import dev.millwright.spec.yaml.PlainYamlFuzz;
import dev.millwright.testkit.Corpus;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class FuzzCorpusTest {
  @TestFactory
  Stream<DynamicTest> files_of_a_project() {
    return Corpus.of("yaml").each(YamlFuzz::fuzzerTestOneInput);
  }

  @TestFactory
  Stream<DynamicTest> files_read_quickly() {
    return Corpus.of("yaml").each(PlainYamlFuzz::fuzzerTestOneInput);
  }

  @TestFactory
  Stream<DynamicTest> locks() {
    return Corpus.of("lock").each(LockFuzz::fuzzerTestOneInput);
  }

  @TestFactory
  Stream<DynamicTest> quantities() {
    return Corpus.of("quantities").each(QuantitiesFuzz::fuzzerTestOneInput);
  }

  @TestFactory
  Stream<DynamicTest> schedules() {
    return Corpus.of("cron").each(CronFuzz::fuzzerTestOneInput);
  }
}
