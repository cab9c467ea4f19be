package dev.millwright.tracking;

import dev.millwright.spec.Digest;
import dev.millwright.spec.json.Json;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What turned out. Append-only: the first binding of an image key, a model version or a run's
/// ingest holds for ever.
public final class Bindings {
  private final Database database;

  Bindings(Database database) {
    this.database = database;
  }

  /// Binds an image key to a manifest's digest, and answers the digest that holds.
  public Digest bindImage(Digest key, Digest manifest, Instant at) {
    return database.atomically(
        () -> {
          database.update(
              "INSERT INTO image_binding (key, manifest, at) VALUES (?, ?, ?)"
                  + " ON CONFLICT DO NOTHING",
              key,
              manifest,
              at);
          return image(key).orElseThrow();
        });
  }

  public Optional<Digest> image(Digest key) {
    return database.first(
        "SELECT manifest FROM image_binding WHERE key = ?", row -> row.digest("manifest"), key);
  }

  /// Binds a model version to bytes, and answers the binding that holds: the first one.
  public ModelBinding bindModel(ModelBinding binding) {
    return database.atomically(
        () -> {
          database.update(
              "INSERT INTO model_binding (version, model, baseline, run, at)"
                  + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
              binding.version(),
              binding.model(),
              binding.baseline(),
              binding.run(),
              binding.at());
          return model(binding.version()).orElseThrow();
        });
  }

  public Optional<ModelBinding> model(Digest version) {
    return database.first(
        "SELECT * FROM model_binding WHERE version = ?", Bindings::modelBinding, version);
  }

  /// Appends an ingest's outcome; the same run again is no change.
  public void appendSnapshot(SnapshotBinding binding) {
    database.update(
        "INSERT INTO snapshot_binding (version, snapshot, known_until, sources, run, at)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        binding.version(),
        binding.snapshot(),
        binding.until(),
        Json.write(binding.sources()),
        binding.run(),
        binding.at());
  }

  /// The newest ingest of a feature set version.
  public Optional<SnapshotBinding> snapshot(Digest version) {
    return database.first(
        "SELECT * FROM snapshot_binding WHERE version = ? ORDER BY number DESC LIMIT 1",
        Bindings::snapshotBinding,
        version);
  }

  /// All ingests of a feature set version, in order.
  public List<SnapshotBinding> snapshots(Digest version) {
    return database.query(
        "SELECT * FROM snapshot_binding WHERE version = ? ORDER BY number",
        Bindings::snapshotBinding,
        version);
  }

  /// Binds a monitor version to a model's baseline; again is no change.
  public void bindBaseline(BaselineBinding binding) {
    database.update(
        "INSERT INTO baseline_binding (monitor, model, baseline, at) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        binding.monitor(),
        binding.model(),
        binding.baseline(),
        binding.at());
  }

  /// The baselines of a monitor version, by the model's version.
  public List<BaselineBinding> baselines(Digest monitor) {
    return database.query(
        "SELECT * FROM baseline_binding WHERE monitor = ? ORDER BY model",
        row ->
            new BaselineBinding(
                row.digest("monitor"),
                row.digest("model"),
                row.digest("baseline"),
                row.instant("at")),
        monitor);
  }

  private static ModelBinding modelBinding(Row row) throws SQLException {
    return new ModelBinding(
        row.digest("version"),
        row.digest("model"),
        row.digest("baseline"),
        row.text("run"),
        row.instant("at"));
  }

  private static SnapshotBinding snapshotBinding(Row row) throws SQLException {
    return new SnapshotBinding(
        row.digest("version"),
        row.digest("snapshot"),
        row.maybeInstant("known_until"),
        row.jsonMap("sources", Digest.class),
        row.text("run"),
        row.instant("at"));
  }
}
