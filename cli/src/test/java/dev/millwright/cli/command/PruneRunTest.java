package dev.millwright.cli.command;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.builder.ImageName;
import dev.millwright.builder.Pruning.Needs;
import dev.millwright.builder.Pruning.Seen;
import dev.millwright.builder.Pruning.Unneeded;
import dev.millwright.builder.registry.RegistryAddress;
import dev.millwright.cli.build.NeededImages.Needed;
import dev.millwright.cli.output.CommandFailure;
import dev.millwright.cli.output.Console;
import dev.millwright.cli.output.Output;
import dev.millwright.spec.Digest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// When images are not deleted.
final class PruneRunTest {
  private static final Set<Digest> NEEDED = Set.of(Digest.of("needed"));

  @Test
  void nothing_is_asked_where_nothing_is_needed() {
    var nowhere = RegistryAddress.parse("localhost:1/flights");

    assertThatThrownBy(() -> run(Set.of(), false).in(nowhere, OptionalInt.empty(), Map.of()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("all would be nobody's");
  }

  @Test
  void as_many_as_may_be_are_deleted_and_none_of_more() {
    PruneRun run = run(NEEDED, false);

    assertThatCode(() -> run.refuseUnlessSure(seen(1, 2), 2)).doesNotThrowAnyException();
    assertThatThrownBy(() -> run.refuseUnlessSure(seen(1, 3), 2))
        .hasMessage("3 would be deleted, and no more than 2 may be; nothing was deleted");
  }

  @Test
  void a_place_without_any_image_that_is_needed_is_taken_for_anothers() {
    assertThatThrownBy(() -> run(NEEDED, false).refuseUnlessSure(seen(0, 1), 5))
        .hasMessageContaining("may be another project's");
  }

  @Test
  void a_clone_that_may_not_know_all_branches_deletes_nothing() {
    assertThatThrownBy(() -> run(NEEDED, true).refuseUnlessSure(seen(1, 1), 5))
        .hasMessageContaining("shallow");
  }

  private static Seen seen(int needed, int unneeded) {
    Unneeded one =
        new Unneeded(
            new ImageName("job", Digest.of("key").hex()),
            Digest.of("manifest"),
            Optional.empty(),
            List.of(),
            List.of());
    return new Seen(needed, 0, java.util.Collections.nCopies(unneeded, one), List.of());
  }

  private static PruneRun run(Set<Digest> keys, boolean shallow) {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return new PruneRun(
        new Console(nowhere, nowhere, false),
        Output.text,
        new Needed(new Needs(keys, Set.of()), 1, List.of()),
        new Needs(Set.of(), Set.of()),
        shallow);
  }
}
