-- Who writes: the number of the process that has opened the record last.
CREATE TABLE writer (only INTEGER PRIMARY KEY CHECK (only = 1), epoch INTEGER NOT NULL) STRICT;
INSERT INTO writer (only, epoch) VALUES (1, 0);
