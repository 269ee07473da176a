/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-plan-paper.h"

#include "ka-doc.h"

#include <inttypes.h>
#include <ka-draw.h>

static KaTable *
make_picks (const KaDraw *draw)
{
  KaTable *table = ka_table_new ("抽取结果");

  ka_table_add_column (table, "序号", 3, KA_ALIGN_CENTER);
  ka_table_add_column (table, "编号", 4, KA_ALIGN_RIGHT);
  ka_table_add_column (table, "抽中的对象", 12, KA_ALIGN_LEFT);
  ka_table_add_column (table, "检查人员", 9, KA_ALIGN_LEFT);
  for (guint i = 0; i < draw->picks->len; i++)
    {
      const KaDrawPick *pick = g_ptr_array_index (draw->picks, i);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *id = g_strdup_printf ("%" PRId64, pick->id);

      ka_table_add_cells (table, KA_ROW_PLAIN, number, id, pick->name, pick->people_names, NULL);
    }
  return table;
}

static KaTable *
make_ones (const char *title, GPtrArray *ones)
{
  KaTable *table = ka_table_new (title);

  ka_table_add_column (table, "编号", 4, KA_ALIGN_RIGHT);
  ka_table_add_column (table, "名称", 16, KA_ALIGN_LEFT);
  ka_table_add_column (table, "权重", 4, KA_ALIGN_RIGHT);
  for (guint i = 0; i < ones->len; i++)
    {
      const KaDrawOne *one = g_ptr_array_index (ones, i);
      g_autofree char *id = g_strdup_printf ("%" PRId64, one->id);
      g_autofree char *weight = g_strdup_printf ("%u", one->weight);

      ka_table_add_cells (table, KA_ROW_PLAIN, id, one->name, weight, NULL);
    }
  return table;
}

static KaTable *
make_exclusions (const KaDraw *draw)
{
  KaTable *table = ka_table_new ("排除及理由");

  ka_table_add_column (table, "对象", 8, KA_ALIGN_LEFT);
  ka_table_add_column (table, "人员", 5, KA_ALIGN_LEFT);
  ka_table_add_column (table, "理由", 14, KA_ALIGN_LEFT);
  for (guint i = 0; i < draw->exclusions->len; i++)
    {
      const KaDrawExclusion *e = g_ptr_array_index (draw->exclusions, i);

      ka_table_add_cells (table, KA_ROW_PLAIN, e->name, e->person_name, e->reason, NULL);
    }
  return table;
}

static void
add_tables (KaDoc *doc, const KaDraw *draw)
{
  g_autoptr (KaTable) picks = make_picks (draw);
  g_autoptr (KaTable) candidates = make_ones ("候选对象", draw->candidates);

  ka_doc_add_table (doc, picks);
  ka_doc_add_table (doc, candidates);
  if (draw->people->len > 0)
    {
      g_autoptr (KaTable) people = make_ones ("候选人员", draw->people);

      ka_doc_add_table (doc, people);
    }
  if (draw->exclusions->len > 0)
    {
      g_autoptr (KaTable) exclusions = make_exclusions (draw);

      ka_doc_add_table (doc, exclusions);
    }
}

static KaDoc *
make_receipt (KaLedger *ledger, const KaDraw *draw)
{
  KaDoc *doc = ka_doc_new ();
  g_autofree char *title = g_strdup_printf ("%s收据", draw->purpose);
  g_autofree char *day = ka_day_to_chinese (draw->drawn);
  g_autofree char *facts = g_strdup_printf (
    "抽取编号：%s。年度：%d。抽取数：%u。每次检查人数：%u。种子：%s，%s固定。抽取日期：%s。",
    draw->number, draw->year, draw->count, draw->team, draw->seed, draw->fixed, day);
  g_autofree char *how = g_strdup_printf ("抽取算法：%s", ka_draw_algorithm ());
  g_autofree char *hash = g_strdup_printf ("校验值（SHA-256）：%s", draw->hash);

  ka_doc_add_title (doc, title);
  ka_doc_add_paragraph (doc, facts);
  ka_doc_add_paragraph (doc, how);
  ka_doc_add_paragraph (doc, hash);
  add_tables (doc, draw);
  ka_doc_add_paragraph (doc, "抽取人（签名）：　　　　　　　　见证人（签名）：");
  ka_doc_add_signature (doc, ka_ledger_setting (ledger, "bureau.name"), day, TRUE);
  return doc;
}

gboolean
ka_draw_write_pdf (KaLedger *ledger,
                   gint64 id,
                   const char *path,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (KaDraw) draw = ka_draw_load (ledger, id, error);
  g_autoptr (KaDoc) doc = NULL;
  g_autofree char *day = NULL;
  g_autofree char *date = NULL;
  g_autofree char *why = NULL;
  KaDocMeta meta = { .author = ka_ledger_setting (ledger, "bureau.name") };

  if (draw == NULL)
    return FALSE;
  /* A receipt that does not hold is not put on paper. */
  if (!ka_draw_verify (draw, &why))
    {
      g_set_error (error, KA_ERROR, KA_ERROR_INVALID, "%s", why);
      return FALSE;
    }
  day = ka_day_to_iso (draw->drawn);
  date = g_strconcat (day, "T09:00:00+08:00", NULL);
  meta.title = draw->number;
  meta.date = date;
  doc = make_receipt (ledger, draw);
  return ka_doc_write_pdf (doc, path, &meta, NULL, NULL, cancellable, error);
}
