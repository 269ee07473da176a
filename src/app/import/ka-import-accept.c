/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-dialog-private.h"

#include "ka-dialogs.h"

#include <glib/gi18n.h>

/* Nothing uncertain is left out, or taken, without a word: before the import is written it is asked once. */

/* Tables that are named, and columns of each. */
#define MAX_TABLES 6
#define MAX_COLUMNS 4

typedef struct
{
  guint n_open;  /* columns that are nothing's yet */
  guint n_taken; /* columns that were taken by their values */
  GString *names;
} Unsure;

static void
name_column (Unsure *unsure, const KaImportTable *table, guint column)
{
  const char *heading = g_ptr_array_index (table->headings, column);
  guint n = unsure->n_open + unsure->n_taken;
  g_autofree char *written = g_strdelimit (g_strdup (heading), "\r\n", ' ');
  char letters[8];

  if (n > MAX_COLUMNS)
    return;
  if (n == MAX_COLUMNS)
    {
      g_string_append (unsure->names, _ ("等"));
      return;
    }
  g_string_append_printf (unsure->names, "%s%s", n > 0 ? _ ("、") : "",
                          *written != '\0' ? written : ka_column_letters (column, letters));
}

static Unsure
count_table (KaImport *import, guint index)
{
  const KaImportTable *table = g_ptr_array_index (ka_import_get_tables (import), index);
  Unsure unsure = { 0, 0, g_string_new (NULL) };

  for (guint c = 0; table->taken && c < table->fields->len; c++)
    {
      if (ka_import_get_guesses (import, index, c) == NULL)
        continue;
      name_column (&unsure, table, c);
      if (g_ptr_array_index (table->fields, c) == NULL)
        unsure.n_open++;
      else
        unsure.n_taken++;
    }
  return unsure;
}

/* 企业.xlsx · 企业：2 列（值班、说法）. all: what there is of both sorts. */
static char *
say_unsure (KaImport *import, Unsure *all)
{
  GPtrArray *tables = ka_import_get_tables (import);
  GString *out = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < tables->len; i++)
    {
      const KaImportTable *table = g_ptr_array_index (tables, i);
      Unsure unsure = count_table (import, i);

      all->n_open += unsure.n_open;
      all->n_taken += unsure.n_taken;
      if (unsure.n_open + unsure.n_taken > 0 && ++n <= MAX_TABLES)
        g_string_append_printf (out, _ ("%s · %s：%u 列（%s）\n"), table->file, table->sheet,
                                unsure.n_open + unsure.n_taken, unsure.names->str);
      g_string_free (unsure.names, TRUE);
    }
  if (n > MAX_TABLES)
    g_string_append_printf (out, _ ("还有 %u 张表\n"), n - MAX_TABLES);
  g_string_append (out, "\n");
  if (all->n_open > 0)
    g_string_append_printf (out, _ ("其中 %u 列没有对应的项目，不导入。"), all->n_open);
  if (all->n_taken > 0)
    g_string_append_printf (out, _ ("其中 %u 列按内容读作“列的对应”里所写的项目。"), all->n_taken);
  return g_string_free (out, FALSE);
}

static gboolean
is_unsure (KaImport *import, guint index)
{
  Unsure unsure = count_table (import, index);

  g_string_free (unsure.names, TRUE);
  return unsure.n_open + unsure.n_taken > 0;
}

static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaImportDialog) self = data;
  gboolean accepted = ka_confirm_finish (result, NULL);
  guint n, first = G_MAXUINT;

  /* It may be closed, or reading another file that was dropped on it. */
  if (self->stack == NULL || self->work != NULL)
    return;
  n = ka_import_get_tables (self->import)->len;
  for (guint i = 0; i < n; i++)
    {
      if (!is_unsure (self->import, i))
        continue;
      first = MIN (first, i);
      if (accepted)
        ka_import_settle (self->import, i);
    }
  if (accepted)
    _ka_import_dialog_start_writing (self);
  else if (first < n)
    _ka_import_review_show_columns (self, first);
}

static void
on_accept_cb (KaImportDialog *self)
{
  guint n = ka_import_count_unsure (self->import);
  Unsure all = { 0, 0, NULL };
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;

  if (n == 0)
    {
      _ka_import_dialog_start_writing (self);
      return;
    }
  heading = g_strdup_printf (_ ("有 %u 列拿不准"), n);
  body = say_unsure (self->import, &all);
  ka_choose_one_async (GTK_WINDOW (self), heading, body, _ ("去看看(_L)"),
                       all.n_taken == 0 ? _ ("不要这些列，导入(_I)") : _ ("就这样导入(_I)"), FALSE,
                       on_answered_cb, g_object_ref (self));
}

void
_ka_import_accept_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_accept_cb);
}
