package dev.millwright.compiler.lock;

import dev.millwright.compiler.tree.ProjectTree;
import dev.millwright.spec.Digest;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Function.Language;
import java.util.Optional;

/// The POMs of functions whose source folder is a Maven project of its own.
record Poms(ProjectTree tree) {
  static final String FILE = "pom.xml";

  /// Where a function's POM stands; absent for one without.
  Optional<String> path(Function function) {
    return function
        .source()
        .filter(_ -> function.runtime() == Language.JAVA)
        .map(folder -> folder + "/" + FILE)
        .filter(tree.paths()::contains)
        .filter(path -> tree.size(path) <= ProjectTree.LARGEST_TEXT);
  }

  /// Of its bytes: what changes a library may be a version or a comment, and only Maven knows.
  Optional<Digest> digest(Function function) {
    return path(function).map(tree::digest);
  }

  Optional<byte[]> bytes(Function function) {
    return path(function).map(tree::read);
  }
}
