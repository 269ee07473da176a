/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-headings.h"

struct _KaImportHeadings
{
  AdwBin parent_instance;

  /* Template Widgets */
  GtkSpinButton *first;
  GtkSpinButton *last;
  GtkWidget *restore;

  gboolean showing; /* nobody chooses */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_USE,
  SIGNAL_RESTORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaImportHeadings, ka_import_headings, ADW_TYPE_BIN)

void
ka_import_headings_get (KaImportHeadings *self, guint *first, guint *last)
{
  *first = (guint)gtk_spin_button_get_value_as_int (self->first);
  *last = (guint)gtk_spin_button_get_value_as_int (self->last);
}

/* The last is never before the first: the one that is not touched follows. */
static void
follow (KaImportHeadings *self, GtkSpinButton *follower, double value)
{
  if (self->showing)
    return;
  self->showing = TRUE;
  gtk_spin_button_set_value (follower, value);
  self->showing = FALSE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_first_changed_cb (KaImportHeadings *self)
{
  follow (self, self->last,
          MAX (gtk_spin_button_get_value (self->last), gtk_spin_button_get_value (self->first)));
}

static void
on_last_changed_cb (KaImportHeadings *self)
{
  follow (self, self->first,
          MIN (gtk_spin_button_get_value (self->last), gtk_spin_button_get_value (self->first)));
}

/* What was typed counts, though the focus never left it. */
static void
on_use_cb (KaImportHeadings *self)
{
  guint first, last;

  gtk_spin_button_update (self->first);
  gtk_spin_button_update (self->last);
  ka_import_headings_get (self, &first, &last);
  g_signal_emit (self, signals[SIGNAL_USE], 0, first - 1, last - 1);
}

static void
on_restore_cb (KaImportHeadings *self)
{
  g_signal_emit (self, signals[SIGNAL_RESTORE], 0);
}

void
ka_import_headings_show (KaImportHeadings *self, KaImport *import, guint index)
{
  const KaImportTable *table;
  KaGrid *grid;
  guint n, rows;

  g_return_if_fail (KA_IS_IMPORT_HEADINGS (self));

  table = g_ptr_array_index (ka_import_get_tables (import), index);
  grid = ka_import_get_grid (import, index);
  n = ka_grid_get_n_rows (grid);
  rows = n > 0 ? ka_grid_row_number (grid, n - 1) + 1 : 1;
  self->showing = TRUE;
  gtk_spin_button_set_range (self->first, 1, rows);
  gtk_spin_button_set_range (self->last, 1, rows);
  gtk_spin_button_set_value (self->first, table->heading_row + 1);
  gtk_spin_button_set_value (self->last, table->heading_row + MAX (1, table->n_heading_rows));
  gtk_widget_set_visible (self->restore, table->headed);
  self->showing = FALSE;
}

static void
ka_import_headings_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_IMPORT_HEADINGS);
  G_OBJECT_CLASS (ka_import_headings_parent_class)->dispose (object);
}

static void
ka_import_headings_class_init (KaImportHeadingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_import_headings_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_USE] = g_signal_new ("use", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SIGNAL_RESTORE] = g_signal_new ("restore", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-import-headings.ui");
  gtk_widget_class_bind_template_child (widget_class, KaImportHeadings, first);
  gtk_widget_class_bind_template_child (widget_class, KaImportHeadings, last);
  gtk_widget_class_bind_template_child (widget_class, KaImportHeadings, restore);
  gtk_widget_class_bind_template_callback (widget_class, on_first_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_last_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_use_cb);
}

static void
ka_import_headings_init (KaImportHeadings *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
