/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-detail.h"
#include "ka-import-item.h"

#include <glib/gi18n.h>

struct _KaImportDetail
{
  AdwBin parent_instance;

  GtkLabel *nothing;
  GtkWidget *grid;
};

G_DEFINE_FINAL_TYPE (KaImportDetail, ka_import_detail, ADW_TYPE_BIN)

static void
add_label (KaImportDetail *self, int column, int line, const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  gtk_grid_attach (GTK_GRID (self->grid), label, column, line, 1, 1);
}

static void
add_headings (KaImportDetail *self)
{
  static const char *const headings[]
    = { N_ ("项目"), N_ ("单元格"), N_ ("表里写的"), N_ ("将存为"), N_ ("台账现有（来源）") };

  for (guint c = 0; c < G_N_ELEMENTS (headings); c++)
    add_label (self, (int)c, 0, _ (headings[c]), "ka-heading");
}

/* FALSE: the row says nothing of the field. */
static gboolean
add_field (KaImportDetail *self,
           KaImport *import,
           KaLedger *ledger,
           const KaImportRow *row,
           guint f,
           int line)
{
  const KaField *field = &row->record->kind->fields[f];
  g_autofree char *text = ka_import_say_cell (import, row, f);
  g_autofree char *value = ka_import_say_value (import, ledger, row, f);
  g_autofree char *cell = NULL;
  g_autofree char *now = NULL;
  gboolean changes
    = row->before != NULL && g_strcmp0 (row->before->values[f], row->record->values[f]) != 0;
  char letters[8];

  if (row->places[f].row == 0 && !changes && (row->before != NULL || *value == '\0'))
    return FALSE;
  if (row->places[f].row > 0)
    cell = g_strdup_printf ("%s%u", ka_column_letters (row->places[f].column, letters),
                            row->places[f].row);
  if (row->before != NULL)
    {
      g_autofree char *old = ka_ledger_display (ledger, row->before, field, TRUE);

      now = changes && row->origins != NULL && row->origins[f] != NULL
              ? g_strdup_printf (_ ("%s（%s）"), old, row->origins[f])
            : changes ? g_strdup (*old != '\0' ? old : _ ("空"))
                      : g_strdup (_ ("相同"));
    }
  add_label (self, 0, line, ka_field_label (field), NULL);
  add_label (self, 1, line, cell != NULL ? cell : "", "ka-quiet");
  add_label (self, 2, line, text, NULL);
  add_label (self, 3, line, value, changes || row->before == NULL ? "ka-heading" : NULL);
  add_label (self, 4, line, now != NULL ? now : "", "ka-quiet");
  return TRUE;
}

void
ka_import_detail_show (KaImportDetail *self,
                       KaImport *import,
                       KaLedger *ledger,
                       const KaImportRow *row)
{
  GtkWidget *child;
  int line = 1;

  g_return_if_fail (KA_IS_IMPORT_DETAIL (self));

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), row == NULL);
  if (row == NULL || ledger == NULL)
    return;
  add_headings (self);
  for (guint f = 0; f < row->record->kind->n_fields; f++)
    if (add_field (self, import, ledger, row, f, line))
      line++;
}

static void
ka_import_detail_class_init (KaImportDetailClass *klass)
{
}

static void
ka_import_detail_init (KaImportDetail *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->nothing = GTK_LABEL (gtk_label_new (_ ("选择一行，在这里逐项看它会怎样存进台账。")));
  gtk_label_set_xalign (self->nothing, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->nothing), "ka-sheet-title");
  self->grid = gtk_grid_new ();
  gtk_widget_add_css_class (self->grid, "ka-import-detail");
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 16);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 2);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->nothing));
  gtk_box_append (GTK_BOX (box), self->grid);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("这一行"), -1);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}
