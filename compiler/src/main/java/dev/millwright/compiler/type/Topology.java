package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.resource.ServingGraph;
import dev.millwright.spec.resource.ServingGraph.Respond;
import dev.millwright.spec.resource.ServingGraph.Step;
import dev.millwright.spec.serving.StepOrder;
import dev.millwright.spec.serving.StepOrder.Manner;
import dev.millwright.spec.serving.StepOrder.Way;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.IntStream;

/// How the steps of a graph hang together: every way starts at the first step and ends in an
/// answer.
final class Topology {
  private final Checks checks;
  private final List<Step> steps;
  private final StepOrder said;
  private final Place place;
  private final StepNames names;
  private final List<List<Way>> in = new ArrayList<>();
  private final List<List<Way>> out = new ArrayList<>();
  private final SequencedSet<Integer> order;

  Topology(Checks checks, Declared<ServingGraph> declared) {
    this.checks = checks;
    this.steps = declared.resource().steps();
    this.said = StepOrder.of(declared.resource());
    this.place = declared.spec("steps");
    this.order = said.sorted();
    this.names = new StepNames(checks, declared, said);
    steps.forEach(_ -> in.add(new ArrayList<>()));
    steps.forEach(_ -> out.add(new ArrayList<>()));
    said.ways().forEach(way -> in.get(way.to()).add(way));
    said.ways().forEach(way -> out.get(way.from()).add(way));
  }

  void check() {
    names.check();
    if (order.size() < steps.size()) {
      circle();
      return;
    }
    for (int i = 0; i < steps.size(); i++) {
      reached(i);
      ends(i);
      followedByOne(i);
    }
  }

  /// The steps from the first on, each behind all that lead to it; those on a circle are left out.
  SequencedSet<Integer> order() {
    return order;
  }

  /// The ways to a step, without those back.
  List<Way> into(int step) {
    return in.get(step).stream()
        .filter(way -> !way.bounded() && order.contains(way.from()))
        .toList();
  }

  Optional<Integer> place(String step) {
    return said.place(step);
  }

  void finding(Place at, String message, String hint) {
    checks.findings.add(at.error(Rule.GRAPH_TOPOLOGY, message).hint(hint));
  }

  /// One circle among the steps that have no place in the order. What only hangs behind a circle
  /// has none either, so the search goes against the ways.
  private void circle() {
    List<Integer> trail = new ArrayList<>();
    int step =
        IntStream.range(0, steps.size()).filter(i -> !order.contains(i)).findFirst().orElseThrow();
    while (!trail.contains(step)) {
      trail.add(step);
      step =
          in.get(step).stream()
              .filter(way -> !way.bounded() && !order.contains(way.from()))
              .findFirst()
              .orElseThrow()
              .from();
    }
    List<Integer> circle =
        new ArrayList<>(trail.subList(trail.indexOf(step), trail.size()).reversed());
    circle.addFirst(circle.getLast());
    finding(
        place.element(circle.stream().min(Integer::compare).orElseThrow()),
        "`"
            + String.join("` → `", circle.stream().map(i -> steps.get(i).name()).toList())
            + "` is a circle, and nothing ends it",
        "lead back by a case of a `switch` with `maxLoops`");
  }

  private void reached(int step) {
    if (step > 0 && in.get(step).isEmpty() && names.areAllKnown()) {
      finding(
          place.element(step),
          "nothing leads to `" + steps.get(step).name() + "`",
          "name the steps that it follows in `after`, or delete it");
    }
  }

  private void ends(int step) {
    String name = "`" + steps.get(step).name() + "`";
    boolean responds = steps.get(step) instanceof Respond;
    boolean isLast = step == steps.size() - 1;
    boolean followed = out.get(step).stream().anyMatch(way -> way.manner() != Manner.ERROR);
    if (responds && followed) {
      finding(place.element(step), name + " answers, and steps follow it", "make it the last");
    }
    if (!responds && !followed && names.areAllKnown()) {
      finding(
          place.element(step),
          isLast
              ? "the last step gives no answer"
              : "nothing follows " + name + ", and it gives no answer",
          "end with a `respond` step");
    }
  }

  /// Where several steps follow one, it is a switch or a split that says how.
  private void followedByOne(int step) {
    List<Way> next = out.get(step).stream().filter(way -> way.manner() == Manner.NEXT).toList();
    Set<Integer> seen = new HashSet<>();
    for (Way way : next) {
      if (seen.add(way.to()) && seen.size() == 2 && !(steps.get(step) instanceof Respond)) {
        finding(
            place.element(way.to()),
            "`%s` follows `%s`, and so does `%s`"
                .formatted(
                    steps.get(way.to()).name(),
                    steps.get(step).name(),
                    steps.get(next.getFirst().to()).name()),
            "say by a `switch` which one, or by a `split` that both");
      }
    }
  }
}
