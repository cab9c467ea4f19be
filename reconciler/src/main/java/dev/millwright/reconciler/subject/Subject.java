package dev.millwright.reconciler.subject;

import dev.millwright.spec.plan.Step;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/// What work is about. It holds for a thread as long as the work takes; a thread that is started
/// meanwhile is given it anew.
///
/// @param words in the order in which they narrow it down
public record Subject(Map<Word, String> words) {
  private static final ScopedValue<Subject> NOW = ScopedValue.newInstance();

  /// What a subject may say.
  public enum Word {
    PROJECT,
    ENVIRONMENT,
    /// By its short word, as in metrics.
    RELEASE,
    ROLLOUT,
    STEP,
    COMPONENT,
    RUN;

    /// The name for programs.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Subject {
    EnumMap<Word, String> copy = new EnumMap<>(Word.class);
    copy.putAll(words);
    words = Collections.unmodifiableMap(copy);
  }

  /// What this thread works on; says nothing where nobody has said it.
  public static Subject now() {
    return NOW.isBound() ? NOW.get() : new Subject(Map.of());
  }

  /// The same, and more of it.
  public Subject and(Word word, String value) {
    EnumMap<Word, String> more = new EnumMap<>(Word.class);
    more.putAll(words);
    more.put(word, value);
    return new Subject(more);
  }

  /// The same, and which step of it.
  public Subject and(Step step) {
    Subject narrower = and(Word.STEP, step.id());
    return step.target()
        .map(target -> narrower.and(Word.COMPONENT, target.toString()))
        .orElse(narrower);
  }

  /// Does work that is about this.
  public void run(Runnable work) {
    ScopedValue.where(NOW, this).run(work);
  }

  /// The same for work that answers.
  public <T, X extends Throwable> T call(ScopedValue.CallableOp<T, X> work) throws X {
    return ScopedValue.where(NOW, this).call(work);
  }
}
