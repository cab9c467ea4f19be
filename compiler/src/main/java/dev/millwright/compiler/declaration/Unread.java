package dev.millwright.compiler.declaration;

import dev.millwright.spec.Address;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a file that is no valid YAML probably declares, so that its one mistake does not make every
/// reference to it another.
public final class Unread {
  private static final Pattern DOCUMENTS = Pattern.compile("(?m)^---.*$");
  private static final Pattern KIND = Pattern.compile("(?m)^kind:[ \\t]*([A-Za-z]+)");
  private static final Pattern METADATA = Pattern.compile("\\bmetadata:");
  private static final Pattern NAME = Pattern.compile("\\bname:[ \\t]*([-a-z0-9]+)");

  private Unread() {}

  public static SortedSet<Address> declarations(String text) {
    return new TreeSet<>(
        DOCUMENTS.splitAsStream(text).flatMap(it -> declaration(it).stream()).toList());
  }

  private static Optional<Address> declaration(String document) {
    Matcher kind = KIND.matcher(document);
    Matcher metadata = METADATA.matcher(document);
    Matcher name = NAME.matcher(document);
    return kind.find()
            && metadata.find()
            && name.find(metadata.end())
            && Name.isValid(name.group(1))
        ? Kind.ofWord(kind.group(1)).map(it -> new Address(it, Name.of(name.group(1))))
        : Optional.empty();
  }
}
