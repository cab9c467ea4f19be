package dev.millwright.bench;

import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.plan.Planner;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.plan.Action;
import dev.millwright.spec.plan.Plan;
import dev.millwright.spec.release.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/// From a commit to its plan in a process that has compiled the commit before: what a daemon waits
/// for. Arguments: how many resources the generated project has, how many commits.
public final class Replan {
  private static final int MANY = 1_000;

  private final Git git;
  private final Compiler compiler = new Compiler();
  private Release live;
  private int edits;

  private Replan(Git git) throws IOException {
    this.git = git;
    this.live = release();
  }

  public static void main(String[] arguments) throws IOException, GitAPIException {
    int resources = Integer.parseInt(arguments[0]);
    int commits = Integer.parseInt(arguments[1]);
    try (Temporary folder = Temporary.folder("replan");
        Git git = Git.init().setDirectory(folder.folder().toFile()).call()) {
      new GeneratedProject(folder.folder()).write(resources);
      commit(git, ".");
      long began = System.nanoTime();
      Replan replan = new Replan(git);
      String size = Line.number("%,.0f", resources) + " resources";
      Line.of("first compile, " + size, Line.time(System.nanoTime() - began)).print();
      replan.rounds("one file", size, 1, commits).aim("150 ms").print();
      int many = Math.min(MANY, resources / 2);
      replan.rounds(many + " files", size, many, Math.max(1, commits / 4)).aim("plan 1 s").print();
    }
  }

  /// The first two are not counted: the JVM compiles itself meanwhile.
  private Line rounds(String change, String size, int files, int commits)
      throws IOException, GitAPIException {
    List<Long> whole = new ArrayList<>();
    List<Long> planning = new ArrayList<>();
    for (int i = 0; i < commits + 2; i++) {
      edit(files);
      long began = System.nanoTime();
      Release next = release();
      long compiled = System.nanoTime();
      Plan plan = new Planner().plan(Optional.of(live), next);
      whole.add(System.nanoTime() - began);
      planning.add(System.nanoTime() - compiled);
      live = next;
      changed(plan, files);
    }
    Collections.sort(whole.subList(2, whole.size()));
    Collections.sort(planning.subList(2, planning.size()));
    int middle = 2 + commits / 2;
    return Line.of(
            "replan of " + change + ", " + size,
            Line.time(whole.get(middle)) + " (plan " + Line.time(planning.get(middle)) + ")")
        .resident(Resident.here());
  }

  private static void changed(Plan plan, int files) {
    long changes = plan.changes().stream().filter(it -> it.action() != Action.KEEP).count();
    if (changes < files) {
      throw new IllegalStateException(changes + " changes of " + files);
    }
  }

  private Release release() throws IOException {
    return switch (compiler.compile(
        GitTrees.at(git.getRepository(), "HEAD", ""), Name.of("local"))) {
      case Checked.Ok<Compilation>(var compilation, var _) -> compilation.release();
      case Checked.Rejected<Compilation>(var findings) ->
          throw new IllegalStateException(findings.toString());
    };
  }

  private void edit(int files) throws IOException, GitAPIException {
    Path folder = git.getRepository().getWorkTree().toPath();
    edits++;
    try (Stream<Path> sets = Files.walk(folder.resolve("sets"))) {
      List<Path> all = sets.filter(Files::isRegularFile).sorted().toList();
      for (int i = 0; i < files; i++) {
        Path file = all.get((edits * 37 + i) % all.size());
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("BETWEEN \\d+ AND", "BETWEEN " + edits + " AND"));
      }
    }
    commit(git, "sets");
  }

  private static void commit(Git git, String pattern) throws GitAPIException {
    git.add().addFilepattern(pattern).call();
    git.commit().setMessage("a change").setSign(false).setAuthor("bench", "bench@localhost").call();
  }
}
