-- The register of official papers.

-- 执法文书. A number is used once: a voided paper keeps its own.
CREATE TABLE paper (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  number TEXT UNIQUE,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('草稿', '已发', '作废')),
  party TEXT,
  issued TEXT CHECK (issued GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  form TEXT NOT NULL,
  word TEXT,
  year INTEGER CHECK (year >= 0),
  serial INTEGER CHECK (serial >= 0),
  mine INTEGER REFERENCES mine (id),
  enterprise INTEGER REFERENCES enterprise (id),
  inspection INTEGER REFERENCES inspection (id),
  hazard INTEGER REFERENCES hazard (id),
  penalty INTEGER REFERENCES penalty (id),
  subject_kind TEXT,
  subject_id INTEGER CHECK (subject_id >= 0),
  voided TEXT CHECK (voided GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  void_reason TEXT,
  text TEXT,
  note TEXT
) STRICT;
CREATE INDEX paper_serial ON paper (word, year, serial);
CREATE INDEX paper_subject ON paper (subject_kind, subject_id);
CREATE INDEX paper_mine ON paper (mine);
CREATE INDEX paper_enterprise ON paper (enterprise);
CREATE INDEX paper_inspection ON paper (inspection);
CREATE INDEX paper_hazard ON paper (hazard);
CREATE INDEX paper_penalty ON paper (penalty);

-- 文书式样文字: what the office changed in the printed text of a form.
CREATE TABLE paper_text (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  form TEXT NOT NULL UNIQUE,
  text TEXT
) STRICT;
