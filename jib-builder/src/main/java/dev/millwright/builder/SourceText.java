package dev.millwright.builder;

import java.net.URI;
import java.net.URISyntaxException;
import javax.tools.SimpleJavaFileObject;

/// A source file of the commit, from memory.
final class SourceText extends SimpleJavaFileObject {
  private final String path;
  private final String text;

  SourceText(String path, String text) {
    super(uri(path), Kind.SOURCE);
    this.path = path;
    this.text = text;
  }

  /// The path within the source folder.
  String path() {
    return path;
  }

  String text() {
    return text;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return text;
  }

  private static URI uri(String path) {
    try {
      return new URI("commit", "", "/" + path, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a path: " + path, e);
    }
  }
}
