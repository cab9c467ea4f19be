package dev.millwright.reconciler.rollout.explore;

import java.util.List;
import java.util.stream.Stream;

/// The shapes that are explored: a feature set, a model on its vector, two graphs and a monitor, as
/// many of them as are asked for, in the ways in which they usually depend on one another, and in
/// the widest and the longest.
final class Shapes {
  private Shapes() {}

  static List<Shape> upTo(int components) {
    return Stream.of(few(), four(), five())
        .flatMap(List::stream)
        .filter(shape -> shape.components() <= components)
        .toList();
  }

  static Shape twoGraphs() {
    return Shape.of("two graphs", 2, "start:a", "start:b");
  }

  static Shape chain() {
    return Shape.of(
        "feature set, model, graph",
        3,
        "ingest:f",
        "train:m<ingest:f",
        "judge:m<train:m",
        "start:a<judge:m");
  }

  private static List<Shape> few() {
    Shape graph = Shape.of("graph", 1, "start:a");
    return List.of(
        graph,
        graph.asFirst(),
        graph.beside(),
        Shape.of("feature set", 1, "ingest:f").beside(),
        twoGraphs(),
        twoGraphs().asFirst(),
        Shape.of("graph, monitor", 2, "start:a", "rebaseline:w"),
        Shape.of("model, graph", 2, "train:m", "judge:m<train:m", "start:a<judge:m").beside(),
        chain(),
        chain().asFirst(),
        Shape.of("feature set, two graphs of it", 3, "ingest:f", "start:a<ingest:f", "start:b"));
  }

  private static List<Shape> four() {
    return List.of(
        Shape.of(
            "feature set, model, two graphs of it",
            4,
            "ingest:f",
            "train:m<ingest:f",
            "judge:m<train:m",
            "start:a<judge:m",
            "start:b<judge:m"),
        Shape.of(
            "feature set, model, graph, monitor",
            4,
            "ingest:f",
            "train:m<ingest:f",
            "judge:m<train:m",
            "start:a<judge:m",
            "rebaseline:w"));
  }

  private static List<Shape> five() {
    Shape usual =
        Shape.of(
            "feature set, model, two graphs of it, monitor",
            5,
            "ingest:f",
            "train:m<ingest:f",
            "judge:m<train:m",
            "start:a<judge:m",
            "start:b<judge:m",
            "rebaseline:w");
    return List.of(
        usual,
        usual.asFirst(),
        Shape.of(
            "feature set, model, a graph of each, monitor",
            5,
            "ingest:f",
            "train:m",
            "judge:m<train:m",
            "start:a<ingest:f",
            "start:b<judge:m",
            "rebaseline:w"),
        Shape.of(
            "five that do not depend on one another",
            5,
            "ingest:f",
            "train:m",
            "start:a",
            "start:b",
            "rebaseline:w"));
  }
}
