/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-list-view-private.h"

#include "ka-application.h"
#include "ka-ask.h"
#include "ka-bulk-dialog.h"
#include "ka-dialogs.h"
#include "ka-import-dialog.h"
#include "ka-merge-dialog.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <ka-export.h>
#include <ka-reason.h>

/* A change of more records than this is written on a worker thread. */
#define WRITE_AT_ONCE 100

/* ---- writing many ---- */

typedef struct
{
  const KaKind *kind;
  GArray *ids;
  const KaField *field; /* NULL: they are deleted */
  char *value;
  char *why; /* as the ledger keeps it */
} Batch;

static Batch *
create_batch (const KaKind *kind,
              GArray *ids,
              const KaField *field,
              const char *value,
              const char *why)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->kind = kind;
  batch->ids = g_array_ref (ids);
  batch->field = field;
  batch->value = g_strdup (value);
  batch->why = g_strdup (why);
  return batch;
}

static void
free_batch (gpointer data)
{
  Batch *batch = data;

  g_array_unref (batch->ids);
  g_free (batch->value);
  g_free (batch->why);
  g_free (batch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Batch, free_batch)

static gboolean
write_one (KaLedger *ledger, const Batch *batch, gint64 id, GError **error)
{
  g_autoptr (KaRecord) record = NULL;

  if (batch->field == NULL)
    return ka_ledger_delete (ledger, batch->kind, id, error);
  record = ka_ledger_get (ledger, batch->kind, id, error);
  if (record == NULL)
    return FALSE;
  ka_record_set (record, batch->field->id, batch->value);
  if (ka_ledger_save (ledger, record, error))
    return TRUE;
  g_prefix_error (error, _ ("“%s”："), ka_ledger_title (ledger, batch->kind, id));
  return FALSE;
}

static gboolean
write_batch (KaLedger *ledger, gpointer data, GError **error)
{
  const Batch *batch = data;

  for (guint i = 0; i < batch->ids->len; i++)
    if (!write_one (ledger, batch, g_array_index (batch->ids, gint64, i), error))
      return FALSE;
  return TRUE;
}

static gpointer
write_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  Batch *batch = data;

  if (!ka_ledger_transact (ledger, KA_CHANGE_SAVE, batch->why, write_batch, batch, NULL, error))
    return NULL;
  return ka_reason_say (batch->why);
}

static void
on_written_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaListView *self = owner;
  KaWindow *window = ka_window_of (self);
  g_autofree char *why = answer;

  if (window == NULL)
    return;
  if (why != NULL)
    ka_window_tell_undoable (window, why);
  else
    ka_window_tell_error (window, _ ("没有写入"), error);
}

/* Takes batch. */
static void
run_batch (KaListView *self, Batch *taken)
{
  g_autoptr (Batch) batch = taken;
  g_autofree char *said = ka_reason_say (batch->why);
  g_autoptr (GError) error = NULL;

  if (batch->ids->len > WRITE_AT_ONCE)
    {
      ka_ask (self->context, self, NULL,
              ka_work_new (said, KA_WORK_WRITES, write_in_worker, g_steal_pointer (&batch),
                           free_batch, g_free),
              on_written_cb);
      return;
    }
  if (ka_ledger_transact (ka_context_get_ledger (self->context), KA_CHANGE_SAVE, batch->why,
                          write_batch, batch, NULL, &error))
    ka_window_tell_undoable (ka_window_of (self), said);
  else
    ka_window_tell_error (ka_window_of (self),
                          batch->field != NULL ? _ ("没有修改") : _ ("没有删除"), error);
}

void
_ka_list_view_set_field (KaListView *self, GArray *ids, const KaField *field, const char *value)
{
  g_autofree char *why
    = g_strdup_printf (KA_WHY_CHANGE_SOME, self->kind->label, ids->len, field->label);

  run_batch (self, create_batch (self->kind, ids, field, value, why));
}

static gboolean
can_write (KaListView *self)
{
  return ka_context_can_edit (self->context, self->kind);
}

void
ka_list_view_delete (KaListView *self)
{
  g_autoptr (GArray) ids = NULL;
  g_autofree char *why = NULL;

  g_return_if_fail (KA_IS_LIST_VIEW (self));

  ids = _ka_list_view_dup_selected (self);
  /* The record that is open need not be in the list. */
  if (ids->len == 0 && ka_list_view_get_open (self) != 0)
    {
      gint64 id = ka_list_view_get_open (self);

      g_array_append_val (ids, id);
    }
  if (ids->len == 0 || !can_write (self))
    return;
  if (ids->len == 1)
    why = g_strdup_printf (KA_WHY_DELETE, self->kind->label,
                           ka_ledger_title (ka_context_get_ledger (self->context), self->kind,
                                            g_array_index (ids, gint64, 0)));
  else
    why = g_strdup_printf (KA_WHY_DELETE_SOME, self->kind->label, ids->len);
  run_batch (self, create_batch (self->kind, ids, NULL, NULL, why));
}

void
ka_list_view_edit_many (KaListView *self)
{
  g_autoptr (GArray) ids = NULL;

  g_return_if_fail (KA_IS_LIST_VIEW (self));

  ids = _ka_list_view_dup_selected (self);
  if (ids->len > 0 && can_write (self))
    ka_bulk_dialog_present (self, ids, self->menu_field);
}

void
ka_list_view_edit (KaListView *self)
{
  g_autoptr (GArray) ids = NULL;

  g_return_if_fail (KA_IS_LIST_VIEW (self));

  ids = _ka_list_view_dup_selected (self);
  if (ids->len > 1)
    ka_list_view_edit_many (self);
  else if (ids->len == 1)
    {
      ka_list_view_open (self, g_array_index (ids, gint64, 0));
      ka_record_view_focus (self->record);
    }
}

void
ka_list_view_open_related (KaListView *self)
{
  g_autoptr (GArray) ids = NULL;

  g_return_if_fail (KA_IS_LIST_VIEW (self));

  ids = _ka_list_view_dup_selected (self);
  if (ids->len == 0)
    return;
  ka_list_view_open (self, g_array_index (ids, gint64, 0));
  ka_record_view_show_related (self->record);
}

/* ---- copying ---- */

/* As WPS and Excel read what is pasted: quoted where a cell holds a tab, a quote or a line feed. */
static void
append_cell (GString *text, const char *cell)
{
  if (strpbrk (cell, "\t\n\r\"") == NULL)
    {
      g_string_append (text, cell);
      return;
    }
  g_string_append_c (text, '"');
  for (const char *p = cell; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

static const char *
cell_text (KaRow *row, const KaField *field, guint index)
{
  KaRecord *record = ka_row_get_record (row);

  /* Numbers without separators, so that they are numbers again where they are pasted. */
  if (record != NULL && ka_field_is_number (field) && !(field->flags & KA_PRIVATE))
    return record->values[index] != NULL ? record->values[index] : "";
  return ka_row_get_text (row, index);
}

void
ka_list_view_copy (KaListView *self)
{
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (GtkBitset) selected = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *told = NULL;
  GtkBitsetIter iter;
  guint position;

  g_return_if_fail (KA_IS_LIST_VIEW (self));

  fields = ka_columns_dup_shown (self->columns);
  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  if (gtk_bitset_is_empty (selected))
    return;
  for (guint f = 0; f < fields->len; f++)
    {
      g_autofree char *heading = ka_field_caption (g_ptr_array_index (fields, f));

      if (f > 0)
        g_string_append_c (text, '\t');
      append_cell (text, heading);
    }
  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (KaRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);

      g_string_append_c (text, '\n');
      for (guint f = 0; f < fields->len; f++)
        {
          const KaField *field = g_ptr_array_index (fields, f);

          if (f > 0)
            g_string_append_c (text, '\t');
          append_cell (text, cell_text (row, field, (guint)(field - self->kind->fields)));
        }
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
  told = g_strdup_printf (_ ("已复制 %" PRIu64 " 行，可粘贴到 WPS 或 Excel"),
                          gtk_bitset_get_size (selected));
  ka_window_tell (ka_window_of (self), told);
}

/* ---- exporting ---- */

typedef struct
{
  KaQuery *query;
  char *path;
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  ka_query_free (export->query);
  g_free (export->path);
  g_free (export);
}

static gpointer
export_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  Export *export = data;
  g_autoptr (GPtrArray) queries = g_ptr_array_new ();

  g_ptr_array_add (queries, export->query);
  if (!ka_export_xlsx (ledger, queries, export->path, FALSE, ka_work_progress, work,
                       ka_work_get_cancellable (work), error))
    return NULL;
  return g_strdup (export->path);
}

void
ka_list_view_export_to (KaListView *self, GFile *file)
{
  KaQuery *query;
  Export *export;

  g_return_if_fail (KA_IS_LIST_VIEW (self));

  query = ka_row_model_get_query (self->model);
  if (query == NULL)
    return;
  export = g_new0 (Export, 1);
  export->query = ka_query_copy (query);
  export->path = g_file_get_path (file);
  ka_ask (self->context, self, NULL,
          ka_work_new (_ ("导出"), KA_WORK_READS, export_in_worker, export, free_export, g_free),
          ka_window_tell_written);
}

static void
on_export_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaListView) self = data;
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);

  if (file != NULL && ka_context_get_ledger (self->context) != NULL)
    ka_list_view_export_to (self, file);
}

void
ka_list_view_export (KaListView *self)
{
  g_autofree char *name = NULL;

  g_return_if_fail (KA_IS_LIST_VIEW (self));

  name = g_strdup_printf ("%s.xlsx", ka_kind_label (self->kind));
  ka_choose_file_async (GTK_WINDOW (ka_window_of (self)), _ ("导出所列记录"),
                        GTK_FILE_CHOOSER_ACTION_SAVE, name, _ ("Excel 工作簿"), "xlsx", FALSE,
                        on_export_chosen_cb, g_object_ref (self));
}

/* ---- pasting and merging ---- */

static void
on_text_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaListView) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  KaWindow *window = ka_window_of (self);
  g_autoptr (GPtrArray) fields = NULL;

  if (window == NULL || !can_write (self))
    return;
  if (text == NULL || text[strspn (text, " \t\r\n")] == '\0')
    {
      ka_window_tell (window, _ ("剪贴板里没有单元格；请先在 WPS、Excel 里复制要粘贴的行。"));
      return;
    }
  fields = ka_columns_dup_shown (self->columns);
  ka_import_dialog_present_text (window, text, self->kind, fields);
}

void
ka_list_view_paste (KaListView *self)
{
  g_return_if_fail (KA_IS_LIST_VIEW (self));

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL,
                                 on_text_read_cb, g_object_ref (self));
}

void
ka_list_view_merge (KaListView *self)
{
  g_autoptr (GArray) ids = NULL;

  g_return_if_fail (KA_IS_LIST_VIEW (self));

  ids = _ka_list_view_dup_selected (self);
  if (ids->len == 2 && can_write (self))
    ka_merge_dialog_present (ka_window_of (self), self->kind, g_array_index (ids, gint64, 0),
                             g_array_index (ids, gint64, 1));
}

/* ---- the context menu ---- */

void
ka_list_view_filter_by_value (KaListView *self)
{
  g_autoptr (GArray) ids = NULL;
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (KaCondition) condition = NULL;
  const char *value;
  const KaField *field;

  g_return_if_fail (KA_IS_LIST_VIEW (self));

  ids = _ka_list_view_dup_selected (self);
  field
    = self->menu_field != NULL ? self->menu_field : ka_kind_field (self->kind, self->kind->title);
  if (ids->len == 0)
    return;
  record = ka_ledger_get (ka_context_get_ledger (self->context), self->kind,
                          g_array_index (ids, gint64, 0), NULL);
  if (record == NULL)
    return;
  value = ka_record_get (record, field->id);
  condition = ka_condition_new (field, value != NULL ? KA_OP_EQ : KA_OP_EMPTY, value);
  ka_filter_bar_add (self->filter, condition);
}

void
_ka_list_view_popup (KaListView *self, double x, double y)
{
  GdkRectangle place = { (int)x, (int)y, 1, 1 };

  if (self->menu == NULL)
    {
      GMenuModel *model = G_MENU_MODEL (ka_application_get_menu ("list-menu"));

      self->menu = GTK_POPOVER_MENU (gtk_popover_menu_new_from_model (model));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (GTK_WIDGET (self->menu), GTK_ALIGN_START);
      gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self->column_view));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

void
ka_list_view_menu (KaListView *self)
{
  g_return_if_fail (KA_IS_LIST_VIEW (self));

  self->menu_field = NULL;
  _ka_list_view_popup (self, 24, 64);
}
