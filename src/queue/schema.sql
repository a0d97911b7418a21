-- The queue: tickets, series of numbers, stops and their log.
--
-- Words are compared one by one: for IN with more than two SQLite builds a table of them at every insertion.

-- The last number given of each series. Numbers are never given twice, not after a cancellation either.
CREATE TABLE series (
    service_day TEXT NOT NULL CHECK (service_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    prefix      TEXT NOT NULL CHECK (length(prefix) BETWEEN 1 AND 3),
    last_number INTEGER NOT NULL CHECK (last_number > 0),
    PRIMARY KEY (service_day, prefix)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket (
    id            INTEGER PRIMARY KEY,
    service_day   TEXT NOT NULL CHECK (service_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    prefix        TEXT CHECK (length(prefix) BETWEEN 1 AND 3),
    number        INTEGER CHECK (number > 0),
    unit_id       INTEGER NOT NULL REFERENCES unit (id),
    person_id     INTEGER REFERENCES person (id),
    priority      TEXT CHECK (priority = 'elderly' OR priority = 'pregnant' OR priority = 'disabled'
                    OR priority = 'under_five'),
    urgency       TEXT NOT NULL CHECK (urgency IN ('ordinary', 'emergency')),
    source        TEXT NOT NULL CHECK (source = 'desk' OR source = 'kiosk' OR source = 'online' OR source = 'paper'),
    payer         TEXT CHECK (length(payer) BETWEEN 1 AND 40),
    issued_at     INTEGER NOT NULL,
    recorded_at   INTEGER NOT NULL,
    issued_by     INTEGER REFERENCES account (id),
    cancelled_at  INTEGER,
    cancel_reason TEXT,
    revision      INTEGER NOT NULL DEFAULT 1 CHECK (revision > 0),
    UNIQUE (service_day, prefix, number),
    CHECK ((prefix IS NULL) = (number IS NULL)),
    CHECK (number IS NOT NULL OR urgency = 'emergency'),
    CHECK ((cancelled_at IS NULL) = (cancel_reason IS NULL))
) STRICT;

CREATE INDEX ticket_person ON ticket (person_id, service_day) WHERE person_id IS NOT NULL;

-- One entry of a ticket in the queue of one unit. Day and class are the ticket's, kept here for the index.
CREATE TABLE stop (
    id              INTEGER PRIMARY KEY,
    ticket_id       INTEGER NOT NULL REFERENCES ticket (id),
    sequence        INTEGER NOT NULL CHECK (sequence > 0),
    unit_id         INTEGER NOT NULL REFERENCES unit (id),
    service_day     TEXT NOT NULL,
    class           TEXT NOT NULL CHECK (class = 'emergency' OR class = 'priority' OR class = 'ordinary'),
    paper           INTEGER NOT NULL CHECK (paper IN (0, 1)),
    state           TEXT NOT NULL CHECK (state = 'waiting' OR state = 'called' OR state = 'serving' OR state = 'done'
                    OR state = 'no_show' OR state = 'moved' OR state = 'cancelled'),
    opened_at       INTEGER NOT NULL,
    first_called_at INTEGER,
    called_at       INTEGER,
    call_count      INTEGER NOT NULL DEFAULT 0 CHECK (call_count >= 0),
    called_by       INTEGER REFERENCES account (id),
    counter_id      INTEGER REFERENCES counter (id),
    serving_at      INTEGER,
    no_show_at      INTEGER,
    ended_at        INTEGER,
    since           INTEGER NOT NULL,
    revision        INTEGER NOT NULL DEFAULT 1 CHECK (revision > 0),
    UNIQUE (ticket_id, sequence),
    CHECK ((ended_at IS NOT NULL) = (state = 'done' OR state = 'moved' OR state = 'cancelled'))
) STRICT;

-- A ticket waits in one place at most.
CREATE UNIQUE INDEX stop_open ON stop (ticket_id) WHERE state = 'waiting' OR state = 'called' OR state = 'serving';
-- The first of each class is one step away, however many wait.
CREATE INDEX stop_waiting ON stop (service_day, unit_id, class, opened_at, id) WHERE state = 'waiting';
CREATE INDEX stop_day ON stop (service_day, state, unit_id);

-- Everything that was done to a stop. Only ever added to: what is taken back is named by a later line.
CREATE TABLE stop_log (
    id           INTEGER PRIMARY KEY,
    stop_id      INTEGER NOT NULL REFERENCES stop (id),
    n            INTEGER NOT NULL CHECK (n > 0),
    service_day  TEXT NOT NULL,
    unit_id      INTEGER NOT NULL REFERENCES unit (id),
    class        TEXT NOT NULL CHECK (class = 'emergency' OR class = 'priority' OR class = 'ordinary'),
    did          TEXT NOT NULL CHECK (did = 'issued' OR did = 'opened' OR did = 'called' OR did = 'called_again'
                    OR did = 'no_show' OR did = 'restored' OR did = 'serving' OR did = 'done'
                    OR did = 'moved' OR did = 'cancelled' OR did = 'closed' OR did = 'marked'
                    OR did = 'undone'),
    at           INTEGER NOT NULL,
    recorded_at  INTEGER NOT NULL,
    done_by      INTEGER REFERENCES account (id),
    counter_id   INTEGER REFERENCES counter (id),
    next_stop_id INTEGER REFERENCES stop (id),
    undoes       INTEGER,
    note         TEXT,
    paper        INTEGER NOT NULL CHECK (paper IN (0, 1)),
    UNIQUE (stop_id, n),
    CHECK ((undoes IS NOT NULL) = (did = 'undone')),
    CHECK (undoes < n)
) STRICT;

-- Whose turn it is, and what the display shows.
CREATE INDEX stop_log_turn ON stop_log (service_day, unit_id, id) WHERE did = 'called' AND paper = 0;
CREATE INDEX stop_log_call ON stop_log (service_day, id) WHERE did IN ('called', 'called_again') AND paper = 0;

-- Days that were closed.
CREATE TABLE queue_day (
    service_day TEXT PRIMARY KEY CHECK (service_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    closed_at   INTEGER,
    closed_by   INTEGER REFERENCES account (id),
    reason      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
