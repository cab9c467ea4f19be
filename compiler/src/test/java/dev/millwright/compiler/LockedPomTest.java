package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.lock.LockStanding;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.LockText;
import dev.millwright.spec.lock.LockedLibrary;
import dev.millwright.spec.lock.Need;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A function's source folder that is a Maven project of its own.
final class LockedPomTest {
  private static final Name FUNCTION = Name.of("train-delay");
  private static final String DECLARED = "org.tribuo:tribuo-classification-sgd:4.3.2";
  private static final String POM = "<project><artifactId>train</artifactId></project>";

  @TempDir private Path temporary;

  @Test
  void its_pom_is_needed_by_its_digest_and_said_to_whoever_resolves_it() throws IOException {
    LockStanding standing = standing(POM, Optional.empty());

    assertThat(standing.missing()).containsExactly(need(POM));
    assertThat(standing.pom(need(POM)))
        .hasValueSatisfying(it -> assertThat(it).asString().isEqualTo(POM));
    assertThat(standing.asking(need(POM)).orElseThrow().place())
        .hasToString("functions/train-delay/pom.xml:1:1");
  }

  @Test
  void a_lock_of_this_pom_is_current_and_one_of_another_is_stale() throws IOException {
    String edited = POM.replace("train", "fit");

    assertThat(standing(POM, Optional.of(lock(POM, "jar"))).isCurrent()).isTrue();
    LockStanding stale = standing(edited, Optional.of(lock(POM, "jar")));
    assertThat(stale.stale()).containsExactly(need(edited));
    assertThat(stale.unused()).containsExactly(need(POM));
  }

  @Test
  void what_a_pom_declares_nothing_for_is_pinned_to_nothing() throws IOException {
    Need.Libraries need = new Need.Libraries(FUNCTION, List.of(DECLARED), digest(POM));
    Lock nothing = Lock.of(List.of(new LockEntry.Jars(need, List.of())));

    assertThat(standing(POM, Optional.of(nothing)).lock()).contains(nothing);
    assertThat(libraries(POM, nothing)).contains(List.of());
  }

  @Test
  void its_libraries_are_those_of_the_lock_and_enter_the_key_of_the_image() throws IOException {
    Lock one = lock(POM, "one");

    assertThat(libraries(POM, one).orElseThrow())
        .extracting(LockedLibrary::sha256)
        .containsExactly(Digest.of("one"));
    assertThat(key(POM, one)).isNotEqualTo(key(POM, lock(POM, "other")));
    assertThat(libraries(POM + "\n", one)).isEmpty();
  }

  @Test
  void where_a_lock_is_required_an_unpinned_pom_is_refused_at_its_file() throws IOException {
    Checked<Validated> refused =
        new Compiler(LockUse.REQUIRED).validate(tree(POM + "\n", Optional.of(lock(POM, "jar"))));

    assertThat(refused).isInstanceOf(Checked.Rejected.class);
    assertThat(refused.findings())
        .extracting(Diagnostic::message)
        .contains("the lock pins `train-delay` with a pom.xml or dependencies other than these");
    assertThat(new Compiler(LockUse.REQUIRED).validate(tree(POM, Optional.of(lock(POM, "jar")))))
        .isInstanceOf(Checked.Ok.class);
  }

  @Test
  void a_pom_of_a_folder_that_is_no_function_of_java_needs_nothing() throws IOException {
    var files = EditedProject.base();
    files.put("pom.xml", POM.getBytes(StandardCharsets.UTF_8));
    files.put("models/pom.xml", POM.getBytes(StandardCharsets.UTF_8));
    ProjectTree tree = EditedProject.tree(files, Files.createTempDirectory(temporary, "project"));

    var standing = (Checked.Ok<LockStanding>) new Compiler().lock(tree);
    assertThat(standing.value().needs())
        .containsExactly(new Need.Libraries(FUNCTION, List.of(DECLARED)));
  }

  private static Need.Libraries need(String pom) {
    return new Need.Libraries(FUNCTION, List.of(DECLARED), digest(pom));
  }

  private static Optional<Digest> digest(String pom) {
    return Optional.of(Digest.of(pom));
  }

  private static Lock lock(String pom, String bytes) {
    var library = new LockedLibrary(DECLARED, Digest.of(bytes));
    return Lock.of(List.of(new LockEntry.Jars(need(pom), List.of(library))));
  }

  private LockStanding standing(String pom, Optional<Lock> lock) throws IOException {
    return ((Checked.Ok<LockStanding>) new Compiler().lock(tree(pom, lock))).value();
  }

  private Optional<List<LockedLibrary>> libraries(String pom, Lock lock) throws IOException {
    return image(pom, lock).libraries();
  }

  private Digest key(String pom, Lock lock) throws IOException {
    return image(pom, lock).key();
  }

  private ImageSpec image(String pom, Lock lock) throws IOException {
    Address function = new Address(Kind.FUNCTION, FUNCTION);
    var components = Projects.release(tree(pom, Optional.of(lock)), "local").components();
    return components.get(function).image().orElseThrow();
  }

  private ProjectTree tree(String pom, Optional<Lock> lock) throws IOException {
    var files = EditedProject.base();
    files.put("functions/train-delay/pom.xml", pom.getBytes(StandardCharsets.UTF_8));
    lock.ifPresent(it -> files.put(Lock.FILE, LockText.of(it).getBytes(StandardCharsets.UTF_8)));
    return EditedProject.tree(files, Files.createTempDirectory(temporary, "project"));
  }
}
