/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-template-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* A table to be filled in by people has no more cells. */
#define MAX_PLACES 500000u

typedef struct
{
  KaSheet *sheet;
  guint next_row, next_column;
  gboolean in_formula, in_value;
  guint depth;
  gboolean too_large, broken;
  KaFormula formula;
  gboolean has_formula;
  GString *text;
} Reader;

static void
clear_formula (gpointer data)
{
  g_free (((KaFormula *)data)->text);
}

void
ka_sheet_free (KaSheet *sheet)
{
  if (sheet == NULL)
    return;
  g_byte_array_unref (sheet->xml);
  g_array_unref (sheet->lines);
  g_array_unref (sheet->places);
  g_array_unref (sheet->formulas);
  g_array_unref (sheet->columns);
  g_array_unref (sheet->merges);
  g_free (sheet->prefix);
  g_free (sheet->part);
  g_free (sheet);
}

static guint
get_number (const char **attributes, const char *name, guint otherwise)
{
  const char *value = ka_xml_attribute (attributes, name);

  return value ? (guint)MIN (g_ascii_strtoull (value, NULL, 10), G_MAXINT32) : otherwise;
}

static void
start_line (Reader *reader, const char **attributes, gsize start, gsize end)
{
  KaLine line = { .start = start, .tag_end = end, .close = end, .end = end };
  guint number = get_number (attributes, "r", reader->next_row + 1);

  if (number <= reader->next_row || number > KA_MAX_ROWS)
    {
      reader->broken = TRUE;
      return;
    }
  line.number = number - 1;
  line.first = reader->sheet->places->len;
  line.style = get_number (attributes, "s", 0);
  g_array_append_val (reader->sheet->lines, line);
  reader->next_row = number;
  reader->next_column = 0;
}

static void
start_place (Reader *reader, const char **attributes, gsize start, gsize end)
{
  KaSheetCell place = { .start = start, .end = end, .column = reader->next_column };
  const char *ref = ka_xml_attribute (attributes, "r");
  guint row;

  if (reader->sheet->lines->len == 0
      || (ref != NULL && ka_parse_place (ref, &place.column, &row) == NULL)
      || place.column < reader->next_column || place.column >= KA_MAX_COLUMNS)
    {
      reader->broken = TRUE;
      return;
    }
  place.style = get_number (attributes, "s", 0);
  if (reader->sheet->places->len >= MAX_PLACES)
    reader->too_large = TRUE;
  else
    g_array_append_val (reader->sheet->places, place);
  reader->next_column = place.column + 1;
  reader->has_formula = FALSE;
  g_free (reader->formula.text); /* a damaged cell may hold another one */
  reader->formula = (KaFormula){ .column = place.column,
                                 .style = place.style,
                                 .shared = -1,
                                 .cell_start = start,
                                 .cell_tag_end = end };
}

static void
start_formula (Reader *reader, const char **attributes, gsize start, gsize end)
{
  const char *type = ka_xml_attribute (attributes, "t");

  reader->has_formula = reader->in_formula = TRUE;
  reader->formula.start = start;
  reader->formula.tag_end = end;
  if (g_strcmp0 (type, "shared") == 0)
    reader->formula.shared = (int)get_number (attributes, "si", 0);
  else if (type != NULL && strcmp (type, "normal") != 0)
    reader->formula.array = TRUE;
  g_string_truncate (reader->text, 0);
}

static void
on_start (gpointer data, const char *name, const char **attributes, gsize start, gsize end)
{
  Reader *reader = data;
  KaSheet *sheet = reader->sheet;

  if (reader->broken || reader->too_large)
    return;
  if (strcmp (name, "sheetData") == 0)
    {
      gsize colon = start + 1;

      while (colon < end && sheet->xml->data[colon] != ':' && sheet->xml->data[colon] != '>'
             && !g_ascii_isspace (sheet->xml->data[colon]))
        colon++;
      g_free (sheet->prefix);
      sheet->prefix = sheet->xml->data[colon] == ':'
                        ? g_strndup ((const char *)sheet->xml->data + start + 1, colon - start)
                        : g_strdup ("");
    }
  else if (strcmp (name, "row") == 0)
    start_line (reader, attributes, start, end);
  else if (strcmp (name, "c") == 0)
    start_place (reader, attributes, start, end);
  else if (strcmp (name, "f") == 0 && sheet->data_close == 0)
    start_formula (reader, attributes, start, end);
  else if (strcmp (name, "v") == 0 || strcmp (name, "is") == 0)
    {
      reader->formula.value_start = start;
      reader->in_value = TRUE;
    }
  else if (strcmp (name, "col") == 0)
    {
      guint triple[] = { get_number (attributes, "min", 1), get_number (attributes, "max", 1),
                         get_number (attributes, "style", 0) };

      g_array_append_vals (sheet->columns, triple, 3);
    }
  else if (strcmp (name, "mergeCells") == 0)
    {
      sheet->merges_start = start;
      sheet->merges_tag_end = sheet->merges_close = end;
    }
  else if (strcmp (name, "mergeCell") == 0)
    {
      const char *at = ka_xml_attribute (attributes, "ref");
      KaMerge merge;

      at = at ? ka_parse_place (at, &merge.column, &merge.row) : NULL;
      if (at != NULL && *at == ':' && ka_parse_place (at + 1, &merge.last_column, &merge.last_row))
        g_array_append_val (sheet->merges, merge);
    }
}

static void
end_place (Reader *reader, gsize end)
{
  KaSheet *sheet = reader->sheet;
  KaSheetCell *place = &g_array_index (sheet->places, KaSheetCell, sheet->places->len - 1);

  place->end = end;
  if (!reader->has_formula)
    return;
  place->formula = TRUE;
  reader->formula.row = reader->next_row - 1;
  reader->formula.cell_end = end;
  g_array_append_val (sheet->formulas, reader->formula);
  reader->formula.text = NULL; /* the array has it now */
  reader->has_formula = FALSE;
}

static void
on_end (gpointer data, const char *name, gsize start, gsize end)
{
  Reader *reader = data;
  KaSheet *sheet = reader->sheet;

  if (reader->broken || reader->too_large)
    return;
  if (strcmp (name, "sheetData") == 0)
    sheet->data_close = start;
  else if (strcmp (name, "row") == 0 && sheet->data_close == 0 && sheet->lines->len > 0)
    {
      KaLine *line = &g_array_index (sheet->lines, KaLine, sheet->lines->len - 1);

      line->close = start;
      line->end = end;
      line->n = sheet->places->len - line->first;
    }
  else if (strcmp (name, "c") == 0 && sheet->data_close == 0 && sheet->places->len > 0)
    end_place (reader, end);
  else if (strcmp (name, "f") == 0 && reader->in_formula)
    {
      reader->in_formula = FALSE;
      reader->formula.end = end;
      g_free (reader->formula.text); /* a damaged cell may hold two */
      reader->formula.text = g_strdup (reader->text->str);
    }
  else if (strcmp (name, "v") == 0 || strcmp (name, "is") == 0)
    {
      reader->in_value = FALSE;
      reader->formula.value_end = end;
    }
  else if (strcmp (name, "mergeCells") == 0)
    sheet->merges_close = start;
}

static void
on_text (gpointer data, const char *text, gsize len)
{
  Reader *reader = data;

  if (reader->in_formula)
    g_string_append_len (reader->text, text, len);
  else if (reader->in_value && reader->sheet->places->len > 0)
    g_array_index (reader->sheet->places, KaSheetCell, reader->sheet->places->len - 1).given = TRUE;
}

KaSheet *
ka_sheet_new (GByteArray *xml, const char *part, GError **error)
{
  static const KaScanHandler handler = { on_start, on_end, on_text };
  g_autoptr (KaSheet) sheet = g_new0 (KaSheet, 1);
  Reader reader = { .sheet = sheet, .text = g_string_new (NULL) };
  gboolean ok;

  sheet->xml = xml;
  sheet->part = g_strdup (part);
  sheet->prefix = g_strdup ("");
  sheet->lines = g_array_new (FALSE, FALSE, sizeof (KaLine));
  sheet->places = g_array_new (FALSE, FALSE, sizeof (KaSheetCell));
  sheet->formulas = g_array_new (FALSE, FALSE, sizeof (KaFormula));
  sheet->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  sheet->merges = g_array_new (FALSE, FALSE, sizeof (KaMerge));
  g_array_set_clear_func (sheet->formulas, clear_formula);
  ok = ka_normalise_xml (xml, part, error) && ka_scan_xml (xml, part, &handler, &reader, error);
  g_string_free (reader.text, TRUE);
  g_free (reader.formula.text);
  if (!ok)
    return NULL;
  if (reader.too_large)
    {
      g_set_error (
        error, KA_ERROR, KA_ERROR_TOO_LARGE,
        _ ("表格有超过 %u 个单元格，不像一份待填的表，没有填写；请删去多余的空行空列再试。"),
        MAX_PLACES);
      return NULL;
    }
  if (reader.broken || sheet->data_close == 0)
    {
      g_set_error (
        error, KA_ERROR, KA_ERROR_FORMAT,
        _ ("部件 %s 里的行或单元格位置错乱，没有填写；请用 WPS 或 Excel 打开后另存再试。"), part);
      return NULL;
    }
  return g_steal_pointer (&sheet);
}

const KaLine *
ka_sheet_line (KaSheet *sheet, guint number)
{
  guint low = 0, high = sheet->lines->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const KaLine *line = &g_array_index (sheet->lines, KaLine, middle);

      if (line->number == number)
        return line;
      if (line->number < number)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

const KaSheetCell *
ka_sheet_place (KaSheet *sheet, const KaLine *line, guint column)
{
  for (guint i = 0; line != NULL && i < line->n; i++)
    {
      const KaSheetCell *place = &g_array_index (sheet->places, KaSheetCell, line->first + i);

      if (place->column == column)
        return place;
    }
  return NULL;
}

guint
ka_sheet_column_style (KaSheet *sheet, guint column)
{
  for (guint i = 0; i + 2 < sheet->columns->len; i += 3)
    if (column + 1 >= g_array_index (sheet->columns, guint, i)
        && column + 1 <= g_array_index (sheet->columns, guint, i + 1))
      return g_array_index (sheet->columns, guint, i + 2);
  return 0;
}

static char *
get_text (KaSheet *sheet, const KaFormula *formula)
{
  if (formula->shared < 0 || formula->text[0] != '\0')
    return g_strdup (formula->text);
  for (guint i = 0; i < sheet->formulas->len; i++)
    {
      const KaFormula *first = &g_array_index (sheet->formulas, KaFormula, i);

      if (first->shared == formula->shared && first->text[0] != '\0')
        return ka_move_formula (first->text, (int)formula->row - (int)first->row,
                                (int)formula->column - (int)first->column);
    }
  return g_strdup ("");
}

char *
ka_sheet_formula (KaSheet *sheet, guint row, guint column)
{
  for (guint i = 0; i < sheet->formulas->len; i++)
    {
      const KaFormula *formula = &g_array_index (sheet->formulas, KaFormula, i);

      if (formula->row == row && formula->column == column)
        return formula->array ? NULL : get_text (sheet, formula);
    }
  return NULL;
}

gboolean
ka_sheet_line_is_empty (KaSheet *sheet, const KaLine *line)
{
  for (guint i = 0; i < line->n; i++)
    {
      const KaSheetCell *place = &g_array_index (sheet->places, KaSheetCell, line->first + i);

      if (place->given || place->formula)
        return FALSE;
    }
  return TRUE;
}

/* ---- moving what stands below ---- */

static void
shift_lines (KaSheet *sheet, const KaShift *shift, GArray *edits)
{
  char letters[8];

  for (guint i = 0; i < sheet->lines->len; i++)
    {
      const KaLine *line = &g_array_index (sheet->lines, KaLine, i);
      g_autofree char *number = NULL;

      if (line->number + 1 <= shift->after)
        continue;
      if (line->number + 1 + shift->rows > KA_MAX_ROWS)
        {
          /* An empty row at the very end of a stretched sheet: it has nowhere to go. */
          ka_edits_take (edits, line->start, line->end, g_strdup (""));
          continue;
        }
      number = g_strdup_printf ("%u", line->number + 1 + shift->rows);
      ka_edits_attribute (edits, sheet->xml, line->start, line->tag_end, "r", number);
      for (guint c = 0; c < line->n; c++)
        {
          const KaSheetCell *place = &g_array_index (sheet->places, KaSheetCell, line->first + c);
          g_autofree char *ref
            = g_strdup_printf ("%s%s", ka_column_letters (place->column, letters), number);

          ka_edits_attribute (edits, sheet->xml, place->start, place->end, "r", ref);
        }
    }
}

/* Every formula is written out: what cells shared may differ once rows have moved. */
static void
shift_formulas (KaSheet *sheet, const KaShift *shift, gboolean own, GArray *edits)
{
  for (guint i = 0; i < sheet->formulas->len; i++)
    {
      const KaFormula *formula = &g_array_index (sheet->formulas, KaFormula, i);
      g_autofree char *text = get_text (sheet, formula);
      g_autofree char *shifted = ka_shift_formula (text, shift, own, formula->row + 1);
      gsize from, to;

      if (formula->array && own
          && ka_find_attribute (sheet->xml, formula->start, formula->tag_end, "ref", &from, &to))
        {
          g_autofree char *ref = g_strndup ((const char *)sheet->xml->data + from, to - from);
          g_autofree char *moved = ka_shift_ranges (ref, shift);

          ka_edits_attribute (edits, sheet->xml, formula->start, formula->tag_end, "ref", moved);
        }
      if (formula->array || (formula->shared < 0 && strcmp (text, shifted) == 0))
        continue;
      GString *out = g_string_new (NULL);
      g_string_append_printf (out, "<%sf>", sheet->prefix);
      ka_append_escaped (out, shifted);
      g_string_append_printf (out, "</%sf>", sheet->prefix);
      ka_edits_take (edits, formula->start, formula->end, g_string_free (out, FALSE));
    }
}

/* Ranges elsewhere in the part, in attributes and in texts. */
typedef struct
{
  KaSheet *sheet;
  const KaShift *shift;
  GArray *edits;
  gboolean own;
  const char *text_of; /* of the element being read, whose text is a formula or a list of ranges */
  gsize text_start;
  GString *text;
  gboolean in_breaks;
} Mover;

static gboolean
is_text_element (const char *name)
{
  static const char *const names[] = { "formula", "formula1", "formula2", "sqref", NULL };

  return g_strv_contains (names, name);
}

static void
on_move_start (gpointer data, const char *name, const char **attributes, gsize start, gsize end)
{
  static const char *const refs[] = { "ref", "sqref", "activeCell", "topLeftCell", NULL };
  static const char *const left_alone[] = { "row", "c", "f", "sheetData", NULL };
  Mover *mover = data;

  if (g_strv_contains (left_alone, name) && start < mover->sheet->data_close)
    return;
  if (is_text_element (name) || (strcmp (name, "f") == 0 && start > mover->sheet->data_close))
    {
      mover->text_of = name;
      mover->text_start = end;
      g_string_truncate (mover->text, 0);
    }
  if (!mover->own)
    return;
  for (guint i = 0; refs[i] != NULL; i++)
    {
      const char *value = ka_xml_attribute (attributes, refs[i]);
      g_autofree char *moved = value ? ka_shift_ranges (value, mover->shift) : NULL;

      if (moved != NULL)
        ka_edits_attribute (mover->edits, mover->sheet->xml, start, end, refs[i], moved);
    }
  if (strcmp (name, "rowBreaks") == 0)
    mover->in_breaks = TRUE;
  if (strcmp (name, "brk") == 0 && mover->in_breaks)
    {
      g_autofree char *id
        = g_strdup_printf ("%u", ka_shift_row (mover->shift, get_number (attributes, "id", 0)));

      ka_edits_attribute (mover->edits, mover->sheet->xml, start, end, "id", id);
    }
}

static void
on_move_end (gpointer data, const char *name, gsize start, gsize end)
{
  Mover *mover = data;

  if (strcmp (name, "rowBreaks") == 0)
    mover->in_breaks = FALSE;
  if (mover->text_of == NULL)
    return;
  g_autofree char *moved = ka_shift_formula (mover->text->str, mover->shift, mover->own, 0);
  if (strcmp (moved, mover->text->str) != 0)
    {
      GString *out = g_string_new (NULL);

      ka_append_escaped (out, moved);
      ka_edits_take (mover->edits, mover->text_start, start, g_string_free (out, FALSE));
    }
  mover->text_of = NULL;
}

static void
on_move_text (gpointer data, const char *text, gsize len)
{
  Mover *mover = data;

  if (mover->text_of != NULL)
    g_string_append_len (mover->text, text, len);
}

void
ka_sheet_shift (KaSheet *sheet, const KaShift *shift, gboolean own, GArray *edits)
{
  static const KaScanHandler handler = { on_move_start, on_move_end, on_move_text };
  Mover mover = { sheet, shift, edits, own, NULL, 0, g_string_new (NULL), FALSE };

  if (own)
    shift_lines (sheet, shift, edits);
  shift_formulas (sheet, shift, own, edits);
  /* It was read before and cannot fail. */
  ka_scan_xml (sheet->xml, sheet->part, &handler, &mover, NULL);
  g_string_free (mover.text, TRUE);
}

void
ka_sheet_forget_values (KaSheet *sheet, GArray *edits)
{
  for (guint i = 0; i < sheet->formulas->len; i++)
    {
      const KaFormula *formula = &g_array_index (sheet->formulas, KaFormula, i);
      gsize from, to;

      if (formula->value_end > formula->value_start)
        ka_edits_take (edits, formula->value_start, formula->value_end, g_strdup (""));
      if (ka_find_attribute (sheet->xml, formula->cell_start, formula->cell_tag_end, "t", &from,
                             &to))
        ka_edits_take (edits, from, to, g_strdup ("n"));
    }
}

gboolean
ka_sheet_names_others (KaSheet *sheet)
{
  for (guint i = 0; i < sheet->formulas->len; i++)
    if (strchr (g_array_index (sheet->formulas, KaFormula, i).text, '!') != NULL)
      return TRUE;
  return FALSE;
}
