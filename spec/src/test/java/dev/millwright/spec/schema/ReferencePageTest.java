package dev.millwright.spec.schema;

import dev.millwright.spec.Kind;
import dev.millwright.testkit.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The committed reference is what the schemas say.
final class ReferencePageTest {
  private static final Path FOLDER = Path.of("../docs/reference");

  private final Schemas schemas = new Schemas();

  @ParameterizedTest
  @EnumSource
  void a_kinds_page_says_what_its_schema_says(Kind kind) {
    Golden.of(FOLDER.resolve(ReferencePage.file(kind))).check(ReferencePage.of(schemas, kind));
  }

  @Test
  void the_index_leads_to_every_kind() {
    Golden.of(FOLDER.resolve("README.md")).check(ReferencePage.index(schemas));
  }
}
