package dev.millwright.spec.serving;

import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.Case;
import dev.millwright.spec.resource.ServingGraph.Catch;
import dev.millwright.spec.resource.ServingGraph.Respond;
import dev.millwright.spec.resource.ServingGraph.Split;
import dev.millwright.spec.resource.ServingGraph.Step;
import dev.millwright.spec.resource.ServingGraph.Switch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/// Which step of a graph follows which, by their places in the list. The first is where a request
/// comes in. A step follows those that its `after` names; without `after`, the one written before
/// it, unless others lead to it by name.
public final class StepOrder {
  private final List<Step> steps;
  private final Optional<ServingGraph.Ways> said;
  private final Map<String, Integer> places = new HashMap<>();
  private final Set<String> led = new HashSet<>();
  private final List<Way> ways = new ArrayList<>();

  private StepOrder(ServingGraph graph) {
    this.steps = graph.steps();
    this.said = graph.ways();
    for (int i = 0; i < steps.size(); i++) {
      places.putIfAbsent(steps.get(i).name(), i);
    }
  }

  /// One step after another.
  ///
  /// @param bounded whether it leads back, so often and no oftener
  public record Way(int from, int to, Manner manner, boolean bounded) {}

  public enum Manner {
    /// When the step is done.
    NEXT,
    /// When a switch says so.
    CASE,
    /// Beside others.
    BRANCH,
    /// When the step does not go through.
    ERROR
  }

  /// Names that lead nowhere are left out.
  public static StepOrder of(ServingGraph graph) {
    StepOrder order = new StepOrder(graph);
    for (int i = 0; i < order.steps.size(); i++) {
      order.named(i);
    }
    for (int i = 1; i < order.steps.size(); i++) {
      order.followed(i);
    }
    return order;
  }

  public List<Way> ways() {
    return List.copyOf(ways);
  }

  public Optional<Integer> place(String step) {
    return Optional.ofNullable(places.get(step));
  }

  /// The steps from the first on, each behind all that lead to it but for ways back; those on a
  /// circle are left out.
  public SequencedSet<Integer> sorted() {
    List<List<Way>> into = new ArrayList<>();
    steps.forEach(_ -> into.add(new ArrayList<>()));
    ways.stream().filter(way -> !way.bounded()).forEach(way -> into.get(way.to()).add(way));
    SequencedSet<Integer> sorted = new LinkedHashSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (int i = 0; i < into.size(); i++) {
        more |= into.get(i).stream().allMatch(way -> sorted.contains(way.from())) && sorted.add(i);
      }
    }
    return sorted;
  }

  /// Whether steps lead on from here by name only.
  public static boolean isFork(Step step) {
    return step instanceof Switch || step instanceof Split;
  }

  private void named(int from) {
    Step step = steps.get(from);
    if (step instanceof Switch(var _, var cases)) {
      for (Case each : cases) {
        lead(from, each.to(), Manner.CASE, each.maxLoops().isPresent());
      }
    }
    if (step instanceof Split(var _, var to)) {
      to.forEach(it -> lead(from, it, Manner.BRANCH, false));
    }
    String handler = said.map(it -> it.onError().get(step.name())).orElse(null);
    if (handler != null) {
      lead(from, handler, Manner.ERROR, false);
    }
    if (step instanceof Catch caught) {
      caught(caught, from);
    }
  }

  private void lead(int from, String to, Manner manner, boolean bounded) {
    if (!bounded) {
      led.add(to);
    }
    place(to).ifPresent(it -> ways.add(new Way(from, it, manner, bounded)));
  }

  private void caught(Catch step, int to) {
    for (int i = 0; i < steps.size(); i++) {
      String name = steps.get(i).name();
      boolean own = said.isPresent() && said.get().onError().containsKey(name);
      boolean all = step.of().isEmpty() && i < to && !(steps.get(i) instanceof Respond);
      if (!own && (all ? !isCaughtAlready(i) : step.of().contains(name))) {
        ways.add(new Way(i, to, Manner.ERROR, false));
      }
    }
  }

  private boolean isCaughtAlready(int step) {
    return ways.stream().anyMatch(way -> way.from() == step && way.manner() == Manner.ERROR);
  }

  private void followed(int to) {
    Step step = steps.get(to);
    List<String> after = said.map(it -> it.after().get(step.name())).orElse(null);
    if (after != null) {
      after.stream()
          .flatMap(name -> place(name).stream())
          .filter(from -> !isFork(steps.get(from)))
          .forEach(from -> ways.add(new Way(from, to, Manner.NEXT, false)));
    } else if (!led.contains(step.name())
        && !(step instanceof Catch)
        && !isFork(steps.get(to - 1))) {
      ways.add(new Way(to - 1, to, Manner.NEXT, false));
    }
  }
}
