/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <string.h>

/* 文书号 over （甲）应急检记〔2025〕1号: the number itself says of which paper it is. */

#define MIN_PAPERS 0.6
#define MIN_UNSAID 0.9 /* … where the heading does not say that they are numbers */
#define MIN_CELLS 2

static const struct
{
  const char *kind;
  const char *mark;
  const char *field;
} papers[] = {
  { "inspection", "检记", "record_no" }, { "inspection", "检通", "notice_no" },
  { "hazard", "检记", "inspection" },    { "hazard", "责改", "order_no" },
  { "hazard", "复查", "review_no" },     { "hazard", "督", "supervision_no" },
  { "penalty", "检记", "inspection" },   { "penalty", "罚", "doc_no" },
  { "typical_case", "罚", "penalty" },   { "typical_case", "检记", "inspection" },
  { "discredit", "罚", "penalty_no" },   { "discredit", "失信", "decision_no" },
};

/* The share of the cells that are numbers of papers with the mark. */
static double
rate (const GArray *cells, const char *mark)
{
  guint n = 0, all = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      const char *text = g_array_index (cells, KaCell, i).text;

      all += !ka_across_is_stroke (text);
      n += g_str_has_suffix (text, "号") && strstr (text, mark) != NULL;
    }
  return all < MIN_CELLS ? 0 : n / (double)all;
}

/* No column is the field's, or one of other numbers that only the office counts by (JC-001). */
static gboolean
is_free (KaFound *found, GPtrArray *columns, const KaField *field, const char *mark)
{
  guint column;

  if (!g_ptr_array_find (found->fields, field, &column))
    return TRUE;
  /* 案号 over the numbers under which cases were filed: another paper than the decision. */
  if (rate (g_ptr_array_index (columns, column), mark) > 0
      || (rate (g_ptr_array_index (columns, column), "〕") > 0
          && rate (g_ptr_array_index (columns, column), "立") < MIN_PAPERS))
    return FALSE;
  found->fields->pdata[column] = NULL;
  return TRUE;
}

void
ka_found_take_papers (KaFound *found, GPtrArray *columns)
{
  for (guint c = 0; c < found->fields->len; c++)
    {
      const char *heading = g_ptr_array_index (found->headings, c);

      if (g_ptr_array_index (found->fields, c) != NULL || *heading == '\0')
        continue;
      for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
        {
          const KaField *field = strcmp (papers[i].kind, found->kind->id) == 0
                                   ? ka_kind_field (found->kind, papers[i].field)
                                   : NULL;

          if (field == NULL
              || rate (g_ptr_array_index (columns, c), papers[i].mark)
                   < (strstr (heading, "号") != NULL ? MIN_PAPERS : MIN_UNSAID)
              || !is_free (found, columns, field, papers[i].mark))
            continue;
          found->fields->pdata[c] = (gpointer)field;
          break;
        }
    }
}
