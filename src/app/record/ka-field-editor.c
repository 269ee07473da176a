/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-field-editor.h"

#include "ka-date-text.h"
#include "ka-find-options.h"
#include "ka-picker.h"
#include "ka-tooltip.h"

#include <glib/gi18n.h>
#include <ka-check.h>

/* More values than this are searched in, not listed. */
#define LISTED_CHOICES 12

/* What the field looks like. */
typedef enum
{
  FACE_ENTRY,
  FACE_DATE,
  FACE_TEXT,
  FACE_FLAG,
  FACE_DROP_DOWN,
  FACE_PICKER,
} Face;

struct _KaFieldEditor
{
  GtkBox parent_instance;

  /* Borrowed: children, and what lives as long as the program */
  const KaField *field;
  GtkWidget *control;
  GtkTextBuffer *buffer;
  GtkToggleButton *yes, *no, *unset;
  GtkCalendar *calendar;
  GtkToggleButton *reveal;

  /* Owned */
  KaContext *context;
  char *off_list; /* a value that stands in the ledger but not (any more) in the list */
  char *hidden;   /* personal data that is shown masked until it is asked for */

  Face face;
  gboolean editable;
  gboolean setting;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaFieldEditor, ka_field_editor, GTK_TYPE_BOX)

static void
emit_changed (KaFieldEditor *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- one line of text ---- */

/* On leaving, what was typed in short becomes what it means. */
static void
on_entry_leave_cb (KaFieldEditor *self)
{
  g_autofree char *value = NULL;

  /* Revealed personal data stays revealed until its button is pressed again. */
  if (gtk_editable_get_editable (GTK_EDITABLE (self->control)) && self->reveal == NULL
      && ka_field_editor_read (self, KA_DAY_NONE, &value, NULL))
    ka_field_editor_set_value (self, value);
}

static GtkWidget *
build_entry (KaFieldEditor *self)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_set_hexpand (entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 4);
  if (ka_field_is_number (self->field))
    {
      gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
      gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
      gtk_widget_add_css_class (entry, "numeric");
    }
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (emit_changed), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_entry_leave_cb), self);
  gtk_widget_add_controller (entry, focus);
  gtk_box_append (GTK_BOX (self), entry);
  return entry;
}

/* ---- personal data ---- */

static void
set_entry_text (KaFieldEditor *self, const char *text)
{
  GtkEditable *entry = GTK_EDITABLE (self->control);

  if (text == NULL)
    text = "";
  if (!g_str_equal (gtk_editable_get_text (entry), text))
    gtk_editable_set_text (entry, text);
}

static void
update_private (KaFieldEditor *self)
{
  gboolean shown = gtk_toggle_button_get_active (self->reveal);
  gboolean before = self->setting;

  self->setting = TRUE;
  if (shown && self->hidden != NULL)
    {
      set_entry_text (self, self->hidden);
      g_clear_pointer (&self->hidden, g_free);
    }
  else if (!shown && self->hidden == NULL)
    {
      g_autofree char *masked = NULL;

      self->hidden = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->control)));
      masked = ka_mask (self->field, self->hidden);
      if (self->hidden[0] == '\0')
        g_clear_pointer (&self->hidden, g_free);
      else
        set_entry_text (self, masked);
    }
  self->setting = before;
  gtk_editable_set_editable (GTK_EDITABLE (self->control), self->editable && self->hidden == NULL);
}

static void
build_private (KaFieldEditor *self)
{
  GtkWidget *button = gtk_toggle_button_new ();
  g_autofree char *label = g_strdup_printf (_ ("显示%s"), ka_field_label (self->field));

  self->reveal = GTK_TOGGLE_BUTTON (button);
  gtk_button_set_icon_name (GTK_BUTTON (button), "view-reveal-symbolic");
  ka_set_tooltip (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_box_append (GTK_BOX (self), button);
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (update_private), self);
}

/* ---- date ---- */

static void
on_calendar_selected_cb (KaFieldEditor *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  g_autofree char *iso = g_date_time_format (date, "%Y-%m-%d");
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self->calendar), GTK_TYPE_POPOVER);

  gtk_editable_set_text (GTK_EDITABLE (self->control), iso);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
on_calendar_map_cb (KaFieldEditor *self)
{
  g_autofree char *value = NULL;
  KaDay day = KA_DAY_NONE;
  int year, month, dom;
  g_autoptr (GDateTime) date = NULL;

  if (ka_field_editor_read (self, KA_DAY_NONE, &value, NULL) && value != NULL)
    day = ka_day_from_iso (value);
  if (day == KA_DAY_NONE || day == KA_DAY_FOREVER)
    day = ka_today ();
  ka_day_get_ymd (day, &year, &month, &dom);
  date = g_date_time_new_local (year, month, dom, 0, 0, 0);
  g_signal_handlers_block_by_func (self->calendar, on_calendar_selected_cb, self);
  gtk_calendar_select_day (self->calendar, date);
  g_signal_handlers_unblock_by_func (self->calendar, on_calendar_selected_cb, self);
}

/* A calendar is fifty widgets: it is made when it is asked for. */
static void
on_calendar_popup_cb (GtkMenuButton *button, gpointer data)
{
  KaFieldEditor *self = data;
  GtkWidget *popover;

  if (self->calendar != NULL)
    return;
  popover = gtk_popover_new ();
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  gtk_menu_button_set_popover (button, popover);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (on_calendar_selected_cb),
                            self);
  g_signal_connect_swapped (popover, "map", G_CALLBACK (on_calendar_map_cb), self);
}

static GtkWidget *
build_date (KaFieldEditor *self)
{
  GtkWidget *entry = build_entry (self);
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *label = g_strdup_printf (_ ("%s：选择日期"), ka_field_label (self->field));

  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), on_calendar_popup_cb, self,
                                         NULL);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "pan-down-symbolic");
  ka_set_tooltip (button, _ ("选择日期"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  ka_set_tooltip (entry, _ ("可以写 2027.1.31、1-31、今天、+30、长期"));
  gtk_box_append (GTK_BOX (self), button);
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  return entry;
}

/* ---- long text ---- */

static GtkWidget *
build_text (KaFieldEditor *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  /* Tab goes to the next field, as everywhere in the form. */
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 8);
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (emit_changed), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 64);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 240);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_widget_add_css_class (scrolled, "ka-text");
  gtk_box_append (GTK_BOX (self), scrolled);
  return view;
}

/* ---- flag ---- */

static GtkToggleButton *
build_flag_button (KaFieldEditor *self, const char *label, GtkToggleButton *group)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);
  g_autofree char *spoken = g_strdup_printf ("%s：%s", ka_field_label (self->field), label);

  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), group);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (emit_changed), self);
  gtk_box_append (GTK_BOX (self), button);
  return GTK_TOGGLE_BUTTON (button);
}

static GtkWidget *
build_flag (KaFieldEditor *self)
{
  self->yes = build_flag_button (self, _ ("是"), NULL);
  self->no = build_flag_button (self, _ ("否"), self->yes);
  self->unset = build_flag_button (self, _ ("未填"), self->yes);
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  gtk_widget_add_css_class (GTK_WIDGET (self), "ka-flag");
  gtk_toggle_button_set_active (self->unset, TRUE);
  return GTK_WIDGET (self->yes);
}

/* ---- choice ---- */

static GtkWidget *
build_drop_down (KaFieldEditor *self, const char **choices)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  gtk_string_list_append (list, _ ("未填"));
  for (guint i = 0; choices[i] != NULL; i++)
    {
      g_autofree char *label = ka_field_display (self->field, choices[i], FALSE);

      gtk_string_list_append (list, label);
    }
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
  gtk_widget_set_hexpand (drop_down, TRUE);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (emit_changed), self);
  gtk_box_append (GTK_BOX (self), drop_down);
  return drop_down;
}

static GtkWidget *
build_picker (KaFieldEditor *self)
{
  GtkWidget *picker = ka_picker_new (
    ka_find_options, ka_option_source_new (self->context, self->field), g_object_unref);

  gtk_widget_set_hexpand (picker, TRUE);
  g_signal_connect_swapped (picker, "changed", G_CALLBACK (emit_changed), self);
  gtk_box_append (GTK_BOX (self), picker);
  return picker;
}

static guint
count_choices (const char **choices)
{
  guint n = 0;

  while (choices[n] != NULL)
    n++;
  return n;
}

static void
build_choice (KaFieldEditor *self)
{
  g_autofree const char **choices = ka_field_choices (self->field, KA_DAY_NONE);

  if (!(self->field->flags & KA_MULTI) && count_choices (choices) <= LISTED_CHOICES)
    {
      self->face = FACE_DROP_DOWN;
      self->control = build_drop_down (self, choices);
    }
  else
    {
      self->face = FACE_PICKER;
      self->control = build_picker (self);
    }
}

static void
build (KaFieldEditor *self)
{
  switch (self->field->type)
    {
    case KA_FIELD_LONG:
      self->face = FACE_TEXT;
      self->control = build_text (self);
      break;
    case KA_FIELD_DATE:
      self->face = FACE_DATE;
      self->control = build_date (self);
      break;
    case KA_FIELD_FLAG:
      self->face = FACE_FLAG;
      self->control = build_flag (self);
      break;
    case KA_FIELD_CHOICE:
      build_choice (self);
      break;
    case KA_FIELD_REF:
      self->face = FACE_PICKER;
      self->control = build_picker (self);
      break;
    case KA_FIELD_TEXT:
    case KA_FIELD_INT:
    case KA_FIELD_DEC:
    case KA_FIELD_MONTH:
    case KA_FIELD_QUARTER:
    case KA_FIELD_TIME:
    default:
      self->face = FACE_ENTRY;
      self->control = build_entry (self);
      if (self->field->flags & KA_PRIVATE)
        build_private (self);
    }
}

/* ---- values ---- */

static void
set_drop_down (KaFieldEditor *self, const char *value)
{
  GtkDropDown *drop_down = GTK_DROP_DOWN (self->control);
  GtkStringList *list = GTK_STRING_LIST (gtk_drop_down_get_model (drop_down));
  g_autofree const char **choices = ka_field_choices (self->field, KA_DAY_NONE);
  guint n = count_choices (choices);
  guint selected = 0;

  /* One more row for a value of old that the list does not have. */
  if (self->off_list != NULL)
    gtk_string_list_remove (list, n + 1);
  g_clear_pointer (&self->off_list, g_free);
  if (value != NULL)
    {
      while (selected < n && !g_str_equal (choices[selected], value))
        selected++;
      if (selected == n)
        {
          self->off_list = g_strdup (value);
          gtk_string_list_append (list, value);
        }
      selected++;
    }
  gtk_drop_down_set_selected (drop_down, selected);
}

static char *
get_drop_down (KaFieldEditor *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->control));
  g_autofree const char **choices = ka_field_choices (self->field, KA_DAY_NONE);

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return NULL;
  return g_strdup (selected <= count_choices (choices) ? choices[selected - 1] : self->off_list);
}

static void
set_picker (KaFieldEditor *self, const char *value)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autofree char *label = NULL;

  if (value != NULL && self->field->type == KA_FIELD_REF && ledger != NULL)
    label = g_strdup (
      ka_ledger_title (ledger, ka_field_target (self->field), g_ascii_strtoll (value, NULL, 10)));
  else if (value != NULL)
    label = ka_field_display (self->field, value, FALSE);
  ka_picker_set (KA_PICKER (self->control), value, label);
}

void
ka_field_editor_set_value (KaFieldEditor *self, const char *value)
{
  g_autofree char *shown = NULL;

  g_return_if_fail (KA_IS_FIELD_EDITOR (self));

  self->setting = TRUE;
  switch (self->face)
    {
    case FACE_FLAG:
      gtk_toggle_button_set_active (value == NULL              ? self->unset
                                    : g_str_equal (value, "1") ? self->yes
                                                               : self->no,
                                    TRUE);
      break;
    case FACE_DROP_DOWN:
      set_drop_down (self, value);
      break;
    case FACE_PICKER:
      set_picker (self, value);
      break;
    case FACE_TEXT:
      gtk_text_buffer_set_text (self->buffer, value != NULL ? value : "", -1);
      break;
    case FACE_DATE:
      ka_field_editor_set_text (self, g_strcmp0 (value, "9999-12-31") == 0 ? _ ("长期") : value);
      break;
    case FACE_ENTRY:
    default:
      /* As it is read in lists: 2025-07-22 10:35, which is understood as well. */
      shown = g_strdup (value);
      if (shown != NULL && self->field->type == KA_FIELD_TIME)
        g_strdelimit (shown, "T", ' ');
      ka_field_editor_set_text (self, shown);
      if (self->reveal != NULL)
        update_private (self);
    }
  self->setting = FALSE;
}

void
ka_field_editor_set_text (KaFieldEditor *self, const char *text)
{
  gboolean before = self->setting;
  GtkWidget *entry = self->control;

  g_return_if_fail (KA_IS_FIELD_EDITOR (self));

  self->setting = TRUE;
  if (self->face == FACE_PICKER)
    ka_picker_set (KA_PICKER (entry), NULL, text);
  else if (self->face == FACE_TEXT)
    gtk_text_buffer_set_text (self->buffer, text != NULL ? text : "", -1);
  else if (GTK_IS_EDITABLE (entry))
    {
      g_clear_pointer (&self->hidden, g_free);
      set_entry_text (self, text);
    }
  self->setting = before;
}

char *
ka_field_editor_get_text (KaFieldEditor *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (KA_IS_FIELD_EDITOR (self), NULL);

  switch (self->face)
    {
    case FACE_FLAG:
      return g_strdup (gtk_toggle_button_get_active (self->yes)  ? "1"
                       : gtk_toggle_button_get_active (self->no) ? "0"
                                                                 : "");
    case FACE_DROP_DOWN:
      return get_drop_down (self);
    case FACE_PICKER:
      return g_strdup (ka_picker_get_text (KA_PICKER (self->control)));
    case FACE_TEXT:
      gtk_text_buffer_get_bounds (self->buffer, &start, &end);
      return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
    case FACE_DATE:
    case FACE_ENTRY:
    default:
      if (self->hidden != NULL)
        return g_strdup (self->hidden);
      return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->control)));
    }
}

static gboolean
read_picker (KaFieldEditor *self, const char *text, KaDay on, char **value, GError **error)
{
  const char *picked = ka_picker_get_value (KA_PICKER (self->control));

  *value = NULL;
  if (picked != NULL)
    {
      *value = g_strdup (picked);
      return TRUE;
    }
  if (text == NULL || text[0] == '\0')
    return TRUE;
  if (self->field->type == KA_FIELD_CHOICE)
    return ka_field_parse (self->field, text, on, value, NULL, error);
  g_set_error (error, KA_ERROR, KA_ERROR_REFERENCE,
               _ ("没有找到名为“%s”的%s，请从候选中选择，或先新建。"), text,
               ka_kind_label (ka_field_target (self->field)));
  return FALSE;
}

gboolean
ka_field_editor_read (KaFieldEditor *self, KaDay on, char **value, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (KA_IS_FIELD_EDITOR (self), FALSE);

  text = ka_field_editor_get_text (self);
  *value = NULL;
  if (self->face == FACE_PICKER)
    return read_picker (self, text, on, value, error);
  if (text == NULL || text[0] == '\0')
    return TRUE;
  if (self->face == FACE_DATE)
    {
      KaDay day = ka_date_shorthand (text, ka_today ());

      if (day != KA_DAY_NONE)
        {
          *value = ka_day_to_iso (day);
          return TRUE;
        }
    }
  /* What a list offers is taken as it stands, also a value of old. */
  if (self->face == FACE_FLAG || (self->face == FACE_DROP_DOWN && self->off_list != NULL))
    {
      *value = g_steal_pointer (&text);
      return TRUE;
    }
  return ka_field_parse (self->field, text, on, value, NULL, error);
}

/* ---- widget ---- */

static gboolean
ka_field_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (KA_FIELD_EDITOR (widget)->control);
}

static void
ka_field_editor_finalize (GObject *object)
{
  KaFieldEditor *self = KA_FIELD_EDITOR (object);

  g_clear_object (&self->context);
  g_free (self->off_list);
  g_free (self->hidden);
  G_OBJECT_CLASS (ka_field_editor_parent_class)->finalize (object);
}

static void
ka_field_editor_class_init (KaFieldEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ka_field_editor_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = ka_field_editor_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", KA_TYPE_FIELD_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
ka_field_editor_init (KaFieldEditor *self)
{
  self->editable = TRUE;
}

KaFieldEditor *
ka_field_editor_new (KaContext *context, const KaField *field)
{
  KaFieldEditor *self;

  g_return_val_if_fail (KA_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (field != NULL, NULL);

  self = g_object_new (KA_TYPE_FIELD_EDITOR, NULL);
  self->context = g_object_ref (context);
  self->field = field;
  build (self);
  return self;
}

const KaField *
ka_field_editor_get_field (KaFieldEditor *self)
{
  g_return_val_if_fail (KA_IS_FIELD_EDITOR (self), NULL);
  return self->field;
}

GtkWidget *
ka_field_editor_get_control (KaFieldEditor *self)
{
  g_return_val_if_fail (KA_IS_FIELD_EDITOR (self), NULL);
  return self->face == FACE_PICKER ? ka_picker_get_entry (KA_PICKER (self->control))
                                   : self->control;
}

void
ka_field_editor_set_editable (KaFieldEditor *self, gboolean editable)
{
  g_return_if_fail (KA_IS_FIELD_EDITOR (self));

  self->editable = editable;
  /* Text stays readable and can be copied; what is only clicked is made insensitive. */
  switch (self->face)
    {
    case FACE_ENTRY:
      gtk_editable_set_editable (GTK_EDITABLE (self->control), editable && self->hidden == NULL);
      break;
    case FACE_PICKER:
      gtk_editable_set_editable (GTK_EDITABLE (ka_field_editor_get_control (self)), editable);
      break;
    case FACE_DATE:
      gtk_editable_set_editable (GTK_EDITABLE (self->control), editable);
      gtk_widget_set_sensitive (gtk_widget_get_next_sibling (self->control), editable);
      break;
    case FACE_TEXT:
      gtk_text_view_set_editable (GTK_TEXT_VIEW (self->control), editable);
      break;
    case FACE_FLAG:
    case FACE_DROP_DOWN:
    default:
      gtk_widget_set_sensitive (GTK_WIDGET (self), editable);
    }
}
