package dev.millwright.compiler;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.hub.HubItems;
import dev.millwright.compiler.lock.CommitLock;
import dev.millwright.compiler.lock.LockNeeds;
import dev.millwright.compiler.lock.LockStanding;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.compiler.parameter.Parameters;
import dev.millwright.compiler.reference.References;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.lock.Need;
import dev.millwright.spec.resource.Environment;
import dev.millwright.spec.resource.Project;
import dev.millwright.spec.resource.Resource;
import dev.millwright.spec.yaml.Reading;
import dev.millwright.spec.yaml.Template;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// One commit on its way through the phases: read once, then checked for each environment.
final class Commit {
  private final ProjectTree tree;
  private final Past past;
  private final Declarations declarations;
  private final List<Template> templates;
  private final Findings read;
  private final CommitLock lock;
  private final SortedSet<Need> items;

  private Commit(
      ProjectTree tree,
      Past past,
      Declarations declarations,
      List<Template> templates,
      Findings read,
      CommitLock lock,
      SortedSet<Need> items) {
    this.templates = templates;
    this.tree = tree;
    this.past = past;
    this.declarations = declarations;
    this.read = read;
    this.lock = lock;
    this.items = items;
  }

  static Commit read(ProjectTree tree, Past past, LockUse use) {
    return read(tree, past, CommitLock.of(tree, use));
  }

  static Commit read(ProjectTree tree, Past past, CommitLock lock) {
    Findings findings = new Findings();
    findings.addAll(tree.findings());
    Reading files = past.files().read(tree);
    findings.addAll(files.findings());
    findings.addAll(lock.findings());
    HubItems.Taken taken = past.items().take(files, tree, lock, findings);
    Reading reading = past.parameters().filled(taken.reading(), findings);
    Declarations declarations = Declarations.of(reading, findings);
    findings.addAll(Parameters.unused(declarations, reading.templates()));
    if (findings.list().stream().noneMatch(it -> it.rule() == Rule.PROJECT_LIMIT)) {
      oneProject(declarations, findings);
    }
    return new Commit(
        taken.tree(), past, declarations, reading.templates(), findings, lock, taken.needs());
  }

  private static void oneProject(Declarations declarations, Findings findings) {
    List<Declared<Project>> projects = declarations.all(Project.class);
    boolean broken = declarations.broken().mayHold(Kind.PROJECT);
    if (projects.isEmpty() && !broken) {
      findings.add(
          Diagnostic.error(
                  Rule.NO_PROJECT,
                  Span.startOf("project.yaml"),
                  "no file of this folder declares a Project")
              .hint("run `millwright init`, or name the folder of the project"));
    }
    projects.stream()
        .skip(1)
        .map(second -> ProjectFolders.second(projects.getFirst().document(), second.document()))
        .forEach(findings::add);
  }

  ProjectTree tree() {
    return tree;
  }

  CommitLock lock() {
    return lock;
  }

  /// How the commit's lock stands to what all environments together need pinned. Who asks for
  /// something are the declarations themselves before what environments make of them.
  LockStanding standing() {
    LockNeeds of = new LockNeeds(tree);
    List<Declarations> all = everywhere();
    return new LockStanding(
        lock.lock(), needs(of, all), of.asking(all.stream()), of.poms(all.stream()));
  }

  private SortedSet<Need> needs(LockNeeds of, List<Declarations> all) {
    SortedSet<Need> needs = new TreeSet<>(items);
    needs.addAll(lock.needsOf(declarations.broken()));
    all.stream().map(of::of).forEach(needs::addAll);
    return needs;
  }

  private List<Declarations> everywhere() {
    return Stream.concat(Stream.of(declarations), patched()).toList();
  }

  private Stream<Declarations> patched() {
    return declarations.all(Environment.class).stream()
        .filter(Commit::isPatched)
        .map(it -> past.patches().apply(filled(it, new Findings()), it, new Findings()));
  }

  /// The project's name; only asked without findings.
  Name project() {
    return declarations.all(Project.class).getFirst().resource().metadata().name();
  }

  /// What the commit says that is in no release; only asked without findings.
  ///
  /// @param checked the resources after all checks
  Origins origins(List<Resource> checked) {
    Project project =
        checked.stream()
            .filter(Project.class::isInstance)
            .map(Project.class::cast)
            .findFirst()
            .orElseThrow();
    Declarations served = past.services().apply(declarations, new Findings());
    return new Origins(project, served.resources(), tree.revision(), tree.approvals());
  }

  int size() {
    return declarations.resources().size();
  }

  List<Environment> environments() {
    return declarations.all(Environment.class).stream().map(Declared::resource).toList();
  }

  Optional<Declared<Environment>> environment(Name name) {
    return declarations.find(Environment.class, Kind.ENVIRONMENT, name);
  }

  /// What is wrong when the commit does not declare the environment that it is compiled for.
  List<Diagnostic> withoutEnvironment(Name name) {
    Findings findings = new Findings();
    findings.addAll(check(Optional.empty()).findings());
    Address missing = new Address(Kind.ENVIRONMENT, name);
    if (!declarations.broken().holds(missing)) {
      Span place =
          declarations.all(Project.class).stream()
              .findFirst()
              .map(project -> project.name().span())
              .orElse(Span.startOf("project.yaml"));
      Diagnostic finding =
          Diagnostic.error(
              Rule.UNKNOWN_REFERENCE, place, "the project has no environment `" + name + "`");
      findings.add(declarations.hint(missing).map(finding::hint).orElse(finding));
    }
    return findings.list();
  }

  /// All checks for one environment, or for the resources as they stand without one.
  CheckedResources check(Optional<Declared<Environment>> environment) {
    Findings findings = new Findings();
    OfEnvironment only = new OfEnvironment(declarations, environment);
    read.list().stream().filter(only::concerns).forEach(findings::add);
    Declarations patched =
        environment
            .map(target -> past.patches().apply(filled(target, findings), target, findings))
            .orElse(declarations);
    Declarations served = past.services().apply(patched, findings);
    Declarations whole = past.standards().apply(served, environment, findings);
    whole = past.cutOffs().apply(whole, lock, findings);
    References.checkNames(whole, findings);
    lock.check(whole, tree, findings);
    List<Resource> typed = past.types().check(whole, tree, findings);
    return new CheckedResources(typed, only.withoutEchoes(findings.list()));
  }

  private Declarations filled(Declared<Environment> environment, Findings findings) {
    return past.parameters().apply(declarations, templates, environment, findings);
  }

  /// The findings of all environments; those without patches are the same and are checked once.
  List<Diagnostic> checkAll() {
    List<Declared<Environment>> environments = declarations.all(Environment.class);
    Set<Diagnostic> unpatched = new LinkedHashSet<>(check(Optional.empty()).findings());
    Findings findings = new Findings();
    if (environments.isEmpty() || environments.stream().anyMatch(it -> !isPatched(it))) {
      findings.addAll(unpatched);
    }
    for (Declared<Environment> environment : environments) {
      if (isPatched(environment)) {
        check(Optional.of(environment)).findings().stream()
            .map(it -> unpatched.contains(it) ? it : patched(it, environment))
            .forEach(findings::add);
      }
    }
    if (lock.lock().isPresent()) {
      lock.checkUnused(needs(new LockNeeds(tree), everywhere()), findings);
    }
    return findings.list();
  }

  private static boolean isPatched(Declared<Environment> environment) {
    return !environment.resource().patches().isEmpty()
        || !environment.resource().parameters().isEmpty()
        || environment.resource().rollout().isPresent();
  }

  private static String differs(Environment environment) {
    if (!environment.patches().isEmpty()) {
      return "patches";
    }
    return environment.parameters().isEmpty() ? "rollout" : "parameters";
  }

  private static Diagnostic patched(Diagnostic finding, Declared<Environment> environment) {
    String differs = differs(environment.resource());
    String note =
        "with the "
            + differs
            + " of environment `"
            + environment.resource().metadata().name()
            + "`";
    boolean isAtHome = finding.span().file().equals(environment.document().file());
    return isAtHome || finding.related().isPresent()
        ? finding
        : finding.related(environment.spec(differs).span(), note);
  }
}
