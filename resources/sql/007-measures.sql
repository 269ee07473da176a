-- 八条硬措施: the analysis, reviews and scenarios (what a quarter's cells do not hold).

-- 硬措施进展: of a town where it is one's own task; “回头看”复盘检验 (渝安办〔2025〕13号 二).
ALTER TABLE measure_progress ADD COLUMN town TEXT;
ALTER TABLE measure_progress ADD COLUMN review TEXT CHECK (review IN ('待回头看', '已核实', '反弹'));
ALTER TABLE measure_progress ADD COLUMN review_due TEXT CHECK (review_due GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE measure_progress ADD COLUMN reviewed TEXT CHECK (reviewed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE measure_progress ADD COLUMN reviewer TEXT;
ALTER TABLE measure_progress ADD COLUMN finding TEXT;
CREATE INDEX measure_progress_quarter ON measure_progress (quarter, measure);
CREATE INDEX measure_progress_cell ON measure_progress (measure, quarter, COALESCE (enterprise, 0), COALESCE (town, ''));

-- 硬措施任务: the last quarter of a task that another list replaced.
ALTER TABLE measure ADD COLUMN until TEXT CHECK (until GLOB '[0-9][0-9][0-9][0-9]Q[1-4]');

-- 规模化测算方案: mines upgraded, merged or closed as somebody thinks of it; the registry knows nothing of it.
CREATE TABLE scenario (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  name TEXT NOT NULL UNIQUE,
  made TEXT CHECK (made GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  note TEXT,
  report TEXT CHECK (report GLOB '[0-9][0-9][0-9][0-9]Q[1-4]')
) STRICT;

-- 方案内容
CREATE TABLE scenario_act (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  scenario INTEGER NOT NULL REFERENCES scenario (id),
  mine INTEGER NOT NULL REFERENCES mine (id),
  act TEXT NOT NULL CHECK (act IN ('升级', '关闭', '合并')),
  keeper INTEGER REFERENCES mine (id)
) STRICT;
CREATE INDEX scenario_act_scenario ON scenario_act (scenario);
CREATE INDEX scenario_act_mine ON scenario_act (mine);
CREATE INDEX scenario_act_keeper ON scenario_act (keeper);
