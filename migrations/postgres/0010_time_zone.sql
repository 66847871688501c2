-- In which time zone an account reads dates: a name of the IANA database. It moves no deadline.
ALTER TABLE account ADD COLUMN time_zone TEXT NOT NULL DEFAULT 'UTC';
