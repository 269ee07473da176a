-- What cases, accidents and listings keep besides.

-- 事故: the report of the investigation, for the term of the reply; whether those answerable were dealt with.
ALTER TABLE accident ADD COLUMN submitted TEXT CHECK (submitted GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE accident ADD COLUMN accountability_done TEXT CHECK (accountability_done GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');

-- 防范措施: each measure that the investigation asks for, who does it, and what the evaluation found.
CREATE TABLE prevention (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  accident INTEGER NOT NULL REFERENCES accident (id),
  measure TEXT NOT NULL,
  responsible TEXT,
  due TEXT CHECK (due GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  done TEXT CHECK (done GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  progress TEXT,
  evaluated TEXT CHECK (evaluated GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  result TEXT CHECK (result IN ('已落实', '部分落实', '未落实')),
  finding TEXT,
  note TEXT
) STRICT;
CREATE INDEX prevention_accident ON prevention (accident);

-- 年度产量: what the rates of accidents are reckoned on.
CREATE TABLE mine_output (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  mine INTEGER NOT NULL REFERENCES mine (id),
  year INTEGER NOT NULL CHECK (year >= 0),
  output INTEGER NOT NULL CHECK (output >= 0),
  source TEXT,
  note TEXT
) STRICT;
CREATE INDEX mine_output_mine ON mine_output (mine, year);

-- 惩戒推送: each restriction of a listing, to whom it was sent, and when it was lifted.
CREATE TABLE discredit_notice (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  discredit INTEGER NOT NULL REFERENCES discredit (id),
  restriction TEXT NOT NULL CHECK (restriction IN ('投融资', '保险税收', '招标投标', '土地出让', '职业禁入')),
  sent_to TEXT NOT NULL,
  sent TEXT NOT NULL CHECK (sent GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  number TEXT,
  reply TEXT,
  lifted TEXT CHECK (lifted GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  note TEXT
) STRICT;
CREATE INDEX discredit_notice_discredit ON discredit_notice (discredit);
