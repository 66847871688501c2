-- How long each frame takes at least that the Lab slows, in milliseconds, and whether it fails the next render or take.
ALTER TABLE lab_fault ADD COLUMN frame_latency_ms BIGINT NOT NULL DEFAULT 0 CHECK (frame_latency_ms BETWEEN 0 AND 10000);
ALTER TABLE lab_fault ADD COLUMN fail_next BIGINT NOT NULL DEFAULT 0 CHECK (fail_next IN (0, 1));
