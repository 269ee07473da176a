/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-case-pane.h"

#include "ka-record-pane.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-case-file.h>

struct _KaCasePane
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkButton *file;
  GtkListBox *list;
  GtkLabel *summary;

  /* Owned */
  KaContext *context;
  GPtrArray *problems; /* KaCaseProblem, or NULL */

  gint64 id;
  gboolean modified;
};

static void ka_case_pane_iface_init (KaRecordPaneInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KaCasePane,
                               ka_case_pane,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KA_TYPE_RECORD_PANE, ka_case_pane_iface_init))

static gboolean
is_grave (const KaCaseProblem *problem)
{
  return problem->rule->severity == KA_SEVERITY_REFUSE;
}

static guint
count_grave (KaCasePane *self)
{
  guint n = 0;

  for (guint i = 0; self->problems != NULL && i < self->problems->len; i++)
    n += is_grave (g_ptr_array_index (self->problems, i));
  return n;
}

static GtkWidget *
create_row (const KaCaseProblem *problem)
{
  const KaKind *kind = ka_kind_get (problem->rule->kind);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *word = gtk_label_new (is_grave (problem) ? _ ("必须") : _ ("建议"));
  g_autofree char *subtitle = g_strdup_printf (
    "%s“%s”· %s · %s", ka_kind_label (kind), problem->title,
    ka_field_label (ka_kind_field (kind, problem->rule->field)), ka_case_problem_source (problem));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), ka_case_problem_message (problem));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (word, is_grave (problem) ? "ka-tone-bad" : "ka-tone-warn");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), word);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
update_button (KaCasePane *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->file), self->problems != NULL && !self->modified
                                                       && ka_context_can_write (self->context));
}

static void
tell (KaCasePane *self, const KaRecord *inspection)
{
  guint grave = count_grave (self);
  guint all = self->problems != NULL ? self->problems->len : 0;
  const char *filed = inspection != NULL ? ka_record_get (inspection, "filed") : NULL;
  g_autofree char *text = NULL;

  if (filed != NULL && all == 0)
    text = g_strdup_printf (_ ("案卷已经在%s归档。"), filed);
  else if (all == 0)
    text = g_strdup (_ ("案卷齐全，可以归档。"));
  else
    text = g_strdup_printf (_ ("必须补正 %u 处，建议补正 %u 处。点一处，去那个字段。"), grave,
                            all - grave);
  gtk_label_set_label (self->summary, text);
  gtk_widget_set_visible (GTK_WIDGET (self->file), filed == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), all > 0);
}

static void
fill (KaCasePane *self)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autoptr (KaRecord) inspection = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  if (ledger != NULL && self->id != 0)
    self->problems = ka_case_file_check (ledger, self->id, ka_today (), &error);
  if (self->problems != NULL)
    inspection = ka_ledger_get (ledger, ka_kind_get ("inspection"), self->id, NULL);
  for (guint i = 0; self->problems != NULL && i < self->problems->len; i++)
    gtk_list_box_append (self->list, create_row (g_ptr_array_index (self->problems, i)));
  if (self->id == 0)
    gtk_label_set_label (self->summary, _ ("先保存这次检查，再做案卷检查。"));
  else if (self->problems == NULL)
    gtk_label_set_label (self->summary, error != NULL ? error->message : "");
  else
    tell (self, inspection);
  update_button (self);
  ka_record_pane_count_changed (KA_RECORD_PANE (self));
}

static void
on_row_activated_cb (KaCasePane *self, GtkListBoxRow *row)
{
  const KaCaseProblem *problem
    = g_ptr_array_index (self->problems, (guint)gtk_list_box_row_get_index (row));

  ka_window_show_field (ka_window_of (self), ka_kind_get (problem->rule->kind), problem->id,
                        problem->rule->field);
}

static void
on_file_clicked_cb (KaCasePane *self)
{
  g_autoptr (GError) error = NULL;

  if (ka_case_file_close (ka_context_get_ledger (self->context), self->id, ka_today (), &error))
    ka_window_tell_undoable (ka_window_of (self), _ ("案卷已归档"));
  else
    ka_window_tell_error (ka_window_of (self), _ ("没有归档"), error);
}

/* ---- pane ---- */

static void
ka_case_pane_show (KaRecordPane *pane, gint64 id)
{
  KA_CASE_PANE (pane)->id = id;
  fill (KA_CASE_PANE (pane));
}

static void
ka_case_pane_set_modified (KaRecordPane *pane, gboolean modified)
{
  KA_CASE_PANE (pane)->modified = modified;
  update_button (KA_CASE_PANE (pane));
}

static guint
ka_case_pane_get_count (KaRecordPane *pane)
{
  return KA_CASE_PANE (pane)->problems != NULL ? KA_CASE_PANE (pane)->problems->len : 0;
}

static void
ka_case_pane_iface_init (KaRecordPaneInterface *iface)
{
  iface->show = ka_case_pane_show;
  iface->set_modified = ka_case_pane_set_modified;
  iface->get_count = ka_case_pane_get_count;
}

static void
ka_case_pane_dispose (GObject *object)
{
  KaCasePane *self = KA_CASE_PANE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_CASE_PANE);
  g_clear_object (&self->context);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  G_OBJECT_CLASS (ka_case_pane_parent_class)->dispose (object);
}

static void
ka_case_pane_class_init (KaCasePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_case_pane_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-case-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, KaCasePane, file);
  gtk_widget_class_bind_template_child (widget_class, KaCasePane, list);
  gtk_widget_class_bind_template_child (widget_class, KaCasePane, summary);
  gtk_widget_class_bind_template_callback (widget_class, on_file_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
ka_case_pane_init (KaCasePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ka_case_pane_new (KaContext *context, const KaKind *kind)
{
  KaCasePane *self = g_object_new (KA_TYPE_CASE_PANE, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "notify::can-write", G_CALLBACK (update_button), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
