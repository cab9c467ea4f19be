package dev.millwright.compiler.lock;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Findings;
import dev.millwright.compiler.declaration.Place;
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
record UnpinnedCheck(CommitLock lock, Findings findings) {
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
    boolean isOpen = LockNeeds.of(function.resource()).isPresent();
    if (isOpen && lock.libraries(function.resource()).isEmpty()) {
      findings.add(unpinned(function, "dependencies", Need.Libraries.class));
    }
  }

  private void distributions(Declared<Function> function) {
    boolean isOpen = LockNeeds.requirements(function.resource()).isPresent();
    if (isOpen && lock.distributions(function.resource()).isEmpty()) {
      findings.add(unpinned(function, "requirements", Need.Requirements.class));
    }
  }

  private Diagnostic unpinned(
      Declared<Function> function, String field, Class<? extends Need> form) {
    String name = function.resource().metadata().name().text();
    Optional<Span> other = lock.placeOf(form, name);
    String message =
        other.isPresent()
            ? "the lock pins `" + name + "` with other " + field + " than these"
            : Lock.FILE
                + (lock.read().isEmpty() ? " is not there to pin `" : " does not pin `")
                + name
                + "`";
    Span place = function.spec("build").field(field).key();
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
