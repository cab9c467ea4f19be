package dev.millwright.server.api;

/// A call that cannot be understood. Stays in this package, where it becomes a [Reply].
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  Refusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static Refusal field(String field, String message) {
    return new Refusal(422, "invalid_field", "`" + field + "` " + message);
  }

  Reply reply() {
    return Reply.error(status, code, String.valueOf(getMessage()));
  }
}
