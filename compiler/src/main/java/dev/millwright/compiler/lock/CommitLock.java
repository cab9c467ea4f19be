package dev.millwright.compiler.lock;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Severity;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.lock.LocatedLock;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.LockEntry;
import dev.millwright.spec.lock.LockReader;
import dev.millwright.spec.lock.LockedLibrary;
import dev.millwright.spec.lock.Need;
import dev.millwright.spec.resource.Function;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;

/// A commit's lock file, if it has one.
///
/// @param read what the file says; absent without a file
public record CommitLock(Optional<Checked<LocatedLock>> read, LockUse use) {
  private static final String CURE = "run `millwright lock`";

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
  public Optional<List<LockedLibrary>> libraries(Function function) {
    return LockNeeds.of(function).flatMap(need -> lock().flatMap(lock -> lock.libraries(need)));
  }

  /// Finds functions that are not pinned. A lock that cannot be read is one finding already.
  public void check(Declarations declarations, Findings findings) {
    boolean isAsked = read.isEmpty() ? use == LockUse.REQUIRED : located().isPresent();
    if (isAsked) {
      declarations.all(Function.class).stream()
          .filter(it -> !it.resource().dependencies().isEmpty())
          .filter(it -> libraries(it.resource()).isEmpty())
          .map(this::unpinned)
          .forEach(findings::add);
    }
    checkImages(declarations, findings);
  }

  /// An image that is not named by its digest may be another one tomorrow, lock or none.
  private void checkImages(Declarations declarations, Findings findings) {
    for (Declared<Function> it : declarations.all(Function.class)) {
      it.resource()
          .container()
          .ifPresent(container -> image(container.image(), it.spec("image"), findings));
      it.resource()
          .build()
          .flatMap(Function.Build::baseImage)
          .ifPresent(base -> image(base, it.spec("build").field("baseImage"), findings));
    }
  }

  private void image(String image, Place place, Findings findings) {
    if (!image.contains("@sha256:")) {
      boolean isTagged = image.substring(image.lastIndexOf('/') + 1).contains(":");
      String message =
          "the image is named by "
              + (isTagged ? "a tag alone" : "no tag and no digest")
              + ", and may be another one tomorrow";
      findings.add(
          new Diagnostic(
              Rule.NOT_PINNED,
              severity(),
              place.span(),
              message,
              Optional.of("write it with its digest: `" + image + "@sha256:…`"),
              Optional.empty()));
    }
  }

  private Severity severity() {
    return use == LockUse.REQUIRED ? Severity.ERROR : Severity.WARNING;
  }

  private Diagnostic unpinned(Declared<Function> function) {
    String name = function.resource().metadata().name().text();
    Place place = function.spec("build").field("dependencies");
    Optional<Span> other = other(function.resource());
    String message =
        other.isPresent()
            ? "the lock pins `" + name + "` with other dependencies than these"
            : Lock.FILE
                + (read.isEmpty() ? " is not there to pin `" : " does not pin `")
                + name
                + "`";
    Diagnostic finding =
        new Diagnostic(
            Rule.NOT_PINNED, severity(), place.key(), message, Optional.of(CURE), Optional.empty());
    return other.map(span -> finding.related(span, "pinned here")).orElse(finding);
  }

  private Optional<Span> other(Function function) {
    return located().stream()
        .flatMap(lock -> lock.places().entrySet().stream())
        .filter(
            entry ->
                entry.getKey() instanceof Need.Libraries(var named, var _)
                    && named.equals(function.metadata().name()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /// What is pinned for resources that could not be read, and may need it still.
  public List<Need> needsOf(SortedSet<Address> broken) {
    return lock().stream()
        .flatMap(lock -> lock.entries().stream())
        .map(LockEntry::need)
        .filter(need -> broken.stream().anyMatch(it -> mayNeed(it, need)))
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

  /// An item may be anybody's.
  private static boolean mayNeed(Address address, Need need) {
    return switch (need) {
      case Need.Libraries(var function, var _) ->
          address.equals(new Address(Kind.FUNCTION, function));
      case Need.CutOff(var model) -> address.equals(new Address(Kind.MODEL, model));
      case Need.Item _ -> address.kind() == Kind.FUNCTION || address.kind() == Kind.MODEL;
    };
  }

  private static Diagnostic unused(Need need, Span place) {
    String message =
        switch (need) {
          case Need.Libraries it ->
              "no function `" + it.name() + "` with these dependencies is in the project";
          case Need.CutOff it ->
              "no model `" + it.name() + "` that leaves its cut-off to the lock is in the project";
          case Need.Item it -> "nothing uses `" + it.name() + "` as the Project's hub has it now";
        };
    return Diagnostic.warning(Rule.LOCK_UNUSED, place, message).hint(CURE);
  }
}
