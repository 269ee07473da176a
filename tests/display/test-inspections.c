/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An inspection in the window: findings typed fast, what its case file lacks. */
#include "config.h"

#include "ka-desk.h"

#include "ka-case-pane.h"
#include "ka-field-editor.h"
#include "ka-finding-pane.h"
#include "ka-photo-strip.h"
#include "ka-record-form.h"
#include "ka-record-view.h"

#include <glib/gstdio.h>
#include <inttypes.h>
#include <ka-query.h>

static Desk desk;

static gint64
save (const char *kind, const char *values)
{
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get (kind));
  g_auto (GStrv) pairs = g_strsplit (values, "|", -1);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');

      *equals = '\0';
      ka_record_set (record, pairs[i], equals + 1);
    }
  g_assert_true (ka_ledger_save (desk_ledger (&desk), record, &error));
  g_assert_no_error (error);
  return record->id;
}

static gint64
add_inspection (void)
{
  g_autofree char *mine = NULL;
  g_autofree char *inspection = NULL;

  mine = g_strdup_printf ("enterprise=%" PRId64
                          "|name=陡石梯砂岩矿|type=露天矿山|status=生产|town=德感街道",
                          desk_add_enterprise (&desk, "重庆示例石材有限公司"));
  save ("regulator", "name=李四|level=区级监管部门|cert_no=50001");
  save ("regulator", "name=王五|level=区级监管部门|cert_no=50002");
  save ("clause", "text=破碎机传动部位无防护罩|code=JX-01|violated=《规程》5.4|days=7");
  inspection = g_strdup_printf (
    "mine=%" PRId64 "|started=2026-01-05|trigger=双随机|inspectors=李四、王五|record_no=记1|"
    "scheme_no=案1|scheme_approved=2026-01-04|notice_no=通1|signed=2026-01-05|found=见记录|"
    "result=责令整改",
    save ("mine", mine));
  return save ("inspection", inspection);
}

static KaRecordView *
open_inspection (gint64 id)
{
  ka_window_show_record (desk.window, ka_kind_get ("inspection"), id);
  guitest_settle ();
  return KA_RECORD_VIEW (guitest_by_type (GTK_WIDGET (desk.window), KA_TYPE_RECORD_VIEW));
}

static guint
count_hazards (void)
{
  return (guint)ka_ledger_count (desk_ledger (&desk), ka_kind_get ("hazard"), NULL);
}

static GtkWidget *
visible_row (GtkWidget *list)
{
  return gtk_widget_get_visible (list) ? gtk_widget_get_first_child (list) : NULL;
}

static void
test_findings (void)
{
  KaRecordView *record;
  KaFindingPane *pane;
  GtkWidget *entry, *offered;
  g_autoptr (KaRecord) hazard = NULL;
  g_autoptr (KaRecord) inspection = NULL;
  gint64 id;

  desk_window (&desk);
  desk_open (&desk);
  id = add_inspection ();
  record = open_inspection (id);
  ka_record_view_show_tab (record, "findings");
  guitest_settle ();
  pane = KA_FINDING_PANE (guitest_by_type (GTK_WIDGET (record), KA_TYPE_FINDING_PANE));
  guitest_until (ka_finding_pane_is_ready (pane));
  entry = guitest_by_id (GTK_WIDGET (pane), "entry");
  offered = guitest_by_id (GTK_WIDGET (pane), "offered");

  /* Enter on a line makes a hazard of the inspection, and the line is free for the next. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "采场东帮：护栏缺失 5个工作日");
  g_signal_emit_by_name (entry, "activate");
  guitest_settle ();
  g_assert_cmpuint (count_hazards (), ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_nonnull (guitest_by_text (GTK_WIDGET (record), "问题录入 1"));

  /* Initials find the office's own phrase; taken, it brings its clause and its term. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "破碎站：psjcd");
  guitest_settle ();
  g_assert_nonnull (visible_row (offered));
  g_signal_emit_by_name (offered, "row-activated", visible_row (offered));
  guitest_settle ();
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==,
                   "破碎站：破碎机传动部位无防护罩");
  g_signal_emit_by_name (entry, "activate");
  guitest_settle ();
  g_assert_cmpuint (count_hazards (), ==, 2);
  hazard = ka_ledger_get (desk_ledger (&desk), ka_kind_get ("hazard"), 2, NULL);
  g_assert_cmpstr (ka_record_get (hazard, "violated"), ==, "《规程》5.4");
  g_assert_cmpstr (ka_record_get (hazard, "deadline"), ==, "2026-01-12");
  g_assert_cmpstr (ka_record_get (hazard, "place"), ==, "破碎站");
  g_assert_cmpint (ka_record_get_int (hazard, "inspection", 0), ==, id);

  /* A criterion makes it a major one. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "LT-06");
  guitest_settle ();
  g_signal_emit_by_name (offered, "row-activated", visible_row (offered));
  g_signal_emit_by_name (entry, "activate");
  guitest_settle ();
  g_clear_pointer (&hazard, ka_record_unref);
  hazard = ka_ledger_get (desk_ledger (&desk), ka_kind_get ("hazard"), 3, NULL);
  g_assert_cmpstr (ka_record_get (hazard, "level"), ==, "重大");
  g_assert_cmpstr (ka_record_get (hazard, "criterion"), ==, "LT-06");

  /* Nothing is made of nothing, and it is said. */
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_get_visible (guitest_by_id (GTK_WIDGET (pane), "problem")));
  g_assert_cmpuint (count_hazards (), ==, 3);

  /* 逢查必考 */
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (guitest_by_id (GTK_WIDGET (pane), "examined")), 6);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (guitest_by_id (GTK_WIDGET (pane), "passed")), 5);
  guitest_press (guitest_by_id (GTK_WIDGET (pane), "record_exam"));
  guitest_settle ();
  inspection = ka_ledger_get (desk_ledger (&desk), ka_kind_get ("inspection"), id, NULL);
  g_assert_cmpstr (ka_record_get (inspection, "examined"), ==, "6");
  g_assert_cmpstr (ka_record_get (inspection, "exam_passed"), ==, "5");
  desk_close (&desk);
}

static void
test_case_file (void)
{
  KaRecordView *record;
  GtkWidget *pane, *list;
  g_autoptr (KaRecord) inspection = NULL;

  desk_window (&desk);
  desk_open (&desk);
  record = open_inspection (1);
  ka_record_view_show_tab (record, "case");
  guitest_settle ();
  pane = guitest_by_type (GTK_WIDGET (record), KA_TYPE_CASE_PANE);
  list = guitest_by_id (pane, "list");
  /* The hazards are open and have no orders. */
  g_assert_nonnull (guitest_by_text (pane, "隐患没有责改文书号，请补上。"));
  guitest_press (guitest_by_id (pane, "file"));
  guitest_settle ();
  inspection = ka_ledger_get (desk_ledger (&desk), ka_kind_get ("inspection"), 1, NULL);
  g_assert_null (ka_record_get (inspection, "filed"));

  /* A finding leads to the field that mends it. */
  g_signal_emit_by_name (list, "row-activated", visible_row (list));
  guitest_settle ();
  g_assert_cmpstr (ka_page_get_info (ka_window_get_page (desk.window))->id, ==, "hazards");
  g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (desk.window)));
  g_assert_nonnull (gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (desk.window)),
                                             KA_TYPE_FIELD_EDITOR));
  desk_close (&desk);
}

/* ---- photographs ---- */

static GFile *
make_photo (const char *folder, const char *name, gboolean whole)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GdkPixbuf) photo = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 400, 300);

  gdk_pixbuf_fill (photo, 0x4080c0ff);
  if (whole)
    g_assert_true (gdk_pixbuf_save (photo, path, "jpeg", NULL, NULL));
  else
    g_assert_true (g_file_set_contents (path, "\xff\xd8\xff\xe0 nothing more", -1, NULL));
  return g_file_new_for_path (path);
}

static guint
count_pictures (GtkWidget *widget)
{
  guint n = GTK_IS_PICTURE (widget) && gtk_picture_get_paintable (GTK_PICTURE (widget)) != NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_pictures (child);
  return n;
}

static guint
count_photos_of_finding (gint64 inspection)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("hazard"));
  g_autofree char *id = g_strdup_printf ("%" PRId64, inspection);
  g_autoptr (GArray) ids = NULL;

  ka_query_filter (query, "inspection", KA_OP_EQ, id);
  ids = ka_query_ids (query, desk_ledger (&desk), NULL, NULL);
  g_assert_cmpuint (ids->len, ==, 1);
  return ka_photos_count (desk_ledger (&desk), ka_kind_get ("hazard"),
                          g_array_index (ids, gint64, 0));
}

/* Taken right where the findings are typed; what is broken has its place and no picture. */
static void
test_photos (void)
{
  g_autofree char *folder = g_dir_make_tmp ("ka-photos-XXXXXX", NULL);
  g_autoptr (GFile) one = make_photo (folder, "东帮.jpg", TRUE);
  g_autoptr (GFile) two = make_photo (folder, "坏.jpg", FALSE);
  g_autoptr (GSList) files = g_slist_append (g_slist_append (NULL, one), two);
  g_autoptr (GSList) first = g_slist_append (NULL, one);
  KaRecordView *record;
  KaFindingPane *pane;
  KaPhotoStrip *strip;
  GtkWidget *entry, *button;
  gint64 id;

  desk_window (&desk);
  desk_open (&desk);
  id = add_inspection ();
  record = open_inspection (id);
  ka_record_view_show_tab (record, "findings");
  guitest_settle ();
  pane = KA_FINDING_PANE (guitest_by_type (GTK_WIDGET (record), KA_TYPE_FINDING_PANE));
  strip = KA_PHOTO_STRIP (guitest_by_type (GTK_WIDGET (pane), KA_TYPE_PHOTO_STRIP));
  g_assert_cmpuint (ka_photo_strip_get_n_shown (strip), ==, 0);

  g_assert_true (ka_photo_strip_take_files (strip, files));
  guitest_until (ka_photo_strip_get_n_shown (strip) == 2);
  guitest_until (ka_photo_strip_is_ready (strip));
  g_assert_cmpuint (count_pictures (GTK_WIDGET (strip)), ==, 1);
  g_assert_cmpuint (ka_photos_count (desk_ledger (&desk), ka_kind_get ("inspection"), id), ==, 2);

  /* Of one finding. */
  entry = guitest_by_id (GTK_WIDGET (pane), "entry");
  gtk_editable_set_text (GTK_EDITABLE (entry), "采场东帮：护栏缺失 5个工作日");
  g_signal_emit_by_name (entry, "activate");
  guitest_until (guitest_by_text (GTK_WIDGET (pane), "照片") != NULL);
  button
    = gtk_widget_get_ancestor (guitest_by_text (GTK_WIDGET (pane), "照片"), GTK_TYPE_MENU_BUTTON);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  guitest_settle ();
  strip = KA_PHOTO_STRIP (
    gtk_popover_get_child (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button))));
  g_assert_true (ka_photo_strip_take_files (strip, first));
  guitest_until (guitest_by_text (GTK_WIDGET (pane), "照片 1") != NULL);
  g_assert_cmpuint (count_photos_of_finding (id), ==, 1);

  /* One undo takes one change back. */
  guitest_action (GTK_WIDGET (desk.window), "win.undo");
  guitest_until (guitest_by_text (GTK_WIDGET (pane), "照片") != NULL);
  g_assert_cmpuint (count_photos_of_finding (id), ==, 0);
  desk_close (&desk);
  g_assert_true (g_file_delete (one, NULL, NULL) && g_file_delete (two, NULL, NULL));
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  int result;

  guitest_env ();
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  desk_init (&desk);
  g_test_add_func ("/inspections/findings", test_findings);
  g_test_add_func ("/inspections/case-file", test_case_file);
  g_test_add_func ("/inspections/photos", test_photos);
  result = g_test_run ();
  desk_clear (&desk);
  return result;
}
