-- Breastfeeding may follow a measurement too: a check's list grows only with its table.

CREATE TABLE follow_up_next (
    id INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    person_id INTEGER NOT NULL REFERENCES person (id),
    measurement_id INTEGER REFERENCES measurement (id),
    kind TEXT NOT NULL CHECK (
        kind IN ('refer_now', 'refer', 'remeasure', 'breastfeeding', 'food_aid', 'counselling', 'next_month',
            'other')
    ),
    note TEXT NOT NULL,
    due_on TEXT CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    written_by INTEGER REFERENCES account (id),
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'done', 'cancelled')),
    ended_at INTEGER,
    end_recorded_at INTEGER,
    ended_by INTEGER REFERENCES account (id),
    outcome TEXT NOT NULL DEFAULT '',
    CHECK ((state = 'planned') = (ended_at IS NULL)),
    CHECK ((ended_at IS NULL) = (end_recorded_at IS NULL)),
    CHECK (state <> 'cancelled' OR outcome <> '')
) STRICT;

INSERT INTO follow_up_next SELECT * FROM follow_up;
DROP TABLE follow_up;
ALTER TABLE follow_up_next RENAME TO follow_up;

CREATE INDEX follow_up_of_person ON follow_up (person_id, id);
CREATE INDEX follow_up_due ON follow_up (due_on) WHERE state = 'planned';
