-- What a forge is told of each commit, once: decided by the record, sent when the forge has it.
CREATE TABLE commit_status (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  revision TEXT NOT NULL UNIQUE,
  ending TEXT NOT NULL,
  sentence TEXT NOT NULL,
  decided INTEGER NOT NULL,
  tried INTEGER,
  sent INTEGER
) STRICT;
