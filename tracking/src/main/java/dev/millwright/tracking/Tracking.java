package dev.millwright.tracking;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// The record of one project in one environment. One process writes it, any number read it at the
/// same time. Safe for use by many threads. Every write is durable when its method returns.
///
/// Whoever has opened it last writes. One that was stopped meanwhile and wakes up writes nothing
/// any more: each transaction looks whether it is still its turn.
public final class Tracking implements AutoCloseable {
  private final Database database;

  private Tracking(Database database) {
    this.database = database;
  }

  /// Opens the record for the one process that writes it; makes or upgrades it as needed.
  public static Tracking open(Path file) {
    Database database = Database.writing(file);
    Migrations.apply(database);
    database.takeOver();
    return new Tracking(database);
  }

  /// Opens the record for reading beside or without the writing process; empty when there is none.
  public static Optional<Tracking> read(Path file) {
    return Files.exists(file)
        ? Optional.of(new Tracking(Database.reading(file)))
        : Optional.empty();
  }

  /// How often the record was opened to be written, this time included; 0 when only to be read.
  public long epoch() {
    return database.epoch();
  }

  /// Writes a copy of all that is on record at one moment, for somebody else to read.
  ///
  /// @param target a file that does not exist yet
  public void copyTo(Path target) {
    database.copyTo(target);
  }

  public Releases releases() {
    return new Releases(database);
  }

  public Rollouts rollouts() {
    return new Rollouts(database);
  }

  public Runs runs() {
    return new Runs(database);
  }

  public Bindings bindings() {
    return new Bindings(database);
  }

  public Quarantine quarantine() {
    return new Quarantine(database);
  }

  public Pointers pointers() {
    return new Pointers(database);
  }

  public Monitoring monitoring() {
    return new Monitoring(database);
  }

  public Story story() {
    return new Story(database);
  }

  public CommitStatuses commitStatuses() {
    return new CommitStatuses(database);
  }

  public Tallies tallies() {
    return new Tallies(database);
  }

  /// A number that rises with each change of this process that is durable: where it stays, nothing
  /// has changed. For one who follows along without reading.
  public long changes() {
    return database.changes();
  }

  /// Runs the work in one transaction: all of its writes or none.
  public <T> T atomically(Supplier<T> work) {
    return database.atomically(work);
  }

  @Override
  public void close() {
    database.close();
  }
}
