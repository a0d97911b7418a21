-- A sign that could not be measured is an answer (value NULL), and the waist is a sign too: a check's list grows only
-- with its table.

CREATE TABLE vital_next (
    id INTEGER PRIMARY KEY,
    visit_id INTEGER NOT NULL REFERENCES visit (id),
    sign TEXT NOT NULL CHECK (sign IN (
        'temperature', 'pulse', 'respiration', 'spo2', 'systolic', 'diastolic', 'weight', 'height',
        'head_circumference', 'arm_circumference', 'waist_circumference', 'haemoglobin', 'glucose'
    )),
    -- In the sign's smallest unit: tenths of a degree, grams, millimetres …; NULL: it could not be measured.
    value INTEGER CHECK (value >= 0),
    -- Why a value that contradicts itself is right all the same.
    confirmed TEXT CHECK (confirmed <> ''),
    at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    written_by INTEGER REFERENCES account (id),
    replaced_at INTEGER,
    replaced_by INTEGER REFERENCES account (id),
    voided_at INTEGER,
    voided_by INTEGER REFERENCES account (id),
    void_reason TEXT CHECK (void_reason <> ''),
    CHECK ((voided_at IS NULL) = (void_reason IS NULL)),
    CHECK (replaced_at IS NULL OR voided_at IS NULL)
) STRICT;

INSERT INTO vital_next SELECT * FROM vital;
DROP TABLE vital;
ALTER TABLE vital_next RENAME TO vital;

CREATE INDEX vital_of_visit ON vital (visit_id);
CREATE UNIQUE INDEX vital_one_current ON vital (visit_id, sign) WHERE voided_at IS NULL AND replaced_at IS NULL;
