package dev.millwright.cli.replay;

/// What came of requests.
///
/// @param answers how many answers had a number in the response's first field
/// @param sum of those numbers
/// @param complaint the last failure, in words; empty when there was none
public record Sent(long requests, long failed, long answers, double sum, String complaint) {
  static final Sent NOTHING = new Sent(0, 0, 0, 0, "");

  Sent plus(Sent more) {
    return new Sent(
        requests + more.requests,
        failed + more.failed,
        answers + more.answers,
        sum + more.sum,
        more.complaint.isEmpty() ? complaint : more.complaint);
  }

  /// For people, its number as wide as that of its neighbours.
  String words() {
    String counts = "%5d requests, %d failed".formatted(requests, failed);
    return answers == 0 ? counts : counts + ", mean answer %.3f".formatted(sum / answers);
  }
}
