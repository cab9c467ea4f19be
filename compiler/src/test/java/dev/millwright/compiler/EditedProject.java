package dev.millwright.compiler;

import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.compiler.tree.WorkTree;
import dev.millwright.testkit.Cases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;

/// The project below `src/test/cases/base`, with edits.
///
/// Edits are text: `@ file` opens a file; lines that start with `-` must stand there once and are
/// replaced by the lines with `+` that follow, or the latter are appended when none is replaced; `!
/// file` deletes. Leading space of a line belongs to it.
final class EditedProject {
  private final SortedMap<String, byte[]> files;
  private String file = "";
  private final List<String> old = new ArrayList<>();
  private final List<String> replacement = new ArrayList<>();

  private EditedProject(SortedMap<String, byte[]> files) {
    this.files = files;
  }

  static SortedMap<String, byte[]> base() {
    return Cases.filesOf(Path.of("src/test/cases/base"));
  }

  static SortedMap<String, byte[]> edited(String edits) {
    EditedProject project = new EditedProject(base());
    edits.lines().forEach(project::line);
    project.apply();
    return project.files;
  }

  static ProjectTree tree(SequencedMap<String, byte[]> files, Path folder) {
    try {
      for (var entry : files.entrySet()) {
        Path file = folder.resolve(entry.getKey());
        Files.createDirectories(file.getParent());
        Files.write(file, entry.getValue());
      }
      return WorkTree.at(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(String line) {
    boolean replaces = line.startsWith("- ") && !replacement.isEmpty();
    if (replaces || line.isBlank() || line.startsWith("@ ") || line.startsWith("! ")) {
      apply();
    }
    if (line.startsWith("- ")) {
      old.add(line.substring(2));
    } else if (line.startsWith("+ ")) {
      replacement.add(line.substring(2));
    } else if (line.startsWith("@ ")) {
      file = line.substring(2);
    } else if (line.startsWith("! ")) {
      remove(line.substring(2));
    } else if (!line.isBlank() && !line.startsWith("#")) {
      throw new IllegalArgumentException("not an edit: " + line);
    }
  }

  private void remove(String path) {
    if (files.remove(path) == null) {
      throw new IllegalArgumentException("no file " + path);
    }
  }

  private void apply() {
    String before = new String(files.getOrDefault(file, new byte[0]), StandardCharsets.UTF_8);
    String from = String.join("\n", old);
    String into = String.join("\n", replacement);
    if (!old.isEmpty()) {
      int at = before.indexOf(from);
      if (at < 0 || before.indexOf(from, at + 1) >= 0) {
        throw new IllegalArgumentException(file + " does not have exactly one: " + from);
      }
      String after = before.substring(0, at) + into + before.substring(at + from.length());
      files.put(file, after.getBytes(StandardCharsets.UTF_8));
    } else if (!replacement.isEmpty()) {
      files.put(file, (before + into + "\n").getBytes(StandardCharsets.UTF_8));
    }
    old.clear();
    replacement.clear();
  }
}
