/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-report-editor.h"

#include "ka-figure-item.h"
#include "ka-report-drafts.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-text.h>
#include <string.h>

/* Typing goes on for as long as keys come faster than this. */
#define PAUSE_MS 250

struct _KaReportEditor
{
  GtkBox parent_instance;

  /* Template Widgets */
  GtkTextBuffer *buffer;
  GtkLabel *expansion;
  GtkListView *figure_list;
  GtkPopover *figure_popover;
  GtkSearchEntry *figure_search;
  GtkDropDown *parts;
  GtkLabel *help;
  GtkLabel *problem;
  GtkWidget *restore;
  GtkWidget *save;
  GtkTextView *view;
  GtkWidget *write_out;

  /* Borrowed References */
  KaQuarterly *report;

  /* Owned References */
  KaContext *context;
  KaReportDrafts *drafts;
  GListStore *figures; /* KaFigureItem */
  char *saved;         /* what the ledger holds for the part shown */
  char *needle;

  KaQuarter quarter;
  guint part; /* shown; G_MAXUINT: none */
  guint only; /* the one that is edited here; G_MAXUINT: all of them */
  guint pause;
  gboolean edited; /* what is saved is not the template */
  gboolean loading;
};

G_DEFINE_FINAL_TYPE (KaReportEditor, ka_report_editor, GTK_TYPE_BOX)

static KaLedger *
get_ledger (KaReportEditor *self)
{
  return self->context != NULL ? ka_context_get_ledger (self->context) : NULL;
}

static char *
get_text (KaReportEditor *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static gboolean
is_unsaved (KaReportEditor *self)
{
  g_autofree char *text = get_text (self);

  return self->part != G_MAXUINT && g_strcmp0 (text, self->saved) != 0;
}

gboolean
ka_report_editor_can_save (KaReportEditor *self)
{
  return self->context != NULL && ka_context_can_write (self->context) && is_unsaved (self);
}

guint
ka_report_editor_count_unsaved (KaReportEditor *self)
{
  return self->drafts != NULL ? ka_report_drafts_count (self->drafts, self->quarter) : 0;
}

void
ka_report_editor_update (KaReportEditor *self)
{
  gboolean can_write = self->context != NULL && ka_context_can_write (self->context);

  gtk_widget_set_sensitive (self->save, ka_report_editor_can_save (self));
  gtk_widget_set_sensitive (self->restore, can_write && (self->edited || is_unsaved (self)));
  gtk_text_view_set_editable (self->view, can_write && self->part != G_MAXUINT);
  gtk_widget_set_sensitive (self->write_out,
                            can_write && self->part != G_MAXUINT && self->report != NULL);
}

/* ---- what the text becomes ---- */

static gboolean
is_figure (const GtkTextIter *start, const GtkTextIter *end)
{
  g_autofree char *tag = gtk_text_iter_get_text (start, end);

  tag[strlen (tag) - 1] = '\0';
  return ka_quarterly_is_figure (tag + 1);
}

/* Figures stand out from what is typed, and from what says when a text is written. */
static void
mark_figures (KaReportEditor *self)
{
  GtkTextIter start, end, at;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (self->buffer, "figure", &start, &end);
  while (gtk_text_iter_forward_search (&start, "{", GTK_TEXT_SEARCH_TEXT_ONLY, &at, NULL, NULL))
    {
      GtkTextIter close;

      if (!gtk_text_iter_forward_search (&at, "}", GTK_TEXT_SEARCH_TEXT_ONLY, NULL, &close, NULL))
        break;
      if (is_figure (&at, &close))
        gtk_text_buffer_apply_tag_by_name (self->buffer, "figure", &at, &close);
      start = close;
    }
}

static void
show_problem (KaReportEditor *self, const char *message)
{
  gtk_label_set_label (self->problem, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), message != NULL);
}

static void
expand (KaReportEditor *self)
{
  g_autofree char *text = get_text (self);
  g_autofree char *expanded = NULL;
  g_autoptr (GError) error = NULL;

  mark_figures (self);
  ka_report_editor_update (self);
  if (self->report == NULL || self->part == G_MAXUINT)
    {
      show_problem (self, NULL);
      gtk_label_set_label (self->expansion, self->part == G_MAXUINT ? "" : _ ("正在计算数字。"));
      return;
    }
  expanded = ka_quarterly_expand_text (self->report, text, &error);
  show_problem (self, expanded == NULL ? error->message : NULL);
  /* The last sound reading stays while a name is half typed. */
  if (expanded != NULL)
    gtk_label_set_label (self->expansion, expanded);
}

static void
keep_draft (KaReportEditor *self)
{
  g_autofree char *text = NULL;

  if (self->drafts == NULL || self->part == G_MAXUINT)
    return;
  text = is_unsaved (self) ? get_text (self) : NULL;
  ka_report_drafts_set (self->drafts, self->quarter, ka_quarterly_part_id (self->part), text);
}

static gboolean
on_pause_cb (gpointer data)
{
  KaReportEditor *self = data;

  self->pause = 0;
  keep_draft (self);
  expand (self);
  return G_SOURCE_REMOVE;
}

static void
on_buffer_changed_cb (KaReportEditor *self)
{
  if (self->loading)
    return;
  ka_report_editor_update (self);
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add (PAUSE_MS, on_pause_cb, self);
}

/* ---- parts ---- */

static void
set_text (KaReportEditor *self, const char *text)
{
  self->loading = TRUE;
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE);
  gtk_text_buffer_set_text (self->buffer, text, -1);
  gtk_text_buffer_set_enable_undo (self->buffer, TRUE);
  self->loading = FALSE;
}

static void
show_part (KaReportEditor *self, guint part)
{
  g_autofree char *draft = NULL;

  g_clear_pointer (&self->saved, g_free);
  self->part = part;
  if (part == G_MAXUINT)
    {
      set_text (self, "");
      expand (self);
      return;
    }
  self->saved = ka_quarterly_get_text (get_ledger (self), self->quarter, part, &self->edited);
  draft = ka_report_drafts_get (self->drafts, self->quarter, ka_quarterly_part_id (part));
  set_text (self, draft != NULL ? draft : self->saved != NULL ? self->saved : "");
  expand (self);
}

/* What was typed last is kept before another text takes its place. */
static void
leave_part (KaReportEditor *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->saved != NULL)
    keep_draft (self);
}

static void
on_part_selected_cb (KaReportEditor *self)
{
  guint part = gtk_drop_down_get_selected (self->parts);

  if (self->loading || get_ledger (self) == NULL || part == self->part
      || part == GTK_INVALID_LIST_POSITION)
    return;
  leave_part (self);
  show_part (self, part);
}

/* 总体情况 · 已修改 · 未保存 */
static void
fill_parts (KaReportEditor *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = gtk_drop_down_get_selected (self->parts);

  for (guint i = 0; i < ka_quarterly_n_parts (); i++)
    {
      gboolean edited = FALSE;
      g_autofree char *text = ka_quarterly_get_text (get_ledger (self), self->quarter, i, &edited);
      g_autofree char *draft
        = ka_report_drafts_get (self->drafts, self->quarter, ka_quarterly_part_id (i));
      g_autofree char *label
        = g_strconcat (ka_quarterly_part_title (i), edited ? _ (" · 已修改") : "",
                       draft != NULL ? _ (" · 未保存") : "", NULL);

      gtk_string_list_append (list, label);
    }
  self->loading = TRUE;
  gtk_drop_down_set_model (self->parts, G_LIST_MODEL (list));
  if (self->only != G_MAXUINT)
    selected = self->only;
  gtk_drop_down_set_selected (self->parts, selected == GTK_INVALID_LIST_POSITION ? 0 : selected);
  self->loading = FALSE;
}

void
ka_report_editor_load (KaReportEditor *self, KaContext *context, KaQuarter quarter)
{
  KaLedger *ledger;

  g_return_if_fail (KA_IS_REPORT_EDITOR (self));

  leave_part (self);
  g_set_object (&self->context, context);
  ledger = get_ledger (self);
  /* Read again: another editor of this desk may have written. */
  g_clear_pointer (&self->drafts, ka_report_drafts_free);
  self->quarter = quarter;
  if (ledger == NULL)
    {
      show_part (self, G_MAXUINT);
      return;
    }
  self->drafts = ka_report_drafts_new (ka_ledger_get_path (ledger));
  fill_parts (self);
  show_part (self, gtk_drop_down_get_selected (self->parts));
}

static void
write_text (KaReportEditor *self, const char *text, const char *told)
{
  g_autoptr (GError) error = NULL;
  KaWindow *window = ka_window_of (self);
  const char *id = ka_quarterly_part_id (self->part);
  g_autofree char *said = NULL;

  g_clear_handle_id (&self->pause, g_source_remove);
  /* The ledger says that it "changed" before this returns, and the page loads the texts again. */
  g_autofree char *draft = ka_report_drafts_get (self->drafts, self->quarter, id);

  ka_report_drafts_set (self->drafts, self->quarter, id, NULL);
  g_clear_pointer (&self->saved, g_free);
  if (!ka_quarterly_set_text (get_ledger (self), self->quarter, self->part, text, &error))
    {
      ka_report_drafts_set (self->drafts, self->quarter, id, draft != NULL ? draft : text);
      show_part (self, self->part);
      show_problem (self, error->message);
      return;
    }
  fill_parts (self);
  show_part (self, self->part);
  said = g_strdup_printf (told, ka_quarterly_part_title (self->part));
  ka_window_tell_undoable (window, said);
}

void
ka_report_editor_save (KaReportEditor *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (KA_IS_REPORT_EDITOR (self));

  if (!ka_report_editor_can_save (self))
    return;
  text = get_text (self);
  write_text (self, text, _ ("已保存“%s”的文字"));
}

static void
on_restore_cb (KaReportEditor *self)
{
  write_text (self, NULL, _ ("“%s”已恢复为模板"));
}

/* What the records say in words becomes text of this part, to be edited sentence by sentence; Ctrl+Z in the
 * text takes it back. */
static void
on_write_out_cb (KaReportEditor *self)
{
  g_autofree char *text = get_text (self);
  g_autofree char *written = NULL;
  g_autoptr (GError) error = NULL;
  GtkTextIter start, end;

  if (self->report == NULL || self->part == G_MAXUINT)
    return;
  written = ka_quarterly_write_out (self->report, text, &error);
  if (written == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, written, -1);
  gtk_text_buffer_end_user_action (self->buffer);
}

void
ka_report_editor_set_only (KaReportEditor *self, const char *part)
{
  g_return_if_fail (KA_IS_REPORT_EDITOR (self) && self->part == G_MAXUINT);

  for (guint i = 0; i < ka_quarterly_n_parts (); i++)
    if (g_str_equal (ka_quarterly_part_id (i), part))
      self->only = i;
  gtk_widget_set_visible (GTK_WIDGET (self->parts), FALSE);
}

/* ---- figures ---- */

static gboolean
match_figure (gpointer item, gpointer data)
{
  KaReportEditor *self = data;

  return self->needle == NULL || *self->needle == '\0'
         || ka_figure_item_matches (KA_FIGURE_ITEM (item), self->needle);
}

static void
on_figure_search_cb (KaReportEditor *self)
{
  GtkSelectionModel *selection = gtk_list_view_get_model (self->figure_list);
  GListModel *filtered = gtk_single_selection_get_model (GTK_SINGLE_SELECTION (selection));
  GtkFilter *filter = gtk_filter_list_model_get_filter (GTK_FILTER_LIST_MODEL (filtered));

  ka_set_string (&self->needle, gtk_editable_get_text (GTK_EDITABLE (self->figure_search)));
  gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
on_figure_activate_cb (KaReportEditor *self, guint position)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->figure_list));
  g_autoptr (KaFigureItem) item = g_list_model_get_item (model, position);

  if (item == NULL)
    return;
  gtk_popover_popdown (self->figure_popover);
  gtk_text_buffer_delete_selection (self->buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (self->buffer, ka_figure_item_get_use (item), -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
on_figure_search_activate_cb (KaReportEditor *self)
{
  on_figure_activate_cb (self, 0);
}

void
ka_report_editor_set_report (KaReportEditor *self, KaQuarterly *report)
{
  g_autoptr (GPtrArray) figures = NULL;

  g_return_if_fail (KA_IS_REPORT_EDITOR (self));

  self->report = report;
  g_list_store_remove_all (self->figures);
  figures = report != NULL ? ka_quarterly_figures (report) : NULL;
  for (guint i = 0; figures != NULL && i + 2 < figures->len; i += 3)
    {
      g_autoptr (KaFigureItem) item
        = ka_figure_item_new (figures->pdata[i], figures->pdata[i + 1], figures->pdata[i + 2]);

      g_list_store_append (self->figures, item);
    }
  expand (self);
}

/* ---- object ---- */

static void
ka_report_editor_dispose (GObject *object)
{
  KaReportEditor *self = KA_REPORT_EDITOR (object);

  if (self->buffer != NULL)
    leave_part (self);
  g_clear_pointer (&self->saved, g_free);
  self->buffer = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_REPORT_EDITOR);
  g_clear_object (&self->figures);
  g_clear_object (&self->context);
  g_clear_pointer (&self->drafts, ka_report_drafts_free);
  g_clear_pointer (&self->needle, g_free);
  G_OBJECT_CLASS (ka_report_editor_parent_class)->dispose (object);
}

static void
ka_report_editor_class_init (KaReportEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_report_editor_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-report-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, KaReportEditor, buffer);
  gtk_widget_class_bind_template_child (widget_class, KaReportEditor, expansion);
  gtk_widget_class_bind_template_child (widget_class, KaReportEditor, figure_list);
  gtk_widget_class_bind_template_child (widget_class, KaReportEditor, figure_popover);
  gtk_widget_class_bind_template_child (widget_class, KaReportEditor, figure_search);
  gtk_widget_class_bind_template_child (widget_class, KaReportEditor, parts);
  gtk_widget_class_bind_template_child (widget_class, KaReportEditor, help);
  gtk_widget_class_bind_template_child (widget_class, KaReportEditor, problem);
  gtk_widget_class_bind_template_child (widget_class, KaReportEditor, restore);
  gtk_widget_class_bind_template_child (widget_class, KaReportEditor, save);
  gtk_widget_class_bind_template_child (widget_class, KaReportEditor, view);
  gtk_widget_class_bind_template_child (widget_class, KaReportEditor, write_out);
  gtk_widget_class_bind_template_callback (widget_class, ka_report_editor_save);
  gtk_widget_class_bind_template_callback (widget_class, on_buffer_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_figure_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_figure_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_figure_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_part_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_write_out_cb);
}

static void
ka_report_editor_init (KaReportEditor *self)
{
  g_autofree char *help = NULL;
  GtkFilterListModel *filtered;

  self->part = self->only = G_MAXUINT;
  self->figures = g_list_store_new (KA_TYPE_FIGURE_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  help = ka_quarterly_help ();
  gtk_label_set_label (self->help, help);
  gtk_text_buffer_create_tag (self->buffer, "figure", "weight", PANGO_WEIGHT_BOLD, NULL);
  filtered
    = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->figures)),
                                 GTK_FILTER (gtk_custom_filter_new (match_figure, self, NULL)));
  gtk_list_view_set_model (
    self->figure_list, GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (filtered))));
}
