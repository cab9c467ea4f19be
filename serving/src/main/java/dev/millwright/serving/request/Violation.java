package dev.millwright.serving.request;

/// One way in which a request breaks the graph's contract.
///
/// @param field the request's field, or the feature, that it is about; empty for the body as a
///   whole
/// @param message a sentence for the caller
public record Violation(String field, Code code, String message) {
  public enum Code {
    WRONG_TYPE("wrong_type"),
    OUT_OF_RANGE("out_of_range"),
    INVALID_TEXT("invalid_text"),
    NULL_VALUE("null_value"),
    MISSING_FIELD("missing_field"),
    UNKNOWN_FIELD("unknown_field"),
    DUPLICATE_FIELD("duplicate_field"),
    UNKNOWN_ENTITY("unknown_entity"),
    POLICY_VIOLATED("policy_violated"),
    MISSING_VALUE("missing_value");

    private final String word;

    Code(String word) {
      this.word = word;
    }

    /// The stable word that callers may branch on.
    @Override
    public String toString() {
      return word;
    }
  }
}
