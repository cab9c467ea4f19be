-- Times are microseconds since 1970 in UTC; digests are hexadecimal; structured values are JSON.
CREATE TABLE release (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT;

CREATE TABLE revision (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  revision TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  release TEXT,
  diagnostics TEXT NOT NULL
) STRICT;

CREATE TABLE rollout (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  base TEXT,
  good TEXT,
  target TEXT NOT NULL,
  revision TEXT NOT NULL,
  plan TEXT NOT NULL,
  phase TEXT NOT NULL,
  percent INTEGER NOT NULL,
  cause TEXT,
  successor TEXT,
  began INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  ended INTEGER
) STRICT;

CREATE TABLE step (
  rollout TEXT NOT NULL REFERENCES rollout (id),
  id TEXT NOT NULL,
  state TEXT NOT NULL,
  cursor INTEGER NOT NULL,
  began INTEGER,
  ended INTEGER,
  cause TEXT,
  PRIMARY KEY (rollout, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  component TEXT NOT NULL,
  version TEXT NOT NULL,
  revision TEXT,
  rollout TEXT,
  parameters TEXT NOT NULL,
  inputs TEXT NOT NULL,
  outputs TEXT NOT NULL,
  artifacts TEXT NOT NULL,
  result TEXT,
  cause TEXT,
  created INTEGER NOT NULL,
  started INTEGER,
  ended INTEGER
) STRICT;
CREATE INDEX run_component ON run (component, number);

CREATE TABLE metric (
  run TEXT NOT NULL REFERENCES run (id),
  name TEXT NOT NULL,
  step INTEGER NOT NULL,
  at INTEGER NOT NULL,
  value REAL,
  PRIMARY KEY (run, name, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE image_binding (
  key TEXT PRIMARY KEY,
  manifest TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE model_binding (
  version TEXT PRIMARY KEY,
  model TEXT NOT NULL,
  baseline TEXT NOT NULL,
  run TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot_binding (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  version TEXT NOT NULL,
  snapshot TEXT NOT NULL,
  known_until INTEGER,
  sources TEXT NOT NULL,
  run TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX snapshot_binding_version ON snapshot_binding (version, number);

CREATE TABLE baseline_binding (
  monitor TEXT NOT NULL,
  model TEXT NOT NULL,
  baseline TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (monitor, model)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
  release TEXT PRIMARY KEY,
  revision TEXT NOT NULL,
  cause TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE pointer (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE monitor_window (
  monitor TEXT NOT NULL,
  version TEXT NOT NULL,
  begins INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  judged INTEGER NOT NULL,
  PRIMARY KEY (monitor, version, begins)
) STRICT, WITHOUT ROWID;

CREATE TABLE alert (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  monitor TEXT NOT NULL,
  name TEXT NOT NULL,
  severity TEXT NOT NULL,
  state TEXT NOT NULL,
  data_at INTEGER NOT NULL,
  sentence TEXT NOT NULL,
  began INTEGER NOT NULL,
  ended INTEGER
) STRICT;

CREATE TABLE event (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT,
  sentence TEXT NOT NULL
) STRICT;
