package dev.millwright.builder;

import java.nio.file.Path;
import java.util.List;

/// What an author brings to an image.
///
/// @param libraries in class path order
/// @param classes a folder of compiled classes and resources; need not exist
record FunctionCode(List<Library> libraries, Path classes) {
  FunctionCode {
    libraries = List.copyOf(libraries);
  }
}
