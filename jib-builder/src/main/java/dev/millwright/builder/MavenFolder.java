package dev.millwright.builder;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A source folder that is a Maven project of its own. Its dependencies and its main sources are
/// taken; Maven does not run, and neither do plugins.
final class MavenFolder {
  static final String POM = "pom.xml";

  /// Where its Java stands in the folder.
  static final String JAVA = "src/main/java";

  private static final String RESOURCES = "src/main/resources";

  private final byte[] pom;
  private final SortedMap<String, byte[]> files;

  private MavenFolder(byte[] pom, SortedMap<String, byte[]> files) {
    this.pom = pom;
    this.files = files;
  }

  /// @return absent for a folder without a `pom.xml`
  static Optional<MavenFolder> of(SortedMap<String, byte[]> folder) {
    byte[] pom = folder.get(POM);
    if (pom == null) {
      return Optional.empty();
    }
    SortedMap<String, byte[]> files = new TreeMap<>();
    folder.forEach(
        (path, content) -> {
          for (String main : new String[] {RESOURCES + "/", JAVA + "/"}) {
            if (path.startsWith(main)) {
              files.put(path.substring(main.length()), content);
            }
          }
        });
    return Optional.of(new MavenFolder(pom, files));
  }

  /// Its main sources and resources, by path within their folder.
  SortedMap<String, byte[]> files() {
    return files;
  }

  /// What its `pom.xml` holds.
  byte[] pom() {
    return pom;
  }
}
