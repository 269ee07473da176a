/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-case-review-private.h"

#include "ka-attach.h"

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

gboolean
ka_case_review_view_attach (KaCaseReviewView *self, GSList *files)
{
  g_return_val_if_fail (KA_IS_CASE_REVIEW_VIEW (self), FALSE);

  if (!ka_attach_files (self->context, GTK_WIDGET (self), ka_kind_get ("typical_case"), self->id,
                        files, FALSE))
    return FALSE;
  /* What has just come is what is looked at. */
  self->chosen = 0;
  return TRUE;
}

static void
attach_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ka_attach_choose (widget, _ ("给这件案例添加附件"), FALSE,
                    (KaTakeFiles)ka_case_review_view_attach);
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
