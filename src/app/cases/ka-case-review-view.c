/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-case-review-private.h"

#include "ka-ask.h"
#include "ka-page-view.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-query.h>

#define MAX_TITLE 22

static void ka_case_review_view_iface_init (KaPageViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KaCaseReviewView,
                               ka_case_review_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KA_TYPE_PAGE_VIEW,
                                                      ka_case_review_view_iface_init))

/* ---- the case that is open ---- */

static void
on_read_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaCaseReviewView *self = owner;
  KaCaseState *known = answer;

  gtk_spinner_stop (self->spinner);
  g_clear_pointer (&self->known, ka_case_state_free);
  self->known = known;
  if (known == NULL)
    {
      if (ka_window_of (self) != NULL)
        ka_window_tell_error (ka_window_of (self), _ ("案例没有读出"), error);
      return;
    }
  _ka_case_review_show_papers (self);
  _ka_case_review_show_known (self);
  _ka_case_review_update_acts (self);
}

static void
read_case (KaCaseReviewView *self)
{
  if (self->id == 0)
    {
      ka_ask_forget (&self->work);
      gtk_spinner_stop (self->spinner);
      return;
    }
  gtk_spinner_start (self->spinner);
  ka_ask (self->context, self, &self->work, ka_case_read_work (self->id, self->chosen), on_read_cb);
}

void
_ka_case_review_choose_paper (KaCaseReviewView *self, gint64 attachment)
{
  self->chosen = attachment;
  read_case (self);
}

static void
select_in_list (KaCaseReviewView *self)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == self->id)
      {
        self->filling = TRUE;
        gtk_drop_down_set_selected (self->cases, i);
        self->filling = FALSE;
      }
}

void
ka_case_review_view_open (KaCaseReviewView *self, gint64 id)
{
  g_return_if_fail (KA_IS_CASE_REVIEW_VIEW (self));

  if (id != self->id)
    {
      self->id = id;
      self->chosen = 0;
      g_clear_pointer (&self->known, ka_case_state_free);
      ka_paper_view_show (self->paper, 0, 0);
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->opinion), "", -1);
      gtk_editable_set_text (GTK_EDITABLE (self->receipt), "");
      if (id != 0)
        ka_record_view_show (self->record, id);
    }
  gtk_stack_set_visible_child_name (self->main, id != 0 ? "case" : "empty");
  select_in_list (self);
  _ka_case_review_update_acts (self);
  read_case (self);
}

static void
on_case_selected_cb (KaCaseReviewView *self)
{
  guint place = gtk_drop_down_get_selected (self->cases);

  if (!self->filling && place < self->ids->len)
    ka_case_review_view_open (self, g_array_index (self->ids, gint64, place));
}

/* ---- the cases there are ---- */

/* A drop-down is as wide as its longest line. */
static char *
shorten (const char *title)
{
  g_autofree char *head = NULL;

  if (g_utf8_strlen (title, -1) <= MAX_TITLE)
    return g_strdup (title);
  head = g_utf8_substring (title, 0, MAX_TITLE - 1);
  return g_strconcat (head, "…", NULL);
}

static void
fill_cases (KaCaseReviewView *self, GPtrArray *records)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  g_array_set_size (self->ids, 0);
  for (guint i = 0; i < records->len; i++)
    {
      const KaRecord *record = records->pdata[i];
      const char *review = ka_record_get (record, "review");
      g_autofree char *title = shorten (ka_record_get (record, "title"));
      g_autofree char *text = g_strdup_printf ("%s · %s · %s", ka_record_get (record, "quarter"),
                                               review != NULL ? review : "待审核", title);

      gtk_string_list_append (list, text);
      g_array_append_val (self->ids, record->id);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->cases, G_LIST_MODEL (list));
  self->filling = FALSE;
}

/* Those that wait come before those that are done; within them the newest first. */
static int
compare_cases (gconstpointer a, gconstpointer b)
{
  const KaRecord *one = *(KaRecord **)a, *two = *(KaRecord **)b;
  gboolean one_done = g_strcmp0 (ka_record_get (one, "review"), "已报送") == 0;
  gboolean two_done = g_strcmp0 (ka_record_get (two, "review"), "已报送") == 0;

  if (one_done != two_done)
    return one_done - two_done;
  return one->id < two->id ? 1 : -1;
}

static void
ka_case_review_view_refresh (KaPageView *view)
{
  KaCaseReviewView *self = KA_CASE_REVIEW_VIEW (view);
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("typical_case"));
  g_autoptr (GPtrArray) records = ledger != NULL ? ka_query_records (query, ledger, NULL) : NULL;
  gboolean there = FALSE;

  if (records == NULL)
    return;
  g_ptr_array_sort (records, compare_cases);
  fill_cases (self, records);
  for (guint i = 0; i < self->ids->len; i++)
    there = there || g_array_index (self->ids, gint64, i) == self->id;
  if (!there)
    ka_case_review_view_open (self, self->ids->len > 0 ? g_array_index (self->ids, gint64, 0) : 0);
  else
    {
      ka_record_view_refresh (self->record);
      ka_case_review_view_open (self, self->id);
    }
  ka_page_view_described (view);
}

static char *
ka_case_review_view_describe (KaPageView *view)
{
  KaCaseReviewView *self = KA_CASE_REVIEW_VIEW (view);

  return g_strdup_printf (_ ("%u 件"), self->ids->len);
}

static void
ka_case_review_view_iface_init (KaPageViewInterface *iface)
{
  iface->refresh = ka_case_review_view_refresh;
  iface->describe = ka_case_review_view_describe;
}

/* ---- taking in ---- */

static void
on_taken_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaCaseReviewView *self = owner;
  g_autoptr (GArray) ids = answer;
  KaWindow *window = ka_window_of (self);

  if (window == NULL)
    return;
  if (ids == NULL)
    {
      ka_window_tell_error (window, _ ("没有收稿"), error);
      return;
    }
  if (ids->len > 0)
    {
      g_autofree char *text = g_strdup_printf (_ ("已收稿 %u 件，请核对标题和日期"), ids->len);

      ka_case_review_view_open (self, g_array_index (ids, gint64, 0));
      ka_window_tell_undoable (window, text);
    }
}

gboolean
ka_case_review_view_take (KaCaseReviewView *self, GSList *files)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (KA_IS_CASE_REVIEW_VIEW (self), FALSE);

  if (!ka_context_can_write (self->context))
    return FALSE;
  for (GSList *l = files; l != NULL; l = l->next)
    {
      char *path = g_file_get_path (l->data);

      if (path != NULL)
        g_ptr_array_add (paths, path);
    }
  if (paths->len == 0)
    return FALSE;
  g_ptr_array_add (paths, NULL);
  ka_ask (self->context, self, NULL, ka_case_take_work ((const char *const *)paths->pdata),
          on_taken_cb);
  return TRUE;
}

static gboolean
on_drop_cb (KaCaseReviewView *self, const GValue *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  return ka_case_review_view_take (self, files);
}

/* ---- object ---- */

static void
ka_case_review_view_dispose (GObject *object)
{
  KaCaseReviewView *self = KA_CASE_REVIEW_VIEW (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_CASE_REVIEW_VIEW);
  g_clear_pointer (&self->known, ka_case_state_free);
  g_clear_pointer (&self->points, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (ka_case_review_view_parent_class)->dispose (object);
}

static void
ka_case_review_view_class_init (KaCaseReviewViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_case_review_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-case-review-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KaCaseReviewView, cases);
  gtk_widget_class_bind_template_child (widget_class, KaCaseReviewView, main);
  gtk_widget_class_bind_template_child (widget_class, KaCaseReviewView, record_bin);
  gtk_widget_class_bind_template_child (widget_class, KaCaseReviewView, spinner);
  gtk_widget_class_bind_template_child (widget_class, KaCaseReviewView, stack);
  gtk_widget_class_bind_template_child (widget_class, KaCaseReviewView, state);
  gtk_widget_class_bind_template_callback (widget_class, on_case_selected_cb);
  _ka_case_review_class_add_acts (widget_class);
  _ka_case_review_class_add_papers (widget_class);
}

static void
ka_case_review_view_init (KaCaseReviewView *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->points = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ka_case_review_view_new (KaContext *context)
{
  KaCaseReviewView *self = g_object_new (KA_TYPE_CASE_REVIEW_VIEW, NULL);
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->context = g_object_ref (context);
  self->paper = ka_paper_view_new (context);
  self->record = ka_record_view_new (context, ka_kind_get ("typical_case"));
  adw_bin_set_child (self->paper_bin, GTK_WIDGET (self->paper));
  adw_bin_set_child (self->record_bin, GTK_WIDGET (self->record));
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drop), GTK_PHASE_BUBBLE);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  _ka_case_review_add_paper_drop (self);
  g_signal_connect_object (context, "notify::can-write", G_CALLBACK (_ka_case_review_update_acts),
                           self, G_CONNECT_SWAPPED);
  _ka_case_review_update_acts (self);
  return GTK_WIDGET (self);
}

gint64
ka_case_review_view_get_open (KaCaseReviewView *self)
{
  g_return_val_if_fail (KA_IS_CASE_REVIEW_VIEW (self), 0);
  return self->id;
}

gboolean
ka_case_review_view_is_ready (KaCaseReviewView *self)
{
  g_return_val_if_fail (KA_IS_CASE_REVIEW_VIEW (self), FALSE);
  return self->work == NULL && (self->id == 0 || self->known != NULL);
}

guint
ka_case_review_view_get_n_wrong (KaCaseReviewView *self)
{
  guint n = 0;

  g_return_val_if_fail (KA_IS_CASE_REVIEW_VIEW (self), 0);

  for (guint i = 0; self->known != NULL && i < self->known->findings->len; i++)
    n += ((KaCaseFinding *)self->known->findings->pdata[i])->verdict == KA_CASE_WRONG;
  return n;
}

KaPaperView *
ka_case_review_view_get_paper (KaCaseReviewView *self)
{
  g_return_val_if_fail (KA_IS_CASE_REVIEW_VIEW (self), NULL);
  return self->paper;
}

KaRecordView *
ka_case_review_view_get_record (KaCaseReviewView *self)
{
  g_return_val_if_fail (KA_IS_CASE_REVIEW_VIEW (self), NULL);
  return self->record;
}
