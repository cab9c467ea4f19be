package dev.millwright.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A resource's name: a DNS label of at most 63 lower-case letters, digits and dashes, starting
/// with a letter.
public record Name(@JsonValue String text) implements Comparable<Name> {
  private static final int LONGEST = 63;

  public Name {
    if (!isValid(text)) {
      throw new IllegalArgumentException("not a DNS label: " + text);
    }
  }

  // Without a regular expression: each name of each document is asked for, some of them often.
  public static boolean isValid(String text) {
    if (text.isEmpty() || text.length() > LONGEST || !isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && c != '-' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return text.charAt(text.length() - 1) != '-';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
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
