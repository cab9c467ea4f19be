package dev.millwright.server.metrics;

import dev.millwright.tracking.TrackingFailure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The metrics of a process and of the projects that it looks after as one text, in which each
/// metric has its head once. A project whose record cannot be read is left out, and no other.
///
/// @param own the process's
public record Scrapes(Metrics own, List<Metrics> projects) {
  private static final System.Logger LOG = System.getLogger(Scrapes.class.getName());
  private static final String HEAD = "# HELP ";

  public String text() {
    Map<String, StringBuilder> samples = new TreeMap<>();
    Map<String, String> heads = new TreeMap<>();
    add(own.scrape(), heads, samples);
    for (Metrics project : projects) {
      try {
        add(project.scrape(), heads, samples);
      } catch (TrackingFailure e) {
        LOG.log(System.Logger.Level.WARNING, "a project's record cannot be read", e);
      }
    }
    StringBuilder text = new StringBuilder();
    samples.forEach((name, its) -> text.append(heads.get(name)).append(its));
    return text.toString();
  }

  private static void add(
      String text, Map<String, String> heads, Map<String, StringBuilder> samples) {
    String name = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith(HEAD)) {
        name = line.substring(HEAD.length(), line.indexOf(' ', HEAD.length()));
        heads.put(name, line + "\n");
      } else if (line.startsWith("# TYPE ")) {
        heads.merge(name, line + "\n", (head, type) -> head.contains(type) ? head : head + type);
      } else if (!line.isEmpty()) {
        samples.computeIfAbsent(name, _ -> new StringBuilder()).append(line).append('\n');
      }
    }
  }
}
