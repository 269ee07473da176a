/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-similar-pane.h"

#include "ka-ask.h"
#include "ka-record-pane.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-similar.h>

#define MOST 8

struct _KaSimilarPane
{
  AdwBin parent_instance;

  /* Borrowed */
  const KaKind *kind;
  GtkLabel *hint;
  GtkListBox *list;
  KaWork *work; /* under way, or NULL */

  /* Owned */
  KaContext *context;
  GPtrArray *found; /* KaSimilar, or NULL: not known yet */

  gint64 id;
};

static void ka_similar_pane_iface_init (KaRecordPaneInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KaSimilarPane,
                               ka_similar_pane,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KA_TYPE_RECORD_PANE,
                                                      ka_similar_pane_iface_init))

/* ---- showing ---- */

static GtkWidget *
create_row (const KaSimilar *similar)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *percent = g_strdup_printf ("%u%%", similar->percent);
  g_autofree char *subtitle
    = g_strdup_printf ("%s · %s", ka_kind_label (similar->kind), similar->why);
  GtkWidget *label = gtk_label_new (percent);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), similar->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
show_found (KaSimilarPane *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; self->found != NULL && i < self->found->len; i++)
    gtk_list_box_append (self->list, create_row (g_ptr_array_index (self->found, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->found != NULL && self->found->len > 0);
  gtk_label_set_label (self->hint, self->id == 0 ? _ ("先保存，再找相似的事故和案例。")
                                   : self->found == NULL ? _ ("正在查找…")
                                   : self->found->len > 0
                                     ? _ ("按经过、原因和案情的用词找出，供参考：")
                                     : _ ("没有用词相近的事故或案例。"));
  ka_record_pane_count_changed (KA_RECORD_PANE (self));
}

static void
on_row_activated_cb (KaSimilarPane *self, GtkListBoxRow *row)
{
  const KaSimilar *similar
    = g_ptr_array_index (self->found, (guint)gtk_list_box_row_get_index (row));

  ka_window_show_record (ka_window_of (self), similar->kind, similar->id);
}

/* ---- asking ---- */

typedef struct
{
  const KaKind *kind;
  gint64 id;
} Question;

static gpointer
find_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const Question *question = data;

  return ka_similar_find (ledger, question->kind, question->id, MOST,
                          ka_work_get_cancellable (work), error);
}

static void
on_found_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaSimilarPane *self = owner;

  if (answer == NULL)
    {
      gtk_label_set_label (self->hint, error->message);
      return;
    }
  self->found = answer;
  show_found (self);
}

static void
ka_similar_pane_show (KaRecordPane *pane, gint64 id)
{
  KaSimilarPane *self = KA_SIMILAR_PANE (pane);
  Question question = { self->kind, id };

  ka_ask_forget (&self->work);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->id = id;
  show_found (self);
  if (id == 0 || ka_context_get_ledger (self->context) == NULL)
    return;
  ka_ask (self->context, self, &self->work,
          ka_work_new (NULL, KA_WORK_READS, find_in_worker, g_memdup2 (&question, sizeof question),
                       g_free, (GDestroyNotify)g_ptr_array_unref),
          on_found_cb);
}

static guint
ka_similar_pane_get_count (KaRecordPane *pane)
{
  return KA_SIMILAR_PANE (pane)->found != NULL ? KA_SIMILAR_PANE (pane)->found->len : 0;
}

static void
ka_similar_pane_iface_init (KaRecordPaneInterface *iface)
{
  iface->show = ka_similar_pane_show;
  iface->get_count = ka_similar_pane_get_count;
}

gboolean
ka_similar_pane_is_loading (KaSimilarPane *self)
{
  g_return_val_if_fail (KA_IS_SIMILAR_PANE (self), FALSE);
  return self->work != NULL;
}

/* ---- object ---- */

static void
ka_similar_pane_dispose (GObject *object)
{
  g_clear_pointer (&KA_SIMILAR_PANE (object)->found, g_ptr_array_unref);
  G_OBJECT_CLASS (ka_similar_pane_parent_class)->dispose (object);
}

static void
ka_similar_pane_finalize (GObject *object)
{
  g_clear_object (&KA_SIMILAR_PANE (object)->context);
  G_OBJECT_CLASS (ka_similar_pane_parent_class)->finalize (object);
}

static void
ka_similar_pane_class_init (KaSimilarPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ka_similar_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = ka_similar_pane_finalize;
}

static void
ka_similar_pane_init (KaSimilarPane *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->hint = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->hint, 0);
  gtk_label_set_wrap (self->hint, TRUE);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("相似的事故和案例"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hint));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

GtkWidget *
ka_similar_pane_new (KaContext *context, const KaKind *kind)
{
  KaSimilarPane *self = g_object_new (KA_TYPE_SIMILAR_PANE, NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  return GTK_WIDGET (self);
}
