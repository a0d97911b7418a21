CREATE TABLE clinic (
    id                INTEGER PRIMARY KEY CHECK (id = 1),
    name              TEXT NOT NULL,
    code              TEXT NOT NULL,
    zone              TEXT NOT NULL CHECK (zone IN ('wib', 'wita', 'wit')),
    district          TEXT NOT NULL,
    district_name     TEXT NOT NULL,
    regency_name      TEXT NOT NULL,
    record_format     TEXT NOT NULL,
    priority_mode     TEXT NOT NULL CHECK (priority_mode IN ('clinic', 'unit')),
    ratio_priority    INTEGER NOT NULL CHECK (ratio_priority > 0),
    ratio_ordinary    INTEGER NOT NULL CHECK (ratio_ordinary > 0),
    long_wait_minutes INTEGER NOT NULL,
    idle_lock_minutes INTEGER NOT NULL,
    running_text      TEXT NOT NULL,
    begun_at          INTEGER NOT NULL,
    revision          INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE village (
    code              TEXT PRIMARY KEY,
    name              TEXT NOT NULL,
    area              INTEGER NOT NULL UNIQUE,
    target_under_five INTEGER CHECK (target_under_five >= 0),
    posyandu          INTEGER NOT NULL DEFAULT 0,
    standing          TEXT NOT NULL CHECK (standing IN ('open', 'closed'))
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
    id       INTEGER PRIMARY KEY,
    name     TEXT NOT NULL,
    prefix   TEXT NOT NULL UNIQUE CHECK (length(prefix) = 1 AND prefix <> 'P'),
    kind     TEXT NOT NULL CHECK (kind IN ('registration', 'service')),
    measures INTEGER NOT NULL CHECK (measures IN (0, 1)),
    position INTEGER NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('open', 'closed'))
) STRICT;

CREATE UNIQUE INDEX unit_registration ON unit (kind) WHERE kind = 'registration';

CREATE TABLE counter (
    id       INTEGER PRIMARY KEY,
    unit_id  INTEGER NOT NULL REFERENCES unit (id),
    name     TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('open', 'closed')),
    UNIQUE (unit_id, name)
) STRICT;
