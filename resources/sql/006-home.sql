-- What the officer's home, the measures and the map need.

-- 事项备注
CREATE TABLE due_note (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  rule TEXT NOT NULL,
  owner_kind TEXT NOT NULL,
  owner_id INTEGER NOT NULL CHECK (owner_id >= 0),
  until TEXT CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  reason TEXT NOT NULL,
  made TEXT CHECK (made GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX due_note_owner ON due_note (owner_kind, owner_id);

-- What the rules ask.
CREATE INDEX duty_month ON duty (month, mine);
CREATE INDEX person_post ON person (post, mine);
-- 一张图: the datum of a mine's coordinates.
ALTER TABLE mine ADD COLUMN datum TEXT CHECK (datum IN ('CGCS2000', 'WGS-84', 'GCJ-02'));
