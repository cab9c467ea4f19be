package dev.millwright.compiler;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Turns the files of the base project into those of a next commit, again and again, as people do:
/// small edits, new and deleted and renamed files, mistakes and their cures.
final class CommitEdits {
  private static final Pattern NUMBER =
      Pattern.compile("(?<=[ :\\[])[1-9][0-9]?(?=[dhm,\\]} \\n])");
  private static final List<String> PATCHES =
      List.of(
          "{target: ServingGraph/predict-delay, patch: {spec: {scaling: {replicas: 2}}}}",
          "{target: ServingGraph/predict-delay, patch: {spec: {timeout: 3s}}}",
          "{target: Model/delay, patch: {spec: {trainedBy: {parameters: {epochs: 9}}}}}",
          "{target: Model/delay, patch: {spec: {gates: [auc >= 0.7]}}}",
          "{target: Model/delay, patch: {spec: {gates: [auk >= 0.7]}}}",
          "{target: Connection/flights, patch: {spec: {root: elsewhere}}}",
          "{target: FeatureSet/airports, patch: {spec: {maxAge: 3d}}}",
          "{target: FeatureSet/nowhere, patch: {spec: {maxAge: 3d}}}");

  private final SortedMap<String, byte[]> base;
  private final Random random;
  private final SortedMap<String, byte[]> files;
  private int added;

  CommitEdits(SortedMap<String, byte[]> base, long seed) {
    this.base = base;
    this.random = new Random(seed);
    this.files = new TreeMap<>(base);
  }

  /// The files of the next commit: up to three edits away from the last.
  SortedMap<String, byte[]> next() {
    for (int i = random.nextInt(3); i >= 0; i--) {
      edit();
    }
    return new TreeMap<>(files);
  }

  private void edit() {
    switch (random.nextInt(12)) {
      case 0, 1 -> number();
      case 2 -> mistake();
      case 3 -> files.remove(any(yaml()));
      case 4 -> add();
      case 5 -> rename();
      case 6 -> append("functions/train-delay/flights/TrainDelay.java", "// again\n");
      case 7 -> append("data/airports.csv", "XYZ" + random.nextInt(9) + "\n");
      case 8 -> patch();
      case 9 -> files.remove("functions/train-delay/flights/TrainDelay.java");
      default -> mend();
    }
  }

  /// Another number at some place: a change of meaning that mostly compiles.
  private void number() {
    String file = any(yaml());
    int other = 1 + random.nextInt(90);
    long nth = random.nextInt(6);
    long[] seen = {0};
    String text = text(file);
    put(
        file,
        NUMBER
            .matcher(text)
            .replaceAll(found -> seen[0]++ == nth ? String.valueOf(other) : found.group()));
  }

  private void mistake() {
    SortedMap<String, String> documents = new TreeMap<>();
    yaml().forEach(file -> documents.put(file, text(file)));
    Mutation mutation = Mutation.of(documents, random);
    put(mutation.file(), mutation.text());
  }

  /// A resource like another, under a name of its own or, now and then, under the same.
  private void add() {
    String file = any(yaml());
    added++;
    String name = random.nextInt(4) == 0 ? "$1" : "$1-" + added;
    String text = text(file).replaceFirst("(?<=name: )([a-z][-a-z]*)", name);
    put(file.replace(".yaml", "-" + added + ".yaml"), text);
  }

  private void rename() {
    String file = any(yaml());
    byte[] content = files.remove(file);
    files.put("moved" + random.nextInt(3) + "/" + file, content);
  }

  private void patch() {
    String file = "environments/local.yaml";
    String text = new String(base.get(file), StandardCharsets.UTF_8);
    StringBuilder patched = new StringBuilder(text).append("  patches:\n");
    for (int i = random.nextInt(2); i >= 0; i--) {
      patched.append("    - ").append(any(PATCHES)).append('\n');
    }
    put(file, patched.toString());
  }

  /// Everything as it was, but for a few files.
  private void mend() {
    SortedMap<String, byte[]> left = new TreeMap<>(base);
    files.forEach(
        (file, content) -> {
          if (base.containsKey(file) && random.nextInt(8) == 0) {
            left.put(file, content);
          }
        });
    files.clear();
    files.putAll(left);
  }

  private void append(String file, String line) {
    put(file, text(file) + line);
  }

  private List<String> yaml() {
    return files.keySet().stream().filter(file -> file.endsWith(".yaml")).toList();
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String text(String file) {
    return new String(files.getOrDefault(file, new byte[0]), StandardCharsets.UTF_8);
  }

  private void put(String file, String text) {
    files.put(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
