package dev.millwright.builder;

import dev.millwright.spec.json.Json;
import dev.millwright.spec.release.ImageSpec;
import dev.millwright.spec.resource.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How an image came to be, as an in-toto statement with SLSA's predicate of version 1. It is not
/// signed. It says no times: the same commit gives the same text.
final class Provenance {
  static final String TYPE = "application/vnd.in-toto+json";

  private Provenance() {}

  static String of(ImageSpec spec, ImageName name, StoredImage image, Origin origin) {
    return Json.write(
        Map.of(
            "_type",
            "https://in-toto.io/Statement/v1",
            "subject",
            List.of(Map.of("name", name.repository(), "digest", sha256(image.manifest().hex()))),
            "predicateType",
            "https://slsa.dev/provenance/v1",
            "predicate",
            predicate(spec, image, origin)));
  }

  private static Map<String, Object> predicate(ImageSpec spec, StoredImage image, Origin origin) {
    Map<String, Object> definition = new TreeMap<>();
    definition.put("buildType", "https://millwright.dev/build/v1");
    definition.put("externalParameters", asked(spec, origin));
    definition.put("internalParameters", Map.of("key", spec.key().hex()));
    definition.put("resolvedDependencies", dependencies(image, origin));
    return Map.of(
        "buildDefinition",
        definition,
        "runDetails",
        Map.of("builder", Map.of("id", "https://millwright.dev/jib-builder")));
  }

  private static Map<String, Object> asked(ImageSpec spec, Origin origin) {
    Map<String, Object> asked = new TreeMap<>();
    asked(origin, asked);
    asked.put("role", spec.role());
    spec.source()
        .ifPresent(it -> asked.put("source", Map.of("path", it.path(), "tree", it.treeId())));
    return asked;
  }

  private static void asked(Origin origin, Map<String, Object> asked) {
    switch (origin) {
      case Origin.Commit(var repository, var revision, var project) -> {
        repository.ifPresent(it -> asked.put("repository", it));
        asked.put("revision", revision);
        asked.put("project", project);
      }
      case Origin.Model(var commit, var model) -> {
        asked(commit, asked);
        asked.put("model", model.text());
      }
      case Origin.Release(var version) -> asked.put("release", version);
    }
  }

  private static List<Object> dependencies(StoredImage image, Origin origin) {
    List<Object> all = new ArrayList<>();
    switch (origin) {
      case Origin.Commit commit -> all.add(source(commit));
      case Origin.Model(var commit, var _) -> all.add(source(commit));
      case Origin.Release _ -> {}
    }
    image.base().ifPresent(it -> all.add(base(new ImageReference(it))));
    image.runtime().forEach(jar -> all.add(dependency(jar)));
    image.libraries().forEach(jar -> all.add(dependency(jar)));
    return all;
  }

  private static Map<String, Object> source(Origin.Commit commit) {
    Map<String, Object> source = new TreeMap<>();
    commit.repository().ifPresent(it -> source.put("uri", "git+" + it + "@" + commit.revision()));
    source.put("digest", Map.of("gitCommit", commit.revision()));
    return source;
  }

  private static Map<String, Object> base(ImageReference base) {
    Map<String, Object> dependency = new TreeMap<>();
    dependency.put("name", base.text());
    base.digest().ifPresent(it -> dependency.put("digest", sha256(it.hex())));
    return dependency;
  }

  private static Map<String, Object> dependency(StoredImage.Jar jar) {
    Map<String, Object> dependency = new TreeMap<>();
    dependency.put("name", jar.name());
    dependency.put("digest", sha256(jar.sha256().hex()));
    jar.coordinate().ifPresent(it -> dependency.put("uri", Sbom.purl(it)));
    return dependency;
  }

  private static Map<String, String> sha256(String hex) {
    return Map.of("sha256", hex);
  }
}
