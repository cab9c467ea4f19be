package dev.millwright.compiler.lock;

import dev.millwright.compiler.declaration.Declarations;
import dev.millwright.compiler.declaration.Declared;
import dev.millwright.compiler.declaration.Place;
import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.diagnostic.Span;
import dev.millwright.spec.lock.Need;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Model;
import dev.millwright.spec.resource.Project;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// What is to be pinned.
public final class LockNeeds {
  private final Poms poms;

  /// @param tree with the source folders of functions
  public LockNeeds(ProjectTree tree) {
    this.poms = new Poms(tree);
  }

  /// What a function needs; nothing when it has no dependencies and is no Maven project.
  Optional<Need.Libraries> of(Function function) {
    Optional<Digest> pom = poms.digest(function);
    return pom.isEmpty() && function.dependencies().isEmpty()
        ? Optional.empty()
        : Optional.of(new Need.Libraries(function.metadata().name(), function.dependencies(), pom));
  }

  /// The images of a function that are named by a tag.
  static List<Need.Image> images(Function function) {
    return NamedImage.of(function).stream()
        .map(NamedImage::need)
        .flatMap(Optional::stream)
        .toList();
  }

  /// The distributions that a function in Python needs; nothing when it has no requirements.
  static Optional<Need.Requirements> requirements(Function function) {
    return function
        .build()
        .filter(it -> !it.requirements().isEmpty())
        .map(
            it ->
                new Need.Requirements(
                    function.metadata().name(),
                    it.pythonVersion().orElse(Need.Requirements.PYTHON),
                    Need.Requirements.LINUX,
                    it.requirements()));
  }

  /// What a model needs; nothing when it declares its cut-off or is an artifact.
  static Optional<Need.CutOff> of(Model model) {
    return model
        .training()
        .filter(it -> it.asOf().isEmpty())
        .map(_ -> new Need.CutOff(model.metadata().name()));
  }

  /// Where the project and functions ask for images, distributions and what POMs declare; what
  /// stands in several of the declarations is asked for where the first of them have it.
  public SortedMap<Need, Asking> asking(Stream<Declarations> declarations) {
    SortedMap<Need, Asking> asking = new TreeMap<>();
    BiConsumer<Need, Asking> all = (need, who) -> asking.merge(need, who, Asking::and);
    declarations.forEach(
        it -> {
          standards(it).forEach(image -> ask(image, new TreeSet<>(), all));
          it.all(Function.class).forEach(function -> ask(function, all));
        });
    return asking;
  }

  /// What the project names for all.
  static Stream<NamedImage> standards(Declarations declarations) {
    return declarations.all(Project.class).stream()
        .map(NamedImage::ofProject)
        .flatMap(Optional::stream);
  }

  private static void ask(
      NamedImage image, SortedSet<Name> functions, BiConsumer<Need, Asking> asking) {
    image
        .need()
        .ifPresent(need -> asking.accept(need, new Asking(image.place().span(), functions)));
  }

  private void ask(Declared<Function> function, BiConsumer<Need, Asking> asking) {
    Name name = function.resource().metadata().name();
    Optional<Span> pom = poms.path(function.resource()).map(Span::startOf);
    if (pom.isPresent()) {
      of(function.resource()).ifPresent(need -> asking.accept(need, Asking.of(pom.get(), name)));
    }
    for (NamedImage image : NamedImage.of(function)) {
      ask(image, new TreeSet<>(Set.of(name)), asking);
    }
    Place requirements = function.spec("build").field("requirements");
    requirements(function.resource())
        .ifPresent(need -> asking.accept(need, Asking.of(requirements.key(), name)));
  }

  /// The POMs that libraries are needed by, each by its digest.
  public Map<Digest, byte[]> poms(Stream<Declarations> declarations) {
    Map<Digest, byte[]> found = new HashMap<>();
    declarations
        .flatMap(it -> it.all(Function.class).stream())
        .map(Declared::resource)
        .forEach(it -> poms.bytes(it).ifPresent(pom -> found.put(Digest.of(pom), pom)));
    return found;
  }

  /// What the project, all functions and models need.
  public SortedSet<Need> of(Declarations declarations) {
    SortedSet<Need> needs = new TreeSet<>();
    standards(declarations).map(NamedImage::need).flatMap(Optional::stream).forEach(needs::add);
    for (Declared<Function> it : declarations.all(Function.class)) {
      of(it.resource()).ifPresent(needs::add);
      needs.addAll(images(it.resource()));
      requirements(it.resource()).ifPresent(needs::add);
    }
    declarations.all(Model.class).stream()
        .map(Declared::resource)
        .map(LockNeeds::of)
        .flatMap(Optional::stream)
        .forEach(needs::add);
    return needs;
  }
}
