-- What a ticket said before the act of this line told priority or payer: an undo of the act brings it back.
CREATE TABLE ticket_before (
    stop_id  INTEGER NOT NULL,
    n        INTEGER NOT NULL,
    priority TEXT,
    payer    TEXT,
    PRIMARY KEY (stop_id, n),
    FOREIGN KEY (stop_id, n) REFERENCES stop_log (stop_id, n)
) STRICT, WITHOUT ROWID;
