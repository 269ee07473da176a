-- The ledger as of version 1. Never edited once released; what comes later is a script of its own.
--
-- One table for each kind of record holds its newest state; the fields are those of src/core/kinds/.
-- Whole numbers, references and flags are integers, decimals are integers in their field's smallest
-- step (capacity 15.6 with two places is 1560), everything else is text. Dates are YYYY-MM-DD, 长期 is
-- 9999-12-31, what is not known is NULL. Finer ranges stand in the kind tables only: they may move
-- without the file changing.

-- One entry for each thing a person did: a save, an import, an undo. hash is a link of the chain that
-- runs through changes and revisions in the order in which they were written.
CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL CHECK (at GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:*'),
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  why TEXT,
  undoes INTEGER REFERENCES change (id),
  hash BLOB NOT NULL CHECK (length (hash) = 32)
) STRICT;
CREATE INDEX change_undoes ON change (undoes) WHERE undoes IS NOT NULL;

-- A sheet from which records were imported. columns: JSON object, field to column letters.
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  change INTEGER NOT NULL REFERENCES change (id),
  file TEXT NOT NULL,
  sheet TEXT,
  columns TEXT
) STRICT;

-- Every state that every record ever had; body is NULL where it was deleted.
CREATE TABLE revision (
  rev INTEGER PRIMARY KEY,
  change INTEGER NOT NULL REFERENCES change (id),
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  body TEXT,
  source INTEGER REFERENCES source (id),
  source_row INTEGER,
  hash BLOB NOT NULL CHECK (length (hash) = 32)
) STRICT;
CREATE INDEX revision_record ON revision (kind, id, rev);
CREATE INDEX revision_change ON revision (change);

-- Files, once each.
CREATE TABLE blob (
  sha256 TEXT PRIMARY KEY CHECK (length (sha256) = 64),
  size INTEGER NOT NULL CHECK (size = length (data)),
  data BLOB NOT NULL
) STRICT;

-- The scripts that made this file.
CREATE TABLE schema_script (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL
) STRICT;

-- 企业
CREATE TABLE enterprise (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  name TEXT NOT NULL,
  credit_code TEXT UNIQUE,
  category TEXT CHECK (category IN ('矿山企业', '尾矿库企业', '地质勘探单位', '采掘施工单位')),
  economic_type TEXT,
  legal_rep TEXT,
  principal TEXT,
  principal_phone TEXT,
  controller TEXT,
  controller_phone TEXT,
  parent TEXT,
  town TEXT,
  address TEXT,
  staff INTEGER CHECK (staff >= 0),
  safety_staff INTEGER CHECK (safety_staff >= 0),
  registered_engineers INTEGER CHECK (registered_engineers >= 0),
  insured INTEGER CHECK (insured IN (0, 1)),
  insured_until TEXT CHECK (insured_until GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  safety_fund INTEGER CHECK (safety_fund >= 0),
  reward_scheme INTEGER CHECK (reward_scheme IN (0, 1)),
  reward_scheme_since TEXT
    CHECK (reward_scheme_since GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  note TEXT
) STRICT;
CREATE INDEX enterprise_name ON enterprise (name);

-- 矿山
CREATE TABLE mine (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  enterprise INTEGER NOT NULL REFERENCES enterprise (id),
  name TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('露天矿山', '地下矿山', '露天地下联合', '尾矿库')),
  mineral TEXT,
  capacity INTEGER CHECK (capacity >= 0),
  capacity_unit TEXT CHECK (capacity_unit IN ('万吨/年', '万立方米/年')),
  density INTEGER CHECK (density >= 0),
  size_class TEXT CHECK (size_class IN ('大型', '中型', '小型')),
  output INTEGER CHECK (output >= 0),
  service_life INTEGER CHECK (service_life >= 0),
  status TEXT NOT NULL CHECK (status IN ('生产', '基建', '停产', '停建', '关闭')),
  town TEXT NOT NULL,
  address TEXT,
  longitude INTEGER CHECK (longitude >= 0),
  latitude INTEGER CHECK (latitude >= 0),
  slope_height INTEGER CHECK (slope_height >= 0),
  slope_monitored INTEGER CHECK (slope_monitored IN (0, 1)),
  slope_analysed TEXT CHECK (slope_analysed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  dump_height INTEGER CHECK (dump_height >= 0),
  dump_monitored INTEGER CHECK (dump_monitored IN (0, 1)),
  dump_analysed TEXT CHECK (dump_analysed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  mech_extraction INTEGER CHECK (mech_extraction IN (0, 1)),
  mech_loading INTEGER CHECK (mech_loading IN (0, 1)),
  mech_haulage INTEGER CHECK (mech_haulage IN (0, 1)),
  mech_ventilation INTEGER CHECK (mech_ventilation IN (0, 1)),
  mech_crushing INTEGER CHECK (mech_crushing IN (0, 1)),
  std_level TEXT CHECK (std_level IN ('一级', '二级', '三级', '未达标')),
  std_cert_no TEXT,
  std_until TEXT CHECK (std_until GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  info_management INTEGER CHECK (info_management IN (0, 1)),
  info_online INTEGER CHECK (info_online IN (0, 1)),
  video INTEGER CHECK (video IN (0, 1)),
  training_video INTEGER CHECK (training_video IN (0, 1)),
  posts_key INTEGER CHECK (posts_key >= 0),
  posts_carded INTEGER CHECK (posts_carded >= 0),
  chief_engineer TEXT,
  risk_grade TEXT CHECK (risk_grade IN ('A', 'B', 'C', 'D')),
  contractor TEXT,
  disposal TEXT CHECK (disposal IN ('淘汰关闭', '整合重组', '升级改造', '保留')),
  disposal_due TEXT CHECK (disposal_due GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  survey_status TEXT CHECK (survey_status IN ('未开展', '进行中', '已完成')),
  survey_done TEXT CHECK (survey_done GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  official_region TEXT,
  official_dept TEXT,
  officials_published TEXT
    CHECK (officials_published GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  note TEXT
) STRICT;
CREATE INDEX mine_enterprise ON mine (enterprise);
CREATE INDEX mine_name ON mine (name);

-- 尾矿库
CREATE TABLE pond (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  mine INTEGER NOT NULL REFERENCES mine (id),
  name TEXT NOT NULL,
  status TEXT CHECK (status IN ('在用', '停用', '闭库', '在建')),
  grade TEXT CHECK (grade IN ('一等', '二等', '三等', '四等', '五等')),
  safety_degree TEXT CHECK (safety_degree IN ('正常', '病', '险', '危')),
  overhead INTEGER CHECK (overhead IN (0, 1)),
  downstream INTEGER CHECK (downstream >= 0),
  design_height INTEGER CHECK (design_height >= 0),
  height INTEGER CHECK (height >= 0),
  design_volume INTEGER CHECK (design_volume >= 0),
  volume INTEGER CHECK (volume >= 0),
  construction TEXT,
  monitored INTEGER CHECK (monitored IN (0, 1)),
  official TEXT,
  note TEXT
) STRICT;
CREATE INDEX pond_mine ON pond (mine);

-- 证照
CREATE TABLE permit (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  enterprise INTEGER REFERENCES enterprise (id),
  mine INTEGER REFERENCES mine (id),
  kind TEXT NOT NULL CHECK (kind IN ('采矿许可证', '安全生产许可证', '营业执照', '爆破作业单位许可证', '其他')),
  number TEXT NOT NULL,
  scope TEXT,
  issuer TEXT,
  issued TEXT CHECK (issued GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  valid_from TEXT CHECK (valid_from GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  valid_until TEXT CHECK (valid_until GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  area_km2 INTEGER CHECK (area_km2 >= 0),
  elevation TEXT,
  note TEXT
) STRICT;
CREATE INDEX permit_enterprise ON permit (enterprise);
CREATE INDEX permit_mine ON permit (mine);
CREATE INDEX permit_number ON permit (number);

-- 人员
CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  enterprise INTEGER REFERENCES enterprise (id),
  mine INTEGER REFERENCES mine (id),
  name TEXT NOT NULL,
  id_number TEXT,
  phone TEXT,
  post TEXT NOT NULL
    CHECK (post IN ('主要负责人', '实际控制人', '矿长', '总工程师', '安全副矿长', '生产副矿长', '机电副矿长', '安全生产管理人员', '特种作业人员', '专业技术人员', '班组长', '其他')),
  specialty TEXT,
  education TEXT CHECK (education IN ('博士', '硕士', '本科', '大专', '中专', '高中', '初中及以下')),
  title TEXT,
  cert_no TEXT,
  cert_issued TEXT CHECK (cert_issued GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  cert_review TEXT CHECK (cert_review GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  cert_until TEXT CHECK (cert_until GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  full_time INTEGER CHECK (full_time IN (0, 1)),
  note TEXT
) STRICT;
CREATE INDEX person_enterprise ON person (enterprise);
CREATE INDEX person_mine ON person (mine);
CREATE INDEX person_name ON person (name);

-- 履职月报
CREATE TABLE duty (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  mine INTEGER NOT NULL REFERENCES mine (id),
  month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
  controller_days INTEGER CHECK (controller_days >= 0),
  controller_meetings INTEGER CHECK (controller_meetings >= 0),
  engineer_days INTEGER CHECK (engineer_days >= 0),
  principal_checks INTEGER CHECK (principal_checks >= 0),
  major_checks INTEGER CHECK (major_checks >= 0),
  evidence TEXT
) STRICT;
CREATE INDEX duty_mine ON duty (mine);

-- 年度检查计划
CREATE TABLE plan_year (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  year INTEGER NOT NULL UNIQUE CHECK (year >= 0),
  staff INTEGER CHECK (staff >= 0),
  counted INTEGER CHECK (counted >= 0),
  statutory_days INTEGER CHECK (statutory_days >= 0),
  other_days INTEGER CHECK (other_days >= 0),
  idle_days INTEGER CHECK (idle_days >= 0),
  cap INTEGER CHECK (cap >= 0),
  approved TEXT CHECK (approved GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  approval_no TEXT,
  filed TEXT CHECK (filed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  note TEXT
) STRICT;

-- 检查计划
CREATE TABLE plan (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  year INTEGER NOT NULL CHECK (year >= 0),
  mine INTEGER NOT NULL REFERENCES mine (id),
  month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
  kind TEXT NOT NULL CHECK (kind IN ('重点检查', '一般检查', '专项检查')),
  item TEXT,
  basis TEXT,
  content TEXT,
  method TEXT CHECK (method IN ('现场', '非现场')),
  dept TEXT,
  joint INTEGER CHECK (joint IN (0, 1)),
  partners TEXT,
  workdays INTEGER CHECK (workdays >= 0),
  note TEXT
) STRICT;
CREATE INDEX plan_mine ON plan (mine);

-- 检查
CREATE TABLE inspection (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  mine INTEGER NOT NULL REFERENCES mine (id),
  plan INTEGER REFERENCES plan (id),
  "trigger" TEXT CHECK ("trigger" IN ('计划', '双随机', '投诉举报', '转办交办', '监测线索', '专项部署', '复查')),
  started TEXT NOT NULL CHECK (started GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  ended TEXT CHECK (ended GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  kind TEXT CHECK (kind IN ('重点检查', '一般检查', '专项检查')),
  inspectors TEXT,
  notice_no TEXT,
  check_code TEXT,
  record_no TEXT,
  place TEXT,
  found TEXT,
  examined INTEGER CHECK (examined >= 0),
  exam_passed INTEGER CHECK (exam_passed >= 0),
  joint INTEGER CHECK (joint IN (0, 1)),
  experts TEXT,
  result TEXT CHECK (result IN ('未发现问题', '责令整改', '现场处理', '立案处罚', '停产停业')),
  note TEXT
) STRICT;
CREATE INDEX inspection_mine ON inspection (mine);
CREATE INDEX inspection_plan ON inspection (plan);
CREATE INDEX inspection_record_no ON inspection (record_no);

-- 隐患
CREATE TABLE hazard (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  mine INTEGER NOT NULL REFERENCES mine (id),
  inspection INTEGER REFERENCES inspection (id),
  source TEXT CHECK (source IN ('监管检查', '监察检查', '企业自查', '专家服务', '举报', '上级交办')),
  found TEXT NOT NULL CHECK (found GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  level TEXT NOT NULL CHECK (level IN ('一般', '重大')),
  criterion TEXT,
  place TEXT,
  description TEXT NOT NULL,
  responsible TEXT,
  measures TEXT,
  funds INTEGER CHECK (funds >= 0),
  deadline TEXT CHECK (deadline GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  contingency TEXT,
  order_no TEXT,
  supervised TEXT CHECK (supervised IN ('未挂牌', '区级', '市级')),
  supervision_no TEXT,
  halted INTEGER CHECK (halted IN (0, 1)),
  reported_online TEXT CHECK (reported_online GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  rectified TEXT CHECK (rectified GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  reviewed TEXT CHECK (reviewed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  reviewer TEXT,
  review_no TEXT,
  review_result TEXT CHECK (review_result IN ('合格', '不合格')),
  closed TEXT CHECK (closed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  note TEXT
) STRICT;
CREATE INDEX hazard_mine ON hazard (mine);
CREATE INDEX hazard_inspection ON hazard (inspection);

-- 行政处罚
CREATE TABLE penalty (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  enterprise INTEGER NOT NULL REFERENCES enterprise (id),
  mine INTEGER REFERENCES mine (id),
  person TEXT,
  inspection INTEGER REFERENCES inspection (id),
  doc_no TEXT NOT NULL,
  filed TEXT CHECK (filed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  decided TEXT CHECK (decided GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  facts TEXT,
  violated TEXT,
  basis TEXT,
  kind TEXT CHECK (kind IN ('警告', '罚款', '没收', '责令停产停业', '暂扣许可证', '吊销许可证', '其他')),
  amount INTEGER CHECK (amount >= 0),
  major_hazard INTEGER CHECK (major_hazard IN (0, 1)),
  executed TEXT CHECK (executed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  published TEXT CHECK (published GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  note TEXT
) STRICT;
CREATE INDEX penalty_enterprise ON penalty (enterprise);
CREATE INDEX penalty_mine ON penalty (mine);
CREATE INDEX penalty_inspection ON penalty (inspection);
CREATE INDEX penalty_doc_no ON penalty (doc_no);

-- 失信名单
CREATE TABLE discredit (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  subject TEXT NOT NULL CHECK (subject IN ('单位', '个人')),
  enterprise INTEGER REFERENCES enterprise (id),
  person TEXT,
  list TEXT NOT NULL CHECK (list IN ('安全生产严重失信主体', '诚信管理黑名单')),
  reason TEXT NOT NULL,
  basis TEXT,
  penalty_no TEXT,
  notified TEXT CHECK (notified GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  decided_by TEXT,
  decision_no TEXT,
  listed TEXT CHECK (listed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  term_months INTEGER CHECK (term_months >= 0),
  restrictions TEXT,
  published TEXT CHECK (published GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  repair_applied TEXT CHECK (repair_applied GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  removed TEXT CHECK (removed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  removal TEXT CHECK (removal IN ('期满移出', '提前移出', '撤销列入')),
  removal_no TEXT,
  note TEXT
) STRICT;
CREATE INDEX discredit_enterprise ON discredit (enterprise);

-- 事故
CREATE TABLE accident (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  enterprise INTEGER REFERENCES enterprise (id),
  mine INTEGER REFERENCES mine (id),
  title TEXT NOT NULL,
  occurred TEXT NOT NULL
    CHECK (occurred GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]'),
  known TEXT CHECK (known GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]'),
  reported TEXT
    CHECK (reported GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]'),
  place TEXT,
  category TEXT,
  deaths INTEGER CHECK (deaths >= 0),
  serious INTEGER CHECK (serious >= 0),
  minor INTEGER CHECK (minor >= 0),
  missing INTEGER CHECK (missing >= 0),
  loss INTEGER CHECK (loss >= 0),
  grade TEXT CHECK (grade IN ('一般', '较大', '重大', '特别重大')),
  course TEXT,
  direct_cause TEXT,
  indirect_cause TEXT,
  reporting TEXT CHECK (reporting IN ('正常', '迟报', '漏报', '谎报', '瞒报')),
  investigator TEXT,
  closed TEXT CHECK (closed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  accountability TEXT,
  prevention TEXT,
  evaluated TEXT CHECK (evaluated GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  warned TEXT CHECK (warned GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  note TEXT
) STRICT;
CREATE INDEX accident_enterprise ON accident (enterprise);
CREATE INDEX accident_mine ON accident (mine);

-- 典型案例
CREATE TABLE typical_case (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  quarter TEXT NOT NULL CHECK (quarter GLOB '[0-9][0-9][0-9][0-9]Q[1-4]'),
  title TEXT NOT NULL,
  kind TEXT CHECK (kind IN ('执法案例', '事故案例', '打非治违', '重大隐患', '举报奖励')),
  submitted_by TEXT,
  received TEXT CHECK (received GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  mine INTEGER REFERENCES mine (id),
  inspection INTEGER REFERENCES inspection (id),
  penalty INTEGER REFERENCES penalty (id),
  accident INTEGER REFERENCES accident (id),
  occurred TEXT CHECK (occurred GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  agency TEXT,
  party TEXT,
  facts TEXT,
  violated TEXT,
  basis TEXT,
  outcome TEXT,
  significance TEXT,
  published TEXT,
  contact TEXT,
  phone TEXT,
  review TEXT CHECK (review IN ('待审核', '审核中', '退回补正', '审核通过', '已报送')),
  score INTEGER CHECK (score >= 0),
  comment TEXT,
  reviewer TEXT,
  reviewed TEXT CHECK (reviewed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  reported TEXT CHECK (reported GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  receipt TEXT,
  note TEXT
) STRICT;
CREATE INDEX typical_case_mine ON typical_case (mine);
CREATE INDEX typical_case_inspection ON typical_case (inspection);
CREATE INDEX typical_case_penalty ON typical_case (penalty);
CREATE INDEX typical_case_accident ON typical_case (accident);

-- 硬措施任务
CREATE TABLE measure (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  no TEXT NOT NULL UNIQUE,
  heading TEXT,
  actor TEXT CHECK (actor IN ('企业', '地方监管', '属地政府')),
  task TEXT NOT NULL,
  metric TEXT,
  due TEXT,
  lead TEXT,
  unit TEXT,
  source TEXT
) STRICT;

-- 硬措施进展
CREATE TABLE measure_progress (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  measure INTEGER NOT NULL REFERENCES measure (id),
  quarter TEXT NOT NULL CHECK (quarter GLOB '[0-9][0-9][0-9][0-9]Q[1-4]'),
  enterprise INTEGER REFERENCES enterprise (id),
  state TEXT CHECK (state IN ('落实', '部分落实', '不落实', '假落实', '软落实', '不涉及')),
  progress TEXT,
  problem TEXT,
  next TEXT,
  action TEXT CHECK (action IN ('无', '通报', '曝光', '约谈', '列为重点执法对象')),
  evidence TEXT
) STRICT;
CREATE INDEX measure_progress_measure ON measure_progress (measure);
CREATE INDEX measure_progress_enterprise ON measure_progress (enterprise);

-- 建设项目
CREATE TABLE project (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  mine INTEGER NOT NULL REFERENCES mine (id),
  name TEXT NOT NULL,
  kind TEXT CHECK (kind IN ('新建', '改建', '扩建')),
  approved TEXT CHECK (approved GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  approval_no TEXT,
  months INTEGER CHECK (months >= 0),
  started TEXT CHECK (started GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  due TEXT CHECK (due GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  extended_until TEXT CHECK (extended_until GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  extension_no TEXT,
  accepted TEXT CHECK (accepted GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  acceptance_no TEXT,
  sampled INTEGER CHECK (sampled IN (0, 1)),
  sampled_on TEXT CHECK (sampled_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  sample_result TEXT,
  note TEXT
) STRICT;
CREATE INDEX project_mine ON project (mine);

-- 停复产
CREATE TABLE suspension (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  mine INTEGER NOT NULL REFERENCES mine (id),
  kind TEXT NOT NULL CHECK (kind IN ('停产', '停建', '复产', '复工')),
  reason TEXT,
  since TEXT CHECK (since GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  filed TEXT CHECK (filed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  accepted TEXT CHECK (accepted GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  accepted_by TEXT,
  note TEXT
) STRICT;
CREATE INDEX suspension_mine ON suspension (mine);

-- 举报
CREATE TABLE tip (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  received TEXT NOT NULL CHECK (received GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  channel TEXT,
  subject TEXT,
  content TEXT,
  mine INTEGER REFERENCES mine (id),
  verified TEXT,
  outcome TEXT,
  reward INTEGER CHECK (reward >= 0),
  closed TEXT CHECK (closed GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX tip_mine ON tip (mine);

-- 培训宣讲
CREATE TABLE training (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  held TEXT NOT NULL CHECK (held GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  kind TEXT NOT NULL CHECK (kind IN ('主要负责人', '安全生产管理人员', '特种作业人员', '专题宣讲', '警示教育')),
  enterprise INTEGER REFERENCES enterprise (id),
  organiser TEXT,
  attended INTEGER CHECK (attended >= 0),
  passed INTEGER CHECK (passed >= 0),
  note TEXT
) STRICT;
CREATE INDEX training_enterprise ON training (enterprise);

-- 专家服务
CREATE TABLE expert_visit (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  held TEXT NOT NULL CHECK (held GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  mine INTEGER NOT NULL REFERENCES mine (id),
  experts TEXT,
  problems INTEGER CHECK (problems >= 0),
  solved INTEGER CHECK (solved >= 0),
  note TEXT
) STRICT;
CREATE INDEX expert_visit_mine ON expert_visit (mine);

-- 监管人员
CREATE TABLE regulator (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  name TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('区级监管部门', '镇街')),
  town TEXT,
  professional INTEGER CHECK (professional IN (0, 1)),
  enforcement INTEGER CHECK (enforcement IN (0, 1)),
  cert_no TEXT,
  specialty TEXT,
  note TEXT
) STRICT;

-- 指标目标
CREATE TABLE target (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  indicator TEXT NOT NULL,
  value INTEGER NOT NULL,
  due TEXT NOT NULL CHECK (due GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  source TEXT NOT NULL,
  note TEXT
) STRICT;

-- 设置
CREATE TABLE setting (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  key TEXT NOT NULL UNIQUE,
  value TEXT
) STRICT;

-- 报告文字
CREATE TABLE narrative (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  quarter TEXT NOT NULL CHECK (quarter GLOB '[0-9][0-9][0-9][0-9]Q[1-4]'),
  part TEXT NOT NULL,
  text TEXT
) STRICT;
CREATE INDEX narrative_quarter ON narrative (quarter);

-- 锁定的季度
CREATE TABLE frozen (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  quarter TEXT NOT NULL CHECK (quarter GLOB '[0-9][0-9][0-9][0-9]Q[1-4]'),
  edition INTEGER NOT NULL CHECK (edition >= 0),
  revision INTEGER NOT NULL CHECK (revision >= 0),
  at TEXT,
  on_day TEXT CHECK (on_day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  pdf_sha256 TEXT,
  xlsx_sha256 TEXT,
  differs TEXT
) STRICT;

-- 附件
CREATE TABLE attachment (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  owner_kind TEXT NOT NULL,
  owner_id INTEGER NOT NULL CHECK (owner_id >= 0),
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  mime TEXT,
  size INTEGER CHECK (size >= 0),
  note TEXT
) STRICT;
CREATE INDEX attachment_owner ON attachment (owner_kind, owner_id);

-- 表头对应
CREATE TABLE mapping (
  id INTEGER PRIMARY KEY,
  rev INTEGER NOT NULL,
  fingerprint TEXT NOT NULL UNIQUE,
  subject TEXT,
  answers TEXT
) STRICT;
