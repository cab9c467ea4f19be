package dev.millwright.compiler.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.Dependency.Edge;
import dev.millwright.spec.resource.Metadata;
import dev.millwright.spec.resource.Trigger;
import dev.millwright.spec.resource.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class WorkflowEdgesTest {
  private static final Workflow.Step PREPARE =
      new Workflow.Run(
          "prepare",
          Name.of("prepare"),
          new TreeMap<>(),
          new TreeMap<>(
              Map.of(
                  "examples",
                  new Workflow.Vector(Name.of("features"), Optional.of(Duration.ofDays(90))),
                  "rows",
                  new Workflow.Rows(Name.of("airports")))));

  @Test
  void a_workflow_reads_all_that_its_steps_work_on() {
    Workflow.Step deploy =
        new Workflow.Deploy("roll-out", List.of(Name.of("predict"), Name.of("route")));
    Workflow workflow = Workflow.of(new Metadata(Name.of("nightly")), List.of(PREPARE, deploy));
    assertThat(Edges.of(workflow, _ -> Optional.empty()))
        .containsOnly(
            Map.entry(Address.of(Kind.FUNCTION, "prepare"), Edge.READS),
            Map.entry(Address.of(Kind.FEATURE_VECTOR, "features"), Edge.READS),
            Map.entry(Address.of(Kind.FEATURE_SET, "airports"), Edge.READS),
            Map.entry(Address.of(Kind.SERVING_GRAPH, "predict"), Edge.READS),
            Map.entry(Address.of(Kind.SERVING_GRAPH, "route"), Edge.READS));
  }

  @Test
  void what_starts_it_is_none_of_its_dependencies() {
    List<Trigger> triggers =
        List.of(new Trigger.Drifted(Name.of("drift")), new Trigger.Snapshot(Name.of("rows")));
    Workflow workflow =
        new Workflow(
            new Metadata(Name.of("nightly")),
            List.of(new Workflow.Train("train", Name.of("delay"))),
            Optional.empty(),
            Optional.empty(),
            Optional.of(List.of(new Workflow.Ingest("last", Name.of("airports")))),
            Optional.of(triggers),
            Optional.empty(),
            Optional.empty());
    assertThat(Edges.of(workflow, _ -> Optional.empty()))
        .containsOnlyKeys(
            Address.of(Kind.MODEL, "delay"), Address.of(Kind.FEATURE_SET, "airports"));
  }
}
