package dev.millwright.compiler.version;

import dev.millwright.spec.canonical.Canonical;
import dev.millwright.spec.lock.LockedLibrary;
import dev.millwright.spec.lock.Need;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.release.ImageSpec.Role;
import dev.millwright.spec.release.ImageSpec.Source;
import dev.millwright.spec.release.Pins;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Function.Build;
import dev.millwright.spec.resource.Function.Language;
import java.util.List;
import java.util.Optional;

/// Images by what they are made of.
final class Images {
  private Images() {}

  /// The image of a function's source: with the offline engine for Java, with Python's wheels for
  /// Python.
  ///
  /// @param folder the source
  static ImageSpec of(
      Function function,
      String folder,
      String treeId,
      Optional<List<LockedLibrary>> libraries,
      Optional<Pins> pins) {
    Source source = new Source(folder, treeId);
    Pins pinned = pins.orElseGet(Pins::none);
    Optional<String> base = base(function, pinned);
    if (function.runtime() == Language.PYTHON) {
      List<String> requirements = function.build().map(Build::requirements).orElse(List.of());
      var asked = new Ask(Role.PYTHON, Optional.of(source), requirements, libraries, base);
      return asked.image(Optional.of(python(function, pinned)));
    }
    return new Ask(Role.JOB, Optional.of(source), function.dependencies(), libraries, base).image();
  }

  private static ImageSpec.Python python(Function function, Pins pins) {
    return new ImageSpec.Python(
        function.build().flatMap(Build::pythonVersion).orElse(Need.Requirements.PYTHON),
        pins.platforms().isEmpty() ? Need.Requirements.LINUX : pins.platforms(),
        function.handler().orElseThrow(),
        pins.distributions());
  }

  /// The offline engine alone.
  static ImageSpec job(Optional<String> base) {
    return runtime(Role.JOB, base);
  }

  /// The serving engine alone.
  static ImageSpec graph(Optional<String> base) {
    return runtime(Role.GRAPH, base);
  }

  /// The serving engine with the source of functions that a graph asks.
  ///
  /// @param function one of them: they share all that an image is made of
  /// @param base what the image stands on where the function says nothing of it
  static ImageSpec graph(
      Function function,
      Source source,
      Optional<List<LockedLibrary>> libraries,
      Optional<Pins> pins,
      Optional<String> base) {
    Optional<String> own = base(function, pins.orElseGet(Pins::none)).or(() -> base);
    return new Ask(Role.GRAPH, Optional.of(source), function.dependencies(), libraries, own)
        .image();
  }

  private static Optional<String> base(Function function, Pins pins) {
    return function.build().flatMap(Build::baseImage).map(pins::image);
  }

  private static ImageSpec runtime(Role role, Optional<String> base) {
    return new Ask(role, Optional.empty(), List.of(), Optional.empty(), base).image();
  }

  private record Ask(
      Role role,
      Optional<Source> source,
      List<String> dependencies,
      Optional<List<LockedLibrary>> libraries,
      Optional<String> base) {
    ImageSpec image() {
      return image(Optional.empty());
    }

    ImageSpec image(Optional<ImageSpec.Python> python) {
      Key key =
          new Key(
              role,
              source.map(Source::treeId),
              dependencies,
              libraries,
              base,
              base.map(_ -> Epoch.BASE),
              python.map(ImageSpec.Python::anywhere),
              Epoch.BUILD,
              Epoch.MILLWRIGHT);
      return new ImageSpec(
          Canonical.digest(key), role, source, dependencies, libraries, base, python);
    }
  }

  /// Where the source stands is not in it: the same content makes the same image. What is absent is
  /// left out, so a project without a lock, and an image without a base, keep their keys.
  private record Key(
      Role role,
      Optional<String> treeId,
      List<String> dependencies,
      Optional<List<LockedLibrary>> libraries,
      Optional<String> base,
      Optional<Integer> baseEpoch,
      Optional<ImageSpec.Python> python,
      int epoch,
      String millwright) {}
}
