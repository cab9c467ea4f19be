package dev.millwright.reconciler.platform.kubernetes;

import dev.millwright.compiler.kubernetes.Known;
import dev.millwright.compiler.kubernetes.Order;
import dev.millwright.compiler.kubernetes.Parts;
import dev.millwright.compiler.kubernetes.Share;
import dev.millwright.compiler.kubernetes.Target;
import dev.millwright.reconciler.platform.ImageAt;
import dev.millwright.reconciler.platform.Routes;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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
  Parts of(Routes routes) {
    List<Share> shares = routes.releases().stream().map(it -> share(it, routes)).toList();
    return new Parts(
        new Order(routes.releases().getLast(), target.get(), Known.NOTHING, shares, List.of()));
  }

  private static Share share(Release release, Routes routes) {
    Set<Address> copied =
        routes.copies().filter(it -> it.release().equals(release.id())).stream()
            .flatMap(it -> it.graphs().stream())
            .map(graph -> new Address(Kind.SERVING_GRAPH, graph))
            .collect(Collectors.toSet());
    return new Share(release, routes.shares().getOrDefault(release.id(), 0), copied);
  }
}
