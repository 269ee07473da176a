/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-revision-row.h"

#include <glib/gi18n.h>
#include <ka-reason.h>

struct _KaRevisionRow
{
  GtkListBoxRow parent_instance;

  /* Template widgets */
  GtkLabel *changes;
  GtkLabel *origin;
  GtkButton *restore;
  GtkLabel *what;
  GtkLabel *when;

  gint64 rev;
};

enum
{
  RESTORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaRevisionRow, ka_revision_row, GTK_TYPE_LIST_BOX_ROW)

static void
on_restore_clicked_cb (KaRevisionRow *self)
{
  g_signal_emit (self, signals[RESTORE], 0, self->rev);
}

static void
ka_revision_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_REVISION_ROW);
  G_OBJECT_CLASS (ka_revision_row_parent_class)->dispose (object);
}

static void
ka_revision_row_class_init (KaRevisionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_revision_row_dispose;

  signals[RESTORE] = g_signal_new ("restore", KA_TYPE_REVISION_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-revision-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KaRevisionRow, changes);
  gtk_widget_class_bind_template_child (widget_class, KaRevisionRow, origin);
  gtk_widget_class_bind_template_child (widget_class, KaRevisionRow, restore);
  gtk_widget_class_bind_template_child (widget_class, KaRevisionRow, what);
  gtk_widget_class_bind_template_child (widget_class, KaRevisionRow, when);
  gtk_widget_class_bind_template_callback (widget_class, on_restore_clicked_cb);
}

static void
ka_revision_row_init (KaRevisionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

KaRevisionRow *
ka_revision_row_new (const KaRevision *revision,
                     const char *changes,
                     const char *origin,
                     gboolean restorable)
{
  KaRevisionRow *self = g_object_new (KA_TYPE_REVISION_ROW, NULL);
  g_autofree char *time = g_strdup (revision->at);
  g_autofree char *why = ka_reason_say (revision->why);
  g_autofree char *when = NULL;
  g_autofree char *spoken = NULL;

  self->rev = revision->rev;
  g_strdelimit (time, "T", ' ');
  when = g_strdup_printf ("%s · %s", time, revision->who);
  spoken = g_strdup_printf (_ ("恢复到 %s"), time);
  gtk_label_set_label (self->when, when);
  gtk_label_set_label (self->what, why);
  gtk_widget_set_visible (GTK_WIDGET (self->what), revision->why != NULL);
  gtk_label_set_label (self->changes, changes);
  gtk_widget_set_visible (GTK_WIDGET (self->changes), changes[0] != '\0');
  gtk_label_set_label (self->origin, origin != NULL ? origin : "");
  gtk_widget_set_visible (GTK_WIDGET (self->origin), origin != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->restore), restorable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->restore), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  return self;
}
