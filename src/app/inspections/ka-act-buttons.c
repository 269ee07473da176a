/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-act-buttons.h"

#include "ka-act-dialog.h"
#include "ka-hazard-text.h"
#include "ka-record-pane.h"
#include "ka-tooltip.h"
#include "ka-wrap-layout.h"

#include <glib/gi18n.h>
#include <ka-discredit-state.h>

struct _KaActButtons
{
  AdwBin parent_instance;

  /* Borrowed */
  GtkWidget *buttons;
  GtkLabel *next;
  GtkLabel *overdue;
  GtkLabel *state;

  /* Owned */
  KaContext *context;

  const KaKind *kind;
  gint64 id;
  gboolean modified;
};

static void ka_act_buttons_iface_init (KaRecordPaneInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KaActButtons,
                               ka_act_buttons,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KA_TYPE_RECORD_PANE,
                                                      ka_act_buttons_iface_init))

static const char *
get_discredit_tone (KaDiscreditState state)
{
  static const char *const tones[KA_DISCREDIT_N_STATES] = {
    [KA_DISCREDIT_PROPOSED] = "ka-tone-warn", [KA_DISCREDIT_NOTIFIED] = "ka-tone-warn",
    [KA_DISCREDIT_HEARD] = "ka-tone-warn",    [KA_DISCREDIT_DROPPED] = "ka-tone-dim",
    [KA_DISCREDIT_LISTED] = "ka-tone-bad",    [KA_DISCREDIT_REPAIR] = "ka-tone-warn",
    [KA_DISCREDIT_EARLY] = "ka-tone-good",    [KA_DISCREDIT_EXPIRED] = "ka-tone-good",
    [KA_DISCREDIT_RESTORED] = "ka-tone-bad",  [KA_DISCREDIT_ANNULLED] = "ka-tone-dim",
  };

  return tones[state];
}

static const char *
get_tone (const KaKind *kind, guint state)
{
  if (g_str_equal (kind->id, "hazard"))
    return ka_hazard_state_tone (state);
  if (g_str_equal (kind->id, "discredit"))
    return get_discredit_tone (state);
  return ka_acts_of (kind)->settled & KA_STATE_BIT (state) ? "ka-tone-good" : "ka-tone-warn";
}

static char *
describe_overdue (const KaActs *acts, KaLedger *ledger, const KaRecord *record)
{
  int days;

  if (g_str_equal (acts->kind, "hazard"))
    return ka_hazard_overdue_text (record);
  days = acts->overdue (ledger, record, ka_today ());
  if (days <= 0)
    return NULL;
  return g_strdup_printf (
    g_str_equal (acts->kind, "discredit") ? _ ("管理期满%d天") : _ ("逾期%d天"), days);
}

static void
on_act_clicked_cb (GtkButton *button, KaActButtons *self)
{
  const KaAct *act = g_object_get_data (G_OBJECT (button), "ka-act");

  ka_act_dialog_present (GTK_WIDGET (self), self->context, act, self->kind, self->id);
}

static void
add_button (KaActButtons *self, const KaAct *act)
{
  GtkWidget *button = gtk_button_new_with_label (ka_act_label (act));
  gboolean can = ka_context_can_write (self->context) && !self->modified;

  g_object_set_data (G_OBJECT (button), "ka-act", (gpointer)act);
  gtk_widget_set_sensitive (button, can);
  ka_set_tooltip (button,
                  self->modified ? _ ("先保存或者放弃未保存的修改，再办理。") : _ (act->source));
  g_signal_connect (button, "clicked", G_CALLBACK (on_act_clicked_cb), self);
  gtk_box_append (GTK_BOX (self->buttons), button);
}

static void
clear (KaActButtons *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->buttons)) != NULL)
    gtk_box_remove (GTK_BOX (self->buttons), child);
}

static void
fill (KaActButtons *self)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autoptr (KaRecord) record = NULL;
  g_autofree char *overdue = NULL, *next = NULL;
  const KaActs *acts = ka_acts_of (self->kind);
  guint state;

  clear (self);
  if (ledger != NULL && self->id != 0)
    record = ka_ledger_get (ledger, self->kind, self->id, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), record != NULL);
  if (record == NULL)
    return;
  state = acts->state (record);
  overdue = describe_overdue (acts, ledger, record);
  gtk_label_set_label (self->state, ka_acts_state_label (acts, state));
  for (guint s = 0; s < acts->n_states; s++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), get_tone (self->kind, s));
  gtk_widget_add_css_class (GTK_WIDGET (self->state), get_tone (self->kind, state));
  gtk_label_set_label (self->overdue, overdue != NULL ? overdue : "");
  gtk_widget_set_visible (GTK_WIDGET (self->overdue), overdue != NULL);
  next = acts->next != NULL ? acts->next (ledger, record, ka_today ()) : NULL;
  gtk_label_set_label (self->next, next != NULL ? next : "");
  gtk_widget_set_visible (GTK_WIDGET (self->next), next != NULL);
  for (guint i = 0; i < acts->n_acts; i++)
    if (ka_act_lawful (&acts->acts[i], record, ka_today (), NULL))
      add_button (self, &acts->acts[i]);
}

static void
ka_act_buttons_show (KaRecordPane *pane, gint64 id)
{
  KA_ACT_BUTTONS (pane)->id = id;
  fill (KA_ACT_BUTTONS (pane));
}

static void
ka_act_buttons_set_modified (KaRecordPane *pane, gboolean modified)
{
  KaActButtons *self = KA_ACT_BUTTONS (pane);

  if (self->modified == modified)
    return;
  self->modified = modified;
  fill (self);
}

static void
ka_act_buttons_iface_init (KaRecordPaneInterface *iface)
{
  iface->show = ka_act_buttons_show;
  iface->set_modified = ka_act_buttons_set_modified;
}

static void
ka_act_buttons_dispose (GObject *object)
{
  KaActButtons *self = KA_ACT_BUTTONS (object);

  g_clear_object (&self->context);
  G_OBJECT_CLASS (ka_act_buttons_parent_class)->dispose (object);
}

static void
ka_act_buttons_class_init (KaActButtonsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ka_act_buttons_dispose;
}

static void
ka_act_buttons_init (KaActButtons *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->state = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "heading");
  self->overdue = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->overdue), "ka-error");
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->state));
  self->next = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->next, TRUE);
  gtk_label_set_wrap_mode (self->next, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->next, 0);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->overdue));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->next));
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_layout_manager (self->buttons, ka_wrap_layout_new ());
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), self->buttons);
  gtk_widget_add_css_class (box, "ka-acts");
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
ka_act_buttons_new (KaContext *context, const KaKind *kind)
{
  KaActButtons *self = g_object_new (KA_TYPE_ACT_BUTTONS, NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  g_signal_connect_object (context, "notify::can-write", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
