/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-field-row.h"

#include "ka-window.h"

#include "ka-tooltip.h"

#include <glib/gi18n.h>

struct _KaFieldRow
{
  GtkBox parent_instance;

  /* Template widgets */
  AdwBin *bin;
  GtkLabel *hint;
  GtkLabel *label;
  GtkBox *line;
  GtkLabel *problem;

  /* Borrowed */
  const KaField *field;
  KaFieldEditor *editor;
  GtkWidget *open;          /* NULL: it points to no record */
  const KaKind *about_kind; /* of the record that the problem speaks of */

  gint64 about;
};

enum
{
  CHANGED,
  OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaFieldRow, ka_field_row, GTK_TYPE_BOX)

static void
on_editor_changed_cb (KaFieldRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_open_clicked_cb (KaFieldRow *self)
{
  g_signal_emit (self, signals[OPEN], 0);
}

static gboolean
on_link_cb (KaFieldRow *self)
{
  ka_window_show_record (ka_window_of (self), self->about_kind, self->about);
  return TRUE;
}

static void
ka_field_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_FIELD_ROW);
  G_OBJECT_CLASS (ka_field_row_parent_class)->dispose (object);
}

static void
ka_field_row_class_init (KaFieldRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_field_row_dispose;

  signals[CHANGED] = g_signal_new ("changed", KA_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[OPEN] = g_signal_new ("open", KA_TYPE_FIELD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-field-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KaFieldRow, bin);
  gtk_widget_class_bind_template_child (widget_class, KaFieldRow, hint);
  gtk_widget_class_bind_template_child (widget_class, KaFieldRow, label);
  gtk_widget_class_bind_template_child (widget_class, KaFieldRow, line);
  gtk_widget_class_bind_template_child (widget_class, KaFieldRow, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_link_cb);
}

static void
ka_field_row_init (KaFieldRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_label (KaFieldRow *self, const KaField *field)
{
  GtkWidget *control = ka_field_editor_get_control (self->editor);
  GtkAccessible *named
    = GTK_ACCESSIBLE (field->type == KA_FIELD_FLAG ? GTK_WIDGET (self->editor) : control);
  gboolean required = (field->flags & KA_REQUIRED) != 0;
  g_autofree char *text = required ? g_strconcat (ka_field_label (field), " *", NULL)
                                   : g_strdup (ka_field_label (field));
  g_autofree char *spoken
    = g_strdup_printf ("%s%s%s", ka_field_label (field), field->unit != NULL ? " " : "",
                       field->unit != NULL ? field->unit : "");

  gtk_label_set_label (self->label, text);
  gtk_label_set_mnemonic_widget (self->label, control);
  if (required)
    ka_set_tooltip (GTK_WIDGET (self->label), _ ("必填"));
  gtk_accessible_update_property (named, GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_relation (named, GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->label, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->problem, NULL, -1);
  if (GTK_IS_ENTRY (control) || GTK_IS_TEXT_VIEW (control))
    gtk_accessible_update_property (named, GTK_ACCESSIBLE_PROPERTY_REQUIRED, required, -1);
}

/* What not every field has is made for those that have it: a form has fifty of them. */

static void
add_open (KaFieldRow *self)
{
  g_autofree char *spoken = g_strdup_printf (_ ("打开%s"), ka_field_label (self->field));

  self->open = gtk_button_new_from_icon_name ("go-next-symbolic");
  gtk_widget_set_valign (self->open, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (self->open, FALSE);
  gtk_widget_add_css_class (self->open, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  ka_set_tooltip (self->open, spoken);
  g_signal_connect_swapped (self->open, "clicked", G_CALLBACK (on_open_clicked_cb), self);
  gtk_box_append (self->line, self->open);
}

static void
add_unit (KaFieldRow *self)
{
  GtkWidget *unit = gtk_label_new (self->field->unit);

  gtk_widget_add_css_class (unit, "ka-quiet");
  gtk_box_append (self->line, unit);
}

static void
on_help_popup_cb (GtkMenuButton *button, gpointer data)
{
  const KaField *field = data;
  GtkWidget *popover, *text;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  popover = gtk_popover_new ();
  text = gtk_label_new (_ (field->help));
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 32);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_widget_set_margin_top (text, 6);
  gtk_widget_set_margin_bottom (text, 6);
  gtk_widget_set_margin_start (text, 6);
  gtk_widget_set_margin_end (text, 6);
  gtk_popover_set_child (GTK_POPOVER (popover), text);
  gtk_menu_button_set_popover (button, popover);
}

static void
add_help (KaFieldRow *self)
{
  GtkWidget *help = gtk_menu_button_new ();
  g_autofree char *spoken = g_strdup_printf (_ ("%s：说明"), ka_field_label (self->field));

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (help), "dialog-information-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (help), on_help_popup_cb,
                                         (gpointer)self->field, NULL);
  gtk_widget_set_valign (help, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (help, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (help), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  ka_set_tooltip (help, _ ("说明与依据"));
  gtk_box_append (self->line, help);
}

KaFieldRow *
ka_field_row_new (KaContext *context, const KaField *field)
{
  KaFieldRow *self = g_object_new (KA_TYPE_FIELD_ROW, NULL);

  self->field = field;
  self->editor = ka_field_editor_new (context, field);
  adw_bin_set_child (self->bin, GTK_WIDGET (self->editor));
  g_signal_connect_swapped (self->editor, "changed", G_CALLBACK (on_editor_changed_cb), self);
  set_label (self, field);
  if (field->type == KA_FIELD_REF)
    add_open (self);
  if (field->unit != NULL)
    add_unit (self);
  if (field->help != NULL)
    add_help (self);
  return self;
}

KaFieldEditor *
ka_field_row_get_editor (KaFieldRow *self)
{
  g_return_val_if_fail (KA_IS_FIELD_ROW (self), NULL);
  return self->editor;
}

void
ka_field_row_set_problem (KaFieldRow *self, const char *message, gboolean refused)
{
  GtkWidget *control = ka_field_editor_get_control (self->editor);

  g_return_if_fail (KA_IS_FIELD_ROW (self));

  gtk_label_set_label (self->problem, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), message != NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->problem), refused ? "ka-warning" : "ka-error");
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), refused ? "ka-error" : "ka-warning");
  if (message != NULL && refused)
    gtk_widget_add_css_class (control, "error");
  else
    gtk_widget_remove_css_class (control, "error");
}

void
ka_field_row_set_remark (KaFieldRow *self, const char *message, const KaKind *kind, gint64 id)
{
  g_autofree char *marked = NULL;

  g_return_if_fail (KA_IS_FIELD_ROW (self) && message != NULL && kind != NULL);

  ka_field_row_set_problem (self, message, FALSE);
  self->about_kind = kind;
  self->about = id;
  marked = g_markup_printf_escaped ("%s <a href=\"record\">%s</a>", message, _ ("查看"));
  gtk_label_set_markup (self->problem, marked);
}

void
ka_field_row_set_hint (KaFieldRow *self, const char *text)
{
  g_return_if_fail (KA_IS_FIELD_ROW (self));

  gtk_label_set_label (self->hint, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), text != NULL);
}

void
ka_field_row_set_modified (KaFieldRow *self, gboolean modified)
{
  g_return_if_fail (KA_IS_FIELD_ROW (self));

  if (modified)
    gtk_widget_add_css_class (GTK_WIDGET (self), "modified");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "modified");
}

void
ka_field_row_set_openable (KaFieldRow *self, gboolean openable)
{
  g_return_if_fail (KA_IS_FIELD_ROW (self));
  if (self->open != NULL)
    gtk_widget_set_sensitive (self->open, openable);
}
