package dev.millwright.spec.workflow;

import dev.millwright.spec.resource.Workflow;
import dev.millwright.spec.resource.Workflow.Conduct;
import dev.millwright.spec.resource.Workflow.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Which steps of a list wait for which, by their places in the list. A step waits for those that
/// its `after` names, without one for the step that is written above it, and always for those whose
/// outputs it takes.
public final class Sequence {
  private final List<Step> steps;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<SortedSet<Integer>> before = new ArrayList<>();

  private Sequence(List<Step> steps) {
    this.steps = steps;
    for (int i = 0; i < steps.size(); i++) {
      places.putIfAbsent(steps.get(i).name(), i);
    }
  }

  /// @param steps those of the workflow, or those on exit; names that lead elsewhere are left out
  public static Sequence of(Workflow workflow, List<Step> steps) {
    Sequence sequence = new Sequence(steps);
    for (int i = 0; i < steps.size(); i++) {
      sequence.before.add(sequence.waits(workflow, i));
    }
    return sequence;
  }

  private SortedSet<Integer> waits(Workflow workflow, int step) {
    Conduct conduct = workflow.conductOf(steps.get(step).name());
    List<String> above = step == 0 ? List.of() : List.of(steps.get(step - 1).name());
    SortedSet<Integer> waits = new TreeSet<>();
    Stream.concat(conduct.after().orElse(above).stream(), taken(steps.get(step), conduct).stream())
        .flatMap(name -> place(name).stream())
        .forEach(waits::add);
    return waits;
  }

  /// The steps whose outputs a step names.
  public static Set<String> taken(Step step, Conduct conduct) {
    Set<String> names = new LinkedHashSet<>();
    texts(step, conduct)
        .flatMap(text -> Reference.in(text).stream())
        .forEach(reference -> Reference.step(reference.path()).ifPresent(names::add));
    conduct.when().ifPresent(when -> names.addAll(Reference.stepsOf(when.text())));
    return names;
  }

  /// Every text of a step that may have references.
  public static Stream<String> texts(Step step, Conduct conduct) {
    Stream<String> own =
        switch (step) {
          case Workflow.Run run ->
              Stream.concat(
                  run.parameters().values().stream(),
                  run.inputs().values().stream().flatMap(Sequence::text));
          case Workflow.Approval approval -> Stream.of(approval.message());
          case Workflow.Ingest _, Workflow.Train _, Workflow.Propose _, Workflow.Deploy _ ->
              Stream.empty();
        };
    return Stream.concat(own, conduct.forEach().stream().flatMap(it -> it.from().stream()));
  }

  private static Stream<String> text(Workflow.Source source) {
    return switch (source) {
      case Workflow.From(var reference) -> Stream.of(reference);
      case Workflow.Vector _, Workflow.Rows _ -> Stream.empty();
    };
  }

  /// The place of a step in the list.
  public Optional<Integer> place(String name) {
    return Optional.ofNullable(places.get(name));
  }

  /// What a step waits for itself.
  public SortedSet<Integer> before(int step) {
    return before.get(step);
  }

  /// All that has ended when a step begins. On a circle, a step comes before itself.
  public SortedSet<Integer> allBefore(int step) {
    SortedSet<Integer> all = new TreeSet<>();
    List<Integer> open = new ArrayList<>(before.get(step));
    while (!open.isEmpty()) {
      int next = open.removeLast();
      if (all.add(next)) {
        open.addAll(before.get(next));
      }
    }
    return all;
  }

  /// The places in an order in which the steps can run, one after another; those on a circle, and
  /// those that wait for one, are left out.
  public List<Integer> order() {
    Set<Integer> done = new LinkedHashSet<>();
    int known = -1;
    while (known < done.size()) {
      known = done.size();
      IntStream.range(0, steps.size())
          .filter(step -> !done.contains(step) && done.containsAll(before.get(step)))
          .findFirst()
          .ifPresent(done::add);
    }
    return List.copyOf(done);
  }

  /// The steps of one circle, in the order in which they wait; empty when there is none.
  public List<Integer> circle() {
    Set<Integer> order = new LinkedHashSet<>(order());
    List<Integer> trail = new ArrayList<>();
    Optional<Integer> step =
        IntStream.range(0, steps.size()).filter(i -> !order.contains(i)).boxed().findFirst();
    while (step.isPresent() && !trail.contains(step.get())) {
      trail.add(step.get());
      step = before.get(step.get()).stream().filter(i -> !order.contains(i)).findFirst();
    }
    return step.map(it -> trail.subList(trail.indexOf(it), trail.size())).orElse(List.of());
  }
}
