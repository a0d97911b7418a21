-- Somebody who is sent to the laboratory while the visit stays open: what is written there is of that one visit.

ALTER TABLE visit ADD COLUMN within INTEGER REFERENCES visit (id) CHECK (within <> id);
CREATE INDEX visit_part ON visit (within) WHERE within IS NOT NULL;
