/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-table-row.h"

#include "ka-tooltip.h"

#include <glib/gi18n.h>

struct _KaImportTableRow
{
  GtkListBoxRow parent_instance;

  /* Template Widgets */
  GtkLabel *counts;
  GtkLabel *file;
  GtkDropDown *kind;
  GtkBox *recalled;
  GtkLabel *recalled_text;
  GtkCheckButton *taken;

  gboolean showing;
};

enum
{
  SIGNAL_TAKEN,
  SIGNAL_KIND,
  SIGNAL_DROP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaImportTableRow, ka_import_table_row, GTK_TYPE_LIST_BOX_ROW)

/* The n-th kind that can be imported, NULL beyond them; its place is one more in the drop-down, whose
 * first line is that the table is none. */
static const KaKind *
get_kind (guint n)
{
  guint n_kinds;
  const KaKind *const *kinds = ka_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    if (ka_kind_is_read (kinds[i]) && n-- == 0)
      return kinds[i];
  return NULL;
}

static void
on_taken_toggled_cb (KaImportTableRow *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[SIGNAL_TAKEN], 0, gtk_check_button_get_active (self->taken));
}

static void
on_kind_selected_cb (KaImportTableRow *self)
{
  guint selected = gtk_drop_down_get_selected (self->kind);

  if (!self->showing && selected != GTK_INVALID_LIST_POSITION)
    g_signal_emit (self, signals[SIGNAL_KIND], 0, selected == 0 ? NULL : get_kind (selected - 1));
}

static void
on_drop_clicked_cb (KaImportTableRow *self)
{
  g_signal_emit (self, signals[SIGNAL_DROP], 0);
}

static void
ka_import_table_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_IMPORT_TABLE_ROW);
  G_OBJECT_CLASS (ka_import_table_row_parent_class)->dispose (object);
}

static void
ka_import_table_row_class_init (KaImportTableRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_import_table_row_dispose;

  signals[SIGNAL_TAKEN] = g_signal_new ("taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_KIND] = g_signal_new ("kind", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  signals[SIGNAL_DROP] = g_signal_new ("drop", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-import-table-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KaImportTableRow, counts);
  gtk_widget_class_bind_template_child (widget_class, KaImportTableRow, file);
  gtk_widget_class_bind_template_child (widget_class, KaImportTableRow, kind);
  gtk_widget_class_bind_template_child (widget_class, KaImportTableRow, recalled);
  gtk_widget_class_bind_template_child (widget_class, KaImportTableRow, recalled_text);
  gtk_widget_class_bind_template_child (widget_class, KaImportTableRow, taken);
  gtk_widget_class_bind_template_callback (widget_class, on_drop_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_kind_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_taken_toggled_cb);
}

static void
ka_import_table_row_init (KaImportTableRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_kinds (KaImportTableRow *self, const KaKind *kind)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  const KaKind *each;
  guint selected = 0;

  gtk_string_list_append (list, _ ("不是台账"));
  for (guint i = 0; (each = get_kind (i)) != NULL; i++)
    {
      gtk_string_list_append (list, ka_kind_label (each));
      if (each == kind)
        selected = i + 1;
    }
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->kind, selected);
}

/* The file; of several tables in a sheet also which rows. */
static char *
describe_place (const KaImportTable *table, gboolean apart)
{
  g_autofree char *rows
    = apart ? g_strdup_printf (_ ("，第 %u–%u 行"), table->heading_row + 1, table->last_row + 1)
            : g_strdup ("");

  return g_strconcat (table->file, rows, table->hidden ? _ ("（隐藏的工作表）") : "", NULL);
}

static void
show_recalled (KaImportTableRow *self, const KaImportTable *table)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->recalled), table->recalled != NULL);
  if (table->recalled == NULL)
    return;
  text = g_strdup_printf (_ ("按上次“%s”的对应关系"), table->recalled);
  gtk_label_set_label (self->recalled_text, text);
}

GtkWidget *
ka_import_table_row_new (const KaImportTable *table, gboolean apart)
{
  KaImportTableRow *self = g_object_new (KA_TYPE_IMPORT_TABLE_ROW, NULL);
  g_autofree char *name = g_strdup_printf (_ ("导入“%s”"), table->sheet);
  g_autofree char *as = g_strdup_printf (_ ("“%s”的种类"), table->sheet);
  g_autofree char *file = describe_place (table, apart);
  g_autofree char *counts = NULL;

  self->showing = TRUE;
  gtk_check_button_set_active (self->taken, table->taken && table->kind != NULL);
  gtk_check_button_set_label (self->taken, table->sheet);
  gtk_widget_set_sensitive (GTK_WIDGET (self->taken), table->kind != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->taken), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kind), GTK_ACCESSIBLE_PROPERTY_LABEL, as,
                                  -1);
  gtk_label_set_label (self->file, file);
  ka_set_tooltip (GTK_WIDGET (self->file), file);
  fill_kinds (self, table->kind);
  show_recalled (self, table);
  if (table->kind == NULL)
    counts = g_strdup (_ ("没有认出来，不导入"));
  else if (!table->taken)
    counts = g_strdup (_ ("不导入"));
  else
    counts = g_strdup_printf (_ ("%u 行：新增 %u，修改 %u，未变 %u，拒绝 %u"), table->read,
                              table->added, table->changed, table->unchanged, table->refused);
  gtk_label_set_label (self->counts, counts);
  if (table->taken && table->refused > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->counts), "warning");
  self->showing = FALSE;
  return GTK_WIDGET (self);
}

GtkWidget *
ka_import_failure_row_new (const char *failure)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_auto (GStrv) lines = g_strsplit (failure, "\n", 2);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (lines[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_widget_add_css_class (label, i == 0 ? "ka-heading" : "ka-error");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (box, "ka-import-failure");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}
