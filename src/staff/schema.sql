CREATE TABLE account (
    id            INTEGER PRIMARY KEY,
    name          TEXT NOT NULL,
    username      TEXT NOT NULL UNIQUE,
    role          TEXT NOT NULL CHECK (role IN
        ('receptionist', 'nurse', 'midwife', 'nutritionist', 'doctor', 'head', 'administrator')),
    employment    TEXT NOT NULL CHECK (employment IN ('active', 'ended')),
    password_hash TEXT NOT NULL,
    pin_hash      TEXT,
    failures      INTEGER NOT NULL DEFAULT 0,
    pin_failures  INTEGER NOT NULL DEFAULT 0,
    last_failure  INTEGER,
    made_at       INTEGER NOT NULL
) STRICT;

CREATE TABLE recovery (
    id      INTEGER PRIMARY KEY,
    hash    TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    void_at INTEGER
) STRICT;
