package dev.millwright.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// A resource's name: a DNS label of at most 63 lower-case letters, digits and dashes, starting
/// with a letter.
public record Name(@JsonValue String text) implements Comparable<Name> {
  private static final Pattern LABEL = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");

  public Name {
    if (!isValid(text)) {
      throw new IllegalArgumentException("not a DNS label: " + text);
    }
  }

  public static boolean isValid(String text) {
    return LABEL.matcher(text).matches();
  }

  @JsonCreator
  public static Name of(String text) {
    return new Name(text);
  }

  @Override
  public int compareTo(Name other) {
    return text.compareTo(other.text);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Name(var otherText) && text.equals(otherText));
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
