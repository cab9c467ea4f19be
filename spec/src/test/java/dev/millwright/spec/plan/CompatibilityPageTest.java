package dev.millwright.spec.plan;

import dev.millwright.testkit.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The committed page is what the rules say.
final class CompatibilityPageTest {
  @Test
  void the_reference_has_every_rule() {
    Golden.of(Path.of("../docs/reference/compatibility.md")).check(CompatibilityPage.markdown());
  }
}
