-- Visits and what is written in them. Entries are added, replaced or voided, never changed and never deleted.
-- Instants are milliseconds since 1970 (UTC); `*_at` is when it really was, `recorded_at` when it was entered.

CREATE TABLE visit (
    id INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    person_id INTEGER NOT NULL REFERENCES person (id),
    service_day TEXT NOT NULL CHECK (service_day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    ticket_id INTEGER REFERENCES ticket (id),
    stop_id INTEGER REFERENCES stop (id),
    unit_id INTEGER NOT NULL REFERENCES unit (id),
    payer TEXT NOT NULL CHECK (payer IN ('bpjs', 'cash', 'jamkesda', 'free', 'other')),
    kind TEXT NOT NULL CHECK (kind IN ('sick', 'well')),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'voided')),
    opened_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    opened_by INTEGER REFERENCES account (id),
    -- Who may close it.
    responsible INTEGER REFERENCES account (id),
    closed_at INTEGER,
    close_recorded_at INTEGER,
    closed_by INTEGER REFERENCES account (id),
    -- Why it was still open the next morning.
    left_open_at INTEGER,
    left_open_reason TEXT,
    voided_at INTEGER,
    voided_by INTEGER REFERENCES account (id),
    void_reason TEXT CHECK (void_reason <> ''),
    CHECK (state <> 'open' OR closed_at IS NULL),
    CHECK (state <> 'closed' OR closed_at IS NOT NULL),
    CHECK ((closed_at IS NULL) = (close_recorded_at IS NULL)),
    CHECK ((left_open_at IS NULL) = (left_open_reason IS NULL)),
    CHECK ((state = 'voided') = (voided_at IS NOT NULL)),
    CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;

-- The person's first visit ever, without reading the table.
CREATE INDEX visit_of_person ON visit (person_id, service_day, opened_at, id) WHERE state <> 'voided';
CREATE INDEX visit_of_person_any ON visit (person_id, service_day, opened_at, id);
CREATE INDEX visit_of_day ON visit (service_day);
CREATE INDEX visit_open ON visit (service_day, unit_id) WHERE state = 'open';
CREATE INDEX visit_of_ticket ON visit (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE UNIQUE INDEX visit_one_a_stop ON visit (stop_id) WHERE stop_id IS NOT NULL AND state <> 'voided';

CREATE TABLE vital (
    id INTEGER PRIMARY KEY,
    visit_id INTEGER NOT NULL REFERENCES visit (id),
    sign TEXT NOT NULL CHECK (sign IN (
        'temperature', 'pulse', 'respiration', 'spo2', 'systolic', 'diastolic', 'weight', 'height',
        'head_circumference', 'arm_circumference', 'haemoglobin', 'glucose'
    )),
    -- In the sign's smallest unit: tenths of a degree, grams, millimetres …
    value INTEGER NOT NULL CHECK (value >= 0),
    -- Why an unusual value is right all the same.
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

CREATE INDEX vital_of_visit ON vital (visit_id);
CREATE UNIQUE INDEX vital_one_current ON vital (visit_id, sign) WHERE voided_at IS NULL AND replaced_at IS NULL;

CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    visit_id INTEGER NOT NULL REFERENCES visit (id),
    kind TEXT NOT NULL CHECK (kind IN ('complaint', 'findings', 'plan', 'note', 'referral', 'amendment')),
    text TEXT NOT NULL CHECK (text <> ''),
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

CREATE INDEX note_of_visit ON note (visit_id);
CREATE UNIQUE INDEX note_one_current ON note (visit_id, kind)
WHERE voided_at IS NULL AND replaced_at IS NULL AND kind IN ('complaint', 'findings', 'plan');

CREATE TABLE diagnosis (
    id INTEGER PRIMARY KEY,
    visit_id INTEGER NOT NULL REFERENCES visit (id),
    code TEXT NOT NULL CHECK (length(code) BETWEEN 3 AND 8),
    -- As it was shown when it was chosen: a list may change later.
    name TEXT NOT NULL CHECK (name <> ''),
    case_kind TEXT NOT NULL CHECK (case_kind IN ('new', 'old')),
    rank TEXT NOT NULL CHECK (rank IN ('primary', 'secondary')),
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

CREATE INDEX diagnosis_of_visit ON diagnosis (visit_id);
CREATE UNIQUE INDEX diagnosis_one_current ON diagnosis (visit_id, code)
WHERE voided_at IS NULL AND replaced_at IS NULL;
CREATE UNIQUE INDEX diagnosis_one_primary ON diagnosis (visit_id)
WHERE voided_at IS NULL AND replaced_at IS NULL AND rank = 'primary';

-- The clinic's own list, brought by the clinic.
CREATE TABLE clinic_diagnosis (
    code TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    source TEXT NOT NULL,
    imported_at INTEGER NOT NULL
) STRICT;
