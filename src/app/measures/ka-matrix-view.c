/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-matrix-view.h"

#include "ka-ask.h"
#include "ka-import-dialog.h"
#include "ka-list-paper-button.h"
#include "ka-mine-matrix.h"
#include "ka-paper-dialog.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-due.h>

struct _KaMatrixView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkWidget *before;
  GtkWidget *certificates;
  GtkToggleButton *failing;
  GtkWidget *letter;
  GtkDropDown *measure;
  GtkWidget *next;
  KaListPaperButton *lists;
  KaMineMatrix *matrix;
  GtkWidget *paste;
  GtkSpinner *spinner;
  GtkStack *stack;
  GtkWidget *twice;
  GtkLabel *year_label;

  /* Borrowed */
  KaWork *work; /* under way, or NULL */

  /* Owned */
  KaContext *context;
  GPtrArray *lines; /* KaMineLine, or NULL */

  gboolean posts; /* else duties */
  int year;
  gint64 least;
};

static void ka_matrix_view_iface_init (KaPageViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KaMatrixView,
                               ka_matrix_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KA_TYPE_PAGE_VIEW, ka_matrix_view_iface_init))

static const KaKind *
get_kind (KaMatrixView *self)
{
  return ka_kind_get (self->posts ? "person" : "duty");
}

static const KaDutyMeasure *
get_measure (KaMatrixView *self)
{
  guint n;
  const KaDutyMeasure *measures = ka_duty_measures (&n);
  guint selected = gtk_drop_down_get_selected (self->measure);

  return &measures[selected < n ? selected : 0];
}

/* ---- cells ---- */

/* The record of the cell, or a new one with mine and month given. */
static void
open_cell (KaMatrixView *self, const KaMineLine *line, guint column)
{
  KaWindow *window = ka_window_of (self);
  g_autoptr (KaRecord) record = NULL;
  g_autofree char *mine = NULL;

  if (line->cells[column].id > 0)
    {
      ka_window_show_record (window, get_kind (self), line->cells[column].id);
      return;
    }
  if (!ka_context_can_write (self->context))
    return;
  record = ka_record_new (get_kind (self));
  mine = g_strdup_printf ("%" G_GINT64_FORMAT, line->mine);
  ka_record_set (record, "mine", mine);
  if (self->posts)
    ka_record_set (record, "post", ka_posts ()[column]);
  else
    {
      g_autofree char *month = g_strdup_printf ("%04d-%02u", self->year, column + 1);

      ka_record_set (record, "month", month);
    }
  ka_window_new_record (window, record);
}

static void
on_open_cb (KaMatrixView *self)
{
  int column;
  const KaMineLine *line = ka_mine_matrix_get_cursor (self->matrix, &column);

  if (line != NULL && column >= 0)
    open_cell (self, line, (guint)column);
}

static void
set_headings (KaMatrixView *self)
{
  g_autoptr (GStrvBuilder) months = g_strv_builder_new ();
  g_auto (GStrv) headings = NULL;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *month = g_strdup_printf (_ ("%d月"), (int)i + 1);

      g_strv_builder_add (months, month);
    }
  headings = g_strv_builder_end (months);
  ka_mine_matrix_set_headings (self->matrix,
                               self->posts ? ka_posts () : (const char *const *)headings);
}

/* ---- computing ---- */

typedef struct
{
  gboolean posts;
  const KaDutyMeasure *measure;
  int year;
} Asked;

static gpointer
compute_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const Asked *asked = data;

  return asked->posts ? ka_post_table (ledger, ka_today (), error)
                      : ka_duty_table (ledger, asked->measure, asked->year, ka_today (), error);
}

static void
fill (KaMatrixView *self)
{
  ka_mine_matrix_set_lines (self->matrix, self->lines,
                            gtk_toggle_button_get_active (self->failing));
  gtk_stack_set_visible_child_name (
    self->stack, self->lines != NULL && self->lines->len == 0 ? "empty" : "table");
  ka_page_view_described (KA_PAGE_VIEW (self));
}

static void
on_computed_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaMatrixView *self = owner;
  g_autoptr (GPtrArray) lines = answer;

  gtk_spinner_stop (self->spinner);
  if (lines != NULL)
    {
      g_clear_pointer (&self->lines, g_ptr_array_unref);
      self->lines = g_steal_pointer (&lines);
      fill (self);
    }
  else if (ka_window_of (self) != NULL)
    ka_window_tell_error (ka_window_of (self), _ ("表没有算出来"), error);
}

static void
compute (KaMatrixView *self)
{
  g_autofree char *year = g_strdup_printf (_ ("%d年"), self->year);
  Asked *asked;

  gtk_label_set_label (self->year_label, year);
  if (ka_context_get_ledger (self->context) == NULL)
    return;
  if (!self->posts)
    self->least = ka_duty_least (ka_context_get_ledger (self->context), get_measure (self));
  asked = g_new0 (Asked, 1);
  asked->posts = self->posts;
  asked->measure = get_measure (self);
  asked->year = self->year;
  gtk_spinner_start (self->spinner);
  ka_ask (self->context, self, &self->work,
          ka_work_new (NULL, KA_WORK_READS, compute_in_worker, asked, g_free,
                       (GDestroyNotify)g_ptr_array_unref),
          on_computed_cb);
}

static char *
describe (KaPageView *view)
{
  KaMatrixView *self = KA_MATRIX_VIEW (view);
  guint n = 0, repeated = 0;

  for (guint i = 0; self->lines != NULL && i < self->lines->len; i++)
    {
      guint missed = ((KaMineLine *)self->lines->pdata[i])->missed;

      n += missed > 0;
      repeated += missed > 1;
    }
  if (self->posts)
    return g_strdup_printf (_ ("%u 座矿山有缺岗或者证书过期"), n);
  return g_strdup_printf (_ ("少于 %d 的 %u 座，其中两次以上 %u 座"), (int)self->least, n,
                          repeated);
}

static void
refresh (KaPageView *view)
{
  compute (KA_MATRIX_VIEW (view));
}

static void
ka_matrix_view_iface_init (KaPageViewInterface *iface)
{
  iface->describe = describe;
  iface->refresh = refresh;
}

/* ---- controls ---- */

static void
step_year (KaMatrixView *self, int step)
{
  self->year = CLAMP (self->year + step, 1990, 2200);
  compute (self);
}

static void
on_before_clicked_cb (KaMatrixView *self)
{
  step_year (self, -1);
}

static void
on_next_clicked_cb (KaMatrixView *self)
{
  step_year (self, 1);
}

static void
on_measure_selected_cb (KaMatrixView *self)
{
  if (self->context != NULL)
    compute (self);
}

/* The mine's own records. */
static void
on_open_mine_cb (KaMatrixView *self)
{
  const KaMineLine *line = ka_mine_matrix_get_cursor (self->matrix, NULL);
  g_autoptr (GHashTable) parameters = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  KaQuery *query;

  if (line == NULL)
    return;
  query = ka_query_new (get_kind (self));
  g_hash_table_insert (parameters, (char *)"mine",
                       g_strdup_printf ("%" G_GINT64_FORMAT, line->mine));
  ka_query_set_predicate (query,
                          self->posts
                            ? "t.mine = :mine OR (t.mine IS NULL AND t.enterprise = (SELECT"
                              " m.enterprise FROM mine m WHERE m.id = :mine))"
                            : "t.mine = :mine",
                          parameters);
  ka_window_show_list (ka_window_of (self), query, line->name);
}

static void
on_letter_clicked_cb (KaMatrixView *self)
{
  const KaMineLine *line = ka_mine_matrix_get_cursor (self->matrix, NULL);
  KaPaperJob job = { .form = ka_paper_form_get ("reminder"), .kind = ka_kind_get ("mine") };

  if (line == NULL)
    {
      ka_window_tell (ka_window_of (self), _ ("先选中要提醒的矿山。"));
      return;
    }
  job.id = line->mine;
  ka_paper_dialog_present (GTK_WIDGET (self), self->context, &job);
}

static void
on_text_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaMatrixView) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  KaWindow *window = ka_window_of (self);

  if (window == NULL)
    return;
  if (text == NULL || text[strspn (text, " \t\r\n")] == '\0')
    ka_window_tell (window, _ ("剪贴板里没有单元格；请先在 WPS、Excel 里复制要粘贴的行。"));
  else
    ka_import_dialog_present_text (window, text, get_kind (self), NULL);
}

/* Months side by side, as the offices keep them, are understood by the import. */
static void
on_paste_clicked_cb (KaMatrixView *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL,
                                 on_text_read_cb, g_object_ref (self));
}

static void
on_twice_clicked_cb (KaMatrixView *self)
{
  KaQuery *query = ka_query_new (ka_kind_get ("person"));

  ka_query_set_predicate (query, ka_person_twice_sql (), NULL);
  ka_window_show_list (ka_window_of (self), query, _ ("一人两处的特种作业人员"));
}

static void
on_certificates_clicked_cb (KaMatrixView *self)
{
  ka_window_show_list (ka_window_of (self),
                       ka_due_query (ka_context_get_ledger (self->context),
                                     ka_due_rule_get ("cert_expiry"), ka_today ()),
                       _ ("证书到期"));
}

/* ---- object ---- */

static void
ka_matrix_view_dispose (GObject *object)
{
  KaMatrixView *self = KA_MATRIX_VIEW (object);

  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_MATRIX_VIEW);
  g_clear_object (&self->context);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  G_OBJECT_CLASS (ka_matrix_view_parent_class)->dispose (object);
}

static void
ka_matrix_view_class_init (KaMatrixViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_matrix_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-matrix-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KaMatrixView, before);
  gtk_widget_class_bind_template_child (widget_class, KaMatrixView, certificates);
  gtk_widget_class_bind_template_child (widget_class, KaMatrixView, failing);
  gtk_widget_class_bind_template_child (widget_class, KaMatrixView, letter);
  gtk_widget_class_bind_template_child (widget_class, KaMatrixView, matrix);
  gtk_widget_class_bind_template_child (widget_class, KaMatrixView, measure);
  gtk_widget_class_bind_template_child (widget_class, KaMatrixView, next);
  gtk_widget_class_bind_template_child (widget_class, KaMatrixView, lists);
  gtk_widget_class_bind_template_child (widget_class, KaMatrixView, paste);
  gtk_widget_class_bind_template_child (widget_class, KaMatrixView, spinner);
  gtk_widget_class_bind_template_child (widget_class, KaMatrixView, stack);
  gtk_widget_class_bind_template_child (widget_class, KaMatrixView, twice);
  gtk_widget_class_bind_template_child (widget_class, KaMatrixView, year_label);
  gtk_widget_class_bind_template_callback (widget_class, fill);
  gtk_widget_class_bind_template_callback (widget_class, on_before_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_certificates_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_letter_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_measure_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_open_mine_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_paste_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_twice_clicked_cb);
}

static void
ka_matrix_view_init (KaMatrixView *self)
{
  g_type_ensure (KA_TYPE_LIST_PAPER_BUTTON);
  g_type_ensure (KA_TYPE_MINE_MATRIX);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
update_paste (KaMatrixView *self)
{
  gtk_widget_set_sensitive (self->paste, ka_context_can_write (self->context));
}

static GtkWidget *
create (KaContext *context, gboolean posts)
{
  KaMatrixView *self = g_object_new (KA_TYPE_MATRIX_VIEW, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n;
  const KaDutyMeasure *measures = ka_duty_measures (&n);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (names, _ (measures[i].label));
  gtk_drop_down_set_model (self->measure, G_LIST_MODEL (names));
  self->posts = posts;
  /* In January the year before is still looked at. */
  ka_day_get_ymd (ka_day_add_months (ka_today (), -1), &self->year, NULL, NULL);
  self->context = g_object_ref (context);
  gtk_widget_set_visible (GTK_WIDGET (self->measure), !posts);
  gtk_widget_set_visible (GTK_WIDGET (self->year_label), !posts);
  gtk_widget_set_visible (self->before, !posts);
  gtk_widget_set_visible (self->next, !posts);
  gtk_widget_set_visible (self->letter, !posts);
  gtk_widget_set_visible (self->twice, posts);
  gtk_widget_set_visible (self->certificates, posts);
  ka_list_paper_button_set (self->lists, context, posts ? "officials|operators" : "training|exams");
  set_headings (self);
  g_signal_connect_object (context, "notify::can-write", G_CALLBACK (update_paste), self,
                           G_CONNECT_SWAPPED);
  update_paste (self);
  return GTK_WIDGET (self);
}

GtkWidget *
ka_matrix_view_new_duties (KaContext *context)
{
  return create (context, FALSE);
}

GtkWidget *
ka_matrix_view_new_posts (KaContext *context)
{
  return create (context, TRUE);
}

GPtrArray *
ka_matrix_view_get_lines (KaMatrixView *self)
{
  g_return_val_if_fail (KA_IS_MATRIX_VIEW (self), NULL);
  return self->lines;
}
