/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-hazard-acts.h"

#include "ka-hazard-dialog.h"
#include "ka-record-pane.h"
#include "ka-tooltip.h"
#include "ka-wrap-layout.h"

#include <glib/gi18n.h>
#include <ka-discredit-state.h>

struct _KaHazardActs
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

static void ka_hazard_acts_iface_init (KaRecordPaneInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KaHazardActs,
                               ka_hazard_acts,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KA_TYPE_RECORD_PANE,
                                                      ka_hazard_acts_iface_init))

const char *
ka_hazard_state_tone (KaHazardState state)
{
  static const char *const tones[KA_HAZARD_N_STATES] = {
    [KA_HAZARD_FOUND] = "ka-tone-warn",     [KA_HAZARD_ORDERED] = "ka-tone-warn",
    [KA_HAZARD_RECTIFYING] = "ka-tone-dim", [KA_HAZARD_AWAITING] = "ka-tone-warn",
    [KA_HAZARD_FAILED] = "ka-tone-bad",     [KA_HAZARD_FILED] = "ka-tone-bad",
    [KA_HAZARD_PASSED] = "ka-tone-good",    [KA_HAZARD_CLOSED] = "ka-tone-good",
  };

  return tones[state];
}

char *
ka_hazard_overdue_text (const KaRecord *hazard)
{
  int days = ka_hazard_overdue (hazard, ka_today ());

  if (days == 0)
    return NULL;
  return g_strdup_printf (
    ka_hazard_state (hazard) == KA_HAZARD_AWAITING ? _ ("复查逾期%d天") : _ ("逾期%d天"), days);
}

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
describe_overdue (const KaActs *acts, const KaRecord *record)
{
  int days;

  if (g_str_equal (acts->kind, "hazard"))
    return ka_hazard_overdue_text (record);
  days = acts->overdue (record, ka_today ());
  if (days <= 0)
    return NULL;
  return g_strdup_printf (
    g_str_equal (acts->kind, "discredit") ? _ ("管理期满%d天") : _ ("逾期%d天"), days);
}

static void
on_act_clicked_cb (GtkButton *button, KaHazardActs *self)
{
  const KaAct *act = g_object_get_data (G_OBJECT (button), "ka-act");

  ka_hazard_dialog_present (GTK_WIDGET (self), self->context, act, self->kind, self->id);
}

static void
add_button (KaHazardActs *self, const KaAct *act)
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
clear (KaHazardActs *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->buttons)) != NULL)
    gtk_box_remove (GTK_BOX (self->buttons), child);
}

static void
fill (KaHazardActs *self)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autoptr (KaRecord) hazard = NULL;
  g_autofree char *overdue = NULL, *next = NULL;
  const KaActs *acts = ka_acts_of (self->kind);
  guint state;

  clear (self);
  if (ledger != NULL && self->id != 0)
    hazard = ka_ledger_get (ledger, self->kind, self->id, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), hazard != NULL);
  if (hazard == NULL)
    return;
  state = acts->state (hazard);
  overdue = describe_overdue (acts, hazard);
  gtk_label_set_label (self->state, acts->state_label (state));
  for (guint s = 0; s < acts->n_states; s++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), get_tone (self->kind, s));
  gtk_widget_add_css_class (GTK_WIDGET (self->state), get_tone (self->kind, state));
  gtk_label_set_label (self->overdue, overdue != NULL ? overdue : "");
  gtk_widget_set_visible (GTK_WIDGET (self->overdue), overdue != NULL);
  next = acts->next != NULL ? acts->next (hazard, ka_today ()) : NULL;
  gtk_label_set_label (self->next, next != NULL ? next : "");
  gtk_widget_set_visible (GTK_WIDGET (self->next), next != NULL);
  for (guint i = 0; i < acts->n_acts; i++)
    if (ka_act_lawful (&acts->acts[i], hazard, ka_today (), NULL))
      add_button (self, &acts->acts[i]);
}

static void
ka_hazard_acts_show (KaRecordPane *pane, gint64 id)
{
  KA_HAZARD_ACTS (pane)->id = id;
  fill (KA_HAZARD_ACTS (pane));
}

static void
ka_hazard_acts_set_modified (KaRecordPane *pane, gboolean modified)
{
  KaHazardActs *self = KA_HAZARD_ACTS (pane);

  if (self->modified == modified)
    return;
  self->modified = modified;
  fill (self);
}

static void
ka_hazard_acts_iface_init (KaRecordPaneInterface *iface)
{
  iface->show = ka_hazard_acts_show;
  iface->set_modified = ka_hazard_acts_set_modified;
}

static void
ka_hazard_acts_dispose (GObject *object)
{
  KaHazardActs *self = KA_HAZARD_ACTS (object);

  g_clear_object (&self->context);
  G_OBJECT_CLASS (ka_hazard_acts_parent_class)->dispose (object);
}

static void
ka_hazard_acts_class_init (KaHazardActsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ka_hazard_acts_dispose;
}

static void
ka_hazard_acts_init (KaHazardActs *self)
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
ka_hazard_acts_new (KaContext *context, const KaKind *kind)
{
  KaHazardActs *self = g_object_new (KA_TYPE_HAZARD_ACTS, NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  g_signal_connect_object (context, "notify::can-write", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
