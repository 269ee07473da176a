/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-merge-dialog.h"

#include "ka-ask.h"
#include "ka-dialogs.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <ka-merge.h>

struct _KaMergeDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkWidget *accept;
  GtkGrid *grid;
  GtkLabel *intro;
  GtkCheckButton *keep_first;
  GtkCheckButton *keep_second;
  GtkLabel *problem;

  /* Borrowed */
  KaWindow *window;

  /* Owned */
  KaContext *context;
  KaRecord *records[2];
  GtkCheckButton *
    *choices; /* by field: that of the first record; NULL: there is nothing to choose */
};

enum
{
  SIGNAL_MERGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaMergeDialog, ka_merge_dialog, ADW_TYPE_WINDOW)

static guint
get_kept (KaMergeDialog *self)
{
  return gtk_check_button_get_active (self->keep_first) ? 0 : 1;
}

/* ---- writing ---- */

typedef struct
{
  KaRecord *record;
  gint64 other;
  KaMergeReport report;
} Merging;

static void
free_merging (gpointer data)
{
  Merging *merging = data;

  ka_record_unref (merging->record);
  ka_merge_report_clear (&merging->report);
  g_free (merging);
}

static gpointer
merge_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  Merging *merging = data;
  GString *told;

  if (!ka_ledger_merge (ledger, merging->record, merging->other, &merging->report, error))
    return NULL;
  told = g_string_new (NULL);
  for (guint i = 0; i < merging->report.doubles->len; i++)
    g_string_append_printf (told, "%s%s", i > 0 ? "\n" : "",
                            (char *)g_ptr_array_index (merging->report.doubles, i));
  return g_string_free (told, FALSE);
}

static void
on_merged_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaMergeDialog *self = owner;
  g_autofree char *doubles = answer;
  KaWindow *window = self->window;
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  gboolean told = FALSE;

  if (doubles == NULL)
    {
      gtk_label_set_label (self->problem, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
      gtk_widget_set_sensitive (self->accept, TRUE);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_MERGED], 0, &told);
  gtk_window_destroy (GTK_WINDOW (self));
  if (window == NULL)
    return;
  if (!told)
    ka_window_tell_undoable (window, _ ("已合并为一条"));
  if (*doubles != '\0')
    ka_show_message (parent != NULL ? parent : GTK_WINDOW (window),
                     _ ("这些记录两边内容不一，都保留了，请核对"), doubles);
}

/* The record that stays, with the values chosen. */
static KaRecord *
make_record (KaMergeDialog *self)
{
  guint kept = get_kept (self);
  KaRecord *record = ka_merge_propose (self->records[kept], self->records[1 - kept]);

  for (guint f = 0; f < record->kind->n_fields; f++)
    if (self->choices[f] != NULL)
      ka_record_take (
        record, f,
        g_strdup (
          self->records[gtk_check_button_get_active (self->choices[f]) ? 0 : 1]->values[f]));
  return record;
}

static void
on_accept_cb (KaMergeDialog *self)
{
  Merging *merging = g_new0 (Merging, 1);

  merging->record = make_record (self);
  merging->other = self->records[1 - get_kept (self)]->id;
  gtk_widget_set_sensitive (self->accept, FALSE);
  ka_ask (self->context, self, NULL,
          ka_work_new (_ ("合并"), KA_WORK_WRITES, merge_in_worker, merging, free_merging, g_free),
          on_merged_cb);
}

/* ---- choosing ---- */

/* What both have goes by the one that stays, until it is chosen otherwise. */
static void
on_kept_cb (KaMergeDialog *self)
{
  for (guint f = 0; self->choices != NULL && f < self->records[0]->kind->n_fields; f++)
    if (self->choices[f] != NULL)
      {
        GtkWidget *second = gtk_widget_get_next_sibling (GTK_WIDGET (self->choices[f]));

        gtk_check_button_set_active (
          get_kept (self) == 0 ? self->choices[f] : GTK_CHECK_BUTTON (second), TRUE);
      }
}

static GtkWidget *
make_value (KaMergeDialog *self, guint f, guint side)
{
  const KaField *field = &self->records[0]->kind->fields[f];
  g_autofree char *text
    = ka_ledger_display (ka_context_get_ledger (self->context), self->records[side], field, TRUE);
  g_autofree char *spoken = g_strdup_printf (_ ("%s：%s"), ka_field_label (field), text);
  GtkWidget *label = gtk_label_new (*text != '\0' ? text : "—"), *button;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  if (self->records[0]->values[f] == NULL || self->records[1]->values[f] == NULL)
    return label;
  button = gtk_check_button_new ();
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  return button;
}

static void
add_field (KaMergeDialog *self, guint f, int line)
{
  const KaField *field = &self->records[0]->kind->fields[f];
  GtkWidget *label = gtk_label_new (ka_field_label (field));
  GtkWidget *first = make_value (self, f, 0), *second = make_value (self, f, 1);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "ka-quiet");
  gtk_grid_attach (self->grid, label, 0, line, 1, 1);
  gtk_grid_attach (self->grid, first, 1, line, 1, 1);
  gtk_grid_attach (self->grid, second, 2, line, 1, 1);
  if (!GTK_IS_CHECK_BUTTON (first))
    return;
  gtk_check_button_set_group (GTK_CHECK_BUTTON (second), GTK_CHECK_BUTTON (first));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
  self->choices[f] = GTK_CHECK_BUTTON (first);
}

static void
show_keep (KaMergeDialog *self, GtkCheckButton *button, guint side)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  const KaRecord *record = self->records[side];
  gint64 links = ka_merge_count_links (ledger, record->kind, record->id, NULL);
  g_autofree char *text
    = g_strdup_printf (_ ("留下“%s”（%" PRId64 " 条相关记录）"),
                       ka_ledger_title (ledger, record->kind, record->id), MAX (links, 0));

  gtk_check_button_set_label (button, text);
}

static void
show_records (KaMergeDialog *self)
{
  const KaKind *kind = self->records[0]->kind;
  g_autofree char *intro = NULL;
  guint same = 0;
  int line = 0;

  self->choices = g_new0 (GtkCheckButton *, kind->n_fields);
  for (guint f = 0; f < kind->n_fields; f++)
    if (g_strcmp0 (self->records[0]->values[f], self->records[1]->values[f]) != 0)
      add_field (self, f, line++);
    else
      same += self->records[0]->values[f] != NULL;
  intro
    = g_strdup_printf (_ ("两条%s合并为一条：另一条删除，引用它的记录和附件都改到留下的一条。"
                          "只有一边填了的项照样保留；两边不同的，请逐项选择。相同的 %u 项没有列出。"
                          "合并可以撤销。"),
                       ka_kind_label (kind), same);
  gtk_label_set_label (self->intro, intro);
  show_keep (self, self->keep_first, 0);
  show_keep (self, self->keep_second, 1);
}

/* ---- object ---- */

static void
ka_merge_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_MERGE_DIALOG);
  G_OBJECT_CLASS (ka_merge_dialog_parent_class)->dispose (object);
}

static void
ka_merge_dialog_finalize (GObject *object)
{
  KaMergeDialog *self = KA_MERGE_DIALOG (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->context);
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&self->records[i], ka_record_unref);
  g_free (self->choices);
  G_OBJECT_CLASS (ka_merge_dialog_parent_class)->finalize (object);
}

static void
ka_merge_dialog_class_init (KaMergeDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ka_merge_dialog_dispose;
  object_class->finalize = ka_merge_dialog_finalize;

  signals[SIGNAL_MERGED]
    = g_signal_new ("merged", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                    g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-merge-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KaMergeDialog, accept);
  gtk_widget_class_bind_template_child (widget_class, KaMergeDialog, grid);
  gtk_widget_class_bind_template_child (widget_class, KaMergeDialog, intro);
  gtk_widget_class_bind_template_child (widget_class, KaMergeDialog, keep_first);
  gtk_widget_class_bind_template_child (widget_class, KaMergeDialog, keep_second);
  gtk_widget_class_bind_template_child (widget_class, KaMergeDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_kept_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ka_merge_dialog_init (KaMergeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
ka_merge_dialog_present (KaWindow *window, const KaKind *kind, gint64 first, gint64 second)
{
  KaLedger *ledger = ka_context_get_ledger (ka_window_get_context (window));
  KaMergeDialog *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (KaRecord) one = ka_ledger_get (ledger, kind, first, &error);
  g_autoptr (KaRecord) two = one != NULL ? ka_ledger_get (ledger, kind, second, &error) : NULL;

  if (two == NULL)
    {
      ka_window_tell_error (window, _ ("没有合并"), error);
      return NULL;
    }
  self = g_object_new (KA_TYPE_MERGE_DIALOG, "transient-for", window, NULL);
  g_set_weak_pointer (&self->window, window);
  self->context = g_object_ref (ka_window_get_context (window));
  self->records[0] = g_steal_pointer (&one);
  self->records[1] = g_steal_pointer (&two);
  show_records (self);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}
