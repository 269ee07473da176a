/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The start page: what is due, what can be done about it, the year, the report's gaps. */
#include "config.h"

#include "guitest.h"
#include "window-fixture.h"

#include "ka-agenda.h"
#include "ka-due-dialog.h"
#include "ka-due-list.h"
#include "ka-due-row.h"
#include "ka-list-page.h"
#include "ka-sidebar-row.h"
#include "ka-year-view.h"

static KaAgenda *
get_agenda (void)
{
  return ka_agenda_of (ka_window_get_context (fixture_window ()));
}

/* The page once what is due now is what it shows. */
static KaPage *
show_home (void)
{
  KaPage *page = fixture_show ("home");

  guitest_until (ka_agenda_get_items (get_agenda ()) != NULL);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  return page;
}

static KaPage *
show_sample (void)
{
  fixture_open ("sample", TRUE);
  return show_home ();
}

static GListModel *
get_rows (KaPage *page)
{
  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (fixture_find (page, "view"))));
}

/* The first line of the rule, folded or not; of a group where the rule is NULL. */
static KaDueNode *
find_line (KaPage *page, KaDueGroup group, const char *code, gboolean finding, guint *position)
{
  GListModel *rows = get_rows (page);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (rows, i);
      g_autoptr (KaDueNode) node = gtk_tree_list_row_get_item (row);
      const KaDueRule *rule = ka_due_node_get_rule (node);

      if (ka_due_node_get_group (node) != group || (rule == NULL) != (code == NULL)
          || (code != NULL && !g_str_equal (rule->code, code))
          || (ka_due_node_get_item (node) != NULL) != finding)
        continue;
      *position = i;
      return g_steal_pointer (&node);
    }
  return NULL;
}

static void
activate (KaPage *page, guint position)
{
  g_signal_emit_by_name (fixture_find (page, "view"), "activate", position);
  fixture_rest (GTK_WINDOW (fixture_window ()));
}

/* A rule of the sample with a record, not postponed. */
static const KaDueItem *
find_some_item (void)
{
  GPtrArray *items = ka_agenda_get_items (get_agenda ());

  for (guint i = 0; i < items->len; i++)
    {
      const KaDueItem *item = g_ptr_array_index (items, i);

      if (item->id > 0 && item->group != KA_DUE_POSTPONED)
        return item;
    }
  g_assert_not_reached ();
}

static void
test_list (void)
{
  KaPage *page = show_sample ();
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  const KaDueItem *item;
  g_autoptr (KaDueNode) rule = NULL;
  g_autoptr (KaDueNode) finding = NULL;
  guint n, position;
  g_autofree char *code = NULL;
  KaDueGroup group;
  gint64 id;
  const KaKind *kind;
  KaLocation *where;

  items = ka_due_find (fixture_ledger (), ka_today (), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, >, 10);
  g_assert_cmpuint (items->len, ==, ka_agenda_get_items (get_agenda ())->len);

  /* Rules stand folded below their groups; each unfolds into its findings. */
  item = find_some_item ();
  code = g_strdup (item->rule->code);
  group = item->group;
  id = item->id;
  kind = ka_kind_get (item->rule->kind);
  g_assert_null (find_line (page, group, code, TRUE, &position));
  rule = find_line (page, group, code, FALSE, &position);
  g_assert_nonnull (rule);
  g_assert_cmpuint (ka_due_node_get_count (rule), ==,
                    ka_agenda_count_rule (get_agenda (), item->rule, group));
  n = g_list_model_get_n_items (get_rows (page));
  activate (page, position);
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (page)), ==,
                    n + ka_due_node_get_count (rule));
  finding = find_line (page, group, code, TRUE, &position);
  g_assert_nonnull (finding);

  /* The record is one step away, and the way back leads here. */
  activate (page, position);
  where = ka_page_where (ka_window_get_page (fixture_window ()));
  g_assert_true (where->kind == kind);
  g_assert_cmpint (where->id, ==, id);
  ka_location_unref (where);
  guitest_action (GTK_WIDGET (fixture_window ()), "win.back");
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_true (ka_window_get_page (fixture_window ()) == page);
}

static void
test_rule_list (void)
{
  KaPage *page = show_sample ();
  const KaDueItem *item = find_some_item ();
  const KaDueRule *rule = item->rule;
  g_autoptr (KaDueNode) node = NULL;
  g_autoptr (KaQuery) query = ka_due_query (fixture_ledger (), rule, ka_today ());
  g_autoptr (GArray) ids = ka_query_ids (query, fixture_ledger (), NULL, NULL);
  KaListView *view;
  guint position;

  node = find_line (page, item->group, rule->code, FALSE, &position);
  g_signal_emit_by_name (fixture_find (page, "due"), "list", node);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  view = ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (fixture_window ())));
  g_assert_cmpuint (ka_list_view_get_n_shown (view), ==, ids->len);
  g_assert_cmpstr (ka_list_view_get_base_label (view), ==, ka_due_rule_name (rule));
}

static GtkWidget *
open_dialog (KaPage *page, const char *code, KaDueGroup group)
{
  g_autoptr (KaDueNode) node = NULL;
  g_autoptr (GListModel) findings = NULL;
  g_autoptr (KaDueNode) first = NULL;
  GtkWidget *dialog;
  guint position;

  node = find_line (page, group, code, FALSE, &position);
  g_assert_nonnull (node);
  findings = ka_due_node_children (node);
  first = g_list_model_get_item (findings, 0);
  g_signal_emit_by_name (fixture_find (page, "due"), "note", first);
  guitest_until ((dialog = guitest_toplevel (KA_TYPE_DUE_DIALOG)) != NULL);
  guitest_paint (GTK_WINDOW (dialog));
  return dialog;
}

static void
enter (GtkWidget *dialog, const char *day, const char *reason)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture_find (dialog, "day")), day);
  gtk_editable_set_text (GTK_EDITABLE (fixture_find (dialog, "reason")), reason);
  guitest_press (fixture_find (dialog, "save"));
  guitest_settle ();
}

/* Postponed with a reason, not lost, and undone. */
static void
test_postpone (void)
{
  KaPage *page = show_sample ();
  const KaDueItem *item = find_some_item ();
  g_autofree char *code = g_strdup (item->rule->code);
  g_autofree char *day = NULL;
  KaDueGroup group = item->group;
  guint all = ka_agenda_get_items (get_agenda ())->len;
  GtkWidget *dialog = open_dialog (page, code, group);

  g_assert_false (gtk_widget_get_visible (fixture_find (dialog, "remove")));
  enter (dialog, "2025-01-01", "等待复核");
  g_assert_true (gtk_widget_get_visible (fixture_find (dialog, "problem")));
  enter (dialog, "+30", "");
  g_assert_true (gtk_widget_get_visible (fixture_find (dialog, "problem")));
  gtk_widget_set_visible (fixture_find (dialog, "problem"), FALSE);
  enter (dialog, "+30", "　 　"); /* a reason of blanks, wide ones too */
  g_assert_true (gtk_widget_get_visible (fixture_find (dialog, "problem")));
  gtk_widget_set_visible (fixture_find (dialog, "problem"), FALSE);
  enter (dialog, "昨天", "等待复核");
  g_assert_true (gtk_widget_get_visible (fixture_find (dialog, "problem")));
  g_assert_cmpint (ka_ledger_count (fixture_ledger (), ka_kind_get ("due_note"), NULL), ==, 0);

  guitest_press (guitest_by_text (dialog, "30天后"));
  day = g_strdup (gtk_editable_get_text (GTK_EDITABLE (fixture_find (dialog, "day"))));
  enter (dialog, day, "等待复核");
  guitest_until (ka_agenda_count_group (get_agenda (), KA_DUE_POSTPONED) == 1);
  g_assert_cmpuint (ka_agenda_get_items (get_agenda ())->len, ==, all);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_nonnull (guitest_by_text (GTK_WIDGET (page), "已延后 1"));

  guitest_action (GTK_WIDGET (fixture_window ()), "win.undo");
  guitest_until (ka_agenda_count_group (get_agenda (), KA_DUE_POSTPONED) == 0);
  g_assert_cmpuint (ka_agenda_get_items (get_agenda ())->len, ==, all);
}

static void
test_remark (void)
{
  KaPage *page = show_sample ();
  const KaDueItem *item = find_some_item ();
  g_autofree char *code = g_strdup (item->rule->code);
  KaDueGroup group = item->group;
  GtkWidget *dialog = open_dialog (page, code, group);
  g_autoptr (GString) reason = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    g_string_append (reason, "已电话催办");
  enter (dialog, "", reason->str);
  guitest_until (ka_ledger_count (fixture_ledger (), ka_kind_get ("due_note"), NULL) == 1
                 && find_some_item ()->note != 0);
  g_assert_cmpint (find_some_item ()->group, ==, group);
  g_assert_cmpstr (find_some_item ()->reason, ==, reason->str);
  fixture_rest (GTK_WINDOW (fixture_window ()));

  dialog = open_dialog (page, code, group);
  guitest_press (fixture_find (dialog, "remove"));
  guitest_until (find_some_item ()->note == 0);
  g_assert_cmpint (ka_ledger_count (fixture_ledger (), ka_kind_get ("due_note"), NULL), ==, 0);
}

static void
test_year (void)
{
  KaPage *page = show_sample ();
  guint n;
  const KaDuty *duties = ka_duties (&n);
  KaYearView *year;

  /* Made when it is first looked at. */
  g_assert_null (guitest_by_type (GTK_WIDGET (page), KA_TYPE_YEAR_VIEW));
  gtk_stack_set_visible_child_name (fixture_find (page, "views"), "year");
  fixture_rest (GTK_WINDOW (fixture_window ()));
  year = KA_YEAR_VIEW (guitest_by_type (GTK_WIDGET (page), KA_TYPE_YEAR_VIEW));
  g_assert_cmpint (ka_year_view_get_year (year), ==, 2026);
  guitest_press (guitest_by_text (GTK_WIDGET (year), ka_duty_name (&duties[0])));
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_cmpstr (ka_page_get_info (ka_window_get_page (fixture_window ()))->id, ==,
                   ka_page_info_of_kind (ka_kind_get (duties[0].kind))->id);
  page = show_home ();
  g_signal_emit_by_name (year, "year", 2025);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_cmpint (ka_year_view_get_year (year), ==, 2025);
  g_assert_nonnull (guitest_by_text (GTK_WIDGET (year), "✓"));
}

/* Beside one another they are of one size. */
static void
check_tiles (GtkWidget *tiles)
{
  GtkWidget *first = gtk_widget_get_first_child (tiles);
  guint n = 0;

  for (GtkWidget *tile = first; tile != NULL; tile = gtk_widget_get_next_sibling (tile), n++)
    {
      g_assert_cmpint (gtk_widget_get_width (tile), ==, gtk_widget_get_width (first));
      g_assert_cmpint (gtk_widget_get_height (tile), ==, gtk_widget_get_height (first));
    }
  g_assert_cmpuint (n, >, 4);
}

static void
test_report (void)
{
  KaPage *page = show_sample ();
  g_autoptr (GPtrArray) lacks = NULL;
  GtkListBox *list;
  GtkListBoxRow *row;
  guint n = 0;

  gtk_stack_set_visible_child_name (fixture_find (page, "views"), "overview");
  fixture_rest (GTK_WINDOW (fixture_window ()));
  list = fixture_find (page, "lacks");
  check_tiles (fixture_find (page, "tiles"));
  lacks = ka_report_lacks (fixture_ledger (), ka_quarter_from_text ("2025Q4"), NULL);
  while (gtk_list_box_get_row_at_index (list, (int)n) != NULL)
    n++;
  g_assert_cmpuint (n, ==, lacks->len);
  row = gtk_list_box_get_row_at_index (list, 0);
  if (row != NULL)
    {
      const KaLack *lack = g_ptr_array_index (lacks, 0);

      g_signal_emit_by_name (list, "row-activated", row);
      fixture_rest (GTK_WINDOW (fixture_window ()));
      g_assert_cmpstr (ka_page_get_info (ka_window_get_page (fixture_window ()))->id, ==,
                       ka_page_info_of_kind (ka_kind_get (lack->rule->kind))->id);
      page = show_home ();
    }
  guitest_action_on (GTK_WIDGET (page), "progress.detail", g_variant_new ("s", "standard3"));
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_cmpstr (ka_page_get_info (ka_window_get_page (fixture_window ()))->id, ==, "progress");
}

/* Told once when a ledger is opened, unless the office does not want it. */
static void
test_notification (void)
{
  g_autoptr (GNotification) told = NULL;
  g_autoptr (GError) error = NULL;

  show_sample ();
  g_assert_cmpuint (ka_agenda_count_group (get_agenda (), KA_DUE_OVERDUE), >, 0);
  told = ka_agenda_make_notification (get_agenda (), fixture_ledger ());
  g_assert_nonnull (told);
  g_assert_true (ka_ledger_set_setting (fixture_ledger (), "due.notify", "0", &error));
  g_assert_null (ka_agenda_make_notification (get_agenda (), fixture_ledger ()));
}

/* A rule that is switched off is told in its place. */
static void
test_rules_off (void)
{
  KaPage *page = show_sample ();
  GtkWidget *summary = fixture_find (page, "summary");
  GtkWidget *button;
  g_autoptr (GError) error = NULL;

  g_assert_null (guitest_by_text (summary, "停用的规则 1"));
  g_assert_true (ka_ledger_set_setting (fixture_ledger (), "due.slope_analysis", "0", &error));
  page = show_home ();
  guitest_until (guitest_by_text (summary, "停用的规则 1") != NULL);
  button = gtk_widget_get_ancestor (guitest_by_text (summary, "停用的规则 1"), GTK_TYPE_BUTTON);
  guitest_press (button);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_cmpstr (ka_page_get_info (ka_window_get_page (fixture_window ()))->id, ==, "settings");
  g_assert_true (ka_ledger_set_setting (fixture_ledger (), "due.slope_analysis", NULL, &error));
}

/* Fifty thousand findings are shown at once, and folding one rule of them too. */
static void
test_fifty_thousand (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_due_item_free);
  KaPage *page = show_sample ();
  KaDueList *list = fixture_find (page, "due");
  gint64 start;
  guint position;
  g_autoptr (KaDueNode) node = NULL;

  for (guint i = 0; i < 50000; i++)
    {
      KaDueItem *item = g_new0 (KaDueItem, 1);

      item->rule = ka_due_rule_get ("hazard_overdue");
      item->id = i + 1;
      item->name = g_strdup_printf ("矿%u", i);
      item->message = g_strdup ("整改期限");
      item->due = ka_today () - 1;
      item->days = -1;
      item->until = KA_DAY_NONE;
      g_ptr_array_add (items, item);
    }
  gtk_stack_set_visible_child_name (fixture_find (page, "views"), "due");
  start = g_get_monotonic_time ();
  ka_due_list_set_items (list, items);
  node = find_line (page, KA_DUE_OVERDUE, "hazard_overdue", FALSE, &position);
  g_signal_emit_by_name (fixture_find (page, "view"), "activate", position);
  g_test_message ("%.1f ms", (g_get_monotonic_time () - start) / 1e3);
  /* Those in sight first. */
  guitest_until (g_list_model_get_n_items (get_rows (page)) == 2 + KA_DUE_NODE_MOST);
  guitest_paint (GTK_WINDOW (fixture_window ()));
}

/* The badge of a page counts what presses on its kinds. */
static void
test_badges (void)
{
  guint n, sum = 0;
  const KaDueRule *const *rules = ka_due_rules (&n);
  g_autofree char *text = NULL;
  GtkListBox *sidebar;

  show_sample ();
  for (guint i = 0; i < n; i++)
    sum += ka_agenda_count_pressing (get_agenda (), rules[i]);
  g_assert_cmpuint (sum, ==,
                    ka_agenda_count_group (get_agenda (), KA_DUE_OVERDUE)
                      + ka_agenda_count_group (get_agenda (), KA_DUE_TODAY)
                      + ka_agenda_count_group (get_agenda (), KA_DUE_WRONG));
  text = g_strdup_printf ("%u", sum);
  sidebar = fixture_find (fixture_window (), "sidebar");
  g_assert_nonnull (
    guitest_by_text (GTK_WIDGET (gtk_list_box_get_row_at_index (sidebar, 0)), text));
}

int
main (int argc, char **argv)
{
  if (!fixture_init (&argc, &argv, 1))
    return 77;
  g_test_add_func ("/home/list", test_list);
  g_test_add_func ("/home/rule-list", test_rule_list);
  g_test_add_func ("/home/postpone", test_postpone);
  g_test_add_func ("/home/remark", test_remark);
  g_test_add_func ("/home/year", test_year);
  g_test_add_func ("/home/report", test_report);
  g_test_add_func ("/home/notification", test_notification);
  g_test_add_func ("/home/rules-off", test_rules_off);
  g_test_add_func ("/home/fifty-thousand", test_fifty_thousand);
  g_test_add_func ("/home/badges", test_badges);
  return fixture_run ();
}
