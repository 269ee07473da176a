/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-what-if-view-private.h"

#include "ka-ask.h"
#include "ka-dialogs.h"
#include "ka-gradual-model.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-what-if-book.h>

static void ka_what_if_view_iface_init (KaPageViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KaWhatIfView,
                               ka_what_if_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KA_TYPE_PAGE_VIEW,
                                                      ka_what_if_view_iface_init))

static KaLedger *
get_ledger (KaWhatIfView *self)
{
  return ka_context_get_ledger (self->context);
}

static void
update_actions (KaWhatIfView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean can_write = ka_context_can_write (self->context);
  gboolean empty = ka_scenario_is_empty (self->scenario);

  gtk_widget_set_sensitive (GTK_WIDGET (self->save), can_write && !empty);
  gtk_widget_action_set_enabled (widget, "scenario.keep", can_write && !empty);
  gtk_widget_action_set_enabled (widget, "scenario.clear", !empty || self->open > 0);
  gtk_widget_action_set_enabled (widget, "scenario.delete", can_write && self->open > 0);
  gtk_widget_action_set_enabled (widget, "scenario.export", !empty);
  gtk_widget_action_set_enabled (widget, "scenario.report",
                                 can_write && self->open > 0 && !self->changed);
  gtk_widget_action_set_enabled (widget, "scenario.unreport", can_write && self->open > 0);
}

void
ka_what_if_view_changed (KaWhatIfView *self, const KaScenario *before)
{
  self->changed = TRUE;
  ka_what_if_view_touch (self, before);
  update_actions (self);
  ka_what_if_view_ask_ratios (self);
}

/* ---- those that are kept ---- */

static void
fill_kept (KaWhatIfView *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("scenario"));
  g_autoptr (GPtrArray) records
    = get_ledger (self) != NULL ? ka_query_records (query, get_ledger (self), NULL) : NULL;
  gint64 none = 0;
  guint selected = 0;

  g_array_set_size (self->ids, 0);
  g_ptr_array_set_size (self->names, 0);
  g_array_append_val (self->ids, none);
  g_ptr_array_add (self->names, g_strdup (_ ("没有保存的设想")));
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const KaRecord *record = g_ptr_array_index (records, i);
      const char *name = ka_record_get (record, "name");
      const char *report = ka_record_get (record, "report");

      if (record->id == self->open)
        selected = i + 1;
      g_array_append_val (self->ids, record->id);
      g_ptr_array_add (self->names, report != NULL
                                      ? g_strdup_printf (_ ("%s（%s报告）"), name, report)
                                      : g_strdup (name));
    }
  for (guint i = 0; i < self->names->len; i++)
    gtk_string_list_append (list, g_ptr_array_index (self->names, i));
  if (selected == 0)
    self->open = 0;
  self->loading = TRUE;
  gtk_drop_down_set_model (self->kept, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->kept, selected);
  self->loading = FALSE;
}

static void
show_scenario (KaWhatIfView *self, KaScenario *scenario)
{
  g_autoptr (KaScenario) before = self->scenario;

  self->scenario = scenario;
  self->changed = FALSE;
  ka_what_if_view_touch (self, before);
  update_actions (self);
  ka_what_if_view_ask_ratios (self);
}

static void
on_kept_selected_cb (KaWhatIfView *self)
{
  guint selected = gtk_drop_down_get_selected (self->kept);
  g_autoptr (GError) error = NULL;
  KaScenario *scenario;

  if (self->loading || selected >= self->ids->len || get_ledger (self) == NULL)
    return;
  self->open = g_array_index (self->ids, gint64, selected);
  scenario = self->open > 0 ? ka_scenario_read (get_ledger (self), self->open, &error)
                            : ka_scenario_new ();
  if (scenario != NULL)
    show_scenario (self, scenario);
  else
    ka_window_tell_error (ka_window_of (self), _ ("方案没有读出"), error);
}

/* The name of the one that is open is proposed: under it the scenario takes its place. */
static void
on_save_popover_cb (KaWhatIfView *self)
{
  const KaKind *kind = ka_kind_get ("scenario");
  g_autoptr (KaRecord) record
    = self->open > 0 ? ka_ledger_get (get_ledger (self), kind, self->open, NULL) : NULL;
  const char *note = record != NULL ? ka_record_get (record, "note") : NULL;

  gtk_editable_set_text (self->name, record != NULL ? ka_record_get (record, "name") : "");
  gtk_editable_set_text (self->note, note != NULL ? note : "");
}

static void
keep_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KaWhatIfView *self = KA_WHAT_IF_VIEW (widget);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  if (*name == '\0')
    {
      ka_window_tell (ka_window_of (widget), _ ("先写方案的名称。"));
      return;
    }
  id = ka_ledger_find (get_ledger (self), ka_kind_get ("scenario"), "name", name, &error);
  if (id >= 0)
    id = ka_scenario_save (get_ledger (self), id, name, gtk_editable_get_text (self->note),
                           self->scenario, &error);
  if (id <= 0)
    {
      ka_window_tell_error (ka_window_of (widget), _ ("没有保存"), error);
      return;
    }
  gtk_menu_button_popdown (self->save);
  self->open = id;
  self->changed = FALSE;
  fill_kept (self);
  update_actions (self);
  text = g_strdup_printf (_ ("已保存方案“%s”"), name);
  ka_window_tell_undoable (ka_window_of (widget), text);
}

static void
delete_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KaWhatIfView *self = KA_WHAT_IF_VIEW (widget);
  g_autoptr (GError) error = NULL;

  if (ka_scenario_delete (get_ledger (self), self->open, &error))
    {
      fill_kept (self);
      update_actions (self);
      ka_window_tell_undoable (ka_window_of (widget), _ ("已删除方案，设想还在"));
    }
  else
    ka_window_tell_error (ka_window_of (widget), _ ("没有删除"), error);
}

static void
clear_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KaWhatIfView *self = KA_WHAT_IF_VIEW (widget);

  self->open = 0;
  fill_kept (self);
  show_scenario (self, ka_scenario_new ());
}

static void
put_into_report (KaWhatIfView *self, KaQuarter quarter)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = quarter != KA_SCENARIO_NOWHERE ? ka_quarter_to_chinese (quarter) : NULL;
  g_autofree char *text = words != NULL
                            ? g_strdup_printf (_ ("已写进%s报告“四化六体系”部分"), words)
                            : g_strdup (_ ("不再写进报告"));

  if (!ka_scenario_report (get_ledger (self), self->open, quarter, &error))
    {
      ka_window_tell_error (ka_window_of (self), _ ("没有写进报告"), error);
      return;
    }
  fill_kept (self);
  ka_window_tell_undoable (ka_window_of (self), text);
}

/* In the first month of a quarter the report on the one before is still written. */
static void
report_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  put_into_report (KA_WHAT_IF_VIEW (widget), ka_quarter_of (ka_day_add_months (ka_today (), -1)));
}

static void
unreport_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  put_into_report (KA_WHAT_IF_VIEW (widget), KA_SCENARIO_NOWHERE);
}

/* ---- what is supposed ---- */

static void
put_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *act = g_variant_get_string (parameter, NULL);

  ka_what_if_view_put_selected (KA_WHAT_IF_VIEW (widget), *act != '\0' ? act : NULL);
}

static void
merge_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ka_what_if_view_merge_selected (KA_WHAT_IF_VIEW (widget));
}

static const KaResult *
get_scale (KaWhatIfView *self)
{
  const KaWhatIf *what_if = ka_what_if_view_get_result (self);

  for (guint i = 0; what_if != NULL && i < what_if->after->len; i++)
    {
      const KaResult *result = g_ptr_array_index (what_if->after, i);

      if (g_str_equal (result->indicator->code, "scale"))
        return result;
    }
  return NULL;
}

#define MOST_NEAREST 500

/* Those with the least to do first, as many as are wanted. */
static void
nearest_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KaWhatIfView *self = KA_WHAT_IF_VIEW (widget);
  const KaResult *scale = get_scale (self);
  g_autoptr (KaScenario) before = NULL;
  gint64 wanted;

  if (scale == NULL)
    return;
  wanted = ka_what_if_view_get_result (self)->least_upgrade;
  if (wanted <= 0)
    {
      ka_window_tell (ka_window_of (widget), wanted == 0
                                               ? _ ("规模化已达到目标。")
                                               : _ ("只靠升级达不到目标，或者没有目标。"));
      return;
    }
  /* Nobody upgrades so many one by one; the list would not be looked through. */
  if (wanted > MOST_NEAREST)
    {
      g_autofree char *text
        = g_strdup_printf (_ ("还差 %d 座，一次选出最省力的 %d 座。"), (int)wanted, MOST_NEAREST);

      ka_window_tell (ka_window_of (widget), text);
      wanted = MOST_NEAREST;
    }
  before = ka_scenario_copy (self->scenario);
  for (guint i = 0; i < scale->nearest->len && wanted > 0; i++)
    {
      gint64 id = g_array_index (scale->nearest, gint64, i);

      if (ka_scenario_act (self->scenario, id, NULL) != NULL)
        continue;
      ka_scenario_put (self->scenario, id, "升级");
      wanted--;
    }
  ka_what_if_view_changed (self, before);
}

/* ---- exporting ---- */

typedef struct
{
  KaScenario *scenario;
  char *name, *path;
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  ka_scenario_free (export->scenario);
  g_free (export->name);
  g_free (export->path);
  g_free (export);
}

static gpointer
export_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const Export *export = data;

  return ka_what_if_book_write (ledger, export->name, export->scenario, ka_today (), export->path,
                                error)
           ? g_strdup (export->path)
           : NULL;
}

void
ka_what_if_view_export (KaWhatIfView *self, GFile *file)
{
  Export *export;

  g_return_if_fail (KA_IS_WHAT_IF_VIEW (self));

  export = g_new0 (Export, 1);
  export->scenario = ka_scenario_copy (self->scenario);
  export->path = g_file_get_path (file);
  if (self->open > 0)
    export->name
      = g_strdup (ka_ledger_title (get_ledger (self), ka_kind_get ("scenario"), self->open));
  ka_ask (self->context, self, NULL,
          ka_work_new (_ ("导出"), KA_WORK_READS, export_in_worker, export, free_export, g_free),
          ka_window_tell_written);
}

static void
on_export_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaWhatIfView) self = data;
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);

  if (file != NULL && self->view != NULL && get_ledger (self) != NULL)
    ka_what_if_view_export (self, file);
}

static void
export_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ka_choose_file_async (GTK_WINDOW (ka_window_of (widget)), _ ("导出规模化测算"),
                        GTK_FILE_CHOOSER_ACTION_SAVE, "规模化测算.xlsx", _ ("Excel 工作簿"), "xlsx",
                        FALSE, on_export_chosen_cb, g_object_ref (widget));
}

/* ---- the view of a page ---- */

static char *
describe (KaPageView *view)
{
  KaWhatIfView *self = KA_WHAT_IF_VIEW (view);

  return g_strdup_printf (_ ("设想 %u 座，不改矿山台账"), ka_scenario_count (self->scenario));
}

static void
refresh (KaPageView *view)
{
  KaWhatIfView *self = KA_WHAT_IF_VIEW (view);

  /* Ids are of one ledger alone. */
  if (self->ledger != get_ledger (self) && !ka_scenario_is_empty (self->scenario))
    {
      ka_scenario_free (self->scenario);
      self->scenario = ka_scenario_new ();
      self->open = 0;
    }
  gtk_stack_set_visible_child_name (
    self->stack, get_ledger (self) != NULL
                     && ka_ledger_count (get_ledger (self), ka_kind_get ("mine"), NULL) == 0
                   ? "empty"
                   : "scenario");
  fill_kept (self);
  update_actions (self);
  ka_what_if_view_ask_list (self);
  ka_what_if_view_ask_ratios (self);
}

static void
ka_what_if_view_iface_init (KaPageViewInterface *iface)
{
  iface->describe = describe;
  iface->refresh = refresh;
}

/* ---- object ---- */

static void
ka_what_if_view_dispose (GObject *object)
{
  KaWhatIfView *self = KA_WHAT_IF_VIEW (object);

  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_WHAT_IF_VIEW);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->ledger);
  g_clear_object (&self->context);
  g_clear_pointer (&self->scenario, ka_scenario_free);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  G_OBJECT_CLASS (ka_what_if_view_parent_class)->dispose (object);
}

static void
ka_what_if_view_class_init (KaWhatIfViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_what_if_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-what-if-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KaWhatIfView, compare);
  gtk_widget_class_bind_template_child (widget_class, KaWhatIfView, kept);
  gtk_widget_class_bind_template_child (widget_class, KaWhatIfView, least);
  gtk_widget_class_bind_template_child (widget_class, KaWhatIfView, name);
  gtk_widget_class_bind_template_child (widget_class, KaWhatIfView, note);
  gtk_widget_class_bind_template_child (widget_class, KaWhatIfView, notes);
  gtk_widget_class_bind_template_child (widget_class, KaWhatIfView, only_chosen);
  gtk_widget_class_bind_template_child (widget_class, KaWhatIfView, only_small);
  gtk_widget_class_bind_template_child (widget_class, KaWhatIfView, problem);
  gtk_widget_class_bind_template_child (widget_class, KaWhatIfView, ratios);
  gtk_widget_class_bind_template_child (widget_class, KaWhatIfView, save);
  gtk_widget_class_bind_template_child (widget_class, KaWhatIfView, search);
  gtk_widget_class_bind_template_child (widget_class, KaWhatIfView, spinner);
  gtk_widget_class_bind_template_child (widget_class, KaWhatIfView, stack);
  gtk_widget_class_bind_template_child (widget_class, KaWhatIfView, view);
  gtk_widget_class_bind_template_callback (widget_class, ka_what_if_view_ask_list);
  gtk_widget_class_bind_template_callback (widget_class, ka_what_if_view_ask_ratios);
  gtk_widget_class_bind_template_callback (widget_class, on_kept_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_popover_cb);
  gtk_widget_class_install_action (widget_class, "scenario.clear", NULL, clear_action);
  gtk_widget_class_install_action (widget_class, "scenario.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "scenario.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "scenario.keep", NULL, keep_action);
  gtk_widget_class_install_action (widget_class, "scenario.merge", NULL, merge_action);
  gtk_widget_class_install_action (widget_class, "scenario.nearest", NULL, nearest_action);
  gtk_widget_class_install_action (widget_class, "scenario.put", "s", put_action);
  gtk_widget_class_install_action (widget_class, "scenario.report", NULL, report_action);
  gtk_widget_class_install_action (widget_class, "scenario.unreport", NULL, unreport_action);
}

static void
ka_what_if_view_init (KaWhatIfView *self)
{
  self->scenario = ka_scenario_new ();
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->names = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->selection = gtk_multi_selection_new (NULL);
  ka_gradual_model_set (GTK_WIDGET (self->view), GTK_SELECTION_MODEL (self->selection));
  ka_what_if_view_make_columns (self);
}

GtkWidget *
ka_what_if_view_new (KaContext *context)
{
  KaWhatIfView *self = g_object_new (KA_TYPE_WHAT_IF_VIEW, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

const KaScenario *
ka_what_if_view_get_scenario (KaWhatIfView *self)
{
  g_return_val_if_fail (KA_IS_WHAT_IF_VIEW (self), NULL);
  return self->scenario;
}

const KaWhatIf *
ka_what_if_view_get_result (KaWhatIfView *self)
{
  g_return_val_if_fail (KA_IS_WHAT_IF_VIEW (self), NULL);
  return self->shown != NULL ? g_ptr_array_index (self->shown, 0) : NULL;
}
