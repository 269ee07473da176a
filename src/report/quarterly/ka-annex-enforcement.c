/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-annex.h"

#include <ka-check.h>
#include <ka-decimal.h>
#include <ka-discredit-state.h>

#include "ka-doc.h"
#include "ka-plan-paper.h"

/* ---- 3 检查执法统计表: the same figures, cut by month and by town ---- */

typedef struct
{
  const char *heading;
  const char *figure; /* or NULL: the ratio of the two columns before */
  double width;
} Column;

static const Column columns[] = {
  { "计划检查（家次）", "plan", 4 },
  { "现场检查（家次）", "inspections", 4 },
  { "逢查必考（人）", "exams.people", 4 },
  { "发现隐患（处）|一般", "hazards.general", 4 },
  { "发现隐患（处）|重大", "hazards.major", 4 },
  { "到期隐患（处）|应改", "hazards.due", 4 },
  { "到期隐患（处）|已改", "hazards.due_done", 4 },
  { "到期隐患（处）|整改率", NULL, 5 },
  { "销号（处）", "hazards.closed", 4 },
  { "立案（件）", "penalties.filed", 4 },
  { "处罚决定（件）", "penalties", 4 },
  { "罚款（万元）", "penalties.amount", 5 },
};

/* The town of a row, by the mine that it is about or else its enterprise. */
static const char *
get_town_sql (const char *kind)
{
  if (g_str_equal (kind, "penalty"))
    return "COALESCE ((SELECT m.town FROM mine m WHERE m.id = t.mine),"
           " (SELECT e.town FROM enterprise e WHERE e.id = t.enterprise))";
  return "(SELECT m.town FROM mine m WHERE m.id = t.mine)";
}

typedef struct
{
  gint64 sum;
  gboolean unfilled; /* rows there are, but none gives what is summed up */
} Part;

/* A figure over a span by the parts that `by` cuts it into: label ("" where it is empty) → Part. */
static GHashTable *
cut_figure (KaFigures *figures, const char *name, KaSpan span, const char *by, GError **error)
{
  const KaFigureSpec *spec = ka_figure_spec (name);
  g_autoptr (GHashTable) parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) parameters = ka_figures_parameters (figures, span);
  g_autofree char *where = ka_figure_where (spec);
  g_autofree char *sql = NULL;
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) local = NULL;

  sql = g_strdup_printf (
    "SELECT x.part, SUM (x.n), COUNT (x.n) FROM (SELECT %s AS part, %s AS n FROM %s t"
    " WHERE (%s) AND %s BETWEEN :start AND :end) x GROUP BY x.part",
    by, spec->sum != NULL ? spec->sum : "1", spec->kind, where, spec->date);
  cursor = ka_cursor_new (ka_figures_get_ledger (figures), sql, error);
  if (cursor == NULL)
    return NULL;
  ka_indicator_bind (cursor, parameters);
  while (ka_cursor_next (cursor, &local))
    {
      const char *part = ka_cursor_get_text (cursor, 0);
      Part read
        = { .sum = ka_cursor_get_int (cursor, 1), .unfilled = ka_cursor_get_int (cursor, 2) == 0 };

      g_hash_table_insert (parts, g_strdup (part != NULL ? part : ""),
                           g_memdup2 (&read, sizeof read));
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&parts);
}

/* All columns cut alike: GHashTable or NULL for each. */
static GPtrArray *
cut_columns (KaFigures *figures, KaSpan span, gboolean by_month, GError **error)
{
  g_autoptr (GPtrArray) cuts = g_ptr_array_new_with_free_func ((GDestroyNotify)g_hash_table_unref);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *month = NULL;
      const KaFigureSpec *spec;
      GHashTable *cut;

      if (columns[i].figure == NULL)
        {
          g_ptr_array_add (cuts, g_hash_table_new (g_str_hash, g_str_equal));
          continue;
        }
      spec = ka_figure_spec (columns[i].figure);
      month = g_strdup_printf ("substr (%s, 1, 7)", spec->date);
      cut = cut_figure (figures, columns[i].figure, span,
                        by_month ? month : get_town_sql (spec->kind), error);
      if (cut == NULL)
        return NULL;
      g_ptr_array_add (cuts, cut);
    }
  return g_steal_pointer (&cuts);
}

static Part
look_up (GPtrArray *cuts, guint column, const char *part)
{
  static const Part none = { 0, FALSE };
  const Part *found = g_hash_table_lookup (g_ptr_array_index (cuts, column), part);

  return found != NULL ? *found : none;
}

/* suffix: of the figure that the part is cut from. */
static char *
format_part (GPtrArray *cuts, guint column, const char *part, const char *suffix)
{
  g_autofree char *ratio = NULL;
  g_autofree char *text = NULL;
  gint64 upper, lower;

  if (columns[column].figure != NULL)
    {
      if (look_up (cuts, column, part).unfilled)
        return g_strdup ("未填");
      upper = look_up (cuts, column, part).sum;
      text = ka_decimal_format (upper, ka_figure_spec (columns[column].figure)->places);
      if (upper == 0)
        return g_steal_pointer (&text);
      return g_strdup_printf (KA_DOC_LINK "kuangan:figure/%s%s" KA_DOC_LINK_TEXT
                                          "%s" KA_DOC_LINK_END,
                              columns[column].figure, suffix, text);
    }
  upper = look_up (cuts, column - 1, part).sum;
  lower = look_up (cuts, column - 2, part).sum;
  ratio = ka_ratio_format (upper, lower);
  return lower > 0 ? g_strconcat (ratio, "%", NULL) : g_steal_pointer (&ratio);
}

static void
add_parts (KaTable *table, GPtrArray *cuts, const char *label, const char *part, const char *suffix)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (cells, g_strdup (label));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_ptr_array_add (cells, format_part (cuts, i, part, suffix));
  ka_annex_add_row (table, KA_ROW_PLAIN, cells);
}

/* suffix: "" for the quarter, ".year". */
static void
add_sums (KaFigures *figures, KaTable *table, const char *label, const char *suffix)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (cells, g_strdup (label));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *name
        = g_strconcat (columns[i].figure != NULL ? columns[i].figure : "", suffix, NULL);
      g_autofree char *upper = g_strconcat ("hazards.due_done", suffix, NULL);
      g_autofree char *lower = g_strconcat ("hazards.due", suffix, NULL);
      g_autofree char *ratio = NULL;

      if (columns[i].figure != NULL)
        {
          g_ptr_array_add (cells, ka_annex_figure (figures, name));
          continue;
        }
      ratio
        = ka_ratio_format (ka_figures_number (figures, upper), ka_figures_number (figures, lower));
      g_ptr_array_add (cells, ka_figures_number (figures, lower) > 0
                                ? g_strconcat (ratio, "%", NULL)
                                : g_strdup (ratio));
    }
  ka_annex_add_row (table, KA_ROW_TOTAL, cells);
}

static KaTable *
make_statistics_table (const char *title, const char *first)
{
  KaTable *table = ka_table_new (title);

  ka_table_add_column (table, first, 6, KA_ALIGN_CENTER);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    ka_table_add_column (table, columns[i].heading, columns[i].width, KA_ALIGN_RIGHT);
  return table;
}

static gboolean
add_months (KaFigures *figures, KaAnnex *annex, GError **error)
{
  g_autofree char *title
    = g_strdup_printf ("表3-1 %s年按月统计", ka_figures_text (figures, "year"));
  g_autoptr (GPtrArray) cuts = cut_columns (figures, KA_SPAN_YEAR, TRUE, error);
  KaTable *table;
  int year, last;

  if (cuts == NULL)
    return FALSE;
  table = make_statistics_table (title, "月份");
  ka_annex_take_table (annex, "检查执法按月", table);
  ka_day_get_ymd (ka_figures_get_day (figures), &year, &last, NULL);
  for (int month = 1; month <= last; month++)
    {
      g_autofree char *part = g_strdup_printf ("%04d-%02d", year, month);
      g_autofree char *label = g_strdup_printf ("%d月", month);

      add_parts (table, cuts, label, part, ".year");
    }
  add_sums (figures, table, "本季小计", "");
  add_sums (figures, table, "本年合计", ".year");
  ka_table_set_note (table, "注：整改率只计到期应改的隐患；没有到期应改隐患的写“—”。");
  return TRUE;
}

static gboolean
add_towns (KaFigures *figures, KaAnnex *annex, GError **error)
{
  const KaField *field = ka_kind_field (ka_kind_get ("mine"), "town");
  g_autofree char *title
    = g_strdup_printf ("表3-2 %s按镇街统计", ka_figures_text (figures, "quarter"));
  g_autoptr (GPtrArray) cuts = cut_columns (figures, KA_SPAN_QUARTER, FALSE, error);
  g_autofree const char **towns = ka_field_choices (field, KA_DAY_NONE);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  KaTable *table;

  if (cuts == NULL)
    return FALSE;
  for (guint i = 0; i < cuts->len; i++)
    {
      GHashTableIter iter;
      gpointer part;

      g_hash_table_iter_init (&iter, g_ptr_array_index (cuts, i));
      while (g_hash_table_iter_next (&iter, &part, NULL))
        g_hash_table_add (seen, part);
    }
  table = make_statistics_table (title, "镇街");
  ka_annex_take_table (annex, "检查执法按镇街", table);
  for (guint i = 0; towns[i] != NULL; i++)
    if (g_hash_table_contains (seen, towns[i]))
      {
        g_autofree char *label = ka_field_display (field, towns[i], FALSE);

        add_parts (table, cuts, label, towns[i], "");
      }
  if (g_hash_table_contains (seen, ""))
    add_parts (table, cuts, "镇街未填", "", "");
  add_sums (figures, table, "本季合计", "");
  return TRUE;
}

/* Plan against done of the quarter, with why it went otherwise; where there is a plan. */
static gboolean
add_plan (KaFigures *figures, KaAnnex *annex, GError **error)
{
  KaQuarter quarter = ka_figures_get_quarter (figures);
  guint last = (guint)(quarter % 4 + 1) * 3;
  g_autoptr (KaPlanSheet) sheet = ka_plan_sheet_new (ka_figures_get_ledger (figures), quarter / 4,
                                                     ka_figures_get_day (figures), error);

  if (sheet == NULL)
    return FALSE;
  /* The report is of a quarter that has ended: what its text calls 未执行 is 逾期未查 here. */
  ka_plan_sheet_close_day (sheet);
  if (sheet->months[0].planned > 0)
    ka_annex_take_table (annex, "计划执行", ka_plan_compare_table (sheet, last - 2, last));
  return TRUE;
}

KaAnnex *
ka_annex_inspections (KaFigures *figures, GError **error)
{
  g_autoptr (KaAnnex) annex = ka_annex_new ("检查执法情况统计表", TRUE);

  if (!add_months (figures, annex, error) || !add_towns (figures, annex, error)
      || !add_plan (figures, annex, error))
    return NULL;
  return g_steal_pointer (&annex);
}

/* ---- 4 重大事故隐患清单 ---- */

static char *
count_overdue (KaFigures *figures, const KaRecord *hazard)
{
  KaDay day = ka_figures_get_day (figures);
  const char *deadline = ka_record_get (hazard, "deadline");
  const char *rectified = ka_record_get (hazard, "rectified");
  const char *closed = ka_record_get (hazard, "closed");
  KaDay due = deadline != NULL ? ka_day_from_iso (deadline) : KA_DAY_NONE;

  if (due == KA_DAY_NONE || due >= day || (rectified != NULL && ka_day_from_iso (rectified) <= day)
      || (closed != NULL && ka_day_from_iso (closed) <= day))
    return g_strdup ("");
  return g_strdup_printf ("%d", day - due);
}

static char *
show_flag (const KaRecord *record, const char *field)
{
  const char *value = ka_record_get (record, field);

  if (value == NULL)
    return g_strdup ("未填");
  return g_strdup (g_str_equal (value, "1") ? "是" : "否");
}

static KaTable *
make_hazard_table (void)
{
  KaTable *table = ka_table_new (NULL);

  ka_table_add_column (table, "序号", 3, KA_ALIGN_CENTER);
  ka_table_add_column (table, "矿山名称", 7, KA_ALIGN_LEFT);
  ka_table_add_column (table, "隐患描述", 14, KA_ALIGN_LEFT);
  ka_table_add_column (table, "判定条款", 5, KA_ALIGN_CENTER);
  ka_table_add_column (table, "来源", 4, KA_ALIGN_CENTER);
  ka_table_add_column (table, "发现日期", 6, KA_ALIGN_CENTER);
  ka_table_add_column (table, "停产撤人", 3, KA_ALIGN_CENTER);
  ka_table_add_column (table, "五落实|责任人", 4, KA_ALIGN_CENTER);
  ka_table_add_column (table, "五落实|措施", 9, KA_ALIGN_LEFT);
  ka_table_add_column (table, "五落实|资金（万元）", 4, KA_ALIGN_RIGHT);
  ka_table_add_column (table, "五落实|时限", 6, KA_ALIGN_CENTER);
  ka_table_add_column (table, "五落实|预案", 3, KA_ALIGN_CENTER);
  ka_table_add_column (table, "挂牌督办", 4, KA_ALIGN_CENTER);
  ka_table_add_column (table, "销号日期", 6, KA_ALIGN_CENTER);
  ka_table_add_column (table, "超期天数", 3, KA_ALIGN_RIGHT);
  return table;
}

static void
add_hazard (KaFigures *figures, KaTable *table, const KaRecord *hazard, guint number)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  const char *closed = ka_record_get (hazard, "closed");

  g_ptr_array_add (cells, g_strdup_printf ("%u", number));
  g_ptr_array_add (cells, ka_annex_show (figures, hazard, "mine"));
  g_ptr_array_add (cells, ka_annex_show (figures, hazard, "description"));
  g_ptr_array_add (cells, g_strdup (ka_record_get (hazard, "criterion") != NULL
                                      ? ka_record_get (hazard, "criterion")
                                      : ""));
  g_ptr_array_add (cells, ka_annex_show (figures, hazard, "source"));
  g_ptr_array_add (cells, ka_annex_show_day (hazard, "found"));
  g_ptr_array_add (cells, show_flag (hazard, "halted"));
  g_ptr_array_add (cells, ka_annex_show (figures, hazard, "responsible"));
  g_ptr_array_add (cells, ka_annex_show (figures, hazard, "measures"));
  g_ptr_array_add (cells, ka_annex_show (figures, hazard, "funds"));
  g_ptr_array_add (cells, ka_annex_show_day (hazard, "deadline"));
  g_ptr_array_add (cells, g_strdup (ka_record_get (hazard, "contingency") != NULL ? "有" : "未填"));
  g_ptr_array_add (cells, ka_annex_show (figures, hazard, "supervised"));
  g_ptr_array_add (cells, closed != NULL && ka_day_from_iso (closed) <= ka_figures_get_day (figures)
                            ? g_strdup (closed)
                            : g_strdup (""));
  g_ptr_array_add (cells, count_overdue (figures, hazard));
  ka_annex_add_row (table, KA_ROW_PLAIN, cells);
}

KaAnnex *
ka_annex_hazards (KaFigures *figures, GError **error)
{
  g_autoptr (KaAnnex) annex = ka_annex_new ("重大事故隐患清单", TRUE);
  g_autoptr (GPtrArray) hazards = NULL;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  KaTable *table;

  /* What is open, and what was found or closed in the quarter. */
  hazards = ka_annex_records (figures, "hazard",
                              "t.level = '重大' AND t.found <= :day AND (t.found >= :start"
                              " OR t.closed IS NULL OR t.closed >= :start)",
                              error);
  if (hazards == NULL)
    return NULL;
  table = make_hazard_table ();
  ka_annex_take_table (annex, "重大事故隐患", table);
  for (guint i = 0; i < hazards->len; i++)
    add_hazard (figures, table, g_ptr_array_index (hazards, i), i + 1);
  g_ptr_array_add (cells, g_strdup ("在册"));
  g_ptr_array_add (cells, ka_annex_figure (figures, "majors.open"));
  g_ptr_array_add (cells, g_strdup ("其中超期未整改"));
  g_ptr_array_add (cells, ka_annex_figure (figures, "majors.overdue"));
  ka_annex_add_row (table, KA_ROW_TOTAL, cells);
  ka_table_set_note (
    table, "注：列出截至季度末在册的和本季发现、销号的重大事故隐患；判定条款见矿安〔2022〕88号、"
           "矿安〔2024〕41号。");
  return g_steal_pointer (&annex);
}

/* ---- 5 行政处罚与失信惩戒 ---- */

static char *
show_amount (const KaRecord *penalty)
{
  const char *amount = ka_record_get (penalty, "amount");
  gint64 cents;

  if (amount == NULL || !ka_decimal_parse (amount, 2, &cents, NULL))
    return g_strdup ("");
  return ka_decimal_format (cents, 6);
}

static char *
show_party (KaFigures *figures, const KaRecord *penalty)
{
  g_autofree char *enterprise = ka_annex_show (figures, penalty, "enterprise");
  const char *person = ka_record_get (penalty, "person");

  return person != NULL ? g_strdup_printf ("%s（%s）", person, enterprise)
                        : g_steal_pointer (&enterprise);
}

static gboolean
add_penalties (KaFigures *figures, KaAnnex *annex, GError **error)
{
  KaTable *table = ka_table_new ("表5-1 行政处罚");
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) penalties = NULL;

  ka_annex_take_table (annex, "行政处罚", table);
  ka_table_add_column (table, "序号", 3, KA_ALIGN_CENTER);
  ka_table_add_column (table, "处罚决定书文号", 9, KA_ALIGN_LEFT);
  ka_table_add_column (table, "当事人", 12, KA_ALIGN_LEFT);
  ka_table_add_column (table, "违法事实", 14, KA_ALIGN_LEFT);
  ka_table_add_column (table, "处罚依据", 12, KA_ALIGN_LEFT);
  ka_table_add_column (table, "种类", 4, KA_ALIGN_CENTER);
  ka_table_add_column (table, "罚款（万元）", 4, KA_ALIGN_RIGHT);
  ka_table_add_column (table, "决定日期", 6, KA_ALIGN_CENTER);
  ka_table_add_column (table, "执行完毕", 6, KA_ALIGN_CENTER);
  ka_table_add_column (table, "公示日期", 6, KA_ALIGN_CENTER);
  penalties = ka_annex_records (figures, "penalty", "t.decided BETWEEN :start AND :end", error);
  if (penalties == NULL)
    return FALSE;
  for (guint i = 0; i < penalties->len; i++)
    {
      const KaRecord *penalty = g_ptr_array_index (penalties, i);

      g_ptr_array_add (cells, g_strdup_printf ("%u", i + 1));
      g_ptr_array_add (cells, ka_annex_show (figures, penalty, "doc_no"));
      g_ptr_array_add (cells, show_party (figures, penalty));
      g_ptr_array_add (cells, ka_annex_show (figures, penalty, "facts"));
      g_ptr_array_add (cells, ka_annex_show (figures, penalty, "basis"));
      g_ptr_array_add (cells, ka_annex_show (figures, penalty, "kind"));
      g_ptr_array_add (cells, show_amount (penalty));
      g_ptr_array_add (cells, ka_annex_show_day (penalty, "decided"));
      g_ptr_array_add (cells, ka_annex_show_day (penalty, "executed"));
      g_ptr_array_add (cells, ka_annex_show_day (penalty, "published"));
      ka_annex_add_row (table, KA_ROW_PLAIN, cells);
    }
  g_ptr_array_add (cells, g_strdup ("合计"));
  g_ptr_array_add (cells, ka_annex_figure (figures, "penalties"));
  for (guint i = 2; i < 6; i++)
    g_ptr_array_add (cells, g_strdup (""));
  g_ptr_array_add (cells, ka_annex_figure (figures, "penalties.amount"));
  ka_annex_add_row (table, KA_ROW_TOTAL, cells);
  return TRUE;
}

static char *
show_state (KaFigures *figures, const KaRecord *discredit)
{
  const char *removed = ka_record_get (discredit, "removed");
  g_autofree char *way = NULL;

  if (removed == NULL || ka_day_from_iso (removed) > ka_figures_get_day (figures))
    return g_strdup ("在列");
  way = ka_annex_show (figures, discredit, "removal");
  return g_strdup_printf ("%s%s", removed, *way != '\0' ? way : "移出");
}

static char *
show_end (const KaRecord *discredit)
{
  KaDay last = ka_discredit_last_day (discredit);

  return last != KA_DAY_NONE ? ka_day_to_iso (last) : g_strdup ("");
}

static gboolean
add_discredits (KaFigures *figures, KaAnnex *annex, GError **error)
{
  KaTable *table = ka_table_new ("表5-2 失信名单变动");
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) discredits = NULL;

  ka_annex_take_table (annex, "失信惩戒", table);
  ka_table_add_column (table, "序号", 3, KA_ALIGN_CENTER);
  ka_table_add_column (table, "主体", 3, KA_ALIGN_CENTER);
  ka_table_add_column (table, "名称", 14, KA_ALIGN_LEFT);
  ka_table_add_column (table, "名单类型", 7, KA_ALIGN_LEFT);
  ka_table_add_column (table, "列入事由", 16, KA_ALIGN_LEFT);
  ka_table_add_column (table, "列入决定文号", 9, KA_ALIGN_LEFT);
  ka_table_add_column (table, "列入日期", 6, KA_ALIGN_CENTER);
  ka_table_add_column (table, "期满日期", 6, KA_ALIGN_CENTER);
  ka_table_add_column (table, "惩戒措施", 9, KA_ALIGN_LEFT);
  ka_table_add_column (table, "状态", 5, KA_ALIGN_CENTER);
  discredits = ka_annex_records (
    figures, "discredit", "t.listed <= :day AND (t.removed IS NULL OR t.removed >= :start)", error);
  if (discredits == NULL)
    return FALSE;
  for (guint i = 0; i < discredits->len; i++)
    {
      const KaRecord *discredit = g_ptr_array_index (discredits, i);
      const char *person = ka_record_get (discredit, "person");

      g_ptr_array_add (cells, g_strdup_printf ("%u", i + 1));
      g_ptr_array_add (cells, ka_annex_show (figures, discredit, "subject"));
      g_ptr_array_add (cells, person != NULL ? g_strdup (person)
                                             : ka_annex_show (figures, discredit, "enterprise"));
      g_ptr_array_add (cells, ka_annex_show (figures, discredit, "list"));
      g_ptr_array_add (cells, ka_annex_show (figures, discredit, "reason"));
      g_ptr_array_add (cells, ka_annex_show (figures, discredit, "decision_no"));
      g_ptr_array_add (cells, ka_annex_show_day (discredit, "listed"));
      g_ptr_array_add (cells, show_end (discredit));
      g_ptr_array_add (cells, ka_annex_show (figures, discredit, "restrictions"));
      g_ptr_array_add (cells, show_state (figures, discredit));
      ka_annex_add_row (table, KA_ROW_PLAIN, cells);
    }
  g_ptr_array_add (cells, g_strdup ("在列"));
  g_ptr_array_add (cells, ka_annex_figure (figures, "discredits"));
  ka_annex_add_row (table, KA_ROW_TOTAL, cells);
  return TRUE;
}

KaAnnex *
ka_annex_penalties (KaFigures *figures, GError **error)
{
  g_autoptr (KaAnnex) annex = ka_annex_new ("行政处罚与失信惩戒情况表", TRUE);

  if (!add_penalties (figures, annex, error) || !add_discredits (figures, annex, error))
    return NULL;
  return g_steal_pointer (&annex);
}
