/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-list-paper.h"

#include "ka-paper-private.h"
#include "ka-quarterly-book.h"

#include <ka-official.h>
#include <ka-people.h>
#include <ka-query.h>
#include <ka-timeline.h>
#include <string.h>

/* ---- what lists there are ---- */

#define SUM(kind, column, table, when)                                                             \
  "(SELECT COALESCE (sum (r." column "), 0) FROM " table " r WHERE r.kind = '" kind                \
  "' AND r.enterprise = e.id AND " when ")"
#define PLANNED(kind) SUM (kind, "persons", "training_plan", "r.year = :year")
#define OF_YEAR "r.held BETWEEN :year_start AND :day"
#define TRAINED(kind)                                                                              \
  PLANNED (kind)                                                                                   \
  ", " SUM (kind, "attended", "training", OF_YEAR) ", " SUM (kind, "passed", "training", OF_YEAR)
#define BEFORE "BETWEEN :before_start AND :before_end"
#define NOW "BETWEEN :year_start AND :day"
#define EXAMS(column, when) "COALESCE (sum (CASE WHEN i.started " when " THEN i." column " END), 0)"

/* What was found this year, and what is still open of earlier years. */
#define IN_HAND                                                                                    \
  "t.found <= :day AND (t.found >= :year_start OR t.closed IS NULL OR t.closed > :day)"
#define CLOSED "CASE WHEN t.closed <= :day THEN '已销号' ELSE '未销号' END"
#define AGREED_DAYS(column, class)                                                                 \
  "COALESCE (y." column " * 10, (SELECT sum (w.days) FROM workday_item w WHERE w.year = y.year"    \
  " AND w.class = '" class "'), l." column " * 10, (SELECT sum (w.days) FROM workday_item w WHERE" \
                           " w.year = y.year - 1 AND w.class = '" class "'))"
#define LINES(kind) "(SELECT count (*) FROM plan p WHERE p.year = z.year AND p.kind = '" kind "')"

static const double plan_widths[] = { 3, 7, 9, 12, 4, 4, 12, 5, 4, 7, 5, 7, 4, 4, 6 };
static const double workday_widths[] = { 3, 6, 6, 6, 6, 6, 6, 6, 6 };
static const double hazard_widths[]
  = { 3, 4, 10, 6, 7, 5, 16, 8, 4, 5, 6, 12, 10, 5, 5, 6, 6, 10, 6, 5, 4, 5, 10, 4, 8 };
static const double major_widths[] = { 3, 10, 14, 6, 6, 6, 8, 12, 5, 5, 6, 10, 5, 6, 6, 5, 8 };
static const double penalty_widths[] = { 3, 12, 11, 5, 13, 15, 10, 6, 7, 7, 7 };
static const double officials_widths[] = { 3, 14, 6, 6, 4, 4, 10, 10, 8, 7 };
static const double publicity_widths[] = { 3, 14, 12, 6, 18, 12, 7, 5, 10 };
static const double operators_widths[] = { 3, 6, 14, 10, 8, 12, 7, 7, 7, 9 };
static const double training_widths[] = { 3, 16, 5, 5, 5, 5, 5, 5, 5, 5, 5 };
static const double exam_widths[] = { 3, 12, 6, 5, 5, 6, 5, 5, 6, 6 };

static const KaListForm forms[] = {
  { "officials", "mine", "非煤矿山“三个责任人”公示表",
    "矿山（尾矿库）名称;所在镇街;类型;生产状态;风险等级;行政区负责人;监管部门负责人;企业主要负责人;公示日期",
    officials_widths,
    "SELECT t.name, t.town, t.type, t.status, t.risk_grade, t.official_region,"
    " t.official_dept, e.principal, t.officials_published FROM mine t"
    " LEFT JOIN enterprise e ON e.id = t.enterprise WHERE t.status <> '关闭'"
    " ORDER BY t.town, t.name, t.id",
    NULL },
  /* Names of persons are published, their numbers not; who was removed by the day is not on it. */
  { "publicity", "discredit", "安全生产严重失信主体公示表",
    "名称（姓名）;统一社会信用代码;法定代表人;列入事由;决定书号;列入日期;管理期限(月);决定机关",
    publicity_widths,
    "SELECT CASE WHEN t.subject = '个人' THEN t.person ELSE e.name END,"
    " CASE WHEN t.subject = '个人' THEN '' ELSE e.credit_code END,"
    " CASE WHEN t.subject = '个人' THEN '' ELSE e.legal_rep END,"
    " t.reason, t.decision_no, t.listed, coalesce (t.term_months, 36), t.decided_by"
    " FROM discredit t LEFT JOIN enterprise e ON e.id = t.enterprise"
    " WHERE t.list = '安全生产严重失信主体' AND t.listed <= :day"
    "   AND (t.removed IS NULL OR t.removed > :day) ORDER BY t.listed, t.id",
    NULL },
  { "operators", "person", "矿山特种作业人员数据库",
    "姓名;企业;矿山;作业类别;操作证号;初领日期;应复审日期;有效期至;资质情况", operators_widths,
    "SELECT t.name, e.name, m.name, t.specialty, t.cert_no, t.cert_issued, t.cert_review,"
    " t.cert_until, substr (CASE WHEN t.cert_until IS NULL THEN '、有效期未填'"
    " WHEN t.cert_until < :day THEN '、证书过期' ELSE '' END"
    " || CASE WHEN t.cert_review < :day AND (t.cert_until IS NULL OR t.cert_until > t.cert_review)"
    " THEN '、逾期未复审' ELSE '' END"
    " || CASE WHEN " KA_PERSON_TWICE_SQL " THEN '、两处任职' ELSE '' END, 2)"
    " FROM person t LEFT JOIN mine m ON m.id = t.mine LEFT JOIN enterprise e"
    " ON e.id = COALESCE (t.enterprise, m.enterprise) WHERE t.post = '特种作业人员'"
    " ORDER BY e.name, m.name, t.name, t.id",
    "依据：渝安办〔2025〕13号第七部分（建立矿山特种作业人员数据库，加强资质管理）。" },
  { "training", "training", "“三项岗位”人员培训计划执行情况",
    "企业;主要负责人|计划;主要负责人|参训;主要负责人|合格;安管人员|计划;安管人员|参训;安管人员|合格;"
    "特种作业|计划;特种作业|参训;特种作业|合格",
    training_widths,
    "SELECT e.name, " TRAINED ("主要负责人") ", " TRAINED ("安全生产管理人员") ", " TRAINED (
      "特种作业人员") " FROM enterprise e WHERE"
                      " EXISTS (SELECT 1 FROM mine m WHERE"
                      " m.enterprise = e.id AND m.status <>"
                      " '关闭') ORDER BY e.name, e.id",
    "没有写企业的培训和计划不在表内；计划按“三项岗位培训计划”登记的数。" },
  /* As the superior's ledgers are headed. */
  { "plan", "plan", "监督检查计划表",
    "检查事项;实施依据;检查对象(含数量);抽查基数;抽查比例;检查内容;检查类别;检查方式;检查频次和上限;"
    "检查时间安排;承办机构;是否联合检查;计划工作日;备注",
    plan_widths,
    "SELECT t.item, t.basis, m.name || '（' || e.name || '）', '', '', t.content, t.kind, t.method,"
    " (SELECT count (*) FROM plan p WHERE p.year = t.year AND p.mine = t.mine) || '次/年'"
    " || COALESCE ('，上限' || y.cap || '次/年', ''), t.month, t.dept,"
    " CASE WHEN t.joint = 1 THEN '是' ELSE '否' END, ka_decimal (t.workdays, 1), t.note"
    " FROM plan t JOIN mine m ON m.id = t.mine JOIN enterprise e ON e.id = m.enterprise"
    " LEFT JOIN plan_year y ON y.year = t.year WHERE t.year = :year ORDER BY t.month, t.kind, t.id",
    NULL },
  { "workdays", "plan_year", "检查工作日测算表",
    "执法人员数;国家法定工作日;总法定工作日;其他执法工作日;非执法工作日;监督检查工作日;重点检查家次;"
    "一般检查家次",
    workday_widths,
    "SELECT z.counted, z.statutory_days, z.counted * z.statutory_days, ka_decimal (z.other, 1),"
    " ka_decimal (z.idle, 1), ka_decimal (z.counted * z.statutory_days * 10 - z.other - z.idle, 1), " LINES ("重点检查") ", " LINES ("一般检查") " FROM (SELECT y.year, y.counted, y.statutory_days, " AGREED_DAYS (
      "other_days",
      "其他执法工作日") " AS other, " AGREED_DAYS ("idle_days",
                                                   "非执法工作日") " AS idle"
                                                                   " FROM plan_year y LEFT JOIN plan_year l ON l.year = y.year - 1 WHERE y.year = :year) AS z",
    NULL },
  { "hazards", "hazard", "现场检查、隐患台账",
    "隐患编号;企业名称;检查日期;检查人员;隐患来源;隐患描述;隐患地点;隐患等级;隐患类别;判定依据;整改措施;"
    "整改责任单位;整改责任人;整改资金(万元);整改期限;整改完成日期;应急预案/防控措施;复查日期;复查人;"
    "复查意见;是否销号;文书编号;是否超期;备注",
    hazard_widths,
    "SELECT t.id, e.name, COALESCE (i.started, t.found), i.inspectors, t.source, t.description,"
    " t.place, t.level, i.kind, COALESCE (t.criterion, t.violated), t.measures, e.name,"
    " t.responsible, ka_decimal (t.funds, 4), t.deadline, t.rectified, t.contingency, t.reviewed,"
    " t.reviewer, t.review_result, " CLOSED ", COALESCE (t.order_no, i.record_no),"
    " CASE WHEN t.deadline < COALESCE (t.rectified, t.closed, :day) THEN '是' ELSE '否' END, t.note"
    " FROM hazard t JOIN mine m ON m.id = t.mine JOIN enterprise e ON e.id = m.enterprise"
    " LEFT JOIN inspection i ON i.id = t.inspection WHERE " IN_HAND " ORDER BY t.found, t.id",
    "本年发现的和以前年度尚未销号的隐患。" },
  { "major-hazards", "hazard", "重大事故隐患台账",
    "企业名称;重大隐患内容;判定标准条款;发现方式;发现时间;挂牌督办单位;整改措施;整改责任人;整改资金;"
    "整改时限;应急预案;停产情况;验收单位;验收时间;销号状态;处罚情况",
    major_widths,
    "SELECT e.name, t.description, t.criterion, t.source, t.found, CASE WHEN t.supervised IN"
    " ('区级', '市级') THEN t.supervised || COALESCE ('（' || t.supervision_no || '）', '') ELSE"
    " '未挂牌' END, t.measures, t.responsible, ka_decimal (t.funds, 4) || '万元', t.deadline,"
    " t.contingency, CASE WHEN t.resumed <= :day THEN '已恢复' WHEN t.halted = 1 THEN '停产撤人'"
    " ELSE '未停产' END, t.accepted_by, t.accepted, " CLOSED ","
    " (SELECT '处罚' || count (*) || '件，罚款' || ka_decimal (COALESCE (sum (p.amount), 0), 2) || '元'"
    " FROM penalty p WHERE p.hazard = t.id AND p.decided <= :day HAVING count (*) > 0)"
    " FROM hazard t JOIN mine m ON m.id = t.mine JOIN enterprise e ON e.id = m.enterprise"
    " WHERE t.level = '重大' AND " IN_HAND " ORDER BY t.found, t.id",
    "本年发现的和以前年度尚未销号的重大事故隐患。" },
  /* Of persons the family name alone. */
  { "penalties", "penalty", "行政处罚公示表",
    "行政相对人;统一社会信用代码;法定代表人;处罚决定书文号;违法事实;处罚依据;处罚种类;罚款金额(元);"
    "决定日期;公示日期",
    penalty_widths,
    "SELECT CASE WHEN t.person IS NULL THEN e.name ELSE substr (t.person, 1, 1) || '某某' END,"
    " CASE WHEN t.person IS NULL THEN e.credit_code ELSE '' END,"
    " CASE WHEN t.person IS NULL THEN substr (e.legal_rep, 1, 1) || '某某' ELSE '' END, t.doc_no,"
    " t.facts, t.basis, t.kind, ka_decimal (t.amount, 2), t.decided,"
    " CASE WHEN t.published <= :day THEN t.published ELSE '' END FROM penalty t"
    " JOIN enterprise e ON e.id = t.enterprise WHERE t.decided <= :day"
    " AND t.decided > ka_add_months (:day, -12) ORDER BY t.decided, t.id",
    "依据：《安全生产法》第七十八条，作出处罚决定后七个工作日内公开曝光；一年以内作出的决定。" },
  { "exams", "inspection", "“逢查必考”考试情况",
    "矿山;所在镇街;上年|人数;上年|合格;上年|合格率(%);本年|人数;本年|合格;本年|合格率(%);升降(百分点)",
    exam_widths,
    "SELECT x.name, x.town, x.n0, x.p0, COALESCE (ka_decimal (x.r0, 1), '—'), x.n1, x.p1,"
    " COALESCE (ka_decimal (x.r1, 1), '—'), COALESCE (ka_decimal (x.r1 - x.r0, 1), '—') FROM"
    " (SELECT y.*, (y.p0 * 2000 / NULLIF (y.n0, 0) + 1) / 2 AS r0,"
    "  (y.p1 * 2000 / NULLIF (y.n1, 0) + 1) / 2 AS r1 FROM"
    "  (SELECT m.id, m.name, m.town, " EXAMS ("examined", BEFORE) " AS n0, " EXAMS (
      "exam_passed",
      BEFORE) " AS p0, " EXAMS ("examined", NOW) " AS n1, " EXAMS ("exam_passed",
                                                                   NOW) " AS p1 FROM mine m"
                                                                        " JOIN inspection i ON"
                                                                        " i.mine = m.id AND"
                                                                        " i.examined > 0"
                                                                        " GROUP BY m.id) AS y"
                                                                        " WHERE y.n0 + y.n1 >"
                                                                        " 0) AS x ORDER BY"
                                                                        " x.town, x.name, x.id",
    "依据：渝安办〔2025〕13号第七部分（逢查必考）；率按合格人数除以考试人数计算，保留一位小数。" },
};

const KaListForm *
ka_list_forms (guint *n)
{
  *n = G_N_ELEMENTS (forms);
  return forms;
}

const KaListForm *
ka_list_form_get (const KaKind *kind, const char *id)
{
  g_return_val_if_fail (kind != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (strcmp (forms[i].kind, kind->id) == 0 && (id == NULL || strcmp (forms[i].id, id) == 0))
      return &forms[i];
  return NULL;
}

/* ---- its rows ---- */

static void
add_columns (KaTable *table, const KaListForm *form)
{
  g_auto (GStrv) headings = g_strsplit (form->headings, ";", -1);

  ka_table_add_column (table, "序号", form->widths[0], KA_ALIGN_CENTER);
  for (guint i = 0; headings[i] != NULL; i++)
    ka_table_add_column (table, headings[i], form->widths[i + 1], KA_ALIGN_LEFT);
  ka_table_set_note (table, form->note);
}

static void
bind_days (KaCursor *cursor, KaDay day)
{
  g_autofree char *today = ka_day_to_iso (day);
  int year;

  ka_day_get_ymd (day, &year, NULL, NULL);
  for (int back = 0; back < 2; back++)
    {
      g_autofree char *first = g_strdup_printf ("%d-01-01", year - back);
      g_autofree char *last = g_strdup_printf ("%d-12-31", year - back);

      ka_cursor_bind_text (cursor, back == 0 ? ":year_start" : ":before_start", first);
      ka_cursor_bind_text (cursor, back == 0 ? ":year_end" : ":before_end", last);
    }
  ka_cursor_bind_text (cursor, ":day", today);
  ka_cursor_bind_int (cursor, ":year", year);
}

KaTable *
ka_list_form_table (KaLedger *ledger, const KaListForm *form, KaDay day, GError **error)
{
  g_autoptr (KaOfficial) official = ka_official_begin ();
  g_autoptr (KaTable) table = ka_table_new (NULL);
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) local = NULL;
  guint n = 0;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && form != NULL, NULL);

  add_columns (table, form);
  cursor = ka_cursor_new (ledger, form->sql, error);
  if (cursor == NULL)
    return NULL;
  bind_days (cursor, day);
  while (ka_cursor_next (cursor, &local))
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (cells, g_strdup_printf ("%u", ++n));
      for (guint c = 1; c < ka_table_get_n_columns (table); c++)
        {
          const char *text = ka_cursor_get_text (cursor, c - 1);

          g_ptr_array_add (cells, g_strdup (text != NULL ? text : ""));
        }
      g_ptr_array_add (cells, NULL);
      ka_table_add_row (table, KA_ROW_PLAIN, (const char *const *)cells->pdata);
    }
  if (local == NULL)
    return g_steal_pointer (&table);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* ---- on paper ---- */

static void
begin_list (KaLedger *ledger, KaDoc *doc, KaDay day, const char *title, gboolean landscape)
{
  g_autofree char *date = ka_day_to_chinese (day);
  g_autofree char *copies
    = g_strdup_printf ("%s　%s　监督电话：12350", ka_ledger_setting (ledger, "bureau.name"), date);
  KaDocForm form = { .name = title, .copies = copies, .landscape = landscape };

  ka_doc_begin_form (doc, &form);
}

KaDoc *
ka_list_form_make_doc (KaLedger *ledger, const KaListForm *form, KaDay day, GError **error)
{
  g_autoptr (KaTable) table = ka_list_form_table (ledger, form, day, error);
  KaDoc *doc;

  if (table == NULL)
    return NULL;
  doc = ka_doc_new ();
  begin_list (ledger, doc, day, form->title, TRUE);
  ka_doc_add_table (doc, table);
  return doc;
}

/* ---- 一矿一档 ---- */

char *
ka_dossier_title (KaLedger *ledger, const KaKind *kind, gint64 id)
{
  return g_strdup_printf ("%s%s", ka_ledger_title (ledger, kind, id),
                          strcmp (kind->id, "mine") == 0     ? "一矿一档"
                          : strcmp (kind->id, "person") == 0 ? "资质档案"
                                                             : "一企一档");
}

/* 2025年10月, or the day that lies between what was and what is to come. */
static char *
name_section (const KaEvent *event, const KaEvent *before, KaDay day)
{
  int year, month, old_year = 0, old_month = 0;

  ka_day_get_ymd (event->day, &year, &month, NULL);
  if (before != NULL)
    ka_day_get_ymd (before->day, &old_year, &old_month, NULL);
  if (before != NULL && before->day > day && event->day <= day)
    {
      g_autofree char *today = ka_day_to_chinese (day);

      return g_strdup_printf ("（以上为%s以后的期限）%d年%d月", today, year, month);
    }
  if (year == old_year && month == old_month)
    return NULL;
  return g_strdup_printf ("%d年%d月", year, month);
}

static void
add_event (KaTable *table, KaLedger *ledger, const KaEvent *event, gboolean of_mine, KaDay day)
{
  g_autofree char *date = ka_day_to_iso (event->day);
  const char *mine
    = event->mine != 0 ? ka_ledger_title (ledger, ka_kind_get ("mine"), event->mine) : "";
  const char *state = !event->term ? "" : event->day < day ? "已逾期" : "待办";

  if (of_mine)
    ka_table_add_cells (table, KA_ROW_PLAIN, date, ka_event_sort_id (event->sort), event->text,
                        state, NULL);
  else
    ka_table_add_cells (table, KA_ROW_PLAIN, date, ka_event_sort_id (event->sort), event->text,
                        state, mine, NULL);
}

KaTable *
ka_dossier_table (KaLedger *ledger,
                  const KaKind *kind,
                  gint64 id,
                  KaDay day,
                  gboolean sections,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (KaOfficial) official = ka_official_begin ();
  g_autoptr (GPtrArray) events = ka_timeline_find (ledger, kind, id, day, cancellable, error);
  g_autoptr (KaTable) table = ka_table_new (NULL);
  gboolean of_mine = strcmp (kind->id, "mine") == 0;

  if (events == NULL)
    return NULL;
  ka_table_add_column (table, "日期", 6, KA_ALIGN_LEFT);
  ka_table_add_column (table, "类别", 6, KA_ALIGN_LEFT);
  ka_table_add_column (table, "事项", 34, KA_ALIGN_LEFT);
  ka_table_add_column (table, "期限", 4, KA_ALIGN_LEFT);
  if (!of_mine)
    ka_table_add_column (table, "矿山", 10, KA_ALIGN_LEFT);
  for (guint i = 0; i < events->len; i++)
    {
      const KaEvent *event = events->pdata[i];
      g_autofree char *section
        = sections ? name_section (event, i > 0 ? events->pdata[i - 1] : NULL, day) : NULL;

      if (section != NULL)
        ka_table_add_cells (table, KA_ROW_SECTION, section, NULL);
      add_event (table, ledger, event, of_mine, day);
    }
  return g_steal_pointer (&table);
}

static KaDoc *
make_dossier (KaLedger *ledger,
              const KaKind *kind,
              gint64 id,
              KaDay day,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (KaOfficial) official = ka_official_begin ();
  g_autoptr (KaTable) table = ka_dossier_table (ledger, kind, id, day, TRUE, cancellable, error);
  g_autoptr (KaDoc) doc = ka_doc_new ();
  g_autofree char *title
    = g_strdup_printf ("%s大事记", table != NULL ? ka_ledger_title (ledger, kind, id) : "");

  if (table == NULL || !ka_paper_add_registry (doc, ledger, kind, id, day, error))
    return NULL;
  begin_list (ledger, doc, day, title, FALSE);
  ka_doc_add_table (doc, table);
  return g_steal_pointer (&doc);
}

/* ---- files ---- */

typedef struct
{
  KaLedger *ledger;
  KaTable *table;
  const char *title;
  KaDay day;
} Filling;

static gboolean
fill_book (KaWorkbook *book, gpointer data, GCancellable *cancellable, GError **error)
{
  const Filling *filling = data;
  lxw_doc_properties properties
    = { .title = (char *)filling->title,
        .author = (char *)ka_ledger_setting (filling->ledger, "bureau.name"),
        .created = (time_t)filling->day * 24 * 60 * 60 };

  workbook_set_properties (book->workbook, &properties);
  ka_workbook_write_table (book, ka_workbook_add_sheet (book, filling->title), filling->title,
                           filling->table);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
is_workbook (const char *path)
{
  g_autofree char *folded = g_ascii_strdown (path, -1);

  return g_str_has_suffix (folded, ".xlsx");
}

static gboolean
write_doc (KaLedger *ledger,
           KaDoc *doc,
           const char *title,
           KaDay day,
           const char *path,
           GPtrArray *warnings,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *today = ka_day_to_iso (day);
  g_autofree char *date = g_strconcat (today, "T09:00:00+08:00", NULL);
  KaDocMeta meta
    = { .title = title, .author = ka_ledger_setting (ledger, "bureau.name"), .date = date };

  return doc != NULL && ka_doc_write_pdf (doc, path, &meta, NULL, warnings, cancellable, error);
}

gboolean
ka_list_form_write (KaLedger *ledger,
                    const KaListForm *form,
                    KaDay day,
                    const char *path,
                    GPtrArray *warnings,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (KaDoc) doc = NULL;
  g_autoptr (KaTable) table = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  if (is_workbook (path))
    {
      table = ka_list_form_table (ledger, form, day, error);
      return table != NULL
             && ka_workbook_write (path, fill_book, &(Filling){ ledger, table, form->title, day },
                                   cancellable, error);
    }
  doc = ka_list_form_make_doc (ledger, form, day, error);
  return write_doc (ledger, doc, form->title, day, path, warnings, cancellable, error);
}

gboolean
ka_dossier_write_list (KaLedger *ledger,
                       const KaKind *kind,
                       gint64 id,
                       KaDay day,
                       const char *path,
                       GPtrArray *warnings,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *title = NULL;
  g_autoptr (KaDoc) doc = NULL;
  g_autoptr (KaTable) table = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && path != NULL, FALSE);

  title = ka_dossier_title (ledger, kind, id);
  if (is_workbook (path))
    {
      table = ka_dossier_table (ledger, kind, id, day, FALSE, cancellable, error);
      return table != NULL
             && ka_workbook_write (path, fill_book, &(Filling){ ledger, table, title, day },
                                   cancellable, error);
    }
  doc = make_dossier (ledger, kind, id, day, cancellable, error);
  return write_doc (ledger, doc, title, day, path, warnings, cancellable, error);
}
