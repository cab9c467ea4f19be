package dev.millwright.compiler.tree;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Where the files of a project stand: git objects or a disk.
interface Storage {
  /// What stands directly in a folder (`""` is the project's own), in any order.
  List<Item> list(String folder) throws IOException;

  long size(Item file) throws IOException;

  InputStream open(Item file) throws IOException;

  /// The id that git gives the content.
  String blobId(Item file) throws IOException;

  /// @param path relative to the project's folder
  /// @param name its last part, which may itself have a `/` in it where somebody means harm
  record Item(String path, String name, Type type) {}

  enum Type {
    FILE,
    EXECUTABLE,
    FOLDER,
    LINK,
    REPOSITORY
  }
}
