/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-quarterly-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <ka-reason.h>

void
ka_frozen_free (KaFrozen *frozen)
{
  if (frozen == NULL)
    return;
  g_free (frozen->at);
  g_free (frozen->pdf_sha256);
  g_free (frozen->xlsx_sha256);
  g_free (frozen->differs);
  g_free (frozen);
}

/* ---- reading ---- */

static KaFrozen *
read_frozen (KaCursor *cursor)
{
  KaFrozen *frozen = g_new0 (KaFrozen, 1);
  const char *on = ka_cursor_get_text (cursor, 5);

  frozen->id = ka_cursor_get_int (cursor, 0);
  frozen->quarter = ka_quarter_from_text (ka_cursor_get_text (cursor, 1));
  frozen->edition = ka_cursor_get_int (cursor, 2);
  frozen->revision = ka_cursor_get_int (cursor, 3);
  frozen->at = g_strdup (ka_cursor_get_text (cursor, 4));
  frozen->on = on != NULL ? ka_day_from_iso (on) : KA_DAY_NONE;
  frozen->pdf_sha256 = g_strdup (ka_cursor_get_text (cursor, 6));
  frozen->xlsx_sha256 = g_strdup (ka_cursor_get_text (cursor, 7));
  frozen->differs = g_strdup (ka_cursor_get_text (cursor, 8));
  return frozen;
}

#define SELECT_FROZEN                                                                              \
  "SELECT t.id, t.quarter, t.edition, t.revision, t.at, t.on_day, t.pdf_sha256, t.xlsx_sha256,"    \
  " t.differs FROM frozen t"

GPtrArray *
ka_quarterly_list_frozen (KaLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_frozen_free);
  g_autoptr (KaCursor) cursor = ka_cursor_new (
    ledger, SELECT_FROZEN " ORDER BY t.quarter DESC, t.edition DESC, t.id DESC", error);
  g_autoptr (GError) local = NULL;

  if (cursor == NULL)
    return NULL;
  while (ka_cursor_next (cursor, &local))
    g_ptr_array_add (list, read_frozen (cursor));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&list);
}

KaFrozen *
ka_quarterly_get_frozen (KaLedger *ledger, KaQuarter quarter, GError **error)
{
  g_autofree char *name = ka_quarter_to_text (quarter);
  g_autoptr (KaCursor) cursor = NULL;

  cursor = ka_cursor_new (
    ledger, SELECT_FROZEN " WHERE t.quarter = :quarter ORDER BY t.edition DESC, t.id DESC", error);
  if (cursor == NULL)
    return NULL;
  ka_cursor_bind_text (cursor, ":quarter", name);
  return ka_cursor_next (cursor, error) ? read_frozen (cursor) : NULL;
}

KaQuarterly *
ka_quarterly_new_frozen (KaLedger *ledger, const KaFrozen *frozen, GError **error)
{
  g_autoptr (KaLedger) then = ka_ledger_open_as_of (ledger, frozen->revision, error);

  if (then == NULL)
    return NULL;
  return ka_quarterly_new (then, frozen->quarter, frozen->on, error);
}

/* ---- what differs from the edition before ---- */

/* Of each figure the value itself: what only tells the paper from the one before it, and what follows from
 * other figures, would say the same again. */
static gboolean
is_telling (const char *name)
{
  static const char *const formal[] = { "edition", "correction", "on", "previous" };
  static const char *const derived[]
    = { ".change",    ".growth",      ".progress", ".last",  ".ago",     ".unfilled",
        ".numerator", ".denominator", ".met",      ".unmet", ".failing", ".missing" };

  for (guint i = 0; i < G_N_ELEMENTS (formal); i++)
    if (g_str_equal (name, formal[i]))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (derived); i++)
    if (g_str_has_suffix (name, derived[i]))
      return FALSE;
  return TRUE;
}

static void
list_figures (GString *out, KaFigures *before, KaFigures *now)
{
  GPtrArray *names = ka_figure_names ();

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const char *a = ka_figures_text (before, name);
      const char *b = ka_figures_text (now, name);

      if (a == NULL || !is_telling (name) || g_str_equal (a, b))
        continue;
      g_string_append_printf (out, "%s：%s → %s\n", ka_figure_label (name), *a != '\0' ? a : "无",
                              *b != '\0' ? b : "无");
    }
}

static void
list_texts (GString *out, KaQuarterly *before, KaQuarterly *now)
{
  for (guint i = 0; i < ka_quarterly_n_parts (); i++)
    {
      g_autofree char *a = ka_quarterly_get_text (before->ledger, before->quarter, i, NULL);
      g_autofree char *b = ka_quarterly_get_text (now->ledger, now->quarter, i, NULL);

      if (!g_str_equal (a, b))
        g_string_append_printf (out, "“%s”的文字有修改\n", ka_quarterly_part_title (i));
    }
}

static char *
list_differences (KaLedger *ledger, const KaFrozen *last, KaQuarterly *now, GError **error)
{
  g_autoptr (KaQuarterly) before = ka_quarterly_new_frozen (ledger, last, error);
  g_autoptr (GString) out = g_string_new (NULL);

  if (before == NULL)
    return NULL;
  list_figures (out, before->figures, now->figures);
  list_texts (out, before, now);
  if (out->len == 0)
    g_string_append (out, "数据和文字与上一版相同");
  else
    g_string_truncate (out, out->len - 1);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* ---- freezing ---- */

typedef struct
{
  KaFrozen *frozen;
  GBytes *pdf, *xlsx;
} Freezing;

static gboolean
write_frozen (KaLedger *ledger, gpointer data, GError **error)
{
  Freezing *freezing = data;
  KaFrozen *frozen = freezing->frozen;
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("frozen"));
  g_autofree char *quarter = ka_quarter_to_text (frozen->quarter);
  g_autofree char *on = ka_day_to_iso (frozen->on);
  g_autofree char *edition = g_strdup_printf ("%" G_GINT64_FORMAT, frozen->edition);
  g_autofree char *revision = g_strdup_printf ("%" G_GINT64_FORMAT, frozen->revision);

  /* Between computing and freezing nobody may have saved. */
  if (ka_ledger_get_head (ledger) != frozen->revision)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_CONFLICT,
                           _ ("生成报告期间台账有新的修改，没有锁定，请重新锁定本季度。"));
      return FALSE;
    }
  frozen->pdf_sha256 = ka_ledger_put_blob (ledger, freezing->pdf, error);
  if (frozen->pdf_sha256 == NULL)
    return FALSE;
  frozen->xlsx_sha256 = ka_ledger_put_blob (ledger, freezing->xlsx, error);
  if (frozen->xlsx_sha256 == NULL)
    return FALSE;
  ka_record_set (record, "quarter", quarter);
  ka_record_set (record, "edition", edition);
  ka_record_set (record, "revision", revision);
  ka_record_set (record, "at", frozen->at);
  ka_record_set (record, "on_day", on);
  ka_record_set (record, "pdf_sha256", frozen->pdf_sha256);
  ka_record_set (record, "xlsx_sha256", frozen->xlsx_sha256);
  ka_record_set (record, "differs", frozen->differs);
  if (!ka_ledger_save (ledger, record, error))
    return FALSE;
  frozen->id = record->id;
  return TRUE;
}

static GBytes *
load_file (const char *path, GError **error)
{
  char *contents;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, error))
    return NULL;
  return g_bytes_new_take (contents, length);
}

/* Both files as they would be exported, from a folder that goes again. */
static gboolean
make_files (KaQuarterly *report, Freezing *freezing, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", error);
  g_autofree char *pdf = NULL;
  g_autofree char *xlsx = NULL;

  if (folder == NULL)
    return FALSE;
  pdf = g_build_filename (folder, "report.pdf", NULL);
  xlsx = g_build_filename (folder, "annexes.xlsx", NULL);
  if (ka_quarterly_write_pdf (report, pdf, cancellable, error)
      && ka_quarterly_write_xlsx (report, xlsx, cancellable, error))
    {
      freezing->pdf = load_file (pdf, error);
      freezing->xlsx = freezing->pdf != NULL ? load_file (xlsx, error) : NULL;
    }
  g_unlink (pdf);
  g_unlink (xlsx);
  g_rmdir (folder);
  return freezing->xlsx != NULL;
}

KaFrozen *
ka_quarterly_freeze (KaLedger *ledger, KaQuarter quarter, GCancellable *cancellable, GError **error)
{
  g_autoptr (KaFrozen) frozen = g_new0 (KaFrozen, 1);
  g_autoptr (KaFrozen) last = NULL;
  g_autoptr (KaQuarterly) report = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *name = ka_quarter_to_chinese (quarter);
  g_autofree char *why = NULL;
  Freezing freezing = { frozen, NULL, NULL };
  gboolean done;

  if (ka_quarter_start (quarter) > ka_today ())
    {
      g_set_error (error, KA_ERROR, KA_ERROR_INVALID,
                   _ ("%s还没有开始，不能锁定，请选择已经开始的季度。"), name);
      return NULL;
    }
  frozen->quarter = quarter;
  frozen->revision = ka_ledger_get_head (ledger);
  frozen->on = ka_today ();
  frozen->at = ka_now ();
  last = ka_quarterly_get_frozen (ledger, quarter, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  frozen->edition = last != NULL ? last->edition + 1 : 1;
  report = ka_quarterly_new (ledger, quarter, frozen->on, error);
  if (report == NULL)
    return NULL;
  if (last != NULL)
    {
      frozen->differs = list_differences (ledger, last, report, error);
      if (frozen->differs == NULL)
        return NULL;
    }
  why = frozen->edition > 1 ? g_strdup_printf (KA_WHY_FREEZE_AGAIN, name, (guint)frozen->edition)
                            : g_strdup_printf (KA_WHY_FREEZE, name);
  done
    = make_files (report, &freezing, cancellable, error)
      && !g_cancellable_set_error_if_cancelled (cancellable, error)
      && ka_ledger_transact (ledger, KA_CHANGE_FREEZE, why, write_frozen, &freezing, NULL, error);
  g_clear_pointer (&freezing.pdf, g_bytes_unref);
  g_clear_pointer (&freezing.xlsx, g_bytes_unref);
  return done ? g_steal_pointer (&frozen) : NULL;
}
