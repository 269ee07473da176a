/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-frozen-row.h"

#include <glib/gi18n.h>

struct _KaFrozenRow
{
  GtkListBoxRow parent_instance;

  /* Template Widgets */
  GtkLabel *differs;
  GtkWidget *differs_box;
  GtkWidget *export_pdf;
  GtkWidget *export_xlsx;
  GtkWidget *open;
  GtkLabel *title;
  GtkLabel *when;
};

G_DEFINE_FINAL_TYPE (KaFrozenRow, ka_frozen_row, GTK_TYPE_LIST_BOX_ROW)

static void
ka_frozen_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_FROZEN_ROW);
  G_OBJECT_CLASS (ka_frozen_row_parent_class)->dispose (object);
}

static void
ka_frozen_row_class_init (KaFrozenRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_frozen_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-frozen-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KaFrozenRow, differs);
  gtk_widget_class_bind_template_child (widget_class, KaFrozenRow, differs_box);
  gtk_widget_class_bind_template_child (widget_class, KaFrozenRow, export_pdf);
  gtk_widget_class_bind_template_child (widget_class, KaFrozenRow, export_xlsx);
  gtk_widget_class_bind_template_child (widget_class, KaFrozenRow, open);
  gtk_widget_class_bind_template_child (widget_class, KaFrozenRow, title);
  gtk_widget_class_bind_template_child (widget_class, KaFrozenRow, when);
}

static void
ka_frozen_row_init (KaFrozenRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
name_button (GtkWidget *button, const char *format, const char *edition)
{
  g_autofree char *name = g_strdup_printf (format, edition);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

GtkWidget *
ka_frozen_row_new (const KaFrozen *frozen)
{
  KaFrozenRow *self = g_object_new (KA_TYPE_FROZEN_ROW, NULL);
  g_autofree char *quarter = ka_quarter_to_chinese (frozen->quarter);
  g_autofree char *title = g_strdup_printf (_ ("%s 第 %d 版"), quarter, (int)frozen->edition);
  g_autofree char *on = ka_day_to_iso (frozen->on);
  g_autofree char *at = g_strdup (frozen->at ? frozen->at : "");
  g_autofree char *when = NULL;

  g_strdelimit (at, "T", ' ');
  when = g_strdup_printf (_ ("锁定于 %s，落款 %s，台账第 %d 次修改"), at, on ? on : "—",
                          (int)frozen->revision);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->when, when);
  gtk_widget_set_visible (self->differs_box, frozen->differs != NULL);
  gtk_label_set_label (self->differs, frozen->differs ? frozen->differs : "");
  name_button (self->open, _ ("查看%s"), title);
  name_button (self->export_pdf, _ ("导出%s的 PDF"), title);
  name_button (self->export_xlsx, _ ("导出%s的 Excel"), title);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "x", frozen->id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->export_pdf), "(xb)", frozen->id, FALSE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->export_xlsx), "(xb)", frozen->id, TRUE);
  return GTK_WIDGET (self);
}
