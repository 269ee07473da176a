/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-case-form.h"

#include "ka-doc.h"
#include "ka-paper.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <ka-attachment.h>
#include <ka-book-file.h>
#include <ka-case-review.h>
#include <ka-day.h>
#include <ka-file.h>
#include <string.h>
#include <xlsxwriter.h>

#define TITLE "典型案例报送表"

/* The lines of the form, as papers.md §2 and the ledger have them. */
static const struct
{
  const char *field;
  const char *label;
} lines[] = {
  { "title", "案例标题" },
  { "kind", "案例类别" },
  { "quarter", "所属季度" },
  { "submitted_by", "报送单位" },
  { "agency", "执法机关" },
  { "occurred", "查处日期" },
  { "mine", "矿山" },
  { "party", "当事人" },
  { "facts", "基本案情" },
  { "violated", "违反条款" },
  { "basis", "处罚依据" },
  { "outcome", "处理结果" },
  { "significance", "典型意义" },
  { "published", "公开曝光" },
  { "contact", "联系人" },
  { "phone", "联系电话" },
};

static KaTable *
build_table (KaLedger *ledger, const KaRecord *record, gboolean masked)
{
  KaTable *table = ka_table_new (NULL);

  ka_table_add_column (table, "项目", 6, KA_ALIGN_CENTER);
  ka_table_add_column (table, "内容", 30, KA_ALIGN_LEFT);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      const KaField *field = ka_kind_field (record->kind, lines[i].field);
      g_autofree char *value = ka_ledger_display (ledger, record, field, masked);
      g_autofree char *shown = masked ? ka_case_mask (ledger, record, value) : g_strdup (value);

      ka_table_add_cells (table, KA_ROW_PLAIN, lines[i].label, shown, NULL);
    }
  return table;
}

/* ---- the sheet ---- */

static void
put (lxw_worksheet *sheet, guint row, guint column, const char *text, lxw_format *format)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *cell
    = g_utf8_strlen (valid, -1) > 32000 ? g_utf8_substring (valid, 0, 32000) : g_strdup (valid);

  worksheet_write_string (sheet, row, (lxw_col_t)column, cell, format);
}

static gboolean
write_sheet (KaTable *table, const char *path, GError **error)
{
  g_autoptr (KaBookFile) file = ka_book_file_new (path, 0, FALSE, error);
  lxw_workbook *book = file != NULL ? file->book : NULL;
  lxw_worksheet *sheet = book != NULL ? workbook_add_worksheet (book, TITLE) : NULL;
  lxw_format *title, *label, *text;

  if (sheet == NULL)
    return FALSE;
  title = workbook_add_format (book);
  format_set_bold (title);
  format_set_font_size (title, 16);
  format_set_align (title, LXW_ALIGN_CENTER);
  label = workbook_add_format (book);
  format_set_border (label, LXW_BORDER_THIN);
  format_set_align (label, LXW_ALIGN_CENTER);
  format_set_align (label, LXW_ALIGN_VERTICAL_CENTER);
  text = workbook_add_format (book);
  format_set_border (text, LXW_BORDER_THIN);
  format_set_text_wrap (text);
  format_set_align (text, LXW_ALIGN_VERTICAL_CENTER);
  worksheet_set_column (sheet, 0, 0, 14, NULL);
  worksheet_set_column (sheet, 1, 1, 76, NULL);
  worksheet_set_paper (sheet, 9);
  worksheet_fit_to_pages (sheet, 1, 0);
  worksheet_merge_range (sheet, 0, 0, 0, 1, TITLE, title);
  for (guint i = 0; i < ka_table_get_n_rows (table); i++)
    {
      const char *cell = ka_table_get_cell (table, i, 1);
      glong length = g_utf8_strlen (cell, -1);

      put (sheet, i + 1, 0, ka_table_get_cell (table, i, 0), label);
      put (sheet, i + 1, 1, cell, text);
      worksheet_set_row (sheet, i + 1, MIN (400, 18.0 * (double)(length / 36 + 1) + 4), NULL);
    }
  return ka_book_file_finish (file, LXW_NO_ERROR, error);
}

/* ---- the paper ---- */

/* With names: the form as it is printed everywhere. */
static gboolean
write_form (KaLedger *ledger,
            const KaRecord *record,
            const char *path,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (KaPaper) paper = ka_paper_new (ledger, ka_paper_form_get ("case-submit"), record->kind,
                                            record->id, ka_today (), error);

  return paper != NULL && ka_paper_write_pdf (paper, path, NULL, NULL, cancellable, error);
}

static gboolean
write_masked (KaTable *table, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (KaDoc) doc = ka_doc_new ();
  KaDocMeta meta = { .title = TITLE };

  ka_doc_add_title (doc, TITLE);
  ka_doc_add_table (doc, table);
  return ka_doc_write_pdf (doc, path, &meta, NULL, NULL, cancellable, error);
}

/* ---- the originals ---- */

static gboolean
write_originals (KaLedger *ledger,
                 const KaRecord *record,
                 const char *folder,
                 GPtrArray *paths,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GPtrArray) attachments = ka_attachments_of (ledger, record->kind, record->id, error);

  if (attachments == NULL)
    return FALSE;
  for (guint i = 0; i < attachments->len; i++)
    {
      const KaRecord *attachment = attachments->pdata[i];
      g_autofree char *safe = ka_attachment_safe_name (ka_record_get (attachment, "name"));
      g_autofree char *name = g_strdup_printf ("原件%u-%s", i + 1, safe);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!ka_ledger_write_file (ledger, ka_record_get (attachment, "sha256"), path, cancellable,
                                 NULL, NULL, error))
        return FALSE;
      g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  return TRUE;
}

gboolean
ka_case_form_write (KaLedger *ledger,
                    gint64 id,
                    const char *folder,
                    gboolean masked,
                    char ***originals,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (KaTable) table = NULL;
  g_autofree char *xlsx = g_build_filename (folder, TITLE ".xlsx", NULL);
  g_autofree char *pdf = g_build_filename (folder, KA_CASE_FORM_PDF, NULL);

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && folder != NULL, FALSE);

  record = ka_ledger_get (ledger, ka_kind_get ("typical_case"), id, error);
  if (record == NULL)
    return FALSE;
  if (g_mkdir_with_parents (folder, 0777) != 0)
    return ka_file_refuse (error, folder, errno);
  table = build_table (ledger, record, masked);
  if (!write_sheet (table, xlsx, error)
      || !(masked ? write_masked (table, pdf, cancellable, error)
                  : write_form (ledger, record, pdf, cancellable, error)
                      && write_originals (ledger, record, folder, paths, cancellable, error)))
    return FALSE;
  g_ptr_array_add (paths, NULL);
  if (originals != NULL)
    *originals = (char **)g_ptr_array_free (g_steal_pointer (&paths), FALSE);
  return TRUE;
}
