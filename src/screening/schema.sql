-- Growth measurements and what follows them. A measurement is never changed: it is voided, and another is written.
-- Instants are milliseconds since 1970 (UTC); `at` is when it really was, `recorded_at` when it was entered.

CREATE TABLE measurement (
    id INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    person_id INTEGER NOT NULL REFERENCES person (id),
    visit_id INTEGER REFERENCES visit (id),
    measured_on TEXT NOT NULL CHECK (measured_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    weight_g INTEGER CHECK (weight_g > 0),
    length_mm INTEGER CHECK (length_mm > 0),
    posture TEXT CHECK (posture IN ('lying', 'standing')),
    head_mm INTEGER CHECK (head_mm > 0),
    arm_mm INTEGER CHECK (arm_mm > 0),
    oedema INTEGER NOT NULL CHECK (oedema IN (0, 1)),
    at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    written_by INTEGER REFERENCES account (id),
    voided_at INTEGER,
    voided_by INTEGER REFERENCES account (id),
    void_reason TEXT CHECK (void_reason <> ''),
    CHECK (coalesce(weight_g, length_mm, head_mm, arm_mm) IS NOT NULL OR oedema = 1),
    CHECK (posture IS NULL OR length_mm IS NOT NULL),
    CHECK ((voided_at IS NULL) = (void_reason IS NULL))
) STRICT;

CREATE INDEX measurement_of_person ON measurement (person_id, measured_on);
CREATE INDEX measurement_of_day ON measurement (measured_on) WHERE voided_at IS NULL;
CREATE INDEX measurement_of_visit ON measurement (visit_id) WHERE visit_id IS NOT NULL;

-- What was unusual and why it is right all the same.
CREATE TABLE measurement_confirmation (
    measurement_id INTEGER NOT NULL REFERENCES measurement (id),
    doubt TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    PRIMARY KEY (measurement_id, doubt)
) STRICT;

-- Derived from the measurement, the child's sex and its birth date; can be rebuilt, and the doctor compares.
-- Z-scores are in hundredths, empty where not defined. No row: measured before the birth date now registered.
CREATE TABLE measurement_z (
    measurement_id INTEGER PRIMARY KEY REFERENCES measurement (id),
    sex TEXT NOT NULL CHECK (sex IN ('male', 'female')),
    birth_date TEXT NOT NULL,
    age_days INTEGER NOT NULL CHECK (age_days >= 0),
    corrected_mm INTEGER,
    z_weight_for_age INTEGER,
    z_length_for_age INTEGER,
    z_weight_for_length INTEGER,
    z_bmi_for_age INTEGER,
    z_head_for_age INTEGER,
    z_arm_for_age INTEGER,
    -- PMK 2/2020; with oedema there may be a label without a z.
    label_weight_for_age TEXT,
    label_length_for_age TEXT,
    label_weight_for_length TEXT,
    label_bmi_for_age TEXT,
    label_head_for_age TEXT,
    label_arm_for_age TEXT
) STRICT;

CREATE TABLE follow_up (
    id INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    person_id INTEGER NOT NULL REFERENCES person (id),
    measurement_id INTEGER REFERENCES measurement (id),
    kind TEXT NOT NULL CHECK (
        kind IN ('refer_now', 'refer', 'remeasure', 'food_aid', 'counselling', 'next_month', 'other')
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

CREATE INDEX follow_up_of_person ON follow_up (person_id, id);
CREATE INDEX follow_up_due ON follow_up (due_on) WHERE state = 'planned';
