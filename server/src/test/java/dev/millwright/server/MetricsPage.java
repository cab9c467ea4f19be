package dev.millwright.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The page of the reference that names all metrics.
final class MetricsPage {
  private static final Path PAGE = Path.of("../docs/reference/metrics.md");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(millwright_[a-z_]+)` \\| (\\w+) \\|([^|]*)\\| [^|]+ \\|$");

  private MetricsPage() {}

  static String text() throws IOException {
    return Files.readString(PAGE);
  }

  static String section(String heading) throws IOException {
    String page = text();
    int begins = page.indexOf("## " + heading);
    return page.substring(begins, page.indexOf("\n## ", begins + 1));
  }

  /// Type and labels by name.
  static SortedMap<String, String> documented(String page) {
    SortedMap<String, String> rows = new TreeMap<>();
    ROW.matcher(page)
        .results()
        .forEach(
            row ->
                rows.put(
                    row.group(1),
                    row.group(2) + " [" + row.group(3).replace("`", "").strip() + "]"));
    return rows;
  }
}
