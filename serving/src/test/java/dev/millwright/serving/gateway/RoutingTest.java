package dev.millwright.serving.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.serving.GatewayFile;
import dev.millwright.spec.serving.GatewayFile.Share;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoutingTest {
  private static final Digest OLD = Digest.of("old");
  private static final Digest NEW = Digest.of("new");
  private static final Name GRAPH = Name.of("late");

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 50, 99})
  void the_choice_follows_the_shares(int percent) {
    Routing routing = routing(new Share(OLD, 100 - percent), new Share(NEW, percent));
    int total = 100_000;
    double off = chosen(routing, total, new Random(percent)) - total * percent / 100.0;
    double square =
        off * off / (total * percent / 100.0) + off * off / (total * (100 - percent) / 100.0);
    assertThat(square).as("chi² of one degree: above 20 once in 100,000 runs").isLessThan(20);
  }

  @Test
  void none_and_all_are_exact() {
    assertThat(chosen(routing(new Share(OLD, 100), new Share(NEW, 0)), 10_000, new Random(1)))
        .isZero();
    assertThat(chosen(routing(new Share(OLD, 0), new Share(NEW, 100)), 10_000, new Random(1)))
        .isEqualTo(10_000);
  }

  @Test
  void without_shares_nothing_is_chosen() {
    assertThat(routing().choose(new Random(1))).isEmpty();
    assertThat(routing().graphs()).isEmpty();
  }

  @Test
  void a_release_without_a_share_can_be_asked_for_by_its_id() {
    Routing routing = routing(new Share(OLD, 100));
    assertThat(routing.knows(NEW)).isTrue();
    assertThat(routing.knows(Digest.of("gone"))).isFalse();
    assertThat(routing.endpoints(NEW, GRAPH)).containsExactly("http://new");
    assertThat(routing.endpoints(OLD, Name.of("other"))).isEmpty();
    assertThat(routing.endpoints(Digest.of("gone"), GRAPH)).isEmpty();
    assertThat(routing.graphs()).containsExactly(GRAPH);
  }

  private static int chosen(Routing routing, int total, Random random) {
    int fresh = 0;
    for (int i = 0; i < total; i++) {
      fresh += routing.choose(random).equals(Optional.of(NEW)) ? 1 : 0;
    }
    return fresh;
  }

  private static Routing routing(Share... shares) {
    return new Routing(
        new GatewayFile(
            0,
            Arrays.asList(shares),
            new TreeMap<>(
                Map.of(
                    OLD, new TreeMap<>(Map.of(GRAPH, List.of("http://old"))),
                    NEW, new TreeMap<>(Map.of(GRAPH, List.of("http://new")))))));
  }
}
