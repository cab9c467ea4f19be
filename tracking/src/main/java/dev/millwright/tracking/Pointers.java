package dev.millwright.tracking;

import dev.millwright.spec.Digest;
import java.time.Instant;
import java.util.Optional;

/// The few values that move: which release is live, which is the last good one, and the data's
/// present.
public final class Pointers {
  private final Database database;

  Pointers(Database database) {
    this.database = database;
  }

  /// The release that has all traffic.
  public Optional<Digest> live() {
    return find("live").map(Digest::new);
  }

  public void live(Digest release) {
    set("live", release.hex());
  }

  /// The release that was proven last.
  public Optional<Digest> lastGood() {
    return find("last-good").map(Digest::new);
  }

  public void lastGood(Digest release) {
    set("last-good", release.hex());
  }

  /// The data's present; absent when it is the wall clock's.
  public Optional<Instant> dataClock() {
    return find("data-clock").map(Instant::parse);
  }

  public void dataClock(Instant now) {
    set("data-clock", now.toString());
  }

  /// A value of another room's, by a name of its own.
  public Optional<String> find(String name) {
    return database.first(
        "SELECT value FROM pointer WHERE name = ?", row -> row.text("value"), name);
  }

  public void set(String name, String value) {
    database.update("INSERT OR REPLACE INTO pointer (name, value) VALUES (?, ?)", name, value);
  }

  public void clear(String name) {
    database.update("DELETE FROM pointer WHERE name = ?", name);
  }
}
