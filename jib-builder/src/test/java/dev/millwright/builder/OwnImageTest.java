package dev.millwright.builder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.builder.PublishedImage.State;
import dev.millwright.builder.registry.Credentials;
import dev.millwright.builder.registry.Registry;
import dev.millwright.builder.registry.RegistryAddress;
import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.spec.Digest;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.resource.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Millwright's own image.
final class OwnImageTest {
  private static final String REPOSITORY = "team/millwright/reconciler/";

  @TempDir Path temporary;
  private FakeRegistry registry;
  private ImageReference base;

  @BeforeEach
  void open() throws IOException {
    registry = new FakeRegistry();
    FakeBase bases = new FakeBase(registry, "bases/java");
    base = new ImageReference(bases.name(bases.put("amd64", FakeBase.JAVA)));
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void what_others_made_is_a_layer_apart_below_what_is_millwrights() throws IOException {
    Workshop workshop = workshop("here", "1.2.0");

    StoredImage image = kept(workshop);
    assertThat(image.layers())
        .extracting(StoredImage.Layer::role)
        .containsExactly(StoredImage.Role.FOREIGN, StoredImage.Role.RUNTIME);
    assertThat(image.runtime())
        .extracting(StoredImage.Jar::name)
        .containsExactlyInAnyOrder("millwright.jar", "spec-1.jar", "runtime-1.jar");
    assertThat(files(workshop, image, 0)).containsExactly("runtime-1.jar");
    assertThat(files(workshop, image, 1)).containsExactly("millwright.jar", "spec-1.jar");
  }

  @Test
  void a_change_of_millwrights_own_leaves_the_layer_of_others() throws IOException {
    Workshop workshop = workshop("here", "1.2.0");
    StoredImage before = kept(workshop);
    workshop.ownJar("spec-1.jar", "spec", "1.2.0", Map.of("mended.txt", ""));

    StoredImage after = kept(workshop);

    assertThat(after.manifest()).isNotEqualTo(before.manifest());
    assertThat(after.layers().getFirst()).isEqualTo(before.layers().getFirst());
  }

  @Test
  void it_starts_the_command_as_nobody_and_finds_its_distribution() throws IOException {
    Workshop workshop = workshop("here", "1.2.0");
    Digest config = kept(workshop).platforms().getFirst().config();
    JsonNode run =
        Json.mapper()
            .readTree(
                Files.readString(workshop.folders().images().resolve("blobs/sha256/" + config)))
            .path("config");

    assertThat(run.path("User").asString()).isEqualTo("65532:65532");
    assertThat(run.path("Entrypoint").valueStream().map(JsonNode::asString))
        .startsWith("java")
        .containsSubsequence("-Dmillwright.home=/app", "-cp", "/app/lib/millwright.jar")
        .endsWith("dev.millwright.cli.Main");
  }

  @Test
  void its_key_follows_from_the_jars_and_the_base_and_from_no_place_or_time() throws IOException {
    Workshop here = workshop("here", "1.2.0");
    Workshop there = workshop("quite/another place", "1.2.0");
    Path jar = there.folders().distribution().resolve("lib/spec-1.jar");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));
    Digest key = own(here).spec().key();

    assertThat(own(there).spec().key()).isEqualTo(key);
    assertThat(kept(there).manifest()).isEqualTo(kept(here).manifest());
    ImageReference other = new ImageReference("java@sha256:" + Digest.of("other"));
    assertThat(here.builder().own(other).spec().key()).isNotEqualTo(key);
    there.ownJar("spec-1.jar", "spec", "1.2.0", Map.of("mended.txt", ""));
    assertThat(own(there).spec().key()).isNotEqualTo(key);
  }

  @Test
  void it_is_in_the_registry_by_its_key_and_by_its_release() throws IOException {
    Workshop workshop = workshop("here", "1.2.0");

    PublishedImage image = publish(workshop);
    assertThat(image.state()).isEqualTo(State.BUILT);
    assertThat(registry.manifest(REPOSITORY + own(workshop).spec().key()).map(Digest::of))
        .contains(image.manifest());
    assertThat(registry.manifest(REPOSITORY + "1.2.0").map(Digest::of)).contains(image.manifest());
  }

  @Test
  void what_is_there_costs_one_request_where_it_was_built_and_two_elsewhere() throws IOException {
    Workshop workshop = workshop("here", "1.2.0");
    publish(workshop);
    registry.forget();

    assertThat(publish(workshop).state()).isEqualTo(State.REUSED);
    String head = "HEAD /v2/" + REPOSITORY.replaceFirst("/$", "/manifests/");
    assertThat(registry.requests()).containsExactly(head + "1.2.0");
    registry.forget();
    Workshop elsewhere = workshop("elsewhere", "1.2.0");
    assertThat(publish(elsewhere).state()).isEqualTo(State.REUSED);
    assertThat(registry.requests())
        .containsExactly(head + "1.2.0", head + own(elsewhere).spec().key());
    assertThat(elsewhere.folders().images()).doesNotExist();
  }

  @Test
  void the_tag_of_a_release_moves_to_the_image_that_was_asked_for_last() throws IOException {
    Workshop first = workshop("first", "1.2.0");
    Digest before = publish(first).manifest();
    Workshop second = workshop("second", "1.2.0");
    second.ownJar("spec-1.jar", "spec", "1.2.0", Map.of("mended.txt", ""));
    Digest after = publish(second).manifest();
    assertThat(registry.manifest(REPOSITORY + "1.2.0").map(Digest::of)).contains(after);

    Workshop third = workshop("third", "1.2.0");
    assertThat(publish(third).state()).isEqualTo(State.REUSED);

    assertThat(registry.manifest(REPOSITORY + "1.2.0").map(Digest::of)).contains(before);
  }

  @Test
  void a_registry_with_other_bytes_by_the_digest_gets_no_tag() throws IOException {
    Digest image = publish(workshop("here", "1.2.0")).manifest();
    registry.lose(REPOSITORY + "1.2.0");
    registry.put(REPOSITORY + "sha256:" + image, "{\"mediaType\":\"another\"}");

    assertThatThrownBy(() -> publish(workshop("elsewhere", "1.2.0")))
        .isInstanceOf(RegistryFailure.class)
        .hasMessageContaining(image.hex());
    assertThat(registry.manifest(REPOSITORY + "1.2.0")).isEmpty();
  }

  @Test
  void a_folder_and_a_file_list_it_by_both_names() throws IOException {
    Workshop workshop = workshop("here", "1.2.0");
    OwnImage own = own(workshop);
    Path folder = temporary.resolve("layout");
    var layout = new LayoutDestination(folder);
    publish(workshop, layout);
    Path file = temporary.resolve("image.tar");
    var tar = new TarDestination(file);
    publish(workshop, tar);
    tar.complete();

    for (String tag : List.of("1.2.0", own.spec().key().hex())) {
      ImageName name = new ImageName("reconciler", tag);
      assertThat(layout.find(name)).contains(kept(workshop).manifest());
      assertThat(Files.readAllBytes(file)).containsSequence(name.toString().getBytes(UTF_8));
    }
  }

  @Test
  void its_provenance_names_the_release_and_no_commit() throws IOException {
    Workshop workshop = workshop("here", "1.2.0");
    OwnImage own = own(workshop);
    JsonNode definition =
        Json.mapper()
            .readTree(
                Provenance.of(
                    own.spec(),
                    ImageName.of(own.spec()),
                    kept(workshop),
                    new Origin.Release(own.release())))
            .at("/predicate/buildDefinition");

    assertThat(definition.at("/externalParameters/release").asString()).isEqualTo("1.2.0");
    assertThat(definition.path("resolvedDependencies").findValuesAsString("name"))
        .containsExactlyInAnyOrder(base.text(), "millwright.jar", "spec-1.jar", "runtime-1.jar");
    assertThat(definition.toString()).doesNotContain("gitCommit", "revision");
  }

  @Test
  void a_distribution_that_does_not_say_its_release_is_refused() throws IOException {
    Workshop workshop = workshop("here", "1.2.0");
    workshop.jar(workshop.folders().distribution().resolve("lib/millwright.jar"), "", Map.of());

    assertThatThrownBy(() -> own(workshop))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("millwright.jar does not say which release it is");
  }

  private Workshop workshop(String folder, String release) throws IOException {
    return Workshop.in(temporary.resolve(folder)).withCommand(release);
  }

  private OwnImage own(Workshop workshop) throws IOException {
    return workshop.builder().own(base);
  }

  private StoredImage kept(Workshop workshop) throws IOException {
    var kept = workshop.builder().keep(own(workshop).spec(), Workshop.sources(Map.of()));
    return ((Checked.Ok<ImageBuilder.Kept>) kept).value().image();
  }

  private static List<String> files(Workshop workshop, StoredImage image, int layer)
      throws IOException {
    StoredImage.Layer its = image.layers().get(layer);
    var folders = new LayerFolders(workshop.folders().layers(), workshop.root().resolve("work"));
    Path blob = workshop.folders().images().resolve("blobs/sha256/" + its.digest());
    try (var found = Files.list(folders.folder(its.diffId(), blob).resolve("app/lib"))) {
      return found.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }

  private PublishedImage publish(Workshop workshop) throws IOException {
    var credentials = new Credentials(Map.of(), temporary.resolve("docker"));
    var address = RegistryAddress.parse(registry.host() + "/team/millwright");
    try (var to = new RegistryDestination(Registry.at(address, credentials, Shipyard.PATIENCE))) {
      return publish(workshop, to);
    }
  }

  private PublishedImage publish(Workshop workshop, Destination to) throws IOException {
    OwnImage own = own(workshop);
    var published =
        new Publisher(workshop.builder(), to, new Origin.Release(own.release()))
            .publish(own.spec(), Workshop.sources(Map.of()), own.release());
    return ((Checked.Ok<PublishedImage>) published).value();
  }
}
