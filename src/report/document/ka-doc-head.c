/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "ka-doc-layout-private.h"

/* GB/T 9704—2012 7.2 and 7.4: what stands above the title of a paper's first page, and at the foot of its
 * last. */

#define MARK_TOP (35 * KA_MM) /* 发文机关标志: upper edge below that of the type area */
#define MARK_SIZE 54.0
#define MARK_NARROW 0.66     /* narrowest that a long name is drawn */
#define RULE_GAP (4 * KA_MM) /* red line below 发文字号 */
#define RULE_WIDTH (0.5 * KA_MM)

/* ---- red head ---- */

static void
flow_labels (KaLayout *self, KaSection *section, const KaBlockHead *head)
{
  const struct
  {
    const char *text;
    KaFace face;
  } labels[] = { { head->copy_number, KA_FACE_FANG },
                 { head->secrecy, KA_FACE_HEI },
                 { head->urgency, KA_FACE_HEI } };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      KaTextStyle style = { labels[i].face, KA_SIZE_TEXT, section->cell, labels[i].face, 0 };
      g_autoptr (GArray) lines = NULL;
      KaStrip *strip;

      if (labels[i].text == NULL)
        continue;
      strip = ka_layout_shape (self, labels[i].text, &style);
      lines = ka_strip_break (strip, 0, 0, section->width, FALSE);
      for (guint k = 0; k < lines->len; k++)
        ka_section_add_line (section, strip, &g_array_index (lines, KaLine, k), 0)->keep = TRUE;
    }
}

/* Every name in the same size, the longest as wide as the type area at most. */
static void
flow_mark (KaLayout *self, KaSection *section, const char *issuer)
{
  g_auto (GStrv) names = g_strsplit (issuer, "\n", -1);
  KaTextStyle style = { KA_FACE_TITLE, MARK_SIZE, 0, KA_FACE_TITLE, 0 };
  double widest = 0, stretch = 1, used = 0;

  for (guint i = 0; i < section->items->len; i++)
    used += g_array_index (section->items, KaItem, i).height;
  for (char **name = names; *name != NULL; name++)
    widest = MAX (widest, ka_strip_get_width (ka_layout_shape (self, *name, &style)));
  if (widest > section->width)
    stretch = MAX (MARK_NARROW, section->width / widest);
  if (widest * stretch > section->width)
    style.size *= section->width / (widest * stretch);

  for (char **name = names; *name != NULL; name++)
    {
      KaStrip *strip = ka_layout_shape (self, *name, &style);
      g_autoptr (GArray) lines = ka_strip_break (strip, 0, 0, G_MAXDOUBLE, FALSE);
      KaItem *item = ka_section_add_line (section, strip, &g_array_index (lines, KaLine, 0), 0);

      item->x = (section->width - item->line.width * stretch) / 2;
      item->stretch = stretch;
      item->red = TRUE;
      item->snap = FALSE;
      item->keep = TRUE;
      item->baseline = KA_ASCENT * style.size;
      item->height = style.size * 1.2;
      if (name == names)
        {
          double top = MAX (MARK_TOP - used, 0);

          item->baseline = top + ka_strip_get_ink_ascent (strip);
          item->height = item->baseline + (1 - KA_ASCENT) * style.size;
        }
    }
}

/* 签发人 in two names a line; the last line is that of the number. */
static GPtrArray *
split_signers (const char *signer)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) names = g_strsplit (signer, "\n", -1);

  for (guint i = 0; names[i] != NULL; i += names[i + 1] != NULL ? 2 : 1)
    g_ptr_array_add (lines, names[i + 1] != NULL ? g_strconcat (names[i], "　", names[i + 1], NULL)
                                                 : g_strdup (names[i]));
  return lines;
}

static KaItem *
add_part (KaLayout *self, KaSection *section, const char *text, KaFace face, double *width)
{
  KaTextStyle style = { face, KA_SIZE_TEXT, section->cell, face, 0 };
  KaStrip *strip = ka_layout_shape (self, text, &style);
  g_autoptr (GArray) lines = ka_strip_break (strip, 0, 0, section->width, FALSE);
  KaItem *item = ka_section_add_line (section, strip, &g_array_index (lines, KaLine, 0), 0);

  item->snap = FALSE;
  item->keep = TRUE;
  *width = item->line.width;
  return item;
}

/* Papers to a higher office have the number at the left, 签发人 at the right, each one character in. */
static void
flow_signers (KaLayout *self, KaSection *section, const KaBlockHead *head)
{
  g_autoptr (GPtrArray) lines = split_signers (head->signer);
  double names_width = 0, label_width, width, x;

  for (guint i = 0; i < lines->len; i++)
    {
      KaTextStyle style = { KA_FACE_KAI, KA_SIZE_TEXT, section->cell, KA_FACE_KAI, 0 };

      names_width
        = MAX (names_width, ka_strip_get_width (ka_layout_shape (self, lines->pdata[i], &style)));
    }
  x = section->width - section->cell - names_width;
  for (guint i = 0; i < lines->len; i++)
    {
      KaItem *item;

      /* Parts of one line: all but the last take no height. */
      if (i == 0)
        {
          item = add_part (self, section, "签发人：", KA_FACE_FANG, &label_width);
          item->x = x - label_width;
          item->height = 0;
        }
      if (i + 1 == lines->len && *head->number != '\0')
        {
          item = add_part (self, section, head->number, KA_FACE_FANG, &width);
          item->x = section->cell;
          item->height = 0;
        }
      add_part (self, section, lines->pdata[i], KA_FACE_KAI, &width)->x = x;
    }
}

void
ka_layout_flow_head (KaLayout *self, KaSection *section, const KaBlockHead *head)
{
  KaItem *rule;
  double width;

  flow_labels (self, section, head);
  if (*head->issuer == '\0')
    return;
  flow_mark (self, section, head->issuer);
  ka_section_add_blank (section, 2);
  g_array_index (section->items, KaItem, section->items->len - 1).snap = FALSE;
  if (head->signer != NULL)
    flow_signers (self, section, head);
  else if (*head->number != '\0')
    {
      KaItem *item = add_part (self, section, head->number, KA_FACE_FANG, &width);

      item->x = (section->width - width) / 2;
    }
  rule
    = ka_section_add (section, KA_ITEM_RULE, RULE_GAP - (KA_PITCH - KA_SIZE_TEXT) / 2 + RULE_WIDTH);
  rule->baseline = rule->height - RULE_WIDTH;
  rule->red = TRUE;
  rule->keep = TRUE;
}

/* ---- 版记 ---- */

enum
{
  COPIES,
  PRINTER,
  DATE,
  N_PARTS
};

static KaStrip *
shape_part (KaLayout *self, const char *text)
{
  KaTextStyle style = { KA_FACE_FANG, KA_SIZE_SMALL, 0, KA_FACE_FANG, 0 };

  return text != NULL ? ka_layout_shape (self, text, &style) : NULL;
}

/* 抄送: one character in at both sides, going on below the first name. */
static GArray *
break_copies (KaLayout *self, KaStrip *copies)
{
  double hang = ka_strip_get_width (shape_part (self, "抄送："));

  return ka_strip_break (copies, 0, hang, KA_TYPE_WIDTH - 2 * KA_SIZE_SMALL, FALSE);
}

void
ka_layout_set_imprint (KaLayout *self)
{
  KaDoc *doc = self->doc;
  g_autofree char *copies = NULL, *date = NULL;

  self->imprint = g_ptr_array_new ();
  if (doc->copies == NULL && doc->printer == NULL)
    return;
  if (doc->copies != NULL)
    copies
      = g_strconcat ("抄送：", doc->copies, g_str_has_suffix (doc->copies, "。") ? "" : "。", NULL);
  if (doc->print_date != NULL)
    date = g_strconcat (doc->print_date, "印发", NULL);

  g_ptr_array_add (self->imprint, shape_part (self, copies));
  g_ptr_array_add (self->imprint, shape_part (self, doc->printer));
  g_ptr_array_add (self->imprint, shape_part (self, date));
  if (copies != NULL)
    {
      g_autoptr (GArray) lines = break_copies (self, self->imprint->pdata[COPIES]);

      self->imprint_height += lines->len * KA_PITCH;
    }
  if (doc->printer != NULL)
    self->imprint_height += KA_PITCH;
}

static void
draw_black_rule (cairo_t *cr, double y, double width)
{
  cairo_set_line_width (cr, width);
  cairo_move_to (cr, 0, y);
  cairo_line_to (cr, KA_TYPE_WIDTH, y);
  cairo_stroke (cr);
}

static void
draw_part (KaStrip *strip, const KaLine *line, cairo_t *cr, double x, double y)
{
  ka_line_draw (strip, line, cr, x, y + (KA_PITCH - KA_SIZE_SMALL) / 2 + KA_ASCENT * KA_SIZE_SMALL);
}

static void
draw_single (KaStrip *strip, cairo_t *cr, gboolean right, double y)
{
  g_autoptr (GArray) lines = NULL;
  const KaLine *line;

  if (strip == NULL)
    return;
  lines = ka_strip_break (strip, 0, 0, G_MAXDOUBLE, FALSE);
  line = &g_array_index (lines, KaLine, 0);
  draw_part (strip, line, cr, right ? KA_TYPE_WIDTH - KA_SIZE_SMALL - line->width : KA_SIZE_SMALL,
             y);
}

/* The last rule lies on the lower edge of the type area. */
void
ka_layout_draw_imprint (KaLayout *self, cairo_t *cr)
{
  double y = KA_TYPE_HEIGHT - self->imprint_height;
  KaStrip *copies = self->imprint->pdata[COPIES];
  KaStrip *printer = self->imprint->pdata[PRINTER];

  draw_black_rule (cr, y, 0.35 * KA_MM);
  if (copies != NULL)
    {
      g_autoptr (GArray) lines = break_copies (self, copies);

      for (guint i = 0; i < lines->len; i++, y += KA_PITCH)
        draw_part (copies, &g_array_index (lines, KaLine, i), cr, KA_SIZE_SMALL, y);
      if (printer != NULL)
        draw_black_rule (cr, y, 0.25 * KA_MM);
    }
  if (printer != NULL)
    {
      draw_single (printer, cr, FALSE, y);
      draw_single (self->imprint->pdata[DATE], cr, TRUE, y);
    }
  draw_black_rule (cr, KA_TYPE_HEIGHT, 0.35 * KA_MM);
}
