package dev.millwright.compiler.version;

import dev.millwright.spec.canonical.Canonical;
import dev.millwright.spec.lock.LockedLibrary;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.release.ImageSpec.Role;
import dev.millwright.spec.release.ImageSpec.Source;
import dev.millwright.spec.release.Pins;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Function.Build;
import java.util.List;
import java.util.Optional;

/// Images by what they are made of.
final class Images {
  private Images() {}

  /// The offline engine with the code of a function.
  ///
  /// @param folder the source
  static ImageSpec of(
      Function function,
      String folder,
      String treeId,
      Optional<List<LockedLibrary>> libraries,
      Optional<Pins> pins) {
    Source source = new Source(folder, treeId);
    Optional<String> base =
        function.build().flatMap(Build::baseImage).map(pins.orElseGet(Pins::none)::image);
    return image(Role.JOB, Optional.of(source), function.dependencies(), libraries, base);
  }

  /// The offline engine alone.
  static ImageSpec job(Optional<String> base) {
    return image(Role.JOB, Optional.empty(), List.of(), Optional.empty(), base);
  }

  /// The serving engine alone.
  static ImageSpec graph(Optional<String> base) {
    return image(Role.GRAPH, Optional.empty(), List.of(), Optional.empty(), base);
  }

  private static ImageSpec image(
      Role role,
      Optional<Source> source,
      List<String> dependencies,
      Optional<List<LockedLibrary>> libraries,
      Optional<String> base) {
    Key key =
        new Key(
            role,
            source.map(Source::treeId),
            dependencies,
            libraries,
            base,
            base.map(_ -> Epoch.BASE),
            Epoch.BUILD,
            Epoch.MILLWRIGHT);
    return new ImageSpec(Canonical.digest(key), role, source, dependencies, libraries, base);
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
      int epoch,
      String millwright) {}
}
