-- The clinic's seal and the summaries it sealed. Neither is ever changed or deleted.

-- The certificate; the private key is a file of the clinic's secrets, named by the fingerprint.
CREATE TABLE seal (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    certificate BLOB NOT NULL,
    fingerprint BLOB NOT NULL UNIQUE CHECK (length(fingerprint) = 32),
    made_at INTEGER NOT NULL
) STRICT;

-- One row a summary, in one chain: each names the SHA-256 of the JSON before it.
CREATE TABLE summary (
    seq INTEGER PRIMARY KEY CHECK (seq >= 1),
    period TEXT NOT NULL CHECK (length(period) IN (7, 10)),
    kind TEXT NOT NULL CHECK (kind IN ('daily', 'monthly')),
    name TEXT NOT NULL UNIQUE,
    -- SHA-256 of what is said, without when and in which order it was said.
    data_hash BLOB NOT NULL CHECK (length(data_hash) = 32),
    json_hash BLOB NOT NULL UNIQUE CHECK (length(json_hash) = 32),
    prev BLOB REFERENCES summary (json_hash),
    supersedes INTEGER UNIQUE REFERENCES summary (seq) CHECK (supersedes < seq),
    created_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    made_by INTEGER REFERENCES account (id),
    json BLOB NOT NULL,
    p7s BLOB NOT NULL,
    pdf BLOB NOT NULL,
    asice BLOB NOT NULL,
    CHECK ((prev IS NULL) = (seq = 1)),
    CHECK ((kind = 'daily') = (length(period) = 10))
) STRICT;
CREATE INDEX summary_by_period ON summary (period, seq);
