/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-finding-pane.h"

#include "ka-ask.h"
#include "ka-hazard-text.h"
#include "ka-photo-strip.h"
#include "ka-record-pane.h"
#include "ka-tooltip.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <ka-finding.h>
#include <ka-query.h>
#include <ka-reason.h>
#include <string.h>

/* So many phrases are offered at once. */
#define OFFERED 8

struct _KaFindingPane
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkListBox *entered;
  GtkEntry *entry;
  GtkSpinButton *examined;
  GtkListBox *offered;
  GtkSpinButton *passed;
  AdwBin *photos;
  GtkLabel *problem;
  GtkButton *record_exam;

  /* Owned */
  KaContext *context;
  KaRecord *inspection; /* NULL: a new one */
  char *mine_type;
  GPtrArray *phrases; /* KaPhrase; NULL: not read yet */
  GPtrArray *found;   /* borrowed from phrases: what is offered now */

  /* Borrowed */
  KaWork *work; /* the library is being read */

  /* Borrowed from phrases: what was taken into the line, while it still ends with it. */
  const KaPhrase *phrase;
  GArray *ids;

  gboolean modified;
  gboolean taking;
};

static void ka_finding_pane_iface_init (KaRecordPaneInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KaFindingPane,
                               ka_finding_pane,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KA_TYPE_RECORD_PANE,
                                                      ka_finding_pane_iface_init))

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
tell_problem (KaFindingPane *self, const char *text)
{
  gtk_label_set_label (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text != NULL);
}

static void
update_state (KaFindingPane *self)
{
  gboolean can = self->inspection != NULL && ka_context_can_write (self->context);

  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), can);
  gtk_widget_set_sensitive (GTK_WIDGET (self->examined), can && !self->modified);
  gtk_widget_set_sensitive (GTK_WIDGET (self->passed), can && !self->modified);
  gtk_widget_set_sensitive (GTK_WIDGET (self->record_exam), can && !self->modified);
}

/* ---- the library ---- */

static gpointer
read_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  return ka_phrases_read (ledger, GPOINTER_TO_INT (data), error);
}

static void offer (KaFindingPane *self);

static void
on_read_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaFindingPane *self = owner;
  g_autoptr (GPtrArray) phrases = answer;

  if (phrases == NULL)
    return;
  self->phrase = NULL;
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->phrases, g_ptr_array_unref);
  self->phrases = g_steal_pointer (&phrases);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    offer (self);
}

static void
read_phrases (KaFindingPane *self)
{
  if (self->work != NULL || self->inspection == NULL)
    return;
  ka_ask (self->context, self, &self->work,
          ka_work_new (NULL, KA_WORK_READS, read_in_worker, GINT_TO_POINTER (ka_today ()), NULL,
                       (GDestroyNotify)g_ptr_array_unref),
          on_read_cb);
}

gboolean
ka_finding_pane_is_ready (KaFindingPane *self)
{
  g_return_val_if_fail (KA_IS_FINDING_PANE (self), FALSE);
  return self->phrases != NULL;
}

static GtkWidget *
create_phrase_row (const KaPhrase *phrase)
{
  GtkWidget *row = adw_action_row_new ();
  g_autoptr (GString) subtitle = g_string_new (phrase->code);

  if (phrase->source == KA_PHRASE_CRITERION)
    g_string_append (subtitle, _ (" 重大隐患判定条款"));
  else if (phrase->source == KA_PHRASE_USED)
    g_string_append_printf (subtitle, _ ("用过 %u 次"), phrase->used);
  else
    g_string_append (subtitle, _ (" 本机关条款"));
  if (phrase->violated != NULL)
    g_string_append_printf (subtitle, " · %s", phrase->violated);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), phrase->text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), g_strstrip (subtitle->str));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  ka_set_tooltip (row, phrase->text);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

/* The phrases that match what is typed behind the place. */
static void
offer (KaFindingPane *self)
{
  g_auto (KaFindingLine) line = { NULL, NULL, NULL };

  clear_list (self->offered);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  ka_finding_line_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &line);
  if (self->phrase == NULL && self->phrases != NULL)
    {
      self->found = ka_phrases_search (self->phrases, line.description, self->mine_type, OFFERED);
      for (guint i = 0; i < self->found->len; i++)
        gtk_list_box_append (self->offered, create_phrase_row (g_ptr_array_index (self->found, i)));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->offered), self->found != NULL && self->found->len > 0);
}

static void
take_phrase (KaFindingPane *self, const KaPhrase *phrase)
{
  g_auto (KaFindingLine) line = { NULL, NULL, NULL };
  g_autoptr (GString) text = g_string_new (NULL);

  ka_finding_line_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &line);
  if (line.place != NULL)
    g_string_append_printf (text, "%s：", line.place);
  g_string_append (text, phrase->text);
  if (line.term != NULL)
    g_string_append_printf (text, " %s", line.term);
  self->phrase = phrase;
  self->taking = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text->str);
  self->taking = FALSE;
  offer (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
on_entry_changed_cb (KaFindingPane *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->taking)
    return;
  /* What was changed beyond the phrase is no longer the phrase. */
  if (self->phrase != NULL && strstr (text, self->phrase->text) == NULL)
    self->phrase = NULL;
  tell_problem (self, NULL);
  offer (self);
}

static void
on_offered_activated_cb (KaFindingPane *self, GtkListBoxRow *row)
{
  take_phrase (self, g_ptr_array_index (self->found, (guint)gtk_list_box_row_get_index (row)));
}

/* Enter: the line becomes a hazard. */
static void
on_entry_activate_cb (KaFindingPane *self)
{
  g_autoptr (GError) error = NULL;

  if (self->inspection == NULL
      || ka_finding_save (ka_context_get_ledger (self->context), self->inspection,
                          gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->phrase, &error)
           == 0)
    {
      tell_problem (self, error != NULL ? error->message : NULL);
      return;
    }
  self->phrase = NULL;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

/* Down from the line goes into what is offered. */
static gboolean
on_key_pressed_cb (KaFindingPane *self, guint key, guint code, GdkModifierType state)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->offered));

  if (key != GDK_KEY_Down || first == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->offered)))
    return FALSE;
  return gtk_widget_grab_focus (first);
}

/* ---- what was entered ---- */

/* The strip is made when it is first looked at. */
static void
on_popup_cb (GtkMenuButton *button, gpointer pane)
{
  KaFindingPane *self = pane;
  const gint64 *id = g_object_get_data (G_OBJECT (button), "ka-hazard");
  GtkWidget *popover, *strip;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  popover = gtk_popover_new ();
  strip = ka_photo_strip_new (self->context, ka_kind_get ("hazard"));
  ka_photo_strip_show (KA_PHOTO_STRIP (strip), *id);
  gtk_widget_set_size_request (strip, 320, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), strip);
  gtk_menu_button_set_popover (button, popover);
}

static GtkWidget *
create_photo_button (KaFindingPane *self, const KaRecord *hazard)
{
  GtkWidget *button = gtk_menu_button_new ();
  guint n = ka_photos_count (ka_context_get_ledger (self->context), hazard->kind, hazard->id);
  g_autofree char *label = n > 0 ? g_strdup_printf (_ ("照片 %u"), n) : g_strdup (_ ("照片"));
  gint64 *id = g_new (gint64, 1);

  *id = hazard->id;
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  ka_set_tooltip (button, _ ("这条问题的现场照片"));
  g_object_set_data_full (G_OBJECT (button), "ka-hazard", id, g_free);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), on_popup_cb, self, NULL);
  return button;
}

static GtkWidget *
create_hazard_row (KaFindingPane *self, const KaRecord *hazard)
{
  GtkWidget *row = adw_action_row_new ();
  KaHazardState state = ka_hazard_state (hazard);
  GtkWidget *word = gtk_label_new (ka_hazard_state_label (state));
  const char *place = ka_record_get (hazard, "place");
  const char *deadline = ka_record_get (hazard, "deadline");
  g_autofree char *subtitle
    = g_strdup_printf ("%s%s%s%s%s", ka_hazard_is_major (hazard) ? _ ("重大 ") : "",
                       place != NULL ? place : "", place != NULL ? " " : "",
                       deadline != NULL ? _ ("期限 ") : "", deadline != NULL ? deadline : "");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), ka_record_get (hazard, "description"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (word, ka_hazard_state_tone (state));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_photo_button (self, hazard));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), word);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
show_entered (KaFindingPane *self)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("hazard"));
  g_autoptr (GPtrArray) hazards = NULL;
  g_autofree char *id = NULL;

  clear_list (self->entered);
  g_array_set_size (self->ids, 0);
  if (self->inspection != NULL)
    {
      id = g_strdup_printf ("%" PRId64, self->inspection->id);
      ka_query_filter (query, "inspection", KA_OP_EQ, id);
      ka_query_set_order (query, "id", FALSE);
      hazards = ka_query_records (query, ledger, NULL);
    }
  for (guint i = 0; hazards != NULL && i < hazards->len; i++)
    {
      const KaRecord *hazard = g_ptr_array_index (hazards, i);

      g_array_append_val (self->ids, hazard->id);
      gtk_list_box_append (self->entered, create_hazard_row (self, hazard));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->entered), self->ids->len > 0);
  ka_record_pane_count_changed (KA_RECORD_PANE (self));
}

static void
on_entered_activated_cb (KaFindingPane *self, GtkListBoxRow *row)
{
  gint64 id = g_array_index (self->ids, gint64, gtk_list_box_row_get_index (row));

  ka_window_show_record (ka_window_of (self), ka_kind_get ("hazard"), id);
}

/* ---- 逢查必考 ---- */

static gboolean
save_inspection (KaLedger *ledger, gpointer data, GError **error)
{
  return ka_ledger_save (ledger, data, error);
}

static void
on_record_exam_clicked_cb (KaFindingPane *self)
{
  int examined = gtk_spin_button_get_value_as_int (self->examined);
  int passed = gtk_spin_button_get_value_as_int (self->passed);
  g_autoptr (KaRecord) record = ka_record_copy (self->inspection);
  g_autofree char *first = g_strdup_printf ("%d", examined);
  g_autofree char *second = g_strdup_printf ("%d", passed);
  g_autoptr (GError) error = NULL;

  if (passed > examined)
    {
      tell_problem (self, _ ("合格人数不能多于参考人数，请核对。"));
      return;
    }
  tell_problem (self, NULL);
  ka_record_set (record, "examined", first);
  ka_record_set (record, "exam_passed", second);
  if (ka_ledger_transact (ka_context_get_ledger (self->context), KA_CHANGE_SAVE, KA_WHY_EXAM,
                          save_inspection, record, NULL, &error))
    ka_window_tell_undoable (ka_window_of (self), _ ("已记下逢查必考"));
  else
    tell_problem (self, error->message);
}

/* ---- pane ---- */

static void
ka_finding_pane_show (KaRecordPane *pane, gint64 id)
{
  KaFindingPane *self = KA_FINDING_PANE (pane);
  KaLedger *ledger = ka_context_get_ledger (self->context);
  gboolean other = self->inspection == NULL || self->inspection->id != id;
  g_autoptr (KaRecord) mine = NULL;

  g_clear_pointer (&self->inspection, ka_record_unref);
  g_clear_pointer (&self->mine_type, g_free);
  if (ledger != NULL && id != 0)
    self->inspection = ka_ledger_get (ledger, ka_kind_get ("inspection"), id, NULL);
  if (self->inspection != NULL)
    {
      mine = ka_ledger_get (ledger, ka_kind_get ("mine"),
                            ka_record_get_int (self->inspection, "mine", 0), NULL);
      self->mine_type = mine != NULL ? g_strdup (ka_record_get (mine, "type")) : NULL;
      gtk_spin_button_set_value (self->examined,
                                 (double)ka_record_get_int (self->inspection, "examined", 0));
      gtk_spin_button_set_value (self->passed,
                                 (double)ka_record_get_int (self->inspection, "exam_passed", 0));
    }
  if (other)
    {
      self->phrase = NULL;
      gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
      tell_problem (self, NULL);
    }
  show_entered (self);
  ka_photo_strip_show (KA_PHOTO_STRIP (adw_bin_get_child (self->photos)),
                       self->inspection != NULL ? id : 0);
  update_state (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_phrases (self);
}

static void
ka_finding_pane_set_modified (KaRecordPane *pane, gboolean modified)
{
  KA_FINDING_PANE (pane)->modified = modified;
  update_state (KA_FINDING_PANE (pane));
}

static guint
ka_finding_pane_get_count (KaRecordPane *pane)
{
  return KA_FINDING_PANE (pane)->ids->len;
}

static void
ka_finding_pane_iface_init (KaRecordPaneInterface *iface)
{
  iface->show = ka_finding_pane_show;
  iface->set_modified = ka_finding_pane_set_modified;
  iface->get_count = ka_finding_pane_get_count;
}

static void
ka_finding_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ka_finding_pane_parent_class)->map (widget);
  read_phrases (KA_FINDING_PANE (widget));
}

static void
ka_finding_pane_dispose (GObject *object)
{
  KaFindingPane *self = KA_FINDING_PANE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_FINDING_PANE);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (ka_finding_pane_parent_class)->dispose (object);
}

static void
ka_finding_pane_finalize (GObject *object)
{
  KaFindingPane *self = KA_FINDING_PANE (object);

  g_clear_pointer (&self->inspection, ka_record_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->phrases, g_ptr_array_unref);
  g_array_unref (self->ids);
  g_free (self->mine_type);
  G_OBJECT_CLASS (ka_finding_pane_parent_class)->finalize (object);
}

static void
ka_finding_pane_class_init (KaFindingPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ka_finding_pane_dispose;
  object_class->finalize = ka_finding_pane_finalize;
  widget_class->map = ka_finding_pane_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-finding-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, KaFindingPane, entered);
  gtk_widget_class_bind_template_child (widget_class, KaFindingPane, entry);
  gtk_widget_class_bind_template_child (widget_class, KaFindingPane, examined);
  gtk_widget_class_bind_template_child (widget_class, KaFindingPane, offered);
  gtk_widget_class_bind_template_child (widget_class, KaFindingPane, passed);
  gtk_widget_class_bind_template_child (widget_class, KaFindingPane, photos);
  gtk_widget_class_bind_template_child (widget_class, KaFindingPane, problem);
  gtk_widget_class_bind_template_child (widget_class, KaFindingPane, record_exam);
  gtk_widget_class_bind_template_callback (widget_class, on_entered_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_offered_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_record_exam_clicked_cb);
}

static void
ka_finding_pane_init (KaFindingPane *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ka_finding_pane_new (KaContext *context, const KaKind *kind)
{
  KaFindingPane *self = g_object_new (KA_TYPE_FINDING_PANE, NULL);

  self->context = g_object_ref (context);
  adw_bin_set_child (self->photos, ka_photo_strip_new (context, kind));
  g_signal_connect_object (context, "notify::can-write", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
