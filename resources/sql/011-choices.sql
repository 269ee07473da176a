-- The choices of a field as comparisons instead of a set: for every set of more than two values SQLite makes a
-- table of its own each time a row is written, which was an eighth of the instructions of a large import. What is
-- allowed stays the same, and so does every row; therefore only the text of the schema is edited, as
-- https://sqlite.org/lang_altertable.html (section 7) says for changes that touch no content.

PRAGMA writable_schema = ON;

WITH RECURSIVE
  choice (n, owner, field, items) AS (VALUES
    (1, 'enterprise', 'category', '矿山企业|尾矿库企业|地质勘探单位|采掘施工单位'),
    (2, 'mine', 'type', '露天矿山|地下矿山|露天地下联合|尾矿库'),
    (3, 'mine', 'size_class', '大型|中型|小型'),
    (4, 'mine', 'status', '生产|基建|停产|停建|关闭'),
    (5, 'mine', 'std_level', '一级|二级|三级|未达标'),
    (6, 'mine', 'risk_grade', 'A|B|C|D'),
    (7, 'mine', 'disposal', '淘汰关闭|整合重组|升级改造|保留'),
    (8, 'mine', 'survey_status', '未开展|进行中|已完成'),
    (9, 'mine', 'datum', 'CGCS2000|WGS-84|GCJ-02'),
    (10, 'pond', 'status', '在用|停用|闭库|在建'),
    (11, 'pond', 'grade', '一等|二等|三等|四等|五等'),
    (12, 'pond', 'safety_degree', '正常|病|险|危'),
    (13, 'permit', 'kind', '采矿许可证|安全生产许可证|营业执照|爆破作业单位许可证|其他'),
    (14, 'person', 'post', '主要负责人|实际控制人|矿长|总工程师|安全副矿长|生产副矿长|机电副矿长|安全生产管理人员|特种作业人员|专业技术人员|班组长|其他'),
    (15, 'person', 'education', '博士|硕士|本科|大专|中专|高中|初中及以下'),
    (16, 'plan', 'kind', '重点检查|一般检查|专项检查'),
    (17, 'inspection', '"trigger"', '计划|双随机|投诉举报|转办交办|监测线索|专项部署|复查'),
    (18, 'inspection', 'kind', '重点检查|一般检查|专项检查'),
    (19, 'inspection', 'result', '未发现问题|责令整改|现场处理|立案处罚|停产停业'),
    (20, 'hazard', 'source', '监管检查|监察检查|企业自查|专家服务|举报|上级交办'),
    (21, 'hazard', 'supervised', '未挂牌|区级|市级'),
    (22, 'penalty', 'kind', '警告|罚款|没收|责令停产停业|暂扣许可证|吊销许可证|其他'),
    (23, 'discredit', 'removal', '期满移出|提前移出|撤销列入'),
    (24, 'accident', 'grade', '一般|较大|重大|特别重大'),
    (25, 'accident', 'reporting', '正常|迟报|漏报|谎报|瞒报'),
    (26, 'typical_case', 'kind', '执法案例|事故案例|打非治违|重大隐患|举报奖励'),
    (27, 'typical_case', 'review', '待审核|审核中|退回补正|审核通过|已报送'),
    (28, 'measure', 'actor', '企业|地方监管|属地政府'),
    (29, 'measure_progress', 'state', '落实|部分落实|不落实|假落实|软落实|不涉及'),
    (30, 'measure_progress', 'action', '无|通报|曝光|约谈|列为重点执法对象'),
    (31, 'measure_progress', 'review', '待回头看|已核实|反弹'),
    (32, 'project', 'kind', '新建|改建|扩建'),
    (33, 'suspension', 'kind', '停产|停建|复产|复工'),
    (34, 'training', 'kind', '主要负责人|安全生产管理人员|特种作业人员|专题宣讲|警示教育'),
    (35, 'clause', 'mine_type', '露天矿山|地下矿山|露天地下联合|尾矿库'),
    (36, 'draw', 'state', '待抽取|已抽取|作废'),
    (37, 'paper', 'state', '草稿|已发|作废'),
    (38, 'document', 'state', 'text|scan|encrypted|unreadable'),
    (39, 'scenario_act', 'act', '升级|关闭|合并'),
    (40, 'training_plan', 'kind', '主要负责人|安全生产管理人员|特种作业人员'),
    (41, 'prevention', 'result', '已落实|部分落实|未落实'),
    (42, 'discredit_notice', 'restriction', '投融资|保险税收|招标投标|土地出让|职业禁入')),
  -- One choice after the other: a IN ('x', 'y') becomes a = 'x' OR a = 'y'.
  edited (n, owner, sql) AS (
    SELECT 0, name, sql FROM sqlite_schema
    WHERE type = 'table' AND name IN (SELECT owner FROM choice)
    UNION ALL
    SELECT c.n, e.owner,
      iif (c.owner <> e.owner, e.sql,
        replace (e.sql,
          c.field || ' IN (''' || replace (c.items, '|', ''', ''') || ''')',
          c.field || ' = ''' || replace (c.items, '|', ''' OR ' || c.field || ' = ''') || ''''))
    FROM edited AS e JOIN choice AS c ON c.n = e.n + 1)
UPDATE sqlite_schema AS s SET sql = edited.sql FROM edited
WHERE edited.n = (SELECT max (n) FROM choice) AND edited.owner = s.name
  AND s.type = 'table';

PRAGMA writable_schema = RESET;
