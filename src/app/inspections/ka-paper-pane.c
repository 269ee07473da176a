/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-paper-pane.h"

#include "ka-paper-dialog.h"
#include "ka-record-pane.h"

#include <glib/gi18n.h>

struct _KaPaperPane
{
  AdwBin parent_instance;

  /* Borrowed */
  const KaKind *kind;
  GtkWidget *box;

  /* Owned */
  KaContext *context;

  gint64 id;
  guint count;
  guint idle;
  gboolean modified;
};

static void ka_paper_pane_iface_init (KaRecordPaneInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KaPaperPane,
                               ka_paper_pane,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KA_TYPE_RECORD_PANE,
                                                      ka_paper_pane_iface_init))

/* ---- opening one ---- */

static void
on_job_activated_cb (GtkWidget *widget, KaPaperPane *self)
{
  const KaPaperJob *job = g_object_get_data (G_OBJECT (widget), "ka-job");

  ka_paper_dialog_present (GTK_WIDGET (self), self->context, job);
}

static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, KaPaperPane *self)
{
  on_job_activated_cb (GTK_WIDGET (row), self);
}

static void
set_job (GtkWidget *widget, const KaPaperJob *job)
{
  g_object_set_data_full (G_OBJECT (widget), "ka-job", ka_paper_job_copy (job), ka_paper_job_free);
}

/* ---- what is shown ---- */

static void
clear (KaPaperPane *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
}

static GtkWidget *
add_list (KaPaperPane *self, const char *title)
{
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *list = gtk_list_box_new ();

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect (list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  gtk_box_append (GTK_BOX (self->box), heading);
  gtk_box_append (GTK_BOX (self->box), list);
  return list;
}

static void
add_row (GtkWidget *list, const char *title, const char *subtitle, const KaPaperJob *job)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  set_job (row, job);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static char *
describe_gaps (KaPaperPane *self, const KaPaperForm *form)
{
  g_autoptr (KaPaper) paper = ka_paper_new (ka_context_get_ledger (self->context), form, self->kind,
                                            self->id, ka_today (), NULL);
  g_autoptr (GPtrArray) gaps = paper != NULL ? ka_paper_list_gaps (paper) : NULL;

  if (gaps == NULL || gaps->len == 0)
    return g_strdup (_ ("齐备"));
  return g_strdup_printf (_ ("缺%u项"), gaps->len);
}

static void
add_forms (KaPaperPane *self)
{
  GtkWidget *list = add_list (self, _ ("可以生成的文书"));
  KaPaperJob job = { .kind = self->kind, .id = self->id };
  guint n;
  const KaPaperForm *forms = ka_paper_forms (&n);

  if (g_str_equal (self->kind->id, "mine"))
    add_row (list, _ ("现场检查资料"),
             _ ("基本情况、上次问题、未销号隐患、到期证照、判定对照表、检查记录"), &job);
  for (guint i = 0; i < n; i++)
    if (ka_paper_form_fits (&forms[i], self->kind))
      {
        g_autofree char *state = describe_gaps (self, &forms[i]);

        job.form = &forms[i];
        add_row (list, forms[i].name, state, &job);
      }
}

static void
add_registered (KaPaperPane *self)
{
  g_autoptr (GPtrArray) papers
    = ka_paper_list_of (ka_context_get_ledger (self->context), self->kind, self->id, NULL);
  GtkWidget *list;

  self->count = papers != NULL ? papers->len : 0;
  ka_record_pane_count_changed (KA_RECORD_PANE (self));
  if (self->count == 0)
    return;
  list = add_list (self, _ ("已登记的文书"));
  for (guint i = 0; i < papers->len; i++)
    {
      const KaRecord *paper = papers->pdata[i];
      const char *number = ka_record_get (paper, "number");
      KaPaperJob job = { .registered = paper->id };
      g_autofree char *subtitle
        = g_strdup_printf ("%s %s %s", number != NULL ? number : "", ka_record_get (paper, "state"),
                           ka_record_get (paper, "issued"));

      job.issued = g_strcmp0 (ka_record_get (paper, "state"), "草稿") != 0;
      add_row (list, ka_record_get (paper, "name"), g_strstrip (subtitle), &job);
    }
}

/* Over a paper of the register. */
static void
add_button (KaPaperPane *self)
{
  g_autoptr (KaRecord) paper
    = ka_ledger_get (ka_context_get_ledger (self->context), self->kind, self->id, NULL);
  KaPaperJob job = { .registered = self->id };
  gboolean draft;
  GtkWidget *button;

  if (paper == NULL)
    return;
  draft = g_strcmp0 (ka_record_get (paper, "state"), "草稿") == 0;
  job.issued = !draft;
  button = gtk_button_new_with_label (draft ? _ ("继续填写…") : _ ("查看文书…"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  set_job (button, &job);
  g_signal_connect (button, "clicked", G_CALLBACK (on_job_activated_cb), self);
  gtk_box_append (GTK_BOX (self->box), button);
}

static gboolean
on_idle (gpointer data)
{
  KaPaperPane *self = data;

  self->idle = 0;
  clear (self);
  if (self->id == 0 || ka_context_get_ledger (self->context) == NULL)
    return G_SOURCE_REMOVE;
  if (g_str_equal (self->kind->id, "paper"))
    {
      add_button (self);
      return G_SOURCE_REMOVE;
    }
  if (self->modified)
    {
      GtkWidget *label = gtk_label_new (_ ("先保存或者放弃未保存的修改，再生成文书。"));

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_box_append (GTK_BOX (self->box), label);
    }
  else
    add_forms (self);
  add_registered (self);
  return G_SOURCE_REMOVE;
}

static void
fill (KaPaperPane *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_LOW, on_idle, self, NULL);
}

static void
ka_paper_pane_show (KaRecordPane *pane, gint64 id)
{
  KA_PAPER_PANE (pane)->id = id;
  fill (KA_PAPER_PANE (pane));
}

static void
ka_paper_pane_set_modified (KaRecordPane *pane, gboolean modified)
{
  KaPaperPane *self = KA_PAPER_PANE (pane);

  if (self->modified == modified)
    return;
  self->modified = modified;
  fill (self);
}

static guint
ka_paper_pane_get_count (KaRecordPane *pane)
{
  return KA_PAPER_PANE (pane)->count;
}

static void
ka_paper_pane_iface_init (KaRecordPaneInterface *iface)
{
  iface->show = ka_paper_pane_show;
  iface->set_modified = ka_paper_pane_set_modified;
  iface->get_count = ka_paper_pane_get_count;
}

static void
ka_paper_pane_dispose (GObject *object)
{
  KaPaperPane *self = KA_PAPER_PANE (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (ka_paper_pane_parent_class)->dispose (object);
}

static void
ka_paper_pane_class_init (KaPaperPaneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ka_paper_pane_dispose;
}

static void
ka_paper_pane_init (KaPaperPane *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_set_margin_start (self->box, 12);
  gtk_widget_set_margin_end (self->box, 12);
  gtk_widget_set_margin_bottom (self->box, 6);
}

static KaPaperPane *
create (KaContext *context, const KaKind *kind)
{
  KaPaperPane *self = g_object_new (KA_TYPE_PAPER_PANE, NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  return self;
}

GtkWidget *
ka_paper_pane_new (KaContext *context, const KaKind *kind)
{
  KaPaperPane *self = create (context, kind);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->box);
  adw_bin_set_child (ADW_BIN (self), scroller);
  return GTK_WIDGET (self);
}

GtkWidget *
ka_paper_pane_new_of_paper (KaContext *context, const KaKind *kind)
{
  KaPaperPane *self = create (context, kind);

  adw_bin_set_child (ADW_BIN (self), self->box);
  return GTK_WIDGET (self);
}
