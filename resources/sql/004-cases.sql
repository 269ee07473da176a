-- What the review of cases, accidents and the blacklist need.

-- 典型案例: the points given for each criterion.
ALTER TABLE typical_case ADD COLUMN score_detail TEXT;

-- 案例评分项
CREATE TABLE case_criterion (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  criterion TEXT NOT NULL UNIQUE,
  points INTEGER NOT NULL CHECK (points >= 0),
  standard TEXT,
  order_no INTEGER CHECK (order_no >= 0)
) STRICT;

-- 案例批注
CREATE TABLE case_comment (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  case_id INTEGER NOT NULL REFERENCES typical_case (id),
  attachment INTEGER CHECK (attachment >= 0),
  page INTEGER CHECK (page >= 0),
  place_x INTEGER CHECK (place_x >= 0),
  place_y INTEGER CHECK (place_y >= 0),
  quote TEXT,
  text TEXT NOT NULL,
  author TEXT,
  made TEXT CHECK (made GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]'),
  settled INTEGER CHECK (settled IN (0, 1))
) STRICT;
CREATE INDEX case_comment_case_id ON case_comment (case_id);

-- 失信名单: the steps of the listing with their evidence.
ALTER TABLE discredit ADD COLUMN id_number TEXT;
ALTER TABLE discredit ADD COLUMN heard TEXT CHECK (heard GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE discredit ADD COLUMN hearing TEXT;
ALTER TABLE discredit ADD COLUMN dropped TEXT CHECK (dropped GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE discredit ADD COLUMN drop_reason TEXT;
ALTER TABLE discredit ADD COLUMN delivered TEXT CHECK (delivered GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE discredit ADD COLUMN sent TEXT CHECK (sent GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE discredit ADD COLUMN sent_to TEXT;
ALTER TABLE discredit ADD COLUMN repair_evidence TEXT;
ALTER TABLE discredit ADD COLUMN repair_refused TEXT CHECK (repair_refused GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE discredit ADD COLUMN revoked TEXT CHECK (revoked GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE discredit ADD COLUMN revoked_no TEXT;
ALTER TABLE discredit ADD COLUMN revoke_reason TEXT;

-- 事故: the term of the investigation where it was extended.
ALTER TABLE accident ADD COLUMN extended_until TEXT CHECK (extended_until GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
