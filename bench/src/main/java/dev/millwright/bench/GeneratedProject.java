package dev.millwright.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;

/// Writes a valid project of as many resources as asked, one a file: feature sets with expressions
/// and windows, and vectors over them.
public final class GeneratedProject {
  private static final int SETS_PER_VECTOR = 4;

  private final Path folder;

  public GeneratedProject(Path folder) {
    this.folder = folder;
  }

  /// Arguments: folder, number of resources.
  public static void main(String[] arguments) throws IOException {
    new GeneratedProject(Path.of(arguments[0])).write(Integer.parseInt(arguments[1]));
  }

  /// Writes the project.
  public void write(int resources) throws IOException {
    write(resources, GeneratedProject::set);
  }

  /// Writes one of which 100,000 resources are a project still: the language takes 64 MiB of YAML.
  public void writeLean(int resources) throws IOException {
    write(resources, GeneratedProject::leanSet);
  }

  private void write(int resources, IntFunction<String> set) throws IOException {
    file("project.yaml", head("Project", "generated") + "spec: {}\n");
    file(
        "local.yaml",
        head("Environment", "local") + "spec: {platform: local, follows: {head: true}}\n");
    file("connection.yaml", head("Connection", "rows") + "spec: {type: filesystem, root: data}\n");
    file("data/rows.csv", "key,at,value,weight\n");
    int sets = 0;
    for (int n = 0; n < resources - 3; n++) {
      if (n % (SETS_PER_VECTOR + 1) == SETS_PER_VECTOR) {
        file("vectors/%05d.yaml".formatted(n), vector(n, sets));
      } else {
        file("sets/%03d/%05d.yaml".formatted(n / 100, n), set.apply(sets++));
      }
    }
  }

  private static String set(int number) {
    return set(
        number,
        "  availableAt: TIMESTAMPADD(MINUTE, %d, at)\n".formatted(number % 60),
        """
            - {name: value, of: scaled, by: [avg, max, count], over: [1h, 24h], every: 10m}
          features:
            - {name: value_avg_1h, type: "float64?", description: mean of the hour}
            - {name: value_avg_24h, type: "float64?", description: mean of the day}
            - {name: value_count_24h, type: int64, description: rows of the day}
          maxAge: 2d
          online: true
        """);
  }

  private static String leanSet(int number) {
    return set(
        number,
        "",
        """
            - {name: value, of: scaled, by: [avg, count], over: [24h], every: 10m}
          features:
            - {name: value_avg_24h, type: "float64?"}
        """);
  }

  /// @param time what else is said of it, in lines
  /// @param windows and what follows them, in lines
  private static String set(int number, String time, String windows) {
    return head("FeatureSet", "set-" + number)
        + """
        spec:
          entities: [{name: key, type: string}]
          timestamp: at
        %s\
          source:
            connection: rows
            path: rows.csv
            columns:
              - {name: key, type: string}
              - {name: at, type: timestamp}
              - {name: value, type: int64}
              - {name: weight, type: float64}
          transform:
            - filter: value BETWEEN 0 AND %d
            - derive: {scaled: value * weight / %d.5}
          aggregate:
        """
            .formatted(time, 1000 + number, 1 + number % 7)
        + windows;
  }

  private static String vector(int number, int sets) {
    StringBuilder text = new StringBuilder(head("FeatureVector", "vector-" + number));
    text.append("spec:\n  request: [{name: key, type: string}]\n  features:\n");
    for (int i = 1; i <= SETS_PER_VECTOR; i++) {
      text.append("    - set-%d.value_avg_24h as value_%d%n".formatted(sets - i, i));
    }
    return text.append("  join: left\n  onMissing: \"null\"\n").toString();
  }

  private static String head(String kind, String name) {
    return "apiVersion: millwright.dev/v1\nkind: %s\nmetadata: {name: %s, description: one of many}\n"
        .formatted(kind, name);
  }

  private void file(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
