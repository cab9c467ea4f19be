package dev.millwright.server.page;

import java.util.List;
import java.util.stream.Collectors;

/// The projects that a process looks after, each with a way to its own page.
public final class ProjectsPage {
  private ProjectsPage() {}

  /// @param names namespaces, which need no escaping
  public static String of(List<String> names) {
    String rows =
        names.stream()
            .map(it -> "<li><a href=\"/projects/%s/\">%s</a></li>".formatted(it, it))
            .collect(Collectors.joining("\n"));
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head><meta charset="utf-8"><title>Millwright</title><link rel="stylesheet" href="/style.css"></head>
    <body><main><h1>Projects</h1>
    %s
    </main></body>
    </html>
    """
        .formatted(names.isEmpty() ? "<p>None is looked after yet.</p>" : "<ul>" + rows + "</ul>");
  }
}
