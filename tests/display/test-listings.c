/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accidents and listings in the window: the rates of the years, what reads alike, who is barred while the name is
 * typed, the list that is published. */
#include "config.h"

#include "ka-desk.h"

#include "ka-accident-view.h"
#include "ka-chart-view.h"
#include "ka-field-editor.h"
#include "ka-publicity-view.h"
#include "ka-record-form.h"
#include "ka-record-view.h"
#include "ka-similar-pane.h"

#include <ka-due.h>
#include <string.h>

static Desk desk;

static void
take_shot (const char *name)
{
  const char *folder = g_getenv ("GUITEST_OUT");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : desk.folder, name, NULL);

  g_assert_true (guitest_shot (GTK_WINDOW (desk.window), path));
}

static gint64
save (const char *kind, ...)
{
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get (kind));
  g_autoptr (GError) error = NULL;
  va_list arguments;

  va_start (arguments, kind);
  for (const char *field; (field = va_arg (arguments, const char *)) != NULL;)
    ka_record_set (record, field, va_arg (arguments, const char *));
  va_end (arguments);
  ka_ledger_save (desk_ledger (&desk), record, &error);
  g_assert_no_error (error);
  return record->id;
}

static GtkWidget *
show_view (const char *page, const char *id, GType type)
{
  GtkWidget *widget, *view;

  ka_window_show_page (desk.window, page);
  guitest_settle ();
  widget = GTK_WIDGET (ka_window_get_page (desk.window));
  gtk_stack_set_visible_child_name (GTK_STACK (guitest_by_id (widget, "stack")), id);
  guitest_settle ();
  view = guitest_by_type (widget, type);
  g_assert_nonnull (view);
  return view;
}

/* Whether a label that is shown has the text in it. */
static gboolean
says (GtkWidget *widget, const char *text)
{
  gboolean found = GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget)
                   && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = says (child, text);
  return found;
}

/* ---- accidents ---- */

static void
test_rates (void)
{
  GtkWidget *view, *grid;
  g_autofree char *mine = NULL;

  desk_window (&desk);
  desk_take_sample (&desk);
  desk_open (&desk);
  mine = g_strdup_printf ("%" G_GINT64_FORMAT,
                          save ("mine", "name", "比率矿", "type", "露天矿山", "status", "关闭",
                                "town", "白沙镇", "enterprise", "1", NULL));
  save ("mine_output", "mine", mine, "year", "2020", "output", "200", NULL);
  save ("accident", "title", "比率事故", "occurred", "2020-05-01T10:00", "deaths", "1", NULL);
  view = show_view ("accidents", "statistics", KA_TYPE_ACCIDENT_VIEW);
  guitest_until (!ka_accident_view_is_loading (KA_ACCIDENT_VIEW (view)));
  guitest_settle ();
  grid = guitest_by_type (view, GTK_TYPE_GRID);
  g_assert_nonnull (grid);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_grid_get_child_at (GTK_GRID (grid), 0, 1))),
                   ==, "2020年");
  /* One death in two million tonnes. */
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_grid_get_child_at (GTK_GRID (grid), 6, 1))),
                   ==, "0.5");
  /* Where no output is known there is no rate, and it is said. */
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_grid_get_child_at (GTK_GRID (grid), 6, 2))),
                   ==, "—");
  g_assert_true (says (view, "请在“年度产量”中补上。"));
  take_shot ("accident-rates.png");
  desk_close (&desk);
}

static void
test_similar (void)
{
  KaListView *view;
  GtkWidget *pane, *list, *record;
  gint64 first, other;

  desk_window (&desk);
  desk_open (&desk);
  first = save ("accident", "title", "甲坍塌事故", "occurred", "2025-05-01T10:00", "category",
                "坍塌", "course", "铲装作业时边坡上部浮石松动滚落，砸中挖掘机。", NULL);
  other = save ("accident", "title", "乙坍塌事故", "occurred", "2024-05-01T10:00", "category",
                "坍塌", "course", "边坡上部浮石松动滚落，砸伤一名工人。", NULL);
  view = desk_list (&desk, "accident");
  ka_list_view_open (view, first);
  guitest_settle ();
  record = guitest_by_type (GTK_WIDGET (view), KA_TYPE_RECORD_VIEW);
  ka_record_view_show_tab (KA_RECORD_VIEW (record), "similar");
  guitest_settle ();
  pane = guitest_by_type (GTK_WIDGET (view), KA_TYPE_SIMILAR_PANE);
  g_assert_nonnull (pane);
  guitest_until (!ka_similar_pane_is_loading (KA_SIMILAR_PANE (pane)));
  guitest_settle ();
  list = guitest_by_type (pane, GTK_TYPE_LIST_BOX);
  g_assert_nonnull (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  take_shot ("accident-similar.png");
  g_signal_emit_by_name (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0), "activate");
  guitest_settle ();
  guitest_until (ka_list_view_get_open (view) == other);
  desk_close (&desk);
}

/* ---- listings ---- */

static GtkWidget *
get_row (KaListView *view, const char *field)
{
  GtkWidget *form = guitest_by_type (GTK_WIDGET (view), KA_TYPE_RECORD_FORM);

  return gtk_widget_get_ancestor (ka_record_form_get_editor (KA_RECORD_FORM (form), field),
                                  g_type_from_name ("KaFieldRow"));
}

static void
type_text (KaListView *view, const char *field, const char *text)
{
  GtkWidget *form = guitest_by_type (GTK_WIDGET (view), KA_TYPE_RECORD_FORM);
  GtkWidget *editor = ka_record_form_get_editor (KA_RECORD_FORM (form), field);

  gtk_editable_set_text (GTK_EDITABLE (ka_field_editor_get_control (KA_FIELD_EDITOR (editor))),
                         text);
}

/* Whoever is on a list is told of while the name is typed, in any field for people, with a link to the listing. */
static void
test_barred (void)
{
  static const struct
  {
    const char *kind, *field;
  } PLACES[]
    = { { "person", "name" }, { "enterprise", "principal" }, { "mine", "chief_engineer" } };
  gint64 listing;

  desk_window (&desk);
  desk_open (&desk);
  listing = save ("discredit", "subject", "个人", "person", "张一", "list", "安全生产严重失信主体",
                  "reason", "瞒报事故", "listed", "2025-06-01", "restrictions", "职业禁入", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (PLACES); i++)
    {
      KaListView *view = desk_list (&desk, PLACES[i].kind);
      GtkWidget *problem;
      gboolean taken = FALSE;

      guitest_action (GTK_WIDGET (desk.window), "page.new");
      guitest_paint (GTK_WINDOW (desk.window));
      problem = guitest_by_id (get_row (view, PLACES[i].field), "problem");
      type_text (view, PLACES[i].field, "张二");
      guitest_settle ();
      g_assert_false (gtk_widget_get_visible (problem));
      type_text (view, PLACES[i].field, "张一");
      guitest_until (gtk_widget_get_visible (problem));
      g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (problem)), "职业禁入"));
      if (i == 0)
        take_shot ("person-barred.png");
      g_signal_emit_by_name (problem, "activate-link", "record", &taken);
      g_assert_true (taken);
      guitest_settle ();
      view = ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (desk.window)));
      guitest_until (ka_list_view_get_open (view) == listing);
    }
  desk_close (&desk);
}

static void
test_publicity (void)
{
  static const char *const names[] = { "公示.xlsx", "公示.pdf" };
  KaPublicityView *view;

  desk_window (&desk);
  desk_open (&desk);
  save ("discredit", "subject", "个人", "person", "张一", "id_number", "110101199003072818", "list",
        "安全生产严重失信主体", "reason", "瞒报事故", "decision_no", "应急失信〔2025〕1号",
        "listed", "2025-06-01", "restrictions", "职业禁入", NULL);
  save ("discredit", "subject", "个人", "person", "李二", "list", "安全生产严重失信主体", "reason",
        "无证生产", "listed", "2024-06-01", "removed", "2025-07-01", "removal", "提前移出", NULL);
  view = KA_PUBLICITY_VIEW (show_view ("discredit", "publicity", KA_TYPE_PUBLICITY_VIEW));
  guitest_until (!ka_publicity_view_is_loading (view));
  guitest_settle ();
  g_assert_cmpuint (ka_publicity_view_get_n_lines (view), ==, 1);
  {
    GtkWidget *summary
      = guitest_by_text (GTK_WIDGET (view), "今天在名单上、应当公示的有 1 个主体。");
    gboolean handled = FALSE;

    g_signal_emit_by_name (summary, "activate-link", "published", &handled);
    g_assert_true (handled);
    guitest_settle ();
    g_assert_cmpuint (ka_list_view_get_n_shown (
                        ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (desk.window)))),
                      ==, 1);
    guitest_action (GTK_WIDGET (desk.window), "win.back");
    guitest_settle ();
  }
  g_assert_nonnull (guitest_by_text (GTK_WIDGET (view), "张一"));
  g_assert_null (guitest_by_text (GTK_WIDGET (view), "李二"));
  g_assert_null (guitest_by_text (GTK_WIDGET (view), "110101199003072818"));
  take_shot ("publicity.png");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (desk.folder, names[i], NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);

      ka_publicity_view_export (view, file);
      guitest_until (g_file_test (path, G_FILE_TEST_EXISTS));
      guitest_settle ();
    }
  desk_close (&desk);
}

/* A penalty that the ordinance names is proposed with its clause; the listing begins with what it says. */
static void
test_proposal (void)
{
  KaPublicityView *view;
  GtkWidget *button, *record;
  KaListView *list;
  g_autofree char *enterprise = NULL;

  desk_window (&desk);
  desk_open (&desk);
  enterprise = g_strdup_printf ("%" G_GINT64_FORMAT, desk_add_enterprise (&desk, "甲公司"));
  save ("penalty", "enterprise", enterprise, "doc_no", "（江津）应急罚〔2025〕9号", "decided",
        "2025-11-03", "facts", "未取得安全生产许可证擅自生产", NULL);
  view = KA_PUBLICITY_VIEW (show_view ("discredit", "publicity", KA_TYPE_PUBLICITY_VIEW));
  guitest_until (!ka_publicity_view_is_loading (view));
  guitest_settle ();
  g_assert_true (says (GTK_WIDGET (view), "应急管理部令第11号"));
  button = guitest_by_text (GTK_WIDGET (view), "拟列入…");
  g_assert_nonnull (button);
  guitest_press (gtk_widget_get_ancestor (button, GTK_TYPE_BUTTON));
  guitest_settle ();
  list = ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (desk.window)));
  record = guitest_by_type (GTK_WIDGET (list), KA_TYPE_RECORD_VIEW);
  g_assert_nonnull (record);
  {
    GtkWidget *editor = ka_record_view_get_editor (KA_RECORD_VIEW (record), "penalty_no");
    g_autofree char *text = ka_field_editor_get_text (KA_FIELD_EDITOR (editor));
    GtkWidget *reason = ka_record_view_get_editor (KA_RECORD_VIEW (record), "reason");
    g_autofree char *why = ka_field_editor_get_text (KA_FIELD_EDITOR (reason));

    g_assert_cmpstr (text, ==, "（江津）应急罚〔2025〕9号");
    g_assert_cmpstr (why, ==, "未取得安全生产许可证擅自生产");
  }
  desk_close (&desk);
}

static void
clear_ledger (void)
{
  g_remove (desk.path);
}

#define ADD(path, function)                                                                        \
  g_test_add (path, int, NULL, (void (*) (int *, gconstpointer))clear_ledger,                      \
              (void (*) (int *, gconstpointer))function, NULL)

int
main (int argc, char *argv[])
{
  int result;

  guitest_env ();
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  desk_init (&desk);
  ADD ("/listings/rates", test_rates);
  ADD ("/listings/similar", test_similar);
  ADD ("/listings/barred", test_barred);
  ADD ("/listings/publicity", test_publicity);
  ADD ("/listings/proposal", test_proposal);
  result = g_test_run ();
  desk_clear (&desk);
  return result;
}
