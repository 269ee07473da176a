/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-list-paper.h"

#include "ka-paper-private.h"
#include "ka-quarterly-book.h"

#include <ka-official.h>
#include <ka-query.h>
#include <ka-timeline.h>
#include <string.h>

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
                           filling->table, cancellable);
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
                                   FALSE, cancellable, error);
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
             && ka_workbook_write (path, fill_book, &(Filling){ ledger, table, title, day }, FALSE,
                                   cancellable, error);
    }
  doc = make_dossier (ledger, kind, id, day, cancellable, error);
  return write_doc (ledger, doc, title, day, path, warnings, cancellable, error);
}
