/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-sheet.h"

#include "ka-import-headings.h"
#include "ka-tooltip.h"

#include <glib/gi18n.h>
#include <ka-text.h>
#include <string.h>

/* So much is shown around the cell; who wants to see more opens the file. */
#define ROWS_BEFORE 4
#define ROWS_AFTER 6
#define MAX_COLUMNS 18
#define COLUMNS_BEFORE 5
#define MAX_CHARS 14

struct _KaImportSheet
{
  AdwBin parent_instance;

  KaImportHeadings *headings;
  GtkLabel *title;
  GtkScrolledWindow *scrolled;
  GtkWidget *grid;
  GtkWidget *marked; /* borrowed from the grid, or NULL */

  KaImport *import; /* borrowed; NULL: nothing is shown */
  guint table;
  KaImportPlace place;
  guint first, last; /* rows of headings to be marked, from 1; 0: none */
  gboolean waiting;  /* to be shown as soon as somebody looks */
};

enum
{
  SIGNAL_HEADINGS,
  SIGNAL_RESTORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaImportSheet, ka_import_sheet, ADW_TYPE_BIN)

static GtkWidget *
add_label (KaImportSheet *self, int column, int row, const char *text, const char *css)
{
  g_autofree char *line = g_strdup (text);
  GtkWidget *label;

  g_strdelimit (line, "\r\n", ' ');
  label = gtk_label_new (line);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_CHARS);
  /* Short texts stand whole, the sheet scrolls; the whole of a long one is in its tooltip. */
  gtk_label_set_width_chars (GTK_LABEL (label), MIN (ka_text_width (line) + 1, MAX_CHARS));
  if (*text != '\0')
    ka_set_tooltip (label, text);
  gtk_widget_add_css_class (label, css);
  gtk_grid_attach (GTK_GRID (self->grid), label, column, row, 1, 1);
  return label;
}

/* The stored rows around the one wanted; those that are empty in the file are not stored. */
static guint
find_first (KaGrid *grid, guint number)
{
  guint first = 0, n = ka_grid_get_n_rows (grid);

  while (first < n && ka_grid_row_number (grid, first) < number)
    first++;
  return first > ROWS_BEFORE ? first - ROWS_BEFORE : 0;
}

static void
add_row (KaImportSheet *self,
         KaGrid *grid,
         guint i,
         int line,
         guint first_column,
         guint n_columns,
         KaImportPlace place)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  guint number = ka_grid_row_number (grid, i) + 1;
  gboolean striped = number == place.row || (number >= self->first && number <= self->last);
  g_autofree char *row = g_strdup_printf ("%u", number);

  add_label (self, 0, line, row, "ka-sheet-head");
  ka_grid_read_row (grid, i, cells);
  for (guint c = 0; c < n_columns; c++)
    {
      const char *text = "";
      gboolean marked = number == place.row && first_column + c == place.column;
      GtkWidget *label;

      for (guint j = 0; j < cells->len; j++)
        if (g_array_index (cells, KaCell, j).column == first_column + c)
          text = g_array_index (cells, KaCell, j).text;
      label = add_label (self, (int)c + 1, line, text,
                         marked    ? "ka-sheet-marked"
                         : striped ? "ka-sheet-row"
                                   : "ka-sheet-cell");
      if (marked)
        self->marked = label;
    }
}

/* Once it has a size, the cell is brought into view. */
static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  KaImportSheet *self = KA_IMPORT_SHEET (widget);
  graphene_rect_t bounds;

  if (self->marked != NULL && gtk_widget_compute_bounds (self->marked, self->grid, &bounds))
    {
      GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scrolled);
      GtkAdjustment *down = gtk_scrolled_window_get_vadjustment (self->scrolled);

      gtk_adjustment_clamp_page (across, bounds.origin.x, bounds.origin.x + bounds.size.width);
      gtk_adjustment_clamp_page (down, bounds.origin.y, bounds.origin.y + bounds.size.height);
    }
  return G_SOURCE_REMOVE;
}

static void
show_title (KaImportSheet *self, KaImport *import, guint index, KaImportPlace place)
{
  const KaImportTable *table = g_ptr_array_index (ka_import_get_tables (import), index);
  g_autofree char *text = ka_import_get_text (import, index, place);
  g_autofree char *title = NULL;
  char letters[8];

  title = g_strdup_printf (_ ("%s · %s · %s%u：%s"), table->file, table->sheet,
                           ka_column_letters (place.column, letters), place.row,
                           *text != '\0' ? text : _ ("（空）"));
  g_strdelimit (title, "\r\n", ' ');
  gtk_label_set_label (self->title, title);
  ka_set_tooltip (GTK_WIDGET (self->title), title);
}

static void
clear_cells (KaImportSheet *self)
{
  GtkWidget *child;

  self->marked = NULL;
  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
}

void
ka_import_sheet_clear (KaImportSheet *self)
{
  g_return_if_fail (KA_IS_IMPORT_SHEET (self));

  self->import = NULL;
  self->waiting = FALSE;
  clear_cells (self);
  gtk_widget_hide (GTK_WIDGET (self->headings));
  gtk_label_set_label (self->title, _ ("选择一行或一个问题，在这里看它在原表里的位置。"));
}

static void
show_now (KaImportSheet *self)
{
  KaGrid *grid = ka_import_get_grid (self->import, self->table);
  KaImportPlace place = self->place;
  guint first, first_column, n_columns, n;

  self->waiting = FALSE;
  clear_cells (self);
  n = ka_grid_get_n_rows (grid);
  first = find_first (grid, place.row - 1);
  first_column = ka_grid_get_n_columns (grid) > MAX_COLUMNS && place.column > COLUMNS_BEFORE
                   ? place.column - COLUMNS_BEFORE
                   : 0;
  n_columns = MIN (MAX_COLUMNS,
                   ka_grid_get_n_columns (grid) - MIN (first_column, ka_grid_get_n_columns (grid)));
  for (guint c = 0; c < n_columns; c++)
    {
      char letters[8];

      add_label (self, (int)c + 1, 0, ka_column_letters (first_column + c, letters),
                 "ka-sheet-head");
    }
  for (guint i = first; i < n && i <= first + ROWS_BEFORE + ROWS_AFTER; i++)
    add_row (self, grid, i, (int)(i - first) + 1, first_column, n_columns, place);
  show_title (self, self->import, self->table, place);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick_cb, NULL, NULL);
}

/* Two hundred labels: not for each row that is only looked at in another way. */
static void
show_place (KaImportSheet *self, KaImportPlace place, guint first, guint last)
{
  self->place = place;
  self->first = first;
  self->last = last;
  self->waiting = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_now (self);
}

void
ka_import_sheet_show (KaImportSheet *self, KaImport *import, guint table, KaImportPlace place)
{
  ka_import_sheet_clear (self);
  if (place.row == 0 || table >= ka_import_get_tables (import)->len)
    return;
  self->import = import;
  self->table = table;
  ka_import_headings_show (self->headings, import, table);
  gtk_widget_show (GTK_WIDGET (self->headings));
  show_place (self, place, 0, 0);
}

/* Those that are being chosen come into view. */
static void
on_changed_cb (KaImportSheet *self)
{
  guint first, last;

  ka_import_headings_get (self->headings, &first, &last);
  if (self->import != NULL)
    show_place (self, (KaImportPlace){ first, 0 }, first, last);
}

void
ka_import_sheet_show_headings (KaImportSheet *self, KaImport *import, guint table)
{
  ka_import_sheet_show (self, import, table, (KaImportPlace){ 1, 0 });
  on_changed_cb (self);
}

static void
on_use_cb (KaImportSheet *self, guint first, guint last)
{
  g_signal_emit (self, signals[SIGNAL_HEADINGS], 0, self->table, first, last);
}

static void
on_restore_cb (KaImportSheet *self)
{
  g_signal_emit (self, signals[SIGNAL_RESTORE], 0, self->table);
}

static void
ka_import_sheet_map (GtkWidget *widget)
{
  KaImportSheet *self = KA_IMPORT_SHEET (widget);

  GTK_WIDGET_CLASS (ka_import_sheet_parent_class)->map (widget);
  if (self->waiting)
    show_now (self);
}

static void
ka_import_sheet_class_init (KaImportSheetClass *klass)
{
  GTK_WIDGET_CLASS (klass)->map = ka_import_sheet_map;

  signals[SIGNAL_HEADINGS]
    = g_signal_new ("headings", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
  signals[SIGNAL_RESTORE] = g_signal_new ("restore", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
ka_import_sheet_init (KaImportSheet *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "ka-sheet-title");
  self->headings = g_object_new (KA_TYPE_IMPORT_HEADINGS, NULL);
  g_signal_connect_object (self->headings, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->headings, "use", G_CALLBACK (on_use_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->headings, "restore", G_CALLBACK (on_restore_cb), self,
                           G_CONNECT_SWAPPED);
  self->grid = gtk_grid_new ();
  gtk_widget_set_valign (self->grid, GTK_ALIGN_START);
  gtk_widget_set_halign (self->grid, GTK_ALIGN_START);
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_child (self->scrolled, self->grid);
  gtk_widget_set_vexpand (GTK_WIDGET (self->scrolled), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("原表"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->headings));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->scrolled));
  adw_bin_set_child (ADW_BIN (self), box);
  ka_import_sheet_clear (self);
}
