package dev.millwright.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Where a resource stands in its project: kind and name. Prints as `FeatureSet/origin-delays`.
public record Address(Kind kind, Name name) implements Comparable<Address> {
  public static Address of(Kind kind, String name) {
    return new Address(kind, Name.of(name));
  }

  /// Reads the printed form.
  @JsonCreator
  public static Address parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("an address is Kind/name, not " + text);
    }
    return new Address(Kind.parse(text.substring(0, slash)), Name.of(text.substring(slash + 1)));
  }

  @Override
  public int compareTo(Address other) {
    int byKind = kind.compareTo(other.kind);
    return byKind == 0 ? name.compareTo(other.name) : byKind;
  }

  // Written out, as in [Name]: maps by address are what a compiler does most, and what stands for
  // them in a record is found through method handles.
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Address(var otherKind, var otherName)
            && kind == otherKind
            && name.equals(otherName));
  }

  @Override
  public int hashCode() {
    return 31 * kind.word().hashCode() + name.hashCode();
  }

  @Override
  @JsonValue
  public String toString() {
    return kind + "/" + name;
  }
}
