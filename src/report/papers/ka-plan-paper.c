/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-plan-paper.h"

#include "ka-doc.h"
#include "ka-quarterly-book.h"

#include <inttypes.h>
#include <string.h>

char *
ka_plan_form_name (KaPlanForm form, int year)
{
  static const char *const names[]
    = { "年度监督检查计划表", "年度双随机抽查计划表", "年度监督检查计划（送审稿）" };

  g_return_val_if_fail (form < G_N_ELEMENTS (names), NULL);
  return g_strdup_printf ("%d%s", year, names[form]);
}

/* ---- workbooks ---- */

typedef struct
{
  KaLedger *ledger;
  const KaPlanSheet *sheet;
  KaPlanForm form;
} Filling;

static gboolean
fill_book (KaWorkbook *book, gpointer data, GCancellable *cancellable, GError **error)
{
  const Filling *filling = data;
  const KaPlanSheet *sheet = filling->sheet;
  g_autofree char *title = ka_plan_form_name (filling->form, sheet->year);
  g_autoptr (KaTable) table = filling->form == KA_PLAN_FORM_PLAN
                                ? ka_plan_table (filling->ledger, sheet, error)
                                : ka_plan_random_table (filling->ledger, sheet, error);
  lxw_doc_properties properties
    = { .title = title,
        .author = (char *)ka_ledger_setting (filling->ledger, "bureau.name"),
        .created = (time_t)sheet->on * 24 * 60 * 60 };
  lxw_worksheet *page;

  if (table == NULL)
    return FALSE;
  workbook_set_properties (book->workbook, &properties);
  page = ka_workbook_add_sheet (book, filling->form == KA_PLAN_FORM_PLAN ? "监督检查计划"
                                                                         : "双随机抽查计划");
  ka_workbook_write_table (book, page, title, table, cancellable);
  if (filling->form == KA_PLAN_FORM_PLAN)
    {
      g_autoptr (KaTable) days = ka_plan_days_table (sheet->days);

      page = ka_workbook_add_sheet (book, "工作日测算");
      ka_workbook_write_table (book, page, "监督检查工作日测算", days, cancellable);
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* ---- the paper for approval ---- */

static guint
count_mines (const KaPlanSheet *sheet, const char *kind, guint *lines)
{
  guint mines = 0;

  *lines = 0;
  for (guint i = 0; i < sheet->mines->len; i++)
    {
      const KaPlanMine *mine = g_ptr_array_index (sheet->mines, i);
      guint own = 0;

      for (guint k = 0; k < mine->items->len; k++)
        {
          const KaPlanItem *item = g_ptr_array_index (mine->items, k);

          own += item->plan > 0 && (kind == NULL || strcmp (item->kind, kind) == 0);
        }
      mines += own > 0;
      *lines += own;
    }
  return mines;
}

static void
add_days (KaDoc *doc, const KaPlanSheet *sheet)
{
  const KaPlanDays *days = sheet->days;
  g_autofree char *available = ka_plan_format_days (days->available);
  g_autoptr (KaTable) table = ka_plan_days_table (days);
  g_autoptr (GString) text = g_string_new (NULL);

  ka_doc_add_heading (doc, 1, "监督检查工作日");
  if (days->staff >= 0 && days->counted >= 0)
    g_string_append_printf (text,
                            "在册执法人员%" PRId64 "人，纳入计算%" PRId64
                            "人（按不低于在册人数的70%%，应不少于%" PRId64 "人）。",
                            days->staff, days->counted, days->least);
  g_string_append_printf (text, "%d年每人法定工作日%" PRId64 "个，监督检查工作日%s个，测算如下。",
                          sheet->year, days->statutory, available);
  ka_doc_add_paragraph (doc, text->str);
  ka_doc_add_table (doc, table);
}

static void
add_plan (KaDoc *doc, const KaPlanSheet *sheet)
{
  static const char *const kinds[] = { "重点检查", "一般检查", "专项检查" };
  g_autofree char *used = ka_plan_format_days (sheet->days->used);
  g_autoptr (GString) text = g_string_new (NULL);
  guint lines, mines = count_mines (sheet, NULL, &lines);

  ka_doc_add_heading (doc, 1, "检查安排");
  g_string_append_printf (text, "计划检查非煤矿山%u座、%u家次，需要工作日%s个", mines, lines, used);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      guint of_kind = count_mines (sheet, kinds[i], &lines);

      if (lines > 0)
        g_string_append_printf (text, "；%s%u座、%u家次", kinds[i], of_kind, lines);
    }
  g_string_append (text, "。");
  for (guint q = 1; q <= 4; q++)
    {
      KaPlanCount count;

      ka_plan_sheet_sum (sheet, q * 3 - 2, q * 3, &count);
      g_string_append_printf (text, "%s第%u季度%u家次", q == 1 ? "其中" : "，", q, count.planned);
    }
  g_string_append (text, "。");
  ka_doc_add_paragraph (doc, text->str);
  g_string_truncate (text, 0);
  if (sheet->days->cap > 0)
    g_string_append_printf (text,
                            "同一企业年度检查频次上限为%" PRId64
                            "次，同一企业几座矿山同时检查的按一次安排（综合查一次）；"
                            "投诉举报、转办交办、监测线索引发的检查不受上限限制。",
                            sheet->days->cap);
  g_string_append (text, "重点检查对象按分类分级、重大事故隐患、硬措施落实情况和失信情况确定，"
                         "二级及以上标准化企业减少检查频次。");
  ka_doc_add_paragraph (doc, text->str);
}

static KaDoc *
make_doc (KaLedger *ledger, const KaPlanSheet *sheet, GError **error)
{
  g_autoptr (KaDoc) doc = ka_doc_new ();
  g_autoptr (KaTable) table = ka_plan_table (ledger, sheet, error);
  const char *bureau = ka_ledger_setting (ledger, "bureau.name");
  g_autofree char *title
    = g_strdup_printf ("%s\n关于报请批准%d年度监督检查计划的请示", bureau, sheet->year);
  g_autofree char *addressee
    = g_strdup_printf ("%s%s人民政府", ka_ledger_setting (ledger, "city.name"),
                       ka_ledger_setting (ledger, "district.name"));
  g_autofree char *day = ka_day_to_chinese (sheet->on);
  g_autofree char *annex = ka_plan_form_name (KA_PLAN_FORM_PLAN, sheet->year);
  g_autofree char *lead = g_strdup_printf (
    "按照《安全生产法》和《安全生产年度监督检查计划编制办法》（安监总政法〔2017〕150号）的要求，"
    "我局编制了%d年度非煤矿山安全生产监督检查计划，现报请批准。",
    sheet->year);

  if (table == NULL)
    return NULL;
  ka_doc_add_title (doc, title);
  ka_doc_add_addressee (doc, addressee);
  ka_doc_add_paragraph (doc, lead);
  add_days (doc, sheet);
  add_plan (doc, sheet);
  ka_doc_add_paragraph (doc, "妥否，请批示。");
  ka_doc_add_annex_list (doc);
  ka_doc_add_signature (doc, bureau, day, TRUE);
  ka_doc_begin_annex (doc, annex, TRUE);
  ka_doc_add_table (doc, table);
  return g_steal_pointer (&doc);
}

static gboolean
write_paper (KaLedger *ledger,
             const KaPlanSheet *sheet,
             const char *path,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (KaDoc) doc = make_doc (ledger, sheet, error);
  g_autofree char *title = ka_plan_form_name (KA_PLAN_FORM_PAPER, sheet->year);
  g_autofree char *day = ka_day_to_iso (sheet->on);
  g_autofree char *date = g_strconcat (day, "T09:00:00+08:00", NULL);
  KaDocMeta meta
    = { .title = title, .author = ka_ledger_setting (ledger, "bureau.name"), .date = date };

  return doc != NULL && ka_doc_write_pdf (doc, path, &meta, NULL, NULL, cancellable, error);
}

gboolean
ka_plan_write (KaLedger *ledger,
               int year,
               KaPlanForm form,
               const char *path,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (KaPlanSheet) sheet = ka_plan_sheet_new (ledger, year, ka_today (), error);
  Filling filling = { ledger, sheet, form };

  if (sheet == NULL)
    return FALSE;
  if (form == KA_PLAN_FORM_PAPER)
    return write_paper (ledger, sheet, path, cancellable, error);
  return ka_workbook_write (path, fill_book, &filling, FALSE, cancellable, error);
}
