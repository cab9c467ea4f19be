package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.lock.Asking;
import dev.millwright.compiler.lock.LockStanding;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Severity;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.LockText;
import dev.millwright.spec.lock.LockedDistribution;
import dev.millwright.spec.lock.LockedLibrary;
import dev.millwright.spec.lock.Need;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.ImageReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images and distributions of Python that a lock pins.
final class PinsTest {
  private static final String TRIBUO = "org.tribuo:tribuo-classification-sgd:4.3.2";
  private static final Address FUNCTION = new Address(Kind.FUNCTION, Name.of("train-delay"));
  private static final ImageReference BASE = new ImageReference("eclipse-temurin:25");
  private static final Need.Image IMAGE =
      new Need.Image(new ImageReference("localhost:5000/train:1"));
  private static final Need.Requirements REQUIREMENTS =
      new Need.Requirements(
          Name.of("train-fare"), "3.12", Need.Requirements.LINUX, List.of("scikit-learn==1.5.2"));

  @TempDir private Path temporary;

  @Test
  void what_is_written_of_images_and_distributions_is_read_back() throws IOException {
    Lock lock = everything("bytes");
    var standing = (Checked.Ok<LockStanding>) new Compiler().lock(foreign(lock));
    assertThat(standing.value().lock()).contains(lock);
    assertThat(standing.value().isCurrent()).isTrue();
  }

  @Test
  void the_order_in_which_a_lock_is_made_is_not_seen_in_it() {
    Lock lock = everything("bytes");
    assertThat(LockText.of(Lock.of(lock.entries().reversed()))).isEqualTo(LockText.of(lock));
  }

  @Test
  void the_digest_of_a_base_image_enters_version_and_image_key() throws IOException {
    Component open = onBase(Optional.empty());
    Component with = onBase(Optional.of(Digest.of("one")));
    Component other = onBase(Optional.of(Digest.of("other")));

    assertThat(List.of(open.version(), with.version(), other.version())).doesNotHaveDuplicates();
    assertThat(List.of(key(open), key(with), key(other))).doesNotHaveDuplicates();
    assertThat(open.image().orElseThrow().base()).contains(BASE.text());
    assertThat(with.image().orElseThrow().base())
        .contains("eclipse-temurin@sha256:" + Digest.of("one").hex());
  }

  @Test
  void the_base_of_a_project_is_that_of_every_image_that_names_none() throws IOException {
    var files =
        EditedProject.edited(
            """
            @ project.yaml
            +   defaults:
            +     baseImage: eclipse-temurin:25
            """);
    var pinned = new LockEntry.Image(new Need.Image(BASE), Digest.of("one"));
    files.put(Lock.FILE, LockText.of(lock("bytes").with(pinned)).getBytes(StandardCharsets.UTF_8));
    var tree = EditedProject.tree(files, Files.createTempDirectory(temporary, "project"));
    var standing = (Checked.Ok<LockStanding>) new Compiler().lock(tree);

    assertThat(standing.value().isCurrent()).isTrue();
    assertThat(standing.value().asking(new Need.Image(BASE)).orElseThrow().place().file())
        .isEqualTo("project.yaml");
    assertThat(Projects.release(tree, "local").components().values())
        .flatExtracting(it -> it.image().stream().toList())
        .isNotEmpty()
        .allSatisfy(
            image ->
                assertThat(image.base())
                    .contains("eclipse-temurin@sha256:" + Digest.of("one").hex()));
  }

  @Test
  void what_the_lock_pins_of_images_and_distributions_enters_the_version() throws IOException {
    var one = Projects.release(foreign(everything("one")), "local").components();
    var other = Projects.release(foreign(everything("other")), "local").components();

    for (String name : List.of("train-outside", "train-fare")) {
      Address address = new Address(Kind.FUNCTION, Name.of(name));
      assertThat(one.get(address).version()).isNotEqualTo(other.get(address).version());
    }
    assertThat(one.get(FUNCTION)).isEqualTo(other.get(FUNCTION));
  }

  @Test
  void a_function_in_python_has_an_image_of_its_wheels_wherever_they_are() throws IOException {
    Component one = fare(wheel("one", "a.example.com"));
    Component mirrored = fare(wheel("one", "b.example.com"));
    assertThat(one.image().orElseThrow().toString())
        .contains("PYTHON", "scikit-learn==1.5.2", "train:train", "a.example.com");
    assertThat(mirrored.version()).isEqualTo(one.version());
    assertThat(key(mirrored)).isEqualTo(key(one)).isNotEqualTo(key(fare(wheel("other", "a.net"))));
  }

  @Test
  void a_release_with_pins_is_read_back() throws IOException {
    Release release = Projects.release(foreign(everything("one")), "local");
    String json = Json.write(release);

    assertThat(json).contains(Digest.of("one").hex());
    assertThat(Json.read(json, Release.class)).isEqualTo(release);
  }

  @Test
  void one_compiler_follows_a_digest_that_moves() throws IOException {
    Compiler compiler = new Compiler();
    for (String bytes : List.of("one", "other", "one")) {
      ProjectTree tree = foreign(everything(bytes));
      var compiled = (Checked.Ok<Compilation>) compiler.compile(tree, Name.of("local"));
      assertThat(compiled.value().release().components())
          .isEqualTo(Projects.release(tree, "local").components());
    }
  }

  @Test
  void images_and_requirements_are_refused_where_a_lock_is_required_and_has_none_of_them()
      throws IOException {
    assertThat(new Compiler(LockUse.REQUIRED).validate(foreign(lock("bytes"))))
        .isInstanceOf(Checked.Rejected.class)
        .satisfies(
            it ->
                assertThat(it.findings())
                    .filteredOn(finding -> finding.severity() == Severity.ERROR)
                    .extracting(finding -> finding.rule() + " " + finding.span().file())
                    .containsExactlyInAnyOrder(
                        "NOT_PINNED functions/train-outside.yaml",
                        "NOT_PINNED functions/train-fare.yaml"));
  }

  @Test
  void a_lock_says_who_asks_for_an_image_and_where() throws IOException {
    var standing = (Checked.Ok<LockStanding>) new Compiler().lock(foreign(lock("bytes")));
    Asking asking = standing.value().asking(IMAGE).orElseThrow();

    assertThat(asking.functions()).containsExactly(Name.of("train-outside"));
    assertThat(asking.place()).hasToString("functions/train-outside.yaml:7:10");
    assertThat(standing.value().missing()).containsExactly(IMAGE, REQUIREMENTS);
  }

  private Component onBase(Optional<Digest> digest) throws IOException {
    var files =
        EditedProject.edited(
            """
            @ functions/train-delay.yaml
            -   build:
            +   build:
            +     baseImage: eclipse-temurin:25
            """);
    digest.ifPresent(
        it ->
            files.put(
                Lock.FILE,
                LockText.of(lock("bytes").with(new LockEntry.Image(new Need.Image(BASE), it)))
                    .getBytes(StandardCharsets.UTF_8)));
    return function(EditedProject.tree(files, Files.createTempDirectory(temporary, "project")));
  }

  private Component fare(Lock lock) throws IOException {
    return Projects.release(foreign(lock), "local").at(Kind.FUNCTION, Name.of("train-fare"));
  }

  private static Lock wheel(String bytes, String host) {
    var pin = LockedDistribution.of("scikit-learn==1.5.2", List.of(Digest.of(bytes)));
    var pins = List.of(pin.from("https://" + host + "/any.whl", Digest.of(bytes)));
    return everything(bytes).with(new LockEntry.Wheels(REQUIREMENTS, pins));
  }

  private static Lock everything(String bytes) {
    List<Digest> hashes = List.of(Digest.of(bytes), Digest.of("all"));
    return lock("jars")
        .with(new LockEntry.Image(IMAGE, Digest.of(bytes)))
        .with(
            new LockEntry.Wheels(
                REQUIREMENTS,
                List.of(
                    new LockedDistribution("scikit-learn", "1.5.2", hashes),
                    new LockedDistribution("joblib", "1.5.2", hashes))));
  }

  /// With a function in a container and one in Python.
  private ProjectTree foreign(Lock lock) throws IOException {
    var files =
        EditedProject.edited(
            """
            @ functions/train-outside.yaml
            + apiVersion: millwright.dev/v1
            + kind: Function
            + metadata: {name: train-outside}
            + spec:
            +   type: job
            +   runtime: container
            +   image: localhost:5000/train:1
            @ functions/fares/train.py
            + def train(): pass
            @ functions/train-fare.yaml
            + apiVersion: millwright.dev/v1
            + kind: Function
            + metadata: {name: train-fare}
            + spec:
            +   type: job
            +   runtime: python
            +   source: functions/fares
            +   handler: train:train
            +   build: {requirements: ["scikit-learn==1.5.2"]}
            """);
    files.put(Lock.FILE, LockText.of(lock).getBytes(StandardCharsets.UTF_8));
    return EditedProject.tree(files, Files.createTempDirectory(temporary, "project"));
  }

  private static Lock lock(String bytes) {
    Need.Libraries need = new Need.Libraries(FUNCTION.name(), List.of(TRIBUO));
    return Lock.of(
        List.of(new LockEntry.Jars(need, List.of(new LockedLibrary(TRIBUO, Digest.of(bytes))))));
  }

  private static Component function(ProjectTree tree) {
    return Projects.release(tree, "local").components().get(FUNCTION);
  }

  private static Digest key(Component component) {
    return component.image().orElseThrow().key();
  }
}
