-- Away for a moment; back from another unit; what was taken back never was; one act of several lines.

ALTER TABLE stop ADD COLUMN came_back INTEGER NOT NULL DEFAULT 0 CHECK (came_back IN (0, 1));
ALTER TABLE stop ADD COLUMN taken_back INTEGER NOT NULL DEFAULT 0 CHECK (taken_back IN (0, 1));
ALTER TABLE stop ADD COLUMN held_at INTEGER;
ALTER TABLE stop ADD COLUMN held_until INTEGER CHECK ((held_at IS NULL) = (held_until IS NULL));

UPDATE stop SET taken_back = 1
WHERE EXISTS (SELECT 1 FROM stop_log u WHERE u.stop_id = stop.id AND u.undoes = 1);

-- The line within a unit's queue: see `order::Lane`.
ALTER TABLE stop ADD COLUMN lane TEXT NOT NULL GENERATED ALWAYS AS
    (CASE WHEN class = 'emergency' OR came_back = 0 THEN class ELSE 'back' END) VIRTUAL;
DROP INDEX stop_waiting;
CREATE INDEX stop_waiting ON stop (service_day, unit_id, lane, opened_at, id) WHERE state = 'waiting';

-- The words of a log's line are checked by the table, so the table is made anew with its rows.
CREATE TABLE stop_log_2 (
    id           INTEGER PRIMARY KEY,
    stop_id      INTEGER NOT NULL REFERENCES stop (id),
    n            INTEGER NOT NULL CHECK (n > 0),
    service_day  TEXT NOT NULL,
    unit_id      INTEGER NOT NULL REFERENCES unit (id),
    class        TEXT NOT NULL CHECK (class = 'emergency' OR class = 'priority' OR class = 'ordinary'),
    did          TEXT NOT NULL CHECK (did = 'issued' OR did = 'opened' OR did = 'called' OR did = 'called_again'
                    OR did = 'no_show' OR did = 'restored' OR did = 'held' OR did = 'returned' OR did = 'serving'
                    OR did = 'done' OR did = 'moved' OR did = 'cancelled' OR did = 'closed' OR did = 'marked'
                    OR did = 'undone'),
    at           INTEGER NOT NULL,
    recorded_at  INTEGER NOT NULL,
    done_by      INTEGER REFERENCES account (id),
    counter_id   INTEGER REFERENCES counter (id),
    until        INTEGER,
    next_stop_id INTEGER REFERENCES stop (id),
    undoes       INTEGER,
    one_act      INTEGER NOT NULL DEFAULT 0 CHECK (one_act IN (0, 1)),
    linked       INTEGER NOT NULL DEFAULT 0 CHECK (linked IN (0, 1)),
    note         TEXT,
    paper        INTEGER NOT NULL CHECK (paper IN (0, 1)),
    UNIQUE (stop_id, n),
    CHECK ((undoes IS NOT NULL) = (did = 'undone')),
    CHECK ((until IS NOT NULL) = (did = 'held')),
    CHECK (undoes < n)
) STRICT;
INSERT INTO stop_log_2 (id, stop_id, n, service_day, unit_id, class, did, at, recorded_at, done_by, counter_id,
                        next_stop_id, undoes, note, paper)
SELECT id, stop_id, n, service_day, unit_id, class, did, at, recorded_at, done_by, counter_id,
       next_stop_id, undoes, note, paper
FROM stop_log ORDER BY id;
DROP TABLE stop_log;
ALTER TABLE stop_log_2 RENAME TO stop_log;
CREATE INDEX stop_log_turn ON stop_log (service_day, unit_id, id) WHERE did = 'called' AND paper = 0;
CREATE INDEX stop_log_call ON stop_log (service_day, id) WHERE did IN ('called', 'called_again') AND paper = 0;
