package dev.millwright.builder;

import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.builder.registry.Shelf;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.release.ImageSpec.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Looks for images in a registry that nobody needs, and deletes them.
///
/// @param shelf the registry
public record Pruning(Shelf shelf) {
  private static final List<Role> ROLES = List.of(Role.JOB, Role.GRAPH, Role.PYTHON, Role.MODEL);
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern ATTACHED = Pattern.compile("sha256-([0-9a-f]{64})(\\.\\w+)?");

  /// What somebody needs.
  ///
  /// @param images by keys or digests
  /// @param models whose bytes are not known here, so that any image of theirs may be the one
  public record Needs(Set<Digest> images, Set<Name> models) {
    public Needs {
      images = Set.copyOf(images);
      models = Set.copyOf(models);
    }

    /// Both.
    public Needs and(Needs other) {
      return new Needs(union(images, other.images), union(models, other.models));
    }

    /// An image that nobody says whose it is may be of any model.
    private boolean mayMean(Optional<String> model) {
      return !models.isEmpty()
          && model.map(name -> models.stream().anyMatch(it -> it.text().equals(name))).orElse(true);
    }
  }

  /// What was seen of a registry.
  ///
  /// @param needed how many images are there that somebody needs
  /// @param open how many images of models are there that somebody may need
  /// @param unneeded images by a key, and nobody's
  /// @param left documents of images that are gone
  public record Seen(int needed, int open, List<Unneeded> unneeded, List<Left> left) {
    public Seen {
      unneeded = List.copyOf(unneeded);
      left = List.copyOf(left);
    }

    private Seen and(Seen other) {
      return new Seen(
          needed + other.needed,
          open + other.open,
          Stream.concat(unneeded.stream(), other.unneeded.stream()).toList(),
          Stream.concat(left.stream(), other.left.stream()).toList());
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
  /// @throws RegistryFailure when the registry does not do its part
  public Seen look(Needs needs) {
    Seen seen = new Seen(0, 0, List.of(), List.of());
    for (Role role : ROLES) {
      seen = seen.and(look(role, needs));
    }
    return seen;
  }

  private Seen look(Role role, Needs needs) {
    Repository repository = repository(role.name().toLowerCase(Locale.ROOT));
    List<Stored> needed = repository.images(it -> it.isNeeded(needs.images()));
    List<Stored> open =
        role == Role.MODEL
            ? repository.images(it -> !needed.contains(it) && needs.mayMean(repository.model(it)))
            : List.of();
    Set<Stored> kept = union(needed, open);
    Set<Digest> parts =
        kept.stream().flatMap(it -> it.found().parts().stream()).collect(Collectors.toSet());
    List<Unneeded> unneeded =
        repository.images(it -> !kept.contains(it)).stream()
            .map(it -> repository.unneeded(it, parts))
            .toList();
    return new Seen(needed.size(), open.size(), unneeded, repository.left(shelf).stream().toList());
  }

  private static <T> Set<T> union(Collection<T> one, Collection<T> other) {
    return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
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

    List<Stored> images(Predicate<Stored> which) {
      return images.stream().filter(which).toList();
    }

    /// @param others parts of images that are needed
    Unneeded unneeded(Stored image, Set<Digest> others) {
      Digest manifest = image.found().digest();
      List<Shelf.Found> about = attached.getOrDefault(manifest, List.of());
      return new Unneeded(
          new ImageName(name, image.tags().getFirst()),
          manifest,
          noted(about, ImageConfig.LABEL + "revision"),
          image.found().parts().stream().filter(it -> !others.contains(it)).toList(),
          documents(about));
    }

    /// The model that an image was first built of, as its documents say.
    Optional<String> model(Stored image) {
      return noted(attached.getOrDefault(image.found().digest(), List.of()), ModelImage.NOTE);
    }

    private static Optional<String> noted(List<Shelf.Found> about, String note) {
      return about.stream()
          .map(it -> it.content().path("manifests").findValuesAsString(note))
          .flatMap(List::stream)
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
