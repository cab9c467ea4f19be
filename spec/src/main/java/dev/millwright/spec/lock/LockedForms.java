package dev.millwright.spec.lock;

import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import dev.millwright.spec.resource.HubReference;
import dev.millwright.spec.resource.ImageReference;
import dev.millwright.spec.resource.Project.Catalog;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The forms of a lock's entries, one a section. What is not of its form is a finding, and absent.
record LockedForms(LockFields fields) {
  private static final Pattern MOMENT =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  /// The field that names what an entry pins.
  static String key(LockEntry entry) {
    return switch (entry) {
      case LockEntry.Jars _ -> "function";
      case LockEntry.CutOff _ -> "model";
      case LockEntry.Item _ -> "item";
      case LockEntry.Image _ -> "image";
      case LockEntry.Wheels _ -> "function";
    };
  }

  Optional<LockEntry.Jars> jars(String pointer) {
    fields.only(pointer, Set.of("function", "pom", "dependencies", "libraries"));
    boolean isProject = !fields.at(pointer + "/pom").isMissingNode();
    // A POM may declare nothing for run time.
    List<LockedLibrary> libraries =
        fields.list(pointer + "/libraries", !isProject).stream()
            .map(this::library)
            .flatMap(Optional::stream)
            .toList();
    return libraries(pointer, isProject).map(need -> new LockEntry.Jars(need, libraries));
  }

  private Optional<Need.Libraries> libraries(String pointer, boolean isProject) {
    Optional<Name> function = name(pointer + "/function", "a function's name");
    Optional<Digest> pom = isProject ? fields.digest(pointer + "/pom") : Optional.empty();
    List<Optional<String>> dependencies =
        fields.list(pointer + "/dependencies", !isProject).stream()
            .map(it -> fields.text(it, LockedLibrary::isCoordinate, "group:artifact:version"))
            .toList();
    boolean isWhole =
        pom.isPresent() == isProject
            && (isProject || !dependencies.isEmpty())
            && dependencies.stream().allMatch(Optional::isPresent);
    return function
        .filter(_ -> isWhole)
        .map(it -> new Need.Libraries(it, present(dependencies), pom));
  }

  private static List<String> present(List<Optional<String>> texts) {
    return texts.stream().flatMap(Optional::stream).toList();
  }

  private Optional<LockedLibrary> library(String pointer) {
    return fields
        .text(pointer, text -> text.contains(" "), "group:artifact:version sha256:…")
        .flatMap(text -> new LockedLine(text).library(fields, pointer));
  }

  Optional<LockEntry.CutOff> cutOff(String pointer) {
    fields.only(pointer, Set.of("model", "asOf"));
    Optional<Name> model = name(pointer + "/model", "a model's name");
    Optional<Instant> asOf =
        fields
            .text(
                pointer + "/asOf",
                text -> moment(text).isPresent(),
                "a time like 2001-04-01T00:00:00Z")
            .flatMap(LockedForms::moment);
    return model.flatMap(name -> asOf.map(it -> new LockEntry.CutOff(new Need.CutOff(name), it)));
  }

  Optional<LockEntry.Item> item(String pointer) {
    fields.only(pointer, Set.of("item", "git", "ref", "path", "commit", "content"));
    Optional<HubReference> reference =
        fields
            .text(pointer + "/item", HubReference.FORM, "an item, hub://CATALOG/ITEM@VERSION")
            .flatMap(HubReference::parse);
    Optional<String> git =
        fields.text(pointer + "/git", Catalog.URL, "a URL of https, ssh or file");
    Optional<String> ref = fields.text(pointer + "/ref", Catalog.REF, "a branch or tag");
    Optional<String> path =
        fields.at(pointer + "/path").isMissingNode()
            ? Optional.of("")
            : fields.text(pointer + "/path", Catalog.PATH, "a folder of a repository");
    Optional<String> commit = fields.text(pointer + "/commit", COMMIT, "the full id of a commit");
    Optional<Digest> content = fields.digest(pointer + "/content");
    Optional<Need.Item> need =
        reference.isPresent() && git.isPresent() && ref.isPresent() && path.isPresent()
            ? Optional.of(new Need.Item(reference.get(), git.get(), ref.get(), path.get()))
            : Optional.empty();
    return need.flatMap(
        it -> commit.flatMap(id -> content.map(digest -> new LockEntry.Item(it, id, digest))));
  }

  Optional<LockEntry.Image> image(String pointer) {
    fields.only(pointer, Set.of("image", "digest"));
    Optional<ImageReference> reference =
        fields
            .text(
                pointer + "/image", LockedForms::isOpen, "an image by its tag, without its digest")
            .map(ImageReference::new);
    Optional<Digest> digest = fields.digest(pointer + "/digest");
    return reference.flatMap(
        image -> digest.map(it -> new LockEntry.Image(new Need.Image(image), it)));
  }

  private static boolean isOpen(String text) {
    return ImageReference.FORM.matcher(text).matches()
        && new ImageReference(text).digest().isEmpty();
  }

  private static Optional<Instant> moment(String text) {
    if (!MOMENT.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private Optional<Name> name(String pointer, String asked) {
    return fields.text(pointer, Name::isValid, asked).map(Name::of);
  }
}
