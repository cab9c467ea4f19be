package dev.millwright.reconciler.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.resource.Environment.Tag;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which tag an environment follows.
final class TagChoiceTest {
  private static Optional<String> newest(String pattern, String... names) {
    return TagChoice.newest(new Tag(pattern), List.of(names));
  }

  @Test
  void versions_are_compared_as_numbers_and_not_as_letters() {
    assertThat(newest("v*", "v1.9.0", "v1.10.0", "v1.2.0")).contains("v1.10.0");
  }

  @Test
  void a_name_without_a_version_never_fits() {
    assertThat(newest("*", "latest", "v1", "nightly-2001-04-01")).isEmpty();
    assertThat(newest("*", "latest", "v0.1.0")).contains("v0.1.0");
    assertThat(newest("*", "v2001.04.1")).isEmpty();
  }

  @Test
  void a_glob_is_of_the_whole_name() {
    assertThat(newest("v1.*", "v1.2.0", "v2.0.0", "other-v1.9.0")).contains("v1.2.0");
    assertThat(newest("release-1.?.0", "release-1.9.0", "release-1.10.0"))
        .contains("release-1.9.0");
    assertThat(newest("flights/*", "flights/1.2", "trains/9.0")).contains("flights/1.2");
    assertThat(newest("v1.2", "v1x2", "v1.2")).contains("v1.2");
  }

  @Test
  void a_pre_release_comes_before_its_release_and_is_in_no_range() {
    assertThat(newest("v*", "v1.2.0-rc.2", "v1.2.0")).contains("v1.2.0");
    assertThat(newest("v*", "v1.2.0-rc.10", "v1.2.0-rc.9")).contains("v1.2.0-rc.10");
    assertThat(newest("^1.2", "v1.3.0-rc.1", "v1.2.5")).contains("v1.2.5");
  }

  @Test
  void a_range_is_of_the_version_in_the_name() {
    String[] names = {"v1.1.0", "v1.2.3", "flights-1.9.1", "v2.0.0", "v2.1.0"};
    assertThat(newest("^1.2", names)).contains("flights-1.9.1");
    assertThat(newest("~1.2", names)).contains("v1.2.3");
    assertThat(newest(">=1.2 <2.1", names)).contains("v2.0.0");
    assertThat(newest("=1.1.0", names)).contains("v1.1.0");
    assertThat(newest("<1.1", names)).isEmpty();
  }

  @Test
  void of_equal_versions_the_last_name_counts() {
    assertThat(newest("*", "v1.2.0", "a-1.2.0", "v1.2")).contains("v1.2.0");
  }
}
