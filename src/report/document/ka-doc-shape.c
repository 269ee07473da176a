/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "ka-doc-shape-private.h"
#include "ka-doc.h"

/* The sign that Chinese printing puts for a character it does not have. */
#define GETA 0x3013

KaSetter *
ka_setter_new (KaFonts *fonts)
{
  KaSetter *self = g_new0 (KaSetter, 1);

  self->fonts = fonts;
  self->context = ka_fonts_create_context (fonts);
  self->layout = pango_layout_new (self->context);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  pango_layout_set_auto_dir (self->layout, FALSE);
  for (KaFace face = 0; face < KA_N_FACES; face++)
    self->faces[face] = ka_fonts_describe (fonts, face, 16);
  self->unknown = g_hash_table_new (NULL, NULL);
  return self;
}

void
ka_setter_free (KaSetter *self)
{
  g_return_if_fail (self != NULL);

  for (KaFace face = 0; face < KA_N_FACES; face++)
    pango_font_description_free (self->faces[face]);
  g_object_unref (self->layout);
  g_object_unref (self->context);
  g_hash_table_unref (self->unknown);
  g_free (self);
}

/* ---- the marks ---- */

typedef struct
{
  GString *plain;
  GArray *bolds;   /* KaRange */
  GArray *links;   /* KaRange, or NULL */
  GArray *blanks;  /* KaRange, or NULL */
  GArray *breaks;  /* gsize: bytes where '\n' stood; or NULL */
  gsize lead;      /* bytes of plain */
  gsize bold_from; /* G_MAXSIZE: not bold */
  GString *uri;    /* of the link being read, or NULL */
  gsize link_from; /* G_MAXSIZE: its text has not begun */
  gsize blank_from;
} Reader;

static void
clear_range (gpointer data)
{
  g_free (((KaRange *)data)->uri);
}

static void
clear_reader (Reader *reader)
{
  g_string_free (reader->plain, TRUE);
  g_array_unref (reader->bolds);
  g_clear_pointer (&reader->links, g_array_unref);
  g_clear_pointer (&reader->blanks, g_array_unref);
  g_clear_pointer (&reader->breaks, g_array_unref);
}

/* Characters that would turn, hide or break text from inside. */
static gboolean
is_invisible (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || (c >= 0x200b && c <= 0x200f)
         || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff
         || (c >= 0xfff9 && c <= 0xfffb);
}

/* Whoever wrote them meant a face of their own; elsewhere they are some icon. */
static gboolean
is_private (gunichar c)
{
  return (c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000;
}

static void
end_bold (Reader *reader)
{
  KaRange range = { reader->bold_from, reader->plain->len, NULL };

  if (reader->bold_from != G_MAXSIZE && range.end > range.start)
    g_array_append_val (reader->bolds, range);
  reader->bold_from = G_MAXSIZE;
}

static void
end_link (Reader *reader)
{
  KaRange range = { reader->link_from, reader->plain->len, NULL };

  if (reader->uri == NULL)
    return;
  range.uri = g_string_free (g_steal_pointer (&reader->uri), FALSE);
  if (reader->links == NULL)
    {
      reader->links = g_array_new (FALSE, FALSE, sizeof (KaRange));
      g_array_set_clear_func (reader->links, clear_range);
    }
  range.start = MIN (range.start, range.end);
  g_array_append_val (reader->links, range);
}

static void
end_blank (Reader *reader)
{
  KaRange range = { reader->blank_from, reader->plain->len, NULL };

  if (reader->blanks == NULL)
    reader->blanks = g_array_new (FALSE, FALSE, sizeof (KaRange));
  g_array_append_val (reader->blanks, range);
}

/* FALSE: the character is text. */
static gboolean
read_mark (Reader *reader, char c)
{
  if (c == *KA_DOC_BOLD || c == *KA_DOC_PLAIN)
    {
      end_bold (reader);
      if (c == *KA_DOC_BOLD)
        reader->bold_from = reader->plain->len;
    }
  else if (c == *KA_DOC_LINK || c == *KA_DOC_LINK_END)
    {
      end_link (reader);
      if (c == *KA_DOC_LINK)
        {
          reader->uri = g_string_new (NULL);
          reader->link_from = G_MAXSIZE;
        }
    }
  else if (c == *KA_DOC_BLANK)
    reader->blank_from = reader->plain->len;
  else if (c == *KA_DOC_BLANK_END)
    end_blank (reader);
  else if (c == *KA_DOC_LINK_TEXT)
    reader->link_from = reader->plain->len;
  else
    return FALSE;
  return TRUE;
}

/* missing: characters to be replaced, or NULL. unknown: takes those that no face could have. */
static void
read_text (Reader *reader, const char *text, gsize lead, GHashTable *missing, GHashTable *unknown)
{
  reader->plain = g_string_sized_new (strlen (text) + 1);
  reader->bolds = g_array_new (FALSE, FALSE, sizeof (KaRange));
  reader->bold_from = G_MAXSIZE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((gsize)(p - text) == lead)
        reader->lead = reader->plain->len;
      if (read_mark (reader, *p))
        continue;
      if (reader->uri != NULL && reader->link_from == G_MAXSIZE)
        g_string_append_unichar (reader->uri, c);
      else if (c == '\n')
        {
          if (reader->breaks == NULL)
            reader->breaks = g_array_new (FALSE, FALSE, sizeof (gsize));
          g_array_append_val (reader->breaks, reader->plain->len);
          g_string_append_c (reader->plain, ' ');
        }
      else if (c == '\t')
        g_string_append_c (reader->plain, ' ');
      else if (missing != NULL && g_hash_table_contains (missing, GUINT_TO_POINTER (c)))
        g_string_append_unichar (reader->plain, GETA);
      else if (is_private (c))
        {
          g_hash_table_add (unknown, GUINT_TO_POINTER (c));
          g_string_append_unichar (reader->plain, GETA);
        }
      else if (!is_invisible (c))
        g_string_append_unichar (reader->plain, c);
    }
  if (lead >= strlen (text))
    reader->lead = reader->plain->len;
  end_bold (reader);
  end_link (reader);
}

/* ---- shaping ---- */

static void
insert_face (KaSetter *setter,
             PangoAttrList *attrs,
             KaFace face,
             double size,
             gsize start,
             gsize end)
{
  PangoAttribute *attr;

  pango_font_description_set_absolute_size (setter->faces[face], size * PANGO_SCALE);
  attr = pango_attr_font_desc_new (setter->faces[face]);
  attr->start_index = (guint)start;
  attr->end_index = (guint)end;
  pango_attr_list_insert (attrs, attr);
}

static void
shape_text (KaSetter *setter, Reader *reader, const KaTextStyle *style)
{
  g_autoptr (PangoAttrList) attrs = NULL;

  pango_font_description_set_absolute_size (setter->faces[style->face], style->size * PANGO_SCALE);
  pango_layout_set_font_description (setter->layout, setter->faces[style->face]);
  if (reader->lead > 0 || reader->bolds->len > 0)
    attrs = pango_attr_list_new ();
  if (reader->lead > 0)
    insert_face (setter, attrs, style->lead_face, style->size, 0, reader->lead);
  for (guint i = 0; i < reader->bolds->len; i++)
    {
      const KaRange *range = &g_array_index (reader->bolds, KaRange, i);

      insert_face (setter, attrs, KA_FACE_HEI, style->size, range->start, range->end);
    }
  pango_layout_set_attributes (setter->layout, attrs);
  pango_layout_set_text (setter->layout, reader->plain->str, (int)reader->plain->len);
}

/* Characters of a layout of one line that no face has; NULL: none. */
static GHashTable *
find_missing (PangoLayout *layout)
{
  GHashTable *missing;

  if (pango_layout_get_unknown_glyphs_count (layout) == 0)
    return NULL;

  missing = g_hash_table_new (NULL, NULL);
  for (GSList *l = pango_layout_get_line_readonly (layout, 0)->runs; l != NULL; l = l->next)
    {
      PangoGlyphItem *run = l->data;
      const char *text = pango_layout_get_text (layout) + run->item->offset;

      for (int i = 0; i < run->glyphs->num_glyphs; i++)
        {
          PangoGlyph glyph = run->glyphs->glyphs[i].glyph;

          if (glyph != PANGO_GLYPH_EMPTY && (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
            g_hash_table_add (
              missing, GUINT_TO_POINTER (g_utf8_get_char (text + run->glyphs->log_clusters[i])));
        }
    }
  return missing;
}

void
ka_layout_set_known_text (PangoLayout *layout, const char *text)
{
  g_autoptr (GHashTable) missing = NULL;
  g_autoptr (GString) known = NULL;

  pango_layout_set_text (layout, text, -1);
  missing = find_missing (layout);
  if (missing == NULL)
    return;

  known = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (known,
                               g_hash_table_contains (missing, GUINT_TO_POINTER (c)) ? GETA : c);
    }
  pango_layout_set_text (layout, known->str, -1);
}

/* ---- clusters ---- */

static gboolean
is_one_of (gunichar c, const char *set)
{
  char utf8[8];

  utf8[g_unichar_to_utf8 (c, utf8)] = '\0';
  return strstr (set, utf8) != NULL;
}

static KaClusterKind
classify (gunichar c, double advance, double size)
{
  if (g_unichar_isspace (c) && c < 0x3000)
    return KA_CLUSTER_SPACE;
  /* Some faces have narrow quotation marks: they carry no blank that could be given up. */
  if (advance < 0.85 * size)
    return KA_CLUSTER_NARROW;
  if (is_one_of (c, "—…⸺─"))
    return KA_CLUSTER_JOINED;
  if (is_one_of (c, "（《〈“‘「『〔【［｛〖"))
    return KA_CLUSTER_OPEN;
  if (is_one_of (c, "）》〉”’」』〕】］｝〗，。、；：．"))
    return KA_CLUSTER_CLOSE;
  return c < 0x2000 ? KA_CLUSTER_NARROW : KA_CLUSTER_WIDE;
}

#define NO_START "～〜·•％‰℃°′″%，。、；：？！）》〉”’」』〕】］｝"
#define NO_END "（《〈“‘「『〔【［｛№￥$"

/* Beyond what Unicode's line breaking knows: GB/T 15834—2011 5.1 keeps connecting marks and the dot
 * between names from line starts, and 文号 such as 〔2025〕12号 stay in one piece. */
static gboolean
must_join (gunichar before, gunichar after, gboolean after_bracket)
{
  if (is_one_of (after, NO_START "／/") || is_one_of (before, NO_END "／/"))
    return TRUE;
  if (is_one_of (before, "—–-") || is_one_of (after, "—–-"))
    return before < 0x2000 || after < 0x2000 || before == after;
  if (before == 0x2026 && after == 0x2026) /* …… is one mark */
    return TRUE;
  if (g_unichar_isdigit (before) && g_unichar_isdigit (after))
    return TRUE;
  if (before == 0x3015 /* 〕 */ && g_unichar_isdigit (after))
    return TRUE;
  return after_bracket && after == 0x53f7 /* 号 */;
}

static KaBreak
get_break (const PangoLogAttr *attr, gunichar before, gunichar after, gboolean bracket)
{
  /* A blank stays with what it follows: at the end of a line it is not seen. */
  if (g_unichar_isspace (after))
    return KA_BREAK_NEVER;
  /* Unicode keeps a percent sign and a bracket behind it together (LB25), which would leave a line
   * before 58.3%（28/48） half empty: a full-width bracket may always begin a line. */
  if (!must_join (before, after, bracket))
    return attr->is_line_break || is_one_of (after, "（《") ? KA_BREAK_LINE
           : attr->is_char_break                            ? KA_BREAK_WORD
                                                            : KA_BREAK_NEVER;
  if (!attr->is_char_break || is_one_of (after, NO_START) || is_one_of (before, NO_END)
      || (g_unichar_isdigit (before) && g_unichar_isdigit (after)) || before == after)
    return KA_BREAK_NEVER;
  return KA_BREAK_SPLIT;
}

/* What may stand at the end of a line, behind each cluster. */
static void
find_breaks (KaStrip *self, const PangoLogAttr *attrs, int n_attrs, GArray *breaks)
{
  KaCluster *clusters = (KaCluster *)(void *)self->clusters->data;
  gboolean bracket = FALSE; /* in the digits behind 〕 */
  glong position = 0;

  for (guint i = 0; i + 1 < self->clusters->len; i++)
    {
      KaCluster *cluster = &clusters[i];
      gunichar before = g_utf8_get_char (g_utf8_prev_char (self->text + cluster->end));
      gunichar after = g_utf8_get_char (self->text + clusters[i + 1].start);

      position += g_utf8_pointer_to_offset (self->text + cluster->start, self->text + cluster->end);
      bracket = before == 0x3015 || (bracket && g_unichar_isdigit (before));
      if (position >= n_attrs)
        break;
      cluster->after = (guint8)get_break (&attrs[position], before, after, bracket);
    }
  for (guint i = 0, b = 0; breaks != NULL && i < self->clusters->len && b < breaks->len; i++)
    if (clusters[i].start == g_array_index (breaks, gsize, b))
      {
        clusters[i].after = KA_BREAK_FORCED;
        b++;
      }
}

static void
append_clusters (KaStrip *self, guint index)
{
  PangoGlyphItem *run = g_ptr_array_index (self->runs, index);
  PangoGlyphItemIter iter;

  for (gboolean more = pango_glyph_item_iter_init_start (&iter, run, self->text); more;
       more = pango_glyph_item_iter_next_cluster (&iter))
    {
      KaCluster cluster = { (guint)iter.start_index, (guint)iter.end_index, index };
      gunichar c = g_utf8_get_char (self->text + iter.start_index);
      int width = 0;

      /* From right to left the glyphs of a cluster are counted downwards. */
      cluster.glyph = iter.start_glyph < iter.end_glyph ? iter.start_glyph : iter.end_glyph + 1;
      cluster.glyph_end = iter.start_glyph < iter.end_glyph ? iter.end_glyph : iter.start_glyph + 1;
      for (int i = cluster.glyph; i < cluster.glyph_end; i++)
        width += run->glyphs->glyphs[i].geometry.width;
      cluster.advance = (float)((double)width / PANGO_SCALE);
      cluster.kind = (guint8)classify (c, (double)cluster.advance, self->size);
      if (self->pitch > 0 && cluster.kind >= KA_CLUSTER_WIDE)
        cluster.advance += (float)(self->pitch - self->size);
      g_array_append_val (self->clusters, cluster);
    }
}

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  const PangoGlyphItem *const *one = a, *const *two = b;

  return (*one)->item->offset - (*two)->item->offset;
}

static void
free_run (gpointer data)
{
  pango_glyph_item_free (data);
}

static void
take_clusters (KaStrip *self, KaSetter *setter, GArray *breaks)
{
  const PangoLogAttr *attrs;
  int n_attrs;

  self->runs = g_ptr_array_new_with_free_func (free_run);
  for (GSList *l = pango_layout_get_line_readonly (setter->layout, 0)->runs; l != NULL; l = l->next)
    g_ptr_array_add (self->runs, pango_glyph_item_copy (l->data));
  /* Lines are cut in the order of the text, whatever its direction. */
  g_ptr_array_sort (self->runs, compare_runs);

  self->clusters
    = g_array_sized_new (FALSE, TRUE, sizeof (KaCluster), (guint)strlen (self->text) / 3 + 1);
  for (guint i = 0; i < self->runs->len; i++)
    append_clusters (self, i);
  attrs = pango_layout_get_log_attrs_readonly (setter->layout, &n_attrs);
  find_breaks (self, attrs, n_attrs, breaks);
}

static void
add_missing (gpointer key, gpointer value, gpointer data)
{
  g_hash_table_add (data, key);
}

KaStrip *
ka_strip_new (KaSetter *setter, const char *text, const KaTextStyle *style)
{
  KaStrip *self = g_new0 (KaStrip, 1);
  g_autoptr (GHashTable) missing = NULL;
  Reader reader = { 0 };

  self->size = style->size;
  self->pitch = style->pitch;
  read_text (&reader, text, style->lead, NULL, setter->unknown);
  shape_text (setter, &reader, style);
  missing = find_missing (setter->layout);
  if (missing != NULL && !g_hash_table_contains (missing, GUINT_TO_POINTER (GETA)))
    {
      g_hash_table_foreach (missing, add_missing, setter->unknown);
      clear_reader (&reader);
      reader = (Reader){ 0 };
      read_text (&reader, text, style->lead, missing, setter->unknown);
      shape_text (setter, &reader, style);
    }

  self->text = g_strdup (reader.plain->str);
  self->links = g_steal_pointer (&reader.links);
  self->blanks = g_steal_pointer (&reader.blanks);
  take_clusters (self, setter, reader.breaks);
  clear_reader (&reader);
  return self;
}

void
ka_strip_free (KaStrip *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->runs);
  g_array_unref (self->clusters);
  g_clear_pointer (&self->links, g_array_unref);
  g_clear_pointer (&self->blanks, g_array_unref);
  g_free (self->text);
  g_free (self);
}

guint
ka_strip_get_length (KaStrip *self)
{
  return self->clusters->len;
}

const char *
ka_strip_get_text (KaStrip *self)
{
  return self->text;
}

double
ka_strip_get_size (KaStrip *self)
{
  return self->size;
}
