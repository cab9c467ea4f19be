package dev.millwright.compiler.type;

import dev.millwright.compiler.declaration.Declared;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.expression.BaseType;
import dev.millwright.spec.expression.DataType;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Workflow;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// What the steps of a workflow answer.
record StepOutputs(Checks checks) {
  /// By name; empty when what the step works on is not there or could not be read.
  Optional<SequencedMap<String, Shape>> of(Workflow.Step step, boolean isRepeated) {
    Optional<SequencedMap<String, Shape>> once = once(step);
    if (isRepeated) {
      once.ifPresent(outputs -> outputs.replaceAll((_, shape) -> shape.listed()));
    }
    return once;
  }

  private Optional<SequencedMap<String, Shape>> once(Workflow.Step step) {
    return switch (step) {
      case Workflow.Run run -> function(run.function()).map(StepOutputs::outputs);
      case Workflow.Train train -> trained(train.model());
      case Workflow.Ingest _ -> {
        SequencedMap<String, Shape> outputs = new LinkedHashMap<>();
        outputs.put("rows", Shape.of(BaseType.INT64));
        outputs.put("added", Shape.of(BaseType.INT64));
        outputs.put("snapshot", Shape.of(BaseType.STRING));
        yield Optional.of(outputs);
      }
      case Workflow.Propose _ -> {
        SequencedMap<String, Shape> outputs = new LinkedHashMap<>();
        outputs.put("branch", Shape.of(BaseType.STRING));
        outputs.put("commit", Shape.of(BaseType.STRING));
        yield Optional.of(outputs);
      }
      case Workflow.Approval _ -> {
        SequencedMap<String, Shape> outputs = new LinkedHashMap<>();
        outputs.put("by", Shape.of(new DataType(BaseType.STRING, true)));
        yield Optional.of(outputs);
      }
      case Workflow.Deploy _ -> Optional.of(new LinkedHashMap<>());
    };
  }

  private Optional<Function> function(Name name) {
    return checks.declarations.find(Function.class, Kind.FUNCTION, name).map(Declared::resource);
  }

  private static SequencedMap<String, Shape> outputs(Function function) {
    SequencedMap<String, Shape> outputs = new LinkedHashMap<>();
    function.outputs().forEach((name, output) -> outputs.put(name, Shape.of(output)));
    return outputs;
  }

  private Optional<SequencedMap<String, Shape>> trained(Name model) {
    return checks
        .declarations
        .find(Model.class, Kind.MODEL, model)
        .flatMap(it -> it.resource().training())
        .flatMap(it -> function(it.function()))
        .map(
            function -> {
              SequencedMap<String, Shape> outputs = new LinkedHashMap<>();
              ModelCheck.METRICS.forEach(it -> outputs.put(it, Shape.of(BaseType.FLOAT64)));
              outputs.put("examples", Shape.of(BaseType.INT64));
              outputs(function).forEach(outputs::putIfAbsent);
              return outputs;
            });
  }
}
