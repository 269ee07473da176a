/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include <ka-error.h>
#include <ka-file.h>
#include <ka-official.h>

#include "ka-doc-layout-private.h"

/* GB/T 9704—2012 7.5: 一字线 7 mm below the type area, one character from its outer edge. */
#define NUMBER_GAP (7 * KA_MM)

#define MAX_LEVEL 5

typedef struct
{
  KaLayout *layout;
  cairo_surface_t *surface;
  cairo_t *cr;
  gboolean links;
  guint number;              /* of the page, from 1 */
  double origin_x, origin_y; /* of its type area */
  int outline[MAX_LEVEL];    /* bookmark of each level that further ones go under */
} Painter;

/* ---- parts of a page ---- */

/* Quotation marks would end the attribute of cairo's tag. */
static char *
quote_uri (const char *uri)
{
  return g_uri_escape_string (uri, ":/?#[]@!$&()*+,;=%", FALSE);
}

static void
draw_link (double x, double y, double width, double height, const char *uri, gpointer data)
{
  Painter *painter = data;
  g_autofree char *quoted = quote_uri (uri);
  char numbers[4][G_ASCII_DTOSTR_BUF_SIZE];
  /* Cairo takes the rectangle as it is, whatever the page is moved by. */
  const double box[] = { painter->origin_x + x, painter->origin_y + y, width, height };
  g_autofree char *attributes = NULL;

  for (guint i = 0; i < 4; i++)
    g_ascii_formatd (numbers[i], sizeof numbers[i], "%.2f", box[i]);
  attributes = g_strdup_printf ("rect=[%s %s %s %s] uri='%s'", numbers[0], numbers[1], numbers[2],
                                numbers[3], quoted);
  /* Cairo 1.16 leaves a dangling object where a link stands in no element of a structure. */
  cairo_tag_begin (painter->cr, "Document", NULL);
  cairo_tag_begin (painter->cr, CAIRO_TAG_LINK, attributes);
  cairo_tag_end (painter->cr, CAIRO_TAG_LINK);
  cairo_tag_end (painter->cr, "Document");
}

static void
draw_line_links (Painter *painter, const KaPlaced *placed)
{
  const KaItem *item = placed->item;
  g_autoptr (GArray) boxes = ka_line_get_links (item->strip, &item->line);

  for (guint i = 0; boxes != NULL && i < boxes->len; i++)
    {
      const KaLinkBox *box = &g_array_index (boxes, KaLinkBox, i);

      draw_link (item->x + box->x, placed->y, box->width, item->height, box->uri, painter);
    }
}

static void
set_colour (cairo_t *cr, gboolean red)
{
  cairo_set_source_rgb (cr, red ? 1 : 0, 0, 0);
}

static void
draw_fine_rule (cairo_t *cr, double x1, double x2, double y)
{
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, x1, y);
  cairo_line_to (cr, x2, y);
  cairo_stroke (cr);
}

static void
draw_blanks (cairo_t *cr, const KaItem *item, double baseline)
{
  double y = baseline + 0.22 * ka_strip_get_size (item->strip);
  g_autoptr (GArray) boxes = ka_line_get_blanks (item->strip, &item->line);

  for (guint i = 0; boxes != NULL && i < boxes->len; i++)
    {
      const KaLinkBox *box = &g_array_index (boxes, KaLinkBox, i);

      draw_fine_rule (cr, item->x + box->x, item->x + box->x + box->width, y);
    }
}

static void
draw_line (Painter *painter, const KaPlaced *placed)
{
  const KaItem *item = placed->item;
  double baseline = placed->y + item->baseline;

  set_colour (painter->cr, item->red);
  if (item->stretch > 0 && item->stretch < 1)
    {
      cairo_save (painter->cr);
      cairo_translate (painter->cr, item->x, baseline);
      cairo_scale (painter->cr, item->stretch, 1);
      ka_line_draw (item->strip, &item->line, painter->cr, 0, 0);
      cairo_restore (painter->cr);
      return;
    }
  ka_line_draw (item->strip, &item->line, painter->cr, item->x, baseline);
  draw_blanks (painter->cr, item, baseline);
  if (painter->links)
    draw_line_links (painter, placed);
}

/* A line of its own on ruled paper. */
static void
draw_paper_rule (Painter *painter, const KaPage *page, const KaPlaced *placed)
{
  set_colour (painter->cr, FALSE);
  draw_fine_rule (painter->cr, 0, page->section->width,
                  placed->y + placed->item->baseline + 0.3 * page->section->size);
}

/* The pieces of a row that stand on this page are one box. Gives the place behind them. */
static guint
draw_row (Painter *painter, const KaPage *page, guint i)
{
  const KaPlaced *placed = &g_array_index (page->placed, KaPlaced, i);
  guint first = placed->item->first_line, last = placed->item->last_line;
  double height = 0;
  guint end = i;

  for (; end < page->placed->len; end++)
    {
      const KaItem *item = g_array_index (page->placed, KaPlaced, end).item;

      if (item->kind != KA_ITEM_ROW || item->row != placed->item->row)
        break;
      last = item->last_line;
      height += item->height;
    }
  set_colour (painter->cr, FALSE);
  ka_form_row_draw (placed->item->row, painter->cr, placed->y, height, first, last);
  return end;
}

static void
draw_red_rule (Painter *painter, const KaPage *page, const KaPlaced *placed)
{
  set_colour (painter->cr, TRUE);
  cairo_rectangle (painter->cr, 0, placed->y + placed->item->baseline, page->section->width,
                   placed->item->height - placed->item->baseline);
  cairo_fill (painter->cr);
}

static void
draw_chart (Painter *painter, const KaPage *page, const KaPlaced *placed)
{
  PangoContext *context = painter->layout->setter->context;

  cairo_save (painter->cr);
  cairo_translate (painter->cr, 0, placed->y);
  pango_context_set_font_description (context, painter->layout->setter->faces[KA_FACE_HEI]);
  ka_chart_draw (placed->item->chart, painter->cr, context, ka_chart_style_print (),
                 page->section->width, placed->item->height);
  cairo_restore (painter->cr);
}

static void
draw_picture (Painter *painter, const KaPage *page, const KaPlaced *placed)
{
  KaPicture *picture = placed->item->picture;
  double height = placed->item->height, width;
  guint pixels, lines;

  ka_picture_get_size (picture, &pixels, &lines);
  width = MIN (height * pixels / lines, page->section->width);
  cairo_save (painter->cr);
  cairo_translate (painter->cr, (page->section->width - width) / 2, placed->y);
  ka_picture_draw (picture, painter->cr, width, height);
  cairo_restore (painter->cr);
}

/* The head and the pieces below it are one drawing. Gives the place behind them. */
static guint
draw_table (Painter *painter, const KaPage *page, guint i)
{
  const KaPlaced *head = &g_array_index (page->placed, KaPlaced, i);
  guint end = i + 1, first = 0;

  while (end < page->placed->len
         && g_array_index (page->placed, KaPlaced, end).item->kind == KA_ITEM_PIECE)
    end++;
  if (end > i + 1)
    first = g_array_index (page->placed, KaPlaced, i + 1).item->piece;
  set_colour (painter->cr, FALSE);
  ka_grid_draw (head->item->grid, painter->cr, 0, head->y, first, first + (end - i - 1),
                painter->links ? draw_link : NULL, painter);
  return end;
}

static void
add_bookmark (Painter *painter, const KaPlaced *placed)
{
  guint level = MIN (placed->item->level, MAX_LEVEL - 1);
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *target = NULL;
  int id;

  g_ascii_formatd (x, sizeof x, "%.2f", painter->origin_x);
  g_ascii_formatd (y, sizeof y, "%.2f", painter->origin_y + placed->y);
  target = g_strdup_printf ("page=%u pos=[%s %s]", painter->number, x, y);
  id = cairo_pdf_surface_add_outline (painter->surface, painter->outline[level - 1],
                                      placed->item->bookmark, target, 0);
  for (guint i = level; i < MAX_LEVEL; i++)
    painter->outline[i] = id;
}

/* ---- pages ---- */

/* Single pages have their number at the right, double ones at the left. On a page that lies on its side
 * it stands where it would on an upright one: at the left edge, read from above. */
static void
draw_number (Painter *painter, gboolean landscape)
{
  KaTextStyle style = { KA_FACE_SONG, KA_SIZE_SMALL, 0, KA_FACE_SONG, 0 };
  g_autofree char *text = g_strdup_printf ("— %u —", painter->number);
  KaStrip *dash = ka_layout_shape (painter->layout, "—", &style);
  KaStrip *strip = ka_layout_shape (painter->layout, text, &style);
  g_autoptr (GArray) lines = ka_strip_break (strip, 0, 0, G_MAXDOUBLE, FALSE);
  const KaLine *line = &g_array_index (lines, KaLine, 0);
  double x = KA_MARGIN_LEFT + KA_SIZE_SMALL;
  double y = KA_MARGIN_TOP + KA_TYPE_HEIGHT + NUMBER_GAP + ka_strip_get_ink_ascent (dash);

  if (painter->number % 2 == 1)
    x = KA_MARGIN_LEFT + KA_TYPE_WIDTH - KA_SIZE_SMALL - line->width;
  cairo_save (painter->cr);
  if (landscape)
    {
      cairo_matrix_t turn;

      cairo_matrix_init (&turn, 0, 1, -1, 0, KA_PAPER_HEIGHT, 0);
      cairo_transform (painter->cr, &turn);
    }
  set_colour (painter->cr, FALSE);
  ka_line_draw (strip, line, painter->cr, x, y);
  cairo_restore (painter->cr);
}

static void
draw_items (Painter *painter, const KaPage *page)
{
  for (guint i = 0; i < page->placed->len;)
    {
      const KaPlaced *placed = &g_array_index (page->placed, KaPlaced, i);

      if (placed->item->bookmark != NULL)
        add_bookmark (painter, placed);
      if (placed->item->kind == KA_ITEM_HEAD)
        {
          i = draw_table (painter, page, i);
          continue;
        }
      if (placed->item->kind == KA_ITEM_ROW)
        {
          i = draw_row (painter, page, i);
          continue;
        }
      if (placed->item->kind == KA_ITEM_LINE && placed->item->ruled)
        draw_paper_rule (painter, page, placed);
      if (placed->item->kind == KA_ITEM_LINE)
        draw_line (painter, placed);
      else if (placed->item->kind == KA_ITEM_DOUBLE)
        {
          set_colour (painter->cr, FALSE);
          ka_layout_draw_double (page->section, painter->cr, placed->y);
        }
      else if (placed->item->kind == KA_ITEM_RULE)
        draw_red_rule (painter, page, placed);
      else if (placed->item->kind == KA_ITEM_CHART)
        draw_chart (painter, page, placed);
      else if (placed->item->kind == KA_ITEM_PICTURE)
        draw_picture (painter, page, placed);
      i++;
    }
}

static void
draw_page (Painter *painter, const KaPage *page)
{
  gboolean landscape = page->section->landscape;

  cairo_pdf_surface_set_size (painter->surface, landscape ? KA_PAPER_HEIGHT : KA_PAPER_WIDTH,
                              landscape ? KA_PAPER_WIDTH : KA_PAPER_HEIGHT);
  painter->origin_x = page->section->left;
  painter->origin_y = page->section->top;

  cairo_save (painter->cr);
  cairo_translate (painter->cr, painter->origin_x, painter->origin_y);
  draw_items (painter, page);
  if (page->imprint)
    {
      set_colour (painter->cr, FALSE);
      ka_layout_draw_imprint (painter->layout, painter->cr);
    }
  if (page->number > 0)
    {
      set_colour (painter->cr, FALSE);
      ka_layout_draw_form_foot (painter->layout, page, painter->cr);
    }
  cairo_restore (painter->cr);
  /* Last, so that whoever reads the page aloud hears it last. */
  if (painter->layout->doc->page_numbers == KA_PAGE_NUMBERS_OUTSIDE && page->number == 0)
    draw_number (painter, landscape);
  cairo_show_page (painter->cr);
}

gboolean
ka_layout_draw (KaLayout *self, cairo_surface_t *surface, gboolean links, GCancellable *cancellable)
{
  Painter painter = { self, surface, cairo_create (surface), links };
  /* The words that charts bring along. */
  g_autoptr (KaOfficial) official = ka_official_begin ();

  for (guint i = 0; i < MAX_LEVEL; i++)
    painter.outline[i] = CAIRO_PDF_OUTLINE_ROOT;
  for (guint i = 0; i < self->pages->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      painter.number = i + 1;
      draw_page (&painter, g_ptr_array_index (self->pages, i));
    }
  cairo_destroy (painter.cr);
  return !g_cancellable_is_cancelled (cancellable);
}

/* ---- the file ---- */

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t *surface, const KaDocMeta *meta)
{
  static const KaDocMeta none;
  const struct
  {
    cairo_pdf_metadata_t key;
    const char *value;
  } values[] = {
    { CAIRO_PDF_METADATA_TITLE, (meta != NULL ? meta : &none)->title },
    { CAIRO_PDF_METADATA_AUTHOR, (meta != NULL ? meta : &none)->author },
    { CAIRO_PDF_METADATA_SUBJECT, (meta != NULL ? meta : &none)->subject },
    { CAIRO_PDF_METADATA_KEYWORDS, (meta != NULL ? meta : &none)->keywords },
    { CAIRO_PDF_METADATA_CREATOR, "矿安工作台 " KA_VERSION },
    { CAIRO_PDF_METADATA_CREATE_DATE, (meta != NULL ? meta : &none)->date },
    { CAIRO_PDF_METADATA_MOD_DATE, (meta != NULL ? meta : &none)->date },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *valid = NULL;

      if (values[i].value == NULL)
        continue;
      valid = g_utf8_make_valid (values[i].value, -1);
      cairo_pdf_surface_set_metadata (surface, values[i].key, valid);
    }
}

static int
compare_characters (gconstpointer a, gconstpointer b)
{
  return GPOINTER_TO_INT (*(const gconstpointer *)a) - GPOINTER_TO_INT (*(const gconstpointer *)b);
}

static void
add_unknown (gpointer key, gpointer value, gpointer data)
{
  g_ptr_array_add (data, key);
}

/* Names the characters that were replaced, in the order of their code points. */
static void
warn_unknown (KaSetter *setter, GPtrArray *warnings)
{
  g_autoptr (GPtrArray) characters = g_ptr_array_new ();
  g_autoptr (GString) list = g_string_new (NULL);

  g_hash_table_foreach (setter->unknown, add_unknown, characters);
  if (characters->len == 0)
    return;
  g_ptr_array_sort (characters, compare_characters);
  for (guint i = 0; i < MIN (characters->len, 10); i++)
    {
      gunichar c = GPOINTER_TO_UINT (characters->pdata[i]);

      g_string_append (list, i > 0 ? "、" : "");
      if (g_unichar_isprint (c))
        g_string_append_unichar (list, c);
      g_string_append_printf (list, "（U+%04X）", c);
    }
  g_ptr_array_add (
    warnings,
    g_strdup_printf (_ ("本机字体缺少 %u 个字：%s%s，公文中印作“〓”；请安装软件包 fonts-noto-cjk "
                        "或含有这些字的字体后重新生成。"),
                     characters->len, list->str, characters->len > 10 ? _ ("等") : ""));
}

static gboolean
set_cancelled (GError **error)
{
  g_set_error (error, KA_ERROR, KA_ERROR_CANCELLED, _ ("已取消排版，没有写出文件。"));
  return FALSE;
}

gboolean
ka_doc_write_pdf (KaDoc *self,
                  const char *path,
                  const KaDocMeta *meta,
                  guint *n_pages,
                  GPtrArray *warnings,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (KaFonts) fonts = NULL;
  g_autoptr (KaSetter) setter = NULL;
  g_autoptr (KaLayout) layout = NULL;
  g_autoptr (GByteArray) bytes = NULL;
  cairo_surface_t *surface;
  cairo_status_t status;
  gboolean drawn;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  fonts = ka_fonts_new ((const char *const *)self->font_dirs);
  if (!ka_fonts_have_chinese (fonts))
    {
      g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND,
                   _ ("本机没有中文字体，无法排版公文；请安装软件包 fonts-noto-cjk 后重试。"));
      return FALSE;
    }
  setter = ka_setter_new (fonts);
  layout = ka_layout_new (self, setter, cancellable);
  if (layout == NULL)
    return set_cancelled (error);

  bytes = g_byte_array_new ();
  surface
    = cairo_pdf_surface_create_for_stream (append_bytes, bytes, KA_PAPER_WIDTH, KA_PAPER_HEIGHT);
  set_metadata (surface, meta);
  drawn = ka_layout_draw (layout, surface, meta != NULL && meta->links, cancellable);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!drawn)
    return set_cancelled (error);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_FAILED, _ ("排版时出错（%s），没有写出文件；请重试。"),
                   cairo_status_to_string (status));
      return FALSE;
    }

  if (warnings != NULL)
    {
      ka_fonts_add_warnings (fonts, warnings);
      warn_unknown (setter, warnings);
    }
  if (n_pages != NULL)
    *n_pages = layout->pages->len;
  return ka_file_save (path, bytes->data, bytes->len, 0600, error);
}

GPtrArray *
ka_doc_check_fonts (void)
{
  g_autoptr (KaFonts) fonts = ka_fonts_new (NULL);
  GPtrArray *warnings = g_ptr_array_new_with_free_func (g_free);

  ka_fonts_add_warnings (fonts, warnings);
  return warnings;
}
