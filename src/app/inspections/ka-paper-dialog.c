/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-paper-dialog.h"

#include "ka-ask.h"
#include "ka-dialogs.h"
#include "ka-paper-editor.h"
#include "ka-pdf-view.h"
#include "ka-print.h"
#include "ka-tooltip.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-file.h>

/* The pages are made anew when the typing pauses. */
#define PREVIEW_DELAY_MS 500

struct _KaPaperDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkButton *draft;
  GtkButton *export;
  GtkButton *form;
  GtkBox *gaps;
  AdwWindowTitle *heading;
  GtkButton *issue;
  KaPdfView *pages;
  GtkBox *parts;
  GtkButton *print;
  GtkLabel *problem;
  GtkEntry *reason;
  GtkWidget *side;
  GtkLabel *state;
  GtkButton *void_button;
  GtkWidget *voiding;

  /* Borrowed */
  KaWork *work; /* the preview being made */

  /* Owned */
  KaContext *context;
  KaPaperJob *job;
  GCancellable *opening;
  GBytes *pdf;
  char *name;

  guint preview_source;
  gboolean filling;
  gboolean busy; /* being issued */
};

G_DEFINE_FINAL_TYPE (KaPaperDialog, ka_paper_dialog, ADW_TYPE_WINDOW)

static void
tell_problem (KaPaperDialog *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

static KaWindow *
get_window (KaPaperDialog *self)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (self));

  return KA_IS_WINDOW (window) ? KA_WINDOW (window) : NULL;
}

/* ---- pages ---- */

static void
on_pdf_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaPaperDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KaPdf) pdf = ka_pdf_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->pages == NULL)
    return;
  if (pdf == NULL)
    tell_problem (self, error->message);
  ka_pdf_view_set_pdf (self->pages, pdf);
}

static void
on_preview_made_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaPaperDialog *self = owner;
  g_autoptr (GBytes) bytes = answer;

  tell_problem (self, bytes == NULL ? error->message : NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->print), bytes != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export), bytes != NULL);
  if (bytes == NULL)
    return;
  g_clear_pointer (&self->pdf, g_bytes_unref);
  self->pdf = g_bytes_ref (bytes);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();
  ka_pdf_open_bytes_async (bytes, NULL, self->opening, on_pdf_opened_cb, g_object_ref (self));
}

static void
make_preview (KaPaperDialog *self)
{
  ka_ask (self->context, self, &self->work,
          ka_work_new (NULL, KA_WORK_READS, ka_paper_job_preview, ka_paper_job_copy (self->job),
                       ka_paper_job_free, (GDestroyNotify)g_bytes_unref),
          on_preview_made_cb);
}

/* ---- what is missing ---- */

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* The way to where it is mended; the draft stays behind. */
typedef struct
{
  const KaKind *kind;
  const KaField *field;
  gint64 id;
  char *part;
} Place;

static void
free_place (gpointer data)
{
  g_free (((Place *)data)->part);
  g_free (data);
}

static GtkWidget *
find_part (KaPaperDialog *self, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->parts)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (child), "ka-part"), name) == 0)
      return g_object_get_data (G_OBJECT (child), "ka-text");
  return NULL;
}

static void
on_gap_clicked_cb (GtkButton *button, KaPaperDialog *self)
{
  const Place *place = g_object_get_data (G_OBJECT (button), "ka-place");
  g_autoptr (KaWindow) window = NULL;
  GtkWidget *part = place->part != NULL ? find_part (self, place->part) : NULL;

  if (part != NULL)
    {
      gtk_widget_grab_focus (part);
      return;
    }
  if (get_window (self) == NULL)
    return;
  window = g_object_ref (get_window (self));
  gtk_window_close (GTK_WINDOW (self));
  if (place->kind == NULL)
    ka_window_show_page (window, "settings");
  else if (place->id == 0)
    {
      g_autoptr (KaRecord) record = ka_record_new (place->kind);

      ka_window_new_record (window, record);
    }
  else
    {
      g_autoptr (KaLocation) there
        = ka_location_new_hit (place->kind, place->id, place->field->id, 0, 0);

      ka_window_go (window, there);
    }
}

static void
add_gap (KaPaperDialog *self, const KaPaperGap *gap)
{
  GtkWidget *label = gtk_label_new (gap->message);
  GtkWidget *button = gtk_button_new ();
  Place *place = g_new0 (Place, 1);

  place->kind = gap->kind;
  place->field = gap->field;
  place->id = gap->id;
  place->part = g_strdup (gap->part);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "ka-warning");
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  ka_set_tooltip (button, _ ("到要填写的地方"));
  g_object_set_data_full (G_OBJECT (button), "ka-place", place, free_place);
  g_signal_connect (button, "clicked", G_CALLBACK (on_gap_clicked_cb), self);
  gtk_box_append (self->gaps, button);
}

static void
show_gaps (KaPaperDialog *self, KaPaper *paper)
{
  g_autoptr (GPtrArray) gaps = ka_paper_list_gaps (paper);
  g_autofree char *text = gaps->len > 0
                            ? g_strdup_printf (_ ("还缺%u项，补齐后可以编号："), gaps->len)
                            : g_strdup (_ ("已齐备，可以编号。"));

  clear_box (self->gaps);
  for (guint i = 0; i < gaps->len; i++)
    add_gap (self, gaps->pdata[i]);
  gtk_label_set_label (self->state, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->issue),
                            gaps->len == 0 && !self->busy && ka_context_can_write (self->context));
}

/* ---- parts ---- */

static gboolean
on_preview_timeout (gpointer data)
{
  KaPaperDialog *self = data;
  g_autoptr (KaPaper) paper = NULL;
  KaLedger *ledger = ka_context_get_ledger (self->context);

  self->preview_source = 0;
  paper = ledger != NULL ? ka_paper_job_open (self->job, ledger, NULL) : NULL;
  if (paper != NULL)
    show_gaps (self, paper);
  make_preview (self);
  return G_SOURCE_REMOVE;
}

static void
on_part_changed_cb (GtkTextBuffer *buffer, KaPaperDialog *self)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autoptr (KaPaper) paper = NULL;
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  if (self->filling || ledger == NULL)
    return;
  paper = ka_paper_job_open (self->job, ledger, NULL);
  if (paper == NULL)
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  ka_paper_set_part (paper, g_object_get_data (G_OBJECT (buffer), "ka-part"), text);
  g_free (self->job->parts);
  self->job->parts = ka_paper_dup_parts (paper);
  g_clear_handle_id (&self->preview_source, g_source_remove);
  self->preview_source = g_timeout_add (PREVIEW_DELAY_MS, on_preview_timeout, self);
}

static void
add_part (KaPaperDialog *self, KaPaper *paper, const char *name)
{
  const char *title = ka_paper_value_label (name);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *frame = gtk_scrolled_window_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 4);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (frame), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (frame), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (frame), 28);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (frame), 220);
  gtk_widget_add_css_class (frame, "frame");
  g_object_set_data_full (G_OBJECT (buffer), "ka-part", g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (box), "ka-part", g_strdup (name), g_free);
  g_object_set_data (G_OBJECT (box), "ka-text", view);
  gtk_text_buffer_set_text (buffer, ka_paper_get_value (paper, name), -1);
  g_signal_connect (buffer, "changed", G_CALLBACK (on_part_changed_cb), self);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), frame);
  gtk_box_append (self->parts, box);
}

static void
add_parts (KaPaperDialog *self, KaPaper *paper)
{
  const char *known = ka_paper_get_form (paper)->parts;
  g_auto (GStrv) names = g_strsplit (known != NULL ? known : "", "|", -1);

  self->filling = TRUE;
  clear_box (self->parts);
  for (guint i = 0; names[i] != NULL; i++)
    add_part (self, paper, names[i]);
  self->filling = FALSE;
}

/* ---- what it is now ---- */

static void
set_name (KaPaperDialog *self, const char *name, const char *number)
{
  g_free (self->name);
  self->name = g_strconcat (name, number, NULL);
  gtk_window_set_title (GTK_WINDOW (self), name);
  adw_window_title_set_title (self->heading, name);
  adw_window_title_set_subtitle (self->heading, number != NULL ? number : "");
}

static void
show_issued (KaPaperDialog *self, const KaRecord *record)
{
  gboolean standing = g_strcmp0 (ka_record_get (record, "state"), "已发") == 0;
  const char *reason = ka_record_get (record, "void_reason");
  g_autofree char *text
    = standing ? g_strdup_printf (_ ("已发，文书日期 %s。需要更正的，作废后重新生成。"),
                                  ka_record_get (record, "issued"))
               : g_strdup_printf (_ ("已作废（%s）：%s"), ka_record_get (record, "voided"),
                                  reason != NULL ? reason : "");

  self->job->issued = TRUE;
  set_name (self, ka_record_get (record, "name"), ka_record_get (record, "number"));
  gtk_label_set_label (self->state, text);
  clear_box (self->gaps);
  clear_box (self->parts);
  gtk_widget_set_visible (GTK_WIDGET (self->issue), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->draft), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->form), FALSE);
  gtk_widget_set_visible (self->voiding, standing && ka_context_can_write (self->context));
}

static void
show_draft (KaPaperDialog *self, KaPaper *paper)
{
  gboolean numbered = (ka_paper_get_form (paper)->flags & KA_PAPER_NUMBERED) != 0;

  set_name (self, ka_paper_get_form (paper)->name, NULL);
  gtk_button_set_label (self->issue, numbered ? _ ("编号并保存") : _ ("登记并保存"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->draft), ka_context_can_write (self->context));
  add_parts (self, paper);
  show_gaps (self, paper);
}

/* FALSE: there is nothing to be shown. */
static gboolean
show (KaPaperDialog *self, GError **error)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (KaPaper) paper = NULL;

  if (self->job->form == NULL && self->job->registered == 0)
    {
      set_name (self, _ ("现场检查资料"), NULL);
      gtk_widget_set_visible (self->side, FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self->issue), FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self->draft), FALSE);
      make_preview (self);
      return TRUE;
    }
  if (self->job->registered != 0)
    {
      record = ka_ledger_get (ledger, ka_kind_get ("paper"), self->job->registered, error);
      if (record == NULL)
        return FALSE;
    }
  if (record != NULL && g_strcmp0 (ka_record_get (record, "state"), "草稿") != 0)
    show_issued (self, record);
  else
    {
      paper = ka_paper_job_open (self->job, ledger, error);
      if (paper == NULL)
        return FALSE;
      show_draft (self, paper);
    }
  make_preview (self);
  return TRUE;
}

/* ---- buttons ---- */

static void
on_issued_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaPaperDialog *self = owner;
  g_autofree gint64 *id = answer;
  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;

  self->busy = FALSE;
  if (id == NULL)
    {
      tell_problem (self, error->message);
      gtk_widget_set_sensitive (GTK_WIDGET (self->issue), TRUE);
      return;
    }
  self->job->registered = *id;
  if (!show (self, &local))
    {
      tell_problem (self, local->message);
      return;
    }
  text = g_strdup_printf (_ ("已保存%s"), self->name);
  if (get_window (self) != NULL)
    ka_window_tell (get_window (self), text);
}

static void
on_issue_clicked_cb (KaPaperDialog *self)
{
  g_autofree char *title = g_strdup_printf (_ ("编号%s"), self->name);

  self->busy = TRUE;
  g_clear_handle_id (&self->preview_source, g_source_remove);
  gtk_widget_set_sensitive (GTK_WIDGET (self->issue), FALSE);
  ka_ask (self->context, self, NULL,
          ka_work_new (title, KA_WORK_WRITES, ka_paper_job_issue, ka_paper_job_copy (self->job),
                       ka_paper_job_free, g_free),
          on_issued_cb);
}

static void
on_draft_clicked_cb (KaPaperDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaPaper) paper
    = ka_paper_job_open (self->job, ka_context_get_ledger (self->context), &error);
  gint64 id = paper != NULL ? ka_paper_save_draft (paper, &error) : 0;

  if (id == 0)
    {
      tell_problem (self, error->message);
      return;
    }
  self->job->registered = id;
  if (get_window (self) != NULL)
    ka_window_tell_undoable (get_window (self), _ ("已存为草稿"));
}

static void
on_form_saved_cb (KaPaperDialog *self)
{
  make_preview (self);
}

static void
on_form_clicked_cb (KaPaperDialog *self)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autoptr (KaPaper) paper = ka_paper_job_open (self->job, ledger, NULL);
  const KaPaperForm *form = paper != NULL ? ka_paper_get_form (paper) : NULL;
  GtkWindow *editor;

  if (form == NULL)
    return;
  editor = ka_paper_editor_present (GTK_WINDOW (self), self->context, form->id, form->name);
  g_signal_connect_object (editor, "saved", G_CALLBACK (on_form_saved_cb), self, G_CONNECT_SWAPPED);
}

static void
on_print_clicked_cb (KaPaperDialog *self)
{
  if (self->pdf != NULL)
    ka_print_pdf (GTK_WINDOW (self), self->name, self->pdf);
}

static void
on_place_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaPaperDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = ka_choose_file_finish (result, &error);
  gsize length;
  const char *bytes;

  if (file == NULL || self->pdf == NULL || self->pages == NULL)
    return;
  bytes = g_bytes_get_data (self->pdf, &length);
  if (!ka_file_save (g_file_peek_path (file), bytes, length, 0600, &error))
    tell_problem (self, error->message);
}

static void
on_export_clicked_cb (KaPaperDialog *self)
{
  g_autofree char *name = g_strconcat (self->name, ".pdf", NULL);

  ka_choose_file_async (GTK_WINDOW (self), _ ("导出文书"), GTK_FILE_CHOOSER_ACTION_SAVE, name,
                        _ ("PDF 文件"), "pdf", FALSE, on_place_chosen_cb, g_object_ref (self));
}

static void
on_reason_changed_cb (KaPaperDialog *self)
{
  g_autofree char *text
    = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));

  gtk_widget_set_sensitive (GTK_WIDGET (self->void_button), *text != '\0');
}

static void
on_void_clicked_cb (KaPaperDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (!ka_paper_void (ka_context_get_ledger (self->context), self->job->registered,
                      gtk_editable_get_text (GTK_EDITABLE (self->reason)), &error)
      || !show (self, &error))
    {
      tell_problem (self, error->message);
      return;
    }
  if (get_window (self) != NULL)
    ka_window_tell_undoable (get_window (self), _ ("文书已作废"));
}

/* ---- object ---- */

static void
ka_paper_dialog_dispose (GObject *object)
{
  KaPaperDialog *self = KA_PAPER_DIALOG (object);

  g_clear_handle_id (&self->preview_source, g_source_remove);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_PAPER_DIALOG);
  g_clear_object (&self->context);
  g_clear_pointer (&self->job, ka_paper_job_free);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_clear_pointer (&self->name, g_free);
  G_OBJECT_CLASS (ka_paper_dialog_parent_class)->dispose (object);
}

static void
ka_paper_dialog_class_init (KaPaperDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_paper_dialog_dispose;

  g_type_ensure (KA_TYPE_PDF_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-paper-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KaPaperDialog, draft);
  gtk_widget_class_bind_template_child (widget_class, KaPaperDialog, export);
  gtk_widget_class_bind_template_child (widget_class, KaPaperDialog, form);
  gtk_widget_class_bind_template_child (widget_class, KaPaperDialog, gaps);
  gtk_widget_class_bind_template_child (widget_class, KaPaperDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, KaPaperDialog, issue);
  gtk_widget_class_bind_template_child (widget_class, KaPaperDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, KaPaperDialog, parts);
  gtk_widget_class_bind_template_child (widget_class, KaPaperDialog, print);
  gtk_widget_class_bind_template_child (widget_class, KaPaperDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, KaPaperDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, KaPaperDialog, side);
  gtk_widget_class_bind_template_child (widget_class, KaPaperDialog, state);
  gtk_widget_class_bind_template_child (widget_class, KaPaperDialog, void_button);
  gtk_widget_class_bind_template_child (widget_class, KaPaperDialog, voiding);
  gtk_widget_class_bind_template_callback (widget_class, on_draft_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_export_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_form_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_issue_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_print_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reason_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_void_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ka_paper_dialog_init (KaPaperDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->print), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export), FALSE);
}

GtkWindow *
ka_paper_dialog_present (GtkWidget *over, KaContext *context, const KaPaperJob *job)
{
  KaWindow *window = ka_window_of (over);
  g_autoptr (GError) error = NULL;
  KaPaperDialog *self = g_object_new (KA_TYPE_PAPER_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->job = ka_paper_job_copy (job);
  if (window != NULL)
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (window));
  if (!show (self, &error))
    {
      if (window != NULL)
        ka_window_tell_error (window, _ ("没有生成文书"), error);
      gtk_window_destroy (GTK_WINDOW (self));
      return NULL;
    }
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}

gboolean
ka_paper_dialog_is_ready (KaPaperDialog *self)
{
  g_return_val_if_fail (KA_IS_PAPER_DIALOG (self), FALSE);
  return self->pdf != NULL && ka_pdf_view_is_ready (self->pages);
}
