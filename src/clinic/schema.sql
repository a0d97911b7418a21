CREATE TABLE journal (
    seq        INTEGER PRIMARY KEY,
    at         INTEGER NOT NULL,
    session    TEXT NOT NULL,
    account    INTEGER,
    seat       TEXT NOT NULL,
    command    TEXT NOT NULL UNIQUE,
    kind       TEXT NOT NULL,
    content    TEXT NOT NULL,
    events     TEXT NOT NULL,
    reply      TEXT NOT NULL,
    entered_at INTEGER,
    clock_back INTEGER NOT NULL DEFAULT 0,
    hash       BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE event (
    seq     INTEGER PRIMARY KEY,
    journal INTEGER NOT NULL REFERENCES journal (seq),
    at      INTEGER NOT NULL,
    event   TEXT NOT NULL
) STRICT;
