package dev.millwright.spec.plan;

import java.util.Locale;

/// By which rule a change of a contract is compatible or breaking. `in` is what a consumer brings,
/// `out` what it gets, terms are what else it is told.
public enum ContractRule {
  IN_REQUIRED_ADDED(
      Compatibility.BREAKING,
      "something more has to be brought",
      "who does not bring it is refused"),
  IN_OPTIONAL_ADDED(
      Compatibility.COMPATIBLE, "something more may be brought", "who does not bring it is served"),
  IN_REMOVED(
      Compatibility.BREAKING,
      "something may not be brought any more",
      "unknown fields are refused, and so is who still brings it"),
  IN_WIDENED(
      Compatibility.COMPATIBLE,
      "more values of it are taken",
      "every value that was right is right"),
  IN_DEFAULT_CHANGED(
      Compatibility.COMPATIBLE,
      "another value holds when it is not brought",
      "what is brought is taken as before"),
  IN_CHANGED(
      Compatibility.BREAKING,
      "another type of it is asked",
      "values that were right may be refused"),
  OUT_ADDED(
      Compatibility.COMPATIBLE, "something more is given", "who does not know it passes over it"),
  OUT_REMOVED(
      Compatibility.BREAKING, "something is not given any more", "who reads it finds nothing"),
  OUT_ALWAYS_THERE(
      Compatibility.COMPATIBLE,
      "it is never missing any more",
      "who provided for its absence need not"),
  OUT_CHANGED(
      Compatibility.BREAKING,
      "another type or another meaning of it is given",
      "who reads it reads something else"),
  TERM_TIGHTENED(
      Compatibility.COMPATIBLE,
      "what is promised beside it is more",
      "the earlier promise is kept"),
  TERM_LOOSENED(
      Compatibility.BREAKING,
      "what is promised beside it is less",
      "the earlier promise is not kept"),
  TERM_CHANGED(
      Compatibility.BREAKING,
      "what is promised beside it is something else",
      "the earlier promise is not kept");

  private final Compatibility compatibility;
  private final String what;
  private final String why;

  ContractRule(Compatibility compatibility, String what, String why) {
    this.compatibility = compatibility;
    this.what = what;
    this.why = why;
  }

  public Compatibility compatibility() {
    return compatibility;
  }

  /// What happened to the field.
  public String what() {
    return what;
  }

  /// Why that is compatible or not.
  public String why() {
    return why;
  }

  /// The stable word for people and programs: `in-required-added`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
