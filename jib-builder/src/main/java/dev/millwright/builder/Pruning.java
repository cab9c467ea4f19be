package dev.millwright.builder;

import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.builder.registry.Shelf;
import dev.millwright.spec.Digest;
import dev.millwright.spec.release.ImageSpec.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Looks for images in a registry that nobody needs, and deletes them.
///
/// @param shelf the registry
public record Pruning(Shelf shelf) {
  private static final List<Role> ROLES = List.of(Role.JOB, Role.GRAPH, Role.PYTHON);
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern ATTACHED = Pattern.compile("sha256-([0-9a-f]{64})(\\.\\w+)?");

  /// What was seen of a registry.
  ///
  /// @param needed how many images are there that somebody needs
  /// @param unneeded images by a key, and nobody's
  /// @param left documents of images that are gone
  public record Seen(int needed, List<Unneeded> unneeded, List<Left> left) {
    public Seen {
      unneeded = List.copyOf(unneeded);
      left = List.copyOf(left);
    }
  }

  /// An image.
  ///
  /// @param name by one of its keys
  /// @param revision the commit that it was first built from, as its documents say
  /// @param parts manifests of single platforms that no other image lists
  /// @param documents manifests of what is attached to it, and their list
  public record Unneeded(
      ImageName name,
      Digest manifest,
      Optional<String> revision,
      List<Digest> parts,
      List<Digest> documents) {
    public Unneeded {
      parts = List.copyOf(parts);
      documents = List.copyOf(documents);
    }
  }

  /// Documents that nothing is left of to be about.
  public record Left(String repository, List<Digest> documents) {
    public Left {
      documents = List.copyOf(documents);
    }
  }

  /// Reads all tags.
  ///
  /// @param needed keys or digests of images
  /// @throws RegistryFailure when the registry does not do its part
  public Seen look(Set<Digest> needed) {
    int kept = 0;
    List<Unneeded> unneeded = new ArrayList<>();
    List<Left> left = new ArrayList<>();
    for (Role role : ROLES) {
      Repository repository = repository(role.name().toLowerCase(Locale.ROOT));
      Set<Digest> parts = new HashSet<>();
      for (Stored image : repository.images()) {
        if (image.isNeeded(needed)) {
          kept++;
          parts.addAll(image.found().parts());
        }
      }
      repository.images().stream()
          .filter(image -> !image.isNeeded(needed))
          .forEach(image -> unneeded.add(repository.unneeded(image, parts)));
      repository.left(shelf).ifPresent(left::add);
    }
    return new Seen(kept, unneeded, left);
  }

  /// Deletes what was seen as nobody's. An image goes before what is attached to it: killed at any
  /// moment, it leaves no image without its documents, and what it leaves is seen the next time.
  ///
  /// @param gone told of each image
  /// @throws RegistryFailure when the registry does not do its part; some may be deleted then
  public void delete(Seen seen, Consumer<Unneeded> gone) {
    for (Unneeded image : seen.unneeded()) {
      String repository = image.name().repository();
      boolean _ = shelf.delete(repository, image.manifest());
      image.parts().forEach(it -> shelf.delete(repository, it));
      image.documents().forEach(it -> shelf.delete(repository, it));
      gone.accept(image);
    }
    seen.left().forEach(it -> it.documents().forEach(one -> shelf.delete(it.repository(), one)));
  }

  private Repository repository(String name) {
    SortedMap<String, Shelf.Found> tags = new TreeMap<>();
    for (String tag : shelf.tags(name)) {
      shelf.read(name, tag).ifPresent(found -> tags.put(tag, found));
    }
    return Repository.of(name, tags);
  }

  /// An image and all tags that lead to it.
  private record Stored(Shelf.Found found, List<String> tags) {
    /// One that has a name beside its keys was given it by somebody.
    boolean isNeeded(Set<Digest> needed) {
      Stream<Digest> digests = Stream.concat(Stream.of(found.digest()), found.parts().stream());
      return digests.anyMatch(needed::contains)
          || tags.stream()
              .anyMatch(tag -> !KEY.matcher(tag).matches() || needed.contains(new Digest(tag)));
    }
  }

  /// @param attached what is attached to an image, by the image's digest
  private record Repository(
      String name, List<Stored> images, Map<Digest, List<Shelf.Found>> attached) {
    static Repository of(String name, SortedMap<String, Shelf.Found> tags) {
      Map<Digest, List<Shelf.Found>> attached = new TreeMap<>();
      Map<Digest, Stored> images = new TreeMap<>();
      tags.forEach(
          (tag, found) -> {
            Matcher about = ATTACHED.matcher(tag);
            if (about.matches()) {
              attached
                  .computeIfAbsent(new Digest(about.group(1)), _ -> new ArrayList<>())
                  .add(found);
            } else {
              images
                  .computeIfAbsent(found.digest(), _ -> new Stored(found, new ArrayList<>()))
                  .tags()
                  .add(tag);
            }
          });
      return new Repository(name, List.copyOf(images.values()), attached);
    }

    /// @param others parts of images that are needed
    Unneeded unneeded(Stored image, Set<Digest> others) {
      Digest manifest = image.found().digest();
      List<Shelf.Found> about = attached.getOrDefault(manifest, List.of());
      return new Unneeded(
          new ImageName(name, image.tags().getFirst()),
          manifest,
          about.stream().flatMap(it -> revision(it).stream()).findFirst(),
          image.found().parts().stream().filter(it -> !others.contains(it)).toList(),
          documents(about));
    }

    private static Optional<String> revision(Shelf.Found list) {
      return list
          .content()
          .path("manifests")
          .findValuesAsString(ImageConfig.LABEL + "revision")
          .stream()
          .findFirst();
    }

    /// The lists last: they lead to the others.
    private static List<Digest> documents(List<Shelf.Found> about) {
      return Stream.concat(
              about.stream().flatMap(it -> it.parts().stream()),
              about.stream().map(Shelf.Found::digest))
          .distinct()
          .toList();
    }

    Optional<Left> left(Shelf shelf) {
      Set<Digest> here = new HashSet<>();
      for (Stored image : images) {
        here.add(image.found().digest());
        here.addAll(image.found().parts());
      }
      List<Digest> left =
          attached.entrySet().stream()
              .filter(it -> !here.contains(it.getKey()))
              .filter(it -> shelf.read(name, it.getKey()).isEmpty())
              .flatMap(it -> documents(it.getValue()).stream())
              .toList();
      return left.isEmpty() ? Optional.empty() : Optional.of(new Left(name, left));
    }
  }
}
