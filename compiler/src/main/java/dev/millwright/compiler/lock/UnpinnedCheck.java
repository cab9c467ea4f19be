package dev.millwright.compiler.lock;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.diagnostic.Diagnostic;
import dev.millwright.spec.diagnostic.Rule;
import dev.millwright.spec.diagnostic.Severity;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.lock.Lock;
import dev.millwright.spec.lock.Need;
import dev.millwright.spec.resource.Function;
import java.util.List;
import java.util.Optional;

/// Finds what of functions, and of what they all have, is not pinned.
///
/// @param tree with the source folders of functions
record UnpinnedCheck(CommitLock lock, ProjectTree tree, Findings findings) {
  /// @param declarations with the standard values of the project in their places
  void check(Declarations declarations) {
    List<Declared<Function>> functions = declarations.all(Function.class);
    // A project without a lock may resolve its libraries anew at each build.
    if (lock.read().isPresent() || lock.use() == LockUse.REQUIRED) {
      functions.forEach(this::libraries);
      functions.forEach(this::distributions);
    }
    List<NamedImage> standards = LockNeeds.standards(declarations).toList();
    standards.forEach(this::image);
    // What functions have from the project is one finding, at the project.
    functions.stream()
        .map(NamedImage::of)
        .flatMap(List::stream)
        .filter(it -> standards.stream().noneMatch(its -> its.reference().equals(it.reference())))
        .forEach(this::image);
  }

  private void libraries(Declared<Function> function) {
    Optional<Need.Libraries> need = new LockNeeds(tree).of(function.resource());
    if (need.isPresent() && lock.libraries(need.get()).isEmpty()) {
      Optional<Span> pom = new Poms(tree).path(function.resource()).map(Span::startOf);
      Span place = pom.orElseGet(() -> function.spec("build").field("dependencies").key());
      String others = pom.isPresent() ? "a pom.xml or dependencies other" : "other dependencies";
      findings.add(unpinned(need.get(), place, others));
    }
  }

  private void distributions(Declared<Function> function) {
    Optional<Need.Requirements> need = LockNeeds.requirements(function.resource());
    if (need.isPresent() && lock.wheels(function.resource()).isEmpty()) {
      Span place = function.spec("build").field("requirements").key();
      findings.add(unpinned(need.get(), place, "other requirements or platforms"));
    }
  }

  private Diagnostic unpinned(Need need, Span place, String others) {
    String name = need.name();
    Optional<Span> other = lock.placeOf(need.getClass(), name);
    String message =
        other.isPresent()
            ? "the lock pins `" + name + "` with " + others + " than these"
            : Lock.FILE
                + (lock.read().isEmpty() ? " is not there to pin `" : " does not pin `")
                + name
                + "`";
    Diagnostic finding = finding(place, message, CommitLock.CURE);
    return other.map(span -> finding.related(span, "pinned here")).orElse(finding);
  }

  /// An image that is not named by its digest may be another one tomorrow, lock or none.
  private void image(NamedImage image) {
    if (image.need().filter(it -> lock.image(it).isEmpty()).isPresent()) {
      Place place = image.place();
      String message =
          "the image is named by "
              + (image.reference().isTagged() ? "a tag alone" : "no tag and no digest")
              + ", and may be another one tomorrow";
      findings.add(
          finding(
              place.span(),
              message,
              CommitLock.CURE
                  + ", or write it with its digest: `%s@sha256:…`".formatted(image.reference())));
    }
  }

  private Diagnostic finding(Span place, String message, String hint) {
    Severity severity = lock.use() == LockUse.REQUIRED ? Severity.ERROR : Severity.WARNING;
    return new Diagnostic(
        Rule.NOT_PINNED, severity, place, message, Optional.of(hint), Optional.empty());
  }
}
