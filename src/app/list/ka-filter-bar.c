/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-filter-bar.h"

#include "ka-condition-box.h"
#include "ka-filter-chip.h"
#include "ka-kept-filters.h"
#include "ka-tooltip.h"
#include "ka-window.h"
#include "ka-wrap-layout.h"

#include <glib/gi18n.h>
#include <ka-due.h>
#include <string.h>

struct _KaFilterBar
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkMenuButton *add_button;
  GtkBox *chips;
  GtkBox *column_checks;
  GtkMenuButton *columns_button;
  GtkBox *controls;
  GtkMenuButton *kept_button;
  GtkSearchEntry *search;

  /* Borrowed */
  GtkWidget *more; /* that shows all questions; NULL: they are few */
  const KaKind *kind;
  KaColumns *columns;

  /* Owned */
  KaContext *context;
  GSettings *settings;
  GPtrArray *conditions; /* KaCondition */
  GPtrArray *questions;  /* GtkToggleButton, borrowed; data "ka-rule" */
  KaQuery *base;
  char *base_label;

  gboolean silent;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaFilterBar, ka_filter_bar, GTK_TYPE_BOX)

static void
emit_changed (KaFilterBar *self)
{
  if (!self->silent)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* How that begins of which a filter is kept. */
#define TEXT_WORD "text "
#define QUESTION_WORD "question "
#define CONDITION_WORD "condition "

/* ---- chips ---- */

/* More would take a second line from the list. */
#define MOST_QUESTIONS 6

static void update_chips (KaFilterBar *self);

static void
on_condition_removed_cb (KaFilterChip *chip, KaFilterBar *self)
{
  g_ptr_array_remove (self->conditions, g_object_get_data (G_OBJECT (chip), "ka-condition"));
  update_chips (self);
  emit_changed (self);
}

static void
on_base_removed_cb (KaFilterBar *self)
{
  g_clear_pointer (&self->base, ka_query_free);
  g_clear_pointer (&self->base_label, g_free);
  update_chips (self);
  emit_changed (self);
}

static void
update_chips (KaFilterBar *self)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->chips));

  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (KA_IS_FILTER_CHIP (child))
        gtk_box_remove (self->chips, child);
      child = next;
    }
  if (self->base != NULL)
    {
      GtkWidget *chip
        = ka_filter_chip_new (self->base_label != NULL ? self->base_label : _ ("所列记录"));

      g_signal_connect_swapped (chip, "remove", G_CALLBACK (on_base_removed_cb), self);
      gtk_box_append (self->chips, chip);
    }
  for (guint i = 0; i < self->conditions->len; i++)
    {
      KaCondition *condition = g_ptr_array_index (self->conditions, i);
      g_autofree char *text = ka_condition_describe (condition, ledger);
      GtkWidget *chip = ka_filter_chip_new (text);

      g_object_set_data (G_OBJECT (chip), "ka-condition", condition);
      g_signal_connect (chip, "remove", G_CALLBACK (on_condition_removed_cb), self);
      gtk_box_append (self->chips, chip);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->chips),
                          gtk_widget_get_first_child (GTK_WIDGET (self->chips)) != NULL);
}

/* The first few, those that are asked, and all of them on demand. */
static void
update_questions (KaFilterBar *self)
{
  gboolean all
    = self->more == NULL || gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->more));

  for (guint i = 0; i < self->questions->len; i++)
    {
      GtkToggleButton *button = g_ptr_array_index (self->questions, i);

      gtk_widget_set_visible (GTK_WIDGET (button),
                              all || i < MOST_QUESTIONS || gtk_toggle_button_get_active (button));
    }
}

/* Asked from elsewhere, it may be one of those that are not shown. */
static void
on_question_toggled_cb (KaFilterBar *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    gtk_widget_set_visible (GTK_WIDGET (button), TRUE);
  emit_changed (self);
}

static void
add_question (KaFilterBar *self, const KaDueRule *rule)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (_ (rule->chip));

  gtk_widget_add_css_class (button, "ka-question");
  ka_set_tooltip (button, rule->clause);
  g_object_set_data (G_OBJECT (button), "ka-rule", (gpointer)rule);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (on_question_toggled_cb), self);
  gtk_box_append (self->chips, button);
  g_ptr_array_add (self->questions, button);
}

/* What is asked of the list alone stands before what the rules find. */
static void
add_questions (KaFilterBar *self)
{
  guint n;
  const KaDueRule *const *rules = ka_due_rules (&n);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      if (rules[i]->chip != NULL && g_str_equal (rules[i]->kind, self->kind->id)
          && (rules[i]->clause == NULL) == (pass == 0))
        add_question (self, rules[i]);
  if (self->questions->len > MOST_QUESTIONS + 1)
    {
      self->more = gtk_toggle_button_new_with_label (_ ("更多"));
      gtk_widget_add_css_class (self->more, "ka-question");
      g_signal_connect_swapped (self->more, "toggled", G_CALLBACK (update_questions), self);
      gtk_box_append (self->chips, self->more);
    }
  update_questions (self);
}

/* ---- controls ---- */

static void
on_condition_add_cb (KaFilterBar *self, const KaCondition *condition)
{
  gtk_menu_button_popdown (self->add_button);
  ka_filter_bar_add (self, condition);
}

/* Made when it is first opened: it holds a control for a value. */
static void
create_condition_popover (GtkMenuButton *button, gpointer data)
{
  KaFilterBar *self = data;
  GtkWidget *popover, *box;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  popover = gtk_popover_new ();
  box = GTK_WIDGET (ka_condition_box_new (self->context, self->kind));
  g_signal_connect_swapped (box, "add", G_CALLBACK (on_condition_add_cb), self);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

static void
on_kept_use_cb (KaFilterBar *self, GStrv words)
{
  if (!ka_filter_bar_set_words (self, (const char *const *)words))
    ka_window_tell (ka_window_of (GTK_WIDGET (self)), _ ("有的条件在这个账本里没有，已略去"));
}

static void
create_kept_popover (GtkMenuButton *button, gpointer data)
{
  KaFilterBar *self = data;
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (button));
  g_auto (GStrv) words = ka_filter_bar_dup_words (self);

  if (popover == NULL)
    {
      popover = ka_kept_filters_new (self->settings);
      g_signal_connect_swapped (popover, "use", G_CALLBACK (on_kept_use_cb), self);
      gtk_menu_button_set_popover (button, popover);
    }
  ka_kept_filters_set_words (KA_KEPT_FILTERS (popover), (const char *const *)words);
}

static void
on_column_toggled_cb (GtkCheckButton *check, KaFilterBar *self)
{
  const KaField *field = g_object_get_data (G_OBJECT (check), "ka-field");

  if (!self->silent)
    ka_columns_set_shown (self->columns, field, gtk_check_button_get_active (check));
}

static void
on_columns_map_cb (KaFilterBar *self)
{
  gboolean silent = self->silent;
  GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (self->column_checks));

  self->silent = TRUE;
  if (check == NULL)
    for (guint i = 0; i < self->kind->n_fields; i++)
      {
        GtkWidget *new = gtk_check_button_new_with_label (ka_field_label (&self->kind->fields[i]));

        g_object_set_data (G_OBJECT (new), "ka-field", (gpointer)&self->kind->fields[i]);
        g_signal_connect (new, "toggled", G_CALLBACK (on_column_toggled_cb), self);
        gtk_box_append (self->column_checks, new);
      }
  for (check = gtk_widget_get_first_child (GTK_WIDGET (self->column_checks)); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    {
      const KaField *field = g_object_get_data (G_OBJECT (check), "ka-field");

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                   ka_columns_is_shown (self->columns, field));
      /* Without the first column a row would have no name. */
      gtk_widget_set_sensitive (check, !g_str_equal (field->id, self->kind->title));
    }
  self->silent = silent;
}

static void
on_columns_reset_cb (KaFilterBar *self)
{
  ka_columns_reset (self->columns);
  on_columns_map_cb (self);
}

static void
on_search_changed_cb (KaFilterBar *self)
{
  emit_changed (self);
}

static void
on_stop_search_cb (KaFilterBar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

/* ---- object ---- */

static void
ka_filter_bar_dispose (GObject *object)
{
  KaFilterBar *self = KA_FILTER_BAR (object);

  self->silent = TRUE;
  g_clear_object (&self->columns);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_FILTER_BAR);
  G_OBJECT_CLASS (ka_filter_bar_parent_class)->dispose (object);
}

static void
ka_filter_bar_finalize (GObject *object)
{
  KaFilterBar *self = KA_FILTER_BAR (object);

  g_clear_object (&self->context);
  g_ptr_array_unref (self->conditions);
  g_ptr_array_unref (self->questions);
  g_clear_pointer (&self->base, ka_query_free);
  g_free (self->base_label);
  G_OBJECT_CLASS (ka_filter_bar_parent_class)->finalize (object);
}

static void
ka_filter_bar_class_init (KaFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ka_filter_bar_dispose;
  object_class->finalize = ka_filter_bar_finalize;

  signals[CHANGED] = g_signal_new ("changed", KA_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, KaFilterBar, add_button);
  gtk_widget_class_bind_template_child (widget_class, KaFilterBar, chips);
  gtk_widget_class_bind_template_child (widget_class, KaFilterBar, column_checks);
  gtk_widget_class_bind_template_child (widget_class, KaFilterBar, columns_button);
  gtk_widget_class_bind_template_child (widget_class, KaFilterBar, controls);
  gtk_widget_class_bind_template_child (widget_class, KaFilterBar, kept_button);
  gtk_widget_class_bind_template_child (widget_class, KaFilterBar, search);
  gtk_widget_class_bind_template_callback (widget_class, on_columns_map_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_columns_reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
}

static void
ka_filter_bar_init (KaFilterBar *self)
{
  self->conditions = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_condition_free);
  self->questions = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->chips), ka_wrap_layout_new ());
  gtk_menu_button_set_create_popup_func (self->add_button, create_condition_popover, self, NULL);
  gtk_menu_button_set_create_popup_func (self->kept_button, create_kept_popover, self, NULL);
}

KaFilterBar *
ka_filter_bar_new (KaContext *context, const KaKind *kind, GSettings *settings)
{
  KaFilterBar *self = g_object_new (KA_TYPE_FILTER_BAR, NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  self->settings = g_object_ref (settings);
  add_questions (self);
  update_chips (self);
  return self;
}

void
ka_filter_bar_set_columns (KaFilterBar *self, KaColumns *columns)
{
  g_return_if_fail (KA_IS_FILTER_BAR (self));
  g_set_object (&self->columns, columns);
  gtk_widget_set_visible (GTK_WIDGET (self->columns_button), columns != NULL);
}

void
ka_filter_bar_take_controls (KaFilterBar *self, GtkWidget *before, GtkWidget *after)
{
  g_return_if_fail (KA_IS_FILTER_BAR (self));
  gtk_box_prepend (self->controls, before);
  gtk_box_append (self->controls, after);
}

KaQuery *
ka_filter_bar_build_query (KaFilterBar *self)
{
  KaQuery *query;
  const char *text;

  g_return_val_if_fail (KA_IS_FILTER_BAR (self), NULL);

  query = self->base != NULL ? ka_query_copy (self->base) : ka_query_new (self->kind);
  for (guint i = 0; i < self->questions->len; i++)
    {
      GtkToggleButton *button = g_ptr_array_index (self->questions, i);

      if (gtk_toggle_button_get_active (button))
        ka_due_apply_chip (ka_context_get_ledger (self->context),
                           g_object_get_data (G_OBJECT (button), "ka-rule"), ka_today (), query);
    }
  for (guint i = 0; i < self->conditions->len; i++)
    {
      const KaCondition *c = g_ptr_array_index (self->conditions, i);

      ka_query_filter (query, c->field->id, c->op, c->value);
    }
  text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  if (text[0] != '\0')
    ka_query_set_text (query, text);
  return query;
}

gboolean
ka_filter_bar_is_filtered (KaFilterBar *self)
{
  gboolean asked = FALSE;

  g_return_val_if_fail (KA_IS_FILTER_BAR (self), FALSE);

  for (guint i = 0; i < self->questions->len; i++)
    asked |= gtk_toggle_button_get_active (g_ptr_array_index (self->questions, i));
  return asked || self->base != NULL || self->conditions->len > 0
         || gtk_editable_get_text (GTK_EDITABLE (self->search))[0] != '\0';
}

static void
clear_silently (KaFilterBar *self)
{
  self->silent = TRUE;
  for (guint i = 0; i < self->questions->len; i++)
    gtk_toggle_button_set_active (g_ptr_array_index (self->questions, i), FALSE);
  g_ptr_array_set_size (self->conditions, 0);
  g_clear_pointer (&self->base, ka_query_free);
  g_clear_pointer (&self->base_label, g_free);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  self->silent = FALSE;
}

void
ka_filter_bar_clear (KaFilterBar *self)
{
  g_return_if_fail (KA_IS_FILTER_BAR (self));

  clear_silently (self);
  update_chips (self);
  emit_changed (self);
}

void
ka_filter_bar_focus_search (KaFilterBar *self)
{
  g_return_if_fail (KA_IS_FILTER_BAR (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
ka_filter_bar_set_text (KaFilterBar *self, const char *text)
{
  g_return_if_fail (KA_IS_FILTER_BAR (self));
  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
}

void
ka_filter_bar_add (KaFilterBar *self, const KaCondition *condition)
{
  g_return_if_fail (KA_IS_FILTER_BAR (self));

  g_ptr_array_add (self->conditions,
                   ka_condition_new (condition->field, condition->op, condition->value));
  update_chips (self);
  emit_changed (self);
}

void
ka_filter_bar_set_base (KaFilterBar *self, const KaQuery *query, const char *label)
{
  g_return_if_fail (KA_IS_FILTER_BAR (self));

  if (query == NULL && self->base == NULL)
    return;
  clear_silently (self);
  self->base = query != NULL ? ka_query_copy (query) : NULL;
  self->base_label = g_strdup (label);
  update_chips (self);
  emit_changed (self);
}

const KaQuery *
ka_filter_bar_get_base (KaFilterBar *self)
{
  g_return_val_if_fail (KA_IS_FILTER_BAR (self), NULL);
  return self->base;
}

const char *
ka_filter_bar_get_base_label (KaFilterBar *self)
{
  g_return_val_if_fail (KA_IS_FILTER_BAR (self), NULL);
  return self->base_label;
}

GStrv
ka_filter_bar_dup_words (KaFilterBar *self)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  const char *text;

  g_return_val_if_fail (KA_IS_FILTER_BAR (self), NULL);

  text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  if (text[0] != '\0')
    {
      g_autofree char *word = g_strconcat (TEXT_WORD, text, NULL);

      g_strv_builder_add (words, word);
    }
  for (guint i = 0; i < self->questions->len; i++)
    {
      GtkToggleButton *button = g_ptr_array_index (self->questions, i);
      const KaDueRule *rule = g_object_get_data (G_OBJECT (button), "ka-rule");
      g_autofree char *word = g_strconcat (QUESTION_WORD, rule->code, NULL);

      if (gtk_toggle_button_get_active (button))
        g_strv_builder_add (words, word);
    }
  for (guint i = 0; i < self->conditions->len; i++)
    {
      g_autofree char *condition = ka_condition_to_text (g_ptr_array_index (self->conditions, i),
                                                         ka_context_get_ledger (self->context));
      g_autofree char *word = g_strconcat (CONDITION_WORD, condition, NULL);

      g_strv_builder_add (words, word);
    }
  return g_strv_builder_end (words);
}

static gboolean
take_question (KaFilterBar *self, const char *code)
{
  for (guint i = 0; i < self->questions->len; i++)
    {
      GtkToggleButton *button = g_ptr_array_index (self->questions, i);
      const KaDueRule *rule = g_object_get_data (G_OBJECT (button), "ka-rule");

      if (!g_str_equal (rule->code, code))
        continue;
      gtk_toggle_button_set_active (button, TRUE);
      return TRUE;
    }
  return FALSE;
}

static gboolean
take_word (KaFilterBar *self, const char *word)
{
  KaCondition *condition;

  if (g_str_has_prefix (word, TEXT_WORD))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search), word + strlen (TEXT_WORD));
      return TRUE;
    }
  if (g_str_has_prefix (word, QUESTION_WORD))
    return take_question (self, word + strlen (QUESTION_WORD));
  if (!g_str_has_prefix (word, CONDITION_WORD))
    return FALSE;
  condition = ka_condition_from_text (self->kind, ka_context_get_ledger (self->context),
                                      word + strlen (CONDITION_WORD));
  if (condition != NULL)
    g_ptr_array_add (self->conditions, condition);
  return condition != NULL;
}

gboolean
ka_filter_bar_set_words (KaFilterBar *self, const char *const *words)
{
  gboolean all = TRUE;

  g_return_val_if_fail (KA_IS_FILTER_BAR (self), FALSE);

  clear_silently (self);
  self->silent = TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    all &= take_word (self, words[i]);
  self->silent = FALSE;
  update_chips (self);
  emit_changed (self);
  return all;
}
