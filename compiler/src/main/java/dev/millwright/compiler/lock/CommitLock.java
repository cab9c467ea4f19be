package dev.millwright.compiler.lock;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.lock.LocatedLock;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.LockReader;
import dev.millwright.spec.lock.LockedLibrary;
import dev.millwright.spec.lock.Need;
import dev.millwright.spec.release.Pins;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Project;
import dev.millwright.spec.yaml.Broken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/// A commit's lock file, if it has one.
///
/// @param read what the file says; absent without a file
public record CommitLock(Optional<Checked<LocatedLock>> read, LockUse use) {
  static final String CURE = "run `millwright lock`";

  /// Reads the lock of a tree.
  public static CommitLock of(ProjectTree tree, LockUse use) {
    if (!tree.paths().contains(Lock.FILE)) {
      return new CommitLock(Optional.empty(), use);
    }
    return new CommitLock(
        Optional.of(
            tree.size(Lock.FILE) <= ProjectTree.LARGEST_TEXT
                ? LockReader.read(Lock.FILE, tree.read(Lock.FILE))
                : tooLarge()),
        use);
  }

  /// A lock that stands in no file yet.
  public static CommitLock of(Lock lock) {
    return new CommitLock(
        Optional.of(new Checked.Ok<>(new LocatedLock(lock, new TreeMap<>()), List.of())),
        LockUse.KNOWN);
  }

  private static Checked<LocatedLock> tooLarge() {
    return new Checked.Rejected<>(
        List.of(
            Diagnostic.error(
                Rule.YAML_SYNTAX, Span.startOf(Lock.FILE), "the file is too large to read")));
  }

  /// What is wrong with the file itself.
  public List<Diagnostic> findings() {
    return read.map(Checked::findings).orElse(List.of());
  }

  /// What the file says, if it says something.
  public Optional<Lock> lock() {
    return located().map(LocatedLock::lock);
  }

  /// Where an entry names what it pins.
  Optional<Span> place(Need need) {
    return located().flatMap(lock -> Optional.ofNullable(lock.places().get(need)));
  }

  /// Whether there is a file, and nothing can be taken from it.
  public boolean isBroken() {
    return read.isPresent() && located().isEmpty();
  }

  private Optional<LocatedLock> located() {
    return read.flatMap(
        it ->
            it instanceof Checked.Ok<LocatedLock>(var lock, var _)
                ? Optional.of(lock)
                : Optional.empty());
  }

  /// The jars of a function, where the lock pins them.
  ///
  /// @param tree with the function's source folder
  public Optional<List<LockedLibrary>> libraries(Function function, ProjectTree tree) {
    return new LockNeeds(tree).of(function).flatMap(this::libraries);
  }

  Optional<List<LockedLibrary>> libraries(Need.Libraries need) {
    return lock().flatMap(lock -> lock.libraries(need));
  }

  /// What else of a function the lock pins.
  public Optional<Pins> pins(Function function) {
    SortedMap<String, Digest> images = new TreeMap<>();
    for (Need.Image need : LockNeeds.images(function)) {
      image(need).ifPresent(digest -> images.put(need.name(), digest));
    }
    Optional<LockEntry.Wheels> wheels = wheels(function);
    return Optional.of(
            new Pins(
                images,
                wheels.map(LockEntry.Wheels::distributions).orElse(List.of()),
                wheels.map(LockEntry.Wheels::platforms).orElse(List.of())))
        .filter(it -> !it.isEmpty());
  }

  /// What the images of a project stand on that do not say it themselves: by its digest where that
  /// is known.
  public Optional<String> base(Project project) {
    return NamedImage.base(project)
        .map(it -> NamedImage.need(it).flatMap(this::image).map(it::by).orElseGet(it::text));
  }

  /// The digest of an image, where the lock pins it.
  Optional<Digest> image(Need.Image need) {
    return lock().flatMap(lock -> lock.image(need));
  }

  /// The distributions of a function, where the lock pins them.
  Optional<LockEntry.Wheels> wheels(Function function) {
    return LockNeeds.requirements(function)
        .flatMap(need -> lock().flatMap(lock -> lock.wheels(need)));
  }

  /// Finds what is not pinned. A lock that cannot be read is one finding already.
  ///
  /// @param tree with the source folders of functions
  public void check(Declarations declarations, ProjectTree tree, Findings findings) {
    if (!isBroken()) {
      new UnpinnedCheck(this, tree, findings).check(declarations);
    }
  }

  /// Where the first entry of this form and name stands, whatever it pins.
  Optional<Span> placeOf(Class<? extends Need> form, String name) {
    return located().stream()
        .flatMap(lock -> lock.places().entrySet().stream())
        .filter(it -> form.isInstance(it.getKey()) && it.getKey().name().equals(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /// What is pinned for resources that could not be read, and may need it still.
  public List<Need> needsOf(Broken broken) {
    return lock().stream()
        .flatMap(lock -> lock.entries().stream())
        .map(LockEntry::need)
        .filter(need -> mayNeed(broken, need))
        .toList();
  }

  /// Finds entries that nothing needs.
  ///
  /// @param needs of all environments
  public void checkUnused(SortedSet<Need> needs, Findings findings) {
    List<Need> unused = new LockStanding(lock(), needs).unused();
    located().stream()
        .flatMap(lock -> lock.places().entrySet().stream())
        .filter(entry -> unused.contains(entry.getKey()))
        .map(entry -> unused(entry.getKey(), entry.getValue()))
        .forEach(findings::add);
  }

  /// An item may be anybody's, and an image any function's or the project's.
  private static boolean mayNeed(Broken broken, Need need) {
    return switch (need) {
      case Need.Libraries it -> broken.holds(new Address(Kind.FUNCTION, it.function()));
      case Need.Requirements it -> broken.holds(new Address(Kind.FUNCTION, it.function()));
      case Need.Image _ -> broken.mayHold(Kind.FUNCTION) || broken.mayHold(Kind.PROJECT);
      case Need.CutOff(var model) -> broken.holds(new Address(Kind.MODEL, model));
      case Need.Item _ -> broken.mayHold(Kind.FUNCTION) || broken.mayHold(Kind.MODEL);
    };
  }

  private static Diagnostic unused(Need need, Span place) {
    String message =
        switch (need) {
          case Need.Libraries it ->
              "no function `%s` with %s is in the project"
                  .formatted(
                      it.name(), it.pom().isPresent() ? "this pom.xml" : "these dependencies");
          case Need.CutOff it ->
              "no model `" + it.name() + "` that leaves its cut-off to the lock is in the project";
          case Need.Image it -> "nothing names the image `" + it.name() + "`";
          case Need.Requirements it ->
              "no function `" + it.name() + "` with these requirements is in the project";
          case Need.Item it -> "nothing uses `" + it.name() + "` as the Project's hub has it now";
        };
    return Diagnostic.warning(Rule.LOCK_UNUSED, place, message).hint(CURE);
  }
}
