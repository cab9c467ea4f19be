package dev.millwright.spec.serving;

/// What a request was answered.
///
/// @param body as it was sent
@SuppressWarnings("ArrayRecordComponent") // looked into, never compared as a whole
public record Answered(int status, byte[] body) {
  private static final int OK = 200;
  private static final int FIRST_ERROR = 500;

  boolean isOk() {
    return status == OK;
  }

  boolean isError() {
    return status >= FIRST_ERROR;
  }
}
