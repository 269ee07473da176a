/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-columns.h"

#include "ka-import-item.h"
#include "ka-steps.h"
#include "ka-tooltip.h"

#include <glib/gi18n.h>
#include <ka-check.h>

/* Values that are shown of a column that is nothing's yet, and the rows that they are looked for in. */
#define N_SAMPLES 3
#define MAX_LOOKED 40

struct _KaImportColumns
{
  GtkWidget parent_instance;

  GtkWidget *grid;
  const KaKind *kind; /* of the table shown, or NULL */

  /* Borrowed */
  KaImport *import;

  /* Owned */
  KaLedger *ledger;
  GPtrArray *rows;       /* KaImportRow of the plan */
  GtkStringList *fields; /* of the kind, after what passes a column over */

  guint table; /* shown */
  guint next;  /* column to be added */
};

enum
{
  SIGNAL_COLUMN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaImportColumns, ka_import_columns, GTK_TYPE_WIDGET)

/* The fields that may be guessed of a column stand first in its list, before what passes it over and all the others.
 * guesses: KaField; or NULL. */
static const KaField *
get_nth (KaImportColumns *self, GPtrArray *guesses, guint n)
{
  guint n_guesses = guesses != NULL ? guesses->len : 0;

  if (n < n_guesses)
    return g_ptr_array_index (guesses, n);
  return n == n_guesses ? NULL : &self->kind->fields[n - n_guesses - 1];
}

static void
on_field_selected_cb (GtkDropDown *choice, GParamSpec *pspec, KaImportColumns *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (choice), "column"));
  GPtrArray *guesses = g_object_get_data (G_OBJECT (choice), "guesses");
  guint selected = gtk_drop_down_get_selected (choice);

  if (selected != GTK_INVALID_LIST_POSITION)
    g_signal_emit (self, signals[SIGNAL_COLUMN], 0, column, get_nth (self, guesses, selected));
}

static void
on_take_cb (GtkButton *button, KaImportColumns *self)
{
  g_signal_emit (self, signals[SIGNAL_COLUMN], 0,
                 GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "column")),
                 g_object_get_data (G_OBJECT (button), "field"));
}

/* 可能是：主要负责人电话（内容像电话号码）, and then all that there are. */
static GtkStringList *
make_fields (KaImportColumns *self, GPtrArray *guesses, const KaField *present)
{
  GtkStringList *list;

  if (guesses == NULL)
    return g_object_ref (self->fields);
  list = gtk_string_list_new (NULL);
  for (guint i = 0; i < guesses->len; i++)
    {
      const KaGuess *guess = g_ptr_array_index (guesses, i);
      g_autofree char *why = ka_guess_explain (guess);
      g_autofree char *line
        = g_strdup_printf (guess->field == present ? _ ("读作：%s（%s）") : _ ("可能是：%s（%s）"),
                           ka_field_label (guess->field), why);

      gtk_string_list_append (list, line);
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->fields)); i++)
    gtk_string_list_append (list, gtk_string_list_get_string (self->fields, i));
  return list;
}

static GtkWidget *
make_choice (KaImportColumns *self,
             GPtrArray *guesses,
             guint column,
             const char *heading,
             const KaField *field)
{
  GtkWidget *choice = gtk_drop_down_new (G_LIST_MODEL (make_fields (self, guesses, field)), NULL);
  g_autofree char *name = g_strdup_printf (_ ("“%s”列的内容"), heading);
  GPtrArray *guessed = guesses != NULL ? g_ptr_array_new () : NULL;
  guint n = 0;

  for (guint i = 0; guesses != NULL && i < guesses->len; i++)
    g_ptr_array_add (guessed, (gpointer)((KaGuess *)g_ptr_array_index (guesses, i))->field);
  while (get_nth (self, guessed, n) != field)
    n++;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), n);
  gtk_widget_set_hexpand (choice, TRUE);
  /* The values beside it may be of several lines. */
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (choice), "column", GUINT_TO_POINTER (column));
  if (guessed != NULL)
    g_object_set_data_full (G_OBJECT (choice), "guesses", guessed,
                            (GDestroyNotify)g_ptr_array_unref);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (on_field_selected_cb), self, 0);
  return choice;
}

/* Takes what is guessed first of a column that is nothing's yet. */
static GtkWidget *
make_taker (KaImportColumns *self, const KaGuess *guess, guint column)
{
  g_autofree char *label = g_strdup_printf (_ ("用“%s”"), ka_field_label (guess->field));
  g_autofree char *why = ka_guess_explain (guess);
  GtkWidget *button = gtk_button_new_with_label (label);

  ka_set_tooltip (button, why);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "column", GUINT_TO_POINTER (column));
  g_object_set_data (G_OBJECT (button), "field", (gpointer)guess->field);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_take_cb), self, 0);
  return button;
}

static void
add_label (KaImportColumns *self, int column, int line, const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  gtk_grid_attach (GTK_GRID (self->grid), label, column, line, 1, 1);
}

/* The first row that has something for the field. */
static const KaImportRow *
find_example (GPtrArray *rows, guint table, guint f)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const KaImportRow *row = g_ptr_array_index (rows, i);

      if (row->table == table && row->places[f].row > 0)
        return row;
    }
  return NULL;
}

/* A cell that holds two values: the second behind the first. TRUE: it is private. */
static gboolean
say_second (KaImportColumns *self,
            KaImport *import,
            KaLedger *ledger,
            GPtrArray *rows,
            guint index,
            const KaField *field,
            char **value)
{
  guint f = (guint)(field - self->kind->fields);
  const KaImportRow *row = find_example (rows, index, f);
  g_autofree char *first = g_steal_pointer (value);
  g_autofree char *second
    = row != NULL ? ka_import_say_value (import, ledger, row, f) : g_strdup ("");

  *value = g_strdup_printf (_ ("%s；%s：%s"), *first != '\0' ? first : "—", ka_field_label (field),
                            *second != '\0' ? second : "—");
  return (field->flags & KA_PRIVATE) != 0;
}

/* What stands in the column, as it is written and as it would be stored. */
static void
add_example (KaImportColumns *self,
             KaImport *import,
             KaLedger *ledger,
             GPtrArray *rows,
             guint index,
             guint column,
             int line)
{
  const KaImportTable *table = g_ptr_array_index (ka_import_get_tables (import), index);
  const KaField *field = table->fields->pdata[column];
  guint f = field != NULL ? (guint)(field - self->kind->fields) : 0;
  const KaImportRow *row = field != NULL ? find_example (rows, index, f) : NULL;
  KaImportPlace place = { table->first_row + 1, column };
  gboolean secret = field != NULL && (field->flags & KA_PRIVATE) != 0;
  g_autofree char *text = ka_import_get_text (import, index, row != NULL ? row->places[f] : place);
  g_autofree char *value
    = row != NULL ? ka_import_say_value (import, ledger, row, f) : g_strdup ("");

  if (table->seconds != NULL && column < table->seconds->len
      && table->seconds->pdata[column] != NULL)
    secret |= say_second (self, import, ledger, rows, index, table->seconds->pdata[column], &value);
  add_label (self, 1, line, secret ? value : text, NULL);
  add_label (self, 2, line, *value != '\0' ? value : "—", "ka-quiet");
}

/* Some of the values of a column that is nothing's yet, of people no more of them than in lists. */
static char *
say_samples (KaImportColumns *self, const KaImportTable *table, guint column, const KaGuess *guess)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint n = 0;

  for (guint row = table->first_row;
       n < N_SAMPLES && row <= table->last_row && row < table->first_row + MAX_LOOKED; row++)
    {
      g_autofree char *text
        = ka_import_get_text (self->import, self->table, (KaImportPlace){ row + 1, column });
      g_autofree char *masked
        = (guess->field->flags & KA_PRIVATE) != 0 ? ka_mask (guess->field, text) : NULL;

      if (*text == '\0')
        continue;
      g_string_append_printf (out, "%s%s", n > 0 ? "\n" : "", masked != NULL ? masked : text);
      n++;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
add_column (KaImportColumns *self, const KaImportTable *table, guint column, const char *heading)
{
  const KaField *field = table->fields->pdata[column];
  GPtrArray *guesses = ka_import_get_guesses (self->import, self->table, column);
  const KaGuess *first = guesses != NULL ? g_ptr_array_index (guesses, 0) : NULL;
  g_autofree char *named = NULL;
  int line = (int)column + 1;
  char letters[8];

  named = g_strdup_printf ("%s  %s", ka_column_letters (column, letters),
                           *heading != '\0' ? heading : _ ("（没有表头）"));
  add_label (self, 0, line, named, first != NULL ? "warning" : NULL);
  if (first != NULL && field == NULL)
    {
      g_autofree char *samples = say_samples (self, table, column, first);

      add_label (self, 1, line, samples, NULL);
      add_label (self, 2, line, "—", "ka-quiet");
      gtk_grid_attach (GTK_GRID (self->grid), make_taker (self, first, column), 4, line, 1, 1);
    }
  else
    add_example (self, self->import, self->ledger, self->rows, self->table, column, line);
  gtk_grid_attach (GTK_GRID (self->grid), make_choice (self, guesses, column, heading, field), 3,
                   line, 1, 1);
}

/* A list to choose from takes milliseconds to make, and there may be a hundred columns. */
static gboolean
on_step_cb (gpointer columns)
{
  KaImportColumns *self = columns;
  const KaImportTable *table;
  guint n;

  if (self->kind == NULL)
    return FALSE;
  table = g_ptr_array_index (ka_import_get_tables (self->import), self->table);
  n = MIN (table->headings->len, table->fields->len);
  while (self->next < n)
    {
      guint column = self->next++;
      const char *heading = table->headings->pdata[column];

      if (*heading == '\0' && ka_import_get_guesses (self->import, self->table, column) == NULL)
        continue;
      add_column (self, table, column, heading);
      break;
    }
  return self->next < n;
}

static void
take_fields (KaImportColumns *self)
{
  g_clear_object (&self->fields);
  self->fields = gtk_string_list_new (NULL);
  gtk_string_list_append (self->fields, _ ("不导入"));
  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      g_autofree char *heading = ka_field_caption (&self->kind->fields[i]);

      gtk_string_list_append (self->fields, heading);
    }
}

void
ka_import_columns_show (KaImportColumns *self,
                        KaImport *import,
                        KaLedger *ledger,
                        GPtrArray *rows,
                        guint index)
{
  static const char *const titles[]
    = { N_ ("表头"), N_ ("表里写的（例）"), N_ ("将存为"), N_ ("对应的项目") };
  GPtrArray *tables = ka_import_get_tables (import);
  const KaImportTable *table = index < tables->len ? g_ptr_array_index (tables, index) : NULL;
  GtkWidget *child;

  g_return_if_fail (KA_IS_IMPORT_COLUMNS (self));

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  self->kind = table != NULL ? table->kind : NULL;
  if (self->kind == NULL)
    return;
  self->import = import;
  g_set_object (&self->ledger, ledger);
  g_ptr_array_ref (rows);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = rows;
  self->table = index;
  self->next = 0;
  take_fields (self);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    add_label (self, (int)i, 0, _ (titles[i]), "ka-heading");
  ka_take_steps (self, on_step_cb);
}

static void
ka_import_columns_dispose (GObject *object)
{
  KaImportColumns *self = KA_IMPORT_COLUMNS (object);

  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_object (&self->ledger);
  g_clear_object (&self->fields);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
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
