package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.edit.CutOffEdit;
import dev.millwright.compiler.lock.LockStanding;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.LockText;
import dev.millwright.spec.lock.LockedLibrary;
import dev.millwright.spec.lock.Need;
import dev.millwright.spec.release.Component;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LockTest {
  private static final String TRIBUO = "org.tribuo:tribuo-classification-sgd:4.3.2";
  private static final Need.Libraries NEED =
      new Need.Libraries(Name.of("train-delay"), List.of(TRIBUO));
  private static final Address FUNCTION = new Address(Kind.FUNCTION, Name.of("train-delay"));

  private static final Address MODEL = new Address(Kind.MODEL, Name.of("delay"));

  @TempDir private Path temporary;

  @Test
  void what_is_written_is_read_back() throws IOException {
    Lock lock = lock("bytes");
    var standing = (Checked.Ok<?>) new Compiler().lock(tree(Optional.of(lock)));
    assertThat(standing.value()).isEqualTo(new LockStanding(Optional.of(lock), needs()));
  }

  @Test
  void the_locked_libraries_enter_version_and_image_key() throws IOException {
    Component without = function(tree(Optional.empty()));
    Component with = function(tree(Optional.of(lock("bytes"))));
    Component other = function(tree(Optional.of(lock("others"))));

    assertThat(without.image().orElseThrow().libraries()).isEmpty();
    assertThat(List.of(without.version(), with.version(), other.version())).doesNotHaveDuplicates();
    assertThat(List.of(key(without), key(with), key(other))).doesNotHaveDuplicates();
  }

  @Test
  void a_project_without_a_lock_is_refused_only_when_one_is_required() throws IOException {
    ProjectTree tree = tree(Optional.empty());

    assertThat(new Compiler().validate(tree).findings()).isEmpty();
    assertThat(new Compiler(LockUse.REQUIRED).validate(tree))
        .isInstanceOf(Checked.Rejected.class)
        .satisfies(
            it ->
                assertThat(it.findings())
                    .extracting(Diagnostic::rule)
                    .containsExactly(Rule.NOT_PINNED));
  }

  @Test
  void a_project_that_pins_everything_passes_where_a_lock_is_required() throws IOException {
    assertThat(new Compiler(LockUse.REQUIRED).validate(tree(Optional.of(lock("bytes")))).findings())
        .isEmpty();
  }

  @Test
  void a_locked_cut_off_enters_the_version_as_if_the_model_declared_it() throws IOException {
    Component declared = model(tree(Optional.of(lock("bytes"))));
    Component same = model(withoutCutOff("2001-04-01T00:00:00Z"));
    Component later = model(withoutCutOff("2001-05-01T00:00:00Z"));

    assertThat(same.version()).isEqualTo(declared.version());
    assertThat(later.version()).isNotEqualTo(declared.version());
  }

  @Test
  void one_compiler_follows_a_cut_off_that_moves() throws IOException {
    Compiler compiler = new Compiler();
    assertThat(List.of("2001-04-01T00:00:00Z", "2001-05-01T00:00:00Z", "2001-04-01T00:00:00Z"))
        .allSatisfy(
            asOf -> {
              var compiled = compiler.compile(withoutCutOff(asOf), Name.of("local"));
              var model = ((Checked.Ok<Compilation>) compiled).value().release().components();
              assertThat(model.get(MODEL).version())
                  .isEqualTo(model(withoutCutOff(asOf)).version());
            });
  }

  @Test
  void a_retraining_moves_the_cut_off_where_it_stands() throws IOException {
    Instant moved = Instant.parse("2001-05-01T00:00:00Z");
    CutOffEdit edit =
        CutOffEdit.of(withoutCutOff("2001-04-01T00:00:00Z"), MODEL.name(), moved).orElseThrow();

    assertThat(edit.path()).isEqualTo(Lock.FILE);
    assertThat(edit.text()).isEqualTo(LockText.of(cutOff("2001-05-01T00:00:00Z")));
    assertThat(CutOffEdit.of(tree(Optional.of(lock("bytes"))), MODEL.name(), moved))
        .map(CutOffEdit::path)
        .contains("models/delay.yaml");
  }

  private ProjectTree withoutCutOff(String asOf) throws IOException {
    var files = EditedProject.edited("@ models/delay.yaml\n-     asOf: 2001-04-01T00:00:00Z\n");
    files.put(Lock.FILE, LockText.of(cutOff(asOf)).getBytes(StandardCharsets.UTF_8));
    return EditedProject.tree(files, Files.createTempDirectory(temporary, "project"));
  }

  private static Lock cutOff(String asOf) {
    List<LockEntry> entries = new ArrayList<>(lock("bytes").entries());
    entries.add(new LockEntry.CutOff(new Need.CutOff(MODEL.name()), Instant.parse(asOf)));
    return Lock.of(entries);
  }

  private static Component model(ProjectTree tree) {
    return Projects.release(tree, "local").components().get(MODEL);
  }

  private static SortedSet<Need> needs() {
    return new TreeSet<>(List.of(NEED));
  }

  private static Lock lock(String bytes) {
    return Lock.of(
        List.of(new LockEntry.Jars(NEED, List.of(new LockedLibrary(TRIBUO, Digest.of(bytes))))));
  }

  private ProjectTree tree(Optional<Lock> lock) throws IOException {
    var files = EditedProject.base();
    lock.ifPresent(it -> files.put(Lock.FILE, LockText.of(it).getBytes(StandardCharsets.UTF_8)));
    return EditedProject.tree(files, Files.createTempDirectory(temporary, "project"));
  }

  private static Component function(ProjectTree tree) {
    return Projects.release(tree, "local").components().get(FUNCTION);
  }

  private static Digest key(Component component) {
    return component.image().orElseThrow().key();
  }
}
