/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "test-paper-pages.h"

#define SCALE 2

Pages *
pages_new (KaDoc *doc, const KaDocMeta *meta)
{
  Pages *pages = g_new0 (Pages, 1);
  g_autofree char *dir = g_dir_make_tmp ("kuangan-doc-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "文.pdf", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  pages->warnings = g_ptr_array_new_with_free_func (g_free);
  ka_doc_write_pdf (doc, path, meta, &pages->n_pages, pages->warnings, NULL, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  pages->bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
  pages->document = poppler_document_new_from_bytes (pages->bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (poppler_document_get_n_pages (pages->document), ==, pages->n_pages);
  g_unlink (path);
  g_rmdir (dir);
  return pages;
}

void
pages_free (Pages *pages)
{
  g_object_unref (pages->document);
  g_bytes_unref (pages->bytes);
  g_ptr_array_unref (pages->warnings);
  g_free (pages);
}

static void
free_line (gpointer data)
{
  TextLine *line = data;

  g_free (line->text);
  g_free (line);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const TextLine *const *one = a, *const *two = b;
  double difference = (*one)->y1 - (*two)->y1;

  if (difference > 2 || difference < -2)
    return difference < 0 ? -1 : 1;
  return (*one)->x1 < (*two)->x1 ? -1 : 1;
}

/* Characters that stand on one baseline, from left to right. */
GPtrArray *
pages_get_lines (Pages *pages, guint number)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (free_line);
  PopplerPage *page = poppler_document_get_page (pages->document, (int)number);
  g_autofree char *text = poppler_page_get_text (page);
  g_autofree PopplerRectangle *boxes = NULL;
  TextLine *line = NULL;
  guint n = 0, i = 0;

  poppler_page_get_text_layout (page, &boxes, &n);
  g_object_unref (page);
  for (const char *p = text; *p != '\0' && i < n; p = g_utf8_next_char (p), i++)
    {
      const PopplerRectangle *box = &boxes[i];
      g_autofree char *before = NULL;

      if (*p == '\n' || *p == '\f')
        {
          line = NULL;
          continue;
        }
      if (line == NULL)
        {
          line = g_new0 (TextLine, 1);
          line->text = g_strdup ("");
          line->x1 = box->x1;
          line->y1 = box->y1;
          line->y2 = box->y2;
          g_ptr_array_add (lines, line);
        }
      before = g_steal_pointer (&line->text);
      line->text = g_strdup_printf ("%s%.*s", before, (int)(g_utf8_next_char (p) - p), p);
      line->n_chars++;
      line->x1 = MIN (line->x1, box->x1);
      line->x2 = MAX (line->x2, box->x2);
      line->y1 = MIN (line->y1, box->y1);
      line->y2 = MAX (line->y2, box->y2);
    }
  g_ptr_array_sort (lines, compare_lines);
  return g_steal_pointer (&lines);
}

static gboolean
is_number (const TextLine *line)
{
  g_autofree char *bare = pages_squeeze (line->text);

  return g_regex_match_simple ("^—[0-9]+—$", bare, 0, 0);
}

GPtrArray *
pages_get_body (Pages *pages, guint number)
{
  GPtrArray *lines = pages_get_lines (pages, number);

  for (guint i = lines->len; i > 0; i--)
    if (is_number (g_ptr_array_index (lines, i - 1)))
      g_ptr_array_remove_index (lines, i - 1);
  return lines;
}

char *
pages_squeeze (const char *text)
{
  GString *bare = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && c != 0x3000 && c != 0xa0)
        g_string_append_unichar (bare, c);
    }
  return g_string_free (bare, FALSE);
}

char *
pages_get_text (Pages *pages)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < pages->n_pages; i++)
    {
      g_autoptr (GPtrArray) lines = pages_get_body (pages, i);

      for (guint k = 0; k < lines->len; k++)
        {
          g_autofree char *bare = pages_squeeze (((TextLine *)g_ptr_array_index (lines, k))->text);

          g_string_append (all, bare);
        }
    }
  return g_string_free (all, FALSE);
}

GStrv
pages_get_raw_lines (Pages *pages)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  const char *argv[] = { program, "-raw", "-enc", "UTF-8", "-", "-", NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (GBytes) output = NULL;
  g_auto (GStrv) all = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (program == NULL)
    return NULL;
  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, pages->bytes, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (output, NULL), g_bytes_get_size (output));
  all = g_strsplit_set (text, "\n\f", -1);
  for (char **line = all; *line != NULL; line++)
    if (**line != '\0' && !g_regex_match_simple ("^— [0-9]+ —$", *line, 0, 0))
      g_ptr_array_add (lines, pages_squeeze (*line));
  g_ptr_array_add (lines, NULL);
  return (GStrv)g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}

/* ---- ink ---- */

cairo_surface_t *
pages_render (Pages *pages, guint number)
{
  PopplerPage *page = poppler_document_get_page (pages->document, (int)number);
  cairo_surface_t *surface;
  double width, height;
  cairo_t *cr;

  poppler_page_get_size (page, &width, &height);
  surface
    = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)(width * SCALE), (int)(height * SCALE));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, SCALE, SCALE);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  g_object_unref (page);
  cairo_surface_flush (surface);
  return surface;
}

gboolean
is_red (guint8 red, guint8 green, guint8 blue)
{
  return red > 180 && green < 120 && blue < 120;
}

gboolean
is_dark (guint8 red, guint8 green, guint8 blue)
{
  return red < 140 && green < 140 && blue < 140;
}

gboolean
pages_find_ink (cairo_surface_t *surface,
                IsInk is_ink,
                double x1,
                double y1,
                double x2,
                double y2,
                PopplerRectangle *box)
{
  int left = MAX (0, (int)(x1 * SCALE)), top = MAX (0, (int)(y1 * SCALE));
  int right = MIN (cairo_image_surface_get_width (surface), (int)(x2 * SCALE));
  int bottom = MIN (cairo_image_surface_get_height (surface), (int)(y2 * SCALE));
  const guint8 *data = cairo_image_surface_get_data (surface);
  gboolean found = FALSE;

  for (int y = top; y < bottom; y++)
    {
      const guint32 *row
        = (const guint32 *)(const void *)(data + y * cairo_image_surface_get_stride (surface));

      for (int x = left; x < right; x++)
        {
          if (!is_ink ((row[x] >> 16) & 255, (row[x] >> 8) & 255, row[x] & 255))
            continue;
          if (!found)
            *box = (PopplerRectangle){ x, y, x + 1, y + 1 };
          found = TRUE;
          box->x1 = MIN (box->x1, x);
          box->x2 = MAX (box->x2, x + 1);
          box->y2 = y + 1;
        }
    }
  if (found)
    *box = (PopplerRectangle){ box->x1 / SCALE, box->y1 / SCALE, box->x2 / SCALE, box->y2 / SCALE };
  return found;
}

/* ---- faces ---- */

static const char *const *const font_sets[]
  = { NULL, (const char *const[]){ "/usr/share/fonts/opentype/noto", "/usr/share/fonts/truetype",
                                   NULL } };

guint
pages_n_font_sets (void)
{
  return G_N_ELEMENTS (font_sets);
}

const char *const *
pages_font_dirs (guint set)
{
  return font_sets[set];
}
