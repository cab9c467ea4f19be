package dev.millwright.spec.binding;

import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.Trigger;
import dev.millwright.spec.resource.Workflow;
import dev.millwright.spec.resource.Workflow.Concurrency;
import dev.millwright.spec.resource.Workflow.Conduct;
import dev.millwright.spec.resource.Workflow.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

final class WorkflowBinding {
  private final SortedMap<String, Conduct> conduct = new TreeMap<>();

  private WorkflowBinding() {}

  static Workflow read(Metadata metadata, Fields spec) {
    return new WorkflowBinding().workflow(metadata, spec);
  }

  private Workflow workflow(Metadata metadata, Fields spec) {
    List<Step> steps = steps(spec.required("steps", "[{name: train, train: {model: delay}}]"));
    Optional<SortedMap<String, Workflow.Parameter>> parameters =
        spec.optional("parameters")
            .map(WorkflowParameterBinding::read)
            .filter(Predicate.not(SortedMap::isEmpty));
    Optional<List<Step>> onExit = spec.optional("onExit").map(this::steps);
    Optional<List<Trigger>> triggers =
        spec.optional("triggers")
            .map(value -> value.list(it -> it.fields(TriggerBinding::read)))
            .filter(Predicate.not(List::isEmpty));
    Optional<Concurrency> concurrency =
        spec.optional("concurrency")
            .map(WorkflowBinding::concurrency)
            .filter(it -> it != Concurrency.FORBID);
    Optional<Duration> timeout =
        spec.planned("timeout").map(value -> Words.positiveDuration(value, "6h"));
    return new Workflow(
        metadata,
        steps,
        Optional.of(conduct).filter(Predicate.not(SortedMap::isEmpty)),
        parameters,
        onExit,
        triggers,
        concurrency,
        timeout);
  }

  private List<Step> steps(Value value) {
    return value.unique(value.some(element -> element.fields(this::step)), Step::name);
  }

  private Step step(Fields fields) {
    String name = Words.stepName(fields);
    Conduct how = ConductBinding.read(fields);
    if (!how.equals(Conduct.PLAIN)) {
      conduct.put(name, how);
    }
    return WorkflowStepBinding.read(name, fields);
  }

  private static Concurrency concurrency(Value value) {
    Concurrency concurrency =
        switch (value.choice(List.of("forbid", "allow", "replace"))) {
          case "allow" -> Concurrency.ALLOW;
          case "replace" -> Concurrency.REPLACE;
          default -> Concurrency.FORBID;
        };
    if (concurrency != Concurrency.FORBID) {
      value.notTaken();
    }
    return concurrency;
  }
}
