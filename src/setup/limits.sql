-- Lines of the bundled limits that the clinic corrected. A row is never changed: it ends, and another begins.
CREATE TABLE corrected_limit (
    id           INTEGER PRIMARY KEY,
    table_name   TEXT NOT NULL CHECK (table_name <> ''),
    line         TEXT NOT NULL CHECK (line <> ''),
    -- The corrected cells, with commas between.
    cells        TEXT NOT NULL CHECK (cells <> ''),
    why          TEXT NOT NULL CHECK (why <> ''),
    corrected_at INTEGER NOT NULL,
    corrected_by INTEGER REFERENCES account (id),
    ended_at     INTEGER,
    ended_by     INTEGER REFERENCES account (id),
    ended_why    TEXT CHECK (ended_why <> ''),
    CHECK ((ended_at IS NULL) = (ended_why IS NULL))
) STRICT;

CREATE UNIQUE INDEX corrected_limit_now ON corrected_limit (table_name, line) WHERE ended_at IS NULL;
