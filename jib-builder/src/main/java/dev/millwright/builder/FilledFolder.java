package dev.millwright.builder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A folder that is filled by names that others chose. None of them leads out of it.
record FilledFolder(Path root) {
  /// A name that leads elsewhere.
  static final class Leaving extends IOException {
    private static final long serialVersionUID = 1;

    private Leaving(String name) {
      super("it writes outside of its folder, `" + name + "`");
    }
  }

  /// Where a file of this name stands.
  ///
  /// @throws Leaving when that is elsewhere
  Path path(String name) throws Leaving {
    Path target = root.resolve(name).normalize();
    if (name.startsWith("/") || !target.startsWith(root) || target.equals(root)) {
      throw new Leaving(name);
    }
    return target;
  }

  void write(String name, byte[] content) throws IOException {
    Files.write(made(name), content);
  }

  /// Over what is there.
  void write(String name, InputStream content) throws IOException {
    Files.copy(content, made(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private Path made(String name) throws IOException {
    Path target = path(name);
    Files.createDirectories(target.resolveSibling("."));
    return target;
  }
}
