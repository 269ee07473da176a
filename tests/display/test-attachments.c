/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a record: added, looked at, replaced, taken away and undone through the window; and found by
 * what stands in them with Ctrl+K. */
#include "config.h"

#include "ka-desk.h"
#include "loop-watch.h"

#include "ka-ask.h"
#include "ka-record-view.h"
#include "ka-search-dialog.h"

#include <cairo-pdf.h>
#include <fcntl.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <ka-attachment.h>
#include <ka-dossier.h>
#include <ka-history.h>
#include <unistd.h>

static Desk desk;

static void
take_shot (GtkWindow *window, const char *name)
{
  const char *folder = g_getenv ("GUITEST_OUT");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : desk.folder, name, NULL);

  g_assert_true (guitest_shot (window, path));
}

static char *
make_pdf (const char *name, guint n)
{
  char *path = g_build_filename (desk.folder, name, NULL);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 300, 400);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *text = g_strdup_printf ("paper %s page %u", i == n ? "GB50471" : "", i);

      cairo_set_font_size (cr, 14);
      cairo_move_to (cr, 30, 60);
      cairo_show_text (cr, text);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return path;
}

static KaRecordView *
open_enterprise (gint64 id)
{
  GtkWidget *record;

  ka_window_show_record (desk.window, ka_kind_get ("enterprise"), id);
  guitest_settle ();
  record = guitest_by_type (GTK_WIDGET (ka_window_get_page (desk.window)), KA_TYPE_RECORD_VIEW);
  g_assert_nonnull (record);
  return KA_RECORD_VIEW (record);
}

static gint64
save_enterprise (const char *name)
{
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("enterprise"));

  ka_record_set (record, "name", name);
  g_assert_true (ka_ledger_save (ka_context_get_ledger (desk.context), record, NULL));
  return record->id;
}

static void
take_file (KaAttachmentsView *view, const char *path)
{
  guint before = ka_attachments_view_get_count (view);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GSList list = { file, NULL };

  g_assert_true (ka_attachments_view_take_files (view, &list));
  guitest_until (ka_attachments_view_get_count (view) == before + 1
                 && ka_context_can_write (desk.context));
}

static gpointer
answer_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  return data;
}

static gboolean
is_log_short (void)
{
  g_autofree char *log = g_strconcat (desk.path, "-wal", NULL);
  GStatBuf info;

  g_assert_cmpint (g_stat (log, &info), ==, 0);
  if (info.st_size < 16 << 20)
    return TRUE;
  /* It is emptied after a question unless somebody reads just then: after the next one. */
  if (!ka_ask_is_busy (desk.context))
    ka_ask (desk.context, desk.context, NULL,
            ka_work_new (NULL, KA_WORK_READS, answer_in_worker, &desk, NULL, NULL), NULL);
  return FALSE;
}

/* A large file leaves no long log behind that the window would have to empty when it closes. */
static void
test_log (void)
{
  g_autofree char *path = g_build_filename (desk.folder, "大.bin", NULL);
  KaRecordView *record;
  int fd;

  desk_window (&desk);
  desk_open (&desk);
  fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  g_assert_cmpint (ftruncate (fd, 32 << 20), ==, 0);
  g_close (fd, NULL);
  record = open_enterprise (save_enterprise ("重庆大文件建材有限公司"));
  ka_record_view_show_attachment (record, 0, 0);
  guitest_settle ();
  take_file (ka_record_view_get_attachments (record), path);
  guitest_until (is_log_short ());
  desk_close (&desk);
  g_unlink (path);
}

static void
test_life (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) all = NULL;
  KaRecordView *record;
  KaAttachmentsView *view;
  KaPaperView *paper;
  gint64 id;

  desk_window (&desk);
  desk_open (&desk);
  id = save_enterprise ("重庆陡石梯建材有限公司");
  record = open_enterprise (id);
  view = ka_record_view_get_attachments (record);
  paper = ka_attachments_view_get_paper (view);
  path = make_pdf ("一份.pdf", 3);
  ka_record_view_show_attachment (record, 0, 0);
  guitest_settle ();
  take_file (view, path);

  /* Looked at on its third page. */
  all = ka_attachments_of (ka_context_get_ledger (desk.context), ka_kind_get ("enterprise"), id,
                           NULL);
  ka_record_view_show_attachment (record, ((KaRecord *)all->pdata[0])->id, 2);
  guitest_until (g_str_equal (ka_paper_view_get_state (paper), "pdf")
                 && ka_pdf_view_is_ready (ka_paper_view_get_pdf_view (paper)));
  take_shot (GTK_WINDOW (desk.window), "attachments.png");

  /* Taken away and back. */
  guitest_action (GTK_WIDGET (view), "attachment.remove");
  guitest_until (ka_attachments_view_get_count (view) == 0);
  guitest_action (GTK_WIDGET (desk.window), "win.undo");
  guitest_until (ka_attachments_view_get_count (view) == 1);
}

/* What is no paper is told in a sentence. */
static void
test_unreadable (void)
{
  g_autofree char *text = g_build_filename (desk.folder, "说明.txt", NULL);
  g_autofree char *broken = g_build_filename (desk.folder, "坏.pdf", NULL);
  gint64 id = save_enterprise ("乙公司");
  KaRecordView *record = open_enterprise (id);
  KaAttachmentsView *view = ka_record_view_get_attachments (record);
  KaPaperView *paper = ka_attachments_view_get_paper (view);
  g_autoptr (GPtrArray) all = NULL;

  g_assert_true (g_file_set_contents (text, "说明", -1, NULL));
  g_assert_true (g_file_set_contents (broken, "%PDF-1.4\n坏", -1, NULL));
  take_file (view, text);
  take_file (view, broken);
  all = ka_attachments_of (ka_context_get_ledger (desk.context), ka_kind_get ("enterprise"), id,
                           NULL);
  g_assert_cmpuint (all->len, ==, 2);
  for (guint i = 0; i < all->len; i++)
    {
      ka_record_view_show_attachment (record, ((KaRecord *)all->pdata[i])->id, 0);
      guitest_until (g_str_equal (ka_paper_view_get_state (paper), "message"));
    }
}

static void
wait_for_answer (KaSearchDialog *dialog, const char *text)
{
  ka_search_dialog_set_text (dialog, text);
  guitest_settle ();
  guitest_until (ka_search_dialog_is_ready (dialog));
}

static KaSearchDialog *
open_search (void)
{
  KaSearchDialog *dialog = ka_search_dialog_present (desk.window);

  guitest_settle ();
  return dialog;
}

static void
test_search (void)
{
  KaSearchDialog *dialog;
  GtkWidget *record;
  KaPaperView *paper;

  dialog = open_search ();
  wait_for_answer (dialog, "没有这样的话");
  g_assert_cmpuint (ka_search_dialog_get_n_hits (dialog), ==, 0);
  wait_for_answer (dialog, "陡石梯");
  g_assert_cmpuint (ka_search_dialog_get_n_hits (dialog), ==, 1);
  take_shot (GTK_WINDOW (dialog), "search.png");
  wait_for_answer (dialog, "cqdst");
  g_assert_cmpuint (ka_search_dialog_get_n_hits (dialog), ==, 1);

  /* Escape closes it with hits of several kinds in the list. */
  wait_for_answer (dialog, "矿");
  g_assert_cmpuint (ka_search_dialog_get_n_hits (dialog), >, 1);
  g_signal_emit_by_name (guitest_by_type (GTK_WIDGET (dialog), GTK_TYPE_SEARCH_ENTRY),
                         "stop-search");
  guitest_settle ();
  dialog = open_search ();

  /* The text of the paper leads to its page. */
  wait_for_answer (dialog, "gb 50471");
  g_assert_cmpuint (ka_search_dialog_get_n_hits (dialog), ==, 1);
  ka_window_show_page (desk.window, "home");
  ka_search_dialog_activate (dialog);
  guitest_settle ();
  record = guitest_by_type (GTK_WIDGET (ka_window_get_page (desk.window)), KA_TYPE_RECORD_VIEW);
  g_assert_nonnull (record);
  paper = ka_attachments_view_get_paper (ka_record_view_get_attachments (KA_RECORD_VIEW (record)));
  guitest_until (g_str_equal (ka_paper_view_get_state (paper), "pdf"));
  desk_close (&desk);
}

/* ---- pasted, replaced, large, written out ---- */

static GdkTexture *
create_texture (int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  return gdk_texture_new_for_pixbuf (pixbuf);
}

static void
test_paste_and_replace (void)
{
  g_autoptr (GdkTexture) texture = create_texture (320, 200);
  g_autofree char *other = NULL, *folder = g_build_filename (desk.folder, "卷宗", NULL);
  g_autoptr (GPtrArray) all = NULL, history = NULL, written = NULL;
  g_autoptr (GError) error = NULL;
  KaRecordView *record;
  KaAttachmentsView *view;
  KaPaperView *paper;
  const KaRecord *pasted;
  gint64 id;
  guint n_files = 0;

  desk_window (&desk);
  desk_open (&desk);
  id = save_enterprise ("丙公司");
  record = open_enterprise (id);
  view = ka_record_view_get_attachments (record);
  paper = ka_attachments_view_get_paper (view);
  ka_record_view_show_attachment (record, 0, 0);
  guitest_settle ();

  /* A picture from the clipboard is attached and shown as a paper. */
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (view)), texture);
  guitest_action (GTK_WIDGET (view), "attachment.paste");
  guitest_until (ka_attachments_view_get_count (view) == 1 && ka_context_can_write (desk.context));
  all = ka_attachments_of (desk_ledger (&desk), ka_kind_get ("enterprise"), id, NULL);
  pasted = all->pdata[0];
  g_assert_cmpstr (ka_record_get (pasted, "mime"), ==, "image/png");
  ka_record_view_show_attachment (record, pasted->id, 0);
  guitest_until (g_str_equal (ka_paper_view_get_state (paper), "pdf")
                 && ka_pdf_view_is_ready (ka_paper_view_get_pdf_view (paper)));
  take_shot (GTK_WINDOW (desk.window), "attachment-picture.png");
  g_assert_nonnull (strstr (
    gtk_label_get_text (GTK_LABEL (guitest_by_id (GTK_WIDGET (view), "size"))), "1 个附件"));

  /* Another file in its place: the picture stays in the history, and comes back by undo. */
  other = make_pdf ("换成.pdf", 1);
  g_assert_true (
    ka_attachment_replace (desk_ledger (&desk), pasted->id, other, NULL, NULL, NULL, NULL, &error));
  history = ka_ledger_history (desk_ledger (&desk), ka_kind_get ("attachment"), pasted->id, NULL);
  g_assert_cmpuint (history->len, ==, 2);
  guitest_settle ();
  guitest_action (GTK_WIDGET (desk.window), "win.undo");
  guitest_settle ();
  {
    g_autoptr (KaRecord) now
      = ka_ledger_get (desk_ledger (&desk), ka_kind_get ("attachment"), pasted->id, NULL);

    g_assert_cmpstr (ka_record_get (now, "sha256"), ==, ka_record_get (pasted, "sha256"));
  }

  /* The record with its papers as one folder. */
  guitest_until (ka_context_can_write (desk.context));
  g_assert_true (ka_dossier_write (desk_ledger (&desk), ka_kind_get ("enterprise"), id, folder,
                                   FALSE, &n_files, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_files, ==, 1);
  desk_close (&desk);
}

/* ---- 200 MB ---- */

#define LARGE_MB 200
/* The window goes on while a large file is taken in, and a picture of as many megapixels as a camera's. */
static void
test_large (void)
{
  g_autofree char *path = g_build_filename (desk.folder, "录像.bin", NULL);
  FILE *file = g_fopen (path, "w");
  g_autoptr (GdkTexture) texture = NULL;
  KaRecordView *record;
  KaAttachmentsView *view;

  for (guint i = 0; i < LARGE_MB; i++)
    {
      g_autofree char *block = g_strnfill (1 << 20, (char)('a' + i % 26));

      fwrite (block, 1, 1 << 20, file);
    }
  fclose (file);
  desk_window (&desk);
  desk_open (&desk);
  record = open_enterprise (save_enterprise ("丁公司"));
  view = ka_record_view_get_attachments (record);
  ka_record_view_show_attachment (record, 0, 0);
  guitest_settle ();
  loop_watch_begin ();
  {
    g_autoptr (GFile) chosen = g_file_new_for_path (path);
    GSList list = { chosen, NULL };

    g_assert_true (ka_attachments_view_take_files (view, &list));
    guitest_until (ka_attachments_view_get_count (view) == 1
                   && ka_context_can_write (desk.context));
  }
  loop_watch_judge ("200 MB");

  texture = create_texture (4000, 3000);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (view)), texture);
  loop_watch_reset ();
  guitest_action (GTK_WIDGET (view), "attachment.paste");
  guitest_until (ka_attachments_view_get_count (view) == 2 && ka_context_can_write (desk.context));
  loop_watch_judge ("12 megapixels");
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
  g_test_add_func ("/attachments/log", test_log);
  g_test_add_func ("/attachments/life", test_life);
  g_test_add_func ("/attachments/unreadable", test_unreadable);
  g_test_add_func ("/attachments/search", test_search);
  g_test_add_func ("/attachments/paste-and-replace", test_paste_and_replace);
  g_test_add_func ("/attachments/large", test_large);
  result = g_test_run ();
  desk_clear (&desk);
  return result;
}
