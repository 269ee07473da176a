/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-annex.h"

#include <ka-affair-state.h>
#include <ka-owner.h>
#include <string.h>

/* What is under way besides inspections: projects, suspensions, tips, visits, disposals and the survey. */

#define MOST_COLUMNS 8

typedef struct
{
  const char *field; /* of the record; "overdue": days over its term */
  const char *label; /* NULL: the field's own */
  double width;
} Column;

typedef struct
{
  const char *sheet;
  const char *title;
  const char *kind;
  const char *where;
  const char *total; /* figure in the last row; or NULL */
  Column columns[MOST_COLUMNS + 1];
} Part;

#define OPEN(field) "(t." field " IS NULL OR t." field " > :day)"
#define IN_QUARTER(field) "t." field " BETWEEN :start AND :end"

static const Part PARTS[] = {
  { "建设项目",
    "表9-1 在建和本季验收的建设项目",
    "project",
    "(t.started <= :day AND " OPEN ("accepted") " AND " KA_MINE_ALIVE_SQL
                                                ") OR " IN_QUARTER ("accepted"),
    NULL,
    { { "mine", NULL, 10 },
      { "name", NULL, 14 },
      { "approved", "批复日期", 6 },
      { "due", NULL, 6 },
      { "extended_until", NULL, 6 },
      { "overdue", "逾期(天)", 4 },
      { "accepted", "验收日期", 6 },
      { "sample_result", NULL, 6 } } },
  { "停复产",
    "表9-2 本季停复产和未办结的复产申请",
    "suspension",
    IN_QUARTER ("since") " OR " IN_QUARTER ("filed") " OR " IN_QUARTER (
      "approved") " OR (t.filed <= :day"
                  " AND t.kind IN ('复产',"
                  " '复工') AND " OPEN ("approved") " AND "
                                                    "t.since "
                                                    "IS NULL)",
    NULL,
    { { "mine", NULL, 12 },
      { "kind", NULL, 4 },
      { "reason", NULL, 14 },
      { "since", NULL, 6 },
      { "filed", "备案日期", 6 },
      { "accepted", NULL, 6 },
      { "approved", NULL, 6 } } },
  { "举报",
    "表9-3 本季接报、办结和未办结的举报",
    "tip",
    IN_QUARTER ("received") " OR " IN_QUARTER ("closed") " OR (t.received <= :day AND " OPEN (
      "closed") ")",
    NULL,
    { { "received", NULL, 6 },
      { "channel", NULL, 6 },
      { "mine", NULL, 10 },
      { "content", NULL, 18 },
      { "overdue", "逾期(天)", 4 },
      { "closed", NULL, 6 },
      { "reward", NULL, 5 },
      { "replied", "答复日期", 6 } } },
  { "专家服务",
    "表9-4 本季专家服务",
    "expert_visit",
    IN_QUARTER ("held"),
    "experts",
    { { "held", NULL, 6 },
      { "mine", NULL, 12 },
      { "experts", NULL, 12 },
      { "problems", NULL, 6 },
      { "solved", NULL, 6 } } },
  { "四个一批和普查",
    "表9-5 “四个一批”和隐蔽致灾因素普查未完成的矿山",
    "mine",
    "t.status <> '关闭' AND ((t.disposal IN ('淘汰关闭', '整合重组', '升级改造') AND " OPEN (
      "disposal_done") ") OR (t.type <> '尾矿库' AND (COALESCE (t.survey_status, '') <> '已完成'"
                       " OR t.survey_done > :day)))",
    NULL,
    { { "name", NULL, 12 },
      { "town", NULL, 6 },
      { "status", NULL, 4 },
      { "disposal", NULL, 6 },
      { "disposal_due", NULL, 6 },
      { "survey_status", "普查", 6 } } },
};

static char *
show_cell (KaFigures *figures, const KaRecord *record, const char *field)
{
  const KaActs *acts;
  int days;

  if (strcmp (field, "survey_status") == 0)
    return ka_annex_show_survey (figures, record);
  if (strcmp (field, "overdue") != 0)
    {
      if (ka_kind_field (record->kind, field)->type == KA_FIELD_DATE)
        return ka_annex_show_day (record, field);
      return ka_annex_show (figures, record, field);
    }
  acts = ka_acts_of (record->kind);
  days = acts->overdue (ka_figures_get_ledger (figures), record, ka_figures_get_day (figures));
  return days > 0 ? g_strdup_printf ("%d", days) : g_strdup ("");
}

static gboolean
add_part (KaFigures *figures, KaAnnex *annex, const Part *part, GError **error)
{
  const KaKind *kind = ka_kind_get (part->kind);
  KaTable *table = ka_table_new (part->title);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) records = NULL;

  ka_annex_take_table (annex, part->sheet, table);
  ka_table_add_column (table, "序号", 3, KA_ALIGN_CENTER);
  for (const Column *c = part->columns; c->field != NULL; c++)
    {
      const KaField *field = ka_kind_field (kind, c->field);
      gboolean number = field == NULL || ka_field_is_number (field);
      g_autofree char *heading = c->label == NULL ? ka_field_heading (field) : g_strdup (c->label);

      ka_table_add_column (table, heading, c->width, number ? KA_ALIGN_RIGHT : KA_ALIGN_LEFT);
    }
  records = ka_annex_records (figures, part->kind, part->where, error);
  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      g_ptr_array_add (cells, g_strdup_printf ("%u", i + 1));
      for (const Column *c = part->columns; c->field != NULL; c++)
        g_ptr_array_add (cells, show_cell (figures, records->pdata[i], c->field));
      ka_annex_add_row (table, KA_ROW_PLAIN, cells);
    }
  g_ptr_array_add (cells, g_strdup ("合计"));
  g_ptr_array_add (cells, part->total != NULL ? ka_annex_figure (figures, part->total)
                                              : g_strdup_printf ("%u", records->len));
  ka_annex_add_row (table, KA_ROW_TOTAL, cells);
  return TRUE;
}

KaAnnex *
ka_annex_affairs (KaFigures *figures, GError **error)
{
  g_autoptr (KaAnnex) annex = ka_annex_new ("建设项目、停复产、举报和专家服务情况表", TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (PARTS); i++)
    if (!add_part (figures, annex, &PARTS[i], error))
      return NULL;
  return g_steal_pointer (&annex);
}
