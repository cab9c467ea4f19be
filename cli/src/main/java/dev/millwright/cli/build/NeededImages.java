package dev.millwright.cli.build;

import dev.millwright.builder.Pruning.Needs;
import dev.millwright.cli.project.ProjectLocation;
import dev.millwright.cli.project.StateFolder;
import dev.millwright.compiler.Compilation;
import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.ProjectFolders;
import dev.millwright.compiler.Validated;
import dev.millwright.compiler.tree.GitTrees;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.resource.Environment;
import dev.millwright.tracking.Tracking;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;

/// The images that the tips of a repository's branches and its tags need, for all projects in it
/// and all of their environments.
///
/// @param compiler of any project
/// @param variables of this process, which say where this machine keeps what models are
public record NeededImages(
    Repository repository,
    ProjectLocation project,
    Compiler compiler,
    Map<String, String> variables) {
  public NeededImages {
    variables = Map.copyOf(variables);
  }

  /// @param commits how many commits they are needed by
  /// @param unread branches and tags with a project that has mistakes, with what they say of it
  public record Needed(Needs needs, int commits, List<String> unread) {
    public Needed {
      unread = List.copyOf(unread);
    }
  }

  /// Whether this clone has only the newest commits, and perhaps not all branches.
  public boolean isShallow() throws IOException {
    return !repository.getObjectDatabase().getShallowCommits().isEmpty();
  }

  /// Compiles each commit once, however many names lead to it.
  public Needed find() throws IOException {
    ModelNeeds needs = new ModelNeeds();
    List<String> unread = new ArrayList<>();
    Map<ObjectId, String> tips = tips();
    tips.forEach(
        (commit, name) -> {
          for (String folder : folders(commit.name())) {
            ProjectTree tree = GitTrees.at(repository, commit.name(), folder);
            if (!addAll(tree, folder, needs)) {
              unread.add(folder.isEmpty() ? name : name + ": " + folder);
            }
          }
        });
    return new Needed(needs.needs(), tips.size(), unread);
  }

  /// Commits with a name that leads to each.
  private Map<ObjectId, String> tips() throws IOException {
    Map<ObjectId, String> tips = new LinkedHashMap<>();
    List<Ref> named =
        repository
            .getRefDatabase()
            .getRefsByPrefix(
                Constants.HEAD, Constants.R_HEADS, Constants.R_REMOTES, Constants.R_TAGS);
    try (RevWalk walk = new RevWalk(repository)) {
      for (Ref ref : named) {
        ObjectId id = ref.getObjectId();
        RevObject leads = id == null ? null : walk.peel(walk.parseAny(id));
        if (leads instanceof RevCommit commit) {
          tips.putIfAbsent(commit.getId(), Repository.shortenRefName(ref.getName()));
        }
      }
    }
    return tips;
  }

  private Set<String> folders(String revision) {
    Set<String> folders = new TreeSet<>();
    ProjectFolders.in(GitTrees.at(repository, revision, ""))
        .forEach(it -> folders.add(it.folder()));
    if (!GitTrees.at(repository, revision, project.path()).paths().isEmpty()) {
      folders.add(project.path());
    }
    return folders;
  }

  /// @return whether all environments compile
  private boolean addAll(ProjectTree tree, String folder, ModelNeeds needs) {
    if (!(compiler.validate(tree) instanceof Checked.Ok<Validated>(var validated, var _))) {
      return false;
    }
    boolean all = true;
    for (Environment environment : validated.environments()) {
      Name name = environment.metadata().name();
      all &= add(tree, name, StateFolder.of(project.at(folder), name, variables), needs);
    }
    return all;
  }

  private boolean add(ProjectTree tree, Name environment, StateFolder state, ModelNeeds needs) {
    return switch (compiler.compile(tree, environment)) {
      case Checked.Ok<Compilation>(var compilation, var _) -> {
        Optional<Tracking> record = ModelNeeds.record(state);
        try {
          needs.add(compilation.release(), record);
        } finally {
          record.ifPresent(Tracking::close);
        }
        yield true;
      }
      case Checked.Rejected<Compilation> _ -> false;
    };
  }
}
