/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-list-view-private.h"

#include "ka-ask.h"
#include "ka-dialogs.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-template.h>

/* A superior's empty table, filled with the rows that the list shows: it is chosen, what was recognised in it
 * is said, and the filled copy is written on a worker thread. */

/* More columns than this are counted, not named. */
#define MAX_NAMED 8

typedef struct
{
  KaListView *self; /* NULL while a worker has it */
  const KaKind *kind;
  char *from, *to;
  KaQuery *query;
} Filling;

static void
free_filling (gpointer data)
{
  Filling *filling = data;

  g_clear_object (&filling->self);
  g_free (filling->from);
  g_free (filling->to);
  g_clear_pointer (&filling->query, ka_query_free);
  g_free (filling);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Filling, free_filling)

static Filling *
create_filling (KaListView *self, const char *from)
{
  Filling *filling = g_new0 (Filling, 1);
  KaQuery *query = ka_row_model_get_query (self->model);

  filling->self = g_object_ref (self);
  filling->kind = self->kind;
  filling->from = g_strdup (from);
  filling->query = query != NULL ? ka_query_copy (query) : ka_query_new (self->kind);
  return filling;
}

/* ---- writing ---- */

static gpointer
fill_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  Filling *filling = data;
  g_autoptr (GString) told = g_string_new (NULL);
  KaTemplateReport report = { 0 };
  g_autoptr (KaTemplate) template
    = ka_template_open (filling->from, NULL, filling->kind, ka_work_get_cancellable (work), error);

  if (template == NULL || !ka_template_recall (template, ledger, error)
      || !ka_template_write (template, ledger, filling->query, ka_today (), FALSE, filling->to,
                             &report, ka_work_progress, work, ka_work_get_cancellable (work),
                             error))
    return NULL;
  g_string_append_printf (told, _ ("共填 %u 行，加行 %u。"), report.filled, report.added);
  for (guint i = 0; i < report.remarks->len; i++)
    g_string_append_printf (told, "\n%s", (const char *)g_ptr_array_index (report.remarks, i));
  ka_template_report_clear (&report);
  return g_string_free (g_steal_pointer (&told), FALSE);
}

static void
on_filled_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaListView *self = owner;
  KaWindow *window = ka_window_of (self);
  g_autofree char *told = answer;

  if (window == NULL)
    return;
  if (told == NULL)
    ka_window_tell_error (window, _ ("没有填成"), error);
  else if (strchr (told, '\n') != NULL)
    ka_show_message (GTK_WINDOW (window), _ ("表已填好"), told);
  else
    ka_window_tell (window, told);
}

static void
write_filled (Filling *filling)
{
  /* The worker must not hold a widget. */
  g_autoptr (KaListView) self = g_steal_pointer (&filling->self);

  ka_ask (
    self->context, self, NULL,
    ka_work_new (_ ("填报上级表格"), KA_WORK_READS, fill_in_worker, filling, free_filling, g_free),
    on_filled_cb);
}

void
ka_list_view_fill_to (KaListView *self, GFile *table, GFile *file)
{
  Filling *filling;

  g_return_if_fail (KA_IS_LIST_VIEW (self));

  filling = create_filling (self, g_file_peek_path (table));
  filling->to = g_file_get_path (file);
  write_filled (filling);
}

/* ---- asking ---- */

static void
on_target_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Filling) filling = data;
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);

  if (file == NULL || ka_context_get_ledger (filling->self->context) == NULL)
    return;
  filling->to = g_file_get_path (file);
  write_filled (g_steal_pointer (&filling));
}

static void
on_confirmed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Filling) filling = data;
  KaWindow *window = ka_window_of (filling->self);
  g_autofree char *base = g_path_get_basename (filling->from);
  g_autofree char *name = NULL;
  char *dot = strrchr (base, '.');

  if (!ka_confirm_finish (result, NULL) || window == NULL)
    return;
  if (dot != NULL)
    *dot = '\0';
  name = g_strdup_printf (_ ("%s（已填）.xlsx"), base);
  ka_choose_file_async (GTK_WINDOW (window), _ ("填好的表存为"), GTK_FILE_CHOOSER_ACTION_SAVE, name,
                        _ ("Excel 工作簿"), "xlsx", FALSE, on_target_chosen_cb,
                        g_steal_pointer (&filling));
}

static void
add_names (GString *text, GPtrArray *columns, gboolean filled, const char *heading)
{
  char letters[8];
  guint n = 0;

  for (guint i = 0; i < columns->len; i++)
    {
      const KaTemplateColumn *column = g_ptr_array_index (columns, i);

      if (column->sure || (g_strcmp0 (column->word, "-") != 0) != filled)
        continue;
      if (n++ == 0)
        g_string_append_printf (text, "\n\n%s", heading);
      if (n > MAX_NAMED)
        continue;
      g_string_append_printf (text, "\n%s  %s", ka_column_letters (column->column, letters),
                              column->heading);
      if (filled)
        g_string_append_printf (text, " ← %s", column->label);
    }
  if (n > MAX_NAMED)
    g_string_append_printf (text, _ ("\n… 共 %u 列"), n);
}

/* What was recognised, in a few lines. */
static char *
summarise (KaTemplate *template)
{
  GPtrArray *columns = ka_template_get_columns (template);
  g_autoptr (GString) text = g_string_new (NULL);
  guint filled = 0;

  for (guint i = 0; i < columns->len; i++)
    filled += g_strcmp0 (((KaTemplateColumn *)g_ptr_array_index (columns, i))->word, "-") != 0;
  g_string_append_printf (
    text,
    _ ("工作表“%s”，%u 列中有 %u 列可以填写，现有空行 %u 行（不够时自动加行）。"
       "电话、身份证号等会遮盖。"),
    ka_template_get_sheet (template), columns->len, filled, ka_template_get_room (template));
  add_names (text, columns, TRUE, _ ("拿不准、填好后请核对的："));
  add_names (text, columns, FALSE, _ ("台账里没有对应、不填的："));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gpointer
recognise_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  Filling *filling = data;
  g_autoptr (KaTemplate) template
    = ka_template_open (filling->from, NULL, filling->kind, ka_work_get_cancellable (work), error);

  if (template == NULL || !ka_template_recall (template, ledger, error))
    return NULL;
  return summarise (template);
}

static void
on_recognised_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaListView *self = owner;
  const Filling *filling = data;
  KaWindow *window = ka_window_of (self);
  g_autofree char *text = answer;

  if (window != NULL && text == NULL)
    ka_window_tell_error (window, _ ("这张表填不了"), error);
  else if (window != NULL)
    ka_confirm_async (GTK_WINDOW (window), _ ("填报上级表格"), text, _ ("填写…"), FALSE,
                      on_confirmed_cb, create_filling (self, filling->from));
}

static void
on_table_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaListView) self = data;
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);
  Filling *filling;

  if (file == NULL || ka_context_get_ledger (self->context) == NULL)
    return;
  filling = create_filling (self, g_file_peek_path (file));
  g_clear_object (&filling->self);
  ka_ask (
    self->context, self, NULL,
    ka_work_new (_ ("读取表格"), KA_WORK_READS, recognise_in_worker, filling, free_filling, g_free),
    on_recognised_cb);
}

void
ka_list_view_fill (KaListView *self)
{
  g_return_if_fail (KA_IS_LIST_VIEW (self));

  ka_choose_file_async (GTK_WINDOW (ka_window_of (self)), _ ("选择上级发来的空表"),
                        GTK_FILE_CHOOSER_ACTION_OPEN, NULL, _ ("Excel 工作簿"), "xlsx;xlsm", FALSE,
                        on_table_chosen_cb, g_object_ref (self));
}
