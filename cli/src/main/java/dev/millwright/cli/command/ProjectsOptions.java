package dev.millwright.cli.command;

import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.compiler.kubernetes.install.Installation.ClaimThere;
import dev.millwright.compiler.kubernetes.install.Installation.NfsFolder;
import dev.millwright.compiler.kubernetes.install.Installation.Storage;
import dev.millwright.compiler.kubernetes.install.Installation.Token;
import dev.millwright.compiler.kubernetes.install.ProjectPlace;
import dev.millwright.compiler.kubernetes.install.SharedInstallation;
import dev.millwright.spec.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/// What is asked of an installation for several projects.
final class ProjectsOptions {
  private static final Pattern NFS =
      Pattern.compile("([A-Za-z0-9][-A-Za-z0-9.]*|\\[[0-9a-f:]+]):(/[-A-Za-z0-9._/]*)");

  @Option(
      names = "--projects",
      split = ",",
      paramLabel = "NAME",
      description =
          "Namespaces of several projects, each of which a Source in it says more of, instead of one"
              + " --source. The reconciler acts in each as the ServiceAccount millwright-project.")
  private List<String> projects = List.of();

  @Option(
      names = "--all-namespaces",
      description = "Follows the Sources of every namespace that is prepared, later ones too.")
  private boolean isEverywhere;

  @Option(
      names = "--projects-only",
      description = "Leaves out the reconciler: it is there, and follows all namespaces.")
  private boolean isReconcilerThere;

  @Option(
      names = "--nfs",
      paramLabel = "SERVER:/PATH",
      description =
          "A folder that all nodes can mount: the reconciler's claim, and in it those of the"
              + " projects, as projects/NAME (default: claims that are there, see --claim).")
  private Optional<String> nfs = Optional.empty();

  /// What each installation is asked.
  record Common(
      String namespace,
      boolean hasNamespaces,
      boolean hasDefinitions,
      String image,
      Optional<String> claim,
      String size) {}

  boolean areAsked() {
    return isEverywhere || isReconcilerThere || !projects.isEmpty();
  }

  SharedInstallation installation(Common common, Supplier<Token> token) {
    projects.forEach(InstallOptions::requireNamespace);
    InstallOptions.require(
        isEverywhere || !projects.isEmpty(),
        "which projects?",
        "--projects ml-flights,ml-hotels, or --all-namespaces");
    InstallOptions.require(
        !projects.contains(common.namespace()),
        "the reconciler's namespace is none of its projects'",
        "--namespace millwright-system");
    Storage storage = storage(common);
    List<ProjectPlace> places = new ArrayList<>();
    for (String project : projects.stream().distinct().sorted().toList()) {
      places.add(new ProjectPlace(Name.of(project), token.get(), below(storage, project)));
    }
    return new SharedInstallation(
        common.namespace(),
        common.hasNamespaces(),
        common.hasDefinitions(),
        !isReconcilerThere,
        isEverywhere,
        common.image(),
        storage,
        places);
  }

  private Storage storage(Common common) {
    Optional<Matcher> folder = nfs.map(NFS::matcher);
    folder.ifPresent(
        it ->
            InstallOptions.require(
                it.matches(), "a folder is SERVER:/PATH", "--nfs files.example.com:/millwright"));
    common.claim().ifPresent(it -> InstallOptions.requireObject("PersistentVolumeClaim", it));
    InstallOptions.require(
        folder.isPresent() != common.claim().isPresent(),
        "several claims have to be folders of one: say which, or make them yourself",
        "--nfs files.example.com:/millwright, or --claim " + Target.STATE);
    return folder
        .<Storage>map(it -> new NfsFolder(it.group(1), it.group(2), common.size()))
        .orElseGet(() -> new ClaimThere(common.claim().orElseThrow()));
  }

  /// A project's claim always has the usual name: its Source says none.
  private static Storage below(Storage storage, String project) {
    return storage instanceof NfsFolder folder
        ? folder.resolve("projects/" + project)
        : new ClaimThere(Target.STATE);
  }
}
