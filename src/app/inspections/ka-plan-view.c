/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-plan-view.h"

#include "ka-ask.h"
#include "ka-dialogs.h"
#include "ka-draw-dialog.h"
#include "ka-filter-bar.h"
#include "ka-page-view.h"
#include "ka-plan-dialogs.h"
#include "ka-plan-matrix.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <ka-plan-paper.h>
#include <stdlib.h>
#include <string.h>

/* Of the enterprises above their cap, in one sentence. */
#define MOST_NAMES 6

struct _KaPlanView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkWidget *acts;
  GtkLabel *arithmetic;
  GtkBox *box;
  GtkLabel *legend;
  KaPlanMatrix *matrix;
  GtkLabel *problems;
  GtkStack *stack;
  GtkSpinButton *year;

  /* Borrowed */
  KaFilterBar *filter;
  KaWork *work; /* under way, or NULL */

  /* Owned */
  KaContext *context;
  KaPlanSheet *sheet; /* shown now, or NULL */
};

static void ka_plan_view_iface_init (KaPageViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KaPlanView,
                               ka_plan_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KA_TYPE_PAGE_VIEW, ka_plan_view_iface_init))

static int
get_year (KaPlanView *self)
{
  return gtk_spin_button_get_value_as_int (self->year);
}

/* ---- what stands above the matrix ---- */

static void
append_link (GString *text, const char *target, gint64 tenths)
{
  g_autofree char *days = ka_plan_format_days (tenths);

  g_string_append_printf (text, "<a href=\"%s\">%s</a>", target, days);
}

static const char *
say_from (KaDaysFrom from)
{
  return from == KA_DAYS_LAST ? _ ("（沿用上年）") : from == KA_DAYS_NONE ? _ ("（未填）") : "";
}

static void
show_arithmetic (KaPlanView *self, const KaPlanDays *days)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *available = ka_plan_format_days (days->available);
  g_autofree char *left = ka_plan_format_days (
    days->available == G_MININT64 ? G_MININT64 : days->available - days->used);

  g_string_append (text, _ ("总法定工作日 "));
  append_link (text, "year", days->total);
  g_string_append_printf (text, _ ("（<a href=\"holidays\">%" PRId64 "天</a>"), days->statutory);
  if (days->counted >= 0)
    g_string_append_printf (text, _ (" × %" PRId64 "人"), days->counted);
  if (days->staff > 0)
    g_string_append_printf (text, _ ("，在册%" PRId64 "人"), days->staff);
  g_string_append (text, _ ("） − 其他执法 "));
  append_link (text, "other", days->other);
  g_string_append_printf (text, _ ("%s − 非执法 "), say_from (days->other_from));
  append_link (text, "idle", days->idle);
  g_string_append_printf (text, _ ("%s ＝ 监督检查工作日 <b>%s</b>；计划用 "),
                          say_from (days->idle_from), available);
  append_link (text, "plans", days->used);
  g_string_append_printf (text, _ ("，余 <b>%s</b>；同一企业上限%" PRId64 "次"), left, days->cap);
  if (days->approved != KA_DAY_NONE)
    {
      g_autofree char *day = ka_day_to_iso (days->approved);

      g_string_append_printf (text, _ ("；%s 批准"), day);
    }
  else
    g_string_append (text, _ ("；未批准"));
  gtk_label_set_markup (self->arithmetic, text->str);
}

static void
show_problems (KaPlanView *self)
{
  GPtrArray *over_cap = self->sheet->over_cap;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->sheet->days->problems->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "",
                            (char *)g_ptr_array_index (self->sheet->days->problems, i));
  if (over_cap->len > 0)
    {
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint i = 0; i < MIN (over_cap->len, MOST_NAMES); i++)
        g_string_append_printf (names, "%s%s", i > 0 ? "、" : "",
                                (char *)g_ptr_array_index (over_cap, i));
      if (over_cap->len > MOST_NAMES)
        g_string_append (names, _ ("等"));
      g_string_append_printf (
        text, _ ("%s%u家企业的计划超过同一企业年度频次上限（%" PRId64 "次），请调整：%s。"),
        text->len > 0 ? "\n" : "", over_cap->len, self->sheet->days->cap, names->str);
    }
  gtk_label_set_label (self->problems, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->problems), text->len > 0);
}

/* It went otherwise than planned, and nobody said why. */
static gboolean
is_unexplained (const KaPlanItem *item)
{
  return item->plan > 0 && item->deviation == NULL
         && (item->state == KA_PLAN_OVERDUE || item->state == KA_PLAN_DONE_LATE
             || item->moved_from != 0);
}

static guint
count_unexplained (const KaPlanSheet *sheet)
{
  guint n = 0;

  for (guint i = 0; i < sheet->mines->len; i++)
    {
      const KaPlanMine *mine = g_ptr_array_index (sheet->mines, i);

      for (guint k = 0; k < mine->items->len; k++)
        n += is_unexplained (g_ptr_array_index (mine->items, k));
    }
  return n;
}

/* 3/5, which leads to its rows; nothing planned is not 0/0. */
static void
append_quarter (GString *text, const KaPlanSheet *sheet, guint quarter)
{
  KaPlanCount count;

  ka_plan_sheet_sum (sheet, quarter * 3 - 2, quarter * 3, &count);
  if (count.planned == 0)
    g_string_append_printf (text, _ ("　第%u季度 —"), quarter);
  else
    g_string_append_printf (text, _ ("　第%u季度 <a href=\"quarter:%u\">%u/%u</a>"), quarter,
                            quarter, count.done, count.planned);
}

/* The signs with their counts, and the quarters; each leads to its rows. */
static void
show_legend (KaPlanView *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const KaPlanCount *all = &self->sheet->months[0];
  const guint counts[KA_N_PLAN_STATES]
    = { all->planned - all->done - all->overdue, all->done - all->late, all->late, all->overdue,
        all->beyond };

  gtk_widget_set_visible (GTK_WIDGET (self->legend), self->sheet->mines->len > 0);
  if (all->planned == 0 && all->beyond == 0)
    {
      g_string_printf (
        text, _ ("%d年还没有检查计划：按“拟定计划…”由程序按分类分级等拟定，或者逐条新建。"),
        self->sheet->year);
      gtk_label_set_label (self->legend, text->str);
      return;
    }
  for (guint s = 0; s < KA_N_PLAN_STATES; s++)
    g_string_append_printf (text, "%s%s %s <a href=\"state:%u\">%u</a>", s > 0 ? "　" : "",
                            ka_plan_matrix_sign (s), ka_plan_state_label (s), s, counts[s]);
  for (guint q = 1; q <= 4; q++)
    append_quarter (text, self->sheet, q);
  if (count_unexplained (self->sheet) > 0)
    g_string_append_printf (text, _ ("　未说明原因 <a href=\"unexplained\">%u</a>"),
                            count_unexplained (self->sheet));
  gtk_label_set_markup (self->legend, text->str);
}

static void
update_actions (KaPlanView *self)
{
  gboolean can_write = ka_context_can_write (self->context);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "plan.propose", can_write);
  gtk_widget_action_set_enabled (widget, "plan.draw", can_write);
  gtk_widget_action_set_enabled (
    widget, "plan.approve", can_write && self->sheet != NULL && self->sheet->days->plan_year > 0);
  gtk_widget_action_set_enabled (widget, "plan.copy-items", can_write);
  gtk_widget_action_set_enabled (widget, "plan.export", self->sheet != NULL);
  ka_plan_matrix_set_editable (self->matrix, can_write);
}

/* ---- computing ---- */

/* What a worker is asked, and what it answers. */
typedef struct
{
  int year;
  KaQuery *query; /* the mines that are to be shown; NULL: all */
  KaPlanSheet *sheet;
  GArray *ids;
} Asked;

static void
free_asked (gpointer data)
{
  Asked *asked = data;

  g_clear_pointer (&asked->query, ka_query_free);
  g_clear_pointer (&asked->sheet, ka_plan_sheet_free);
  g_clear_pointer (&asked->ids, g_array_unref);
  g_free (asked);
}

static gpointer
compute_sheet (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const Asked *asked = data;
  Asked *answer = g_new0 (Asked, 1);

  answer->sheet = ka_plan_sheet_new (ledger, asked->year, ka_today (), error);
  if (answer->sheet != NULL && asked->query != NULL)
    answer->ids = ka_query_ids (asked->query, ledger, ka_work_get_cancellable (work), error);
  if (answer->sheet == NULL || (asked->query != NULL && answer->ids == NULL))
    g_clear_pointer (&answer, free_asked);
  return answer;
}

static void
take_sheet (KaPlanView *self, KaPlanSheet *sheet, const GArray *ids)
{
  ka_plan_matrix_set_sheet (self->matrix, sheet, ids);
  g_clear_pointer (&self->sheet, ka_plan_sheet_free);
  self->sheet = sheet;
  if (sheet == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, sheet->mines->len > 0 ? "matrix" : "empty");
  show_arithmetic (self, sheet->days);
  show_problems (self);
  show_legend (self);
  update_actions (self);
  ka_page_view_described (KA_PAGE_VIEW (self));
}

static void
on_computed_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaPlanView *self = owner;
  Asked *asked = answer;

  if (asked != NULL)
    {
      take_sheet (self, g_steal_pointer (&asked->sheet), asked->ids);
      free_asked (asked);
    }
  else if (ka_window_of (self) != NULL)
    ka_window_tell_error (ka_window_of (self), _ ("计划没有读出"), error);
}

static void
ask (KaPlanView *self)
{
  Asked *asked;

  if (ka_context_get_ledger (self->context) == NULL)
    {
      ka_ask_forget (&self->work);
      take_sheet (self, NULL, NULL);
      return;
    }
  asked = g_new0 (Asked, 1);
  asked->year = get_year (self);
  if (ka_filter_bar_is_filtered (self->filter))
    asked->query = ka_filter_bar_build_query (self->filter);
  ka_ask (self->context, self, &self->work,
          ka_work_new (NULL, KA_WORK_READS, compute_sheet, asked, free_asked, free_asked),
          on_computed_cb);
}

static void
on_year_changed_cb (KaPlanView *self)
{
  if (self->context != NULL)
    ask (self);
}

/* ---- where numbers lead ---- */

#define UNEXPLAINED KA_N_PLAN_STATES

static gboolean
is_wanted (const KaPlanItem *item, int state, guint first, guint last)
{
  if (state == UNEXPLAINED)
    return is_unexplained (item);
  return (state < 0 || (int)item->state == state) && (state >= 0 || item->plan > 0)
         && item->month >= first && item->month <= last;
}

/* Just the rows that were counted. */
static void
show_items (KaPlanView *self, int state, guint first, guint last, const char *label)
{
  gboolean beyond = state == KA_PLAN_BEYOND;
  g_autoptr (GString) sql = g_string_new ("t.id IN (0");
  KaQuery *query = ka_query_new (ka_kind_get (beyond ? "inspection" : "plan"));

  for (guint i = 0; i < self->sheet->mines->len; i++)
    {
      const KaPlanMine *mine = g_ptr_array_index (self->sheet->mines, i);

      for (guint k = 0; k < mine->items->len; k++)
        {
          const KaPlanItem *item = g_ptr_array_index (mine->items, k);

          if (is_wanted (item, state, first, last))
            g_string_append_printf (sql, ", %" PRId64, beyond ? item->inspection : item->plan);
        }
    }
  g_string_append_c (sql, ')');
  ka_query_set_predicate (query, sql->str, NULL);
  ka_window_show_list (ka_window_of (self), query, label);
}

static void
show_year_items (KaPlanView *self, const char *class)
{
  KaQuery *query = ka_query_new (ka_kind_get ("workday_item"));
  g_autofree char *year = g_strdup_printf ("%d", get_year (self));
  g_autofree char *label = g_strdup_printf (_ ("%s年%s"), year, _ (class));

  ka_query_filter (query, "year", KA_OP_EQ, year);
  ka_query_filter (query, "class", KA_OP_EQ, class);
  ka_window_show_list (ka_window_of (self), query, label);
}

static void
show_year (KaPlanView *self)
{
  const KaKind *kind = ka_kind_get ("plan_year");
  g_autoptr (KaRecord) record = NULL;
  g_autofree char *year = g_strdup_printf ("%d", get_year (self));

  if (self->sheet->days->plan_year > 0)
    {
      ka_window_show_record (ka_window_of (self), kind, self->sheet->days->plan_year);
      return;
    }
  record = ka_record_new (kind);
  ka_record_set (record, "year", year);
  ka_window_new_record (ka_window_of (self), record);
}

static void
show_holidays (KaPlanView *self)
{
  KaQuery *query = ka_query_new (ka_kind_get ("holiday"));
  g_autofree char *first = g_strdup_printf ("%d-01-01", get_year (self));
  g_autofree char *last = g_strdup_printf ("%d-12-31", get_year (self));
  g_autofree char *label = g_strdup_printf (_ ("%d年节假日"), get_year (self));

  ka_query_filter (query, "day", KA_OP_GE, first);
  ka_query_filter (query, "day", KA_OP_LE, last);
  ka_window_show_list (ka_window_of (self), query, label);
}

static gboolean
on_link_cb (KaPlanView *self, const char *target)
{
  const char *number = strchr (target, ':');
  guint n = number != NULL ? (guint)atoi (number + 1) : 0;
  g_autofree char *label = NULL;

  if (self->sheet == NULL)
    return TRUE;
  if (g_str_equal (target, "year"))
    show_year (self);
  else if (g_str_equal (target, "holidays"))
    show_holidays (self);
  else if (g_str_equal (target, "other"))
    show_year_items (self, "其他执法工作日");
  else if (g_str_equal (target, "idle"))
    show_year_items (self, "非执法工作日");
  else if (g_str_equal (target, "plans"))
    {
      label = g_strdup_printf (_ ("%d年计划"), get_year (self));
      show_items (self, -1, 1, 12, label);
    }
  else if (g_str_equal (target, "unexplained"))
    {
      label = g_strdup_printf (_ ("%d年未按计划、未说明原因"), get_year (self));
      show_items (self, UNEXPLAINED, 1, 12, label);
    }
  else if (g_str_has_prefix (target, "state:"))
    {
      label = g_strdup_printf (_ ("%d年计划：%s"), get_year (self), ka_plan_state_label (n));
      show_items (self, (int)n, 1, 12, label);
    }
  else
    {
      label = g_strdup_printf (_ ("%d年第%u季度计划"), get_year (self), n);
      show_items (self, -1, n * 3 - 2, n * 3, label);
    }
  return TRUE;
}

static void
on_open_cb (KaPlanView *self, const KaPlanMine *mine, const KaPlanItem *item)
{
  KaWindow *window = ka_window_of (self);
  g_autoptr (KaRecord) record = NULL;
  g_autofree char *id = NULL;
  g_autofree char *month = NULL;
  g_autofree char *year = NULL;
  guint row, at;

  if (item != NULL && item->plan > 0)
    ka_window_show_record (window, ka_kind_get ("plan"), item->plan);
  else if (item != NULL)
    ka_window_show_record (window, ka_kind_get ("inspection"), item->inspection);
  else if (ka_context_can_write (self->context))
    {
      ka_plan_matrix_get_cursor (self->matrix, &row, &at);
      id = g_strdup_printf ("%" PRId64, mine->id);
      year = g_strdup_printf ("%d", get_year (self));
      month = g_strdup_printf ("%s-%02u", year, at);
      record = ka_record_new (ka_kind_get ("plan"));
      ka_record_set (record, "year", year);
      ka_record_set (record, "mine", id);
      ka_record_set (record, "month", month);
      ka_window_new_record (window, record);
    }
}

/* ---- what is done ---- */

static void
on_move_cb (KaPlanView *self, gint64 plan, guint month)
{
  ka_plan_move_ask (GTK_WIDGET (self), self->context, plan, month,
                    self->sheet->days->approved != KA_DAY_NONE);
}

static void
propose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaPlanView *self = KA_PLAN_VIEW (widget);

  ka_plan_propose_present (widget, self->context, get_year (self));
}

static void
draw_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaPlanView *self = KA_PLAN_VIEW (widget);

  ka_draw_dialog_present (widget, self->context, get_year (self));
}

static void
approve_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaPlanView *self = KA_PLAN_VIEW (widget);

  if (self->sheet != NULL && self->sheet->days->plan_year > 0)
    ka_plan_approve_ask (widget, self->context, self->sheet->days->plan_year);
}

static void
copy_items_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaPlanView *self = KA_PLAN_VIEW (widget);
  KaWindow *window = ka_window_of (widget);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  if (!ka_plan_copy_items (ka_context_get_ledger (self->context), get_year (self), &n, &error))
    ka_window_tell_error (window, _ ("没有沿用"), error);
  else if (n == 0)
    ka_window_tell (window, _ ("上年没有测算项，或者本年已经都有了。"));
  else
    {
      g_autofree char *text = g_strdup_printf (_ ("沿用了上年的%u个测算项"), n);

      ka_window_tell_undoable (window, text);
    }
}

/* ---- exporting ---- */

typedef struct
{
  KaPlanForm form;
  int year;
  char *path;
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  g_free (export->path);
  g_free (export);
}

static gpointer
write_export (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const Export *export = data;

  return ka_plan_write (ledger, export->year, export->form, export->path,
                        ka_work_get_cancellable (work), error)
           ? g_strdup (export->path)
           : NULL;
}

typedef struct
{
  KaPlanView *view;
  KaPlanForm form;
} Choosing;

static void
on_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Choosing *choosing = data;
  g_autoptr (KaPlanView) self = choosing->view;
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);
  Export *export;

  if (file == NULL || ka_context_get_ledger (self->context) == NULL)
    return;
  export = g_new0 (Export, 1);
  export->form = choosing->form;
  export->year = get_year (self);
  export->path = g_file_get_path (file);
  ka_ask (self->context, self, NULL,
          ka_work_new (_ ("导出计划"), KA_WORK_READS, write_export, export, free_export, g_free),
          ka_window_tell_written);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaPlanView *self = KA_PLAN_VIEW (widget);
  const char *what = g_variant_get_string (parameter, NULL);
  KaPlanForm form = g_str_equal (what, "plan")     ? KA_PLAN_FORM_PLAN
                    : g_str_equal (what, "random") ? KA_PLAN_FORM_RANDOM
                                                   : KA_PLAN_FORM_PAPER;
  g_autofree char *title = ka_plan_form_name (form, get_year (self));
  gboolean pdf = form == KA_PLAN_FORM_PAPER;
  g_autofree char *file = g_strconcat (title, pdf ? ".pdf" : ".xlsx", NULL);
  Choosing *choosing = g_new (Choosing, 1);

  choosing->view = g_object_ref (self);
  choosing->form = form;
  ka_choose_file_async (GTK_WINDOW (ka_window_of (widget)), title, GTK_FILE_CHOOSER_ACTION_SAVE,
                        file, pdf ? _ ("PDF 文件") : _ ("Excel 工作簿"), pdf ? "pdf" : "xlsx",
                        FALSE, on_chosen_cb, choosing);
}

/* ---- page view ---- */

static void
ka_plan_view_refresh (KaPageView *view)
{
  ask (KA_PLAN_VIEW (view));
}

static char *
ka_plan_view_describe (KaPageView *view)
{
  KaPlanView *self = KA_PLAN_VIEW (view);

  if (self->sheet == NULL)
    return NULL;
  return g_strdup_printf (_ ("%d年 · %u座矿山 · 计划%u项，完成%u项"), self->sheet->year,
                          ka_plan_matrix_get_n_shown (self->matrix), self->sheet->months[0].planned,
                          self->sheet->months[0].done);
}

static void
ka_plan_view_find (KaPageView *view)
{
  ka_filter_bar_focus_search (KA_PLAN_VIEW (view)->filter);
}

static void
ka_plan_view_iface_init (KaPageViewInterface *iface)
{
  iface->refresh = ka_plan_view_refresh;
  iface->describe = ka_plan_view_describe;
  iface->find = ka_plan_view_find;
}

/* ---- object ---- */

static void
ka_plan_view_dispose (GObject *object)
{
  KaPlanView *self = KA_PLAN_VIEW (object);

  if (self->matrix != NULL)
    ka_plan_matrix_set_sheet (self->matrix, NULL, NULL);
  g_clear_pointer (&self->sheet, ka_plan_sheet_free);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_PLAN_VIEW);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (ka_plan_view_parent_class)->dispose (object);
}

static void
ka_plan_view_class_init (KaPlanViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_plan_view_dispose;
  g_type_ensure (KA_TYPE_PLAN_MATRIX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-plan-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KaPlanView, acts);
  gtk_widget_class_bind_template_child (widget_class, KaPlanView, arithmetic);
  gtk_widget_class_bind_template_child (widget_class, KaPlanView, box);
  gtk_widget_class_bind_template_child (widget_class, KaPlanView, legend);
  gtk_widget_class_bind_template_child (widget_class, KaPlanView, matrix);
  gtk_widget_class_bind_template_child (widget_class, KaPlanView, problems);
  gtk_widget_class_bind_template_child (widget_class, KaPlanView, stack);
  gtk_widget_class_bind_template_child (widget_class, KaPlanView, year);
  gtk_widget_class_bind_template_callback (widget_class, on_link_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_move_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_year_changed_cb);
  gtk_widget_class_install_action (widget_class, "plan.propose", NULL, propose_action);
  gtk_widget_class_install_action (widget_class, "plan.draw", NULL, draw_action);
  gtk_widget_class_install_action (widget_class, "plan.approve", NULL, approve_action);
  gtk_widget_class_install_action (widget_class, "plan.copy-items", NULL, copy_items_action);
  gtk_widget_class_install_action (widget_class, "plan.export", "s", export_action);
}

static void
ka_plan_view_init (KaPlanView *self)
{
  int year, month, dom;

  gtk_widget_init_template (GTK_WIDGET (self));
  ka_day_get_ymd (ka_today (), &year, &month, &dom);
  gtk_spin_button_set_value (self->year, year);
}

GtkWidget *
ka_plan_view_new (KaContext *context)
{
  KaPlanView *self = g_object_new (KA_TYPE_PLAN_VIEW, NULL);
  const KaKind *mine = ka_kind_get ("mine");

  self->context = g_object_ref (context);
  self->filter = ka_filter_bar_new (context, mine, ka_context_get_list_settings (context, mine));
  g_signal_connect_swapped (self->filter, "changed", G_CALLBACK (ask), self);
  ka_filter_bar_take_controls (self->filter, GTK_WIDGET (self->year), self->acts);
  gtk_box_prepend (self->box, GTK_WIDGET (self->filter));
  g_signal_connect_object (context, "notify::can-write", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
  return GTK_WIDGET (self);
}
