/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <ka-error.h>
#include <ka-pdf.h>

/* ---- waiting ---- */

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **place = data;

  *place = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static KaPdf *
open_path (const char *path, const char *password, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ka_pdf_open_async (path, password, NULL, on_done_cb, &result);
  return ka_pdf_open_finish (await (&result), error);
}

static KaPdf *
open_bytes (GBytes *bytes, const char *password, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ka_pdf_open_bytes_async (bytes, password, NULL, on_done_cb, &result);
  return ka_pdf_open_finish (await (&result), error);
}

static cairo_surface_t *
render (KaPdf *pdf, guint page, double scale, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ka_pdf_render_async (pdf, page, scale, NULL, on_done_cb, &result);
  return ka_pdf_render_finish (pdf, await (&result), error);
}

static char *
get_text (KaPdf *pdf, guint page, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  ka_pdf_text_async (pdf, page, NULL, on_done_cb, &result);
  return ka_pdf_text_finish (pdf, await (&result), error);
}

/* ---- a paper to read ---- */

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Each page 200 × 100, red from x 100 on, with its number at 10, 50 and a link at 20, 60. */
static GBytes *
make_pdf (guint n_pages)
{
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, 200, 100);
  cairo_t *cr = cairo_create (surface);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, "试题");
  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *text = g_strdup_printf ("page number %u", i + 1);

      cairo_tag_begin (cr, "Document", NULL);
      cairo_set_source_rgb (cr, 0, 0, 0);
      cairo_move_to (cr, 10, 50);
      cairo_show_text (cr, text);
      cairo_set_source_rgb (cr, 1, 0, 0);
      cairo_rectangle (cr, 100, 0, 100, 100);
      cairo_fill (cr);
      cairo_tag_begin (cr, CAIRO_TAG_LINK, "rect=[20 60 30 12] uri='kuangan:list/mine?n=1'");
      cairo_tag_end (cr, CAIRO_TAG_LINK);
      cairo_tag_end (cr, "Document");
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *row
    = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *)(const void *)row)[x] & 0xffffff;
}

static void
test_read (void)
{
  g_autoptr (GBytes) bytes = make_pdf (3);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaPdf) pdf = open_bytes (bytes, NULL, &error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *text = NULL;
  double width, height;

  g_assert_no_error (error);
  g_assert_cmpuint (ka_pdf_get_n_pages (pdf), ==, 3);
  g_assert_cmpstr (ka_pdf_get_title (pdf), ==, "试题");
  ka_pdf_get_page_size (pdf, 2, &width, &height);
  g_assert_cmpfloat_with_epsilon (width, 200, 0.01);
  g_assert_cmpfloat_with_epsilon (height, 100, 0.01);

  text = get_text (pdf, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_strstrip (text), ==, "page number 2");

  for (guint scale = 1; scale <= 2; scale++)
    {
      cairo_surface_t *surface = render (pdf, 0, scale, &error);

      g_assert_no_error (error);
      g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 200 * (int)scale);
      g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 100 * (int)scale);
      g_assert_cmphex (get_pixel (surface, 150 * (int)scale, 50 * (int)scale), ==, 0xff0000);
      g_assert_cmphex (get_pixel (surface, 5, 5), ==, 0xffffff);
      cairo_surface_destroy (surface);
    }
}

static void
test_find (void)
{
  g_autoptr (GBytes) bytes = make_pdf (1);
  g_autoptr (KaPdf) pdf = open_bytes (bytes, NULL, NULL);
  g_autoptr (GAsyncResult) found = NULL, linked = NULL;
  g_autoptr (GArray) boxes = NULL;
  g_autoptr (GPtrArray) links = NULL;
  const KaPdfBox *box;
  const KaPdfLink *link;

  ka_pdf_find_async (pdf, 0, "number", NULL, on_done_cb, &found);
  boxes = ka_pdf_find_finish (pdf, await (&found), NULL);
  g_assert_cmpuint (boxes->len, ==, 1);
  box = &g_array_index (boxes, KaPdfBox, 0);
  g_assert_cmpfloat (box->x, >, 20);
  g_assert_cmpfloat (box->y, >, 35);
  g_assert_cmpfloat (box->y + box->height, <, 60);

  ka_pdf_links_async (pdf, 0, NULL, on_done_cb, &linked);
  links = ka_pdf_links_finish (pdf, await (&linked), NULL);
  g_assert_cmpuint (links->len, ==, 1);
  link = g_ptr_array_index (links, 0);
  g_assert_cmpstr (link->uri, ==, "kuangan:list/mine?n=1");
  g_assert_cmpfloat_with_epsilon (link->box.x, 20, 0.5);
  g_assert_cmpfloat_with_epsilon (link->box.y, 60, 0.5);
  g_assert_cmpfloat_with_epsilon (link->box.width, 30, 0.5);
}

static KaPdfSelection *
select_text (KaPdf *pdf, double x1, double y1, double x2, double y2)
{
  g_autoptr (GAsyncResult) result = NULL;

  ka_pdf_select_async (pdf, 0, x1, y1, x2, y2, NULL, on_done_cb, &result);
  return ka_pdf_select_finish (pdf, await (&result), NULL);
}

static void
test_select (void)
{
  g_autoptr (GBytes) bytes = make_pdf (1);
  g_autoptr (KaPdf) pdf = open_bytes (bytes, NULL, NULL);
  g_autoptr (KaPdfSelection) all = select_text (pdf, 0, 30, 200, 70);
  g_autoptr (KaPdfSelection) none = select_text (pdf, 120, 80, 190, 95);
  const KaPdfBox *box;

  g_assert_cmpstr (g_strstrip (all->text), ==, "page number 1");
  g_assert_cmpuint (all->boxes->len, >, 0);
  box = &g_array_index (all->boxes, KaPdfBox, 0);
  g_assert_cmpfloat (box->x, <, 15);
  g_assert_cmpfloat (box->y, >, 30);
  g_assert_cmpfloat (box->y + box->height, <, 60);
  g_assert_cmpstr (g_strstrip (none->text), ==, "");
}

static void
test_outline (void)
{
  GByteArray *data = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes, data, 200, 100);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KaPdf) pdf = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) outline = NULL;
  const KaPdfEntry *entry;
  int parent;

  for (int i = 0; i < 3; i++)
    {
      cairo_move_to (cr, 10, 50);
      cairo_show_text (cr, "page");
      if (i == 0)
        parent = cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, "第一部分",
                                                "page=1 pos=[0 0]", 0);
      if (i == 2)
        cairo_pdf_surface_add_outline (surface, parent, "第二节", "page=3 pos=[0 0]", 0);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  bytes = g_byte_array_free_to_bytes (data);
  pdf = open_bytes (bytes, NULL, NULL);
  ka_pdf_outline_async (pdf, NULL, on_done_cb, &result);
  outline = ka_pdf_outline_finish (pdf, await (&result), NULL);
  g_assert_cmpuint (outline->len, ==, 2);
  entry = outline->pdata[1];
  g_assert_cmpstr (entry->title, ==, "第二节");
  g_assert_cmpuint (entry->page, ==, 2);
  g_assert_cmpuint (entry->depth, ==, 1);
}

static void
test_extract (void)
{
  g_autoptr (GBytes) bytes = make_pdf (3);
  g_autoptr (GError) error = NULL;
  guint n_pages = 0;
  g_autofree char *all = ka_pdf_extract_text (bytes, G_MAXSIZE / 2, &n_pages, NULL, &error);
  g_autofree char *some = ka_pdf_extract_text (bytes, 8, NULL, NULL, &error);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_assert_no_error (error);
  g_assert_cmpstr (all, ==, "page number 1\fpage number 2\fpage number 3\f");
  g_assert_cmpstr (some, ==, "page num");
  g_assert_cmpuint (n_pages, ==, 3);
  g_cancellable_cancel (cancellable);
  g_assert_null (ka_pdf_extract_text (bytes, 8, NULL, cancellable, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_CANCELLED);
}

/* Every failure is one Chinese sentence that ends as one. */
static void
assert_sentence (const GError *error)
{
  gboolean chinese = FALSE;

  g_assert_nonnull (error);
  g_assert_true (error->domain == KA_ERROR);
  for (const char *p = error->message; *p != '\0'; p = g_utf8_next_char (p))
    chinese = chinese || g_utf8_get_char (p) >= 0x4e00;
  g_assert_true (chinese);
  g_assert_true (g_str_has_suffix (error->message, "。"));
}

static void
test_scale (void)
{
  g_autoptr (GBytes) bytes = make_pdf (1);
  g_autoptr (KaPdf) pdf = open_bytes (bytes, NULL, NULL);
  cairo_surface_t *surface = render (pdf, 0, 1e6, NULL);
  gint64 pixels;

  /* Asked for 10¹⁵ pixels. */
  g_assert_nonnull (surface);
  pixels
    = (gint64)cairo_image_surface_get_width (surface) * cairo_image_surface_get_height (surface);
  g_assert_cmpint (pixels, <=, 40000000);
  g_assert_cmpint (pixels, >, 39000000);
  g_assert_cmphex (get_pixel (surface, cairo_image_surface_get_width (surface) - 2, 2), ==,
                   0xff0000);
  cairo_surface_destroy (surface);
}

static void
test_refused (void)
{
  g_autoptr (GBytes) whole = make_pdf (1);
  g_autofree char *dir = g_dir_make_tmp ("kuangan-pdf-XXXXXX", NULL);
  g_autofree char *missing = g_build_filename (dir, "没有.pdf", NULL);
  const struct
  {
    GBytes *bytes;
    int code;
  } cases[] = {
    { g_bytes_new_static ("", 0), KA_ERROR_FORMAT },
    { g_bytes_new_static ("PK\3\4 no paper", 13), KA_ERROR_FORMAT },
    { g_bytes_new_static ("%PDF-1.4\n", 9), KA_ERROR_FORMAT },
    { g_bytes_new_from_bytes (whole, 0, 30), KA_ERROR_FORMAT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (open_bytes (cases[i].bytes, NULL, &error));
      assert_sentence (error);
      g_assert_cmpint (error->code, ==, cases[i].code);
      g_bytes_unref (cases[i].bytes);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (open_path (i == 0 ? missing : dir, NULL, &error));
      assert_sentence (error);
      g_assert_cmpint (error->code, ==, i == 0 ? KA_ERROR_NOT_FOUND : KA_ERROR_FORMAT);
    }
  g_rmdir (dir);
}

/* ---- a helper that fails ---- */

static int
find_child (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "stat", NULL);
      g_autofree char *stat = NULL;
      int pid = 0, parent = 0;
      char command[64], state;

      if (g_ascii_isdigit (*name) && g_file_get_contents (path, &stat, NULL, NULL)
          && sscanf (stat, "%d (%63[^)]) %c %d", &pid, command, &state, &parent) == 4
          && parent == getpid () && g_str_has_prefix (command, "kuangan-pdf") && state != 'Z')
        return pid;
    }
  return 0;
}

/* A helper ends when the system comes to it: until that is so, or never. */
static void
wait_for_end (int pid)
{
  for (guint i = 0; i < 60000 && find_child () == pid; i++)
    g_usleep (1000);
  g_assert_cmpint (find_child (), !=, pid);
}

static void
test_killed (void)
{
  g_autoptr (GBytes) bytes = make_pdf (2);
  g_autoptr (KaPdf) pdf = open_bytes (bytes, NULL, NULL);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      int pid = find_child ();

      g_assert_cmpint (pid, >, 0);
      kill (pid, SIGKILL);
      wait_for_end (pid);
      text = get_text (pdf, 0, &error);
      g_assert_no_error (error);
      g_assert_nonnull (strstr (text, "page number 1"));
    }
}

/* Stopped in the middle of its work: it is given up after five seconds, and a new one goes on. */
static void
test_hung (void)
{
  g_autoptr (GBytes) bytes = make_pdf (2);
  g_autoptr (KaPdf) pdf = open_bytes (bytes, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gint64 start = g_get_monotonic_time ();

  kill (find_child (), SIGSTOP);
  g_assert_null (get_text (pdf, 1, &error));
  assert_sentence (error);
  g_assert_cmpint (error->code, ==, KA_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "第 2 页"));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 120 * G_TIME_SPAN_SECOND);

  text = get_text (pdf, 1, NULL);
  g_assert_cmpstr (text, ==, "page number 2");
}

/* Neither memory nor time left: a sentence, and a new helper goes on. */
static void
test_starved (void)
{
#if defined(__SANITIZE_ADDRESS__)
  g_test_skip ("the sanitizer cannot do without memory");
#else
  static const struct
  {
    const char *name;
    int resource;
    rlim_t left;
  } WAYS[] = { { "memory", RLIMIT_AS, 1 << 20 }, { "time", RLIMIT_CPU, 0 } };
  g_autoptr (GBytes) bytes = make_pdf (2);
  g_autoptr (KaPdf) pdf = open_bytes (bytes, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (WAYS); i++)
    {
      const struct rlimit limit = { WAYS[i].left, WAYS[i].left };
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      cairo_surface_t *surface;

      g_test_message ("%s", WAYS[i].name);
      g_assert_cmpint (prlimit (find_child (), WAYS[i].resource, &limit, NULL), ==, 0);
      surface = render (pdf, 0, 8, &error);
      g_assert_null (surface);
      assert_sentence (error);
      text = get_text (pdf, 1, NULL);
      g_assert_cmpstr (text, ==, "page number 2");
    }
#endif
}

/* The helper that reads this very file is behind its bars: no new rights, every call filtered. */
static void
test_barred (void)
{
  g_autoptr (GBytes) bytes = make_pdf (1);
  g_autoptr (KaPdf) pdf = open_bytes (bytes, NULL, NULL);
  g_autofree char *path = g_strdup_printf ("/proc/%d/status", find_child ());
  g_autofree char *status = NULL;

  g_assert_nonnull (pdf);
  g_assert_true (g_file_get_contents (path, &status, NULL, NULL));
  g_assert_nonnull (strstr (status, "NoNewPrivs:\t1\n"));
#if defined(__x86_64__) || defined(__aarch64__)
  g_assert_nonnull (strstr (status, "Seccomp:\t2\n"));
#endif
}

/* A photograph is a paper of one page without text; a damaged one ends in a sentence. */
static void
test_picture (void)
{
  static const char *const types[] = { "jpeg", "png", "bmp", "tiff" };
  g_autofree char *dir = g_dir_make_tmp ("ka-picture-XXXXXX", NULL);
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 600, 300);

  gdk_pixbuf_fill (picture, 0x2040c0ff);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *path = g_build_filename (dir, types[i], NULL);
      g_autofree char *data = NULL, *text = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (KaPdf) pdf = NULL;
      cairo_surface_t *surface;
      double width, height;
      gsize length;

      g_test_message ("%s", types[i]);
      g_assert_true (gdk_pixbuf_save (picture, path, types[i], NULL, NULL));
      pdf = open_path (path, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (ka_pdf_get_n_pages (pdf), ==, 1);
      ka_pdf_get_page_size (pdf, 0, &width, &height);
      g_assert_cmpfloat_with_epsilon (width, 842, 1);
      g_assert_cmpfloat_with_epsilon (height, 421, 1);
      surface = render (pdf, 0, 1, &error);
      g_assert_no_error (error);
      for (guint shift = 0; shift <= 16; shift += 8)
        g_assert_cmpint (ABS ((int)(get_pixel (surface, 400, 200) >> shift & 255)
                              - (int)(0x2040c0 >> shift & 255)),
                         <=, 4);
      cairo_surface_destroy (surface);
      text = get_text (pdf, 0, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, "");
      g_clear_object (&pdf);

      /* Cut off at any place it ends in a picture or a sentence. */
      g_assert_true (g_file_get_contents (path, &data, &length, NULL));
      for (guint part = 1; part < 4; part++)
        {
          g_autoptr (GError) local = NULL;
          g_autoptr (KaPdf) cut = NULL;

          g_assert_true (g_file_set_contents (path, data, (gssize)(length * part / 4), NULL));
          cut = open_path (path, NULL, &local);
          if (cut == NULL)
            assert_sentence (local);
        }
      g_unlink (path);
    }
  g_rmdir (dir);
}

/* How long a helper that hangs is waited for where nobody wants its answers any more. */
static gint64
cancel (KaPdf *pdf)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gint64 start, waited;

  kill (find_child (), SIGSTOP);
  ka_pdf_text_async (pdf, 0, cancellable, on_done_cb, &first);
  ka_pdf_render_async (pdf, 0, 1, cancellable, on_done_cb, &second);
  g_usleep (100000);
  start = g_get_monotonic_time ();
  g_cancellable_cancel (cancellable);
  g_assert_null (ka_pdf_text_finish (pdf, await (&first), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (ka_pdf_render_finish (pdf, await (&second), NULL));
  waited = g_get_monotonic_time () - start;
  text = get_text (pdf, 0, NULL);
  g_assert_cmpstr (text, ==, "page number 1");
  return waited;
}

/* Nobody waits five seconds for what nobody wants any more. One that did would do so each time; one that waits for
 * the processor does not. */
static void
test_cancelled (void)
{
  g_autoptr (GBytes) bytes = make_pdf (2);
  g_autoptr (KaPdf) pdf = open_bytes (bytes, NULL, NULL);
  gint64 least = G_MAXINT64;

  for (guint i = 0; i < 5 && least >= 4 * G_TIME_SPAN_SECOND; i++)
    least = MIN (least, cancel (pdf));
  g_assert_cmpint (least, <, 4 * G_TIME_SPAN_SECOND);
}

static void
test_no_helper (void)
{
  const char *const helpers[] = { "/nonexistent/helper", "/bin/false" };
  const int codes[] = { KA_ERROR_NOT_FOUND, KA_ERROR_FORMAT };
  g_autofree char *before = g_strdup (g_getenv ("KA_PDF_HELPER"));
  g_autoptr (GBytes) bytes = make_pdf (1);

  for (gsize i = 0; i < G_N_ELEMENTS (helpers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_setenv ("KA_PDF_HELPER", helpers[i], TRUE);
      g_assert_null (open_bytes (bytes, NULL, &error));
      assert_sentence (error);
      g_assert_cmpint (error->code, ==, codes[i]);
    }
  if (before != NULL)
    g_setenv ("KA_PDF_HELPER", before, TRUE);
  else
    g_unsetenv ("KA_PDF_HELPER");
}

/* No helper is left over once a PDF is let go. */
static void
test_gone (void)
{
  g_autoptr (GBytes) bytes = make_pdf (1);
  KaPdf *pdf = open_bytes (bytes, NULL, NULL);

  int pid = find_child ();

  g_assert_cmpint (pid, >, 0);
  g_object_unref (pdf);
  wait_for_end (pid);
  g_assert_cmpint (find_child (), ==, 0);
}

/* ---- files of the world ---- */

typedef struct
{
  guint files, whole, refused, encrypted;
} Tally;

/* A line of the table of outcomes. */
static void
tell_outcome (const char *path, const char *outcome)
{
  g_autofree char *name = g_path_get_basename (path);

  g_test_message ("%-45s %s", name, outcome);
}

/* Ends in pages or in a sentence, in bounded time. */
static void
read_all (const char *path, Tally *tally)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaPdf) pdf = open_path (path, NULL, &error);
  gboolean whole = TRUE;

  tally->files++;
  if (pdf == NULL)
    {
      assert_sentence (error);
      tell_outcome (path, error->message);
      tally->encrypted += error->code == KA_ERROR_ENCRYPTED;
      tally->refused++;
      return;
    }
  g_assert_cmpuint (ka_pdf_get_n_pages (pdf), >, 0);
  for (guint page = 0; page < MIN (ka_pdf_get_n_pages (pdf), 5) && whole; page++)
    {
      g_autoptr (GError) local = NULL;
      gint64 start = g_get_monotonic_time ();
      cairo_surface_t *surface = render (pdf, page, 96.0 / 72, &local);

      g_assert_cmpint (g_get_monotonic_time () - start, <, 120 * G_TIME_SPAN_SECOND);
      whole = surface != NULL;
      if (surface == NULL)
        {
          assert_sentence (local);
          tell_outcome (path, local->message);
        }
      g_clear_pointer (&surface, cairo_surface_destroy);
    }
  tally->whole += whole;
  tally->refused += !whole;
  if (whole)
    {
      g_autofree char *text = ka_pdf_extract_file (path, NULL, 1 << 20, NULL, NULL, NULL);
      g_autofree char *outcome
        = g_strdup_printf ("%u pages, %s", ka_pdf_get_n_pages (pdf),
                           text != NULL && *g_strstrip (text) != '\0' ? "text" : "no text (scan)");

      tell_outcome (path, outcome);
    }
}

static Tally
read_folder (const char *name)
{
  g_autofree char *folder = g_build_filename (g_getenv ("KA_SHARED"), "real", name, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  Tally tally = { 0 };
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, file, NULL);

      if (g_str_has_suffix (file, ".pdf"))
        read_all (path, &tally);
    }
  g_test_message ("%s: %u files, %u whole, %u refused, of these %u encrypted", name, tally.files,
                  tally.whole, tally.refused, tally.encrypted);
  return tally;
}

static gboolean
have_shared (void)
{
  const char *shared = g_getenv ("KA_SHARED");

  if (shared != NULL && g_file_test (shared, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_test_skip ("no shared files");
  return FALSE;
}

static void
test_traps (void)
{
  Tally tally;

  if (!have_shared ())
    return;
  tally = read_folder ("pdf-traps");
  g_assert_cmpuint (tally.files, >=, 20);
  g_assert_cmpuint (tally.whole, >=, 15);
  g_assert_cmpuint (tally.encrypted, >=, 3);
}

static void
test_chinese (void)
{
  Tally tally;

  if (!have_shared ())
    return;
  tally = read_folder ("pdf-zh");
  g_assert_cmpuint (tally.files, >=, 5);
  g_assert_cmpuint (tally.whole, ==, tally.files);
}

static void
test_password (void)
{
  static const char *const files[] = { "pdfminer.six__rc4-128.pdf", "pdfminer.six__aes-256.pdf" };

  if (!have_shared ())
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path
        = g_build_filename (g_getenv ("KA_SHARED"), "real", "pdf-traps", files[i], NULL);
      g_autoptr (GError) none = NULL, wrong = NULL, right = NULL;
      g_autoptr (KaPdf) pdf = NULL;

      g_assert_null (open_path (path, NULL, &none));
      g_assert_error (none, KA_ERROR, KA_ERROR_ENCRYPTED);
      g_assert_null (open_path (path, "no", &wrong));
      g_assert_error (wrong, KA_ERROR, KA_ERROR_ENCRYPTED);
      g_assert_cmpstr (none->message, !=, wrong->message);
      pdf = open_path (path, "baz", &right);
      g_assert_no_error (right);
      g_assert_cmpuint (ka_pdf_get_n_pages (pdf), >, 0);
    }
}

/* Damaged copies of a sound file: pages or a sentence, every time. */
static void
test_damaged (void)
{
  g_autoptr (GBytes) sound = make_pdf (2);
  guint seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 60; i++)
    {
      gsize size;
      const guint8 *data = g_bytes_get_data (sound, &size);
      guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (KaPdf) pdf = NULL;

      for (guint k = 0; k < 20; k++)
        copy[g_rand_int_range (rand, 0, (gint32)size)] = (guint8)g_rand_int (rand);
      bytes = g_bytes_new_take (copy, size);
      pdf = open_bytes (bytes, NULL, &error);
      if (pdf == NULL)
        assert_sentence (error);
      else
        {
          cairo_surface_t *surface = render (pdf, 0, 1, &error);

          if (surface == NULL)
            assert_sentence (error);
          g_clear_pointer (&surface, cairo_surface_destroy);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf/select", test_select);
  g_test_add_func ("/pdf/outline", test_outline);
  g_test_add_func ("/pdf/read", test_read);
  g_test_add_func ("/pdf/find", test_find);
  g_test_add_func ("/pdf/extract", test_extract);
  g_test_add_func ("/pdf/scale", test_scale);
  g_test_add_func ("/pdf/refused", test_refused);
  g_test_add_func ("/pdf/killed", test_killed);
  g_test_add_func ("/pdf/hung", test_hung);
  g_test_add_func ("/pdf/starved", test_starved);
  g_test_add_func ("/pdf/barred", test_barred);
  g_test_add_func ("/pdf/picture", test_picture);
  g_test_add_func ("/pdf/cancelled", test_cancelled);
  g_test_add_func ("/pdf/no-helper", test_no_helper);
  g_test_add_func ("/pdf/gone", test_gone);
  g_test_add_func ("/pdf/damaged", test_damaged);
  g_test_add_func ("/pdf/password", test_password);
  g_test_add_func ("/pdf/chinese", test_chinese);
  g_test_add_func ("/pdf/traps", test_traps);
  return g_test_run ();
}
