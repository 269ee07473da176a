/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form with its originals: their pages as pictures behind it, the files in it byte for byte, nothing of what
 * they carry besides. Looked at with other programs: qpdf, pdfdetach, pdfimages. */
#include "config.h"

#include <cairo-pdf.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

#include <ka-error.h>
#include <ka-pdf-bundle.h>
#include <ka-pdf.h>

static char *folder;

static char *
place (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static char *
make_pdf (const char *name, guint n_pages, const char *text)
{
  char *path = place (name);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 595, 842);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < n_pages; i++)
    {
      cairo_set_source_rgb (cr, 0, 0, 0);
      cairo_move_to (cr, 60, 80);
      cairo_set_font_size (cr, 20);
      cairo_show_text (cr, text);
      cairo_set_source_rgb (cr, 0, 0, 1);
      cairo_rectangle (cr, 0, 421, 595, 421);
      cairo_fill (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return path;
}

/* Green above, red below. */
static char *
make_picture (const char *name, const char *type, int width, int height)
{
  char *path = place (name);
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GdkPixbuf) lower = NULL;

  gdk_pixbuf_fill (picture, 0x00ff00ff);
  lower = gdk_pixbuf_new_subpixbuf (picture, 0, height / 2, width, height - height / 2);
  gdk_pixbuf_fill (lower, 0xff0000ff);
  g_assert_true (gdk_pixbuf_save (picture, path, type, NULL, NULL));
  return path;
}

static char *
make_file (const char *name, const char *content, gssize length)
{
  char *path = place (name);

  g_assert_true (g_file_set_contents (path, content, length, NULL));
  return path;
}

/* What another program says; "": nothing. */
static char *
run (const char *first, ...)
{
  g_autoptr (GPtrArray) command = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  va_list arguments;

  va_start (arguments, first);
  for (const char *word = first; word != NULL; word = va_arg (arguments, const char *))
    g_ptr_array_add (command, (gpointer)word);
  va_end (arguments);
  g_ptr_array_add (command, NULL);
  process
    = g_subprocess_newv ((const char *const *)command->pdata,
                         G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  return out;
}

static gboolean
have (const char *program)
{
  g_autofree char *path = g_find_program_in_path (program);

  return path != NULL;
}

static void
assert_sound (const char *path)
{
  g_autofree char *said = NULL;

  if (!have ("qpdf"))
    return;
  said = run ("qpdf", "--check", path, NULL);
  g_assert_nonnull (strstr (said, "No syntax or stream encoding errors found"));
}

/* Each file comes out of the PDF as it went in. */
static void
assert_attached (const char *path, const char *const *originals)
{
  g_autofree char *into = place ("detached");
  g_autofree char *said = NULL;

  if (!have ("pdfdetach"))
    return;
  g_assert_cmpint (g_mkdir_with_parents (into, 0700), ==, 0);
  said = run ("pdfdetach", "-saveall", "-o", into, path, NULL);
  for (guint i = 0; originals[i] != NULL; i++)
    {
      g_autofree char *name = g_path_get_basename (originals[i]);
      g_autofree char *out = g_build_filename (into, name, NULL);
      g_autofree char *before = NULL, *after = NULL;
      gsize n_before = 0, n_after = 0;

      g_assert_true (g_file_get_contents (originals[i], &before, &n_before, NULL));
      g_assert_true (g_file_get_contents (out, &after, &n_after, NULL));
      g_assert_cmpmem (before, n_before, after, n_after);
      g_unlink (out);
    }
  g_rmdir (into);
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static KaPdf *
open_pdf (const char *path)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KaPdf *pdf;

  ka_pdf_open_async (path, NULL, NULL, on_done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  pdf = ka_pdf_open_finish (result, &error);
  g_assert_no_error (error);
  return pdf;
}

static guint32
get_color (KaPdf *pdf, guint page, double x, double y)
{
  g_autoptr (GAsyncResult) result = NULL;
  cairo_surface_t *picture;
  guint32 color;

  ka_pdf_render_async (pdf, page, 1, NULL, on_done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  picture = ka_pdf_render_finish (pdf, result, NULL);
  g_assert_nonnull (picture);
  color
    = *(const guint32 *)(gconstpointer)(cairo_image_surface_get_data (picture)
                                        + (int)(y * cairo_image_surface_get_height (picture))
                                            * cairo_image_surface_get_stride (picture)
                                        + (int)(x * cairo_image_surface_get_width (picture)) * 4)
      & 0xffffff;
  cairo_surface_destroy (picture);
  return color;
}

/* JPEG is not exact. */
static void
assert_near (guint32 color, guint32 expected)
{
  for (guint shift = 0; shift <= 16; shift += 8)
    g_assert_cmpint (ABS ((int)(color >> shift & 255) - (int)(expected >> shift & 255)), <=, 12);
}

static void
test_all (void)
{
  g_autofree char *form = make_pdf ("form.pdf", 1, "the form");
  g_autofree char *paper = make_pdf ("原件1-来稿.pdf", 2, "the original");
  g_autofree char *photo = make_picture ("原件2-现场.jpg", "jpeg", 1200, 800);
  g_autofree char *scan = make_picture ("原件3-扫描.png", "png", 600, 1000);
  g_autofree char *word = make_file ("原件4-说明.docx", "PK\003\004 no page", -1);
  g_autofree char *out = place ("out.pdf");
  g_autofree char *text = NULL;
  const char *originals[] = { paper, photo, scan, word, NULL };
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaPdf) pdf = NULL;
  double width, height;

  g_assert_true (ka_pdf_bundle_write (form, originals, out, warnings, NULL, &error));
  g_assert_no_error (error);
  assert_sound (out);
  assert_attached (out, originals);
  g_assert_cmpuint (warnings->len, ==, 1);
  g_assert_nonnull (strstr (warnings->pdata[0], "原件4-说明.docx"));

  pdf = open_pdf (out);
  g_assert_cmpuint (ka_pdf_get_n_pages (pdf), ==, 5);
  ka_pdf_get_page_size (pdf, 1, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, 595, 1);
  g_assert_cmpfloat_with_epsilon (height, 842, 1);
  assert_near (get_color (pdf, 1, 0.5, 0.75), 0x0000ff);
  assert_near (get_color (pdf, 2, 0.5, 0.3), 0xffffff);
  assert_near (get_color (pdf, 3, 0.5, 0.25), 0x00ff00);
  assert_near (get_color (pdf, 3, 0.5, 0.75), 0xff0000);
  assert_near (get_color (pdf, 4, 0.5, 0.25), 0x00ff00);
  /* Pictures only: of the originals' text nothing can be selected, nor can a script be hidden in it. */
  text = ka_pdf_extract_file (out, NULL, 65536, NULL, NULL, &error);
  g_assert_nonnull (strstr (text, "the form"));
  g_assert_null (strstr (text, "the original"));
  if (have ("pdfimages"))
    {
      g_autofree char *list = run ("pdfimages", "-list", out, NULL);

      g_assert_nonnull (strstr (list, " 200   200 "));
      g_assert_nonnull (strstr (list, "jpeg"));
    }
}

/* In place of the form, as the window does it. */
static void
test_in_place (void)
{
  g_autofree char *form = make_pdf ("same.pdf", 1, "the form");
  g_autofree char *paper = make_pdf ("原件.pdf", 1, "the original");
  const char *originals[] = { paper, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *pages = place ("same.pdf.pages");
  g_autofree char *part = place ("same.pdf.part");

  g_assert_true (ka_pdf_bundle_write (form, originals, form, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_sound (form);
  assert_attached (form, originals);
  g_assert_false (g_file_test (pages, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
}

/* What cannot be drawn is attached all the same, and told. */
static void
test_damaged (void)
{
  g_autofree char *form = make_pdf ("form.pdf", 1, "the form");
  g_autofree char *broken = make_file ("坏.pdf", "%PDF-1.7\nnothing more", -1);
  g_autofree char *picture = make_file ("坏.png", "\x89PNG\r\n\x1a\nnothing more", -1);
  g_autofree char *out = place ("damaged.pdf");
  const char *originals[] = { broken, picture, NULL };
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaPdf) pdf = NULL;

  g_assert_true (ka_pdf_bundle_write (form, originals, out, warnings, NULL, &error));
  g_assert_no_error (error);
  assert_sound (out);
  assert_attached (out, originals);
  g_assert_cmpuint (warnings->len, ==, 2);
  pdf = open_pdf (out);
  g_assert_cmpuint (ka_pdf_get_n_pages (pdf), ==, 1);
}

/* Every file of the collections of hostile ones: a sound PDF, with the file in it. */
static void
test_traps (void)
{
  const char *shared = g_getenv ("KA_SHARED");
  static const char *const collections[] = { "pdf-traps", "pdf-zh" };
  g_autofree char *form = make_pdf ("form.pdf", 1, "the form");
  g_autofree char *out = place ("trap.pdf");
  guint n = 0;

  for (guint c = 0; c < G_N_ELEMENTS (collections); c++)
    {
      g_autofree char *path
        = g_build_filename (shared != NULL ? shared : "", "real", collections[c], NULL);
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL && n < 12)
        {
          g_autofree char *trap = g_build_filename (path, name, NULL);
          const char *originals[] = { trap, NULL };
          g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
          g_autoptr (GError) error = NULL;

          if (!g_str_has_suffix (name, ".pdf"))
            continue;
          n++;
          g_assert_true (ka_pdf_bundle_write (form, originals, out, warnings, NULL, &error));
          g_assert_no_error (error);
          assert_sound (out);
          assert_attached (out, originals);
          g_test_message ("%s: %u sentences", name, warnings->len);
        }
    }
  if (n == 0)
    g_test_skip ("the collections are not here");
}

static void
test_too_large (void)
{
  g_autofree char *form = make_pdf ("form.pdf", 1, "the form");
  g_autofree char *large = place ("录像.mp4");
  g_autofree char *small = make_file ("说明.txt", "text", -1);
  g_autofree char *out = place ("large.pdf");
  const char *originals[] = { large, small, NULL };
  const char *attached[] = { small, NULL };
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  GStatBuf info;
  FILE *file = g_fopen (large, "w");

  g_assert_cmpint (fseek (file, (long)KA_PDF_BUNDLE_FILE_BYTES, SEEK_SET), ==, 0);
  fputc ('x', file);
  fclose (file);
  g_assert_true (ka_pdf_bundle_write (form, originals, out, warnings, NULL, &error));
  g_assert_no_error (error);
  assert_sound (out);
  assert_attached (out, attached);
  g_assert_cmpint (g_stat (out, &info), ==, 0);
  g_assert_cmpint (info.st_size, <, 1 << 20);
  g_assert_cmpuint (warnings->len, ==, 3);
  g_assert_nonnull (strstr (warnings->pdata[2], "录像.mp4"));
}

/* A long paper costs little memory: page after page. */
static void
test_long (void)
{
#if defined(__SANITIZE_ADDRESS__)
  g_test_skip ("the sanitizer's own memory would be measured");
#else
  g_autofree char *form = make_pdf ("form.pdf", 1, "the form");
  g_autofree char *paper = make_pdf ("长.pdf", 60, "the original");
  g_autofree char *out = place ("long.pdf");
  const char *originals[] = { paper, NULL };
  g_autoptr (GError) error = NULL;
  struct rusage before, after;

  getrusage (RUSAGE_SELF, &before);
  g_assert_true (ka_pdf_bundle_write (form, originals, out, NULL, NULL, &error));
  g_assert_no_error (error);
  getrusage (RUSAGE_SELF, &after);
  g_test_message ("%ld KiB more", after.ru_maxrss - before.ru_maxrss);
  /* 60 pages are 900 MB as pixels. */
  g_assert_cmpint (after.ru_maxrss - before.ru_maxrss, <, 120 * 1024);
  assert_sound (out);
#endif
}

static void
test_cancelled (void)
{
  g_autofree char *form = make_pdf ("form.pdf", 1, "the form");
  g_autofree char *paper = make_pdf ("原件.pdf", 3, "the original");
  g_autofree char *out = place ("none.pdf");
  const char *originals[] = { paper, NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (ka_pdf_bundle_write (form, originals, out, NULL, cancellable, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_CANCELLED);
  g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
}

static void
remove_folder (void)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = place (name);

      g_remove (path);
    }
  g_dir_close (dir);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("kuangan-bundle-XXXXXX", NULL);
  g_test_add_func ("/pdf/bundle/all", test_all);
  g_test_add_func ("/pdf/bundle/in-place", test_in_place);
  g_test_add_func ("/pdf/bundle/damaged", test_damaged);
  g_test_add_func ("/pdf/bundle/traps", test_traps);
  g_test_add_func ("/pdf/bundle/too-large", test_too_large);
  g_test_add_func ("/pdf/bundle/long", test_long);
  g_test_add_func ("/pdf/bundle/cancelled", test_cancelled);
  result = g_test_run ();
  remove_folder ();
  g_free (folder);
  return result;
}
