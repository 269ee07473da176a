/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "ka-doc-layout-private.h"

/* ---- items ---- */

KaStrip *
ka_layout_shape (KaLayout *self, const char *text, const KaTextStyle *style)
{
  KaStrip *strip = ka_strip_new (self->setter, text, style);

  g_ptr_array_add (self->strips, strip);
  return strip;
}

KaItem *
ka_section_add (KaSection *section, KaItemKind kind, double height)
{
  KaItem item = { kind, height };

  g_array_append_val (section->items, item);
  return &g_array_index (section->items, KaItem, section->items->len - 1);
}

/* A line of the grid, its characters in the middle of it. */
KaItem *
ka_section_add_line (KaSection *section, KaStrip *strip, const KaLine *line, double x)
{
  KaItem *item = ka_section_add (section, KA_ITEM_LINE, section->pitch);
  double size = ka_strip_get_size (strip);

  item->strip = strip;
  item->line = *line;
  item->x = x;
  item->snap = section->form == NULL;
  item->baseline = (section->pitch - size) / 2 + KA_ASCENT * size;
  return item;
}

void
ka_section_add_blank (KaSection *section, double lines)
{
  KaItem *item = ka_section_add (section, KA_ITEM_SPACE, lines * section->pitch);

  item->snap = section->form == NULL;
  item->keep = TRUE;
}

static void
add_lines (KaSection *section, KaStrip *strip, GArray *lines, double x)
{
  for (guint i = 0; i < lines->len; i++)
    ka_section_add_line (section, strip, &g_array_index (lines, KaLine, i), x);
}

static void
add_centered (KaSection *section, KaStrip *strip, GArray *lines, gboolean keep)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const KaLine *line = &g_array_index (lines, KaLine, i);
      double stretch = MIN (1, section->width / MAX (line->width, 1));
      KaItem *item
        = ka_section_add_line (section, strip, line, (section->width - line->width * stretch) / 2);

      item->stretch = stretch;
      item->keep = keep;
    }
}

static KaItem *
get_last (KaSection *section)
{
  return &g_array_index (section->items, KaItem, section->items->len - 1);
}

/* ---- text ---- */

static KaTextStyle
get_style (const KaSection *section, KaFace face)
{
  return (KaTextStyle){ face, section->size, section->cell, face, 0 };
}

static KaFace
get_heading_face (guint level)
{
  return level == 1 ? KA_FACE_HEI : level == 2 ? KA_FACE_KAI : KA_FACE_FANG;
}

static void
flow_paragraph (KaLayout *self, KaSection *section, const KaBlock *block)
{
  KaTextStyle style = get_style (section, KA_FACE_FANG);
  g_autoptr (GArray) lines = NULL;
  KaStrip *strip;

  style.lead_face = get_heading_face (block->level);
  style.lead = block->lead;
  strip = ka_layout_shape (self, block->text, &style);
  lines = ka_strip_break (strip, 2 * section->cell, 0, section->width, TRUE);
  add_lines (section, strip, lines, 0);
}

static void
flow_heading (KaLayout *self, KaSection *section, const KaBlock *block)
{
  KaTextStyle style = get_style (section, get_heading_face (block->level));
  KaStrip *strip = ka_layout_shape (self, block->text, &style);
  g_autoptr (GArray) lines = ka_strip_break (strip, 2 * section->cell, 0, section->width, TRUE);
  guint first = section->items->len;

  add_lines (section, strip, lines, 0);
  for (guint i = first; i < section->items->len; i++)
    g_array_index (section->items, KaItem, i).keep = TRUE;
  g_array_index (section->items, KaItem, first).level = block->level;
  g_array_index (section->items, KaItem, first).bookmark = g_strdup (ka_strip_get_text (strip));
}

/* A title's line may be a little too long: it is narrowed rather than broken at a worse place. */
#define TITLE_OVERFLOW 1.03

/* 标题: 2号小标宋, 红色分隔线下空二行; 其下空一行. */
static void
flow_title (KaLayout *self, KaSection *section, const char *text, gboolean blank_above)
{
  KaTextStyle style = { KA_FACE_TITLE, KA_SIZE_TITLE, 0, KA_FACE_TITLE, 0 };
  KaStrip *strip = ka_layout_shape (self, text, &style);
  g_autoptr (GArray) lines = ka_strip_break_title (strip, TITLE_OVERFLOW * section->width);

  if (ka_strip_get_length (strip) == 0)
    return;
  if (blank_above)
    ka_section_add_blank (section, 2);
  add_centered (section, strip, lines, TRUE);
  ka_section_add_blank (section, 1);
}

static void
flow_addressee (KaLayout *self, KaSection *section, const KaBlock *block)
{
  KaTextStyle style = get_style (section, KA_FACE_FANG);
  KaStrip *strip = ka_layout_shape (self, block->text, &style);
  g_autoptr (GArray) lines = ka_strip_break (strip, 0, 0, section->width, TRUE);

  add_lines (section, strip, lines, 0);
  get_last (section)->keep = TRUE;
}

static void
flow_note (KaLayout *self, KaSection *section, const KaBlock *block)
{
  KaTextStyle style = get_style (section, KA_FACE_FANG);
  KaStrip *strip = ka_layout_shape (self, block->text, &style);
  g_autoptr (GArray) lines = ka_strip_break (strip, 2 * section->cell, 0, section->width, TRUE);

  if (section->items->len > 0)
    get_last (section)->keep = TRUE;
  add_lines (section, strip, lines, 0);
}

/* ---- tables and charts ---- */

static void
add_small_line (KaLayout *self,
                KaSection *section,
                const char *text,
                KaFace face,
                double size,
                KaAlign align,
                gboolean keep)
{
  KaTextStyle style = { face, size, 0, face, 0 };
  KaStrip *strip = ka_layout_shape (self, text, &style);
  g_autoptr (GArray) lines = ka_strip_break (strip, 0, 0, section->width, FALSE);

  for (guint i = 0; i < lines->len; i++)
    {
      const KaLine *line = &g_array_index (lines, KaLine, i);
      double slack = section->width - line->width;
      KaItem *item = ka_section_add_line (section, strip, line,
                                          align == KA_ALIGN_LEFT     ? 0
                                          : align == KA_ALIGN_CENTER ? slack / 2
                                                                     : slack);

      item->height = 1.6 * size;
      item->baseline = (item->height - size) / 2 + KA_ASCENT * size;
      item->snap = FALSE;
      item->keep = keep;
    }
}

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
flow_table (KaLayout *self, KaSection *section, KaTable *table)
{
  KaGrid *grid = ka_grid_new (self->setter, table, section->width, section->height);
  double small = MIN (ka_grid_get_size (grid), 10.5);
  KaItem *item;

  g_ptr_array_add (self->grids, grid);
  if (section->items->len > 0)
    ka_section_add (section, KA_ITEM_SPACE, section->pitch / 3)->keep = TRUE;
  if (has_text (ka_table_get_title (table)))
    add_small_line (self, section, ka_table_get_title (table), KA_FACE_HEI, KA_SIZE_SMALL,
                    KA_ALIGN_CENTER, TRUE);
  if (has_text (ka_table_get_unit (table)))
    add_small_line (self, section, ka_table_get_unit (table), KA_FACE_FANG, small, KA_ALIGN_RIGHT,
                    TRUE);

  item = ka_section_add (section, KA_ITEM_HEAD, ka_grid_get_head_height (grid));
  item->grid = grid;
  item->keep = ka_grid_get_n_pieces (grid) > 0;
  for (guint i = 0; i < ka_grid_get_n_pieces (grid); i++)
    {
      item = ka_section_add (section, KA_ITEM_PIECE, ka_grid_get_piece (grid, i)->height);
      item->grid = grid;
      item->piece = i;
      item->keep = ka_grid_keeps_next (grid, i);
    }
  if (has_text (ka_table_get_note (table)))
    {
      get_last (section)->keep = TRUE;
      add_small_line (self, section, ka_table_get_note (table), KA_FACE_FANG, small, KA_ALIGN_LEFT,
                      FALSE);
    }
  ka_section_add (section, KA_ITEM_SPACE, section->pitch / 3);
}

static void
flow_chart (KaLayout *self, KaSection *section, const KaBlock *block)
{
  KaTextStyle style = get_style (section, KA_FACE_HEI);
  g_autofree char *words = ka_chart_describe (block->chart);
  double height;
  KaItem *item;

  /* Notes the characters that no face has: the picture itself cannot. */
  ka_layout_shape (self, words, &style);
  pango_context_set_font_description (self->setter->context, self->setter->faces[KA_FACE_HEI]);
  height = ka_chart_get_height (block->chart, self->setter->context, ka_chart_style_print (),
                                section->width);
  if (section->items->len > 0)
    ka_section_add (section, KA_ITEM_SPACE, section->pitch / 3)->keep = TRUE;
  item = ka_section_add (section, KA_ITEM_CHART, MIN (height, section->height * 0.75));
  item->chart = block->chart;
  item->keep = *block->text != '\0';
  if (item->keep)
    add_small_line (self, section, block->text, KA_FACE_HEI, 12, KA_ALIGN_CENTER, FALSE);
  ka_section_add (section, KA_ITEM_SPACE, section->pitch / 3);
}

static void
flow_picture (KaLayout *self, KaSection *section, const KaBlock *block)
{
  guint width, height;
  KaItem *item;

  ka_picture_get_size (block->picture, &width, &height);
  item = ka_section_add (section, KA_ITEM_PICTURE,
                         MIN (section->width * height / width, section->height * 0.4));
  item->picture = block->picture;
  item->keep = TRUE;
  add_small_line (self, section, block->text, KA_FACE_FANG, 10.5, KA_ALIGN_CENTER, FALSE);
  ka_section_add (section, KA_ITEM_SPACE, section->pitch / 3);
}

/* ---- end of the paper ---- */

/* 附件说明: 正文下空一行左空二字; several are numbered, and their names stand below each other. The list begins
 * on the page where the text ends, and may go on over the next. */
static void
flow_annex_list (KaLayout *self, KaSection *section)
{
  KaTextStyle style = get_style (section, KA_FACE_FANG);
  guint n_annexes = ka_doc_count_annexes (self->doc);
  guint n = 0;

  if (n_annexes == 0)
    return;
  if (section->items->len > 0)
    get_last (section)->keep = TRUE;
  ka_section_add_blank (section, 1);
  for (guint i = 0; i < self->doc->blocks->len; i++)
    {
      const KaBlock *block = g_ptr_array_index (self->doc->blocks, i);
      g_autofree char *prefix = NULL, *text = NULL;
      g_autoptr (GArray) lines = NULL;
      double hang, before = (n == 0 ? 2 : 5) * section->cell;
      KaStrip *strip;

      if (block->kind != KA_BLOCK_ANNEX)
        continue;
      n++;
      prefix = n_annexes == 1 ? g_strdup ("附件：")
                              : g_strdup_printf ("%s%u.", n == 1 ? "附件：" : "", n);
      text = g_strconcat (prefix, block->text, NULL);
      hang = ka_strip_get_width (ka_layout_shape (self, prefix, &style));
      strip = ka_layout_shape (self, text, &style);
      lines = ka_strip_break (strip, before, before + hang, section->width, FALSE);
      add_lines (section, strip, lines, 0);
    }
}

void
ka_section_keep_before (KaSection *section)
{
  guint lines = 0;

  for (guint i = section->items->len; i > 0 && lines < 2; i--)
    {
      KaItem *item = &g_array_index (section->items, KaItem, i - 1);

      if (item->kind != KA_ITEM_LINE && item->kind != KA_ITEM_SPACE && item->kind != KA_ITEM_ROW)
        break;
      item->keep = TRUE;
      lines += item->kind != KA_ITEM_SPACE;
    }
}

/* 署名 and 成文日期, with a seal (7.3.5.1: date four characters from the right, the name centred above it,
 * and room for the seal, whose top is within a line of the text) or without (7.3.5.2). */
static void
flow_signature (KaLayout *self, KaSection *section, const KaBlock *block)
{
  KaTextStyle style = get_style (section, KA_FACE_FANG);
  KaStrip *name = ka_layout_shape (self, block->text, &style);
  KaStrip *date = ka_layout_shape (self, block->date, &style);
  double name_width = ka_strip_get_width (name), date_width = ka_strip_get_width (date);
  double name_x, date_x;
  g_autoptr (GArray) name_lines = ka_strip_break (name, 0, 0, section->width, FALSE);
  g_autoptr (GArray) date_lines = ka_strip_break (date, 0, 0, section->width, FALSE);
  guint first;

  ka_section_keep_before (section);
  ka_section_add_blank (section, block->flag ? 2 : 1);
  if (block->flag)
    {
      date_x = section->width - 4 * section->cell - date_width;
      name_x = date_x + (date_width - name_width) / 2;
      name_x = MIN (name_x, section->width - name_width);
    }
  else
    {
      name_x = section->width - 2 * section->cell - name_width;
      date_x = name_x + 2 * section->cell;
      if (date_x + date_width > section->width - 2 * section->cell)
        {
          date_x = section->width - 2 * section->cell - date_width;
          name_x = MIN (name_x, date_x - 2 * section->cell);
        }
    }
  first = section->items->len;
  add_lines (section, name, name_lines, MAX (name_x, 0));
  add_lines (section, date, date_lines, MAX (date_x, 0));
  for (guint i = first; i + 1 < section->items->len; i++)
    g_array_index (section->items, KaItem, i).keep = TRUE;
}

/* ---- sections ---- */

static KaSection *
add_section (KaLayout *self, gboolean landscape)
{
  KaSection *section = g_new0 (KaSection, 1);

  section->landscape = landscape;
  section->width = landscape ? KA_TYPE_HEIGHT : KA_TYPE_WIDTH;
  section->height = landscape ? KA_TYPE_WIDTH : KA_TYPE_HEIGHT;
  section->characters = (guint)floor (section->width / KA_CELL + 0.01);
  section->cell = section->width / section->characters;
  section->pitch = KA_PITCH;
  section->size = KA_SIZE_TEXT;
  section->left = landscape ? KA_PAPER_HEIGHT - KA_MARGIN_TOP - KA_TYPE_HEIGHT : KA_MARGIN_LEFT;
  section->top = landscape ? KA_MARGIN_LEFT : KA_MARGIN_TOP;
  section->items = g_array_new (FALSE, TRUE, sizeof (KaItem));
  g_ptr_array_add (self->sections, section);
  return section;
}

static KaSection *
add_form (KaLayout *self, gboolean landscape, const KaBlockForm *form)
{
  KaSection *section = add_section (self, landscape);

  section->left = landscape ? KA_FORM_MARGIN_Y : KA_FORM_MARGIN_X;
  section->top = landscape ? KA_FORM_MARGIN_X : KA_FORM_MARGIN_Y;
  section->width = (landscape ? KA_PAPER_HEIGHT : KA_PAPER_WIDTH) - 2 * section->left;
  section->height = (landscape ? KA_PAPER_WIDTH : KA_PAPER_HEIGHT) - 2 * section->top;
  section->characters = (guint)floor (section->width / KA_FORM_SIZE);
  section->cell = section->width / section->characters;
  section->pitch = KA_FORM_PITCH;
  section->size = KA_FORM_SIZE;
  section->form = form;
  ka_layout_flow_form (self, section, form);
  return section;
}

/* 另面编排: 附件 flush left in 3号黑体 on the first line, its title centred on the third. */
static void
flow_annex (KaLayout *self, KaSection *section, const KaBlock *block, guint n)
{
  KaTextStyle style = get_style (section, KA_FACE_HEI);
  g_autofree char *label = NULL, *bookmark = NULL;
  g_autoptr (GArray) lines = NULL;
  KaStrip *strip;
  KaItem *item;

  label = ka_doc_count_annexes (self->doc) == 1 ? g_strdup ("附件") : g_strdup_printf ("附件%u", n);
  strip = ka_layout_shape (self, label, &style);
  lines = ka_strip_break (strip, 0, 0, section->width, FALSE);
  item = ka_section_add_line (section, strip, &g_array_index (lines, KaLine, 0), 0);
  item->keep = TRUE;
  item->level = 1;
  bookmark = ka_doc_strip_marks (block->text);
  item->bookmark = g_strconcat (label, " ", bookmark, NULL);
  ka_section_add_blank (section, 1);
  flow_title (self, section, block->text, FALSE);
}

void
ka_layout_flow (KaLayout *self, GCancellable *cancellable)
{
  KaSection *section = add_section (self, FALSE);
  guint annex = 0;

  for (guint i = 0; i < self->doc->blocks->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const KaBlock *block = g_ptr_array_index (self->doc->blocks, i);

      switch (block->kind)
        {
        case KA_BLOCK_HEAD:
          ka_layout_flow_head (self, section, block->head);
          break;
        case KA_BLOCK_TITLE:
          flow_title (self, section, block->text, section->items->len > 0);
          break;
        case KA_BLOCK_ADDRESSEE:
          flow_addressee (self, section, block);
          break;
        case KA_BLOCK_HEADING:
          flow_heading (self, section, block);
          break;
        case KA_BLOCK_PARAGRAPH:
          flow_paragraph (self, section, block);
          break;
        case KA_BLOCK_TABLE:
          flow_table (self, section, block->table);
          break;
        case KA_BLOCK_CHART:
          flow_chart (self, section, block);
          break;
        case KA_BLOCK_PICTURE:
          flow_picture (self, section, block);
          break;
        case KA_BLOCK_ANNEX_LIST:
          flow_annex_list (self, section);
          break;
        case KA_BLOCK_SIGNATURE:
          flow_signature (self, section, block);
          break;
        case KA_BLOCK_NOTE:
          flow_note (self, section, block);
          break;
        case KA_BLOCK_ANNEX:
          section = add_section (self, block->flag);
          flow_annex (self, section, block, ++annex);
          break;
        case KA_BLOCK_FORM:
          section = add_form (self, block->flag, block->form);
          break;
        case KA_BLOCK_BLANKS:
          ka_layout_flow_blanks (self, section, block);
          break;
        case KA_BLOCK_RULED:
          ka_layout_flow_ruled (self, section, block);
          break;
        case KA_BLOCK_CELLS:
          ka_layout_flow_cells (self, section, block);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}
