-- What the enforcement year needs beside its records.

-- 隐患, 检查, 行政处罚: what the way of a hazard from finding to close asks for.
ALTER TABLE hazard ADD COLUMN violated TEXT;
ALTER TABLE hazard ADD COLUMN ordered TEXT CHECK (ordered GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE hazard ADD COLUMN supervised_on TEXT CHECK (supervised_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE hazard ADD COLUMN halted_on TEXT CHECK (halted_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE hazard ADD COLUMN resumed TEXT CHECK (resumed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE hazard ADD COLUMN accepted TEXT CHECK (accepted GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE hazard ADD COLUMN accepted_by TEXT;
ALTER TABLE hazard ADD COLUMN case_filed TEXT CHECK (case_filed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE hazard ADD COLUMN case_no TEXT;
ALTER TABLE hazard ADD COLUMN revisited TEXT CHECK (revisited GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE hazard ADD COLUMN revisit_result TEXT;
ALTER TABLE inspection ADD COLUMN lead TEXT;
ALTER TABLE inspection ADD COLUMN begin_time TEXT CHECK (begin_time GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]');
ALTER TABLE inspection ADD COLUMN end_time TEXT CHECK (end_time GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]');
ALTER TABLE inspection ADD COLUMN scheme_no TEXT;
ALTER TABLE inspection ADD COLUMN scheme_approved TEXT CHECK (scheme_approved GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE inspection ADD COLUMN decision_no TEXT;
ALTER TABLE inspection ADD COLUMN decision_on TEXT CHECK (decision_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE inspection ADD COLUMN site_head TEXT;
ALTER TABLE inspection ADD COLUMN site_head_post TEXT;
ALTER TABLE inspection ADD COLUMN site_head_phone TEXT;
ALTER TABLE inspection ADD COLUMN signed TEXT CHECK (signed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE inspection ADD COLUMN refused TEXT;
ALTER TABLE inspection ADD COLUMN filed TEXT CHECK (filed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE penalty ADD COLUMN hazard INTEGER REFERENCES hazard (id);
ALTER TABLE penalty ADD COLUMN case_no TEXT;
ALTER TABLE penalty ADD COLUMN informed TEXT CHECK (informed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE penalty ADD COLUMN extended_until TEXT CHECK (extended_until GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE penalty ADD COLUMN pay_by TEXT CHECK (pay_by GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
CREATE INDEX penalty_hazard ON penalty (hazard);

-- 延期整改: each time that a deadline was put off.
CREATE TABLE postponement (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  hazard INTEGER NOT NULL REFERENCES hazard (id),
  asked TEXT NOT NULL CHECK (asked GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  old_deadline TEXT CHECK (old_deadline GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  deadline TEXT NOT NULL CHECK (deadline GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  reason TEXT NOT NULL,
  measures TEXT,
  granted TEXT CHECK (granted GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  granted_by TEXT NOT NULL,
  number TEXT,
  note TEXT
) STRICT;
CREATE INDEX postponement_hazard ON postponement (hazard);

-- 整改轮次: what an order and its review said before the next order.
CREATE TABLE hazard_round (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  hazard INTEGER NOT NULL REFERENCES hazard (id),
  round INTEGER NOT NULL CHECK (round >= 1),
  order_no TEXT,
  ordered TEXT CHECK (ordered GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  deadline TEXT CHECK (deadline GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  rectified TEXT CHECK (rectified GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  reviewed TEXT CHECK (reviewed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  reviewer TEXT,
  review_no TEXT,
  review_result TEXT CHECK (review_result IN ('合格', '不合格'))
) STRICT;
CREATE INDEX hazard_round_hazard ON hazard_round (hazard);

-- 检查条款: the office's own phrases for findings.
CREATE TABLE clause (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  text TEXT NOT NULL,
  code TEXT,
  category TEXT,
  mine_type TEXT CHECK (mine_type IN ('露天矿山', '地下矿山', '露天地下联合', '尾矿库')),
  level TEXT CHECK (level IN ('一般', '重大')),
  criterion TEXT,
  violated TEXT,
  basis TEXT,
  requirement TEXT,
  days INTEGER CHECK (days >= 0),
  note TEXT
) STRICT;
