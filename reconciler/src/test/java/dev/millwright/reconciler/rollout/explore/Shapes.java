package dev.millwright.reconciler.rollout.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The shapes that are explored: a feature set, a model on its vector, two graphs and a monitor, as
/// many of them as are asked for.
final class Shapes {
  private static final int ALL = 5;

  private Shapes() {}

  /// @param components as many at most; with all five, in every way in which each may depend on
  ///   those before it
  static List<Shape> upTo(int components) {
    Stream<Shape> every =
        components < ALL
            ? Stream.of()
            : Stream.of(
                    every(4, "f", "m", "a", "b").stream(),
                    every(5, "f", "m", "a", "b", "w").stream(),
                    every(5, "f", "m", "a", "b", "w").stream().map(Shape::asFirst),
                    every(4, "f", "m", "a").stream().map(Shape::beside))
                .flatMap(it -> it);
    return Stream.concat(
            Stream.of(few(), courses(), every(3, "f", "m", "a"), every(3, "f", "a", "b"), four())
                .flatMap(List::stream)
                .filter(shape -> shape.components() <= components),
            every)
        .toList();
  }

  static Shape twoGraphs() {
    return Shape.of("two graphs", 2, "start:a", "start:b");
  }

  static Shape chain() {
    return Shape.of(
        "feature set, model, graph in a row",
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
        Shape.of("graph with a new image", 1, "build:a", "start:a<build:a"),
        Shape.of("graph with new settings", 1, "update:a"),
        Shape.of("feature set", 1, "ingest:f").beside(),
        twoGraphs(),
        twoGraphs().asFirst(),
        Shape.of("graph, monitor", 2, "start:a", "rebaseline:w"),
        Shape.of("model, graph", 2, "train:m", "judge:m<train:m", "start:a<judge:m").beside(),
        chain().asFirst());
  }

  static Shape shadowed() {
    return twoGraphs().shadowed();
  }

  static Shape atOnce() {
    return twoGraphs().atOnce();
  }

  /// The other ways to take traffic.
  private static List<Shape> courses() {
    Shape graph = Shape.of("graph", 1, "start:a");
    return List.of(
        graph.atOnce(),
        graph.atOnce().asFirst(),
        graph.atOnce().beside(),
        graph.shadowed(),
        graph.shadowed().beside(),
        graph.shadowed().atOnce().beside(),
        atOnce(),
        shadowed(),
        chain().shadowed().atOnce());
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
            "feature set, model with a new image, graph, monitor",
            4,
            "build:m",
            "ingest:f",
            "train:m<build:m,ingest:f",
            "judge:m<train:m",
            "start:a<judge:m",
            "rebaseline:w"));
  }

  /// Every way in which components may depend on those before them.
  private static List<Shape> every(int count, String... names) {
    int prepared = names[names.length - 1].equals("w") ? names.length - 1 : names.length;
    return IntStream.range(0, 1 << prepared * (prepared - 1) / 2)
        .mapToObj(edges -> shape(count, edges, prepared, names))
        .toList();
  }

  private static Shape shape(int count, int edges, int prepared, String... names) {
    List<String> steps = new ArrayList<>();
    List<String> words = new ArrayList<>();
    int bit = 0;
    for (int i = 0; i < prepared; i++) {
      List<String> after = new ArrayList<>();
      for (int earlier = 0; earlier < i; earlier++) {
        if ((edges >> bit++ & 1) == 1) {
          after.add(names[earlier]);
        }
      }
      words.add(names[i] + (after.isEmpty() ? "" : " of " + String.join(" and ", after)));
      steps.addAll(steps(names[i], after));
    }
    if (prepared < names.length) {
      words.add("monitor");
      steps.add("rebaseline:w");
    }
    return Shape.of(String.join(", ", words), count, steps.toArray(String[]::new));
  }

  private static List<String> steps(String name, List<String> after) {
    String waits =
        after.isEmpty() ? "" : "<" + String.join(",", after.stream().map(Shapes::last).toList());
    return name.equals("m")
        ? List.of("train:m" + waits, "judge:m<train:m")
        : List.of(last(name) + waits);
  }

  /// The step after which a component is there.
  private static String last(String name) {
    return switch (name) {
      case "f" -> "ingest:f";
      case "m" -> "judge:m";
      default -> "start:" + name;
    };
  }
}
