-- Summaries that a replaced seal sealed and an administrator vouches for, whatever time they name.
CREATE TABLE summary_confirmed (
    json_hash BLOB PRIMARY KEY CHECK (length(json_hash) = 32),
    confirmed_at INTEGER NOT NULL,
    confirmed_by INTEGER REFERENCES account (id)
) STRICT;
