/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-history-view.h"

#include "ka-record-text.h"
#include "ka-revision-row.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-history.h>

#define SHOWN 200

struct _KaHistoryView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkListBox *list;
  GtkLabel *nothing;

  /* Borrowed */
  const KaKind *kind;

  /* Owned */
  KaContext *context;

  gint64 id;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (KaHistoryView, ka_history_view, ADW_TYPE_BIN)

/* The lines of what the revision changed against the one before it (older; NULL: it is the first). */
static char *
describe_changes (KaHistoryView *self, const KaRevision *revision, const KaRevision *older)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  const KaRecord *before = older != NULL ? older->record : NULL;
  GString *text = g_string_new (NULL);

  if (revision->record == NULL)
    return g_string_free (g_string_append (text, _ ("删除")), FALSE);
  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      g_autofree char *line = NULL;
      g_autofree char *cell = NULL;

      if (g_strcmp0 (revision->record->values[i], before != NULL ? before->values[i] : NULL) == 0)
        continue;
      line = ka_record_describe_change (ledger, before, revision->record, &self->kind->fields[i]);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
      cell = ka_revision_cell (revision, &self->kind->fields[i]);
      if (cell != NULL)
        g_string_append_printf (text, _ ("（%s）"), cell);
    }
  return g_string_free (text, FALSE);
}

static char *
describe_origin (const KaRevision *revision)
{
  if (revision->file == NULL)
    return NULL;
  if (revision->row > 0)
    return g_strdup_printf (_ ("来自 %s 的工作表“%s”第 %u 行"), revision->file,
                            revision->sheet != NULL ? revision->sheet : "", revision->row);
  return g_strdup_printf (_ ("来自 %s"), revision->file);
}

static void
on_restore_cb (KaHistoryView *self, gint64 rev)
{
  KaWindow *window = ka_window_of (self);
  g_autoptr (GError) error = NULL;

  if (ka_ledger_restore_revision (ka_context_get_ledger (self->context), rev, &error))
    ka_window_tell_undoable (window, _ ("已恢复到所选的版本"));
  else
    ka_window_tell_error (window, _ ("没有恢复"), error);
}

static void
fill (KaHistoryView *self)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autoptr (GPtrArray) revisions = NULL;
  GtkWidget *child;

  self->stale = FALSE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  if (self->id != 0 && ledger != NULL)
    revisions = ka_ledger_history (ledger, self->kind, self->id, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), revisions == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), revisions != NULL);

  for (guint i = 0; revisions != NULL && i < MIN (revisions->len, SHOWN); i++)
    {
      const KaRevision *revision = g_ptr_array_index (revisions, i);
      const KaRevision *older
        = i + 1 < revisions->len ? g_ptr_array_index (revisions, i + 1) : NULL;
      g_autofree char *changes = describe_changes (self, revision, older);
      g_autofree char *origin = describe_origin (revision);
      gboolean restorable
        = i > 0 && revision->record != NULL && ka_context_can_edit (self->context, self->kind);
      KaRevisionRow *row = ka_revision_row_new (revision, changes, origin, restorable);

      g_signal_connect_swapped (row, "restore", G_CALLBACK (on_restore_cb), self);
      gtk_list_box_append (self->list, GTK_WIDGET (row));
    }
}

static void
ka_history_view_map (GtkWidget *widget)
{
  KaHistoryView *self = KA_HISTORY_VIEW (widget);

  if (self->stale)
    fill (self);
  GTK_WIDGET_CLASS (ka_history_view_parent_class)->map (widget);
}

static void
ka_history_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_HISTORY_VIEW);
  G_OBJECT_CLASS (ka_history_view_parent_class)->dispose (object);
}

static void
ka_history_view_finalize (GObject *object)
{
  g_clear_object (&KA_HISTORY_VIEW (object)->context);
  G_OBJECT_CLASS (ka_history_view_parent_class)->finalize (object);
}

static void
ka_history_view_class_init (KaHistoryViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_history_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = ka_history_view_finalize;
  widget_class->map = ka_history_view_map;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-history-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KaHistoryView, list);
  gtk_widget_class_bind_template_child (widget_class, KaHistoryView, nothing);
}

static void
ka_history_view_init (KaHistoryView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

KaHistoryView *
ka_history_view_new (KaContext *context, const KaKind *kind)
{
  KaHistoryView *self = g_object_new (KA_TYPE_HISTORY_VIEW, NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  return self;
}

void
ka_history_view_show (KaHistoryView *self, gint64 id)
{
  g_return_if_fail (KA_IS_HISTORY_VIEW (self));

  self->id = id;
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill (self);
}
