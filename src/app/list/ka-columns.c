/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-columns.h"

#include "ka-tone.h"
#include "ka-tooltip.h"

#include <glib/gi18n.h>
#include <ka-row-model.h>

/* Widths of the kind tables are in Chinese characters. */
#define CHARACTER_WIDTH 15
#define CELL_PADDING 22
#define HEADING_PADDING 36
#define SAVE_DELAY_MS 500

typedef struct
{
  KaColumns *columns; /* borrowed */
  const KaField *field;
  guint index;
  GtkColumnViewColumn *column; /* owned by the view while shown, and by us */
} Column;

struct _KaColumns
{
  GObject parent_instance;

  /* Borrowed */
  GtkColumnView *view;
  const KaKind *kind;

  /* Owned */
  GSettings *settings;
  GPtrArray *all; /* Column, one a field */

  /* What the probe of the view's sorter found. */
  Column *probed;
  guint save_source;
  gboolean loading;
};

enum
{
  SORT_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaColumns, ka_columns, G_TYPE_OBJECT)

static Column *
nth_column (KaColumns *self, guint i)
{
  return g_ptr_array_index (self->all, i);
}

static Column *
find_column (KaColumns *self, const KaField *field)
{
  return nth_column (self, (guint)(field - self->kind->fields));
}

/* ---- cells ---- */

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  GtkWidget *label = gtk_label_new (NULL);

  /* Numbers of papers differ at their end: （江津）应急检记〔2025〕1号. */
  gtk_label_set_ellipsize (GTK_LABEL (label), column->field->format == KA_FORMAT_NUMBER
                                                ? PANGO_ELLIPSIZE_START
                                                : PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (ka_field_is_number (column->field))
    gtk_label_set_xalign (GTK_LABEL (label), 1);
  if (column->field->type != KA_FIELD_TEXT && column->field->type != KA_FIELD_LONG)
    gtk_widget_add_css_class (label, "numeric");
  if (column->field->type == KA_FIELD_FLAG)
    gtk_label_set_xalign (GTK_LABEL (label), 0.5);
  else
    ka_tooltip_add_to_label (GTK_LABEL (label));
  g_object_set_data (G_OBJECT (label), "ka-item", item);
  g_object_set_data (G_OBJECT (label), "ka-column", column);
  gtk_list_item_set_child (item, label);
}

static void
bind_flag (GtkLabel *label, const char *value)
{
  const char *sign = "—";
  const char *word = _ ("未填");

  if (value != NULL)
    {
      sign = g_str_equal (value, "1") ? "✓" : "✗";
      word = g_str_equal (value, "1") ? _ ("是") : _ ("否");
    }
  gtk_label_set_label (label, sign);
  ka_set_tooltip (GTK_WIDGET (label), word);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
}

static void
bind_tone (GtkWidget *label, const char *tone)
{
  for (const char *const *t = ka_tones (); *t != NULL; t++)
    if (*t != tone)
      gtk_widget_remove_css_class (label, *t);
  if (tone != NULL)
    gtk_widget_add_css_class (label, tone);
}

/* Another record that is named by a mere number is also said in words; what is copied or exported is the
 * number alone, by which it is found again. */
static char *
describe_cell (KaRow *row, KaRecord *record, guint index)
{
  const KaField *field = record != NULL ? &record->kind->fields[index] : NULL;
  const KaKind *target = field != NULL ? ka_field_target (field) : NULL;

  if (target == NULL || (target->flags & KA_KIND_CODED) == 0 || record->values[index] == NULL)
    return g_strdup (ka_row_get_text (row, index));
  return ka_ledger_caption (ka_row_get_ledger (row), target,
                            ka_record_get_int (record, field->id, 0));
}

static void
show_cell (GtkWidget *label, KaRow *row)
{
  Column *column = g_object_get_data (G_OBJECT (label), "ka-column");
  KaRecord *record = ka_row_get_record (row);
  const char *value = record != NULL ? record->values[column->index] : NULL;

  if (column->field->type == KA_FIELD_FLAG)
    bind_flag (GTK_LABEL (label), value);
  else
    {
      g_autofree char *text = describe_cell (row, record, column->index);

      gtk_label_set_label (GTK_LABEL (label), text);
    }
  if (column->field->type == KA_FIELD_CHOICE)
    bind_tone (label, ka_tone_of (column->field, value));
}

static void
on_row_changed_cb (KaRow *row, GtkWidget *label)
{
  show_cell (label, row);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  KaRow *row = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);

  show_cell (label, row);
  g_signal_connect (row, "changed", G_CALLBACK (on_row_changed_cb), label);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (
    gtk_list_item_get_item (item), G_CALLBACK (on_row_changed_cb), gtk_list_item_get_child (item));
}

/* ---- sorting: GTK 4.8 does not say by which column its view is sorted, so it is found out by asking
 * the view's sorter to compare two rows: the first column that is asked is the one, and the sign of
 * the answer is the direction ---- */

static int
probe_column (gconstpointer a, gconstpointer b, gpointer data)
{
  Column *column = data;

  if (column->columns->probed == NULL)
    column->columns->probed = column;
  return -1;
}

static Column *
probe_sort (KaColumns *self, gboolean *descending)
{
  g_autoptr (GObject) a = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) b = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering answer;

  self->probed = NULL;
  answer = gtk_sorter_compare (gtk_column_view_get_sorter (self->view), a, b);
  *descending = answer == GTK_ORDERING_LARGER;
  return self->probed;
}

static void
on_sorter_changed_cb (KaColumns *self)
{
  gboolean descending;
  const KaField *field;

  if (self->loading)
    return;
  field = ka_columns_get_sort (self, &descending);
  g_settings_set_string (self->settings, "sort", field != NULL ? field->id : "");
  g_settings_set_boolean (self->settings, "sort-descending", descending);
  g_signal_emit (self, signals[SORT_CHANGED], 0);
}

const KaField *
ka_columns_get_sort (KaColumns *self, gboolean *descending)
{
  Column *column;

  g_return_val_if_fail (KA_IS_COLUMNS (self), NULL);

  column = probe_sort (self, descending);
  return column != NULL ? column->field : NULL;
}

void
ka_columns_set_sort (KaColumns *self, const KaField *field, gboolean descending)
{
  g_return_if_fail (KA_IS_COLUMNS (self));

  gtk_column_view_sort_by_column (self->view,
                                  field != NULL ? find_column (self, field)->column : NULL,
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

/* ---- which columns ---- */

static gboolean
is_in_view (KaColumns *self, GtkColumnViewColumn *column, guint *position)
{
  GListModel *shown = gtk_column_view_get_columns (self->view);
  guint n = g_list_model_get_n_items (shown);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkColumnViewColumn) other = g_list_model_get_item (shown, i);

      if (other == column)
        {
          if (position != NULL)
            *position = i;
          return TRUE;
        }
    }
  return FALSE;
}

static Column *
column_of (KaColumns *self, GtkColumnViewColumn *column)
{
  for (guint i = 0; i < self->all->len; i++)
    if (nth_column (self, i)->column == column)
      return nth_column (self, i);
  return NULL;
}

static gboolean
on_save_timeout (gpointer data)
{
  KaColumns *self = KA_COLUMNS (data);
  GListModel *shown = gtk_column_view_get_columns (self->view);
  guint n = g_list_model_get_n_items (shown);
  GVariantBuilder builder;

  self->save_source = 0;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(si)"));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (shown, i);

      g_variant_builder_add (&builder, "(si)", column_of (self, column)->field->id,
                             gtk_column_view_column_get_fixed_width (column));
    }
  g_settings_set_value (self->settings, "columns", g_variant_builder_end (&builder));
  return G_SOURCE_REMOVE;
}

static void
queue_save (KaColumns *self)
{
  if (!self->loading && self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_DELAY_MS, on_save_timeout, self);
}

/* What the values need, and at least what the heading with its arrow needs. */
static int
default_width (KaColumns *self, const KaField *field)
{
  g_autofree char *heading = ka_field_caption (field);
  g_autoptr (PangoLayout) layout
    = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), heading);
  int characters = (int)MAX (field->width, 4);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return MAX (width + HEADING_PADDING, characters * CHARACTER_WIDTH + CELL_PADDING);
}

static Column *
create_column (KaColumns *self, guint i)
{
  Column *column = g_new0 (Column, 1);
  const KaField *field = &self->kind->fields[i];
  g_autofree char *heading = ka_field_caption (field);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = NULL;

  column->columns = self;
  column->field = field;
  column->index = i;
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), column);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), NULL);
  column->column = gtk_column_view_column_new (heading, factory);
  sorter = GTK_SORTER (gtk_custom_sorter_new (probe_column, column, NULL));
  gtk_column_view_column_set_sorter (column->column, sorter);
  gtk_column_view_column_set_resizable (column->column, TRUE);
  gtk_column_view_column_set_fixed_width (column->column, default_width (self, field));
  if (g_str_equal (field->id, self->kind->title))
    gtk_column_view_column_set_expand (column->column, TRUE);
  g_signal_connect_swapped (column->column, "notify::fixed-width", G_CALLBACK (queue_save), self);
  return column;
}

static void
free_column (gpointer data)
{
  Column *column = data;

  g_signal_handlers_disconnect_by_data (column->column, column->columns);
  g_object_unref (column->column);
  g_free (column);
}

static void
show_defaults (KaColumns *self)
{
  const KaField *title = ka_kind_field (self->kind, self->kind->title);

  /* First what one recognises a record by. */
  gtk_column_view_append_column (self->view, find_column (self, title)->column);
  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      Column *column = nth_column (self, i);

      gtk_column_view_column_set_fixed_width (column->column, default_width (self, column->field));
      if (column->field->width > 0 && column->field != title)
        gtk_column_view_append_column (self->view, column->column);
    }
}

static gboolean
show_remembered (KaColumns *self)
{
  g_autoptr (GVariant) columns = g_settings_get_value (self->settings, "columns");
  GVariantIter iter;
  const char *id;
  gboolean any = FALSE;
  int width;

  g_variant_iter_init (&iter, columns);
  while (g_variant_iter_next (&iter, "(&si)", &id, &width))
    {
      const KaField *field = ka_kind_field (self->kind, id);
      GtkColumnViewColumn *column = field != NULL ? find_column (self, field)->column : NULL;

      if (column == NULL || is_in_view (self, column, NULL))
        continue;
      if (width > 0)
        gtk_column_view_column_set_fixed_width (column, width);
      gtk_column_view_append_column (self->view, column);
      any = TRUE;
    }
  return any;
}

gboolean
ka_columns_is_shown (KaColumns *self, const KaField *field)
{
  g_return_val_if_fail (KA_IS_COLUMNS (self), FALSE);
  return is_in_view (self, find_column (self, field)->column, NULL);
}

void
ka_columns_set_shown (KaColumns *self, const KaField *field, gboolean shown)
{
  GtkColumnViewColumn *column;
  guint position = 0;

  g_return_if_fail (KA_IS_COLUMNS (self));

  column = find_column (self, field)->column;
  if (shown == is_in_view (self, column, NULL))
    return;
  if (!shown)
    gtk_column_view_remove_column (self->view, column);
  else
    {
      /* Where the table has it: behind the nearest field before it that is shown. */
      for (const KaField *f = self->kind->fields; f < field; f++)
        {
          guint before;

          if (is_in_view (self, find_column (self, f)->column, &before))
            position = before + 1;
        }
      gtk_column_view_insert_column (self->view, position, column);
    }
  queue_save (self);
}

gboolean
ka_columns_pick (KaColumns *self, double x, double y, guint *position, const KaField **field)
{
  GtkWidget *found;
  GtkListItem *item = NULL;

  g_return_val_if_fail (KA_IS_COLUMNS (self), FALSE);

  found = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
  if (found != NULL && !GTK_IS_LABEL (found))
    found = gtk_widget_get_first_child (found);
  if (found != NULL)
    item = g_object_get_data (G_OBJECT (found), "ka-item");
  if (item == NULL)
    return FALSE;
  *position = gtk_list_item_get_position (item);
  *field = ((Column *)g_object_get_data (G_OBJECT (found), "ka-column"))->field;
  return TRUE;
}

GPtrArray *
ka_columns_dup_shown (KaColumns *self)
{
  GPtrArray *fields = g_ptr_array_new ();
  GListModel *shown;

  g_return_val_if_fail (KA_IS_COLUMNS (self), fields);

  shown = gtk_column_view_get_columns (self->view);
  for (guint i = 0; i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (shown, i);

      g_ptr_array_add (fields, (gpointer)column_of (self, column)->field);
    }
  return fields;
}

void
ka_columns_reset (KaColumns *self)
{
  g_return_if_fail (KA_IS_COLUMNS (self));

  self->loading = TRUE;
  for (guint i = 0; i < self->all->len; i++)
    if (is_in_view (self, nth_column (self, i)->column, NULL))
      gtk_column_view_remove_column (self->view, nth_column (self, i)->column);
  show_defaults (self);
  self->loading = FALSE;
  g_clear_handle_id (&self->save_source, g_source_remove);
  g_settings_reset (self->settings, "columns");
}

/* ---- object ---- */

void
ka_columns_release (KaColumns *self)
{
  g_return_if_fail (KA_IS_COLUMNS (self));

  if (self->view == NULL)
    return;
  if (self->save_source != 0)
    {
      g_clear_handle_id (&self->save_source, g_source_remove);
      on_save_timeout (self);
    }
  g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (self->view), self);
  g_signal_handlers_disconnect_by_data (gtk_column_view_get_columns (self->view), self);
  g_signal_handlers_disconnect_by_data (self->view, self);
  self->view = NULL;
}

static void
ka_columns_dispose (GObject *object)
{
  KaColumns *self = KA_COLUMNS (object);

  ka_columns_release (self);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (ka_columns_parent_class)->dispose (object);
}

static void
ka_columns_class_init (KaColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ka_columns_dispose;

  signals[SORT_CHANGED] = g_signal_new ("sort-changed", KA_TYPE_COLUMNS, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
}

static void
ka_columns_init (KaColumns *self)
{
  self->all = g_ptr_array_new_with_free_func (free_column);
}

KaColumns *
ka_columns_new (GtkColumnView *view, const KaKind *kind, GSettings *settings)
{
  KaColumns *self = g_object_new (KA_TYPE_COLUMNS, NULL);
  g_autofree char *sort = g_settings_get_string (settings, "sort");

  self->view = view;
  self->kind = kind;
  self->settings = g_object_ref (settings);
  self->loading = TRUE;
  for (guint i = 0; i < kind->n_fields; i++)
    g_ptr_array_add (self->all, create_column (self, i));
  if (!show_remembered (self))
    show_defaults (self);
  if (sort[0] != '\0' && ka_kind_field (kind, sort) != NULL)
    ka_columns_set_sort (self, ka_kind_field (kind, sort),
                         g_settings_get_boolean (settings, "sort-descending"));
  else if ((kind->flags & KA_KIND_NEWEST) != 0)
    ka_columns_set_sort (self, ka_kind_field (kind, kind->order), TRUE);
  self->loading = FALSE;

  g_signal_connect_swapped (gtk_column_view_get_sorter (view), "changed",
                            G_CALLBACK (on_sorter_changed_cb), self);
  g_signal_connect_swapped (gtk_column_view_get_columns (view), "items-changed",
                            G_CALLBACK (queue_save), self);
  return self;
}
