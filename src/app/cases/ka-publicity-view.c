/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-publicity-view.h"

#include "ka-ask.h"
#include "ka-dialogs.h"
#include "ka-page-view.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-discredit-propose.h>
#include <ka-due.h>
#include <ka-list-paper.h>

#define FILE_NAME "安全生产严重失信主体公示表"

struct _KaPublicityView
{
  AdwBin parent_instance;

  /* Borrowed */
  GtkGrid *grid;
  GtkLabel *summary;
  GtkListBox *proposals;
  GtkWidget *buttons;
  GtkWidget *proposals_group;
  KaWork *work; /* under way, or NULL */

  /* Owned */
  KaContext *context;
  KaTable *table;        /* or NULL */
  GPtrArray *considered; /* KaDueItem: to be considered for the list */
};

static void ka_publicity_view_iface_init (KaPageViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KaPublicityView,
                               ka_publicity_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KA_TYPE_PAGE_VIEW,
                                                      ka_publicity_view_iface_init))

static const KaListForm *
get_form (void)
{
  return ka_list_form_get (ka_kind_get ("discredit"), "publicity");
}

guint
ka_publicity_view_get_n_lines (KaPublicityView *self)
{
  g_return_val_if_fail (KA_IS_PUBLICITY_VIEW (self), 0);
  return self->table != NULL ? ka_table_get_n_rows (self->table) : 0;
}

/* ---- showing ---- */

static void
add_cell (KaPublicityView *self, guint column, guint row, const char *text, gboolean heading)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_label_set_selectable (GTK_LABEL (label), !heading);
  if (heading)
    gtk_widget_add_css_class (label, "heading");
  gtk_grid_attach (self->grid, label, (int)column, (int)row, 1, 1);
}

static char *
sum_up (KaPublicityView *self)
{
  guint n = ka_publicity_view_get_n_lines (self);

  return n > 0 ? g_strdup_printf (
           _ ("今天在名单上、应当公示的有 <a href=\"published\">%u</a> 个主体。"), n)
               : g_strdup (_ ("今天没有在名单上的安全生产严重失信主体。"));
}

static gboolean
on_link_cb (KaPublicityView *self)
{
  KaQuery *query = ka_query_new (ka_kind_get ("discredit"));
  g_autoptr (GHashTable) parameters = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_hash_table_insert (parameters, (gpointer) "day", ka_day_to_iso (ka_today ()));
  ka_query_set_predicate (query, KA_PUBLICITY_SQL, parameters);
  ka_window_show_list (ka_window_of (self), query, _ ("应当公示的失信主体"));
  return TRUE;
}

/* ---- who is to be considered ---- */

static void
on_propose_clicked_cb (GtkButton *button, KaPublicityView *self)
{
  const KaDueItem *item = g_object_get_data (G_OBJECT (button), "ka-item");
  g_autoptr (GError) error = NULL;
  g_autoptr (KaRecord) listing = ka_discredit_propose (
    ka_context_get_ledger (self->context), ka_kind_get (item->rule->kind), item->id, &error);

  if (listing != NULL)
    ka_window_new_record (ka_window_of (self), listing);
  else
    ka_window_tell_error (ka_window_of (self), _ ("没有拟列入"), error);
}

static void
on_considered_activated_cb (KaPublicityView *self, GtkListBoxRow *row)
{
  const KaDueItem *item
    = g_ptr_array_index (self->considered, (guint)gtk_list_box_row_get_index (row));

  ka_window_show_record (ka_window_of (self), ka_kind_get (item->rule->kind), item->id);
}

static GtkWidget *
create_row (KaPublicityView *self, KaDueItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_ ("拟列入…"));
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", item->message, item->rule->clause);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), item->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, ka_context_can_write (self->context));
  g_object_set_data (G_OBJECT (button), "ka-item", item);
  g_signal_connect (button, "clicked", G_CALLBACK (on_propose_clicked_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
show_considered (KaPublicityView *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->proposals))) != NULL)
    gtk_list_box_remove (self->proposals, row);
  for (guint i = 0; i < self->considered->len; i++)
    gtk_list_box_append (self->proposals,
                         create_row (self, g_ptr_array_index (self->considered, i)));
  gtk_widget_set_visible (self->proposals_group, self->considered->len > 0);
}

static void
show (KaPublicityView *self)
{
  g_autofree char *text = sum_up (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  for (guint c = 0; c < ka_table_get_n_columns (self->table); c++)
    {
      add_cell (self, c, 0, ka_table_get_heading (self->table, c), TRUE);
      for (guint r = 0; r < ka_table_get_n_rows (self->table); r++)
        add_cell (self, c, r + 1, ka_table_get_cell (self->table, r, c), FALSE);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->grid), ka_publicity_view_get_n_lines (self) > 0);
  gtk_widget_set_sensitive (self->buttons, ka_publicity_view_get_n_lines (self) > 0);
  gtk_label_set_markup (self->summary, text);
  show_considered (self);
  ka_page_view_described (KA_PAGE_VIEW (self));
}

/* ---- asking ---- */

typedef struct
{
  KaTable *table;
  GPtrArray *considered;
} Answer;

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->table, ka_table_unref);
  g_clear_pointer (&answer->considered, g_ptr_array_unref);
  g_free (answer);
}

static gpointer
read_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) considered = ka_discredit_proposals (ledger, ka_today (), error);
  KaTable *table
    = considered != NULL ? ka_list_form_table (ledger, get_form (), ka_today (), error) : NULL;
  Answer *answer;

  if (table == NULL)
    return NULL;
  answer = g_new0 (Answer, 1);
  answer->table = table;
  answer->considered = g_steal_pointer (&considered);
  return answer;
}

static void
on_read_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaPublicityView *self = owner;
  Answer *read = answer;
  g_autoptr (GPtrArray) before = NULL;

  if (read == NULL)
    {
      if (ka_window_of (self) != NULL)
        ka_window_tell_error (ka_window_of (self), _ ("公示表没有读出"), error);
      return;
    }
  g_clear_pointer (&self->table, ka_table_unref);
  self->table = g_steal_pointer (&read->table);
  /* The rows that are still shown hold those before. */
  before = g_steal_pointer (&self->considered);
  self->considered = g_steal_pointer (&read->considered);
  free_answer (read);
  show (self);
}

static void
ka_publicity_view_refresh (KaPageView *view)
{
  KaPublicityView *self = KA_PUBLICITY_VIEW (view);

  if (ka_context_get_ledger (self->context) == NULL)
    return;
  ka_ask (self->context, self, &self->work,
          ka_work_new (NULL, KA_WORK_READS, read_in_worker, NULL, NULL, free_answer), on_read_cb);
}

static char *
ka_publicity_view_describe (KaPageView *view)
{
  KaPublicityView *self = KA_PUBLICITY_VIEW (view);

  return self->table != NULL ? sum_up (self) : NULL;
}

static void
ka_publicity_view_iface_init (KaPageViewInterface *iface)
{
  iface->refresh = ka_publicity_view_refresh;
  iface->describe = ka_publicity_view_describe;
}

gboolean
ka_publicity_view_is_loading (KaPublicityView *self)
{
  g_return_val_if_fail (KA_IS_PUBLICITY_VIEW (self), FALSE);
  return self->work != NULL;
}

/* ---- export ---- */

static gpointer
write_in_worker (KaLedger *ledger, KaWork *work, gpointer path, GError **error)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

  return ka_list_form_write (ledger, get_form (), ka_today (), path, warnings,
                             ka_work_get_cancellable (work), error)
           ? g_strdup (path)
           : NULL;
}

void
ka_publicity_view_export (KaPublicityView *self, GFile *file)
{
  g_return_if_fail (KA_IS_PUBLICITY_VIEW (self));

  ka_ask (self->context, self, NULL,
          ka_work_new (_ ("导出"), KA_WORK_READS, write_in_worker, g_file_get_path (file), g_free,
                       g_free),
          ka_window_tell_written);
}

static void
on_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaPublicityView) self = data;
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);

  if (file != NULL && ka_context_get_ledger (self->context) != NULL)
    ka_publicity_view_export (self, file);
}

static void
on_book_clicked_cb (KaPublicityView *self)
{
  ka_choose_file_async (GTK_WINDOW (ka_window_of (self)), _ ("导出公示表"),
                        GTK_FILE_CHOOSER_ACTION_SAVE, FILE_NAME ".xlsx", _ ("Excel 工作簿"), "xlsx",
                        FALSE, on_chosen_cb, g_object_ref (self));
}

static void
on_pdf_clicked_cb (KaPublicityView *self)
{
  ka_choose_file_async (GTK_WINDOW (ka_window_of (self)), _ ("导出公示表"),
                        GTK_FILE_CHOOSER_ACTION_SAVE, FILE_NAME ".pdf", _ ("PDF 文件"), "pdf",
                        FALSE, on_chosen_cb, g_object_ref (self));
}

/* ---- object ---- */

static void
ka_publicity_view_dispose (GObject *object)
{
  KaPublicityView *self = KA_PUBLICITY_VIEW (object);

  g_clear_pointer (&self->table, ka_table_unref);
  g_clear_pointer (&self->considered, g_ptr_array_unref);
  G_OBJECT_CLASS (ka_publicity_view_parent_class)->dispose (object);
}

static void
ka_publicity_view_finalize (GObject *object)
{
  g_clear_object (&KA_PUBLICITY_VIEW (object)->context);
  G_OBJECT_CLASS (ka_publicity_view_parent_class)->finalize (object);
}

static void
ka_publicity_view_class_init (KaPublicityViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ka_publicity_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = ka_publicity_view_finalize;
}

static GtkWidget *
create_button (KaPublicityView *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
create_proposals (KaPublicityView *self)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_ ("建议研究列入"));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  self->proposals = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->proposals, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->proposals), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->proposals), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("建议研究列入"), -1);
  g_signal_connect_swapped (self->proposals, "row-activated",
                            G_CALLBACK (on_considered_activated_cb), self);
  gtk_box_append (GTK_BOX (group), title);
  gtk_box_append (GTK_BOX (group), GTK_WIDGET (self->proposals));
  gtk_widget_set_visible (group, FALSE);
  self->proposals_group = group;
  return group;
}

static void
ka_publicity_view_init (KaPublicityView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->summary, 0);
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->summary), TRUE);
  g_signal_connect_swapped (self->summary, "activate-link", G_CALLBACK (on_link_cb), self);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->buttons),
                  create_button (self, _ ("导出 Excel…"), G_CALLBACK (on_book_clicked_cb)));
  gtk_box_append (GTK_BOX (self->buttons),
                  create_button (self, _ ("导出 PDF…"), G_CALLBACK (on_pdf_clicked_cb)));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (head), self->buttons);
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 18);
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->grid));
  gtk_box_append (GTK_BOX (box), create_proposals (self));
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

GtkWidget *
ka_publicity_view_new (KaContext *context)
{
  KaPublicityView *self = g_object_new (KA_TYPE_PUBLICITY_VIEW, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}
