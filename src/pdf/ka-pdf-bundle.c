/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-pdf-bundle.h"

#include "ka-pdf-picture-private.h"
#include "ka-pdf-worker-private.h"

#include <cairo-pdf.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <ka-error.h>
#include <math.h>
#include <qpdf/qpdf-c.h>
#include <string.h>
#include <unistd.h>

#define SCALE (200.0 / 72)
#define QUALITY "85"
/* Acrobat shows no longer sides: ISO 32000-1, annex C. */
#define MAX_SIDE 14400.0
#define MEGABYTES(n) ((guint)((n) >> 20))

typedef struct
{
  cairo_surface_t *pdf; /* NULL: no page yet */
  cairo_t *cr;
  const char *path; /* of the pages */
  GPtrArray *warnings;
  GCancellable *cancellable;
  guint n_pages;
  gsize bytes; /* of their pictures */
  gboolean full;
} Pages;

static void warn (GPtrArray *warnings, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
warn (GPtrArray *warnings, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (warnings != NULL)
    g_ptr_array_add (warnings, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static gboolean
fail (const char *path, GError **error)
{
  g_set_error (error, KA_ERROR, KA_ERROR_IO, _ ("“%s”写不进去，请检查磁盘空间和文件夹能否写入。"),
               path);
  return FALSE;
}

/* ---- pages as pictures ---- */

/* The pixels as cairo has them, packed for the encoder. */
static GBytes *
encode (const guint32 *pixels, guint width, guint height)
{
  g_autofree guint8 *packed = g_malloc ((gsize)width * height * 3);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  char *data = NULL;
  gsize size = 0;

  for (gsize i = 0; i < (gsize)width * height; i++)
    {
      packed[3 * i] = (guint8)(pixels[i] >> 16);
      packed[3 * i + 1] = (guint8)(pixels[i] >> 8);
      packed[3 * i + 2] = (guint8)pixels[i];
    }
  pixbuf = gdk_pixbuf_new_from_data (packed, GDK_COLORSPACE_RGB, FALSE, 8, (int)width, (int)height,
                                     (int)width * 3, NULL, NULL);
  if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "jpeg", NULL, "quality", QUALITY, NULL))
    return NULL;
  return g_bytes_new_take (data, size);
}

static GBytes *
draw_page (Pages *pages,
           KaPdfWorker *worker,
           guint page,
           guint *width,
           guint *height,
           GError **error)
{
  int file = ka_pdf_worker_render (worker, page, SCALE, width, height, pages->cancellable, error);
  g_autofree guint32 *pixels = NULL;
  gboolean whole;
  GBytes *jpeg;

  if (file < 0)
    return NULL;
  pixels = g_malloc ((gsize)*width * *height * 4);
  whole = ka_pdf_read (file, pixels, (gsize)*width * *height * 4);
  close (file);
  jpeg = whole ? encode (pixels, *width, *height) : NULL;
  if (jpeg == NULL)
    g_set_error (error, KA_ERROR, KA_ERROR_FULL, _ ("内存不足，请关闭其他程序后重试。"));
  return jpeg;
}

static void
unref_bytes (gpointer bytes)
{
  g_bytes_unref (bytes);
}

/* The encoded picture goes into the page as it is: cairo asks no more of the surface than its size. */
static void
put_page (Pages *pages, GBytes *jpeg, guint width, guint height)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_A1, (int)width, (int)height);
  double scale = MIN (1 / SCALE, MAX_SIDE / MAX (width, height));
  gsize size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);

  if (pages->pdf == NULL)
    {
      pages->pdf = cairo_pdf_surface_create (pages->path, 1, 1);
      pages->cr = cairo_create (pages->pdf);
    }
  cairo_pdf_surface_set_size (pages->pdf, width * scale, height * scale);
  cairo_surface_set_mime_data (picture, CAIRO_MIME_TYPE_JPEG, data, size, unref_bytes,
                               g_bytes_ref (jpeg));
  cairo_save (pages->cr);
  cairo_scale (pages->cr, scale, scale);
  cairo_set_source_surface (pages->cr, picture, 0, 0);
  cairo_paint (pages->cr);
  cairo_restore (pages->cr);
  cairo_show_page (pages->cr);
  cairo_surface_destroy (picture);
  pages->n_pages++;
  pages->bytes += size;
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, KA_ERROR, KA_ERROR_CANCELLED);
}

/* FALSE: cancelled. What cannot be drawn is told, and the rest goes on. */
static gboolean
add_page (Pages *pages, KaPdfWorker *worker, guint page, GError **error)
{
  g_autoptr (GError) failure = NULL;
  guint width = 0, height = 0;
  g_autoptr (GBytes) jpeg = draw_page (pages, worker, page, &width, &height, &failure);

  if (jpeg != NULL)
    put_page (pages, jpeg, width, height);
  else if (is_cancelled (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  else
    warn (pages->warnings, "%s", failure->message);
  return TRUE;
}

/* Whether the helper is to be asked at all. */
static gboolean
has_pages (int file)
{
  char head[1024];
  ssize_t n = pread (file, head, sizeof head, 0);

  return n >= 8 && (memmem (head, (gsize)n, "%PDF-", 5) != NULL || ka_pdf_picture_is (file));
}

static gboolean
add_pages (Pages *pages, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GError) failure = NULL;
  g_autoptr (KaPdfWorker) worker = NULL;
  g_autoptr (GVariant) opened = NULL;
  guint n = 0;
  int file = ka_pdf_open_file (path, error);

  if (file < 0)
    return FALSE;
  if (!has_pages (file))
    {
      close (file);
      warn (pages->warnings, _ ("“%s”不是 PDF 或图片，没有页面，只作为附件放入。"), name);
      return TRUE;
    }
  worker = ka_pdf_worker_new (file, name, NULL);
  opened = ka_pdf_worker_open (worker, pages->cancellable, &failure);
  if (opened == NULL && is_cancelled (failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (opened == NULL)
    {
      warn (pages->warnings, _ ("“%s”的各页没有放入，只作为附件放入：%s"), name, failure->message);
      return TRUE;
    }
  g_variant_get_child (opened, 0, "u", &n);
  for (guint i = 0; i < n && !pages->full; i++)
    {
      pages->full
        = pages->n_pages >= KA_PDF_BUNDLE_PAGES || pages->bytes >= KA_PDF_BUNDLE_PAGE_BYTES;
      if (pages->full)
        warn (pages->warnings, _ ("“%s”第 %u 页起没有放入：各页的图像已经过多，请看附件中的原件。"),
              name, i + 1);
      else if (!add_page (pages, worker, i, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
finish_pages (Pages *pages, GError **error)
{
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  if (pages->pdf == NULL)
    return TRUE;
  if (pages->cr != NULL)
    {
      status = cairo_status (pages->cr);
      cairo_destroy (pages->cr);
    }
  cairo_surface_finish (pages->pdf);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (pages->pdf);
  cairo_surface_destroy (pages->pdf);
  return status == CAIRO_STATUS_SUCCESS || fail (pages->path, error);
}

static gboolean
draw_originals (Pages *pages, const char *const *originals, GError **error)
{
  gboolean drawn = TRUE;

  for (guint i = 0; drawn && originals[i] != NULL; i++)
    drawn = add_pages (pages, originals[i], error);
  return finish_pages (pages, drawn ? error : NULL) && drawn;
}

/* ---- joining: only what cairo wrote is ever parsed here ---- */

static void
free_qpdf (qpdf_data qpdf)
{
  qpdf_cleanup (&qpdf);
}

static qpdf_data
read_own (const char *path, GError **error)
{
  qpdf_data qpdf = qpdf_init ();

  qpdf_silence_errors (qpdf);
  qpdf_set_suppress_warnings (qpdf, QPDF_TRUE);
  if ((qpdf_read (qpdf, path, NULL) & QPDF_ERRORS) == 0)
    return qpdf;
  fail (path, error);
  qpdf_cleanup (&qpdf);
  return NULL;
}

static gboolean
append_pages (qpdf_data form, qpdf_data pages)
{
  int n = qpdf_get_num_pages (pages);

  for (int i = 0; i < n; i++)
    if ((qpdf_add_page (form, pages, qpdf_get_page_n (pages, (gsize)i), QPDF_FALSE) & QPDF_ERRORS)
        != 0)
      return FALSE;
  return n > 0;
}

/* ISO 32000-1, 7.11.4: the stream of the file and what describes it. */
static qpdf_oh
create_attachment (qpdf_data form, const char *name, GBytes *content)
{
  qpdf_oh stream = qpdf_oh_new_stream (form);
  qpdf_oh about = qpdf_oh_get_dict (form, stream);
  qpdf_oh params = qpdf_oh_new_dictionary (form);
  qpdf_oh files = qpdf_oh_new_dictionary (form);
  qpdf_oh spec = qpdf_oh_new_dictionary (form);
  gsize size;
  const guint8 *data = g_bytes_get_data (content, &size);

  qpdf_oh_replace_stream_data (form, stream, data, size, qpdf_oh_new_null (form),
                               qpdf_oh_new_null (form));
  qpdf_oh_replace_key (form, params, "/Size", qpdf_oh_new_integer (form, (long long)size));
  qpdf_oh_replace_key (form, about, "/Type", qpdf_oh_new_name (form, "/EmbeddedFile"));
  qpdf_oh_replace_key (form, about, "/Params", params);
  qpdf_oh_replace_key (form, files, "/F", stream);
  qpdf_oh_replace_key (form, files, "/UF", stream);
  qpdf_oh_replace_key (form, spec, "/Type", qpdf_oh_new_name (form, "/Filespec"));
  qpdf_oh_replace_key (form, spec, "/F", qpdf_oh_new_unicode_string (form, name));
  qpdf_oh_replace_key (form, spec, "/UF", qpdf_oh_new_unicode_string (form, name));
  qpdf_oh_replace_key (form, spec, "/EF", files);
  return qpdf_make_indirect_object (form, spec);
}

static gboolean
attach (qpdf_data form, const char *const *originals, GPtrArray *warnings, GError **error)
{
  qpdf_oh names = qpdf_oh_new_array (form), tree = qpdf_oh_new_dictionary (form);
  qpdf_oh all = qpdf_oh_new_dictionary (form), root = qpdf_get_root (form);
  gsize sum = 0;

  for (guint i = 0; originals[i] != NULL; i++)
    {
      g_autofree char *name = g_filename_display_basename (originals[i]);
      g_autofree char *key = g_strdup_printf ("original-%04u", i + 1);
      g_autoptr (GBytes) content = NULL;
      char *data;
      gsize size = 0;
      GStatBuf info;

      if (g_stat (originals[i], &info) != 0 || sum + (gsize)info.st_size > KA_PDF_BUNDLE_FILE_BYTES)
        {
          warn (warnings, _ ("“%s”没有嵌入报送表（原件合计超过 %u MB），请另行报送原件。"), name,
                MEGABYTES (KA_PDF_BUNDLE_FILE_BYTES));
          continue;
        }
      if (!g_file_get_contents (originals[i], &data, &size, NULL))
        {
          g_set_error (error, KA_ERROR, KA_ERROR_IO, _ ("“%s”读不出来，请重试。"), name);
          return FALSE;
        }
      content = g_bytes_new_take (data, size);
      sum += size;
      qpdf_oh_append_item (form, names, qpdf_oh_new_string (form, key));
      qpdf_oh_append_item (form, names, create_attachment (form, name, content));
    }
  if (sum == 0)
    return TRUE;
  qpdf_oh_replace_key (form, tree, "/Names", names);
  qpdf_oh_replace_key (form, all, "/EmbeddedFiles", qpdf_make_indirect_object (form, tree));
  qpdf_oh_replace_key (form, root, "/Names", all);
  qpdf_oh_replace_key (form, root, "/PageMode", qpdf_oh_new_name (form, "/UseAttachments"));
  return TRUE;
}

static gboolean
write_joined (qpdf_data form, const char *path, GError **error)
{
  g_autofree char *beside = g_strconcat (path, ".part", NULL);
  gboolean written;

  if (qpdf_has_error (form))
    return fail (path, error);
  written = (qpdf_init_write (form, beside) & QPDF_ERRORS) == 0;
  if (written)
    {
      qpdf_set_deterministic_ID (form, QPDF_TRUE);
      written = (qpdf_write (form) & QPDF_ERRORS) == 0;
    }
  if (written && g_rename (beside, path) == 0)
    return TRUE;
  g_unlink (beside);
  return fail (path, error);
}

static gboolean
join (const char *form_path,
      const Pages *pages,
      const char *const *originals,
      const char *path,
      GError **error)
{
  qpdf_data form = read_own (form_path, error), drawn = NULL;
  gboolean joined = form != NULL;

  if (joined && pages->n_pages > 0)
    {
      drawn = read_own (pages->path, error);
      joined = drawn != NULL && (append_pages (form, drawn) || fail (path, error));
    }
  joined = joined && attach (form, originals, pages->warnings, error)
           && write_joined (form, path, error);
  /* The pages that were taken over are read from the other file until all is written. */
  if (drawn != NULL)
    free_qpdf (drawn);
  if (form != NULL)
    free_qpdf (form);
  return joined;
}

gboolean
ka_pdf_bundle_write (const char *form,
                     const char *const *originals,
                     const char *path,
                     GPtrArray *warnings,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *drawn = NULL;
  Pages pages = { .warnings = warnings, .cancellable = cancellable };
  gboolean written;

  g_return_val_if_fail (form != NULL && originals != NULL && path != NULL, FALSE);

  drawn = g_strconcat (path, ".pages", NULL);
  pages.path = drawn;
  written
    = draw_originals (&pages, originals, error) && join (form, &pages, originals, path, error);
  g_unlink (drawn);
  return written;
}
