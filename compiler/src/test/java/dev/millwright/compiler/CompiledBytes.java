package dev.millwright.compiler;

import dev.millwright.compiler.kubernetes.Known;
import dev.millwright.compiler.kubernetes.Manifests;
import dev.millwright.compiler.kubernetes.Order;
import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.compiler.plan.PlanJson;
import dev.millwright.compiler.plan.PlanMarkdown;
import dev.millwright.compiler.plan.PlanText;
import dev.millwright.compiler.plan.Planner;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.release.Release;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.SortedMap;

/// All that the compiler says of one change to the base project, as text. Also a program that
/// prints it, for another JVM.
final class CompiledBytes {
  private static final String EDIT =
      """
      @ models/delay.yaml
      - 2001-04-01
      + 2001-05-01
      @ graphs/predict-delay.yaml
      - replicas: 1
      + replicas: 2
      """;

  private static final Target CLUSTER = new Target("ml-flights", "registry.example.com/flights");

  private CompiledBytes() {}

  /// @param args an empty folder to work in, and the seed of the order of files
  public static void main(String[] args) throws Exception {
    String text = of(new Compiler(), Path.of(args[0]), Long.parseLong(args[1]));
    System.out.write(text.getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }

  /// @param seed says in which order files are written and how they are named, and thus in which
  ///   order they are read
  static String of(Compiler compiler, Path folder, long seed) throws Exception {
    Random random = new Random(seed);
    Release from = release(compiler, folder, shuffled(EditedProject.base(), random));
    Release to = release(compiler, folder, shuffled(EditedProject.edited(EDIT), random));
    Plan plan = new Planner().plan(Optional.of(from), to);
    return String.join(
        "\n",
        Json.write(from),
        Json.write(to),
        PlanJson.of(plan, to, Optional.empty(), List.of()),
        PlanText.of(plan, List.of(), true),
        PlanMarkdown.of(plan, List.of()),
        Manifests.of(Order.of(to, CLUSTER, Known.NOTHING)).yaml());
  }

  private static SequencedMap<String, byte[]> shuffled(
      SortedMap<String, byte[]> files, Random random) {
    List<Map.Entry<String, byte[]>> entries = new ArrayList<>(files.entrySet());
    Collections.shuffle(entries, random);
    SequencedMap<String, byte[]> shuffled = new LinkedHashMap<>();
    entries.forEach(entry -> shuffled.put(renamed(entry.getKey(), random), entry.getValue()));
    return shuffled;
  }

  /// Another name in the same folder, for files whose name means nothing.
  private static String renamed(String path, Random random) {
    int slash = path.lastIndexOf('/');
    return slash > 0 && path.endsWith(".yaml") && !path.startsWith("functions/")
        ? path.substring(0, slash + 1) + "f" + Long.toHexString(random.nextLong()) + ".yaml"
        : path;
  }

  private static Release release(Compiler compiler, Path folder, SequencedMap<String, byte[]> files)
      throws Exception {
    Path work = Files.createTempDirectory(folder, "project");
    Checked<Compilation> compiled =
        compiler.compile(EditedProject.tree(files, work), Name.of("local"));
    if (compiled instanceof Checked.Ok<Compilation>(var compilation, var _)) {
      return compilation.release();
    }
    throw new AssertionError(compiled.findings().toString());
  }
}
