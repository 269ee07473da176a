-- Search over every text and paper, and what attachments need.

-- One row for each record (its texts) and each document (the text of its pages). The tokenizer is the
-- program's own, one token a character: SQLite's trigrams find nothing for words of one or two characters.
-- rowid: number of the kind in search_kind × 2^40 + id; of a document its own number, below 2^40.
CREATE VIRTUAL TABLE search USING fts5 (text, tokenize = 'kuangan', columnsize = 0);

-- Numbers for kinds that never change, whatever kinds come later.
CREATE TABLE search_kind (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  kind TEXT NOT NULL UNIQUE
) STRICT;

-- In which way the index was made; another number than the program's: it is made anew.
CREATE TABLE search_version (
  version INTEGER PRIMARY KEY
) STRICT;

-- What is known of the text of a stored file: derived from it, so that no revision tells of it.
CREATE TABLE document (
  number INTEGER PRIMARY KEY CHECK (number < 1099511627776),
  sha256 TEXT NOT NULL UNIQUE REFERENCES blob (sha256),
  state TEXT NOT NULL CHECK (state IN ('text', 'scan', 'encrypted', 'unreadable')),
  pages INTEGER NOT NULL CHECK (pages >= 0)
) STRICT;

CREATE INDEX attachment_sha256 ON attachment (sha256);
