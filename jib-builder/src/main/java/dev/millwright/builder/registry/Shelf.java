package dev.millwright.builder.registry;

import dev.millwright.builder.registry.Registry.Patience;
import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A registry, to be looked through and cleared. All methods throw [RegistryFailure] when it does
/// not do its part. For the caller to close.
public final class Shelf implements AutoCloseable {
  private static final String DIGEST = "sha256:";

  private static final Pattern WHOLE = Pattern.compile(DIGEST + "[0-9a-f]{64}");

  private final Registry reading;
  private final Registry listing;
  private final Registry removing;

  private Shelf(Registry reading, Registry listing, Registry removing) {
    this.reading = reading;
    this.listing = listing;
    this.removing = removing;
  }

  /// @throws RegistryFailure when a login is there and cannot be read
  public static Shelf at(RegistryAddress address, Credentials credentials, Patience patience) {
    return new Shelf(
        Registry.toRead(address, credentials, patience),
        Registry.toList(address, credentials, patience),
        Registry.toRemove(address, credentials, patience));
  }

  /// A manifest, or a list of such.
  ///
  /// @param digest of the text
  public record Found(Digest digest, JsonNode content) {
    /// The digests of the manifests that it lists, if it is a list.
    public List<Digest> parts() {
      return content
          .path("manifests")
          .valueStream()
          .map(listed -> listed.path("digest").asString(""))
          .filter(text -> WHOLE.matcher(text).matches())
          .map(text -> Digest.parse(text.substring(DIGEST.length())))
          .toList();
    }
  }

  /// All tags of a repository; none where there is no such repository.
  public List<String> tags(String name) {
    Set<String> all = new LinkedHashSet<>();
    // Registries answer with a part, or with all however often they are asked.
    for (List<String> page = page(name, RegistryHttp.FIRST); all.addAll(page); ) {
      page = page(name, page.getLast());
    }
    return List.copyOf(all);
  }

  private List<String> page(String name, String last) {
    String text = listing.repository(name).manifest(last).text();
    List<String> tags = new ArrayList<>();
    if (!text.isEmpty()) {
      json(name, text).path("tags").forEach(tag -> tags.add(tag.asString()));
    }
    return tags;
  }

  public Optional<Found> read(String name, String tag) {
    ManifestAnswer answer = reading.repository(name).manifest(tag);
    return answer.digest().map(digest -> new Found(digest, json(name, answer.text())));
  }

  public Optional<Found> read(String name, Digest digest) {
    return read(name, DIGEST + digest);
  }

  private static JsonNode json(String name, String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JacksonException e) {
      throw new RegistryFailure("the registry says of " + name + " what is no JSON", "", e);
    }
  }

  /// Deletes a manifest, with all tags that lead to it. What it names stays until the registry
  /// itself collects what nothing names.
  ///
  /// @return whether it was there
  public boolean delete(String name, Digest digest) {
    return removing.repository(name).manifest(DIGEST + digest).digest().isPresent();
  }

  @Override
  public void close() throws IOException {
    try (reading;
        listing;
        removing) {
      // Each is closed, whatever becomes of the others.
    }
  }
}
