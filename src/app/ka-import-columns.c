/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-columns.h"

#include <glib/gi18n.h>

struct _KaImportColumns
{
  GtkWidget parent_instance;

  GtkWidget *grid;
  const KaKind *kind; /* of the table shown */
};

enum
{
  SIGNAL_COLUMN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaImportColumns, ka_import_columns, GTK_TYPE_WIDGET)

static void
on_field_selected_cb (GtkDropDown *choice, GParamSpec *pspec, KaImportColumns *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (choice), "column"));
  guint selected = gtk_drop_down_get_selected (choice);

  if (selected != GTK_INVALID_LIST_POSITION)
    g_signal_emit (self, signals[SIGNAL_COLUMN], 0, column,
                   selected == 0 ? NULL : &self->kind->fields[selected - 1]);
}

static GtkWidget *
make_choice (KaImportColumns *self,
             GtkStringList *fields,
             guint column,
             const char *heading,
             const KaField *field)
{
  GtkWidget *choice = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (fields)), NULL);
  g_autofree char *name = g_strdup_printf (_ ("“%s”列的内容"), heading);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice),
                              field != NULL ? (guint)(field - self->kind->fields) + 1 : 0);
  gtk_widget_set_hexpand (choice, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (choice), "column", GUINT_TO_POINTER (column));
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (on_field_selected_cb), self, 0);
  return choice;
}

void
ka_import_columns_show (KaImportColumns *self, const KaImportTable *table)
{
  g_autoptr (GtkStringList) fields = gtk_string_list_new (NULL);
  GtkWidget *child;

  g_return_if_fail (KA_IS_IMPORT_COLUMNS (self));

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  self->kind = table != NULL ? table->kind : NULL;
  if (self->kind == NULL)
    return;
  gtk_string_list_append (fields, _ ("不导入"));
  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      g_autofree char *heading = ka_field_caption (&self->kind->fields[i]);

      gtk_string_list_append (fields, heading);
    }
  for (guint i = 0; i < table->headings->len && i < table->fields->len; i++)
    {
      const char *heading = table->headings->pdata[i];
      GtkWidget *label;

      if (heading == NULL || *heading == '\0')
        continue;
      label = gtk_label_new (heading);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_grid_attach (GTK_GRID (self->grid), label, 0, i, 1, 1);
      gtk_grid_attach (GTK_GRID (self->grid),
                       make_choice (self, fields, i, heading, table->fields->pdata[i]), 1, i, 1, 1);
    }
}

static void
ka_import_columns_dispose (GObject *object)
{
  KaImportColumns *self = KA_IMPORT_COLUMNS (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (ka_import_columns_parent_class)->dispose (object);
}

static void
ka_import_columns_class_init (KaImportColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ka_import_columns_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_COLUMN]
    = g_signal_new ("column", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_POINTER);
}

static void
ka_import_columns_init (KaImportColumns *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 4);
  gtk_widget_set_margin_start (self->grid, 12);
  gtk_widget_set_margin_end (self->grid, 12);
  gtk_widget_set_margin_top (self->grid, 8);
  gtk_widget_set_margin_bottom (self->grid, 8);
  gtk_widget_set_valign (self->grid, GTK_ALIGN_START);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}
