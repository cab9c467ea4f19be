package dev.millwright.builder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.builder.Pruning.Needs;
import dev.millwright.builder.Pruning.Seen;
import dev.millwright.builder.registry.Credentials;
import dev.millwright.builder.registry.Registry;
import dev.millwright.builder.registry.RegistryAddress;
import dev.millwright.builder.registry.Shelf;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.release.ImageSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images of models that nobody needs.
final class PruningModelsTest {
  @TempDir Path temporary;
  private Workshop workshop;
  private FakeRegistry registry;

  @BeforeEach
  void open() throws IOException {
    workshop = Workshop.in(temporary.resolve("here"));
    registry = new FakeRegistry();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void a_model_that_is_needed_stays_and_one_that_was_trained_before_goes() throws IOException {
    publish("delay", "now");
    publish("delay", "before");

    Seen seen = prune(needs("now"));

    assertThat(seen.needed()).isOne();
    assertThat(seen.unneeded())
        .extracting(it -> it.name().toString())
        .containsExactly("model:" + spec("before").key());
    assertThat(left()).containsExactly(spec("now").key().hex());
    assertThat(prune(needs("now")).unneeded()).isEmpty();
  }

  @Test
  void while_the_bytes_of_a_model_are_not_known_all_of_its_images_stay() throws IOException {
    publish("delay", "now");
    publish("delay", "before");
    publish("fare", "fare");

    Seen seen = prune(needs("now", Name.of("delay")));

    assertThat(List.of(seen.needed(), seen.open())).containsExactly(1, 1);
    assertThat(left())
        .containsExactlyInAnyOrder(spec("now").key().hex(), spec("before").key().hex());
  }

  @Test
  void an_image_of_which_nobody_says_whose_it_is_may_be_any_unknown_models() throws IOException {
    publish("delay", "before");
    registry.lose("team/flights/model/sha256-" + manifest("before"));

    assertThat(prune(needs("now", Name.of("fare"))).open()).isOne();
    assertThat(prune(needs("now")).unneeded()).hasSize(1);
  }

  private static Needs needs(String content, Name... unknown) {
    return new Needs(Set.of(spec(content).key()), Set.copyOf(Arrays.asList(unknown)));
  }

  private static ImageSpec spec(String content) {
    return ModelImage.of(Workshop.SERVING, new TreeSet<>(Set.of(Digest.of(content))));
  }

  private void publish(String model, String content) throws IOException {
    var origin = new Origin.Model(Workshop.ORIGIN, Name.of(model));
    try (var to =
        new RegistryDestination(
            Registry.at(address(), logins(), Shipyard.PATIENCE), Optional.empty())) {
      var publisher = new Publisher(workshop.builder(), to, origin);
      Sources files = Workshop.sources(Map.of(Digest.of(content).hex(), content));
      assertThat(publisher.publish(spec(content), files)).isInstanceOf(Checked.Ok.class);
    }
  }

  private Digest manifest(String content) {
    return Digest.of(registry.manifest("team/flights/model/" + spec(content).key()).orElseThrow());
  }

  /// The keys of the images that are there.
  private List<String> left() {
    return registry
        .references()
        .filter(it -> it.startsWith("team/flights/model/"))
        .map(it -> it.substring("team/flights/model/".length()))
        .filter(it -> it.matches("[0-9a-f]{64}"))
        .toList();
  }

  private Seen prune(Needs needs) throws IOException {
    try (Shelf shelf = Shelf.at(address(), logins(), Shipyard.PATIENCE)) {
      Pruning pruning = new Pruning(shelf);
      Seen seen = pruning.look(needs);
      pruning.delete(seen, _ -> {});
      return seen;
    }
  }

  private RegistryAddress address() {
    return RegistryAddress.parse(registry.host() + "/team/flights");
  }

  private Credentials logins() {
    Path docker = temporary.resolve("docker");
    return new Credentials(Map.of("DOCKER_CONFIG", docker.toString()), docker);
  }
}
