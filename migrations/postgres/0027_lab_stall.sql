-- How far renders and takes get that the Lab stalls, in per cent.
ALTER TABLE lab_fault ADD COLUMN stall_at BIGINT NOT NULL DEFAULT 40 CHECK (stall_at BETWEEN 1 AND 99);
