package dev.millwright.reconciler.platform.kubernetes.health;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A turn of phrase that a message is known by.
record Phrase(Pattern pattern) {
  static Phrase of(String regex) {
    return new Phrase(Pattern.compile(regex));
  }

  /// What it means, where the phrase is anywhere in the message.
  <T> Optional<T> in(String message, Function<MatchResult, T> meaning) {
    Matcher found = pattern.matcher(message);
    return found.find() ? Optional.of(meaning.apply(found.toMatchResult())) : Optional.empty();
  }

  boolean isIn(String message) {
    return pattern.matcher(message).find();
  }
}
