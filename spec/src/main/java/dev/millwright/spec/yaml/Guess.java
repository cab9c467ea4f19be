package dev.millwright.spec.yaml;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a text that is no valid YAML probably declares, so that its one mistake does not make every
/// reference to it another.
final class Guess {
  private static final Pattern DOCUMENTS = Pattern.compile("(?m)^---.*$");
  private static final Pattern KIND = Pattern.compile("(?m)^kind:[ \\t]*[\"']?([A-Za-z]+)");
  private static final Pattern METADATA = Pattern.compile("\\bmetadata:");
  private static final Pattern NAME = Pattern.compile("\\bname:[ \\t]*[\"']?([^\\s\"',}#]+)");

  private Guess() {}

  static List<Broken> declarations(String text) {
    return DOCUMENTS.splitAsStream(text).map(Guess::declaration).toList();
  }

  private static Broken declaration(String document) {
    Matcher kind = KIND.matcher(document);
    Matcher metadata = METADATA.matcher(document);
    Matcher name = NAME.matcher(document);
    return Broken.of(
        kind.find() ? kind.group(1) : "",
        metadata.find() && name.find(metadata.end()) ? name.group(1) : "");
  }
}
