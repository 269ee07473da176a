/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>
#include <unicode/ubrk.h>

#include "ka-doc-shape-private.h"

#define EPSILON 0.01
/* What a line may give up so that a mark need not take a character down with it, in parts of each
 * character: the blank half of a mark that ends the line stands outside; the rest is too little to be seen,
 * and for readers of the file no character overlaps the next. */
#define SQUEEZE_END 0.5
#define SQUEEZE_MARK 0.08
#define SQUEEZE_OTHER 0.02
/* Slack from which on a long Latin word is broken rather than the line spread, in characters. */
#define MAX_SLACK 6

static KaCluster *
get_cluster (KaStrip *self, guint i)
{
  return &g_array_index (self->clusters, KaCluster, i);
}

/* ---- measures ---- */

double
ka_strip_get_width (KaStrip *self)
{
  double widest = 0, width = 0;

  for (guint i = 0; i < self->clusters->len; i++)
    {
      const KaCluster *cluster = get_cluster (self, i);

      if (cluster->after == KA_BREAK_FORCED)
        {
          widest = MAX (widest, width);
          width = 0;
        }
      else
        width += (double)cluster->advance;
    }
  return MAX (widest, width);
}

double
ka_strip_get_min_width (KaStrip *self)
{
  double widest = 0, width = 0;

  for (guint i = 0; i < self->clusters->len; i++)
    {
      const KaCluster *cluster = get_cluster (self, i);

      if (cluster->kind != KA_CLUSTER_SPACE)
        width += (double)cluster->advance;
      widest = MAX (widest, width);
      if (cluster->after >= KA_BREAK_LINE)
        width = 0;
    }
  return widest;
}

double
ka_strip_get_ink_ascent (KaStrip *self)
{
  double ascent = 0;

  for (guint i = 0; i < self->runs->len; i++)
    {
      PangoGlyphItem *run = g_ptr_array_index (self->runs, i);
      PangoRectangle ink;

      pango_glyph_string_extents (run->glyphs, run->item->analysis.font, &ink, NULL);
      ascent = MAX (ascent, -(double)ink.y / PANGO_SCALE);
    }
  return ascent;
}

/* ---- squeezing ---- */

/* How much of the cluster's advance may go in a line that ends before last. */
static double
get_squeeze (KaStrip *self, guint i, guint last)
{
  const KaCluster *cluster = get_cluster (self, i);
  double advance = (double)cluster->advance;

  if (cluster->kind == KA_CLUSTER_CLOSE)
    return advance * (i + 1 == last ? SQUEEZE_END : SQUEEZE_MARK);
  if (cluster->kind == KA_CLUSTER_OPEN)
    return advance * SQUEEZE_MARK;
  return cluster->kind == KA_CLUSTER_WIDE && i + 1 < last ? advance * SQUEEZE_OTHER : 0;
}

/* Where the text of a line that ends before last really ends: blanks there are not seen. */
static guint
skip_spaces (KaStrip *self, guint first, guint last)
{
  while (last > first && get_cluster (self, last - 1)->kind == KA_CLUSTER_SPACE)
    last--;
  return last;
}

static double
measure (KaStrip *self, guint first, guint last)
{
  double width = 0;

  for (guint i = first; i < last; i++)
    width += (double)get_cluster (self, i)->advance;
  return width;
}

static double
measure_squeeze (KaStrip *self, guint first, guint last)
{
  double squeeze = 0;

  for (guint i = first; i < last; i++)
    squeeze += get_squeeze (self, i, last);
  return squeeze;
}

/* ---- cutting lines ---- */

/* The last break of at least that kind behind which the line still fits; first: none. */
static guint
find_fitting (KaStrip *self, guint first, double room, KaBreak kind, guint *next)
{
  guint best = first;
  double width = 0, seen = 0;

  *next = self->clusters->len;
  for (guint i = first; i < self->clusters->len; i++)
    {
      const KaCluster *cluster = get_cluster (self, i);
      gboolean end = i + 1 == self->clusters->len;

      width += (double)cluster->advance;
      if (cluster->kind != KA_CLUSTER_SPACE)
        seen = width;
      if (!end && cluster->after < kind)
        continue;
      if (seen > room + EPSILON)
        {
          *next = i + 1;
          break;
        }
      best = i + 1;
      if (cluster->after == KA_BREAK_FORCED)
        {
          *next = best;
          break;
        }
    }
  return best;
}

/* Nothing may break: as much as fits, and at least something. */
static guint
find_anywhere (KaStrip *self, guint first, double room)
{
  double width = 0;
  guint i = first;

  for (; i < self->clusters->len; i++)
    {
      width += (double)get_cluster (self, i)->advance;
      if (width > room + EPSILON)
        break;
    }
  return MAX (i, first + 1);
}

static guint
find_break (KaStrip *self, guint first, double room, gboolean squeeze)
{
  guint next, word_next;
  guint best = find_fitting (self, first, room, KA_BREAK_LINE, &next);
  double slack;

  if (best == first)
    {
      for (KaBreak kind = KA_BREAK_WORD; kind > KA_BREAK_NEVER && best == first; kind--)
        best = find_fitting (self, first, room, kind, &next);
      return best > first ? best : find_anywhere (self, first, room);
    }
  if (best == next || best == self->clusters->len)
    return best;

  slack = room - measure (self, first, skip_spaces (self, first, best));
  /* Rather a little tighter than a character less in the line. */
  if (squeeze && slack > EPSILON)
    {
      guint seen = skip_spaces (self, first, next);

      if (measure (self, first, seen) - measure_squeeze (self, first, seen) <= room + EPSILON)
        return next;
    }
  if (slack > MAX_SLACK * self->size)
    {
      guint word = find_fitting (self, first, room, KA_BREAK_WORD, &word_next);

      return MAX (best, word);
    }
  return best;
}

GArray *
ka_strip_break (KaStrip *self,
                double first_indent,
                double rest_indent,
                double width,
                gboolean justify)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (KaLine));
  guint first = 0;

  do
    {
      KaLine line = { first };
      gboolean ends;
      double room;

      line.indent = lines->len == 0 ? first_indent : rest_indent;
      room = MAX (width - line.indent, self->size);
      line.last = self->clusters->len > 0 ? find_break (self, first, room, justify) : 0;
      ends = line.last == self->clusters->len
             || get_cluster (self, line.last - 1)->after == KA_BREAK_FORCED;
      first = line.last;
      line.last = skip_spaces (self, line.first, line.last);
      line.width = measure (self, line.first, line.last);
      if ((justify && !ends) || line.width > room + EPSILON)
        {
          line.fill = room;
          line.width = room;
        }
      g_array_append_val (lines, line);
      /* The blank between two words is gone with the line's end. */
      while (!ends && first < self->clusters->len
             && get_cluster (self, first)->kind == KA_CLUSTER_SPACE
             && get_cluster (self, first)->after != KA_BREAK_FORCED)
        first++;
    }
  while (first < self->clusters->len);
  return lines;
}

/* ---- titles ---- */

/* Marks the clusters behind which a word ends, by the dictionary of ICU. */
static gboolean *
find_words (KaStrip *self)
{
  gboolean *ends = g_new0 (gboolean, self->clusters->len + 1);
  glong n_units = 0;
  g_autofree UChar *units = (UChar *)g_utf8_to_utf16 (self->text, -1, NULL, &n_units, NULL);
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *words = ubrk_open (UBRK_WORD, "zh", units, (int32_t)n_units, &status);
  glong unit = 0;

  for (guint i = 0; i < self->clusters->len; i++)
    {
      const KaCluster *cluster = get_cluster (self, i);

      for (const char *p = self->text + cluster->start; p < self->text + cluster->end;
           p = g_utf8_next_char (p))
        unit += g_utf8_get_char (p) > 0xffff ? 2 : 1;
      ends[i] = cluster->after >= KA_BREAK_LINE
                && (U_FAILURE (status) || ubrk_isBoundary (words, (int32_t)unit));
    }
  if (words != NULL)
    ubrk_close (words);
  return ends;
}

/* The character before text, 0 at its beginning. */
static gunichar
get_before (const char *text, const char *at)
{
  return at > text ? g_utf8_get_char (g_utf8_prev_char (at)) : 0;
}

static gboolean
begins_with_any (const char *text, const char *const *words)
{
  for (; *words != NULL; words++)
    if (g_str_has_prefix (text, *words))
      return TRUE;
  return FALSE;
}

/* 的, 和, 及 and 工作情况 belong to what stands before them; 关于 to what follows; a number to its unit. */
static double
judge_break (KaStrip *self, guint i)
{
  static const char *const followers[]
    = { "的", "和", "及", "与", "等", "工作", "情况", "季度", NULL };
  static const char numerals[] = "0123456789一二三四五六七八九十第年月";
  const char *next = self->text + get_cluster (self, i)->end;
  char last[8];
  double penalty = 0;

  if (begins_with_any (next, followers))
    penalty += 8;
  if (next - self->text >= 6 && memcmp (next - 6, "关于", 6) == 0)
    penalty += 16;
  last[g_unichar_to_utf8 (get_before (self->text, next), last)] = '\0';
  if (strstr (numerals, last) != NULL)
    penalty += 16;
  return penalty;
}

/* Dynamic programming over the breaks: lines of nearly equal length, none longer than width. */
typedef struct
{
  double cost;
  guint from, lines;
} Step;

GArray *
ka_strip_break_title (KaStrip *self, double width)
{
  guint n = self->clusters->len;
  guint wanted = (guint)MAX (1, ceil (ka_strip_get_width (self) / (width + EPSILON)));
  g_autofree gboolean *ends = find_words (self);
  g_autofree Step *steps = NULL;
  GArray *lines;

  for (guint i = 0; i + 1 < n; i++)
    if (get_cluster (self, i)->after == KA_BREAK_FORCED || n > 400)
      return ka_strip_break (self, 0, 0, width, FALSE);
  if (wanted == 1)
    return ka_strip_break (self, 0, 0, width, FALSE);

  steps = g_new0 (Step, n + 1);
  for (guint i = 1; i <= n; i++)
    {
      steps[i].cost = G_MAXDOUBLE;
      if (i < n && !ends[i - 1])
        continue;
      for (guint from = 0; from < i; from++)
        {
          double length = measure (self, from, i) / self->size;
          double mean = ka_strip_get_width (self) / self->size / wanted;
          double cost;

          if (steps[from].cost >= G_MAXDOUBLE || length * self->size > width + EPSILON)
            continue;
          cost = steps[from].cost + (length - mean) * (length - mean) + 40
                 + (from > 0 ? judge_break (self, from - 1) : 0);
          if (cost < steps[i].cost)
            steps[i] = (Step){ cost, from, steps[from].lines + 1 };
        }
    }
  if (steps[n].cost >= G_MAXDOUBLE)
    return ka_strip_break (self, 0, 0, width, FALSE);

  lines = g_array_new (FALSE, TRUE, sizeof (KaLine));
  for (guint i = n; i > 0; i = steps[i].from)
    {
      KaLine line = { steps[i].from, skip_spaces (self, steps[i].from, i) };

      line.width = measure (self, line.first, line.last);
      g_array_prepend_val (lines, line);
    }
  return lines;
}

/* ---- spreading ---- */

/* How much of the slack goes behind the cluster: nothing inside Latin words, numbers and dashes. */
static double
get_stretch (KaStrip *self, guint i, guint last)
{
  const KaCluster *a = get_cluster (self, i);
  const KaCluster *b;

  if (i + 1 >= last)
    return 0;
  b = get_cluster (self, i + 1);
  if (a->kind == KA_CLUSTER_SPACE)
    return 2;
  if (a->kind == KA_CLUSTER_JOINED && b->kind == KA_CLUSTER_JOINED)
    return 0;
  if (a->kind == KA_CLUSTER_NARROW && b->kind == KA_CLUSTER_NARROW)
    return 0;
  return b->kind == KA_CLUSTER_SPACE ? 0 : 1;
}

/* Advances of the line's clusters, and how far their ink moves to the left. */
static void
spread (KaStrip *self, const KaLine *line, double *advances, double *shifts)
{
  double natural = measure (self, line->first, line->last);
  double slack = line->fill > 0 ? line->fill - natural : 0;
  double total = 0;

  for (guint i = line->first; i < line->last; i++)
    {
      advances[i - line->first] = (double)get_cluster (self, i)->advance;
      shifts[i - line->first] = 0;
      total += slack > 0 ? get_stretch (self, i, line->last) : get_squeeze (self, i, line->last);
    }
  if (total <= 0 || fabs (slack) < EPSILON)
    return;
  for (guint i = line->first; i < line->last; i++)
    {
      double part;

      if (slack > 0)
        {
          advances[i - line->first] += slack * get_stretch (self, i, line->last) / total;
          continue;
        }
      part = MIN (1, -slack / total) * get_squeeze (self, i, line->last);
      advances[i - line->first] -= part;
      if (get_cluster (self, i)->kind == KA_CLUSTER_OPEN)
        shifts[i - line->first] = part;
    }
}

/* ---- drawing ---- */

/* One run's part of a line as a glyph item of its own, so that the page keeps the text behind it. */
static void
draw_piece (KaStrip *self,
            cairo_t *cr,
            guint first,
            guint last,
            const double *advances,
            const double *shifts)
{
  const KaCluster *start = get_cluster (self, first), *end = get_cluster (self, last - 1);
  PangoGlyphItem *run = g_ptr_array_index (self->runs, start->run);
  PangoItem item = *run->item;
  PangoGlyphItem piece = { &item, NULL };
  int n = 0, at = 0;
  double pen = 0;

  for (guint i = first; i < last; i++)
    n += get_cluster (self, i)->glyph_end - get_cluster (self, i)->glyph;
  item.offset = (int)start->start;
  item.length = (int)(end->end - start->start);
  item.num_chars = (int)g_utf8_pointer_to_offset (self->text + start->start, self->text + end->end);
  /* Clusters are drawn from left to right even where their letters run the other way. */
  item.analysis.level = 0;
  piece.glyphs = pango_glyph_string_new ();
  pango_glyph_string_set_size (piece.glyphs, n);

  for (guint i = first; i < last; i++)
    {
      const KaCluster *cluster = get_cluster (self, i);
      int shift = (int)lround (shifts[i - first] * PANGO_SCALE);
      int left = (int)lround (pen * PANGO_SCALE);

      pen += advances[i - first];
      for (int g = cluster->glyph; g < cluster->glyph_end; g++, at++)
        {
          PangoGlyphInfo *info = &piece.glyphs->glyphs[at];

          *info = run->glyphs->glyphs[g];
          info->geometry.x_offset -= shift;
          if (g + 1 == cluster->glyph_end)
            info->geometry.width = (int)lround (pen * PANGO_SCALE) - left;
          else
            left += info->geometry.width;
          info->attr.is_cluster_start = g == cluster->glyph;
          piece.glyphs->log_clusters[at] = (int)(cluster->start - start->start);
        }
    }
  pango_cairo_show_glyph_item (cr, self->text, &piece);
  pango_glyph_string_free (piece.glyphs);
}

void
ka_line_draw (KaStrip *self, const KaLine *line, cairo_t *cr, double x, double baseline)
{
  guint n = line->last - line->first;
  g_autofree double *numbers = g_new (double, 2 * (gsize)n + 1);
  double *advances = numbers, *shifts = numbers + n;

  spread (self, line, advances, shifts);
  x += line->indent;
  for (guint first = line->first; first < line->last;)
    {
      guint last = first;
      double width = 0;

      while (last < line->last && get_cluster (self, last)->run == get_cluster (self, first)->run)
        width += advances[last++ - line->first];
      cairo_move_to (cr, x, baseline);
      draw_piece (self, cr, first, last, advances + (first - line->first),
                  shifts + (first - line->first));
      x += width;
      first = last;
    }
}

/* Where what the ranges hold stands in the line. */
static GArray *
find_boxes (KaStrip *self, const KaLine *line, GArray *ranges)
{
  guint n = line->last - line->first;
  g_autofree double *numbers = NULL;
  GArray *boxes = NULL;

  if (ranges == NULL)
    return NULL;

  numbers = g_new (double, 2 * (gsize)n + 1);
  spread (self, line, numbers, numbers + n);
  for (guint k = 0; k < ranges->len; k++)
    {
      const KaRange *range = &g_array_index (ranges, KaRange, k);
      KaLinkBox box = { 0, 0, range->uri };
      double x = line->indent;

      for (guint i = line->first; i < line->last; i++)
        {
          const KaCluster *cluster = get_cluster (self, i);

          if (cluster->start >= range->start && cluster->end <= range->end)
            {
              if (box.width <= 0)
                box.x = x;
              box.width = x + numbers[i - line->first] - box.x;
            }
          x += numbers[i - line->first];
        }
      if (box.width <= 0)
        continue;
      if (boxes == NULL)
        boxes = g_array_new (FALSE, FALSE, sizeof (KaLinkBox));
      g_array_append_val (boxes, box);
    }
  return boxes;
}

GArray *
ka_line_get_links (KaStrip *self, const KaLine *line)
{
  return find_boxes (self, line, self->links);
}

GArray *
ka_line_get_blanks (KaStrip *self, const KaLine *line)
{
  return find_boxes (self, line, self->blanks);
}
