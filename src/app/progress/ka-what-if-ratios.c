/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-what-if-view-private.h"

#include "ka-ask.h"
#include "ka-indicator-text.h"
#include "ka-tooltip.h"
#include "ka-window.h"

#include <glib/gi18n.h>

/* Beside the one that is shown: more would not stand side by side. */
#define MOST_COMPARED 4

typedef struct
{
  GPtrArray *scenarios; /* KaScenario; NULL elements are read by id */
  GArray *ids;          /* gint64 */
  GPtrArray *titles;    /* char * */
} Asked;

static void
free_asked (gpointer data)
{
  Asked *asked = data;

  g_ptr_array_unref (asked->scenarios);
  g_array_unref (asked->ids);
  g_ptr_array_unref (asked->titles);
  g_free (asked);
}

static void
free_what_if (gpointer data)
{
  if (data != NULL)
    ka_what_if_free (data);
}

/* A kept one that cannot be any more (a mine of it was closed since) is an empty column. */
static gpointer
compute_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const Asked *asked = data;
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func (free_what_if);

  for (guint i = 0; i < asked->ids->len; i++)
    {
      gint64 id = g_array_index (asked->ids, gint64, i);
      g_autoptr (KaScenario) scenario
        = id > 0 ? ka_scenario_read (ledger, id, error)
                 : ka_scenario_copy (g_ptr_array_index (asked->scenarios, i));
      KaWhatIf *what_if;

      if (scenario == NULL
          || g_cancellable_set_error_if_cancelled (ka_work_get_cancellable (work), error))
        return NULL;
      what_if = ka_what_if_new (ledger, scenario, ka_today (), i == 0 ? error : NULL);
      if (what_if == NULL && i == 0)
        return NULL;
      g_ptr_array_add (answers, what_if);
    }
  return g_steal_pointer (&answers);
}

/* ---- the table ---- */

/* Two lines: what it is or comes to, and below what that is measured by. */
static void
attach (KaWhatIfView *self,
        const char *text,
        const char *below,
        int column,
        int row,
        gboolean quiet)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *lines[] = { text, below };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      GtkWidget *label;

      if (lines[i] == NULL)
        continue;
      label = gtk_label_new (lines[i]);
      gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
      gtk_label_set_wrap (GTK_LABEL (label), column == 0);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      if (column > 0)
        gtk_widget_add_css_class (label, "numeric");
      if (quiet || i > 0)
        gtk_widget_add_css_class (label, "ka-quiet");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_hexpand (box, column == 0);
  gtk_grid_attach (self->ratios, box, column, row, 1, 1);
}

/* 45.8% ✓ over 22/48 */
static void
attach_result (KaWhatIfView *self,
               const KaResult *before,
               const KaResult *after,
               int column,
               int row)
{
  g_autofree char *value = ka_result_say_value (after);
  g_autofree char *counts = ka_result_say_counts (after);
  g_autofree char *text = g_strconcat (value, after->met < 0 ? "" : after->met ? " ✓" : " ✗", NULL);
  gboolean same
    = before->numerator == after->numerator && before->denominator == after->denominator;

  attach (self, text, counts, column, row, same);
}

static void
attach_head (KaWhatIfView *self, const char *title, int column)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_add_css_class (label, "ka-quiet");
  /* The name of a kept one may be long. */
  if (column > 1)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), 8);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
      ka_tooltip_add_to_label (GTK_LABEL (label));
    }
  gtk_grid_attach (self->ratios, label, column, 0, 1, 1);
}

static void
show_heads (KaWhatIfView *self)
{
  attach_head (self, _ ("指标"), 0);
  attach_head (self, _ ("现在"), 1);
  for (guint i = 0; i < self->titles->len; i++)
    attach_head (self, g_ptr_array_index (self->titles, i), 2 + (int)i);
}

static void
show_row (KaWhatIfView *self, guint row)
{
  const KaWhatIf *first = g_ptr_array_index (self->shown, 0);
  const KaResult *before = g_ptr_array_index (first->before, row);
  g_autofree char *target = ka_result_say_target (before);

  attach (self, ka_indicator_name (before->indicator), target, 0, (int)row + 1, FALSE);
  attach_result (self, before, before, 1, (int)row + 1);
  for (guint i = 0; i < self->shown->len; i++)
    {
      const KaWhatIf *what_if = g_ptr_array_index (self->shown, i);

      if (what_if == NULL)
        attach (self, _ ("无法测算"), NULL, 2 + (int)i, (int)row + 1, TRUE);
      else
        attach_result (self, before, g_ptr_array_index (what_if->after, row), 2 + (int)i,
                       (int)row + 1);
    }
}

static void
append_least (GString *text, gint64 least, const char *format)
{
  if (least > 0)
    {
      g_autofree char *part = g_strdup_printf (format, (int)least);

      g_string_append_printf (text, "%s%s", text->len > 0 ? _ ("，或者") : "", part);
    }
}

static void
show_least (KaWhatIfView *self, const KaWhatIf *what_if)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (what_if->least_upgrade == 0 || what_if->least_close == 0)
    g_string_append (text, _ ("规模化已达到目标。"));
  else
    {
      append_least (text, what_if->least_upgrade, _ ("升级 %d 座"));
      append_least (text, what_if->least_close, _ ("关闭小型 %d 座"));
      append_least (text, what_if->least_merge, _ ("两两合并成中型 %d 对"));
      if (text->len > 0)
        {
          g_string_prepend (text, _ ("规模化达标至少还要："));
          g_string_append (text, _ ("。"));
        }
      else
        g_string_append (text, _ ("没有目标，或者只靠一种办法达不到目标。"));
    }
  gtk_label_set_label (self->least, text->str);
}

static void
show_notes (KaWhatIfView *self, const KaWhatIf *what_if)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < what_if->notes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            (char *)g_ptr_array_index (what_if->notes, i));
  gtk_label_set_label (self->notes, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), text->len > 0);
}

static void
show (KaWhatIfView *self)
{
  const KaWhatIf *first = g_ptr_array_index (self->shown, 0);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->ratios))) != NULL)
    gtk_grid_remove (self->ratios, child);
  show_heads (self);
  for (guint i = 0; i < first->before->len; i++)
    show_row (self, i);
  show_least (self, first);
  show_notes (self, first);
}

/* ---- asking ---- */

static void
on_computed_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaWhatIfView *self = owner;
  const Asked *asked = data;

  gtk_spinner_stop (self->spinner);
  /* The last sound answer stays, with why there is no newer one. */
  gtk_label_set_label (self->problem, answer == NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), answer == NULL);
  if (answer == NULL)
    return;
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  self->shown = answer;
  self->titles = g_ptr_array_ref (asked->titles);
  show (self);
  ka_page_view_described (KA_PAGE_VIEW (self));
}

static void
add_column (Asked *asked, gint64 id, KaScenario *scenario, const char *title)
{
  g_array_append_val (asked->ids, id);
  g_ptr_array_add (asked->scenarios, scenario);
  g_ptr_array_add (asked->titles, g_strdup (title));
}

static void
free_scenario (gpointer data)
{
  if (data != NULL)
    ka_scenario_free (data);
}

void
ka_what_if_view_ask_ratios (KaWhatIfView *self)
{
  Asked *asked;

  if (ka_context_get_ledger (self->context) == NULL)
    return;
  asked = g_new0 (Asked, 1);
  asked->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  asked->scenarios = g_ptr_array_new_with_free_func (free_scenario);
  asked->titles = g_ptr_array_new_with_free_func (g_free);
  add_column (asked, 0, ka_scenario_copy (self->scenario), _ ("设想后"));
  if (gtk_toggle_button_get_active (self->compare))
    for (guint i = 1; i < self->ids->len && asked->ids->len <= MOST_COMPARED; i++)
      if (g_array_index (self->ids, gint64, i) != self->open)
        add_column (asked, g_array_index (self->ids, gint64, i), NULL,
                    g_ptr_array_index (self->names, i));
  gtk_spinner_start (self->spinner);
  ka_ask (self->context, self, &self->computing,
          ka_work_new (NULL, KA_WORK_READS, compute_in_worker, asked, free_asked,
                       (GDestroyNotify)g_ptr_array_unref),
          on_computed_cb);
}
