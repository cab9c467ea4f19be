package dev.millwright.compiler.type;

import dev.millwright.compiler.memory.Same;
import dev.millwright.compiler.memory.Trace;
import dev.millwright.spec.Name;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What checks leave, by name, for those that come after them.
final class Known<T> {
  private final Map<Name, T> values;
  private final Function<Name, Look> question;
  private final Optional<Trace<Look>> trace;

  private Known(Map<Name, T> values, Function<Name, Look> question, Optional<Trace<Look>> trace) {
    this.values = values;
    this.question = question;
    this.trace = trace;
  }

  static <T> Known<T> none(Function<Name, Look> question) {
    return new Known<>(new ConcurrentHashMap<>(), question, Optional.empty());
  }

  /// The same, every question written down.
  Known<T> watched(Trace<Look> by) {
    return new Known<>(values, question, Optional.of(by));
  }

  @Nullable T get(Name name) {
    @Nullable T value = values.get(name);
    trace.ifPresent(it -> it.saw(question.apply(name), answer(value)));
    return value;
  }

  void put(Name name, T value) {
    values.put(name, value);
  }

  /// What [#get] gives, as a trace remembers it.
  Object seen(Name name) {
    return answer(values.get(name));
  }

  private static Object answer(@Nullable Object value) {
    return value == null ? Optional.empty() : new Same<>(value);
  }
}
