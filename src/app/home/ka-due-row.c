/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-due-row.h"

#include "ka-tooltip.h"

#include <glib/gi18n.h>

struct _KaDueRow
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkMenuButton *clause;
  GtkLabel *days;
  GtkButton *list;
  GtkLabel *message;
  GtkLabel *name;
  GtkButton *note;
  GtkLabel *remark;

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
show_clause (GtkMenuButton *button, gpointer data)
{
  KaDueRow *self = KA_DUE_ROW (data);
  const KaDueRule *rule = ka_due_node_get_rule (self->node);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *label = gtk_label_new (rule->clause);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "ka-condition");
  gtk_popover_set_child (GTK_POPOVER (popover), label);
  gtk_menu_button_set_popover (button, popover);
}

static void
show_item (KaDueRow *self, const KaDueItem *item)
{
  g_autofree char *days = ka_due_item_say_days (item);
  g_autofree char *remark = say_remark (item);

  set_label (self->name, item->name);
  set_label (self->message, item->message);
  set_label (self->days, days);
  set_label (self->remark, remark);
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
  set_label (self->remark, "");
}

void
ka_due_row_show (KaDueRow *self, KaDueNode *node)
{
  const KaDueRule *rule;
  const KaDueItem *item;

  g_return_if_fail (KA_IS_DUE_ROW (self));

  gtk_menu_button_popdown (self->clause);
  gtk_menu_button_set_popover (self->clause, NULL);
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
  gtk_widget_set_visible (GTK_WIDGET (self->clause), rule != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->note), item != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list),
                          rule != NULL && item == NULL && rule->where != NULL);
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

static void
ka_due_row_dispose (GObject *object)
{
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
  gtk_widget_class_bind_template_child (widget_class, KaDueRow, clause);
  gtk_widget_class_bind_template_child (widget_class, KaDueRow, days);
  gtk_widget_class_bind_template_child (widget_class, KaDueRow, list);
  gtk_widget_class_bind_template_child (widget_class, KaDueRow, message);
  gtk_widget_class_bind_template_child (widget_class, KaDueRow, name);
  gtk_widget_class_bind_template_child (widget_class, KaDueRow, note);
  gtk_widget_class_bind_template_child (widget_class, KaDueRow, remark);
  gtk_widget_class_bind_template_callback (widget_class, on_list_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_note_clicked_cb);
}

static void
ka_due_row_init (KaDueRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->clause, show_clause, self, NULL);
  ka_tooltip_add_to_label (self->name);
  ka_tooltip_add_to_label (self->message);
  ka_tooltip_add_to_label (self->remark);
}

GtkWidget *
ka_due_row_new (void)
{
  return g_object_new (KA_TYPE_DUE_ROW, NULL);
}
