/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"
#include "ka-template-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One filled copy on its way. */
typedef struct
{
  KaTemplate *template;
  GPtrArray *lines; /* KaFill * by column, one a record */
  KaShift shift;
  guint n_ready; /* records that go into rows that are there, from the top */
  gboolean
    before_last; /* rows are added in front of the last empty one, which gets the last record */
  const KaLine *model; /* the row that added ones are like; or NULL */
  GArray *edits;
  GHashTable *changed; /* folded part → GByteArray */
  GHashTable *dropped; /* folded part */
  gboolean has_formulas;
} Write;

static const KaCellStyle *
get_look (KaTemplate *template, guint style)
{
  return style < template->styles->len ? &g_array_index (template->styles, KaCellStyle, style)
                                       : NULL;
}

/* A cell under a merge that begins elsewhere holds nothing. */
static gboolean
is_covered (KaSheet *sheet, guint row, guint column)
{
  for (guint i = 0; i < sheet->merges->len; i++)
    {
      const KaMerge *merge = &g_array_index (sheet->merges, KaMerge, i);

      if (row >= merge->row && row <= merge->last_row && column >= merge->column
          && column <= merge->last_column && (row != merge->row || column != merge->column))
        return TRUE;
    }
  return FALSE;
}

static void
append_fill (Write *write,
             const KaFill *fill,
             guint row,
             guint column,
             const KaSheetCell *place,
             const KaLine *line,
             GString *out)
{
  KaSheet *sheet = write->template->index;
  guint style = place                     ? place->style
                : line && line->style > 0 ? line->style
                                          : ka_sheet_column_style (sheet, column);

  ka_fill_append (fill, sheet->prefix, row, column, place != NULL || style > 0, style,
                  get_look (write->template, style), write->template->parts->from_1904, out);
}

/* ---- rows that are there ---- */

static gsize
find_gap (KaSheet *sheet, const KaLine *line, guint column)
{
  for (guint i = 0; i < line->n; i++)
    {
      const KaSheetCell *place = &g_array_index (sheet->places, KaSheetCell, line->first + i);

      if (place->column > column)
        return place->start;
    }
  return line->close;
}

static void
fill_line (Write *write, guint row, const KaFill *fills)
{
  KaTemplate *template = write->template;
  KaSheet *sheet = template->index;
  const KaLine *line = ka_sheet_line (sheet, row);
  guint shown = ka_shift_row (&write->shift, row + 1) - 1;
  g_autoptr (GString) into_empty = g_string_new (NULL);

  for (guint c = 0; line != NULL && c < template->columns->len; c++)
    {
      const KaTemplateColumn *column = g_ptr_array_index (template->columns, c);
      const KaFill *fill = &fills[c];
      const KaSheetCell *place = ka_sheet_place (sheet, line, column->column);
      GString *out;

      if (fill->type == KA_FILL_EMPTY || (place != NULL && (place->formula || place->given))
          || is_covered (sheet, row, column->column))
        continue;
      if (line->close == line->end)
        {
          append_fill (write, fill, shown, column->column, NULL, line, into_empty);
          continue;
        }
      out = g_string_new (NULL);
      append_fill (write, fill, shown, column->column, place, line, out);
      if (place != NULL)
        ka_edits_take (write->edits, place->start, place->end, g_string_free (out, FALSE));
      else
        {
          gsize at = find_gap (sheet, line, column->column);

          ka_edits_take (write->edits, at, at, g_string_free (out, FALSE));
        }
    }
  if (into_empty->len > 0)
    ka_edits_take (write->edits, line->end - 2, line->end,
                   g_strdup_printf (">%s</%srow>", into_empty->str, sheet->prefix));
}

/* ---- rows that are added ---- */

static void
append_row_tag (Write *write, guint row, GString *out)
{
  KaSheet *sheet = write->template->index;
  const KaLine *model = write->model;
  const char *xml = (const char *)sheet->xml->data;
  gsize from, to, end;

  if (model == NULL
      || !ka_find_attribute (sheet->xml, model->start, model->tag_end, "r", &from, &to))
    {
      g_string_append_printf (out, "<%srow r=\"%u\">", sheet->prefix, row + 1);
      return;
    }
  end = model->tag_end - (model->close == model->end ? 2 : 1);
  g_string_append_len (out, xml + model->start, from - model->start);
  g_string_append_printf (out, "%u", row + 1);
  g_string_append_len (out, xml + to, end - to);
  g_string_append_c (out, '>');
}

static void
append_formula (Write *write, guint row, const KaSheetCell *place, GString *out)
{
  KaSheet *sheet = write->template->index;
  guint from = write->model->number;
  g_autofree char *text = ka_sheet_formula (sheet, from, place->column);
  g_autofree char *shifted = NULL;
  g_autofree char *moved = NULL;
  char letters[8];

  g_string_append_printf (out, "<%sc r=\"%s%u\" s=\"%u\"", sheet->prefix,
                          ka_column_letters (place->column, letters), row + 1, place->style);
  if (text == NULL)
    {
      g_string_append (out, "/>");
      return;
    }
  shifted = ka_shift_formula (text, &write->shift, TRUE, from + 1);
  moved = ka_move_formula (shifted, (int)row - (int)from, 0);
  g_string_append_printf (out, "><%sf>", sheet->prefix);
  ka_append_escaped (out, moved);
  g_string_append_printf (out, "</%sf></%sc>", sheet->prefix, sheet->prefix);
}

static void
append_row (Write *write, guint row, const KaFill *fills, GString *out)
{
  static const KaFill nothing = { 0 };
  KaTemplate *template = write->template;
  KaSheet *sheet = template->index;
  const KaLine *model = write->model;
  guint next = 0; /* cell of the model */

  append_row_tag (write, row, out);
  for (guint c = 0; c <= template->columns->len; c++)
    {
      const KaTemplateColumn *column
        = c < template->columns->len ? g_ptr_array_index (template->columns, c) : NULL;
      const KaSheetCell *place = NULL;

      for (; model != NULL && next < model->n; next++)
        {
          place = &g_array_index (sheet->places, KaSheetCell, model->first + next);
          if (column != NULL && place->column >= column->column)
            break;
          if (place->formula)
            append_formula (write, row, place, out);
          else
            append_fill (write, &nothing, row, place->column, place, model, out);
          place = NULL;
        }
      if (column == NULL)
        break;
      if (place != NULL && place->column == column->column)
        next++;
      else
        place = NULL;
      if (place != NULL && place->formula)
        append_formula (write, row, place, out);
      else if (model != NULL && is_covered (sheet, model->number, column->column))
        {
          if (place != NULL)
            append_fill (write, &nothing, row, column->column, place, model, out);
        }
      else if (place != NULL || fills[c].type != KA_FILL_EMPTY)
        append_fill (write, &fills[c], row, column->column, place, model, out);
    }
  g_string_append_printf (out, "</%srow>", sheet->prefix);
}

static gsize
find_end_of_row (KaSheet *sheet, guint row)
{
  gsize at = sheet->data_close;

  for (guint i = sheet->lines->len; i > 0; i--)
    {
      const KaLine *line = &g_array_index (sheet->lines, KaLine, i - 1);

      if (line->number <= row)
        return line->end;
      at = line->start;
    }
  return at;
}

/* Cells merged across in the row that the new ones are like. */
static void
add_merges (Write *write)
{
  KaSheet *sheet = write->template->index;
  g_autoptr (GString) out = g_string_new (NULL);
  guint n = sheet->merges->len;
  char first[8], last[8];

  for (guint i = 0; write->model != NULL && i < sheet->merges->len; i++)
    {
      const KaMerge *merge = &g_array_index (sheet->merges, KaMerge, i);

      if (merge->row != write->model->number || merge->last_row != merge->row)
        continue;
      ka_column_letters (merge->column, first);
      ka_column_letters (merge->last_column, last);
      for (guint j = 0; j < write->shift.rows; j++, n++)
        g_string_append_printf (out, "<%smergeCell ref=\"%s%u:%s%u\"/>", sheet->prefix, first,
                                write->shift.after + 1 + j, last, write->shift.after + 1 + j);
    }
  if (out->len == 0)
    return;
  g_autofree char *count = g_strdup_printf ("%u", n);
  ka_edits_attribute (write->edits, sheet->xml, sheet->merges_start, sheet->merges_tag_end, "count",
                      count);
  ka_edits_take (write->edits, sheet->merges_close, sheet->merges_close, g_strdup (out->str));
}

static void
add_lines (Write *write)
{
  KaTemplate *template = write->template;
  g_autoptr (GString) out = g_string_new (NULL);
  gsize at;

  for (guint j = 0; j < write->shift.rows; j++)
    append_row (write, write->shift.after + j, g_ptr_array_index (write->lines, write->n_ready + j),
                out);
  at = find_end_of_row (template->index, write->shift.after - 1);
  ka_edits_take (write->edits, at, at, g_strdup (out->str));
  add_merges (write);
  ka_sheet_shift (template->index, &write->shift, TRUE, write->edits);
}

static gboolean
plan_rows (Write *write, GError **error)
{
  KaTemplate *template = write->template;
  guint n = write->lines->len, ready = template->rows->len;
  guint last = template->after;
  guint bottom = last;

  write->shift.sheet = ka_grid_get_name (template->grid);
  write->shift.first = template->first_row + 1;
  write->shift.after = last + 1;
  write->n_ready = MIN (n, ready);
  if (n <= ready)
    return TRUE;
  write->shift.rows = n - ready;
  if (ready >= 2 && g_array_index (template->rows, guint, ready - 2) + 1 == last
      && g_array_index (template->rows, guint, ready - 1) == last)
    {
      write->before_last = TRUE;
      write->shift.after = last;
      write->n_ready = ready - 1;
    }
  /* With no row of data the headings are what stands above: they stay as they are. */
  write->shift.grows = last >= template->first_row;
  if (write->shift.grows)
    write->model = ka_sheet_line (template->index, write->shift.after - 1);
  for (guint i = template->index->lines->len; i > 0; i--)
    {
      const KaLine *line = &g_array_index (template->index->lines, KaLine, i - 1);

      bottom = MAX (bottom, line->number);
      if (!ka_sheet_line_is_empty (template->index, line))
        break;
      bottom = last;
    }
  if ((guint64)bottom + 1 + write->shift.rows <= KA_MAX_ROWS)
    return TRUE;
  g_set_error_literal (error, KA_ERROR, KA_ERROR_TOO_LARGE,
                       _ ("记录太多，加行后超出工作表的1048576行，没有填写；请先筛选再填。"));
  return FALSE;
}

static void
write_sheet (Write *write)
{
  KaTemplate *template = write->template;
  GPtrArray *lines = write->lines;
  KaSheet *sheet = template->index;

  for (guint i = 0; i < write->n_ready; i++)
    fill_line (write, g_array_index (template->rows, guint, i), g_ptr_array_index (lines, i));
  if (write->before_last)
    fill_line (write, template->after, g_ptr_array_index (lines, lines->len - 1));
  if (write->shift.rows > 0)
    add_lines (write);
  ka_sheet_forget_values (sheet, write->edits);
  write->has_formulas |= sheet->formulas->len > 0;
}

/* Takes the edits of a part into its new bytes. */
static void
keep_changes (Write *write, GByteArray *xml, const char *part)
{
  if (write->edits->len == 0)
    return;
  ka_edits_apply (write->edits, xml);
  g_hash_table_insert (write->changed, ka_fold_part (part), g_byte_array_ref (xml));
}

/* Other sheets that count on this one. */
static gboolean
write_other_sheets (Write *write, KaPackage *package, GError **error)
{
  KaXlsxParts *parts = write->template->parts;

  for (guint i = 0; i < parts->sheets->len; i++)
    {
      const char *part = g_ptr_array_index (parts->sheets, i);
      GByteArray *xml;
      g_autoptr (KaSheet) sheet = NULL;

      if (i == write->template->sheet || !ka_package_has (package, part))
        continue;
      xml = ka_read_part (package, part, error);
      if (xml == NULL)
        return FALSE;
      sheet = ka_sheet_new (xml, part, error);
      if (sheet == NULL)
        return FALSE;
      if (write->shift.rows > 0)
        ka_sheet_shift (sheet, &write->shift, FALSE, write->edits);
      if (ka_sheet_names_others (sheet))
        {
          ka_sheet_forget_values (sheet, write->edits);
          write->has_formulas = TRUE;
        }
      keep_changes (write, sheet->xml, part);
    }
  return TRUE;
}

/* ---- the parts around ---- */

typedef struct
{
  Write *write;
  GByteArray *xml;
  gboolean own;        /* places without a sheet are meant in the shifted one */
  gsize text_start;    /* of an element whose text is looked at; 0: none */
  const char *element; /* its name */
  GString *text;
  gsize calc_start, calc_end, after_names; /* of the workbook */
  char *prefix;
  gsize drop_start; /* of an element that goes */
} Around;

static gboolean
is_dropped (Around *around, const char *name, const char **attributes)
{
  const char *part = ka_xml_attribute (attributes, "PartName");
  const char *type = ka_xml_attribute (attributes, "Type");
  g_autofree char *folded = part ? ka_fold_part (part) : NULL;

  if (strcmp (name, "Override") == 0)
    return folded != NULL && g_hash_table_contains (around->write->dropped, folded);
  return strcmp (name, "Relationship") == 0 && type != NULL
         && ((g_str_has_suffix (type, "/calcChain") && around->write->shift.rows > 0)
             || g_str_has_suffix (type, "digital-signature/origin"));
}

static void
on_around_start (gpointer data, const char *name, const char **attributes, gsize start, gsize end)
{
  static const char *const texts[] = { "definedName", "f", "row", "Row", NULL };
  Around *around = data;
  const KaShift *shift = &around->write->shift;

  if (is_dropped (around, name, attributes))
    around->drop_start = start + 1;
  if (strcmp (name, "sheets") == 0)
    {
      const char *tag = (const char *)around->xml->data + start + 1;
      gsize n = strcspn (tag, ": />\t\r\n");

      g_free (around->prefix);
      around->prefix = tag[n] == ':' ? g_strndup (tag, n + 1) : g_strdup ("");
    }
  if (strcmp (name, "calcPr") == 0)
    {
      around->calc_start = start;
      around->calc_end = end;
    }
  if (shift->rows == 0)
    return;
  if (g_strv_contains (texts, name))
    {
      around->element = strcmp (name, "definedName") == 0 || strcmp (name, "f") == 0 ? "f" : "row";
      around->text_start = end;
      g_string_truncate (around->text, 0);
    }
  if (around->own && ka_xml_attribute (attributes, "ref") != NULL)
    {
      g_autofree char *ref = ka_shift_ranges (ka_xml_attribute (attributes, "ref"), shift);

      ka_edits_attribute (around->write->edits, around->xml, start, end, "ref", ref);
    }
}

static void
on_around_end (gpointer data, const char *name, gsize start, gsize end)
{
  static const char *const before_calc[]
    = { "sheets", "functionGroups", "externalReferences", "definedNames", NULL };
  Around *around = data;
  const KaShift *shift = &around->write->shift;

  if (around->drop_start > 0)
    {
      ka_edits_take (around->write->edits, around->drop_start - 1, end, g_strdup (""));
      around->drop_start = 0;
    }
  if (g_strv_contains (before_calc, name))
    around->after_names = end;
  if (around->text_start == 0)
    return;
  g_autofree char *moved = NULL;
  if (around->element[0] == 'f')
    moved = ka_shift_formula (around->text->str, shift, FALSE, 0);
  else if (around->own && g_ascii_isdigit (around->text->str[0]))
    moved = g_strdup_printf (
      "%u", ka_shift_row (shift, (guint)g_ascii_strtoull (around->text->str, NULL, 10) + 1) - 1);
  if (moved != NULL && strcmp (moved, around->text->str) != 0)
    {
      GString *out = g_string_new (NULL);

      ka_append_escaped (out, moved);
      ka_edits_take (around->write->edits, around->text_start, start, g_string_free (out, FALSE));
    }
  around->text_start = 0;
}

static void
on_around_text (gpointer data, const char *text, gsize len)
{
  Around *around = data;

  if (around->text_start > 0)
    g_string_append_len (around->text, text, len);
}

static void
ask_to_compute (Around *around)
{
  Write *write = around->write;
  const char *xml = (const char *)around->xml->data;
  gsize from, to;

  if (!write->has_formulas)
    return;
  if (around->calc_end == 0)
    {
      if (around->after_names > 0)
        ka_edits_take (write->edits, around->after_names, around->after_names,
                       g_strdup_printf ("<%scalcPr fullCalcOnLoad=\"1\"/>", around->prefix));
    }
  else if (ka_find_attribute (around->xml, around->calc_start, around->calc_end, "fullCalcOnLoad",
                              &from, &to))
    ka_edits_take (write->edits, from, to, g_strdup ("1"));
  else
    {
      gsize at = around->calc_end - (xml[around->calc_end - 2] == '/' ? 2 : 1);

      ka_edits_take (write->edits, at, at, g_strdup (" fullCalcOnLoad=\"1\""));
    }
}

static gboolean
write_around (Write *write, KaPackage *package, const char *part, gboolean own, GError **error)
{
  static const KaScanHandler handler = { on_around_start, on_around_end, on_around_text };
  Around around = { .write = write, .own = own };
  g_autoptr (GByteArray) xml = NULL;
  gboolean ok;

  if (!ka_package_has (package, part))
    return TRUE;
  xml = ka_read_part (package, part, error);
  if (xml == NULL || !ka_normalise_xml (xml, part, error))
    return FALSE;
  around.xml = xml;
  around.text = g_string_new (NULL);
  around.prefix = g_strdup ("");
  ok = ka_scan_xml (xml, part, &handler, &around, error);
  if (ok && strcmp (part, write->template->parts->workbook) == 0)
    ask_to_compute (&around);
  g_string_free (around.text, TRUE);
  g_free (around.prefix);
  if (ok)
    keep_changes (write, xml, part);
  return ok;
}

/* What hangs on the sheet by its relations: comments, tables, drawings. */
typedef struct
{
  GPtrArray *targets;
  const char *folder;
} Relations;

static void
on_relation (KaXml *xml, const char *name, const char **attributes, gpointer data)
{
  static const char *const types[]
    = { "/comments", "/table", "/drawing", "/threadedComment", NULL };
  Relations *relations = data;
  const char *type = ka_xml_attribute (attributes, "Type");
  const char *target = ka_xml_attribute (attributes, "Target");

  for (guint i = 0; type != NULL && target != NULL && types[i] != NULL; i++)
    if (g_str_has_suffix (type, types[i]))
      g_ptr_array_add (relations->targets,
                       target[0] == '/' ? g_strdup (target)
                                        : g_strdup_printf ("%s/%s", relations->folder, target));
}

static void
on_relation_end (KaXml *xml, const char *name, gpointer data)
{
}

static gboolean
write_hangers (Write *write, KaPackage *package, GPtrArray *names, GError **error)
{
  static const KaXmlHandler handler = { .start = on_relation, .end = on_relation_end };
  const char *part = g_ptr_array_index (write->template->parts->sheets, write->template->sheet);
  g_autofree char *folder = g_path_get_dirname (part);
  g_autofree char *base = g_path_get_basename (part);
  g_autofree char *rels = g_strdup_printf ("%s/_rels/%s.rels", folder, base);
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func (g_free);
  Relations relations = { targets, folder };
  KaXlsxProgress progress = { 0 };

  if (ka_package_has (package, rels)
      && !ka_xml_read_part (package, rels, &handler, &relations, &progress, error))
    return FALSE;
  for (guint i = 0; i < targets->len; i++)
    if (!write_around (write, package, g_ptr_array_index (targets, i), TRUE, error))
      return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (names, i), "xl/charts/chart")
        && !write_around (write, package, g_ptr_array_index (names, i), FALSE, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_package (Write *write, KaPackage *package, GPtrArray *names, GError **error)
{
  KaXlsxParts *parts = write->template->parts;
  g_autofree char *folder = g_path_get_dirname (parts->workbook);
  g_autofree char *base = g_path_get_basename (parts->workbook);
  g_autofree char *rels = g_strdup_printf ("%s/_rels/%s.rels", folder, base);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (g_str_has_prefix (name, "_xmlsignatures/")
          || (write->shift.rows > 0 && g_str_has_suffix (name, "/calcchain.xml")))
        g_hash_table_add (write->dropped, g_strdup (name));
    }
  if (write->shift.rows > 0 && !write_hangers (write, package, names, error))
    return FALSE;
  if (!write_around (write, package, parts->workbook, FALSE, error))
    return FALSE;
  return g_hash_table_size (write->dropped) == 0
         || (write_around (write, package, "[Content_Types].xml", FALSE, error)
             && write_around (write, package, "_rels/.rels", FALSE, error)
             && write_around (write, package, rels, FALSE, error));
}

gboolean
ka_template_apply (KaTemplate *template,
                   GPtrArray *lines,
                   const char *path,
                   guint *added,
                   GCancellable *cancellable,
                   GError **error)
{
  Write write = { .template = template, .lines = lines };
  g_autoptr (KaPackage) package = ka_package_open (template->path, error);
  g_autoptr (GPtrArray) names = package ? ka_list_parts (template->path, error) : NULL;
  gboolean ok = names != NULL;

  write.edits = ka_edits_new ();
  write.changed
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_byte_array_unref);
  write.dropped = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ok = ok && plan_rows (&write, error);
  if (ok)
    {
      /* A copy: the template can be filled again. */
      g_autoptr (GByteArray) xml = g_byte_array_new ();

      write_sheet (&write);
      g_byte_array_append (xml, template->index->xml->data, template->index->xml->len);
      keep_changes (&write, xml, template->index->part);
      *added = write.shift.rows;
    }
  ok = ok && write_other_sheets (&write, package, error)
       && write_package (&write, package, names, error)
       && ka_copy_package (template->path, path, write.changed, write.dropped, cancellable, error);
  g_array_unref (write.edits);
  g_hash_table_unref (write.changed);
  g_hash_table_unref (write.dropped);
  return ok;
}
