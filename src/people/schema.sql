-- Who comes to the clinic. NIK and BPJS numbers are not unique on purpose: misprinted and borrowed cards
-- exist, and saving a second one asks for a reason first.

CREATE TABLE family (
    id INTEGER PRIMARY KEY,
    -- Area digits of the record number; 0 where its shape has none.
    area INTEGER NOT NULL CHECK (area >= 0),
    serial INTEGER NOT NULL CHECK (serial >= 1),
    -- The shape that was in force when the folder was opened; its members keep it.
    format TEXT NOT NULL,
    UNIQUE (area, serial)
) STRICT;
CREATE INDEX family_by_serial ON family (serial);

-- The last folder serial given in each area. Never goes back, so no number is given twice.
CREATE TABLE family_serial (
    area INTEGER PRIMARY KEY,
    last INTEGER NOT NULL CHECK (last >= 1)
) STRICT;

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL DEFAULT 1,
    name TEXT NOT NULL CHECK (length(name) > 0),
    sex TEXT NOT NULL CHECK (sex IN ('male', 'female')),
    birth_date TEXT NOT NULL CHECK (length(birth_date) = 10),
    birth_precision TEXT NOT NULL CHECK (birth_precision IN ('exact', 'estimated')),
    nik TEXT CHECK (length(nik) = 16 AND nik NOT GLOB '*[^0-9]*'),
    no_nik TEXT CHECK (no_nik IN ('newborn', 'not_brought', 'unregistered', 'foreigner')),
    bpjs TEXT CHECK (length(bpjs) = 13 AND bpjs NOT GLOB '*[^0-9]*'),
    -- One of the clinic's own villages …
    village_code TEXT REFERENCES village (code),
    -- … or an area outside them.
    area_code TEXT CHECK (length(area_code) IN (2, 4, 6, 10)),
    address TEXT NOT NULL,
    rt INTEGER CHECK (rt BETWEEN 1 AND 999),
    rw INTEGER CHECK (rw BETWEEN 1 AND 999),
    phone TEXT NOT NULL,
    -- Significant digits, without 0 or 62 in front.
    phone_key TEXT,
    guardian_name TEXT,
    guardian_relation TEXT,
    mother_id INTEGER REFERENCES person (id) CHECK (mother_id <> id),
    disability TEXT NOT NULL CHECK (disability IN ('none', 'present')),
    family_id INTEGER NOT NULL REFERENCES family (id),
    family_role TEXT NOT NULL CHECK (family_role IN ('head', 'spouse', 'child', 'other')),
    member INTEGER NOT NULL CHECK (member >= 0),
    record_number TEXT NOT NULL,
    -- Letters and digits of the record number, lower case.
    record_key TEXT NOT NULL UNIQUE,
    deceased_on TEXT CHECK (length(deceased_on) = 10),
    registered_at INTEGER NOT NULL,
    registered_by INTEGER REFERENCES account (id),
    UNIQUE (family_id, member),
    CHECK ((nik IS NULL) <> (no_nik IS NULL)),
    CHECK (village_code IS NULL OR area_code IS NULL),
    CHECK ((guardian_name IS NULL) = (guardian_relation IS NULL))
) STRICT;
CREATE INDEX person_by_nik ON person (nik) WHERE nik IS NOT NULL;
CREATE INDEX person_by_bpjs ON person (bpjs) WHERE bpjs IS NOT NULL;
CREATE INDEX person_by_phone ON person (phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX person_by_birth ON person (birth_date);
CREATE INDEX person_by_village ON person (village_code, birth_date) WHERE village_code IS NOT NULL;
CREATE INDEX person_by_mother ON person (mother_id) WHERE mother_id IS NOT NULL;

-- Warnings that were confirmed, and why.
CREATE TABLE person_confirmation (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    warning TEXT NOT NULL,
    about_id INTEGER REFERENCES person (id),
    reason TEXT NOT NULL CHECK (length(reason) > 0),
    confirmed_at INTEGER NOT NULL,
    confirmed_by INTEGER REFERENCES account (id)
) STRICT;
CREATE INDEX person_confirmation_by_person ON person_confirmation (person_id);
CREATE INDEX person_confirmation_by_about ON person_confirmation (about_id) WHERE about_id IS NOT NULL;

-- Derived from person.name: for every beginning of a folded word (up to six letters), and for every whole
-- word (ended by a dot), the set of people whose name has it. Made again by `rebuild_search`.
CREATE TABLE name_term (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE name_set (
    -- name_term.id * 1048576 + person.id / 8192
    id INTEGER PRIMARY KEY,
    -- Sorted little-endian 16-bit offsets within the 8192, or, of 1024 bytes, one bit for each.
    people BLOB NOT NULL CHECK (length(people) BETWEEN 2 AND 1024)
) STRICT;
