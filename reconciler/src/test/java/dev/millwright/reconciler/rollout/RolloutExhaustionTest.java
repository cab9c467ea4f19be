package dev.millwright.reconciler.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Digest;
import dev.millwright.spec.plan.Step;
import dev.millwright.spec.plan.Step.Action;
import dev.millwright.tracking.Phase;
import dev.millwright.tracking.RolloutRecord;
import dev.millwright.tracking.StepState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every state that up to five components' steps can lead to, whatever the order in which steps
/// begin, end, fail, a share moves, a newer commit comes and the daemon dies.
final class RolloutExhaustionTest {
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final Digest NEWER = Digest.of("newer");

  /// @param alive the steps that this daemon has under way; a crash forgets them, the record stays
  private record State(RolloutRecord record, SortedSet<String> alive) {}

  private record Graph(List<Step> steps) {
    @Override
    public String toString() {
      return steps.stream().map(step -> step.id() + step.after()).toList().toString();
    }
  }

  /// Every way in which up to five components may depend on earlier ones, four being enough for all
  /// shapes and five for the widest, the longest and the usual one.
  static Stream<Graph> graphs() {
    return Stream.concat(
        IntStream.rangeClosed(1, 4)
            .boxed()
            .flatMap(
                count ->
                    IntStream.range(0, 1 << (count * (count - 1) / 2))
                        .mapToObj(edges -> graph(count, edges))),
        Stream.of(graph(5, 0), graph(5, 0b1000_100_10_1), graph(5, 0b1100_011_01_0)));
  }

  private static Graph graph(int count, int edges) {
    List<Step> steps = new ArrayList<>();
    int bit = 0;
    for (int component = 0; component < count; component++) {
      List<String> after = new ArrayList<>();
      for (int earlier = 0; earlier < component; earlier++) {
        if ((edges >> bit++ & 1) == 1) {
          after.add("c" + earlier);
        }
      }
      steps.add(
          RolloutMachineTest.step("c" + component, Action.INGEST, after.toArray(String[]::new)));
    }
    String[] all = steps.stream().map(Step::id).toArray(String[]::new);
    steps.add(RolloutMachineTest.step("shift", Action.SHIFT, all));
    steps.add(RolloutMachineTest.step("prove", Action.PROVE, "shift"));
    steps.add(RolloutMachineTest.step("rebaseline", Action.REBASELINE, "prove"));
    steps.add(RolloutMachineTest.step("retire", Action.RETIRE, "prove"));
    return new Graph(steps);
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void every_interleaving_keeps_the_invariants(Graph graph) {
    Set<State> seen = new HashSet<>();
    Set<Phase> ends = new HashSet<>();
    Deque<State> open = new ArrayDeque<>();
    open.add(new State(RolloutMachineTest.begin(graph.steps()), new TreeSet<>()));
    while (!open.isEmpty()) {
      State state = open.pop();
      if (seen.add(state)) {
        List<State> next = next(state);
        next.forEach(after -> check(state.record(), after.record()));
        open.addAll(next);
        if (state.record().phase().isEnd()) {
          ends.add(state.record().phase());
        } else {
          assertThat(next).as("a way on from %s", state).anyMatch(after -> !after.equals(state));
        }
      }
    }
    assertThat(ends).containsExactlyInAnyOrder(Phase.DONE, Phase.RETURNED, Phase.OVERTAKEN);
  }

  private static List<State> next(State state) {
    RolloutRecord now = state.record();
    List<State> next = new ArrayList<>();
    next.add(new State(now, new TreeSet<>()));
    next.add(new State(RolloutMachine.overtaken(now, NEWER, AT), state.alive()));
    state.alive().forEach(id -> next.addAll(worked(state, step(now, id))));
    switch (RolloutMachine.decide(now)) {
      case Decision.Perform(var ready) ->
          ready.stream()
              .filter(step -> !state.alive().contains(step.id()))
              .forEach(step -> next.add(begin(state, step)));
      case Decision.Retire() -> next.add(new State(retired(now), state.alive()));
      case Decision.Return() -> {
        if (state.alive().isEmpty()) {
          next.add(new State(returned(now), state.alive()));
        }
      }
      case Decision.Rest() -> {}
    }
    return next;
  }

  private static State begin(State state, Step step) {
    SortedSet<String> alive = new TreeSet<>(state.alive());
    alive.add(step.id());
    return new State(RolloutMachine.began(state.record(), step, AT), alive);
  }

  /// All that a step under way may come to; also after the rollout has turned back.
  private static List<State> worked(State state, Step step) {
    RolloutRecord now = state.record();
    SortedSet<String> rest = new TreeSet<>(state.alive());
    rest.remove(step.id());
    List<State> next = new ArrayList<>();
    next.add(new State(RolloutMachine.done(now, step, AT), rest));
    next.add(new State(RolloutMachine.failed(now, step, step.id() + " failed", AT), rest));
    next.add(new State(now, rest));
    if (step.action() == Action.SHIFT) {
      int cursor = RolloutMachine.record(now, step.id()).cursor();
      int share = now.percent() == 0 ? 50 : 100;
      next.add(
          new State(
              RolloutMachine.share(now, share, Math.min(cursor + 1, 2), step, AT), state.alive()));
    }
    return next;
  }

  private static RolloutRecord retired(RolloutRecord now) {
    return now.phase() == Phase.RETIRING
        ? RolloutMachine.ended(now, Phase.DONE, AT)
        : RolloutMachine.retiring(now, AT);
  }

  private static RolloutRecord returned(RolloutRecord now) {
    boolean overtaken = now.successor().isPresent();
    return RolloutMachine.ended(now, overtaken ? Phase.OVERTAKEN : Phase.RETURNED, AT);
  }

  private static void check(RolloutRecord before, RolloutRecord after) {
    if (after.phase() == Phase.RETIRING || after.phase() == Phase.DONE) {
      assertThat(after.plan().steps())
          .filteredOn(step -> step.action() != Action.RETIRE)
          .allMatch(step -> state(after, step.id()) == StepState.DONE);
    }
    assertThat(after.plan().steps())
        .filteredOn(step -> state(after, step.id()) == StepState.RUNNING)
        .allSatisfy(
            step -> assertThat(step.after()).allMatch(id -> state(after, id) == StepState.DONE));
    if (after.phase() == Phase.RETURNED) {
      assertThat(after.cause()).hasValueSatisfying(cause -> assertThat(cause).endsWith("failed"));
      assertThat(after.steps()).anyMatch(step -> step.state() == StepState.FAILED);
    }
    if (after.phase() == Phase.OVERTAKEN) {
      assertThat(after.successor()).contains(NEWER);
    }
    if (!RolloutMachine.movesForward(before)) {
      assertThat(after.percent()).isEqualTo(before.percent());
      assertThat(RolloutMachine.movesForward(after)).isFalse();
    }
    if (before.phase().isEnd()) {
      assertThat(after).isEqualTo(before);
    }
    assertThat(after.phase().isEnd()).isEqualTo(after.ended().isPresent());
  }

  private static StepState state(RolloutRecord record, String id) {
    return RolloutMachine.record(record, id).state();
  }

  private static Step step(RolloutRecord record, String id) {
    return record.plan().steps().stream()
        .filter(it -> it.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
