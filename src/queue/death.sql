-- A turn that ended because its person died says so in its log: when the mark is taken back, exactly these go on.
ALTER TABLE stop_log ADD COLUMN by_death INTEGER NOT NULL DEFAULT 0
    CHECK (by_death = 0 OR did = 'cancelled') CHECK (by_death IN (0, 1));
