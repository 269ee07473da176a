/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-case-review-private.h"

#include "ka-ask.h"
#include "ka-dialogs.h"
#include "ka-field-editor.h"
#include "ka-record-form.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <string.h>

/* The fields that text of the paper is taken into, in the order of the drop-down (ka-case-review-view.ui). */
static const char *const TARGETS[]
  = { "title", "party", "occurred", "facts", "violated", "basis", "outcome", "significance" };

static KaLedger *
get_ledger (KaCaseReviewView *self)
{
  return ka_context_get_ledger (self->context);
}

/* ---- decisions ---- */

static char *
get_text (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
take_step (KaCaseReviewView *self, const char *to)
{
  g_autofree char *comment = get_text (self->opinion);
  const char *officer = ka_ledger_setting (get_ledger (self), "officer.name");
  g_autofree char *reviewer = *officer != '\0' ? g_strdup (officer) : NULL;
  KaCaseStep step = {
    .to = to,
    .comment = comment,
    .reviewer = reviewer,
    .day = ka_today (),
    .receipt = gtk_editable_get_text (GTK_EDITABLE (self->receipt)),
    .n_wrong = ka_case_review_view_get_n_wrong (self),
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;

  if (ka_record_view_is_modified (self->record))
    {
      ka_window_tell (ka_window_of (self), _ ("填写的内容还没有保存，请先保存或放弃。"));
      return;
    }
  if (!ka_case_take_step (get_ledger (self), self->id, &step, &error))
    {
      ka_window_tell_error (ka_window_of (self), _ ("没有办理"), error);
      return;
    }
  told = g_strdup_printf (_ ("案例已改为“%s”"), to);
  ka_window_tell_undoable (ka_window_of (self), told);
}

static void
on_start_cb (KaCaseReviewView *self)
{
  take_step (self, "审核中");
}

static void
on_give_back_cb (KaCaseReviewView *self)
{
  take_step (self, "退回补正");
}

/* The paper that goes back with the case is made where all papers of the record are. */
static void
on_note_cb (KaCaseReviewView *self)
{
  gtk_stack_set_visible_child_name (self->stack, "form");
  ka_record_view_show_tab (self->record, "papers");
}

static void
on_approve_cb (KaCaseReviewView *self)
{
  take_step (self, "审核通过");
}

static void
on_report_cb (KaCaseReviewView *self)
{
  take_step (self, "已报送");
}

void
_ka_case_review_update_acts (KaCaseReviewView *self)
{
  const char *review = self->known != NULL ? ka_record_get (self->known->record, "review") : NULL;
  gboolean can_write = self->id != 0 && self->known != NULL && ka_context_can_write (self->context);
  const char *const *next = ka_case_next_states (review);
  const struct
  {
    GtkButton *button;
    const char *to;
  } buttons[] = { { self->start, "审核中" },
                  { self->give_back, "退回补正" },
                  { self->approve, "审核通过" },
                  { self->report, "已报送" } };

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.take",
                                 ka_context_can_write (self->context));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.attach", can_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "case.take-text", can_write);
  gtk_widget_set_sensitive (self->comment_box, can_write);
  gtk_text_view_set_editable (self->opinion, can_write);
  gtk_widget_set_sensitive (GTK_WIDGET (self->receipt), can_write);
  gtk_widget_set_sensitive (self->score_save, can_write);
  gtk_widget_set_sensitive (self->note, can_write && g_strcmp0 (review, "退回补正") == 0);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gboolean lawful = FALSE;

      for (guint n = 0; next[n] != NULL; n++)
        lawful = lawful || strcmp (next[n], buttons[i].to) == 0;
      gtk_widget_set_sensitive (GTK_WIDGET (buttons[i].button), can_write && lawful);
    }
}

/* ---- score ---- */

static void
on_save_score_cb (KaCaseReviewView *self)
{
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *text = NULL;
  guint score = 0;

  if (self->known == NULL)
    return;
  record = ka_ledger_get (get_ledger (self), self->known->record->kind, self->id, &error);
  detail = ka_case_format_score (self->known->criteria, self->points, &score);
  text = g_strdup_printf ("%u", score);
  if (record != NULL)
    {
      ka_record_set (record, "score_detail", detail);
      ka_record_set (record, "score", text);
    }
  if (record == NULL || !ka_ledger_save (get_ledger (self), record, &error))
    ka_window_tell_error (ka_window_of (self), _ ("评分没有保存"), error);
  else
    ka_window_tell_undoable (ka_window_of (self), _ ("评分已保存"));
}

/* ---- remarks ---- */

static void
place_comment (KaCaseReviewView *self, KaRecord *comment)
{
  KaPdfView *pdf = ka_paper_view_get_pdf_view (self->paper);
  gint64 attachment = ka_paper_view_get_attachment (self->paper);
  const char *selection = ka_pdf_view_get_selection (pdf);
  static const char *const fields[] = { "page", "place_x", "place_y" };
  double x = 0, y = 0;
  guint page = 0;

  if (attachment == 0 || !ka_pdf_view_get_place (pdf, &page, &x, &y))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      double value = i == 0 ? page + 1 : i == 1 ? x : y;
      g_autofree char *text = g_strdup_printf ("%d", (int)MAX (value, 0));

      ka_record_set (comment, fields[i], text);
    }
  if (selection != NULL)
    {
      g_autofree char *line = g_strdup (selection);

      g_strdelimit (line, "\n\r\f", ' ');
      ka_record_set (comment, "quote", g_strstrip (line));
    }
}

static void
on_add_comment_cb (KaCaseReviewView *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->comment_entry));
  g_autoptr (KaRecord) comment = ka_record_new (ka_kind_get ("case_comment"));
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, self->id);
  g_autofree char *attachment
    = g_strdup_printf ("%" G_GINT64_FORMAT, ka_paper_view_get_attachment (self->paper));
  g_autofree char *now = ka_now ();
  const char *officer = ka_ledger_setting (get_ledger (self), "officer.name");
  g_autoptr (GError) error = NULL;

  if (self->id == 0 || *text == '\0')
    return;
  now[strlen ("2026-01-05T15:20")] = '\0';
  ka_record_set (comment, "case_id", id);
  ka_record_set (comment, "attachment", strcmp (attachment, "0") == 0 ? NULL : attachment);
  ka_record_set (comment, "text", text);
  ka_record_set (comment, "author", officer);
  ka_record_set (comment, "made", now);
  place_comment (self, comment);
  if (!ka_ledger_save (get_ledger (self), comment, &error))
    ka_window_tell_error (ka_window_of (self), _ ("批注没有保存"), error);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->comment_entry), "");
}

static void
on_comment_activated_cb (KaCaseReviewView *self, GtkListBoxRow *row)
{
  const KaRecord *comment = g_object_get_data (G_OBJECT (row), "ka-comment");
  gint64 page = ka_record_get_int (comment, "page", 0);
  gint64 attachment = ka_record_get_int (comment, "attachment", 0);

  if (page == 0)
    return;
  if (attachment == 0)
    attachment = ka_paper_view_get_attachment (self->paper);
  if (attachment == ka_paper_view_get_attachment (self->paper)
      && g_str_equal (ka_paper_view_get_state (self->paper), "pdf"))
    ka_pdf_view_show_place (ka_paper_view_get_pdf_view (self->paper), (guint)page - 1,
                            (double)ka_record_get_int (comment, "place_x", 0),
                            (double)ka_record_get_int (comment, "place_y", 0));
  else
    ka_paper_view_show (self->paper, attachment, (guint)page - 1);
}

/* Settled, or open again. */
static void
on_settle_comment_cb (KaCaseReviewView *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->comments);
  const KaRecord *comment = row != NULL ? g_object_get_data (G_OBJECT (row), "ka-comment") : NULL;
  g_autoptr (KaRecord) changed = comment != NULL ? ka_record_copy (comment) : NULL;
  g_autoptr (GError) error = NULL;

  if (changed == NULL)
    return;
  ka_record_set (changed, "settled", ka_record_get_int (comment, "settled", 0) ? "0" : "1");
  if (!ka_ledger_save (get_ledger (self), changed, &error))
    ka_window_tell_error (ka_window_of (self), _ ("批注没有保存"), error);
}

static void
on_remove_comment_cb (KaCaseReviewView *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->comments);
  const KaRecord *comment = row != NULL ? g_object_get_data (G_OBJECT (row), "ka-comment") : NULL;
  g_autoptr (GError) error = NULL;

  if (comment == NULL)
    return;
  if (ka_ledger_delete (get_ledger (self), comment->kind, comment->id, &error))
    ka_window_tell_undoable (ka_window_of (self), _ ("已删除批注"));
  else
    ka_window_tell_error (ka_window_of (self), _ ("批注没有删除"), error);
}

/* ---- between paper and form ---- */

/* What is wrong is shown where it stands in the paper, or in the form where it is to be put right. */
static void
on_finding_activated_cb (KaCaseReviewView *self, GtkListBoxRow *row)
{
  const KaCaseFinding *finding = g_object_get_data (G_OBJECT (row), "ka-finding");

  if (finding == NULL)
    return;
  if (finding->quote != NULL)
    ka_pdf_view_find (ka_paper_view_get_pdf_view (self->paper), finding->quote);
  else if (finding->field != NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "form");
      ka_record_view_focus_field (self->record, finding->field);
    }
}

/* The marked text goes into the field of the drop-down; a PDF breaks lines anywhere. */
static void
take_text_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaCaseReviewView *self = KA_CASE_REVIEW_VIEW (widget);
  const char *selection = ka_pdf_view_get_selection (ka_paper_view_get_pdf_view (self->paper));
  guint place = gtk_drop_down_get_selected (self->target);
  GtkWidget *editor = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (selection == NULL || place >= G_N_ELEMENTS (TARGETS))
    {
      ka_window_tell (ka_window_of (self), _ ("先在来稿上选一段文字。"));
      return;
    }
  for (const char *p = selection; *p != '\0'; p++)
    if (*p != '\n' && *p != '\r')
      g_string_append_c (text, *p);
  gtk_stack_set_visible_child_name (self->stack, "form");
  ka_record_view_focus_field (self->record, TARGETS[place]);
  editor = ka_record_view_get_editor (self->record, TARGETS[place]);
  ka_field_editor_set_text (KA_FIELD_EDITOR (editor), text->str);
  g_signal_emit_by_name (editor, "changed");
}

/* ---- export, take-in ---- */

typedef struct
{
  KaCaseReviewView *self;
  gboolean masked;
} Choice;

static void
on_exported_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaCaseReviewView *self = owner;
  g_autoptr (GPtrArray) told = answer;
  KaWindow *window = ka_window_of (self);
  g_autofree char *shown = told != NULL ? g_filename_display_name (told->pdata[0]) : NULL;
  g_autofree char *text = shown != NULL ? g_strdup_printf (_ ("已写出：%s"), shown) : NULL;

  if (window == NULL)
    return;
  if (told == NULL)
    ka_window_tell_error (window, _ ("报送表没有导出"), error);
  else if (told->len == 1)
    ka_window_tell (window, text);
  else
    {
      g_autofree char *remarks = NULL;

      g_ptr_array_add (told, NULL);
      remarks = g_strjoinv ("\n", (char **)told->pdata + 1);
      ka_show_message (GTK_WINDOW (window), text, remarks);
    }
}

static void
on_folder_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Choice *choice = data;
  g_autoptr (KaCaseReviewView) self = choice->self;
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && self->id != 0)
    ka_ask (self->context, self, NULL, ka_case_export_work (self->id, path, choice->masked),
            on_exported_cb);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->self = g_object_ref (KA_CASE_REVIEW_VIEW (widget));
  choice->masked = g_variant_get_boolean (parameter);
  ka_choose_file_async (GTK_WINDOW (ka_window_of (widget)), _ ("报送材料放在哪个文件夹"),
                        GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL, NULL, FALSE,
                        on_folder_cb, choice);
}

static void
on_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaCaseReviewView) self = data;
  g_autoptr (GListModel) chosen = ka_choose_files_finish (result, NULL);
  GSList *files = NULL;

  for (guint i = 0; chosen != NULL && i < g_list_model_get_n_items (chosen); i++)
    files = g_slist_append (files, g_list_model_get_item (chosen, i));
  ka_case_review_view_take (self, files);
  g_slist_free_full (files, g_object_unref);
}

static void
take_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ka_choose_file_async (GTK_WINDOW (ka_window_of (widget)), _ ("收稿"),
                        GTK_FILE_CHOOSER_ACTION_OPEN, NULL, _ ("PDF 和图片"), "pdf;png;jpg;jpeg",
                        TRUE, on_chosen_cb, g_object_ref (widget));
}

void
_ka_case_review_class_add_acts (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, approve);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, checklist);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, comment_box);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, comment_entry);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, comment_hint);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, comments);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, difference);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, difference_hint);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, give_back);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, note);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, opinion);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, receipt);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, report);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, score_box);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, score_save);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, score_sum);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, start);
  gtk_widget_class_bind_template_child (klass, KaCaseReviewView, target);
  gtk_widget_class_bind_template_callback (klass, on_add_comment_cb);
  gtk_widget_class_bind_template_callback (klass, on_approve_cb);
  gtk_widget_class_bind_template_callback (klass, on_comment_activated_cb);
  gtk_widget_class_bind_template_callback (klass, on_finding_activated_cb);
  gtk_widget_class_bind_template_callback (klass, on_give_back_cb);
  gtk_widget_class_bind_template_callback (klass, on_note_cb);
  gtk_widget_class_bind_template_callback (klass, on_remove_comment_cb);
  gtk_widget_class_bind_template_callback (klass, on_report_cb);
  gtk_widget_class_bind_template_callback (klass, on_save_score_cb);
  gtk_widget_class_bind_template_callback (klass, on_settle_comment_cb);
  gtk_widget_class_bind_template_callback (klass, on_start_cb);

  gtk_widget_class_install_action (klass, "case.take", NULL, take_action);
  gtk_widget_class_install_action (klass, "case.export", "b", export_action);
  gtk_widget_class_install_action (klass, "case.take-text", NULL, take_text_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_F4, 0, "case.take-text", NULL);
}
