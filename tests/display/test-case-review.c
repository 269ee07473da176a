/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A submitted case from the drop to the report: taken in, looked through, sent back, put right, compared,
 * remarked, scored, approved, reported. */
#include "config.h"

#include "ka-desk.h"

#include "ka-ask.h"
#include "ka-case-job.h"
#include "ka-case-review-view.h"
#include "ka-field-editor.h"
#include "ka-pdf-sheet.h"

#include <cairo-pdf.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <ka-attachment.h>
#include <ka-case-form.h>
#include <ka-pdf.h>
#include <ka-query.h>
#include <libintl.h>
#include <pango/pangocairo.h>
#include <string.h>

static Desk desk;

static void
take_shot (GtkWindow *window, const char *name)
{
  const char *folder = g_getenv ("GUITEST_OUT");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : desk.folder, name, NULL);

  g_assert_true (guitest_shot (window, path));
}

static const char FIRST[]
  = "重庆某建材有限公司未及时消除事故隐患案\n"
    "一、基本案情\n"
    "2025年12月5日，江津区应急管理局对重庆某建材有限公司开展执法检查时，发现该公司采场边坡监测设备失效。\n"
    "矿长李小四在场。\n"
    "违反了《中华人民共和国安全生产法》第四十一条第二款的规定。\n"
    "二、处理结果\n"
    "依据《中华人民共和国安全生产法》第一百零二条，责令立即消除，给予罚款12万元的行政处罚。\n";

static const char SECOND[]
  = "重庆某建材有限公司未及时消除事故隐患案\n"
    "一、基本案情\n"
    "2025年12月5日，江津区应急管理局对重庆某建材有限公司开展执法检查时，发现该公司采场边坡监测设备失效。\n"
    "矿长李某某在场。\n"
    "违反了《中华人民共和国安全生产法》第四十一条第二款的规定。\n"
    "二、处理结果\n"
    "依据《中华人民共和国安全生产法》第一百零二条，责令立即消除，给予罚款12万元的行政处罚。\n"
    "三、典型意义\n"
    "边坡监测是防坍塌的最后一道防线，失效即停，对同类企业有警示作用。\n";

static char *
make_pdf (const char *name, const char *text)
{
  char *path = g_build_filename (desk.folder, name, NULL);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 420, 595);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *face = pango_font_description_from_string ("Noto Sans CJK SC 11");

  pango_layout_set_font_description (layout, face);
  pango_layout_set_width (layout, 360 * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_CHAR);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, 30, 30);
  pango_cairo_show_layout (cr, layout);
  cairo_show_page (cr);
  pango_font_description_free (face);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return path;
}

static KaCaseReviewView *
show_review (void)
{
  GtkWidget *page, *stack, *view;

  ka_window_show_page (desk.window, "cases");
  guitest_settle ();
  page = GTK_WIDGET (ka_window_get_page (desk.window));
  stack = guitest_by_id (page, "stack");
  gtk_stack_set_visible_child_name (GTK_STACK (stack), "review");
  guitest_settle ();
  view = guitest_by_type (page, KA_TYPE_CASE_REVIEW_VIEW);
  g_assert_nonnull (view);
  return KA_CASE_REVIEW_VIEW (view);
}

static void
wait_for (KaCaseReviewView *view)
{
  guitest_settle ();
  guitest_until (ka_case_review_view_is_ready (view) && ka_context_can_write (desk.context));
  guitest_settle ();
}

static char *
get_saved (gint64 id, const char *field)
{
  g_autoptr (KaRecord) record
    = ka_ledger_get (ka_context_get_ledger (desk.context), ka_kind_get ("typical_case"), id, NULL);

  return g_strdup (ka_record_get (record, field));
}

#define assert_saved(id, field, expected)                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *saved_ = get_saved (id, field);                                               \
    g_assert_cmpstr (saved_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

static void
set_field (gint64 id, const char *field, const char *value)
{
  KaLedger *ledger = ka_context_get_ledger (desk.context);
  g_autoptr (KaRecord) record = ka_ledger_get (ledger, ka_kind_get ("typical_case"), id, NULL);

  ka_record_set (record, field, value);
  g_assert_true (ka_ledger_save (ledger, record, NULL));
}

static void
press (KaCaseReviewView *view, const char *id)
{
  GtkWidget *stack = guitest_by_id (GTK_WIDGET (view), "main");

  g_assert_nonnull (stack);
  guitest_press (guitest_by_id (GTK_WIDGET (view), id));
  wait_for (view);
}

static void
set_opinion (KaCaseReviewView *view, const char *text)
{
  GtkWidget *opinion = guitest_by_id (GTK_WIDGET (view), "opinion");

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (opinion)), text, -1);
}

static gint64
take_in (KaCaseReviewView *view, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GSList list = { file, NULL };

  g_assert_true (ka_case_review_view_take (view, &list));
  guitest_until (ka_case_review_view_get_open (view) != 0);
  wait_for (view);
  return ka_case_review_view_get_open (view);
}

static GPtrArray *exported;

static void
on_exported_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  g_assert_no_error (error);
  exported = answer;
}

static void export(gint64 id, const char *folder)
{
  g_autoptr (GPtrArray) told = NULL;
  g_autofree char *form = g_build_filename (folder, KA_CASE_FORM_PDF, NULL);
  g_autofree char *original = g_build_filename (folder, "原件1-补正稿.pdf", NULL);
  g_autofree char *content = NULL;
  guint n_pages = 0;
  gsize length;

  ka_ask (desk.context, desk.context, NULL, ka_case_export_work (id, folder, FALSE),
          on_exported_cb);
  guitest_until (exported != NULL);
  told = g_steal_pointer (&exported);
  g_assert_cmpuint (told->len, ==, 1);
  g_assert_cmpstr (told->pdata[0], ==, folder);
  g_assert_true (g_file_test (original, G_FILE_TEST_EXISTS));
  g_free (ka_pdf_extract_file (form, NULL, 1000, &n_pages, NULL, NULL));
  /* One of the form, one of the original. */
  g_assert_cmpuint (n_pages, ==, 2);
  g_assert_true (g_file_get_contents (form, &content, &length, NULL));
  g_assert_nonnull (memmem (content, length, "/EmbeddedFile", 13));
}

static void
test_review (void)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GPtrArray) papers = NULL;
  g_autoptr (GError) error = NULL;
  KaCaseReviewView *view;
  KaPaperView *paper;
  GtkWidget *entry;
  gint64 id;

  desk_window (&desk);
  desk_open (&desk);
  view = show_review ();
  paper = ka_case_review_view_get_paper (view);
  first = make_pdf ("来稿.pdf", FIRST);
  second = make_pdf ("补正稿.pdf", SECOND);

  /* Taken in: what the text says stands in the form. */
  id = take_in (view, first);
  assert_saved (id, "title", "重庆某建材有限公司未及时消除事故隐患案");
  assert_saved (id, "occurred", "2025-12-05");
  assert_saved (id, "review", "待审核");
  guitest_until (g_str_equal (ka_paper_view_get_state (paper), "pdf")
                 && ka_pdf_view_is_ready (ka_paper_view_get_pdf_view (paper)));
  g_assert_cmpuint (ka_case_review_view_get_n_wrong (view), >=, 2);
  take_shot (GTK_WINDOW (desk.window), "case-review.png");

  /* Sent back with the list of what is missing. */
  press (view, "give_back");
  assert_saved (id, "review", "退回补正");
  {
    g_autofree char *comment = get_saved (id, "comment");

    g_assert_nonnull (strstr (comment, "李小四"));
    g_assert_nonnull (strstr (comment, "典型意义"));
  }

  /* The second version in its place: compared, and nothing is wrong any more. */
  papers = ka_attachments_of (ka_context_get_ledger (desk.context), ka_kind_get ("typical_case"),
                              id, NULL);
  g_assert_cmpuint (papers->len, ==, 1);
  g_assert_true (ka_attachment_replace (ka_context_get_ledger (desk.context),
                                        ((KaRecord *)papers->pdata[0])->id, second, NULL, NULL,
                                        NULL, NULL, &error));
  set_field (id, "facts",
             "2025年12月5日，对某公司开展执法检查时，发现采场边坡监测设备失效，矿长李某某在场。");
  set_field (id, "significance",
             "边坡监测是防坍塌的最后一道防线，失效即停，对同类企业有警示作用。");
  wait_for (view);
  g_assert_cmpuint (ka_case_review_view_get_n_wrong (view), ==, 0);
  {
    GtkWidget *difference = guitest_by_id (GTK_WIDGET (view), "difference");
    GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (difference));
    GtkTextIter start, end;
    g_autofree char *text = NULL;

    gtk_text_buffer_get_bounds (buffer, &start, &end);
    text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
    g_assert_nonnull (strstr (text, "增 "));
    g_assert_nonnull (strstr (text, "典型意义"));
  }

  /* A remark, approved, reported. */
  gtk_stack_set_visible_child_name (
    GTK_STACK (
      gtk_widget_get_ancestor (guitest_by_id (GTK_WIDGET (view), "checklist"), GTK_TYPE_STACK)),
    "comments");
  entry = guitest_by_id (GTK_WIDGET (view), "comment_entry");
  gtk_editable_set_text (GTK_EDITABLE (entry), "边坡高度请写明");
  g_signal_emit_by_name (entry, "activate");
  wait_for (view);
  g_assert_cmpint (
    ka_ledger_count (ka_context_get_ledger (desk.context), ka_kind_get ("case_comment"), NULL), ==,
    1);
  gtk_stack_set_visible_child_name (
    GTK_STACK (
      gtk_widget_get_ancestor (guitest_by_id (GTK_WIDGET (view), "checklist"), GTK_TYPE_STACK)),
    "check");
  set_opinion (view, "同意报送");
  guitest_settle ();
  press (view, "approve");
  assert_saved (id, "review", "审核通过");
  entry = guitest_by_id (GTK_WIDGET (view), "receipt");
  gtk_editable_set_text (GTK_EDITABLE (entry), "渝矿报2025-9");
  press (view, "report");
  assert_saved (id, "review", "已报送");
  assert_saved (id, "reported", "2026-01-05");
  g_assert_false (gtk_widget_get_sensitive (guitest_by_id (GTK_WIDGET (view), "approve")));

  /* The form that goes out, with the original behind it and in it. */
  folder = g_build_filename (desk.folder, "报送", NULL);
  export(id, folder);
  desk_close (&desk);
}

/* ---- several papers ---- */

static gboolean
tells_difference (KaCaseReviewView *view, const char *word)
{
  GtkWidget *difference = guitest_by_id (GTK_WIDGET (view), "difference");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (difference));
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return strstr (text, word) != NULL;
}

static void
attach (KaCaseReviewView *view, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GSList list = { file, NULL };
  gint64 before = ka_paper_view_get_attachment (ka_case_review_view_get_paper (view));

  g_assert_true (ka_case_review_view_attach (view, &list));
  wait_for (view);
  guitest_until (ka_paper_view_get_attachment (ka_case_review_view_get_paper (view)) != before);
}

/* A case without papers says how one comes to it; of several the officer chooses, and the choice stays. */
static void
test_papers (void)
{
  g_autofree char *first = NULL, *second = NULL;
  KaCaseReviewView *view;
  GtkStack *stack;
  GtkDropDown *papers;
  gint64 shown;

  desk_window (&desk);
  g_remove (desk.path);
  desk_open (&desk);
  {
    g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("typical_case"));

    ka_record_set (record, "title", "没有来稿的案例");
    ka_record_set (record, "quarter", "2025Q4");
    g_assert_true (ka_ledger_save (desk_ledger (&desk), record, NULL));
  }
  view = show_review ();
  wait_for (view);
  stack = GTK_STACK (guitest_by_id (GTK_WIDGET (view), "paper_stack"));
  papers = GTK_DROP_DOWN (guitest_by_id (GTK_WIDGET (view), "papers"));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "none");
  g_assert_nonnull (guitest_by_text (GTK_WIDGET (view), "添加附件…"));
  take_shot (GTK_WINDOW (desk.window), "case-without-papers.png");

  first = make_pdf ("来稿.pdf", FIRST);
  second = make_pdf ("补正稿.pdf", SECOND);
  attach (view, first);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "paper");
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (papers)));
  shown = ka_paper_view_get_attachment (ka_case_review_view_get_paper (view));
  g_assert_false (tells_difference (view, "典型意义"));
  attach (view, second);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (papers)), ==, 2);
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (papers)));
  g_assert_true (tells_difference (view, "典型意义"));

  gtk_drop_down_set_selected (papers, 1 - gtk_drop_down_get_selected (papers));
  wait_for (view);
  guitest_until (ka_paper_view_get_attachment (ka_case_review_view_get_paper (view)) == shown);
  g_assert_false (tells_difference (view, "典型意义"));
  /* Read anew, it stays. */
  set_field (ka_case_review_view_get_open (view), "party", "重庆某建材有限公司");
  wait_for (view);
  g_assert_cmpint (ka_paper_view_get_attachment (ka_case_review_view_get_paper (view)), ==, shown);
  take_shot (GTK_WINDOW (desk.window), "case-papers.png");
  desk_close (&desk);
}

/* ---- the paper and its tools ---- */

#define WORDS "边坡监测设备失效"

/* Three pages with contents, the words on the second and third. */
static char *
make_long_pdf (const char *name)
{
  char *path = g_build_filename (desk.folder, name, NULL);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 420, 595);
  cairo_t *cr = cairo_create (surface);
  PangoFontDescription *face = pango_font_description_from_string ("Noto Sans CJK SC 14");
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);

  pango_layout_set_font_description (layout, face);
  for (int page = 1; page <= 3; page++)
    {
      g_autofree char *attributes = g_strdup_printf ("page=%d", page);
      g_autofree char *title = g_strdup_printf ("第%d部分", page);

      cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, title, attributes, 0);
      pango_layout_set_text (layout, page == 1 ? "封面" : WORDS, -1);
      cairo_move_to (cr, 40, 400);
      pango_cairo_show_layout (cr, layout);
      cairo_show_page (cr);
    }
  pango_font_description_free (face);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return path;
}

static guint
count_children (GtkWidget *widget)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

static KaPdfSheet *
nth_sheet (KaPdfView *pdf, guint page)
{
  GtkWidget *sheet = gtk_widget_get_first_child (guitest_by_id (GTK_WIDGET (pdf), "pages"));

  for (guint i = 0; i < page; i++)
    sheet = gtk_widget_get_next_sibling (sheet);
  return KA_PDF_SHEET (sheet);
}

static void
test_paper (void)
{
  g_autofree char *path = NULL;
  KaCaseReviewView *view;
  KaPdfView *pdf;
  GtkAdjustment *adjustment;
  GtkWidget *comments;
  g_autoptr (GPtrArray) remarks = NULL;
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("case_comment"));
  int width;
  double before;
  gint64 id;

  desk_window (&desk);
  desk_open (&desk);
  view = show_review ();
  path = make_long_pdf ("长稿.pdf");
  id = take_in (view, path);
  pdf = ka_paper_view_get_pdf_view (ka_case_review_view_get_paper (view));
  guitest_until (ka_pdf_view_is_ready (pdf));

  /* Found on two pages, and the first place is shown. */
  ka_pdf_view_find (pdf, WORDS);
  guitest_until (!ka_pdf_view_is_finding (pdf));
  g_assert_cmpuint (ka_pdf_view_get_n_found (pdf), ==, 2);

  /* Thumbnails and contents. */
  guitest_action (GTK_WIDGET (pdf), "pdf.side");
  guitest_settle ();
  g_assert_cmpuint (count_children (guitest_by_id (GTK_WIDGET (pdf), "thumbnails")), ==, 3);
  guitest_until (count_children (guitest_by_id (GTK_WIDGET (pdf), "outline")) == 3);
  guitest_action (GTK_WIDGET (pdf), "pdf.side");

  /* Turned a quarter: what was high is wide. */
  gtk_widget_measure (GTK_WIDGET (nth_sheet (pdf, 0)), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL,
                      NULL, NULL);
  guitest_action (GTK_WIDGET (pdf), "pdf.rotate");
  guitest_settle ();
  {
    int height;

    gtk_widget_measure (GTK_WIDGET (nth_sheet (pdf, 0)), GTK_ORIENTATION_HORIZONTAL, -1, &width,
                        NULL, NULL, NULL);
    gtk_widget_measure (GTK_WIDGET (nth_sheet (pdf, 0)), GTK_ORIENTATION_VERTICAL, -1, &height,
                        NULL, NULL, NULL);
    g_assert_cmpint (width, >, height);
  }
  for (guint i = 0; i < 3; i++)
    guitest_action (GTK_WIDGET (pdf), "pdf.rotate");

  /* Marked text goes into the field that is chosen by one key. */
  guitest_until (ka_pdf_view_is_ready (pdf));
  ka_pdf_sheet_select (nth_sheet (pdf, 1), 30, 395, 300, 425);
  guitest_until (ka_pdf_view_get_selection (pdf) != NULL);
  g_assert_cmpstr (ka_pdf_view_get_selection (pdf), ==, WORDS);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (guitest_by_id (GTK_WIDGET (view), "target")), 3);

  /* Remarked on at that place first. */
  gtk_editable_set_text (GTK_EDITABLE (guitest_by_id (GTK_WIDGET (view), "comment_entry")),
                         "写明型号");
  g_signal_emit_by_name (guitest_by_id (GTK_WIDGET (view), "comment_entry"), "activate");
  wait_for (view);
  {
    g_autofree char *own = g_strdup_printf ("%" G_GINT64_FORMAT, id);

    ka_query_filter (query, "case_id", KA_OP_EQ, own);
  }
  remarks = ka_query_records (query, ka_context_get_ledger (desk.context), NULL);
  g_assert_cmpuint (remarks->len, ==, 1);
  {
    const KaRecord *remark = remarks->pdata[0];

    g_assert_cmpstr (ka_record_get (remark, "page"), ==, "2");
    g_assert_cmpint (ka_record_get_int (remark, "place_x", 0), ==, 30);
    g_assert_cmpint (ka_record_get_int (remark, "place_y", 0), ==, 395);
    g_assert_cmpstr (ka_record_get (remark, "quote"), ==, WORDS);
    g_assert_cmpint (ka_record_get_int (remark, "case_id", 0), ==, id);
  }
  /* From the remark back to its place. */
  adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (guitest_by_id (GTK_WIDGET (pdf), "scrolled")));
  ka_pdf_view_show_page (pdf, 0);
  guitest_settle ();
  before = gtk_adjustment_get_value (adjustment);
  comments = guitest_by_id (GTK_WIDGET (view), "comments");
  g_signal_emit_by_name (comments, "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (comments), 0));
  guitest_settle ();
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, before + 300);

  guitest_until (ka_pdf_view_is_ready (pdf));
  ka_pdf_sheet_select (nth_sheet (pdf, 1), 30, 395, 300, 425);
  guitest_until (ka_pdf_view_get_selection (pdf) != NULL);
  guitest_action (GTK_WIDGET (view), "case.take-text");
  guitest_settle ();
  {
    GtkWidget *editor = ka_record_view_get_editor (ka_case_review_view_get_record (view), "facts");
    g_autofree char *text = ka_field_editor_get_text (KA_FIELD_EDITOR (editor));

    g_assert_cmpstr (text, ==, WORDS);
  }
  take_shot (GTK_WINDOW (desk.window), "case-paper.png");
  desk_close (&desk);
}

/* ---- what comes in ---- */

static char *
make_photo (const char *name)
{
  char *path = g_build_filename (desk.folder, name, NULL);
  g_autoptr (GdkPixbuf) photo = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 400, 300);

  gdk_pixbuf_fill (photo, 0x4080c0ff);
  g_assert_true (gdk_pixbuf_save (photo, path, "jpeg", NULL, NULL));
  return path;
}

/* A file each, a case each; a photograph is shown as a paper; a scan is said to have no text; a password is asked
 * for, and the right one opens. */
static void
test_many (void)
{
  g_autofree char *paper = NULL, *photo = NULL, *locked = NULL;
  g_autofree char *qpdf = g_find_program_in_path ("qpdf");
  KaCaseReviewView *view;
  KaPaperView *shown;
  GtkWidget *row;
  gint64 before;

  desk_window (&desk);
  desk_open (&desk);
  view = show_review ();
  shown = ka_case_review_view_get_paper (view);
  before = ka_ledger_count (desk_ledger (&desk), ka_kind_get ("typical_case"), NULL);
  paper = make_pdf ("三号矿无证开采案.pdf", FIRST);
  photo = make_photo ("2025年11月3日某矿违法爆破.jpg");
  locked = g_build_filename (desk.folder, "加密稿.pdf", NULL);
  {
    g_autoptr (GFile) first = g_file_new_for_path (paper);
    g_autoptr (GFile) second = g_file_new_for_path (photo);
    GSList rest = { second, NULL }, list = { first, &rest };

    ka_case_review_view_open (view, 0);
    g_assert_true (ka_case_review_view_take (view, &list));
  }
  guitest_until (ka_ledger_count (desk_ledger (&desk), ka_kind_get ("typical_case"), NULL)
                 == before + 2);
  wait_for (view);

  /* The photograph: its own case, title and day from its name. */
  {
    g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("typical_case"));
    g_autoptr (GPtrArray) found = NULL;

    ka_query_set_text (query, "违法爆破");
    found = ka_query_records (query, desk_ledger (&desk), NULL);
    g_assert_cmpuint (found->len, ==, 1);
    g_assert_cmpstr (ka_record_get (found->pdata[0], "occurred"), ==, "2025-11-03");
    ka_case_review_view_open (view, ((KaRecord *)found->pdata[0])->id);
  }
  wait_for (view);
  guitest_until (g_str_equal (ka_paper_view_get_state (shown), "pdf")
                 && ka_pdf_view_is_ready (ka_paper_view_get_pdf_view (shown)));
  row = gtk_widget_get_first_child (guitest_by_id (GTK_WIDGET (view), "checklist"));
  g_assert_nonnull (guitest_by_text (row, "？ 待核 · 扫描件"));
  take_shot (GTK_WINDOW (desk.window), "case-photo.png");

  if (qpdf == NULL)
    {
      g_test_message ("qpdf is not here: no locked paper");
      desk_close (&desk);
      return;
    }
  {
    const char *command[] = { qpdf, "--encrypt", "k1", "k1", "256", "--", paper, locked, NULL };
    g_autoptr (GFile) file = g_file_new_for_path (locked);
    GSList list = { file, NULL };

    g_assert_true (g_spawn_sync (NULL, (char **)command, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL,
                                 NULL, NULL, NULL));
    g_assert_true (ka_case_review_view_take (view, &list));
  }
  guitest_until (g_str_equal (ka_paper_view_get_state (shown), "password"));
  gtk_editable_set_text (GTK_EDITABLE (guitest_by_id (GTK_WIDGET (shown), "password")), "wrong");
  g_signal_emit_by_name (guitest_by_id (GTK_WIDGET (shown), "password"), "activate");
  guitest_until (!g_str_equal (ka_paper_view_get_state (shown), "busy"));
  g_assert_cmpstr (ka_paper_view_get_state (shown), ==, "password");
  gtk_editable_set_text (GTK_EDITABLE (guitest_by_id (GTK_WIDGET (shown), "password")), "k1");
  g_signal_emit_by_name (guitest_by_id (GTK_WIDGET (shown), "password"), "activate");
  guitest_until (g_str_equal (ka_paper_view_get_state (shown), "pdf"));
  desk_close (&desk);
}

static void
speak (const char *language)
{
  if (language != NULL)
    g_setenv ("LANGUAGE", language, TRUE);
  else
    g_unsetenv ("LANGUAGE");
  /* So that gettext looks again. */
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("KUANGAN_LOCALE_DIR"));
}

static char *
reopen (KaCaseReviewView *view, gint64 id)
{
  GtkTextBuffer *buffer
    = gtk_text_view_get_buffer (GTK_TEXT_VIEW (guitest_by_id (GTK_WIDGET (view), "opinion")));
  char *text = NULL;

  ka_case_review_view_open (view, 0);
  wait_for (view);
  ka_case_review_view_open (view, id);
  wait_for (view);
  g_object_get (buffer, "text", &text, NULL);
  return text;
}

/* What a case has to put right is proposed in Chinese: it goes to who submitted it. */
static void
test_language (void)
{
  g_autofree char *paper = make_pdf ("四号矿超层越界案.pdf", FIRST);
  g_autofree char *chinese = NULL, *english = NULL;
  KaCaseReviewView *view;
  gint64 id;

  if (g_getenv ("KUANGAN_LOCALE_DIR") == NULL)
    {
      g_test_skip ("the translations are not built");
      return;
    }
  desk_window (&desk);
  desk_open (&desk);
  view = show_review ();
  ka_case_review_view_open (view, 0);
  id = take_in (view, paper);
  chinese = reopen (view, id);
  g_assert_cmpstr (chinese, !=, "");
  speak ("en");
  g_assert_cmpstr (g_dgettext (GETTEXT_PACKAGE, "企业"), ==, "Enterprise");
  english = reopen (view, id);
  speak (NULL);
  g_assert_cmpstr (english, ==, chinese);
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
  g_test_add_func ("/case-review/from-drop-to-report", test_review);
  g_test_add_func ("/case-review/papers", test_papers);
  g_test_add_func ("/case-review/paper", test_paper);
  g_test_add_func ("/case-review/many", test_many);
  g_test_add_func ("/case-review/language", test_language);
  result = g_test_run ();
  desk_clear (&desk);
  return result;
}
