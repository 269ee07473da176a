/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-due-row.h"

#include "ka-tooltip.h"

#include <glib/gi18n.h>

struct _KaDueRow
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkLabel *days;
  GtkLabel *message;
  GtkLabel *name;

  /* Made when a line first has them: most lines have few, and there are many */
  GtkWidget *clause;
  GtkWidget *clause_popover;
  GtkWidget *list;
  GtkWidget *note;
  GtkWidget *remark;

  /* Owned */
  KaDueNode *node;
};

enum
{
  NOTE,
  LIST,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaDueRow, ka_due_row, GTK_TYPE_BOX)

static char *
say_remark (const KaDueItem *item)
{
  g_autofree char *until = NULL;

  if (item->note == 0)
    return g_strdup ("");
  if (item->until == KA_DAY_NONE)
    return g_strdup_printf (_ ("备注：%s"), item->reason);
  until = ka_day_to_iso (item->until);
  return g_strdup_printf (_ ("延后到%s：%s"), until, item->reason);
}

static void
set_tone (GtkWidget *widget, KaDueSeverity severity, gboolean shown)
{
  static const char *const TONES[] = { "ka-tone-dim", "ka-tone-warn", "ka-tone-bad" };

  for (guint i = 0; i < G_N_ELEMENTS (TONES); i++)
    if (shown && i == severity)
      gtk_widget_add_css_class (widget, TONES[i]);
    else
      gtk_widget_remove_css_class (widget, TONES[i]);
}

static void
set_label (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), text[0] != '\0');
}

static void
on_clause_clicked_cb (KaDueRow *self)
{
  const KaDueRule *rule = ka_due_node_get_rule (self->node);
  GtkWidget *label = gtk_label_new (rule->clause);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "ka-condition");
  if (self->clause_popover == NULL)
    {
      self->clause_popover = gtk_popover_new ();
      gtk_widget_set_parent (self->clause_popover, self->clause);
    }
  gtk_popover_set_child (GTK_POPOVER (self->clause_popover), label);
  gtk_popover_popup (GTK_POPOVER (self->clause_popover));
}

static void
on_note_clicked_cb (KaDueRow *self)
{
  g_signal_emit (self, signals[NOTE], 0, self->node);
}

static void
on_list_clicked_cb (KaDueRow *self)
{
  g_signal_emit (self, signals[LIST], 0, self->node);
}

/* ---- what few lines have ---- */

/* The button of that place, if there is one or it is wanted, after what stands before it. */
static void
want_button (KaDueRow *self,
             GtkWidget **button,
             gboolean wanted,
             GtkWidget *before,
             const char *icon,
             const char *label,
             GCallback clicked)
{
  if (*button == NULL && wanted)
    {
      *button = gtk_button_new_from_icon_name (icon);
      gtk_widget_set_valign (*button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (*button, "flat");
      ka_set_tooltip (*button, label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (*button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      label, -1);
      g_signal_connect_swapped (*button, "clicked", clicked, self);
      gtk_box_insert_child_after (GTK_BOX (self), *button, before);
    }
  if (*button != NULL)
    gtk_widget_set_visible (*button, wanted);
}

static void
want_buttons (KaDueRow *self, gboolean list, gboolean note, gboolean clause)
{
  want_button (self, &self->list, list, GTK_WIDGET (self->days), "view-list-symbolic",
               _ ("列出全部"), G_CALLBACK (on_list_clicked_cb));
  want_button (self, &self->note, note, self->list != NULL ? self->list : GTK_WIDGET (self->days),
               "document-edit-symbolic", _ ("延后或者备注"), G_CALLBACK (on_note_clicked_cb));
  want_button (self, &self->clause, clause, gtk_widget_get_last_child (GTK_WIDGET (self)),
               "dialog-information-symbolic", _ ("依据条款"), G_CALLBACK (on_clause_clicked_cb));
  if (self->clause != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->clause),
                                    GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
}

static void
want_remark (KaDueRow *self, const char *text)
{
  if (self->remark == NULL && text[0] != '\0')
    {
      self->remark = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (self->remark), 1);
      gtk_label_set_max_width_chars (GTK_LABEL (self->remark), 20);
      gtk_label_set_ellipsize (GTK_LABEL (self->remark), PANGO_ELLIPSIZE_END);
      gtk_label_set_single_line_mode (GTK_LABEL (self->remark), TRUE);
      gtk_widget_add_css_class (self->remark, "ka-quiet");
      ka_tooltip_add_to_label (GTK_LABEL (self->remark));
      gtk_box_insert_child_after (GTK_BOX (self), self->remark, GTK_WIDGET (self->message));
    }
  if (self->remark != NULL)
    set_label (GTK_LABEL (self->remark), text);
}

/* ---- lines ---- */

static void
show_item (KaDueRow *self, const KaDueItem *item)
{
  g_autofree char *days = ka_due_item_say_days (item);
  g_autofree char *remark = say_remark (item);

  set_label (self->name, item->name);
  set_label (self->message, item->message);
  set_label (self->days, days);
  want_remark (self, remark);
}

/* How many and, of a rule, which: most rules find so few that nothing has to be unfolded. */
static char *
say_count (KaDueNode *node, const KaDueRule *rule)
{
  guint n = ka_due_node_get_count (node);
  g_autofree char *names = rule != NULL ? ka_due_node_say_names (node) : g_strdup ("");

  if (rule != NULL && n > KA_DUE_NODE_MOST)
    return g_strdup_printf (_ ("%u 项，展开前 %d 项"), n, KA_DUE_NODE_MOST);
  return names[0] != '\0' ? g_strdup_printf (_ ("%u 项：%s"), n, names)
                          : g_strdup_printf (_ ("%u 项"), n);
}

static void
show_heading (KaDueRow *self, KaDueNode *node, const KaDueRule *rule)
{
  g_autofree char *count = say_count (node, rule);
  g_autofree char *days
    = rule != NULL ? ka_due_item_say_days (ka_due_node_get_first (node)) : g_strdup ("");

  set_label (self->name, rule != NULL ? ka_due_rule_name (rule)
                                      : ka_due_group_label (ka_due_node_get_group (node)));
  set_label (self->message, count);
  set_label (self->days, days);
  want_remark (self, "");
}

void
ka_due_row_show (KaDueRow *self, KaDueNode *node)
{
  const KaDueRule *rule;
  const KaDueItem *item;

  g_return_if_fail (KA_IS_DUE_ROW (self));

  g_clear_pointer (&self->clause_popover, gtk_widget_unparent);
  g_set_object (&self->node, node);
  if (node == NULL)
    return;
  rule = ka_due_node_get_rule (node);
  item = ka_due_node_get_item (node);
  if (item != NULL)
    show_item (self, item);
  else
    show_heading (self, node, rule);
  if (rule == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->name), "heading");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name), "heading");
  set_tone (GTK_WIDGET (self->name),
            item != NULL   ? item->severity
            : rule != NULL ? rule->severity
                           : KA_DUE_LOW,
            rule != NULL);
  want_buttons (self, rule != NULL && item == NULL && rule->where != NULL, item != NULL,
                rule != NULL);
}

static void
ka_due_row_dispose (GObject *object)
{
  g_clear_pointer (&KA_DUE_ROW (object)->clause_popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_DUE_ROW);
  g_clear_object (&KA_DUE_ROW (object)->node);
  G_OBJECT_CLASS (ka_due_row_parent_class)->dispose (object);
}

static void
ka_due_row_class_init (KaDueRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_due_row_dispose;

  signals[NOTE] = g_signal_new ("note", KA_TYPE_DUE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, KA_TYPE_DUE_NODE);
  signals[LIST] = g_signal_new ("list", KA_TYPE_DUE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, KA_TYPE_DUE_NODE);

  gtk_widget_class_set_template_from_resource (widget_class, KA_RESOURCE_BASE "/ui/ka-due-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KaDueRow, days);
  gtk_widget_class_bind_template_child (widget_class, KaDueRow, message);
  gtk_widget_class_bind_template_child (widget_class, KaDueRow, name);
}

static void
ka_due_row_init (KaDueRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ka_tooltip_add_to_label (self->name);
  ka_tooltip_add_to_label (self->message);
}

GtkWidget *
ka_due_row_new (void)
{
  return g_object_new (KA_TYPE_DUE_ROW, NULL);
}
