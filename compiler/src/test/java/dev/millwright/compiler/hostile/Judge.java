package dev.millwright.compiler.hostile;

import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Annotations;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Diagnostics;
import dev.millwright.spec.diagnostic.Sarif;
import dev.millwright.spec.json.Json;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Repository;

/// The program that compiles hostile commits, in a small virtual machine of its own: a git folder
/// and a commit a line, an answer a line.
final class Judge {
  private Judge() {}

  /// @param thrown what should never be: an exception or an error
  /// @param reports what is printed, by the kind of output
  record Verdict(Optional<String> thrown, List<String> rules, Map<String, String> reports) {}

  public static void main(String[] args) throws IOException {
    var asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = asked.readLine(); line != null; line = asked.readLine()) {
      System.out.println(Json.mapper().writeValueAsString(verdict(line.split(" ", 2))));
      System.out.flush();
    }
  }

  // Everything that is thrown is what the test looks for, an OutOfMemoryError too.
  @SuppressWarnings("PMD.AvoidCatchingThrowable")
  private static Verdict verdict(String[] question) {
    try (Repository repository = new FileRepository(new File(question[1]))) {
      return judged(GitTrees.at(repository, question[0], ""));
    } catch (Throwable e) {
      String trace = e + " at " + List.of(e.getStackTrace()).stream().limit(12).toList();
      return new Verdict(Optional.of(trace), List.of(), Map.of());
    }
  }

  private static Verdict judged(ProjectTree tree) {
    Compiler compiler = new Compiler();
    List<Diagnostic> findings = new ArrayList<>(compiler.validate(tree).findings());
    compiler.compile(tree, Name.of("local")).findings().stream()
        .filter(it -> !findings.contains(it))
        .forEach(findings::add);
    List<String> rules = findings.stream().map(it -> it.rule().id()).distinct().toList();
    return new Verdict(Optional.empty(), rules, reports(tree, findings));
  }

  private static Map<String, String> reports(ProjectTree tree, List<Diagnostic> findings) {
    String text = Diagnostics.text(findings, file -> text(tree, file), true);
    String annotations =
        new Annotations("").lines(findings).stream().collect(Collectors.joining("\n"));
    return Map.of(
        "text", clipped(text),
        "json", clipped(Diagnostics.json(findings)),
        "sarif", clipped(new Sarif("").log(findings)),
        "github", clipped(annotations));
  }

  private static Optional<String> text(ProjectTree tree, String file) {
    return tree.paths().contains(file) && tree.size(file) <= ProjectTree.LARGEST_TEXT
        ? Optional.of(new String(tree.read(file), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private static String clipped(String text) {
    return text.substring(0, Math.min(text.length(), 100_000));
  }
}
