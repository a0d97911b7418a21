-- The seal's private key behind the code of the recovery sheet, so that a backup can carry it to another PC.
CREATE TABLE seal_key_copy (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    hidden BLOB NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

-- Seals before the present one: what they sealed stays the clinic's own.
CREATE TABLE seal_before (
    fingerprint BLOB PRIMARY KEY CHECK (length(fingerprint) = 32),
    certificate BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    ended_at INTEGER NOT NULL
) STRICT;
