/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-plan-dialogs.h"

#include "ka-ask.h"
#include "ka-window.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <ka-check.h>
#include <ka-plan.h>
#include <stdlib.h>
#include <string.h>

/* A question with a few lines to fill in. */
typedef struct
{
  KaContext *context;
  GtkWidget *over;
  gint64 id;
  guint month;
  const char *const
    *fields; /* of plan_year, that the lines must suit; NULL: a line must say something */
  GtkWidget *entries[3];
} Question;

static Question *
question_new (GtkWidget *over, KaContext *context, gint64 id)
{
  Question *question = g_new0 (Question, 1);

  question->context = g_object_ref (context);
  question->over = g_object_ref (over);
  question->id = id;
  return question;
}

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->context);
  g_object_unref (question->over);
  g_free (question);
}

static const char *
get_text (const Question *question, guint i)
{
  return gtk_editable_get_text (GTK_EDITABLE (question->entries[i]));
}

static gboolean
is_answered (const Question *question, guint i)
{
  const char *text = get_text (question, i);
  g_autofree char *value = NULL;

  if (question->fields == NULL)
    return strspn (text, " ") < strlen (text);
  return ka_field_parse (ka_kind_field (ka_kind_get ("plan_year"), question->fields[i]), text,
                         KA_DAY_NONE, &value, NULL, NULL);
}

/* What would be refused cannot be given: nothing that was typed is lost. */
static void
on_entry_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  const Question *question = g_object_get_data (G_OBJECT (dialog), "question");
  gboolean all = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (question->entries) && question->entries[i] != NULL; i++)
    {
      gboolean answered = is_answered (question, i);

      all = all && answered;
      if (question->fields != NULL && !answered)
        gtk_widget_add_css_class (question->entries[i], "error");
      else
        gtk_widget_remove_css_class (question->entries[i], "error");
    }
  adw_message_dialog_set_response_enabled (dialog, "accept", all);
}

static GtkWidget *
ask (Question *question,
     const char *heading,
     const char *body,
     const char *accept,
     const char *const *labels,
     GCallback callback)
{
  GtkWidget *dialog
    = adw_message_dialog_new (GTK_WINDOW (ka_window_of (question->over)), heading, body);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; labels[i] != NULL; i++)
    {
      question->entries[i] = adw_entry_row_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (question->entries[i]), labels[i]);
      gtk_list_box_append (GTK_LIST_BOX (list), question->entries[i]);
    }
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), list);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("取消(_C)"), "accept",
                                    accept, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "accept",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data (G_OBJECT (dialog), "question", question);
  for (guint i = 0; labels[i] != NULL; i++)
    g_signal_connect (question->entries[i], "changed", G_CALLBACK (on_entry_changed_cb), dialog);
  on_entry_changed_cb (NULL, ADW_MESSAGE_DIALOG (dialog));
  g_signal_connect_data (dialog, "response", callback, question,
                         (GClosureNotify)(void (*) (void))question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (question->entries[0]);
  return dialog;
}

/* ---- moving ---- */

static void
move (GtkWidget *over, KaContext *context, gint64 plan, guint month, const char *reason)
{
  KaWindow *window = ka_window_of (over);
  KaLedger *ledger = ka_context_get_ledger (context);
  g_autoptr (GError) error = NULL;

  if (ledger == NULL || window == NULL)
    return;
  if (ka_plan_move (ledger, plan, month, reason, &error))
    {
      g_autofree char *text = g_strdup_printf (_ ("已调整到%u月"), month);

      ka_window_tell_undoable (window, text);
    }
  else
    ka_window_tell_error (window, _ ("没有调整"), error);
}

static void
on_reason_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  if (g_str_equal (response, "accept"))
    move (question->over, question->context, question->id, question->month, get_text (question, 0));
}

/* Whether the line goes back to the month that was approved: then there is nothing to explain. */
static gboolean
is_return (KaLedger *ledger, gint64 plan, guint month)
{
  g_autoptr (KaRecord) record = ka_ledger_get (ledger, ka_kind_get ("plan"), plan, NULL);
  const char *approved = record != NULL ? ka_record_get (record, "moved_from") : NULL;

  return approved != NULL && (guint)atoi (approved + 5) == month;
}

void
ka_plan_move_ask (GtkWidget *over, KaContext *context, gint64 plan, guint month, gboolean approved)
{
  const char *labels[] = { _ ("原因"), NULL };
  g_autofree char *heading = g_strdup_printf (_ ("调整到%u月"), month);
  KaLedger *ledger = ka_context_get_ledger (context);
  Question *question;

  if (!approved || is_return (ledger, plan, month))
    {
      move (over, context, plan, month, NULL);
      return;
    }
  question = question_new (over, context, plan);
  question->month = month;
  ask (question, heading, ka_ledger_title (ledger, ka_kind_get ("plan"), plan), _ ("调整(_M)"),
       labels, G_CALLBACK (on_reason_cb));
}

/* ---- approving ---- */

static gboolean
set_day (KaRecord *record, const char *field, const char *text, GError **error)
{
  g_autofree char *value = NULL;

  if (!ka_field_parse (ka_kind_field (record->kind, field), text, KA_DAY_NONE, &value, NULL, error))
    return FALSE;
  ka_record_set (record, field, value);
  return TRUE;
}

static void
on_approve_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  KaLedger *ledger = ka_context_get_ledger (question->context);
  KaWindow *window = ka_window_of (question->over);
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "accept") || ledger == NULL || window == NULL)
    return;
  record = ka_ledger_get (ledger, ka_kind_get ("plan_year"), question->id, &error);
  if (record != NULL && set_day (record, "approved", get_text (question, 0), &error)
      && set_day (record, "approval_no", get_text (question, 1), &error)
      && set_day (record, "filed", get_text (question, 2), &error)
      && ka_ledger_save (ledger, record, &error))
    ka_window_tell_undoable (window, _ ("已登记批准和备案"));
  else
    ka_window_tell_error (window, _ ("没有登记"), error);
}

void
ka_plan_approve_ask (GtkWidget *over, KaContext *context, gint64 plan_year)
{
  static const char *const fields[] = { "approved", "approval_no", "filed" };
  const char *labels[] = { _ ("批准日期"), _ ("批准文号"), _ ("备案日期"), NULL };
  Question *question = question_new (over, context, plan_year);
  g_autoptr (KaRecord) record
    = ka_ledger_get (ka_context_get_ledger (context), ka_kind_get ("plan_year"), plan_year, NULL);

  question->fields = fields;
  ask (question, _ ("批准和备案"),
       _ ("年度监督检查计划报本级人民政府批准，报上一级应急管理部门备案。批准以后调整要说明原因。"),
       _ ("登记(_R)"), labels, G_CALLBACK (on_approve_cb));
  for (guint i = 0; record != NULL && i < G_N_ELEMENTS (fields); i++)
    {
      const char *value = ka_record_get (record, fields[i]);

      gtk_editable_set_text (GTK_EDITABLE (question->entries[i]), value != NULL ? value : "");
    }
}

/* ---- proposing ---- */

typedef struct
{
  KaContext *context;
  GtkWidget *over;
  GtkWidget *window;
  KaPlanProposal *proposal;
} Proposing;

static void
proposing_free (gpointer data)
{
  Proposing *proposing = data;

  g_object_unref (proposing->context);
  g_object_unref (proposing->over);
  g_clear_pointer (&proposing->proposal, ka_plan_proposal_free);
  g_free (proposing);
}

static gpointer
accept_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  return ka_plan_accept (ledger, data, NULL, error) ? GINT_TO_POINTER (1) : NULL;
}

static void
on_accepted_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  GtkWidget *over = owner;
  gpointer done = answer;
  KaWindow *window = ka_window_of (over);

  if (window == NULL)
    return;
  if (done != NULL)
    ka_window_tell_undoable (window, _ ("已列入计划"));
  else
    ka_window_tell_error (window, _ ("没有列入"), error);
}

static void
on_accept_cb (Proposing *proposing)
{
  GtkWidget *window = proposing->window;

  ka_ask (proposing->context, proposing->over, NULL,
          ka_work_new (_ ("列入计划"), KA_WORK_WRITES, accept_in_worker,
                       g_steal_pointer (&proposing->proposal),
                       (GDestroyNotify)ka_plan_proposal_free, NULL),
          on_accepted_cb);
  gtk_window_close (GTK_WINDOW (window));
}

static GtkStringList *
list_lines (KaLedger *ledger, const KaPlanProposal *proposal)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; i < proposal->lines->len; i++)
    {
      const KaPlanLine *line = g_ptr_array_index (proposal->lines, i);
      g_autofree char *days = ka_plan_format_days (line->days);
      g_autofree char *text = g_markup_printf_escaped (
        _ ("<b>%u月　%s</b>　%s，%s个工作日\n%s"), line->month,
        ka_ledger_title (ledger, ka_kind_get ("mine"), line->mine), line->kind, days, line->reason);

      gtk_string_list_append (list, text);
    }
  return list;
}

static void
on_setup_line_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_list_item_set_child (item, label);
}

static void
on_bind_line_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *line = gtk_list_item_get_item (item);

  gtk_label_set_markup (GTK_LABEL (gtk_list_item_get_child (item)),
                        gtk_string_object_get_string (line));
}

static char *
describe_proposal (const KaPlanProposal *proposal)
{
  GString *text = g_string_new (NULL);
  g_autofree char *days = ka_plan_format_days (proposal->days);
  g_autofree char *left = ka_plan_format_days (proposal->left);

  g_string_append_printf (text, _ ("拟定%u项（已有%u项），需要%s个工作日，列入后余%s个。"),
                          proposal->lines->len, proposal->kept, days, left);
  for (guint i = 0; i < proposal->notes->len; i++)
    g_string_append_printf (text, "\n%s", (char *)g_ptr_array_index (proposal->notes, i));
  return g_string_free (text, FALSE);
}

/* Takes proposal. */
static void
show_proposal (GtkWidget *over, KaContext *context, KaPlanProposal *proposal)
{
  Proposing *proposing = g_new0 (Proposing, 1);
  g_autoptr (GtkBuilder) builder
    = gtk_builder_new_from_resource (KA_RESOURCE_BASE "/ui/ka-plan-proposal.ui");
  GtkWidget *window = GTK_WIDGET (gtk_builder_get_object (builder, "window"));
  GtkListView *list = GTK_LIST_VIEW (gtk_builder_get_object (builder, "list"));
  GtkWidget *accept = GTK_WIDGET (gtk_builder_get_object (builder, "accept"));
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) model = NULL;
  g_autofree char *text = describe_proposal (proposal);
  g_autofree char *title = g_strdup_printf (_ ("拟定%d年计划"), proposal->year);

  proposing->context = g_object_ref (context);
  proposing->over = g_object_ref (over);
  proposing->window = window;
  proposing->proposal = proposal;
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_line_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_line_cb), NULL);
  model
    = gtk_no_selection_new (G_LIST_MODEL (list_lines (ka_context_get_ledger (context), proposal)));
  gtk_list_view_set_factory (list, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (list, GTK_SELECTION_MODEL (model));
  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "summary")), text);
  gtk_widget_set_sensitive (accept, proposal->lines->len > 0);
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (ka_window_of (over)));
  g_object_set_data_full (G_OBJECT (window), "proposing", proposing, proposing_free);
  g_signal_connect_swapped (accept, "clicked", G_CALLBACK (on_accept_cb), proposing);
  gtk_window_present (GTK_WINDOW (window));
}

static gpointer
propose_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  int year = GPOINTER_TO_INT (data), this_year, month, dom;

  /* What is over cannot be planned any more. */
  ka_day_get_ymd (ka_today (), &this_year, &month, &dom);
  return ka_plan_propose (ledger, year, this_year == year ? (guint)month : 1, ka_today (), error);
}

static void
on_proposed_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  GtkWidget *over = owner;
  g_autoptr (KaPlanProposal) proposal = answer;
  KaWindow *window = ka_window_of (over);

  if (window == NULL)
    return;
  if (proposal == NULL)
    ka_window_tell_error (window, _ ("计划没有拟定"), error);
  else
    show_proposal (over, ka_window_get_context (window), g_steal_pointer (&proposal));
}

void
ka_plan_propose_present (GtkWidget *over, KaContext *context, int year)
{
  ka_ask (context, over, NULL,
          ka_work_new (NULL, KA_WORK_READS, propose_in_worker, GINT_TO_POINTER (year), NULL,
                       (GDestroyNotify)ka_plan_proposal_free),
          on_proposed_cb);
}
