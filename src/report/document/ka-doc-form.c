/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-doc-layout-private.h"

/* Forms as enforcement papers have them: a head that further pages repeat, blanks on rules, boxed cells,
 * lines to be signed, and at the foot of each page which of how many it is. */

#define NAME_SIZE 18.0   /* 小二 */
#define NUMBER_SIZE 15.0 /* 小三 */
#define DOUBLE_GAP 2.0   /* between the two fine rules */
#define FINE 0.5
#define PAD_X 4.0
#define PAD_Y 5.0
#define CELL_PITCH 16.0
#define SIGN_PITCH 30.0 /* room for a hand */
#define FOOT_PITCH 16.0
#define FOOT_GAP 8.0
/* A row of more lines than this may be cut between two of them. */
#define WHOLE_LINES 4
/* A blank narrower than this begins a line of its own. */
#define LEAST_BLANK 48.0

/* ---- rows ---- */

static void
clear_form_cell (gpointer data)
{
  g_array_unref (((KaFormCell *)data)->lines);
}

static KaFormRow *
add_row (KaLayout *self, gboolean boxed, double pitch, double size)
{
  KaFormRow *row = g_new0 (KaFormRow, 1);

  row->cells = g_array_new (FALSE, TRUE, sizeof (KaFormCell));
  g_array_set_clear_func (row->cells, clear_form_cell);
  row->boxed = boxed;
  row->pitch = pitch;
  row->size = size;
  row->n_lines = 1;
  g_ptr_array_add (self->rows, row);
  return row;
}

void
ka_form_row_free (KaFormRow *row)
{
  g_array_unref (row->cells);
  g_free (row);
}

static KaFormCell *
add_cell (KaLayout *self, KaFormRow *row, const char *text, double x, double width)
{
  KaTextStyle style = { KA_FACE_FANG, row->size, 0, KA_FACE_FANG, 0 };
  KaFormCell cell = { ka_layout_shape (self, text, &style), NULL, x, width, FALSE, FALSE };
  double pad = row->boxed ? 2 * PAD_X : 0;

  cell.lines = ka_strip_break (cell.strip, 0, 0, width - pad, FALSE);
  row->n_lines = MAX (row->n_lines, cell.lines->len);
  g_array_append_val (row->cells, cell);
  return &g_array_index (row->cells, KaFormCell, row->cells->len - 1);
}

static void
add_piece (KaSection *section, KaFormRow *row, guint first, guint last, double height)
{
  KaItem *item = ka_section_add (section, KA_ITEM_ROW, height);

  item->row = row;
  item->first_line = first;
  item->last_line = last;
}

/* A row as items: one, or where it is long one a line, so that it can go over to the next page; two lines
 * at least stay on each side. */
static void
add_items (KaSection *section, KaFormRow *row, double least)
{
  double pad = row->boxed ? PAD_Y : 0;
  double height = MAX (least, row->n_lines * row->pitch + 2 * pad);
  double rest = height - row->n_lines * row->pitch;

  if (row->n_lines <= WHOLE_LINES)
    {
      add_piece (section, row, 0, row->n_lines, height);
      return;
    }
  for (guint i = 0; i < row->n_lines; i++)
    {
      add_piece (section, row, i, i + 1,
                 row->pitch + (i == 0 ? pad : 0) + (i + 1 == row->n_lines ? rest - pad : 0));
      g_array_index (section->items, KaItem, section->items->len - 1).keep
        = i == 0 || i + 2 == row->n_lines;
    }
}

/* ---- head ---- */

static KaItem *
add_centred (KaLayout *self,
             KaSection *section,
             const char *text,
             KaFace face,
             double size,
             double height)
{
  KaTextStyle style = { face, size, 0, face, 0 };
  KaStrip *strip = ka_layout_shape (self, text, &style);
  g_autoptr (GArray) lines = ka_strip_break_title (strip, section->width);
  KaItem *first = NULL;
  guint at = section->items->len;

  for (guint i = 0; i < lines->len; i++)
    {
      const KaLine *line = &g_array_index (lines, KaLine, i);
      KaItem *item = ka_section_add_line (section, strip, line, (section->width - line->width) / 2);

      item->height = height;
      item->baseline = (height - size) / 2 + KA_ASCENT * size;
      item->keep = TRUE;
    }
  first = &g_array_index (section->items, KaItem, at);
  return first;
}

static void
add_signer (KaLayout *self, KaSection *section, const char *signer)
{
  KaTextStyle style = { KA_FACE_FANG, KA_FORM_SIZE, 0, KA_FACE_FANG, 0 };
  g_autofree char *text = g_strconcat ("签发人：", signer, NULL);
  KaStrip *strip = ka_layout_shape (self, text, &style);
  g_autoptr (GArray) lines = ka_strip_break (strip, 0, 0, G_MAXDOUBLE, FALSE);
  const KaLine *line = &g_array_index (lines, KaLine, 0);
  KaItem *item = ka_section_add_line (section, strip, line, section->width - line->width);

  item->height = 0;
  item->keep = TRUE;
}

static void
set_foot (KaLayout *self, KaSection *section, const KaBlockForm *form)
{
  guint lines = 0;

  if (form->copies != NULL)
    {
      KaTextStyle style = { KA_FACE_FANG, KA_FORM_SIZE, 0, KA_FACE_FANG, 0 };
      g_autoptr (GArray) broken = ka_strip_break (ka_layout_shape (self, form->copies, &style), 0,
                                                  0, section->width, FALSE);

      lines = broken->len;
    }
  section->foot
    = FOOT_GAP + MAX (lines * FOOT_PITCH, form->strip != NULL ? SIGN_PITCH : 0) + FOOT_PITCH;
}

static KaFormRow *make_blanks (KaLayout *self, KaSection *section, GArray *cells, double pitch);

static void
set_strip (KaLayout *self, KaSection *section, const char *strip)
{
  g_auto (GStrv) labels = g_strsplit (strip, "|", -1);
  g_autoptr (GArray) cells = g_array_new (FALSE, TRUE, sizeof (KaBlockCell));

  for (guint i = 0; labels[i] != NULL; i++)
    {
      KaBlockCell cell = { labels[i], (char *)"", 1, FALSE };

      g_array_append_val (cells, cell);
    }
  section->strip = make_blanks (self, section, cells, SIGN_PITCH);
}

void
ka_layout_flow_form (KaLayout *self, KaSection *section, const KaBlockForm *form)
{
  KaItem *first = NULL;

  if (form->series != NULL)
    {
      add_centred (self, section, form->series, KA_FACE_TITLE, NAME_SIZE, NAME_SIZE * 1.5);
      ka_section_add (section, KA_ITEM_DOUBLE, 10)->keep = TRUE;
    }
  if (form->name != NULL)
    add_centred (self, section, form->name, KA_FACE_TITLE, NAME_SIZE, NAME_SIZE * 1.6);
  section->running = g_array_new (FALSE, TRUE, sizeof (KaItem));
  g_array_append_vals (section->running, section->items->data, section->items->len);
  if (section->items->len > 0)
    {
      first = &g_array_index (section->items, KaItem, 0);
      first->level = 1;
      first->bookmark = g_strdup (form->name != NULL ? form->name : form->series);
    }
  if (form->signer != NULL)
    add_signer (self, section, form->signer);
  if (form->number != NULL)
    add_centred (self, section, form->number, KA_FACE_FANG, NUMBER_SIZE, NUMBER_SIZE * 1.8);
  ka_section_add (section, KA_ITEM_SPACE, 6)->keep = TRUE;
  if (form->strip != NULL)
    set_strip (self, section, form->strip);
  set_foot (self, section, form);
}

/* ---- blanks ---- */

static KaFormRow *
make_blanks (KaLayout *self, KaSection *section, GArray *cells, double pitch)
{
  KaFormRow *row = add_row (self, FALSE, pitch, KA_FORM_SIZE);
  KaTextStyle style = { KA_FACE_FANG, KA_FORM_SIZE, 0, KA_FACE_FANG, 0 };
  double labels = 0, room, x = 0;

  for (guint i = 0; i < cells->len; i++)
    labels += ka_strip_get_width (
      ka_layout_shape (self, g_array_index (cells, KaBlockCell, i).label, &style));
  room = MAX ((section->width - labels) / cells->len, KA_FORM_SIZE);
  for (guint i = 0; i < cells->len; i++)
    {
      const KaBlockCell *given = &g_array_index (cells, KaBlockCell, i);
      double width = ka_strip_get_width (ka_layout_shape (self, given->label, &style));

      add_cell (self, row, given->label, x, width + 1)->printed = TRUE;
      x += width;
      add_cell (self, row, given->text, x, room - 4)->ruled = TRUE;
      x += room;
    }
  return row;
}

static gboolean
blanks_fit (KaLayout *self, KaSection *section, GArray *cells)
{
  KaTextStyle style = { KA_FACE_FANG, KA_FORM_SIZE, 0, KA_FACE_FANG, 0 };
  double room = section->width;

  for (guint i = 0; i < cells->len; i++)
    room -= ka_strip_get_width (
      ka_layout_shape (self, g_array_index (cells, KaBlockCell, i).label, &style));
  return cells->len == 1 || room / cells->len >= LEAST_BLANK;
}

void
ka_layout_flow_blanks (KaLayout *self, KaSection *section, const KaBlock *block)
{
  double pitch = block->flag ? SIGN_PITCH : section->pitch;
  guint first;

  if (block->flag)
    ka_section_keep_before (section);
  first = section->items->len;
  if (blanks_fit (self, section, block->cells))
    add_items (section, make_blanks (self, section, block->cells, pitch), 0);
  else
    for (guint i = 0; i < block->cells->len; i++)
      {
        g_autoptr (GArray) alone = g_array_new (FALSE, FALSE, sizeof (KaBlockCell));

        g_array_append_vals (alone, &g_array_index (block->cells, KaBlockCell, i), 1);
        add_items (section, make_blanks (self, section, alone, pitch), 0);
      }
  for (guint i = first; block->flag && i + 1 < section->items->len; i++)
    g_array_index (section->items, KaItem, i).keep = TRUE;
}

/* ---- ruled text ---- */

void
ka_layout_flow_ruled (KaLayout *self, KaSection *section, const KaBlock *block)
{
  KaTextStyle style = { KA_FACE_FANG, section->size, section->cell, KA_FACE_FANG, 0 };
  g_auto (GStrv) paragraphs = g_strsplit (block->text, "\n", -1);
  guint n = 0;

  for (guint p = 0; paragraphs[p] != NULL; p++)
    {
      KaStrip *strip = ka_layout_shape (self, g_strstrip (paragraphs[p]), &style);
      g_autoptr (GArray) lines = ka_strip_break (strip, 2 * section->cell, 0, section->width, TRUE);

      if (ka_strip_get_length (strip) == 0)
        continue;
      for (guint i = 0; i < lines->len; i++, n++)
        ka_section_add_line (section, strip, &g_array_index (lines, KaLine, i), 0)->ruled = TRUE;
    }
  for (; n < block->level; n++)
    {
      KaLine empty = { 0 };

      ka_section_add_line (section, ka_layout_shape (self, "", &style), &empty, 0)->ruled = TRUE;
    }
}

/* ---- boxed cells ---- */

void
ka_layout_flow_cells (KaLayout *self, KaSection *section, const KaBlock *block)
{
  KaFormRow *row = add_row (self, TRUE, CELL_PITCH, KA_FORM_SIZE);
  double total = 0, x = 0;

  for (guint i = 0; i < block->cells->len; i++)
    total += g_array_index (block->cells, KaBlockCell, i).width;
  for (guint i = 0; i < block->cells->len; i++)
    {
      const KaBlockCell *given = &g_array_index (block->cells, KaBlockCell, i);
      double width
        = total > 0 ? section->width * given->width / total : section->width / block->cells->len;

      add_cell (self, row, given->text, x, width)->printed = given->printed;
      x += width;
    }
  add_items (section, row, block->height);
}

/* ---- drawing ---- */

static void
draw_rule (cairo_t *cr, double x1, double y1, double x2, double y2)
{
  cairo_set_line_width (cr, FINE);
  cairo_move_to (cr, x1, y1);
  cairo_line_to (cr, x2, y2);
  cairo_stroke (cr);
}

void
ka_layout_draw_double (const KaSection *section, cairo_t *cr, double y)
{
  draw_rule (cr, 0, y + 2, section->width, y + 2);
  draw_rule (cr, 0, y + 2 + DOUBLE_GAP, section->width, y + 2 + DOUBLE_GAP);
}

static void
draw_cell (KaFormRow *row,
           const KaFormCell *cell,
           cairo_t *cr,
           double y,
           double height,
           guint first,
           guint last)
{
  double baseline = (row->pitch - row->size) / 2 + KA_ASCENT * row->size;
  gboolean whole = first == 0 && last == row->n_lines;
  guint from = first, to = MIN (last, cell->lines->len);
  double top = y + (row->boxed && first == 0 ? PAD_Y : 0);

  /* Labels stand in the middle of what there is of their row on each page. */
  if (cell->printed && row->boxed)
    {
      from = 0;
      to = cell->lines->len;
    }
  if (row->boxed && (cell->printed || (whole && cell->lines->len == 1)))
    top = y + (height - (to - from) * row->pitch) / 2;
  for (guint i = from; i < to; i++, top += row->pitch)
    {
      const KaLine *line = &g_array_index (cell->lines, KaLine, i);
      double x = cell->x + (row->boxed ? PAD_X : 0);

      if (cell->printed && row->boxed)
        x = cell->x + (cell->width - line->width) / 2;
      ka_line_draw (cell->strip, line, cr, x, top + baseline);
      if (cell->ruled)
        draw_rule (cr, cell->x, top + baseline + 0.3 * row->size, cell->x + cell->width,
                   top + baseline + 0.3 * row->size);
    }
}

void
ka_form_row_draw (KaFormRow *row, cairo_t *cr, double y, double height, guint first, guint last)
{
  for (guint i = 0; i < row->cells->len; i++)
    {
      const KaFormCell *cell = &g_array_index (row->cells, KaFormCell, i);

      draw_cell (row, cell, cr, y, height, first, last);
      if (!row->boxed)
        continue;
      cairo_set_line_width (cr, FINE);
      cairo_rectangle (cr, cell->x, y, cell->width, height);
      cairo_stroke (cr);
    }
}

static void
draw_foot_line (KaLayout *self, const char *text, cairo_t *cr, double y, double width, gboolean end)
{
  KaTextStyle style = { KA_FACE_FANG, KA_FORM_SIZE, 0, KA_FACE_FANG, 0 };
  KaStrip *strip = ka_layout_shape (self, text, &style);
  g_autoptr (GArray) lines = ka_strip_break (strip, 0, 0, width, FALSE);

  for (guint i = 0; i < lines->len; i++, y += FOOT_PITCH)
    {
      const KaLine *line = &g_array_index (lines, KaLine, i);

      ka_line_draw (strip, line, cr, end ? width - line->width : 0,
                    y + (FOOT_PITCH - KA_FORM_SIZE) / 2 + KA_ASCENT * KA_FORM_SIZE);
    }
}

void
ka_layout_draw_form_foot (KaLayout *self, const KaPage *page, cairo_t *cr)
{
  const KaSection *section = page->section;
  g_autofree char *number = g_strdup_printf ("（第 %u 页　共 %u 页）", page->number, page->count);
  double y = section->height - section->foot;
  gboolean last = page->number == page->count;

  if (!last && section->strip != NULL)
    ka_form_row_draw (section->strip, cr, y, SIGN_PITCH, 0, section->strip->n_lines);
  if (last && section->form->copies != NULL)
    {
      draw_rule (cr, 0, y + FOOT_GAP / 2, section->width, y + FOOT_GAP / 2);
      draw_foot_line (self, section->form->copies, cr, y + FOOT_GAP, section->width, FALSE);
    }
  draw_foot_line (self, number, cr, section->height - FOOT_PITCH, section->width, TRUE);
}
