package dev.millwright.reconciler.platform.kubernetes.faults;

import java.util.List;

/// What happens to a request on its way.
enum Fault {
  CONFLICT(409, "Conflict"),
  TOO_MANY(429, "TooManyRequests"),
  INTERNAL(500, "InternalError"),
  UNAVAILABLE(503, "ServiceUnavailable"),
  /// A watch is too old.
  GONE(410, "Expired"),
  /// The connection is lost before the request comes to anybody.
  LOST(0, ""),
  /// The request is carried out, and the connection is lost before the answer.
  UNANSWERED(0, ""),
  /// The answer comes late.
  LATE(0, ""),
  /// A watch breaks after a while.
  CUT(0, "");

  static final List<Fault> OF_WRITES =
      List.of(CONFLICT, TOO_MANY, INTERNAL, UNAVAILABLE, LOST, UNANSWERED, LATE);
  static final List<Fault> OF_READS =
      List.of(TOO_MANY, INTERNAL, UNAVAILABLE, LOST, UNANSWERED, LATE);
  static final List<Fault> OF_WATCHES = List.of(GONE, CUT, UNAVAILABLE, LOST);

  /// 0: nobody answers.
  final int code;

  private final String reason;

  Fault(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  /// As an API server says it.
  String status() {
    return """
        {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
         "message": "the test lets it fail", "reason": "%s", "code": %d}
        """
        .formatted(reason, code);
  }
}
