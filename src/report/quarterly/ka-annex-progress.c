/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-annex.h"

#include <ka-decimal.h>

/* ---- 6 典型案例: in full on paper, one a row in the workbook ---- */

static void
append_field (KaFigures *figures, GString *text, const KaRecord *record, const char *field)
{
  g_autofree char *value = ka_annex_show (figures, record, field);

  if (*value != '\0')
    g_string_append_printf (text, "%s：%s\n", ka_kind_field (record->kind, field)->label, value);
}

static void
append_case (KaFigures *figures, GString *text, const KaRecord *record)
{
  static const char *const fields[]
    = { "kind",     "submitted_by", "party",   "occurred",     "agency",   "facts",
        "violated", "basis",        "outcome", "significance", "published" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    append_field (figures, text, record, fields[i]);
}

KaAnnex *
ka_annex_cases (KaFigures *figures, GError **error)
{
  static const char *const fields[]
    = { "title",    "kind",  "submitted_by", "party",        "facts",
        "violated", "basis", "outcome",      "significance", "reported" };
  static const double widths[] = { 14, 5, 8, 12, 24, 12, 12, 12, 14, 6 };
  g_autoptr (KaAnnex) annex = ka_annex_new ("典型案例", FALSE);
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  const KaKind *kind = ka_kind_get ("typical_case");
  KaTable *table = ka_table_new (NULL);

  ka_annex_take_table (annex, "典型案例", table);
  annex->tables_set = FALSE;
  ka_table_add_column (table, "序号", 3, KA_ALIGN_CENTER);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    ka_table_add_column (table, ka_kind_field (kind, fields[i])->label, widths[i], KA_ALIGN_LEFT);
  cases = ka_annex_records (figures, "typical_case", "t.reported BETWEEN :start AND :end", error);
  if (cases == NULL)
    return NULL;
  for (guint i = 0; i < cases->len; i++)
    {
      const KaRecord *record = g_ptr_array_index (cases, i);

      /* The heading's number is given by the document. */
      g_string_append_printf (text, "\x1f%s\n", ka_record_get (record, "title"));
      append_case (figures, text, record);
      g_ptr_array_add (cells, g_strdup_printf ("%u", i + 1));
      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        g_ptr_array_add (cells, ka_annex_show (figures, record, fields[f]));
      ka_annex_add_row (table, KA_ROW_PLAIN, cells);
    }
  if (cases->len == 0)
    g_string_append (text, "本季没有报送典型案例。");
  g_ptr_array_add (cells, g_strdup ("合计"));
  g_ptr_array_add (cells, ka_annex_figure (figures, "cases.sent"));
  ka_annex_add_row (table, KA_ROW_TOTAL, cells);
  annex->text = g_string_free (g_steal_pointer (&text), FALSE);
  return g_steal_pointer (&annex);
}

/* ---- 7 “八条硬措施”任务进展表 ---- */

static KaTable *
make_measure_table (void)
{
  KaTable *table = ka_table_new (NULL);

  ka_table_add_column (table, "编号", 3, KA_ALIGN_CENTER);
  ka_table_add_column (table, "措施类别", 6, KA_ALIGN_LEFT);
  ka_table_add_column (table, "责任主体", 4, KA_ALIGN_CENTER);
  ka_table_add_column (table, "工作任务", 18, KA_ALIGN_LEFT);
  ka_table_add_column (table, "进度要求", 5, KA_ALIGN_CENTER);
  ka_table_add_column (table, "责任单位", 7, KA_ALIGN_LEFT);
  ka_table_add_column (table, "落实情况", 4, KA_ALIGN_CENTER);
  ka_table_add_column (table, "进展情况", 11, KA_ALIGN_LEFT);
  ka_table_add_column (table, "存在问题", 9, KA_ALIGN_LEFT);
  ka_table_add_column (table, "下步举措", 9, KA_ALIGN_LEFT);
  ka_table_add_column (table, "处置", 3, KA_ALIGN_CENTER);
  ka_table_add_column (table, "回头看", 4, KA_ALIGN_CENTER);
  ka_table_set_grouped (table, 1, TRUE);
  return table;
}

/* The progress of each task in the quarter: id of the measure → KaRecord. */
static GHashTable *
read_progress (KaFigures *figures, GError **error)
{
  g_autofree char *quarter = ka_quarter_to_text (ka_figures_get_quarter (figures));
  g_autofree char *where
    = g_strdup_printf ("t.quarter = '%s' AND t.enterprise IS NULL AND t.town IS NULL", quarter);
  g_autoptr (GPtrArray) records = ka_annex_records (figures, "measure_progress", where, error);
  GHashTable *progress;

  if (records == NULL)
    return NULL;
  progress
    = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)ka_record_unref);
  for (guint i = 0; i < records->len; i++)
    {
      KaRecord *record = g_ptr_array_index (records, i);
      gint64 measure = ka_record_get_int (record, "measure", 0);

      g_hash_table_insert (progress, g_memdup2 (&measure, sizeof measure), ka_record_ref (record));
    }
  return progress;
}

static void
add_measure (KaFigures *figures, KaTable *table, const KaRecord *measure, const KaRecord *progress)
{
  static const char *const plain[] = { "no", "heading", "actor", "task", "due", "unit" };
  static const char *const reported[]
    = { "state", "progress", "problem", "next", "action", "review" };
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    g_ptr_array_add (cells, ka_annex_show (figures, measure, plain[i]));
  for (guint i = 0; i < G_N_ELEMENTS (reported); i++)
    {
      char *text
        = progress != NULL ? ka_annex_show (figures, progress, reported[i]) : g_strdup ("");

      if (i == 0 && *text == '\0')
        {
          g_free (text);
          text = g_strdup ("未填");
        }
      g_ptr_array_add (cells, text);
    }
  ka_annex_add_row (table, KA_ROW_PLAIN, cells);
}

KaAnnex *
ka_annex_measures (KaFigures *figures, GError **error)
{
  g_autoptr (KaAnnex) annex = ka_annex_new ("“八条硬措施”任务进展表", TRUE);
  g_autoptr (GPtrArray) measures
    = ka_annex_records (figures, "measure", ka_figure_spec ("measures")->where, error);
  g_autoptr (GHashTable) progress = measures != NULL ? read_progress (figures, error) : NULL;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  KaTable *table;

  if (progress == NULL)
    return NULL;
  table = make_measure_table ();
  ka_annex_take_table (annex, "八条硬措施进展", table);
  for (guint i = 0; i < measures->len; i++)
    {
      const KaRecord *measure = g_ptr_array_index (measures, i);

      add_measure (figures, table, measure, g_hash_table_lookup (progress, &measure->id));
    }
  g_ptr_array_add (cells, g_strdup ("合计"));
  g_ptr_array_add (cells, ka_annex_figure (figures, "measures"));
  for (guint i = 2; i < 5; i++)
    g_ptr_array_add (cells, g_strdup (""));
  g_ptr_array_add (cells, g_strdup ("其中落实"));
  g_ptr_array_add (cells, ka_annex_figure (figures, "progress.done"));
  g_ptr_array_add (cells,
                   g_strdup_printf ("落实率 %s", ka_figures_text (figures, "progress.rate")));
  ka_annex_add_row (table, KA_ROW_TOTAL, cells);
  return g_steal_pointer (&annex);
}

/* ---- 8 履职抽查和培训情况表 ---- */

/* 渝安办〔2025〕13号 三, 江津府办发〔2023〕11号 三(一)3: what falls short is named. */
static char *
judge_duty (const KaRecord *duty, gboolean working)
{
  static const struct
  {
    const char *field, *label;
    int least;
  } demands[] = {
    { "controller_days", "实际控制人履职", 10 }, { "controller_meetings", "研究重大问题", 1 },
    { "engineer_days", "总工程师在岗", 15 },     { "principal_checks", "主要负责人排查", 1 },
    { "major_checks", "重大隐患排查", 1 },
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (demands); i++)
    {
      if (ka_record_get (duty, demands[i].field) == NULL
          || (!working && g_str_equal (demands[i].field, "engineer_days")))
        continue;
      if (ka_record_get_int (duty, demands[i].field, 0) < demands[i].least)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "、" : "", demands[i].label);
    }
  if (text->len == 0)
    return g_strdup ("达标");
  g_string_append (text, "不足");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The mines that work: of others no engineer is asked for. */
static GHashTable *
read_working (KaFigures *figures, GError **error)
{
  g_autoptr (GHashTable) working
    = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (KaCursor) cursor
    = ka_cursor_new (ka_figures_get_ledger (figures),
                     "SELECT t.id FROM mine t WHERE t.status IN ('生产', '基建')", error);

  if (cursor == NULL)
    return NULL;
  while (ka_cursor_next (cursor, &local))
    {
      gint64 id = ka_cursor_get_int (cursor, 0);

      g_hash_table_add (working, g_memdup2 (&id, sizeof id));
    }
  if (local == NULL)
    return g_steal_pointer (&working);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
is_working (GHashTable *working, const KaRecord *duty)
{
  gint64 mine = ka_record_get_int (duty, "mine", 0);

  return g_hash_table_contains (working, &mine);
}

static int
compare_duties (gconstpointer a, gconstpointer b)
{
  const KaRecord *x = *(KaRecord *const *)a, *y = *(KaRecord *const *)b;
  gint64 mx = ka_record_get_int (x, "mine", 0), my = ka_record_get_int (y, "mine", 0);

  if (mx != my)
    return (mx > my) - (mx < my);
  return g_strcmp0 (ka_record_get (x, "month"), ka_record_get (y, "month"));
}

static gboolean
add_duties (KaFigures *figures, KaAnnex *annex, GError **error)
{
  static const char *const fields[] = { "mine",
                                        "month",
                                        "controller_days",
                                        "controller_meetings",
                                        "engineer_days",
                                        "principal_checks",
                                        "major_checks" };
  KaTable *table = ka_table_new ("表8-1 履职抽查");
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) duties = NULL;
  g_autoptr (GHashTable) working = NULL;

  ka_annex_take_table (annex, "履职抽查", table);
  ka_table_add_column (table, "矿山名称", 9, KA_ALIGN_LEFT);
  ka_table_add_column (table, "月份", 5, KA_ALIGN_CENTER);
  ka_table_add_column (table, "实际控制人|现场履职（工作日）", 5, KA_ALIGN_RIGHT);
  ka_table_add_column (table, "实际控制人|研究重大问题（次）", 5, KA_ALIGN_RIGHT);
  ka_table_add_column (table, "总工程师在岗（工作日）", 5, KA_ALIGN_RIGHT);
  ka_table_add_column (table, "隐患排查（次）|主要负责人", 4, KA_ALIGN_RIGHT);
  ka_table_add_column (table, "隐患排查（次）|重大隐患", 4, KA_ALIGN_RIGHT);
  ka_table_add_column (table, "评价", 12, KA_ALIGN_LEFT);
  ka_table_set_grouped (table, 0, TRUE);
  duties = ka_annex_records (figures, "duty", "t.month || '-01' BETWEEN :start AND :end", error);
  working = duties != NULL ? read_working (figures, error) : NULL;
  if (working == NULL)
    return FALSE;
  g_ptr_array_sort (duties, compare_duties);
  for (guint i = 0; i < duties->len; i++)
    {
      const KaRecord *duty = g_ptr_array_index (duties, i);

      for (guint f = 0; f < G_N_ELEMENTS (fields); f++)
        {
          const char *value = ka_record_get (duty, fields[f]);

          g_ptr_array_add (cells, f == 0          ? ka_annex_show (figures, duty, "mine")
                                  : value != NULL ? g_strdup (value)
                                                  : g_strdup ("未填"));
        }
      g_ptr_array_add (cells, judge_duty (duty, is_working (working, duty)));
      ka_annex_add_row (table, KA_ROW_PLAIN, cells);
    }
  g_ptr_array_add (cells, g_strdup ("合计"));
  g_ptr_array_add (cells, ka_annex_figure (figures, "duty"));
  g_ptr_array_add (cells, ka_annex_figure (figures, "duty.controller"));
  g_ptr_array_add (cells, ka_annex_figure (figures, "duty.meetings"));
  g_ptr_array_add (cells, ka_annex_figure (figures, "duty.engineer"));
  g_ptr_array_add (cells, ka_annex_figure (figures, "duty.principal"));
  g_ptr_array_add (cells, ka_annex_figure (figures, "duty.major"));
  g_ptr_array_add (cells,
                   g_strdup_printf ("不达标%s矿次", ka_figures_text (figures, "duty.short")));
  ka_annex_add_row (table, KA_ROW_TOTAL, cells);
  ka_table_set_note (
    table,
    "注：合计行月份栏为矿次数，其余各栏为不达标矿次；标准为实际控制人每月现场履职不少于10个工作日、"
    "研究重大问题不少于1次，总工程师在岗不少于15个工作日（生产、基建矿山），隐患排查不少于1次。");
  return TRUE;
}

static char *
show_rate (const KaRecord *training)
{
  gint64 attended = ka_record_get_int (training, "attended", 0);
  g_autofree char *ratio = NULL;

  if (ka_record_get (training, "passed") == NULL || attended == 0)
    return g_strdup ("—");
  ratio = ka_ratio_format (ka_record_get_int (training, "passed", 0), attended);
  return g_strconcat (ratio, "%", NULL);
}

static gboolean
add_trainings (KaFigures *figures, KaAnnex *annex, GError **error)
{
  KaTable *table = ka_table_new ("表8-2 培训宣讲");
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) trainings = NULL;

  ka_annex_take_table (annex, "培训宣讲", table);
  ka_table_add_column (table, "日期", 6, KA_ALIGN_CENTER);
  ka_table_add_column (table, "类别", 8, KA_ALIGN_LEFT);
  ka_table_add_column (table, "组织单位", 12, KA_ALIGN_LEFT);
  ka_table_add_column (table, "参加人数", 5, KA_ALIGN_RIGHT);
  ka_table_add_column (table, "合格人数", 5, KA_ALIGN_RIGHT);
  ka_table_add_column (table, "合格率", 5, KA_ALIGN_RIGHT);
  trainings = ka_annex_records (figures, "training", "t.held BETWEEN :start AND :end", error);
  if (trainings == NULL)
    return FALSE;
  for (guint i = 0; i < trainings->len; i++)
    {
      const KaRecord *training = g_ptr_array_index (trainings, i);

      g_ptr_array_add (cells, ka_annex_show_day (training, "held"));
      g_ptr_array_add (cells, ka_annex_show (figures, training, "kind"));
      g_ptr_array_add (cells, ka_annex_show (figures, training, "organiser"));
      g_ptr_array_add (cells, ka_annex_show (figures, training, "attended"));
      g_ptr_array_add (cells, ka_annex_show (figures, training, "passed"));
      g_ptr_array_add (cells, show_rate (training));
      ka_annex_add_row (table, KA_ROW_PLAIN, cells);
    }
  g_ptr_array_add (cells, g_strdup ("合计"));
  g_ptr_array_add (cells, ka_annex_figure (figures, "trainings"));
  g_ptr_array_add (cells, g_strdup (""));
  g_ptr_array_add (cells, ka_annex_figure (figures, "trainings.people"));
  g_ptr_array_add (cells, ka_annex_figure (figures, "trainings.passed"));
  g_ptr_array_add (cells, g_strdup (ka_figures_text (figures, "trainings.rate")));
  ka_annex_add_row (table, KA_ROW_TOTAL, cells);
  return TRUE;
}

KaAnnex *
ka_annex_duties (KaFigures *figures, GError **error)
{
  g_autoptr (KaAnnex) annex = ka_annex_new ("履职抽查和培训情况表", FALSE);

  if (!add_duties (figures, annex, error) || !add_trainings (figures, annex, error))
    return NULL;
  return g_steal_pointer (&annex);
}
