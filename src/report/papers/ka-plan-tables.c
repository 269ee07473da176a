/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-plan-paper.h"

#include <inttypes.h>
#include <ka-decimal.h>
#include <ka-query.h>
#include <string.h>

/* Takes the strings: cells as a row of the table. */
static void
add_row (KaTable *table, KaRowKind kind, GPtrArray *cells)
{
  g_ptr_array_add (cells, NULL);
  ka_table_add_row (table, kind, (const char *const *)cells->pdata);
  g_ptr_array_unref (cells);
}

G_GNUC_PRINTF (2, 3)
static void
add_cell (GPtrArray *cells, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (cells, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* ---- 监督检查计划表 ---- */

/* The lines of one mine of one class. */
typedef struct
{
  const KaPlanMine *mine;
  GPtrArray *items; /* KaPlanItem */
} Entry;

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_ptr_array_unref (entry->items);
  g_free (entry);
}

static GPtrArray *
gather (const KaPlanSheet *sheet, const char *kind)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (free_entry);

  for (guint i = 0; i < sheet->mines->len; i++)
    {
      const KaPlanMine *mine = g_ptr_array_index (sheet->mines, i);
      Entry *entry = NULL;

      for (guint k = 0; k < mine->items->len; k++)
        {
          KaPlanItem *item = g_ptr_array_index (mine->items, k);

          if (item->plan == 0 || strcmp (item->kind, kind) != 0)
            continue;
          if (entry == NULL)
            {
              entry = g_new0 (Entry, 1);
              entry->mine = mine;
              entry->items = g_ptr_array_new ();
              g_ptr_array_add (entries, entry);
            }
          g_ptr_array_add (entry->items, item);
        }
    }
  return entries;
}

static char *
list_months (const Entry *entry)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < entry->items->len; i++)
    g_string_append_printf (text, "%s%u月", i > 0 ? "、" : "",
                            ((const KaPlanItem *)g_ptr_array_index (entry->items, i))->month);
  return g_string_free (text, FALSE);
}

static const char *
get (const KaRecord *record, const char *field)
{
  const char *value = ka_record_get (record, field);

  return value != NULL ? value : "";
}

static gboolean
add_entry (KaLedger *ledger,
           const KaPlanSheet *sheet,
           KaTable *table,
           const Entry *entry,
           guint number,
           GError **error)
{
  const KaPlanItem *first = g_ptr_array_index (entry->items, 0);
  g_autoptr (KaRecord) record = ka_ledger_get (ledger, ka_kind_get ("plan"), first->plan, error);
  g_autofree char *months = list_months (entry);
  GPtrArray *cells;

  if (record == NULL)
    return FALSE;
  cells = g_ptr_array_new_with_free_func (g_free);
  add_cell (cells, "%u", number);
  add_cell (cells, "%s", get (record, "item"));
  add_cell (cells, "%s", get (record, "basis"));
  add_cell (cells, "%s（%s）", entry->mine->name, entry->mine->enterprise_name);
  add_cell (cells, "%s", get (record, "content"));
  add_cell (cells, "%s", get (record, "method"));
  if (sheet->days->cap > 0)
    add_cell (cells, "%u次/年，上限%" PRId64 "次/年", entry->items->len, sheet->days->cap);
  else
    add_cell (cells, "%u次/年", entry->items->len);
  add_cell (cells, "%s", months);
  add_cell (cells, "%s", get (record, "dept"));
  add_cell (cells, "%s", first->joint ? "是" : "否");
  add_cell (cells, "%s", get (record, "note"));
  add_row (table, KA_ROW_PLAIN, cells);
  return TRUE;
}

KaTable *
ka_plan_table (KaLedger *ledger, const KaPlanSheet *sheet, GError **error)
{
  static const char *const kinds[][2]
    = { { "一、", "重点检查" }, { "二、", "一般检查" }, { "三、", "专项检查" } };
  g_autoptr (KaTable) table = ka_table_new (NULL);
  guint number = 0;

  ka_table_add_column (table, "序号", 3, KA_ALIGN_CENTER);
  ka_table_add_column (table, "检查事项", 7, KA_ALIGN_LEFT);
  ka_table_add_column (table, "实施依据", 8, KA_ALIGN_LEFT);
  ka_table_add_column (table, "具体检查对象（含数量）", 11, KA_ALIGN_LEFT);
  ka_table_add_column (table, "检查内容（项目）", 11, KA_ALIGN_LEFT);
  ka_table_add_column (table, "检查方式", 3, KA_ALIGN_CENTER);
  ka_table_add_column (table, "检查频次和上限", 7, KA_ALIGN_CENTER);
  ka_table_add_column (table, "检查时间安排", 5, KA_ALIGN_CENTER);
  ka_table_add_column (table, "承办机构", 6, KA_ALIGN_LEFT);
  ka_table_add_column (table, "是否跨部门联合检查", 4, KA_ALIGN_CENTER);
  ka_table_add_column (table, "备注", 5, KA_ALIGN_LEFT);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (GPtrArray) entries = gather (sheet, kinds[k][1]);
      g_autofree char *title
        = g_strdup_printf ("%s%s（共%u家）", kinds[k][0], kinds[k][1], entries->len);

      if (entries->len == 0)
        continue;
      ka_table_add_cells (table, KA_ROW_SECTION, title, NULL);
      for (guint i = 0; i < entries->len; i++)
        if (!add_entry (ledger, sheet, table, g_ptr_array_index (entries, i), ++number, error))
          return NULL;
    }
  return g_steal_pointer (&table);
}

/* ---- 双随机抽查计划表 ---- */

typedef struct
{
  const char *grade, *name;
} Grade;

static const Grade grades[] = { { "D", "D级非煤矿山" },
                                { "C", "C级非煤矿山" },
                                { "B", "B级非煤矿山" },
                                { "A", "A级非煤矿山" },
                                { "", "未分级非煤矿山" } };

static void
add_random_row (KaLedger *ledger,
                KaTable *table,
                guint number,
                const char *item,
                const char *basis,
                const char *what,
                gint64 base,
                gint64 drawn,
                const char *months)
{
  g_autofree char *ratio = ka_ratio_format (drawn, base);
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

  add_cell (cells, "%u", number);
  add_cell (cells, "%s", item);
  add_cell (cells, "%s", basis);
  add_cell (cells, "%s", what);
  add_cell (cells, "%" PRId64, base);
  add_cell (cells, base > 0 ? "%s%%" : "%s", ratio);
  add_cell (cells, "1次/年");
  add_cell (cells, "现场检查");
  add_cell (cells, "%s", ka_ledger_setting (ledger, "bureau.section"));
  add_cell (cells, "%s", months);
  add_cell (cells, "抽取%" PRId64 "%s", drawn, g_str_has_suffix (what, "项目") ? "个" : "家");
  add_row (table, KA_ROW_PLAIN, cells);
}

static char *
join_months (guint months)
{
  GString *text = g_string_new (NULL);

  for (guint m = 1; m <= 12; m++)
    if (months & 1u << m)
      g_string_append_printf (text, "%s%u月", text->len > 0 ? "、" : "", m);
  return g_string_free (text, FALSE);
}

static void
add_grade (KaLedger *ledger,
           const KaPlanSheet *sheet,
           KaTable *table,
           const Grade *grade,
           guint *number)
{
  gint64 base = 0, drawn = 0;
  guint months = 0;
  g_autofree char *when = NULL;

  for (guint i = 0; i < sheet->mines->len; i++)
    {
      const KaPlanMine *mine = g_ptr_array_index (sheet->mines, i);
      gboolean picked = FALSE;

      if (mine->closed || strcmp (mine->grade, grade->grade) != 0)
        continue;
      base++;
      for (guint k = 0; k < mine->items->len; k++)
        {
          const KaPlanItem *item = g_ptr_array_index (mine->items, k);

          if (item->plan == 0 || strcmp (item->kind, "一般检查") != 0)
            continue;
          picked = TRUE;
          months |= 1u << item->month;
        }
      drawn += picked;
    }
  if (base == 0)
    return;
  when = join_months (months);
  add_random_row (ledger, table, ++*number, ka_ledger_setting (ledger, "plan.item"),
                  ka_ledger_setting (ledger, "plan.basis"), grade->name, base, drawn, when);
}

static gboolean
add_acceptances (KaLedger *ledger,
                 const KaPlanSheet *sheet,
                 KaTable *table,
                 guint number,
                 GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KaCursor) cursor
    = ka_cursor_new (ledger,
                     "SELECT count (*), coalesce (sum (t.sampled), 0) FROM project AS t"
                     " WHERE substr (t.accepted, 1, 4) = :year",
                     error);
  g_autofree char *year = g_strdup_printf ("%d", sheet->year);

  if (cursor == NULL)
    return FALSE;
  ka_cursor_bind_text (cursor, ":year", year);
  if (ka_cursor_next (cursor, &local) && ka_cursor_get_int (cursor, 0) > 0)
    add_random_row (ledger, table, number, "建设项目安全设施竣工验收抽查", "渝安办〔2025〕13号",
                    "已竣工验收的建设项目", ka_cursor_get_int (cursor, 0),
                    ka_cursor_get_int (cursor, 1), "全年");
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

KaTable *
ka_plan_random_table (KaLedger *ledger, const KaPlanSheet *sheet, GError **error)
{
  static const char *const heads[]
    = { "序号",     "抽查事项", "抽查依据", "抽查对象", "抽查基数", "抽查比例",
        "抽查周期", "抽查方式", "抽查主体", "实施日期", "备注" };
  static const double widths[] = { 3, 8, 8, 8, 4, 5, 5, 5, 7, 7, 6 };
  g_autoptr (KaTable) table = ka_table_new (NULL);
  guint number = 0;

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    ka_table_add_column (table, heads[i], widths[i],
                         i == 4 || i == 5             ? KA_ALIGN_RIGHT
                         : i == 0 || i == 6 || i == 7 ? KA_ALIGN_CENTER
                                                      : KA_ALIGN_LEFT);
  for (guint i = 0; i < G_N_ELEMENTS (grades); i++)
    add_grade (ledger, sheet, table, &grades[i], &number);
  if (!add_acceptances (ledger, sheet, table, number + 1, error))
    return NULL;
  return g_steal_pointer (&table);
}

/* ---- 计划与完成对照 ---- */

static void
add_count (KaTable *table,
           KaRowKind kind,
           const char *label,
           const KaPlanCount *count,
           const char *letters)
{
  g_autofree char *rate = ka_ratio_format (count->done, count->planned);
  g_autofree char *days = ka_plan_format_days (count->days);
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

  add_cell (cells, "%s", label);
  add_cell (cells, "%u", count->planned);
  add_cell (cells, "%u", count->done);
  add_cell (cells, "%u", count->late);
  add_cell (cells, "%u", count->overdue);
  add_cell (cells, "%u", count->beyond);
  add_cell (cells, count->planned > 0 ? "%s%%" : "%s", rate);
  add_cell (cells, "%s", days);
  add_cell (cells, "%s", letters);
  add_row (table, kind, cells);
}

/* The letters of the notes of a month, as they stand in its row. */
static char *
list_letters (GPtrArray *notes, guint month)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++)
    {
      const KaPlanNote *note = g_ptr_array_index (notes, i);
      guint approved = note->item->moved_from != 0 ? note->item->moved_from : note->item->month;

      if (approved == month)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "、" : "", note->letter);
    }
  return g_string_free (text, FALSE);
}

KaTable *
ka_plan_compare_table (const KaPlanSheet *sheet, guint first, guint last)
{
  static const char *const heads[] = { "月份",
                                       "计划（家次）",
                                       "完成（家次）",
                                       "其中推迟（家次）",
                                       "逾期未查（家次）",
                                       "计划外（家次）",
                                       "完成率",
                                       "计划工作日",
                                       "说明" };
  g_autoptr (GPtrArray) notes = ka_plan_sheet_notes (sheet, first, last);
  g_autoptr (GString) below = g_string_new (NULL);
  KaTable *table = ka_table_new ("年度检查计划执行情况");
  KaPlanCount total;

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    ka_table_add_column (table, heads[i], i == 0 ? 6 : 5,
                         i == 0 || i == 8 ? KA_ALIGN_CENTER : KA_ALIGN_RIGHT);
  for (guint m = first; m <= last; m++)
    {
      g_autofree char *label = g_strdup_printf ("%u月", m);
      g_autofree char *letters = list_letters (notes, m);

      add_count (table, KA_ROW_PLAIN, label, &sheet->months[m], letters);
    }
  ka_plan_sheet_sum (sheet, first, last, &total);
  add_count (table, KA_ROW_TOTAL, "合计", &total, "");
  for (guint i = 0; i < notes->len; i++)
    {
      const KaPlanNote *note = g_ptr_array_index (notes, i);

      g_string_append_printf (below, "%s%s. %s", i > 0 ? "\n" : "注：", note->letter, note->text);
    }
  if (notes->len > 0)
    ka_table_set_note (table, below->str);
  return table;
}

/* ---- 工作日测算 ---- */

KaTable *
ka_plan_days_table (const KaPlanDays *days)
{
  static const char *const froms[] = { "未填", "按年度测算", "按各项合计", "沿用上年" };
  KaTable *table = ka_table_new (NULL);
  g_autofree char *total = ka_plan_format_days (days->total);
  g_autofree char *other = ka_plan_format_days (days->other);
  g_autofree char *idle = ka_plan_format_days (days->idle);
  g_autofree char *available = ka_plan_format_days (days->available);
  g_autofree char *used = ka_plan_format_days (days->used);
  g_autofree char *how = days->counted >= 0 ? g_strdup_printf ("%" PRId64 "天×%" PRId64 "人",
                                                               days->statutory, days->counted)
                                            : g_strdup ("未填纳入计算人数");

  ka_table_add_column (table, "项目", 10, KA_ALIGN_LEFT);
  ka_table_add_column (table, "工作日（个）", 6, KA_ALIGN_RIGHT);
  ka_table_add_column (table, "说明", 12, KA_ALIGN_LEFT);
  ka_table_add_cells (table, KA_ROW_PLAIN, "总法定工作日", total, how, NULL);
  ka_table_add_cells (table, KA_ROW_PLAIN, "其他执法工作日", other, froms[days->other_from], NULL);
  ka_table_add_cells (table, KA_ROW_PLAIN, "非执法工作日", idle, froms[days->idle_from], NULL);
  ka_table_add_cells (table, KA_ROW_TOTAL, "监督检查工作日", available, "总法定工作日减其他两项",
                      NULL);
  ka_table_add_cells (table, KA_ROW_PLAIN, "本计划所需工作日", used, "各项计划工作日合计", NULL);
  return table;
}
