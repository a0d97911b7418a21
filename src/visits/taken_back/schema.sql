-- An opening that was taken back, before anything was written, never happened: no history and no turn knows of it.
ALTER TABLE visit ADD COLUMN taken_back INTEGER NOT NULL DEFAULT 0 CHECK (taken_back IN (0, 1));
UPDATE visit SET taken_back = 1 WHERE state = 'voided' AND void_reason = 'panggilan diurungkan sebelum ada isian';
