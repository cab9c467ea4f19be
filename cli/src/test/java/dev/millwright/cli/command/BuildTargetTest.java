package dev.millwright.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.builder.registry.RegistryAddress;
import dev.millwright.cli.build.Place;
import dev.millwright.cli.output.CommandFailure;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BuildTargetTest {
  private static final Optional<String> NONE = Optional.empty();

  @Test
  void without_options_images_stay_here() {
    assertThat(BuildTarget.of(NONE, false, Optional.of("registry.example.com/a"))).isEmpty();
  }

  @Test
  void push_goes_to_the_registry_of_the_environment_unless_another_is_named() {
    assertThat(BuildTarget.of(NONE, true, Optional.of("registry.example.com/a")))
        .contains(registry("registry.example.com", "a", false));
    assertThat(BuildTarget.of(Optional.of("ghcr.io/b/c"), true, Optional.of("x.example.com/a")))
        .contains(registry("ghcr.io", "b/c", false));
  }

  @Test
  void this_machine_is_spoken_to_without_tls_unless_it_is_asked_for() {
    assertThat(BuildTarget.of(Optional.of("localhost:5000/a"), true, NONE))
        .contains(registry("localhost:5000", "a", true));
    assertThat(BuildTarget.of(Optional.of("https://localhost:5000/a"), true, NONE))
        .contains(registry("localhost:5000", "a", false));
    assertThat(BuildTarget.of(Optional.of("http://registry:5000/a"), true, NONE))
        .contains(registry("registry:5000", "a", true));
  }

  @Test
  void a_folder_and_a_file_need_no_push() {
    assertThat(BuildTarget.of(Optional.of("oci:images"), false, NONE))
        .contains(new Place.InLayout(Path.of("images")));
    assertThat(BuildTarget.of(Optional.of("tar:a/b.tar"), false, NONE))
        .contains(new Place.InArchive(Path.of("a/b.tar")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"flights", "flights/a", "h.example.com/a:1", "h.example.com/A", "oci:"})
  void what_is_no_place_is_refused(String text) {
    assertThatThrownBy(() -> BuildTarget.of(Optional.of(text), true, NONE))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("`" + text + "`");
  }

  @Test
  void options_that_contradict_each_other_are_refused() {
    assertThatThrownBy(() -> BuildTarget.of(NONE, true, NONE))
        .hasMessageContaining("no registry to push to");
    assertThatThrownBy(() -> BuildTarget.of(Optional.of("ghcr.io/a"), false, NONE))
        .hasMessageContaining("with --push only");
    assertThatThrownBy(() -> BuildTarget.of(Optional.of("oci:images"), true, NONE))
        .hasMessageContaining("names a file or folder");
  }

  private static Place registry(String host, String path, boolean plain) {
    return new Place.InRegistry(new RegistryAddress(host, path, plain));
  }
}
