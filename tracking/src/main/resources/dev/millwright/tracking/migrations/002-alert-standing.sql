-- Where each alert stands between two windows, so that a restart forgets nothing.
CREATE TABLE alert_standing (
  monitor TEXT NOT NULL,
  name TEXT NOT NULL,
  phase TEXT NOT NULL,
  streak INTEGER NOT NULL,
  fired_at INTEGER,
  through INTEGER,
  episode TEXT,
  PRIMARY KEY (monitor, name)
) STRICT, WITHOUT ROWID;
