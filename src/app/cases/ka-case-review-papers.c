/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-case-review-private.h"

#include "ka-ask.h"
#include "ka-attach-job.h"
#include "ka-dialogs.h"
#include "ka-window.h"

#include <glib/gi18n.h>

/* The papers of the case beside its form: which one is looked at, and those that come later. */

#define MAX_NAME 24

/* A drop-down is as wide as its longest line: the end of a name, which tells versions apart, stays. */
static char *
shorten (const char *name)
{
  glong length = g_utf8_strlen (name, -1);
  g_autofree char *head = NULL, *tail = NULL;

  if (length <= MAX_NAME)
    return g_strdup (name);
  head = g_utf8_substring (name, 0, MAX_NAME / 2);
  tail = g_utf8_substring (name, length - MAX_NAME / 2 + 1, length);
  return g_strconcat (head, "…", tail, NULL);
}

void
_ka_case_review_show_papers (KaCaseReviewView *self)
{
  const GPtrArray *attachments = self->known->attachments;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint place = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < attachments->len; i++)
    {
      const KaRecord *one = attachments->pdata[i];
      g_autofree char *name = shorten (ka_record_get (one, "name"));

      gtk_string_list_append (names, name);
      if (one->id == self->known->paper)
        place = i;
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->papers, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->papers, place);
  self->filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->papers), attachments->len > 1);
  gtk_widget_set_visible (self->papers_row, attachments->len > 0);
  gtk_stack_set_visible_child_name (self->paper_stack, attachments->len > 0 ? "paper" : "none");
  ka_paper_view_show (self->paper, self->known->paper, 0);
}

static void
on_paper_selected_cb (KaCaseReviewView *self)
{
  guint place = gtk_drop_down_get_selected (self->papers);
  const KaRecord *chosen;

  if (self->filling || self->known == NULL || place >= self->known->attachments->len)
    return;
  chosen = g_ptr_array_index (self->known->attachments, place);
  if (chosen->id != self->known->paper)
    _ka_case_review_choose_paper (self, chosen->id);
}

/* ---- papers that come later ---- */

static void
on_attached_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  g_autoptr (GPtrArray) done = answer;
  KaWindow *window = ka_window_of (owner);

  if (window == NULL)
    return;
  if (done == NULL)
    ka_window_tell_error (window, _ ("附件没有添加"), error);
  else
    ka_window_tell_undoable (window, _ ("已添加附件"));
}

gboolean
ka_case_review_view_attach (KaCaseReviewView *self, GSList *files)
{
  KaWork *work;

  g_return_val_if_fail (KA_IS_CASE_REVIEW_VIEW (self), FALSE);

  if (self->id == 0 || !ka_context_can_write (self->context))
    return FALSE;
  work = ka_attach_list_work (ka_kind_get ("typical_case"), self->id, files);
  if (work == NULL)
    return FALSE;
  /* What has just come is what is looked at. */
  self->chosen = 0;
  ka_ask (self->context, self, NULL, work, on_attached_cb);
  return TRUE;
}

static void
on_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaCaseReviewView) self = data;
  g_autoptr (GListModel) chosen = ka_choose_files_finish (result, NULL);
  GSList *files = NULL;

  for (guint i = 0; chosen != NULL && i < g_list_model_get_n_items (chosen); i++)
    files = g_slist_append (files, g_list_model_get_item (chosen, i));
  if (files != NULL)
    ka_case_review_view_attach (self, files);
  g_slist_free_full (files, g_object_unref);
}

static void
attach_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ka_choose_file_async (GTK_WINDOW (ka_window_of (widget)), _ ("给这件案例添加附件"),
                        GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL, NULL, TRUE, on_chosen_cb,
                        g_object_ref (widget));
}

/* Over the place of the paper the files are this case's; elsewhere each is a case. */
static gboolean
on_drop_cb (KaCaseReviewView *self, const GValue *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  return ka_case_review_view_attach (self, files);
}

void
_ka_case_review_add_paper_drop (KaCaseReviewView *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (drop, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (self->none, GTK_EVENT_CONTROLLER (drop));
}

void
_ka_case_review_class_add_papers (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, none);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, paper_bin);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, paper_stack);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, papers);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, papers_row);
  gtk_widget_class_bind_template_callback (klass, on_paper_selected_cb);
  gtk_widget_class_install_action (klass, "case.attach", NULL, attach_action);
}
