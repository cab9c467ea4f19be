package dev.millwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.compiler.tree.WorkTree;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Diagnostics;
import dev.millwright.spec.diagnostic.Severity;
import dev.millwright.spec.diagnostic.Span;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Whatever a hand does to a file, the compiler answers with a project or with findings, and mostly
/// at the place. `-Dmutations=5000` tries more.
final class MutationTest {
  private static final int COUNT = Integer.getInteger("mutations", 1200);
  private static final long SEED = 20010401;
  private static final List<Path> PROJECTS =
      List.of(
          Path.of("src/test/cases/base"),
          Path.of("../example-repo"),
          Path.of("../spec/src/test/full"));

  private final Compiler compiler = Projects.compiler();
  private final Random random = new Random(SEED);
  private final List<String> thrown = new ArrayList<>();
  private int valid;
  private int rejected;
  private int atThePlace;
  private int anywhere;

  @Test
  void a_mistake_is_found_where_it_is_and_nothing_is_thrown() {
    for (int i = 0; i < PROJECTS.size(); i++) {
      mutate(WorkTree.at(PROJECTS.get(i)), COUNT / PROJECTS.size());
    }
    System.out.printf(
        "mutations: %d valid, %d rejected, first error on a mutated line %d, any finding %d%n",
        valid, rejected, atThePlace, anywhere);
    assertThat(thrown).isEmpty();
    assertThat(valid + rejected).isEqualTo(COUNT / PROJECTS.size() * PROJECTS.size());
    // The others are known at their other end: what is missing, and references to what was renamed.
    assertThat((double) atThePlace / rejected).isGreaterThan(0.70);
    assertThat((double) anywhere / rejected).isGreaterThan(0.80);
  }

  private void mutate(ProjectTree project, int count) {
    assertThat(compiler.validate(project)).isInstanceOf(Checked.Ok.class);
    SortedMap<String, String> documents = new TreeMap<>();
    for (String path : project.paths()) {
      if (path.endsWith(".yaml")) {
        documents.put(path, new String(project.read(path), StandardCharsets.UTF_8));
      }
    }
    for (int i = 0; i < count; i++) {
      judge(project, Mutation.of(documents, random));
    }
  }

  private void judge(ProjectTree project, Mutation mutation) {
    try {
      ProjectTree tree = new OverlaidTree(project, mutation.file(), mutation.text());
      switch (compiler.validate(tree)) {
        case Checked.Ok<Validated> _ -> valid++;
        case Checked.Rejected<Validated> it -> count(mutation, errors(it));
      }
    } catch (RuntimeException | StackOverflowError e) {
      thrown.add(mutation.kind() + " " + mutation.file() + ":" + mutation.lines() + ": " + e);
    }
  }

  private static List<Diagnostic> errors(Checked<Validated> checked) {
    return checked.findings().stream().filter(it -> it.severity() == Severity.ERROR).toList();
  }

  private void count(Mutation mutation, List<Diagnostic> findings) {
    assertThat(Diagnostics.text(findings, _ -> Optional.of(mutation.text()), false)).isNotEmpty();
    rejected++;
    atThePlace += on(mutation, findings.getFirst()) ? 1 : 0;
    anywhere += findings.stream().anyMatch(finding -> on(mutation, finding)) ? 1 : 0;
  }

  private static boolean on(Mutation mutation, Diagnostic finding) {
    return on(mutation, finding.span())
        || finding.related().filter(related -> on(mutation, related.span())).isPresent();
  }

  private static boolean on(Mutation mutation, Span span) {
    return span.file().equals(mutation.file())
        && mutation.lines().stream()
            .anyMatch(line -> span.line() <= line && line <= span.endLine());
  }
}
