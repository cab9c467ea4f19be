package dev.millwright.cli.replay;

/// What came of requests.
///
/// @param sum of the answers' first field
/// @param complaint the last failure, in words; empty when there was none
public record Sent(long requests, long failed, double sum, String complaint) {
  static final Sent NOTHING = new Sent(0, 0, 0, "");

  Sent plus(Sent more) {
    return new Sent(
        requests + more.requests,
        failed + more.failed,
        sum + more.sum,
        more.complaint.isEmpty() ? complaint : more.complaint);
  }

  /// NaN when nothing was answered.
  double mean() {
    return requests == failed ? Double.NaN : sum / (requests - failed);
  }
}
