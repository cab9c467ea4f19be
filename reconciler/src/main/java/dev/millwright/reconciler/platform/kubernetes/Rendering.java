package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.compiler.kubernetes.Known;
import dev.millwright.compiler.kubernetes.Order;
import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.compiler.kubernetes.Share;
import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.reconciler.platform.ImageAt;
import dev.millwright.spec.Digest;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// What is asked for, as what is rendered.
///
/// @param target where objects go; asked anew each time, because a commit may move the registry or
///   the gateway
record Rendering(Supplier<Target> target) {
  /// A component that runs in an image, for one release.
  Parts of(Release release, Component component, ImageAt image) {
    var images = new TreeMap<Digest, Digest>();
    component.image().ifPresent(spec -> images.put(spec.key(), image.manifest()));
    Known known = new Known(images, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    return new Parts(new Order(release, target.get(), known, List.of(), List.of()));
  }

  /// What needs no image.
  Parts of(Release release) {
    return new Parts(new Order(release, target.get(), Known.NOTHING, List.of(), List.of()));
  }

  /// Releases that may answer, the newest last.
  Parts of(List<Release> releases, Map<Digest, Integer> percents) {
    List<Share> shares =
        releases.stream()
            .map(it -> new Share(it, Optional.ofNullable(percents.get(it.id())).orElse(0)))
            .toList();
    return new Parts(new Order(releases.getLast(), target.get(), Known.NOTHING, shares, List.of()));
  }
}
