package dev.millwright.serving.scene;

import dev.millwright.runtime.expression.ExpressionCompiler;
import dev.millwright.runtime.feature.Status;
import dev.millwright.serving.graph.BoundGraph;
import dev.millwright.serving.graph.FeatureLookup;
import dev.millwright.serving.graph.Features;
import dev.millwright.serving.graph.Materials;
import dev.millwright.serving.graph.Passage;
import dev.millwright.serving.graph.Scorer;
import dev.millwright.serving.graph.TrainedModel;
import dev.millwright.spec.Digest;
import dev.millwright.spec.expression.NamedType;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// The declared graph over a hand-written store and a hand-written model.
public record InMemory(BoundGraph graph) {
  public static final Digest RELEASE = Digest.of("in memory");

  public static InMemory of(Scorer scorer) {
    FeatureLookup store =
        (_, _, _) ->
            new Features(
                new Object[] {null, 90L},
                new Status[] {Status.NULL, Status.PRESENT},
                Digest.of("snapshot"));
    return new InMemory(
        BoundGraph.bind(
            Declared.standard().file(),
            RELEASE,
            new TreeMap<>(),
            new Materials(
                Map.of(Declared.SET, store),
                Map.of(Declared.MODEL, new TrainedModel(scorer, Declared.baseline(7.5, 42)))),
            (expression, columns) ->
                ExpressionCompiler.compile(
                        expression, columns.stream().map(NamedType::name).toList())
                    ::evaluate,
            System::nanoTime));
  }

  /// A request's way from an origin.
  public Passage pass(String origin) {
    Object[] row = new Object[graph.width()];
    row[0] = origin;
    row[1] = Instant.parse("2001-03-30T18:20:00Z");
    row[2] = 954L;
    return graph.run(row, Instant.parse("2001-04-01T00:00:00Z"), System.nanoTime());
  }
}
