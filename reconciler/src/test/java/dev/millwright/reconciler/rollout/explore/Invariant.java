package dev.millwright.reconciler.rollout.explore;

/// What holds in every state and in every transition.
enum Invariant {
  INTENT("what is about to have an effect is on record before"),
  HONEST("what is on record as done was done"),
  SERVED("whatever a leader does, traffic is set as the record says"),
  ORDER("a step begins when all that it waits for is done, and has what they made"),
  ONCE("what is done stays done, and is not begun again"),
  PROVEN("nothing is retired before everything is proven"),
  TOGETHER("all components take traffic together or not at all"),
  ANSWERS("what answers runs, answers for its release, and has what it needs"),
  DRAINED("nothing goes that a request in hand may still ask for"),
  WHOLE("shares sum to 100"),
  AT_ONCE("what is to move at once is never divided"),
  COPIES("copies are made for a shadow that is under way, of what the base alone answers"),
  MEASURED("what is judged is the share that is set"),
  RETURNS("a failure returns everything to last good"),
  QUARANTINE("a release that failed is in quarantine"),
  BLAMELESS("an overtaken release is held against nobody"),
  OVERTAKES("a newer commit overtakes at the next safe point, and not after the proving"),
  ONE_LEADER("nothing is done by a leader after another one has acted"),
  ENDS("from every state an end is reached"),
  SAME_END("an end after crashes is one that is reached without");

  final String sentence;

  Invariant(String sentence) {
    this.sentence = sentence;
  }
}
