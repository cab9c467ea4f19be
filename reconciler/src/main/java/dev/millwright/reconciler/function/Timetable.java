package dev.millwright.reconciler.function;

import dev.millwright.spec.release.Component;
import dev.millwright.spec.resource.Function;
import dev.millwright.spec.resource.Schedule;
import dev.millwright.spec.schedule.Cron;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// When functions are due, by the clock of this process. Times that pass while nobody looks are
/// made up for by one.
final class Timetable {
  private final InstantSource clock;
  private final BiConsumer<Component, Instant> due;
  private List<Entry> entries = List.of();

  private record Entry(Component function, Cron cron, Instant next) {}

  /// @param due told of a function and the time that has come
  Timetable(InstantSource clock, BiConsumer<Component, Instant> due) {
    this.clock = clock;
    this.due = due;
  }

  /// Goes by these from now on, and by no others.
  synchronized void hold(List<Component> functions) {
    Instant now = clock.instant();
    entries = functions.stream().flatMap(it -> entry(it, cron(it), now).stream()).toList();
  }

  /// Looks at the clock.
  void look() {
    come().forEach(entry -> due.accept(entry.function(), entry.next()));
  }

  private synchronized List<Entry> come() {
    Instant now = clock.instant();
    List<Entry> come = entries.stream().filter(it -> !it.next().isAfter(now)).toList();
    List<Entry> coming = new ArrayList<>(entries);
    coming.removeAll(come);
    come.forEach(it -> entry(it.function(), it.cron(), now).ifPresent(coming::add));
    entries = List.copyOf(coming);
    return come;
  }

  private static Optional<Entry> entry(Component function, Cron cron, Instant after) {
    return cron.next(after).map(next -> new Entry(function, cron, next));
  }

  private static Cron cron(Component function) {
    Schedule schedule = ((Function) function.definition()).schedule().orElseThrow();
    return new Cron(schedule.cron(), ZoneId.of(schedule.timeZone()));
  }
}
