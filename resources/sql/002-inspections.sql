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

-- 节假日: what the State Council's notice says of a day.
CREATE TABLE holiday (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  day TEXT NOT NULL UNIQUE CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  kind TEXT NOT NULL CHECK (kind IN ('放假', '调休上班')),
  name TEXT,
  basis TEXT,
  note TEXT
) STRICT;

-- 工作日测算项
CREATE TABLE workday_item (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  year INTEGER NOT NULL CHECK (year >= 0),
  class TEXT NOT NULL CHECK (class IN ('其他执法工作日', '非执法工作日')),
  item TEXT NOT NULL,
  days INTEGER NOT NULL CHECK (days >= 0),
  basis TEXT,
  note TEXT
) STRICT;
CREATE INDEX workday_item_year ON workday_item (year);

-- 回避登记
CREATE TABLE recusal (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  regulator INTEGER NOT NULL REFERENCES regulator (id),
  enterprise INTEGER NOT NULL REFERENCES enterprise (id),
  reason TEXT NOT NULL,
  since TEXT CHECK (since GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  until TEXT CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  note TEXT
) STRICT;
CREATE INDEX recusal_regulator ON recusal (regulator);
CREATE INDEX recusal_enterprise ON recusal (enterprise);

-- 随机抽取: receipts.
CREATE TABLE draw (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  number TEXT NOT NULL UNIQUE,
  year INTEGER NOT NULL CHECK (year >= 0),
  purpose TEXT NOT NULL CHECK (purpose IN ('双随机检查', '竣工验收抽查')),
  state TEXT NOT NULL CHECK (state IN ('待抽取', '已抽取', '作废')),
  drawn TEXT CHECK (drawn GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  count INTEGER NOT NULL CHECK (count >= 0),
  team INTEGER CHECK (team >= 0),
  seed TEXT NOT NULL,
  fixed TEXT NOT NULL
    CHECK (fixed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]'),
  algorithm TEXT NOT NULL,
  candidates TEXT NOT NULL,
  people TEXT,
  exclusions TEXT,
  result TEXT,
  hash TEXT,
  void_reason TEXT,
  note TEXT
) STRICT;

ALTER TABLE plan ADD COLUMN reason TEXT;
ALTER TABLE plan ADD COLUMN moved_from TEXT
  CHECK (moved_from GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]');
ALTER TABLE plan ADD COLUMN deviation TEXT;
ALTER TABLE plan ADD COLUMN team TEXT;
ALTER TABLE plan ADD COLUMN draw INTEGER REFERENCES draw (id);
CREATE INDEX plan_draw ON plan (draw);
ALTER TABLE project ADD COLUMN draw INTEGER REFERENCES draw (id);
CREATE INDEX project_draw ON project (draw);
