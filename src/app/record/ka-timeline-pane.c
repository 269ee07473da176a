/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-timeline-pane.h"

#include "ka-ask.h"
#include "ka-dialogs.h"
#include "ka-gradual-model.h"
#include "ka-print.h"
#include "ka-record-pane.h"
#include "ka-steps.h"
#include "ka-timeline-row.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <ka-list-paper.h>

struct _KaTimelinePane
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkListView *list;
  GtkLabel *nothing;
  GtkDropDown *sorts;
  GtkSpinner *spinner;
  GtkStack *stack;
  GtkToggleButton *terms;

  /* Borrowed */
  const KaKind *kind;
  KaWork *work;

  /* Owned */
  KaContext *context;
  GPtrArray *events;
  GListStore *items;

  gint64 id;
  KaDay on;
  guint today; /* place of its line */
  guint tick;
  guint frame;
  gboolean stale;
  gboolean filling;
};

static void ka_timeline_pane_iface_init (KaRecordPaneInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KaTimelinePane,
                               ka_timeline_pane,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KA_TYPE_RECORD_PANE,
                                                      ka_timeline_pane_iface_init))

static gboolean
is_of_mine (KaTimelinePane *self)
{
  return g_str_equal (self->kind->id, "mine");
}

/* ---- the worker ---- */

typedef struct
{
  const KaKind *kind;
  gint64 id;
  KaDay on;
  char *path; /* NULL: to be shown */
} Job;

static void
free_job (gpointer data)
{
  g_free (((Job *)data)->path);
  g_free (data);
}

static Job *
make_job (KaTimelinePane *self)
{
  Job *job = g_new0 (Job, 1);

  job->kind = self->kind;
  job->id = self->id;
  job->on = ka_today ();
  return job;
}

static gpointer
find_events (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const Job *job = data;

  return ka_timeline_find (ledger, job->kind, job->id, job->on, ka_work_get_cancellable (work),
                           error);
}

static gpointer
write_file (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const Job *job = data;
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

  if (!ka_dossier_write_list (ledger, job->kind, job->id, job->on, job->path, warnings,
                              ka_work_get_cancellable (work), error))
    return NULL;
  return g_strdup (job->path);
}

/* ---- what is shown ---- */

static gboolean
is_shown (KaTimelinePane *self, const KaEvent *event, int sort)
{
  return (sort < 0 || (int)event->sort == sort)
         && (event->term || !gtk_toggle_button_get_active (self->terms));
}

/* The sort that is chosen; -1: all. */
static int
get_sort (KaTimelinePane *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self->sorts);

  return chosen != NULL ? GPOINTER_TO_INT (g_object_get_data (G_OBJECT (chosen), "ka-sort")) - 1
                        : -1;
}

static char *
say_month (KaDay day)
{
  int year, month;

  ka_day_get_ymd (day, &year, &month, NULL);
  return g_strdup_printf (_ ("%d年%d月"), year, month);
}

static void
add_heading (GPtrArray *items, char *text, gboolean today)
{
  g_ptr_array_add (items, ka_timeline_item_new_heading (text, today));
}

static void
add_today (KaTimelinePane *self, GPtrArray *items)
{
  g_autofree char *day = ka_day_to_iso (self->on);

  self->today = items->len;
  add_heading (items, g_strdup_printf (_ ("今天　%s"), day), TRUE);
}

static guint
fill_items (KaTimelinePane *self, GPtrArray *items)
{
  int sort = get_sort (self);
  KaDay month = KA_DAY_NONE;
  gboolean passed = FALSE;
  guint n = 0;

  for (guint i = 0; i < self->events->len; i++)
    {
      const KaEvent *event = g_ptr_array_index (self->events, i);

      if (!is_shown (self, event, sort))
        continue;
      if (!passed && event->day <= self->on)
        {
          passed = TRUE;
          month = KA_DAY_NONE;
          add_today (self, items);
        }
      if (ka_day_month_start (event->day) != month)
        {
          month = ka_day_month_start (event->day);
          add_heading (items, say_month (event->day), FALSE);
        }
      g_ptr_array_add (items, ka_timeline_item_new (self->events, i));
      n++;
    }
  if (!passed)
    add_today (self, items);
  return n;
}

/* A row has its place only once it is laid out, and the list moves no further than it must: so to the end
 * in the first frame, from there to the day in the next, which puts its line on top. */
static gboolean
on_tick (GtkWidget *list, GdkFrameClock *clock, gpointer data)
{
  KaTimelinePane *self = data;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint place = self->frame == 1 ? n - 1 : MIN (self->today, n - 1);

  /* The frames that make the rows, and that which lays the last of them out. */
  if (ka_is_taking_steps (list) || (n > 0 && self->frame++ == 0))
    return G_SOURCE_CONTINUE;
  if (n > 0)
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", place);
  if (n > 0 && self->frame == 2)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
scroll_to_today (KaTimelinePane *self)
{
  self->frame = 0;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->list), on_tick, self, NULL);
}

static void
show_items (KaTimelinePane *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = self->events != NULL ? fill_items (self, items) : 0;

  /* In one step, so that the rows that there are show the new lines: to make them takes the most time. */
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
  gtk_label_set_label (self->nothing, self->id == 0 ? _ ("保存以后，与它有关的事项按时间列在这里。")
                                                    : _ ("没有符合条件的事项。"));
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "nothing");
  if (n > 0)
    scroll_to_today (self);
}

static void
add_sort (GListStore *store, int sort, const char *label, guint n)
{
  g_autofree char *text = g_strdup_printf ("%s %u", label, n);
  g_autoptr (GtkStringObject) string = gtk_string_object_new (text);

  g_object_set_data (G_OBJECT (string), "ka-sort", GINT_TO_POINTER (sort + 1));
  g_list_store_append (store, string);
}

/* With the numbers, the one that was chosen again. */
static void
show_sorts (KaTimelinePane *self)
{
  g_autoptr (GListStore) store = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  int chosen = get_sort (self);
  guint counts[KA_EVENT_N_SORTS] = { 0 }, at = 0;

  for (guint i = 0; i < self->events->len; i++)
    counts[((const KaEvent *)self->events->pdata[i])->sort]++;
  add_sort (store, -1, _ ("全部事项"), self->events->len);
  for (int sort = 0; sort < KA_EVENT_N_SORTS; sort++)
    {
      if (counts[sort] == 0)
        continue;
      if (sort == chosen)
        at = g_list_model_get_n_items (G_LIST_MODEL (store));
      add_sort (store, sort, ka_event_sort_label (sort), counts[sort]);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->sorts, G_LIST_MODEL (store));
  gtk_drop_down_set_selected (self->sorts, at);
  self->filling = FALSE;
}

static void
on_found_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaTimelinePane *self = KA_TIMELINE_PANE (owner);
  KaWindow *window = ka_window_of (self);

  gtk_spinner_stop (self->spinner);
  if (answer == NULL)
    {
      if (window != NULL)
        ka_window_tell_error (window, _ ("时间线没有读出来"), error);
      return;
    }
  g_clear_pointer (&self->events, g_ptr_array_unref);
  self->events = answer;
  self->on = ((const Job *)data)->on;
  show_sorts (self);
  show_items (self);
}

static void
read_events (KaTimelinePane *self)
{
  self->stale = FALSE;
  if (self->id == 0 || ka_context_get_ledger (self->context) == NULL)
    {
      ka_ask_forget (&self->work);
      gtk_spinner_stop (self->spinner);
      g_clear_pointer (&self->events, g_ptr_array_unref);
      show_items (self);
      return;
    }
  gtk_spinner_start (self->spinner);
  ka_ask (self->context, self, &self->work,
          ka_work_new (NULL, KA_WORK_READS, find_events, make_job (self), free_job,
                       (GDestroyNotify)g_ptr_array_unref),
          on_found_cb);
}

static void
on_filter_changed_cb (KaTimelinePane *self)
{
  if (!self->filling && self->events != NULL)
    show_items (self);
}

static void
on_activate_cb (KaTimelinePane *self, guint position)
{
  g_autoptr (KaTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);
  const KaEvent *event = ka_timeline_item_get_event (item);

  if (event == NULL)
    return;
  if (event->rule != NULL)
    ka_window_show_field (ka_window_of (self), event->kind, event->id, event->rule->field);
  else
    ka_window_show_record (ka_window_of (self), event->kind, event->id);
}

/* ---- files ---- */

void
ka_timeline_pane_export (KaTimelinePane *self, GFile *file)
{
  Job *job;

  g_return_if_fail (KA_IS_TIMELINE_PANE (self));

  job = make_job (self);
  job->path = g_file_get_path (file);
  ka_ask (self->context, self, NULL,
          ka_work_new (_ ("导出"), KA_WORK_READS, write_file, job, free_job, g_free),
          ka_window_tell_written);
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaTimelinePane) self = data;
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);

  if (file != NULL && self->id != 0 && ka_context_get_ledger (self->context) != NULL)
    ka_timeline_pane_export (self, file);
}

static void
export_as (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KaTimelinePane *self = KA_TIMELINE_PANE (widget);
  const char *suffix = g_variant_get_string (parameter, NULL);
  g_autofree char *title = NULL, *name = NULL, *pattern = g_strconcat ("*.", suffix, NULL);
  gboolean paper = g_str_equal (suffix, "pdf");

  if (self->id == 0 || ka_context_get_ledger (self->context) == NULL)
    return;
  title = ka_dossier_title (ka_context_get_ledger (self->context), self->kind, self->id);
  name = g_strdup_printf ("%s.%s", title, suffix);
  ka_choose_file_async (GTK_WINDOW (ka_window_of (self)), paper ? _ ("导出一档") : _ ("导出时间线"),
                        GTK_FILE_CHOOSER_ACTION_SAVE, name,
                        paper ? _ ("PDF 文件") : _ ("Excel 文件"), pattern, FALSE,
                        on_file_chosen_cb, g_object_ref (self));
}

/* ---- printing ---- */

/* The same paper as the file, which the printer takes as PDF. */
static gpointer
make_paper (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const Job *job = data;
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", error);
  g_autofree char *path = NULL;
  char *bytes = NULL;
  gsize length = 0;

  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, "print.pdf", NULL);
  if (ka_dossier_write_list (ledger, job->kind, job->id, job->on, path, NULL,
                             ka_work_get_cancellable (work), error))
    g_file_get_contents (path, &bytes, &length, error);
  g_unlink (path);
  g_rmdir (folder);
  return bytes != NULL ? g_bytes_new_take (bytes, length) : NULL;
}

static void
on_paper_made_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaTimelinePane *self = owner;
  const Job *job = data;
  g_autoptr (GBytes) pdf = answer;
  g_autofree char *title = NULL;
  KaWindow *window = ka_window_of (self);

  if (window == NULL || ka_context_get_ledger (self->context) == NULL)
    return;
  if (pdf == NULL)
    {
      ka_window_tell_error (window, _ ("没有打印"), error);
      return;
    }
  title = ka_dossier_title (ka_context_get_ledger (self->context), job->kind, job->id);
  ka_print_pdf (GTK_WINDOW (window), title, pdf);
}

static void
print (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KaTimelinePane *self = KA_TIMELINE_PANE (widget);

  if (self->id != 0 && ka_context_get_ledger (self->context) != NULL)
    ka_ask (self->context, self, NULL,
            ka_work_new (_ ("打印"), KA_WORK_READS, make_paper, make_job (self), free_job,
                         (GDestroyNotify)g_bytes_unref),
            on_paper_made_cb);
}

/* ---- rows ---- */

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_list_item_set_child (item, ka_timeline_row_new ());
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, KaTimelinePane *self)
{
  KaTimelineItem *line = gtk_list_item_get_item (item);
  const KaEvent *event = ka_timeline_item_get_event (line);
  KaLedger *ledger = ka_context_get_ledger (self->context);
  const char *mine = event != NULL && event->mine != 0 && !is_of_mine (self) && ledger != NULL
                       ? ka_ledger_title (ledger, ka_kind_get ("mine"), event->mine)
                       : NULL;

  gtk_list_item_set_activatable (item, event != NULL);
  ka_timeline_row_show (KA_TIMELINE_ROW (gtk_list_item_get_child (item)), line, mine, self->on);
}

/* ---- as a pane ---- */

static void
ka_timeline_pane_show (KaRecordPane *pane, gint64 id)
{
  KaTimelinePane *self = KA_TIMELINE_PANE (pane);

  self->id = id;
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_events (self);
}

static void
ka_timeline_pane_iface_init (KaRecordPaneInterface *iface)
{
  iface->show = ka_timeline_pane_show;
}

static void
ka_timeline_pane_map (GtkWidget *widget)
{
  KaTimelinePane *self = KA_TIMELINE_PANE (widget);

  GTK_WIDGET_CLASS (ka_timeline_pane_parent_class)->map (widget);
  if (self->stale)
    read_events (self);
}

static void
ka_timeline_pane_dispose (GObject *object)
{
  KaTimelinePane *self = KA_TIMELINE_PANE (object);

  ka_ask_forget (&self->work);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->list), self->tick);
  self->tick = 0;
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_TIMELINE_PANE);
  g_clear_object (&self->context);
  g_clear_object (&self->items);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  G_OBJECT_CLASS (ka_timeline_pane_parent_class)->dispose (object);
}

static void
ka_timeline_pane_class_init (KaTimelinePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_timeline_pane_dispose;
  widget_class->map = ka_timeline_pane_map;

  gtk_widget_class_install_action (widget_class, "timeline.export", "s", export_as);
  gtk_widget_class_install_action (widget_class, "timeline.print", NULL, print);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-timeline-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, KaTimelinePane, list);
  gtk_widget_class_bind_template_child (widget_class, KaTimelinePane, nothing);
  gtk_widget_class_bind_template_child (widget_class, KaTimelinePane, sorts);
  gtk_widget_class_bind_template_child (widget_class, KaTimelinePane, spinner);
  gtk_widget_class_bind_template_child (widget_class, KaTimelinePane, stack);
  gtk_widget_class_bind_template_child (widget_class, KaTimelinePane, terms);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, scroll_to_today);
}

static void
ka_timeline_pane_init (KaTimelinePane *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (KA_TYPE_TIMELINE_ITEM);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), self);
  ka_gradual_model_set (GTK_WIDGET (self->list), GTK_SELECTION_MODEL (selection));
  gtk_list_view_set_factory (self->list, factory);
}

GtkWidget *
ka_timeline_pane_new (KaContext *context, const KaKind *kind)
{
  KaTimelinePane *self = g_object_new (KA_TYPE_TIMELINE_PANE, NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  return GTK_WIDGET (self);
}
