/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record beside the list: created, edited, saved, undone and redone through the window; drafts;
 * conflicts; what may not be written. */
#include "config.h"

#include "ka-desk.h"

#include "ka-date-text.h"
#include "ka-field-editor.h"
#include "ka-picker.h"
#include "ka-record-form.h"
#include "ka-record-view.h"

#include <ka-history.h>

static Desk desk;

/* ---- finding one's way about the form ---- */

static KaRecordForm *
get_form (KaListView *view)
{
  return KA_RECORD_FORM (guitest_by_type (GTK_WIDGET (view), KA_TYPE_RECORD_FORM));
}

static KaRecordView *
get_record_view (KaListView *view)
{
  return KA_RECORD_VIEW (guitest_by_type (GTK_WIDGET (view), KA_TYPE_RECORD_VIEW));
}

static GtkWidget *
get_control (KaListView *view, const char *field)
{
  GtkWidget *editor = ka_record_form_get_editor (get_form (view), field);

  g_assert_nonnull (editor);
  return ka_field_editor_get_control (KA_FIELD_EDITOR (editor));
}

static void
type_text (KaListView *view, const char *field, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_control (view, field)), text);
}

/* The text under the field that says what is wrong; NULL: nothing. */
static const char *
get_problem (KaListView *view, const char *field)
{
  GtkWidget *row = gtk_widget_get_ancestor (ka_record_form_get_editor (get_form (view), field),
                                            g_type_from_name ("KaFieldRow"));
  GtkWidget *problem = guitest_by_id (row, "problem");

  return gtk_widget_get_visible (problem) ? gtk_label_get_text (GTK_LABEL (problem)) : NULL;
}

static char *
get_saved (const char *kind, gint64 id, const char *field)
{
  g_autoptr (KaRecord) record = ka_ledger_get (desk_ledger (&desk), ka_kind_get (kind), id, NULL);

  return record != NULL ? g_strdup (ka_record_get (record, field)) : NULL;
}

#define assert_saved(kind, id, field, value)                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *saved_ = get_saved (kind, id, field);                                         \
    g_assert_cmpstr (saved_, ==, value);                                                           \
  }                                                                                                \
  G_STMT_END

/* ---- tests ---- */

static void
test_create_edit_undo (void)
{
  KaListView *view;
  gint64 id;

  desk_window (&desk);
  desk_open (&desk);
  view = desk_list (&desk, "enterprise");
  g_assert_cmpuint (ka_list_view_get_n_shown (view), ==, 0);

  guitest_action (GTK_WIDGET (desk.window), "page.new");
  guitest_paint (GTK_WINDOW (desk.window));
  type_text (view, "name", "重庆示例石材有限公司");
  type_text (view, "staff", "48");
  g_assert_true (ka_record_view_is_modified (get_record_view (view)));
  guitest_action (GTK_WIDGET (desk.window), "page.save");
  guitest_until (ka_list_view_get_n_shown (view) == 1);
  id = ka_list_view_get_open (view);
  g_assert_cmpint (id, >, 0);
  g_assert_false (ka_record_view_is_modified (get_record_view (view)));
  assert_saved ("enterprise", id, "staff", "48");

  type_text (view, "staff", "50");
  guitest_action (GTK_WIDGET (desk.window), "page.save");
  assert_saved ("enterprise", id, "staff", "50");

  guitest_settle ();
  guitest_action (GTK_WIDGET (desk.window), "win.undo");
  assert_saved ("enterprise", id, "staff", "48");
  guitest_settle ();
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_control (view, "staff"))), ==, "48");

  guitest_action (GTK_WIDGET (desk.window), "win.redo");
  assert_saved ("enterprise", id, "staff", "50");
  guitest_settle ();
  guitest_action (GTK_WIDGET (desk.window), "win.undo");
  guitest_settle ();
  guitest_action (GTK_WIDGET (desk.window), "win.undo");
  guitest_until (ka_list_view_get_n_shown (view) == 0);
  /* Its record is gone, so it is no longer shown. */
  g_assert_false (ka_list_view_has_record (view));
  desk_close (&desk);
}

static void
test_refused (void)
{
  KaListView *view;

  desk_window (&desk);
  desk_open (&desk);
  view = desk_list (&desk, "enterprise");
  guitest_action (GTK_WIDGET (desk.window), "page.new");
  guitest_paint (GTK_WINDOW (desk.window));

  /* A wrong value is said at once, a missing one when saving is tried. */
  type_text (view, "staff", "四十八人左右");
  g_assert_nonnull (get_problem (view, "staff"));
  g_assert_null (get_problem (view, "name"));
  guitest_action (GTK_WIDGET (desk.window), "page.save");
  g_assert_nonnull (get_problem (view, "name"));
  g_assert_cmpint (ka_ledger_count (desk_ledger (&desk), ka_kind_get ("enterprise"), NULL), ==, 0);

  type_text (view, "name", "重庆示例石材有限公司");
  type_text (view, "staff", "48");
  g_assert_null (get_problem (view, "staff"));
  guitest_action (GTK_WIDGET (desk.window), "page.save");
  g_assert_cmpint (ka_ledger_count (desk_ledger (&desk), ka_kind_get ("enterprise"), NULL), ==, 1);
  guitest_settle ();

  /* The same credit code a second time: the ledger refuses, the form says so and keeps what was typed. */
  type_text (view, "credit_code", "11500381771784229H");
  guitest_action (GTK_WIDGET (desk.window), "page.save");
  guitest_settle ();
  guitest_action (GTK_WIDGET (desk.window), "page.new");
  type_text (view, "name", "重庆样例矿业有限公司");
  type_text (view, "credit_code", "11500381771784229H");
  guitest_action (GTK_WIDGET (desk.window), "page.save");
  g_assert_cmpint (ka_ledger_count (desk_ledger (&desk), ka_kind_get ("enterprise"), NULL), ==, 1);
  g_assert_true (ka_record_view_is_modified (get_record_view (view)));
  g_assert_true (gtk_info_bar_get_revealed (
    GTK_INFO_BAR (guitest_by_id (GTK_WIDGET (get_record_view (view)), "banner"))));
  ka_record_view_discard (get_record_view (view));
  guitest_settle ();
  desk_close (&desk);
}

static void
test_reference_and_hint (void)
{
  KaListView *view;
  GtkWidget *picker;
  gint64 enterprise;
  g_autofree char *wanted = NULL;
  GtkWidget *hint;

  desk_window (&desk);
  desk_open (&desk);
  enterprise = desk_add_enterprise (&desk, "重庆重晶矿业有限公司");
  desk_add_enterprise (&desk, "重庆样例石材有限公司");
  wanted = g_strdup_printf ("%" G_GINT64_FORMAT, enterprise);
  view = desk_list (&desk, "mine");
  guitest_action (GTK_WIDGET (desk.window), "page.new");
  guitest_paint (GTK_WINDOW (desk.window));

  /* By the initials of its pinyin; one candidate is taken when the field is left. */
  type_text (view, "enterprise", "cqzjky");
  gtk_widget_grab_focus (get_control (view, "enterprise"));
  gtk_widget_grab_focus (get_control (view, "name"));
  picker = gtk_widget_get_ancestor (get_control (view, "enterprise"), KA_TYPE_PICKER);
  guitest_until (ka_picker_get_value (KA_PICKER (picker)) != NULL);
  g_assert_cmpstr (ka_picker_get_value (KA_PICKER (picker)), ==, wanted);

  type_text (view, "enterprise", "没有这家企业");
  g_assert_null (ka_picker_get_value (KA_PICKER (picker)));
  g_assert_nonnull (get_problem (view, "enterprise"));
  ka_field_editor_set_value (
    KA_FIELD_EDITOR (ka_record_form_get_editor (get_form (view), "enterprise")), wanted);
  g_signal_emit_by_name (ka_record_form_get_editor (get_form (view), "enterprise"), "changed");

  type_text (view, "name", "示例石灰岩矿");
  type_text (view, "mineral", "建筑石料用灰岩");
  type_text (view, "capacity", "120");
  ka_field_editor_set_value (
    KA_FIELD_EDITOR (ka_record_form_get_editor (get_form (view), "capacity_unit")), "万吨/年");
  g_signal_emit_by_name (ka_record_form_get_editor (get_form (view), "capacity_unit"), "changed");
  hint = guitest_by_id (
    gtk_widget_get_ancestor (ka_record_form_get_editor (get_form (view), "size_class"),
                             g_type_from_name ("KaFieldRow")),
    "hint");
  guitest_until (strstr (gtk_label_get_text (GTK_LABEL (hint)), "大型") != NULL);
  ka_record_view_discard (get_record_view (view));
  guitest_settle ();
  desk_close (&desk);
}

static const char *
get_hint (KaListView *view, const char *field)
{
  GtkWidget *row = gtk_widget_get_ancestor (ka_record_form_get_editor (get_form (view), field),
                                            g_type_from_name ("KaFieldRow"));

  return gtk_label_get_text (GTK_LABEL (guitest_by_id (row, "hint")));
}

/* What the law reckons from an accident's figures stands beside the fields; nothing of it is filled in. */
static void
test_accident_hints (void)
{
  KaListView *view;

  desk_window (&desk);
  desk_open (&desk);
  view = desk_list (&desk, "accident");
  guitest_action (GTK_WIDGET (desk.window), "page.new");
  guitest_paint (GTK_WINDOW (desk.window));
  type_text (view, "title", "示例石灰岩矿坍塌事故");
  type_text (view, "occurred", "2025-08-14 15:20");
  guitest_until (strstr (get_hint (view, "extended_until"), "2025-10-13") != NULL);
  type_text (view, "deaths", "2");
  guitest_until (strstr (get_hint (view, "grade"), "一般") != NULL);
  type_text (view, "deaths", "3");
  guitest_until (strstr (get_hint (view, "grade"), "较大") != NULL);
  type_text (view, "known", "2025-08-14 15:30");
  type_text (view, "reported", "2025-08-14 16:30");
  guitest_settle ();
  g_assert_null (strstr (get_hint (view, "reporting"), "疑似迟报"));
  type_text (view, "reported", "2025-08-14 16:31");
  guitest_until (strstr (get_hint (view, "reporting"), "疑似迟报") != NULL);
  type_text (view, "extended_until", "2025-12-13");
  guitest_until (strstr (get_hint (view, "extended_until"), "超出") != NULL);
  ka_record_view_discard (get_record_view (view));
  guitest_settle ();
  desk_close (&desk);
}

static void
test_draft_survives (void)
{
  KaListView *view;
  gint64 id;
  KaDrafts *drafts;

  desk_window (&desk);
  desk_open (&desk);
  id = desk_add_enterprise (&desk, "重庆草稿石材有限公司");
  view = desk_list (&desk, "enterprise");
  ka_list_view_open (view, id);
  guitest_paint (GTK_WINDOW (desk.window));
  type_text (view, "staff", "77");
  type_text (view, "safety_staff", "七八个");
  guitest_until (ka_drafts_get_n (ka_context_get_drafts (desk.context)) == 1);

  /* The file is what a crash leaves behind: it is read by another program while this one still runs. */
  drafts = ka_drafts_new (desk.path);
  g_assert_cmpuint (ka_drafts_get_n (drafts), ==, 1);
  g_assert_cmpint (ka_drafts_nth (drafts, 0)->record->id, ==, id);
  g_assert_cmpstr (ka_record_get (ka_drafts_nth (drafts, 0)->record, "staff"), ==, "77");
  g_assert_cmpstr (g_hash_table_lookup (ka_drafts_nth (drafts, 0)->raw, "safety_staff"), ==,
                   "七八个");
  g_object_unref (drafts);
  desk_close (&desk);

  desk_window (&desk);
  desk_open (&desk);
  g_assert_cmpuint (ka_drafts_get_n (ka_context_get_drafts (desk.context)), ==, 1);
  g_assert_true (
    gtk_widget_get_visible (guitest_by_id (GTK_WIDGET (desk.window), "drafts_button")));
  ka_window_show_draft (desk.window, ka_drafts_nth (ka_context_get_drafts (desk.context), 0));
  guitest_paint (GTK_WINDOW (desk.window));
  view = ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (desk.window)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_control (view, "staff"))), ==, "77");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_control (view, "safety_staff"))), ==,
                   "七八个");
  g_assert_nonnull (get_problem (view, "safety_staff"));

  type_text (view, "safety_staff", "8");
  guitest_action (GTK_WIDGET (desk.window), "page.save");
  assert_saved ("enterprise", id, "staff", "77");
  assert_saved ("enterprise", id, "safety_staff", "8");
  g_assert_cmpuint (ka_drafts_get_n (ka_context_get_drafts (desk.context)), ==, 0);
  drafts = ka_drafts_new (desk.path);
  g_assert_cmpuint (ka_drafts_get_n (drafts), ==, 0);
  g_object_unref (drafts);
  desk_close (&desk);
}

static void
test_conflict (void)
{
  KaListView *view;
  gint64 id;
  g_autoptr (KaRecord) other = NULL;
  GtkWidget *banner;

  desk_window (&desk);
  desk_open (&desk);
  id = desk_add_enterprise (&desk, "重庆冲突石材有限公司");
  view = desk_list (&desk, "enterprise");
  ka_list_view_open (view, id);
  guitest_paint (GTK_WINDOW (desk.window));
  type_text (view, "staff", "12");

  other = ka_ledger_get (desk_ledger (&desk), ka_kind_get ("enterprise"), id, NULL);
  ka_record_set (other, "principal", "张某某");
  g_assert_true (ka_ledger_save (desk_ledger (&desk), other, NULL));
  guitest_settle ();

  banner = guitest_by_id (GTK_WIDGET (get_record_view (view)), "banner");
  g_assert_true (gtk_info_bar_get_revealed (GTK_INFO_BAR (banner)));
  guitest_press (guitest_by_text (banner, "保留我的修改"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_control (view, "staff"))), ==, "12");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_control (view, "principal"))), ==,
                   "张某某");
  guitest_action (GTK_WIDGET (desk.window), "page.save");
  assert_saved ("enterprise", id, "staff", "12");
  assert_saved ("enterprise", id, "principal", "张某某");
  desk_close (&desk);
}

static void
test_restore (void)
{
  KaListView *view;
  gint64 id;
  GtkWidget *restore;

  desk_window (&desk);
  desk_open (&desk);
  id = desk_add_enterprise (&desk, "重庆历史石材有限公司");
  view = desk_list (&desk, "enterprise");
  ka_list_view_open (view, id);
  guitest_paint (GTK_WINDOW (desk.window));
  type_text (view, "name", "重庆新名石材有限公司");
  guitest_action (GTK_WIDGET (desk.window), "page.save");
  guitest_settle ();
  gtk_stack_set_visible_child_name (
    GTK_STACK (guitest_by_id (GTK_WIDGET (get_record_view (view)), "stack")), "history");
  guitest_paint (GTK_WINDOW (desk.window));
  restore = guitest_by_text (GTK_WIDGET (view), "恢复到此");
  g_assert_nonnull (restore);
  guitest_press (restore);
  assert_saved ("enterprise", id, "name", "重庆历史石材有限公司");
  desk_close (&desk);
}

static void
test_private (void)
{
  KaListView *view;
  gint64 id;
  GtkWidget *entry, *reveal;

  desk_window (&desk);
  desk_open (&desk);
  id = desk_add_enterprise (&desk, "重庆隐私石材有限公司");
  view = desk_list (&desk, "enterprise");
  ka_list_view_open (view, id);
  guitest_paint (GTK_WINDOW (desk.window));
  entry = get_control (view, "principal_phone");
  gtk_editable_set_text (GTK_EDITABLE (entry), "13900001234");
  guitest_action (GTK_WIDGET (desk.window), "page.save");
  assert_saved ("enterprise", id, "principal_phone", "13900001234");
  g_assert_null (strstr (gtk_editable_get_text (GTK_EDITABLE (entry)), "13900001234"));
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (entry)));

  reveal = gtk_widget_get_next_sibling (entry);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (reveal), TRUE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "13900001234");
  g_assert_true (gtk_editable_get_editable (GTK_EDITABLE (entry)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (reveal), FALSE);
  /* Looking is not editing. */
  g_assert_false (ka_record_view_is_modified (get_record_view (view)));
  desk_close (&desk);
}

static void
test_date_shorthand (void)
{
  static const struct
  {
    const char *text;
    const char *iso;
  } CASES[] = {
    { "今天", "2026-01-05" }, { "明天", "2026-01-06" },
    { "+30", "2026-02-04" },  { "-7", "2025-12-29" },
    { "1-31", "2026-01-31" }, { "1.31", "2026-01-31" },
    { "12/1", "2026-12-01" }, { "3月8日", "2026-03-08" },
    { "20", "2026-01-20" },   { "２月３日", "2026-02-03" },
    { "2-30", NULL },         { "2027.1.31", NULL },
    { "20270131", NULL },     { "", NULL },
    { "长期", NULL },         { "1-31x", NULL },
    { "+99999999", NULL },    { "0", NULL },
  };
  KaDay today = ka_day_from_iso ("2026-01-05");

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      KaDay day = ka_date_shorthand (CASES[i].text, today);
      g_autofree char *iso = day != KA_DAY_NONE ? ka_day_to_iso (day) : NULL;

      g_test_message ("%s", CASES[i].text);
      g_assert_cmpstr (iso, ==, CASES[i].iso);
    }
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
  g_test_add_func ("/record/create-edit-undo", test_create_edit_undo);
  g_test_add_func ("/record/refused", test_refused);
  g_test_add_func ("/record/reference-and-hint", test_reference_and_hint);
  g_test_add_func ("/record/accident-hints", test_accident_hints);
  g_test_add_func ("/record/draft-survives", test_draft_survives);
  g_test_add_func ("/record/conflict", test_conflict);
  g_test_add_func ("/record/restore", test_restore);
  g_test_add_func ("/record/private", test_private);
  g_test_add_func ("/record/date-shorthand", test_date_shorthand);
  result = g_test_run ();
  desk_clear (&desk);
  return result;
}
