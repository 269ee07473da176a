-- What is asked of a mine besides its inspections.

-- 举报: accepted, extended, answered to who gave it.
ALTER TABLE tip ADD COLUMN named INTEGER CHECK (named IN (0, 1));
ALTER TABLE tip ADD COLUMN accepted TEXT CHECK (accepted GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE tip ADD COLUMN extended_until TEXT CHECK (extended_until GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE tip ADD COLUMN replied TEXT CHECK (replied GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');

-- 停复产: the approval that ends a suspension.
ALTER TABLE suspension ADD COLUMN approved TEXT CHECK (approved GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE suspension ADD COLUMN approval_no TEXT;

-- 四个一批: when it was done.
ALTER TABLE mine ADD COLUMN disposal_done TEXT CHECK (disposal_done GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');

-- 三项岗位培训计划
CREATE TABLE training_plan (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  year INTEGER NOT NULL CHECK (year >= 0),
  kind TEXT NOT NULL CHECK (kind IN ('主要负责人', '安全生产管理人员', '特种作业人员')),
  enterprise INTEGER REFERENCES enterprise (id),
  persons INTEGER NOT NULL CHECK (persons >= 0),
  basis TEXT,
  note TEXT
) STRICT;
CREATE INDEX training_plan_enterprise ON training_plan (enterprise);
