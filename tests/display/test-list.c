/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of a kind: sorting, filtering, columns, many rows at once, copying, exporting, and 50,000
 * mines. */
#include "config.h"

#include "ka-desk.h"

#include "ka-columns.h"
#include "ka-filter-bar.h"
#include "ka-filter.h"
#include "ka-picker.h"
#include "ka-record-form.h"

#include <ka-grid.h>
#include <ka-history.h>
#include <ka-row-model.h>

#ifdef __SANITIZE_ADDRESS__ /* several times slower, and no other code runs */
#define MANY 10000
#else
#define MANY 50000
#endif

static Desk desk;

static GtkColumnView *
get_column_view (KaListView *view)
{
  return GTK_COLUMN_VIEW (guitest_by_type (GTK_WIDGET (view), GTK_TYPE_COLUMN_VIEW));
}

static KaFilterBar *
get_filter (KaListView *view)
{
  return KA_FILTER_BAR (guitest_by_type (GTK_WIDGET (view), KA_TYPE_FILTER_BAR));
}

static const char *
get_cell (KaListView *view, guint position, const char *field)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (get_column_view (view)));
  g_autoptr (KaRow) row = NULL;

  /* The view gets the rows that are out of sight a few a frame. */
  guitest_until (g_list_model_get_n_items (model) > position);
  row = g_list_model_get_item (model, position);
  return ka_row_get_text (row, (guint)ka_kind_field_index (ka_list_view_get_kind (view), field));
}

/* As a click on the heading does it. */
static void
sort_by (KaListView *view, const char *heading, GtkSortType order)
{
  GListModel *columns = gtk_column_view_get_columns (get_column_view (view));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_str_equal (gtk_column_view_column_get_title (column), heading))
        {
          gtk_column_view_sort_by_column (get_column_view (view), column, order);
          return;
        }
    }
  g_error ("no column %s", heading);
}

static void
select_rows (KaListView *view, guint first, guint n)
{
  gtk_selection_model_select_range (gtk_column_view_get_model (get_column_view (view)), first, n,
                                    TRUE);
  guitest_settle ();
}

static gboolean
is_first_cell (GtkWidget *widget, gconstpointer data)
{
  GtkListItem *item = g_object_get_data (G_OBJECT (widget), "ka-item");

  return item != NULL && gtk_list_item_get_position (item) == 0
         && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), data);
}

/* What the first row of the list shows is what stands there. */
static void
assert_first_shown (KaListView *view)
{
  guitest_until (
    guitest_find (GTK_WIDGET (get_column_view (view)), is_first_cell, get_cell (view, 0, "name"))
    != NULL);
}

/* A record that is changed where it stands is shown anew. */
static void
assert_change_shown (KaListView *view)
{
  const KaKind *mine = ka_kind_get ("mine");
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (get_column_view (view)));
  g_autoptr (KaRow) row = g_list_model_get_item (model, 0);
  g_autoptr (KaRecord) record
    = ka_ledger_get (desk_ledger (&desk), mine, ka_row_get_id (row), NULL);
  g_autofree char *name = g_strconcat (ka_record_get (record, "name"), "二", NULL);

  ka_record_set (record, "name", name);
  g_assert_true (ka_ledger_save (desk_ledger (&desk), record, NULL));
  guitest_settle ();
  g_assert_cmpstr (get_cell (view, 0, "name"), ==, name);
  assert_first_shown (view);
}

/* By value, not by digits; what is not given stands last. */
static void
assert_by_capacity (KaListView *view)
{
  for (guint i = 1; i < ka_list_view_get_n_shown (view); i++)
    {
      g_autofree char *before = g_strdup (get_cell (view, i - 1, "capacity"));
      const char *after = get_cell (view, i, "capacity");

      g_assert_true (before[0] != '\0' || after[0] == '\0');
      if (after[0] != '\0')
        g_assert_cmpfloat (g_ascii_strtod (before, NULL), <=, g_ascii_strtod (after, NULL));
    }
}

static void
test_sort_and_filter (void)
{
  KaListView *view;
  g_autoptr (KaCondition) condition = NULL;
  const KaKind *mine = ka_kind_get ("mine");
  g_autofree char *first = NULL;
  guint n, narrowed;

  desk_take_sample (&desk);
  desk_window (&desk);
  desk_open (&desk);
  view = desk_list (&desk, "mine");
  guitest_paint (GTK_WINDOW (desk.window));
  n = ka_list_view_get_n_shown (view);
  g_assert_cmpuint (n, >, 10);

  sort_by (view, "矿山名称", GTK_SORT_ASCENDING);
  first = g_strdup (get_cell (view, 0, "name"));
  assert_first_shown (view);
  sort_by (view, "矿山名称", GTK_SORT_DESCENDING);
  assert_first_shown (view);
  g_assert_cmpstr (get_cell (view, n - 1, "name"), ==, first);
  g_assert_cmpstr (get_cell (view, 0, "name"), !=, first);

  sort_by (view, "设计生产规模", GTK_SORT_ASCENDING);
  assert_by_capacity (view);
  assert_change_shown (view);

  condition = ka_condition_new (ka_kind_field (mine, "type"), KA_OP_EQ, "地下矿山");
  ka_filter_bar_add (get_filter (view), condition);
  narrowed = ka_list_view_get_n_shown (view);
  g_assert_cmpuint (narrowed, >, 0);
  g_assert_cmpuint (narrowed, <, n);
  for (guint i = 0; i < narrowed; i++)
    g_assert_cmpstr (get_cell (view, i, "type"), ==, "地下矿山");
  g_assert_cmpint (ka_list_view_get_n_all (view), ==, n);
  g_assert_nonnull (strstr (ka_page_get_subtitle (ka_window_get_page (desk.window)), "筛选自"));

  /* The chip takes it away again. */
  guitest_paint (GTK_WINDOW (desk.window));
  guitest_press (guitest_by_id (
    guitest_by_type (GTK_WIDGET (view), g_type_from_name ("KaFilterChip")), "remove"));
  g_assert_cmpuint (ka_list_view_get_n_shown (view), ==, n);

  ka_filter_bar_set_text (get_filter (view), "没有一座矿山叫这个名字");
  guitest_until (ka_list_view_get_n_shown (view) == 0);
  guitest_paint (GTK_WINDOW (desk.window));
  g_assert_nonnull (guitest_by_text (GTK_WIDGET (view), "清除全部条件"));
  guitest_action (GTK_WIDGET (desk.window), "page.clear-filters");
  guitest_until (ka_list_view_get_n_shown (view) == n);
  desk_close (&desk);

  /* What was sorted stays sorted. */
  desk_window (&desk);
  desk_open (&desk);
  view = desk_list (&desk, "mine");
  assert_by_capacity (view);
  desk_close (&desk);
}

/* The chips of a list are the rules' own predicates, and lie over one another. */
static gboolean
asks_rule (GtkWidget *widget, gconstpointer rule)
{
  return GTK_IS_TOGGLE_BUTTON (widget) && g_object_get_data (G_OBJECT (widget), "ka-rule") == rule;
}

static GtkToggleButton *
find_question (KaListView *view, const KaDueRule *rule)
{
  GtkWidget *button = guitest_find (GTK_WIDGET (view), asks_rule, rule);

  g_assert_nonnull (button);
  return GTK_TOGGLE_BUTTON (button);
}

static void
test_questions (void)
{
  guint n;
  const KaDueRule *const *rules = ka_due_rules (&n);
  KaListView *view;

  desk_window (&desk);
  desk_open (&desk);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KaQuery) query = NULL;
      g_autoptr (GArray) ids = NULL;

      if (rules[i]->chip == NULL)
        continue;
      g_test_message ("%s", rules[i]->code);
      query = ka_query_new (ka_kind_get (rules[i]->kind));
      ka_due_apply_chip (ka_context_get_ledger (desk.context), rules[i], ka_today (), query);
      ids = ka_query_ids (query, ka_context_get_ledger (desk.context), NULL, NULL);
      g_assert_nonnull (ids);
      view = desk_list (&desk, rules[i]->kind);
      gtk_toggle_button_set_active (find_question (view, rules[i]), TRUE);
      guitest_until (ka_list_view_get_n_shown (view) == ids->len);
      ka_list_view_clear_filters (view);
    }
  desk_close (&desk);
}

/* Many questions do not take the room of the list: the first few stand there, all of them on demand, and
 * one that is asked is seen. */
static void
test_more_questions (void)
{
  const KaKind *mine = ka_kind_get ("mine");
  const KaDueRule *last = NULL;
  GtkWidget *view, *more;
  guint n;
  const KaDueRule *const *rules = ka_due_rules (&n);

  desk_window (&desk);
  desk_open (&desk);
  for (guint i = 0; i < n; i++)
    if (rules[i]->chip != NULL && rules[i]->clause != NULL
        && g_str_equal (rules[i]->kind, mine->id))
      last = rules[i];
  g_assert_nonnull (last);
  ka_window_show_page (desk.window, "mines");
  view = GTK_WIDGET (ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (desk.window))));
  more = guitest_by_text (view, "更多");
  g_assert_nonnull (more);
  g_assert_null (guitest_by_text (view, last->chip));
  guitest_press (more);
  g_assert_nonnull (guitest_by_text (view, last->chip));
  guitest_press (more);
  g_assert_null (guitest_by_text (view, last->chip));
  gtk_toggle_button_set_active (find_question (KA_LIST_VIEW (view), last), TRUE);
  g_assert_nonnull (guitest_by_text (view, last->chip));
  desk_close (&desk);
}

static GtkWidget *
open_kept (GtkWidget *view)
{
  GtkMenuButton *button = GTK_MENU_BUTTON (guitest_by_id (view, "kept_button"));

  gtk_menu_button_popup (button);
  guitest_until (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (button))));
  return GTK_WIDGET (gtk_menu_button_get_popover (button));
}

/* A filter is kept under a name, asked again by it, and dropped. */
static void
test_kept_filters (void)
{
  const KaKind *mine = ka_kind_get ("mine");
  GtkWidget *view, *bar, *popover;
  KaCondition *condition;
  KaQuery *query;
  g_autoptr (GArray) ids = NULL;
  g_auto (GStrv) asked = NULL;
  g_auto (GStrv) again = NULL;

  desk_window (&desk);
  desk_open (&desk);
  ka_window_show_page (desk.window, "mines");
  view = GTK_WIDGET (ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (desk.window))));
  bar = guitest_by_type (view, KA_TYPE_FILTER_BAR);
  popover = open_kept (view);
  g_assert_nonnull (guitest_by_text (popover, "还没有保存的筛选"));
  gtk_popover_popdown (GTK_POPOVER (popover));

  condition = ka_condition_new (ka_kind_field (mine, "type"), KA_OP_EQ, "露天矿山");
  ka_filter_bar_add (KA_FILTER_BAR (bar), condition);
  ka_condition_free (condition);
  condition = ka_condition_new (ka_kind_field (mine, "enterprise"), KA_OP_NE, "1");
  ka_filter_bar_add (KA_FILTER_BAR (bar), condition);
  ka_condition_free (condition);
  ka_filter_bar_set_text (KA_FILTER_BAR (bar), "石 矿");
  asked = ka_filter_bar_dup_words (KA_FILTER_BAR (bar));
  g_assert_cmpuint (g_strv_length (asked), ==, 3);
  query = ka_filter_bar_build_query (KA_FILTER_BAR (bar));
  ids = ka_query_ids (query, desk_ledger (&desk), NULL, NULL);
  ka_query_free (query);
  guitest_until (ka_list_view_get_n_shown (KA_LIST_VIEW (view)) == ids->len);

  popover = open_kept (view);
  gtk_editable_set_text (GTK_EDITABLE (guitest_by_id (popover, "name")), " 露天 ");
  guitest_press (guitest_by_text (popover, "保存筛选"));
  gtk_popover_popdown (GTK_POPOVER (popover));
  ka_filter_bar_clear (KA_FILTER_BAR (bar));
  g_assert_false (ka_filter_bar_is_filtered (KA_FILTER_BAR (bar)));

  popover = open_kept (view);
  guitest_press (guitest_by_text (popover, "露天"));
  again = ka_filter_bar_dup_words (KA_FILTER_BAR (bar));
  g_assert_cmpstrv (asked, again);
  guitest_until (ka_list_view_get_n_shown (KA_LIST_VIEW (view)) == ids->len);

  /* What another ledger would say is left out. */
  g_assert_false (ka_filter_bar_set_words (
    KA_FILTER_BAR (bar), (const char *const[]){ "condition enterprise eq 1 某某公司",
                                                "question nobody", "text 石", NULL }));
  g_clear_pointer (&again, g_strfreev);
  again = ka_filter_bar_dup_words (KA_FILTER_BAR (bar));
  g_assert_cmpstrv (again, ((const char *const[]){ "text 石", NULL }));

  popover = open_kept (view);
  guitest_press (gtk_widget_get_next_sibling (guitest_by_text (popover, "露天")));
  g_assert_nonnull (guitest_by_text (popover, "还没有保存的筛选"));
  gtk_popover_popdown (GTK_POPOVER (popover));
  desk_close (&desk);
}

static void
test_number_leads_to_list (void)
{
  KaListView *view;
  KaQuery *query = ka_query_new (ka_kind_get ("mine"));
  guint n;

  desk_window (&desk);
  desk_open (&desk);
  view = desk_list (&desk, "mine");
  n = ka_list_view_get_n_shown (view);
  ka_window_show_page (desk.window, "home");
  ka_query_set_predicate (query, "t.type = '地下矿山'", NULL);
  ka_window_show_list (desk.window, query, "未达标：试一试");
  guitest_settle ();
  view = ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (desk.window)));
  g_assert_cmpuint (ka_list_view_get_n_shown (view), <, n);
  g_assert_cmpstr (ka_list_view_get_base_label (view), ==, "未达标：试一试");

  /* There and back again. */
  guitest_action (GTK_WIDGET (desk.window), "win.back");
  g_assert_cmpstr (ka_page_get_info (ka_window_get_page (desk.window))->id, ==, "home");
  guitest_action (GTK_WIDGET (desk.window), "win.back");
  guitest_settle ();
  g_assert_cmpuint (ka_list_view_get_n_shown (view), ==, n);
  guitest_action (GTK_WIDGET (desk.window), "win.forward");
  guitest_action (GTK_WIDGET (desk.window), "win.forward");
  guitest_settle ();
  g_assert_cmpuint (ka_list_view_get_n_shown (view), <, n);
  desk_close (&desk);
}

static void
test_many_at_once (void)
{
  KaListView *view;
  GtkWidget *dialog;
  gint64 count;
  gint64 revision;

  desk_window (&desk);
  desk_open (&desk);
  view = desk_list (&desk, "hazard");
  count = ka_ledger_count (desk_ledger (&desk), ka_kind_get ("hazard"), NULL);
  select_rows (view, 0, 3);
  guitest_action (GTK_WIDGET (desk.window), "page.edit-many");
  dialog = guitest_toplevel (g_type_from_name ("KaBulkDialog"));
  g_assert_nonnull (dialog);
  guitest_paint (GTK_WINDOW (dialog));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (guitest_by_id (dialog, "field")),
                              (guint)ka_kind_field_index (ka_kind_get ("hazard"), "reviewer"));
  gtk_editable_set_text (
    GTK_EDITABLE (guitest_by_type (guitest_by_id (dialog, "bin"), GTK_TYPE_ENTRY)), "李某某");
  revision = ka_ledger_get_head (desk_ledger (&desk));
  guitest_press (guitest_by_text (dialog, "修改"));
  guitest_until (ka_ledger_get_head (desk_ledger (&desk)) > revision);
  guitest_settle ();
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (get_cell (view, i, "reviewer"), ==, "李某某");
  guitest_settle ();
  /* One change, so one undo. */
  guitest_action (GTK_WIDGET (desk.window), "win.undo");
  guitest_settle ();
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (get_cell (view, i, "reviewer"), !=, "李某某");

  select_rows (view, 0, 2);
  guitest_action (GTK_WIDGET (desk.window), "page.delete");
  guitest_until (ka_list_view_get_n_shown (view) == count - 2);
  guitest_action (GTK_WIDGET (desk.window), "win.undo");
  guitest_until (ka_list_view_get_n_shown (view) == count);
  desk_close (&desk);
}

static void
on_text_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(char **)data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_copy_and_export (void)
{
  KaListView *view;
  g_autofree char *text = NULL;
  g_autofree char *path = g_build_filename (desk.folder, "导出.xlsx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) cells = NULL;
  g_autoptr (KaBook) book = NULL;
  GdkClipboard *clipboard;

  desk_window (&desk);
  desk_open (&desk);
  view = desk_list (&desk, "mine");
  select_rows (view, 0, 2);
  guitest_action (GTK_WIDGET (desk.window), "page.copy");
  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (view));
  gdk_clipboard_read_text_async (clipboard, NULL, on_text_read_cb, &text);
  guitest_until (text != NULL);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  cells = g_strsplit (lines[1], "\t", -1);
  g_assert_cmpstr (cells[0], ==, get_cell (view, 0, "name"));

  ka_list_view_export_to (view, file);
  guitest_until (g_file_query_exists (file, NULL)
                 && g_list_model_get_n_items (ka_context_get_works (desk.context)) == 0);
  book = ka_book_open (path, NULL, NULL, NULL, NULL);
  g_assert_nonnull (book);
  /* A heading above the rows that are listed. */
  g_assert_cmpuint (ka_grid_get_n_rows (ka_book_get_sheet (book, 0)), >=,
                    ka_list_view_get_n_shown (view) + 1);
  desk_close (&desk);
}

/* The table that comes back holds the rows shown, below what stood in it. */
static void
test_fill (void)
{
  KaListView *view;
  g_autofree char *path = g_build_filename (desk.folder, "空表.xlsx", NULL);
  g_autofree char *filled_path = g_build_filename (desk.folder, "填好.xlsx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) filled = g_file_new_for_path (filled_path);
  g_autoptr (KaBook) book = NULL;

  desk_window (&desk);
  desk_open (&desk);
  view = desk_list (&desk, "mine");
  g_assert_cmpuint (ka_list_view_get_n_shown (view), >, 0);
  ka_list_view_export_to (view, file);
  guitest_until (g_file_query_exists (file, NULL)
                 && g_list_model_get_n_items (ka_context_get_works (desk.context)) == 0);
  ka_list_view_fill_to (view, file, filled);
  guitest_until (g_file_query_exists (filled, NULL)
                 && g_list_model_get_n_items (ka_context_get_works (desk.context)) == 0);
  book = ka_book_open (filled_path, NULL, NULL, NULL, NULL);
  g_assert_nonnull (book);
  g_assert_cmpuint (ka_grid_get_n_rows (ka_book_get_sheet (book, 0)), ==,
                    2 * ka_list_view_get_n_shown (view) + 1);
  desk_close (&desk);
}

/* Two rows that are one mine: what is chosen stays, and one undo brings the other back. */
static void
test_merge (void)
{
  KaListView *view;
  GtkWidget *dialog;
  gint64 before;
  g_autoptr (KaChange) change = NULL;

  desk_window (&desk);
  desk_open (&desk);
  desk_add_enterprise (&desk, "渝州待并一厂");
  desk_add_enterprise (&desk, "渝州待并二厂");
  view = desk_list (&desk, "enterprise");
  guitest_until (!ka_list_view_is_loading (view));
  before = ka_ledger_count (desk_ledger (&desk), ka_kind_get ("enterprise"), NULL);
  select_rows (view, ka_list_view_get_n_shown (view) - 2, 2);
  guitest_action (GTK_WIDGET (desk.window), "page.merge");
  dialog = guitest_toplevel (g_type_from_name ("KaMergeDialog"));
  g_assert_nonnull (dialog);
  guitest_paint (GTK_WINDOW (dialog));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (guitest_by_id (dialog, "keep_second")), TRUE);
  guitest_press (guitest_by_id (dialog, "accept"));
  guitest_until (guitest_toplevel (g_type_from_name ("KaMergeDialog")) == NULL);
  g_assert_cmpint (ka_ledger_count (desk_ledger (&desk), ka_kind_get ("enterprise"), NULL), ==,
                   before - 1);
  change = ka_ledger_next_undo (desk_ledger (&desk), NULL);
  g_assert_cmpstr (change->what, ==, KA_CHANGE_MERGE);
  guitest_action (GTK_WIDGET (desk.window), "win.undo");
  guitest_until (ka_ledger_count (desk_ledger (&desk), ka_kind_get ("enterprise"), NULL) == before);
  desk_close (&desk);
}

static void
test_columns (void)
{
  KaListView *view;
  GListModel *columns;
  guint n;
  GtkWidget *bar;

  desk_window (&desk);
  desk_open (&desk);
  view = desk_list (&desk, "mine");
  columns = gtk_column_view_get_columns (get_column_view (view));
  n = g_list_model_get_n_items (columns);
  bar = GTK_WIDGET (get_filter (view));
  gtk_menu_button_popup (GTK_MENU_BUTTON (guitest_by_id (bar, "columns_button")));
  guitest_until (gtk_widget_get_first_child (guitest_by_id (bar, "column_checks")) != NULL);
  for (GtkWidget *check = gtk_widget_get_first_child (guitest_by_id (bar, "column_checks"));
       check != NULL; check = gtk_widget_get_next_sibling (check))
    if (g_str_equal (gtk_check_button_get_label (GTK_CHECK_BUTTON (check)), "总工程师"))
      {
        gboolean before = gtk_check_button_get_active (GTK_CHECK_BUTTON (check));

        gtk_check_button_set_active (GTK_CHECK_BUTTON (check), !before);
        g_assert_cmpuint (g_list_model_get_n_items (columns), ==, before ? n - 1 : n + 1);
      }
  gtk_menu_button_popdown (GTK_MENU_BUTTON (guitest_by_id (bar, "columns_button")));
  desk_close (&desk);
}

static void
test_read_only (void)
{
  KaListView *view;
  KaLedger *ledger;

  desk_window (&desk);
  ledger = ka_ledger_open (desk.path, KA_OPEN_READ_ONLY, NULL);
  g_assert_nonnull (ledger);
  ka_context_take_ledger (desk.context, ledger);
  view = desk_list (&desk, "mine");
  ka_list_view_open (view, 1);
  guitest_paint (GTK_WINDOW (desk.window));
  g_assert_true (gtk_info_bar_get_revealed (
    GTK_INFO_BAR (guitest_by_id (GTK_WIDGET (desk.window), "info_bar"))));
  g_assert_false (guitest_can_act (GTK_WIDGET (desk.window), "page.new", NULL));
  g_assert_false (g_action_group_get_action_enabled (
    ka_page_get_actions (ka_window_get_page (desk.window)), "new"));
  g_assert_false (g_action_group_get_action_enabled (
    ka_page_get_actions (ka_window_get_page (desk.window)), "delete"));
  g_assert_cmpuint (ka_list_view_get_n_shown (view), >, 10);
  desk_close (&desk);
}

/* ---- 50,000 mines ---- */

static gboolean
write_many (KaLedger *ledger, gpointer data, GError **error)
{
  static const char *const TYPES[] = { "露天矿山", "地下矿山" };
  static const char *const TOWNS[] = { "德感街道", "双福街道", "珞璜镇", "白沙镇", "李市镇" };
  static const char *const NAMES[] = { "石岗", "桥沟", "龙门", "长岭", "重坪", "双河", "马鞍" };
  g_autoptr (KaRecord) enterprise = ka_record_new (ka_kind_get ("enterprise"));
  g_autofree char *id = NULL;

  ka_record_set (enterprise, "name", "重庆示例石材有限公司");
  if (!ka_ledger_save (ledger, enterprise, error))
    return FALSE;
  id = g_strdup_printf ("%" G_GINT64_FORMAT, enterprise->id);
  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr (KaRecord) mine = ka_record_new (ka_kind_get ("mine"));
      g_autofree char *name = g_strdup_printf ("示例%s%u号石灰岩矿", NAMES[i % 7], i);
      g_autofree char *capacity = g_strdup_printf ("%u", i * 7919 % 400);

      ka_record_set (mine, "enterprise", id);
      ka_record_set (mine, "name", name);
      ka_record_set (mine, "type", TYPES[i % 2]);
      ka_record_set (mine, "status", i % 9 ? "生产" : "停产");
      ka_record_set (mine, "town", TOWNS[i % 5]);
      ka_record_set (mine, "mineral", "建筑石料用灰岩");
      ka_record_set (mine, "capacity", capacity);
      ka_record_set (mine, "capacity_unit", "万吨/年");
      if (!ka_ledger_save (ledger, mine, error))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  gint64 last;
  gint64 longest;
} Beat;

/* How long the main loop could not turn. */
static gboolean
on_beat (gpointer data)
{
  Beat *beat = data;
  gint64 now = g_get_monotonic_time ();

  beat->longest = MAX (beat->longest, now - beat->last);
  beat->last = now;
  return G_SOURCE_CONTINUE;
}

static double
read_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* From the act to the painted answer. The processor's time counts: the clock on the wall also says what
 * else the machine does. */
static void
measure (KaListView *view, const char *what, void (*act) (KaListView *))
{
  Beat beat = { g_get_monotonic_time (), 0 };
  gint64 start = beat.last;
  double cpu = read_clock (CLOCK_PROCESS_CPUTIME_ID), loop = read_clock (CLOCK_THREAD_CPUTIME_ID);
  guint source = g_timeout_add_full (G_PRIORITY_HIGH, 4, on_beat, &beat, NULL);

  act (view);
  guitest_until (!ka_list_view_is_loading (view));
  cpu = read_clock (CLOCK_PROCESS_CPUTIME_ID) - cpu;
  loop = read_clock (CLOCK_THREAD_CPUTIME_ID) - loop;
  g_test_message (
    "%s: %u rows, cpu %.0f ms (%.2f of 100 ms), %.0f of it the main loop's; wall %.0f ms", what,
    ka_list_view_get_n_shown (view), cpu, cpu / 100, loop,
    (double)(g_get_monotonic_time () - start) / 1e3);
  loop = read_clock (CLOCK_THREAD_CPUTIME_ID);
  guitest_paint (GTK_WINDOW (desk.window));
  g_source_remove (source);
  g_test_message ("  painting it: %.0f ms of the main loop, which was held up %.0f ms at most",
                  read_clock (CLOCK_THREAD_CPUTIME_ID) - loop, (double)beat.longest / 1e3);
}

static void
act_sort_name (KaListView *view)
{
  sort_by (view, "矿山名称", GTK_SORT_DESCENDING);
}

static void
act_sort_capacity (KaListView *view)
{
  sort_by (view, "设计生产规模", GTK_SORT_ASCENDING);
}

/* The answer to a typed text comes after the entry's own delay (150 ms). */
static void
act_filter_text (KaListView *view)
{
  ka_filter_bar_set_text (get_filter (view), "龙门");
  guitest_until (ka_list_view_get_n_shown (view) == (MANY + 4) / 7);
}

static void
act_filter_initials (KaListView *view)
{
  ka_filter_bar_set_text (get_filter (view), "slm");
  guitest_until (ka_list_view_get_n_shown (view) == MANY / 7);
}

static void
act_filter_condition (KaListView *view)
{
  g_autoptr (KaCondition) condition
    = ka_condition_new (ka_kind_field (ka_kind_get ("mine"), "town"), KA_OP_EQ, "白沙镇");

  ka_filter_bar_add (get_filter (view), condition);
}

static void
act_clear (KaListView *view)
{
  ka_list_view_clear_filters (view);
}

static guint
count_type (GtkWidget *widget, GType type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (widget), type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_type (child, type);
  return n;
}

/* A reference to one of them is searched without holding up the typing. */
static void
find_among_many (void)
{
  KaListView *view = desk_list (&desk, "hazard");
  GtkWidget *picker, *list;
  GListModel *options;
  gint64 start;

  guitest_action (GTK_WIDGET (desk.window), "page.new");
  guitest_paint (GTK_WINDOW (desk.window));
  picker = guitest_by_type (
    ka_record_form_get_editor (
      KA_RECORD_FORM (guitest_by_type (GTK_WIDGET (view), KA_TYPE_RECORD_FORM)), "mine"),
    KA_TYPE_PICKER);
  list = guitest_by_type (picker, GTK_TYPE_LIST_VIEW);
  options = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  gtk_editable_set_text (GTK_EDITABLE (ka_picker_get_entry (KA_PICKER (picker))), "马鞍776号");
  start = g_get_monotonic_time ();
  guitest_until (g_list_model_get_n_items (options) > 0);
  g_test_message ("found among %u in %.0f ms", MANY,
                  (double)(g_get_monotonic_time () - start) / 1e3);
  guitest_action (GTK_WIDGET (desk.window), "page.close");
}

static void
test_fifty_thousand (void)
{
  KaListView *view;
  g_autoptr (GError) error = NULL;
  guint columns, cells;

  g_remove (desk.path);
  desk_window (&desk);
  desk_open (&desk);
  g_assert_true (ka_ledger_transact (desk_ledger (&desk), KA_CHANGE_SAVE, "造数", write_many, NULL,
                                     NULL, &error));
  view = desk_list (&desk, "mine");
  guitest_until (!ka_list_view_is_loading (view));
  g_assert_cmpuint (ka_list_view_get_n_shown (view), ==, MANY);
  guitest_paint (GTK_WINDOW (desk.window));

  measure (view, "sort by name", act_sort_name);
  measure (view, "sort by capacity", act_sort_capacity);
  measure (view, "filter by condition", act_filter_condition);
  g_assert_cmpuint (ka_list_view_get_n_shown (view), ==, MANY / 5);
  measure (view, "all again", act_clear);
  g_assert_cmpuint (ka_list_view_get_n_shown (view), ==, MANY);
  measure (view, "type a name", act_filter_text);
  measure (view, "type initials", act_filter_initials);
  measure (view, "all again", act_clear);
  g_assert_cmpuint (ka_list_view_get_n_shown (view), ==, MANY);

  /* No more rows are built than GTK keeps around what is seen (perf.md: 205). */
  columns = g_list_model_get_n_items (gtk_column_view_get_columns (get_column_view (view)));
  cells = count_type (GTK_WIDGET (get_column_view (view)), GTK_TYPE_LABEL);
  g_test_message ("%u cells for %u columns", cells, columns);
  g_assert_cmpuint (cells, <, columns * 260);
  find_among_many ();
  desk_close (&desk);
}

int
main (int argc, char *argv[])
{
  int result;

  guitest_env ();
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  desk_init (&desk);
  g_test_add_func ("/list/questions", test_questions);
  g_test_add_func ("/list/kept-filters", test_kept_filters);
  g_test_add_func ("/list/more-questions", test_more_questions);
  g_test_add_func ("/list/sort-and-filter", test_sort_and_filter);
  g_test_add_func ("/list/number-leads-to-list", test_number_leads_to_list);
  g_test_add_func ("/list/many-at-once", test_many_at_once);
  g_test_add_func ("/list/copy-and-export", test_copy_and_export);
  g_test_add_func ("/list/fill", test_fill);
  g_test_add_func ("/list/merge", test_merge);
  g_test_add_func ("/list/columns", test_columns);
  g_test_add_func ("/list/read-only", test_read_only);
  g_test_add_func ("/list/fifty-thousand", test_fifty_thousand);
  result = g_test_run ();
  desk_clear (&desk);
  return result;
}
