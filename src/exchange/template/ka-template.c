/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-template-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <ka-text.h>
#include <stdlib.h>
#include <string.h>

#define FINGERPRINT "fill:"

static void
free_column (gpointer data)
{
  KaTemplateColumn *column = data;

  g_free (column->heading);
  g_free (column->word);
  g_free (column->label);
  g_free (column);
}

void
ka_template_free (KaTemplate *template)
{
  if (template == NULL)
    return;
  g_clear_pointer (&template->book, ka_book_free);
  ka_xlsx_parts_free (template->parts);
  ka_found_free (template->found);
  ka_sheet_free (template->index);
  g_clear_pointer (&template->styles, g_array_unref);
  g_clear_pointer (&template->columns, g_ptr_array_unref);
  g_clear_pointer (&template->paths, g_array_unref);
  g_clear_pointer (&template->units, g_ptr_array_unref);
  g_clear_pointer (&template->rows, g_array_unref);
  g_clear_pointer (&template->labels, g_ptr_array_unref);
  g_clear_pointer (&template->remarks, g_ptr_array_unref);
  g_free (template->path);
  g_free (template);
}

void
ka_template_report_clear (KaTemplateReport *report)
{
  g_clear_pointer (&report->remarks, g_ptr_array_unref);
  report->filled = report->added = 0;
}

static char *
describe_path (const KaPath *path, const char *heading)
{
  GString *out;

  if (path->source == KA_SOURCE_NONE)
    return g_strdup (_ ("不填"));
  if (path->source == KA_SOURCE_COUNTER)
    return g_strdup (_ ("序号"));
  if (path->source != KA_SOURCE_FIELD)
    return g_strdup (heading);
  out = g_string_new (path->permit);
  for (guint i = 0; i < path->n_links; i++)
    g_string_append_printf (out, "%s · ", ka_field_label (path->links[i]));
  if (path->permit != NULL)
    g_string_append (out, " · ");
  g_string_append (out, ka_field_label (path->field));
  return g_string_free (out, FALSE);
}

static void
name_column (KaTemplate *template, guint i)
{
  KaTemplateColumn *column = g_ptr_array_index (template->columns, i);
  const KaPath *path = &g_array_index (template->paths, KaPath, i);

  g_free (column->word);
  g_free (column->label);
  column->word = ka_path_to_word (path);
  column->label = describe_path (path, column->heading);
}

/* ---- opening ---- */

static double
rate_sheet (KaTemplate *template, guint i, const char *file, const KaKind *kind)
{
  KaGrid *grid = ka_book_get_sheet (template->book, i);
  double score = -1;

  template->grid = grid;
  ka_found_free (template->found);
  template->found = NULL;
  if (kind == NULL)
    {
      if (ka_template_find_labels (template))
        score = 2;
    }
  if (score < 0)
    template->found = ka_template_find_table (grid, file, kind, &score);
  return score;
}

static gboolean
choose_sheet (KaTemplate *template, const char *wanted, const KaKind *kind, GError **error)
{
  g_autofree char *file = g_path_get_basename (template->path);
  double best = -1;
  gboolean there = wanted == NULL;

  for (guint i = 0; i < ka_book_get_n_sheets (template->book); i++)
    {
      KaGrid *grid = ka_book_get_sheet (template->book, i);
      double score;

      if (wanted ? strcmp (ka_grid_get_name (grid), wanted) != 0
                 : ka_grid_get_state (grid) == KA_SHEET_HIDDEN)
        continue;
      there = TRUE;
      score = rate_sheet (template, i, file, kind);
      if (score > best)
        {
          best = score;
          template->sheet = i;
        }
    }
  if (!there)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND, _ ("“%s”里没有工作表“%s”，请核对表名。"),
                   file, wanted);
      return FALSE;
    }
  if (best < 0)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_FORMAT,
                   _ ("“%s”里没有认出可填的表：请确认表头是台账里的字段，或指明种类（--kind）。"),
                   file);
      return FALSE;
    }
  rate_sheet (template, template->sheet, file, kind);
  return TRUE;
}

static gboolean
read_index (KaTemplate *template, GError **error)
{
  g_autoptr (KaPackage) package = ka_package_open (template->path, error);
  const char *part;
  GByteArray *xml;

  if (package == NULL)
    return FALSE;
  if (!ka_package_is_complete (package))
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_FORMAT,
                           _ ("模板没有下载或拷贝完整，没有填写；请取得完好的文件再试。"));
      return FALSE;
    }
  template->parts = ka_xlsx_locate (package, error);
  if (template->parts == NULL)
    return FALSE;
  template->styles = ka_read_cell_styles (package, template->parts->styles, error);
  if (template->styles == NULL)
    return FALSE;
  part = g_ptr_array_index (template->parts->sheets, template->sheet);
  xml = ka_read_part (package, part, error);
  if (xml == NULL)
    return FALSE;
  template->index = ka_sheet_new (xml, part, error);
  return template->index != NULL;
}

static void
take_kind (KaTemplate *template, const KaKind *kind)
{
  template->kind = kind;
  if (template->found->kind != kind)
    ka_found_assign (template->found, kind);
  ka_template_take_columns (template);
  for (guint i = 0; i < template->columns->len; i++)
    name_column (template, i);
  g_ptr_array_set_size (template->remarks, 0);
  ka_template_find_rows (template);
}

KaTemplate *
ka_template_open (const char *path,
                  const char *sheet,
                  const KaKind *kind,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (KaTemplate) template = g_new0 (KaTemplate, 1);

  template->path = g_strdup (path);
  template->kind_said = kind != NULL;
  template->columns = g_ptr_array_new_with_free_func (free_column);
  template->paths = g_array_new (FALSE, FALSE, sizeof (KaPath));
  g_array_set_clear_func (template->paths, (GDestroyNotify)ka_path_clear);
  template->units = g_ptr_array_new_with_free_func (g_free);
  template->remarks = g_ptr_array_new_with_free_func (g_free);
  template->book = ka_book_open (path, NULL, NULL, cancellable, error);
  if (template->book == NULL)
    return NULL;
  if (strcmp (ka_book_get_format (template->book), "xlsx") != 0)
    {
      g_autofree char *name = g_path_get_basename (path);

      g_set_error (error, KA_ERROR, KA_ERROR_FORMAT,
                   _ ("“%s”不是 xlsx，不能照原样填写；请用 WPS 或 Excel 打开后另存为 xlsx 再试。"),
                   name);
      return NULL;
    }
  if (!choose_sheet (template, sheet, kind, error) || !read_index (template, error))
    return NULL;
  if (template->labels == NULL)
    take_kind (template, template->found->kind);
  for (guint i = 0; i < template->columns->len; i++)
    name_column (template, i);
  return g_steal_pointer (&template);
}

const char *
ka_template_get_sheet (KaTemplate *template)
{
  return ka_grid_get_name (template->grid);
}

const KaKind *
ka_template_get_kind (KaTemplate *template)
{
  return template->kind;
}

guint
ka_template_get_room (KaTemplate *template)
{
  return template->rows->len;
}

GPtrArray *
ka_template_get_columns (KaTemplate *template)
{
  return template->columns;
}

gboolean
ka_template_set_column (KaTemplate *template, guint column, const char *word, GError **error)
{
  for (guint i = 0; i < template->columns->len; i++)
    {
      KaTemplateColumn *named = g_ptr_array_index (template->columns, i);
      KaPath path = { 0 };

      if (named->column != column)
        continue;
      if (!ka_path_parse (&path, template->kind, word, error))
        return FALSE;
      ka_path_clear (&g_array_index (template->paths, KaPath, i));
      g_array_index (template->paths, KaPath, i) = path;
      named->sure = TRUE;
      name_column (template, i);
      if (template->labels == NULL)
        {
          g_ptr_array_set_size (template->remarks, 0);
          ka_template_find_rows (template);
        }
      return TRUE;
    }
  char letters[8];
  g_set_error (error, KA_ERROR, KA_ERROR_USAGE, _ ("表里的 %s 列没有表头，不能指定填什么。"),
               ka_column_letters (column, letters));
  return FALSE;
}

/* ---- remembering ---- */

static char *
make_fingerprint (KaTemplate *template)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < template->columns->len; i++)
    {
      const KaTemplateColumn *column = g_ptr_array_index (template->columns, i);
      g_autofree char *folded = ka_text_fold (column->heading);
      g_autofree char *line = g_strdup_printf ("%u\t%s\n", column->column, folded);

      g_checksum_update (sum, (const guchar *)line, -1);
    }
  return g_strconcat (FINGERPRINT, g_checksum_get_string (sum), NULL);
}

gboolean
ka_template_recall (KaTemplate *template, KaLedger *ledger, GError **error)
{
  const KaKind *kind = ka_kind_get ("mapping");
  g_autofree char *fingerprint = make_fingerprint (template);
  gint64 id = ka_ledger_find (ledger, kind, "fingerprint", fingerprint, error);
  g_autoptr (KaRecord) record = id > 0 ? ka_ledger_get (ledger, kind, id, error) : NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *answers, *columns = NULL;
  const char *said;

  if (id == 0)
    return TRUE;
  if (record == NULL)
    return FALSE;
  said = ka_record_get (record, "answers");
  node = said != NULL ? json_from_string (said, NULL) : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;
  answers = json_node_get_object (node);
  said = json_object_get_string_member_with_default (answers, "kind", NULL);
  if (template->kind_said && (template->kind == NULL || g_strcmp0 (said, template->kind->id) != 0))
    return TRUE;
  if (said != NULL && template->kind != NULL && ka_kind_get (said) != NULL
      && ka_kind_get (said) != template->kind)
    take_kind (template, ka_kind_get (said));
  if (json_object_has_member (answers, "columns"))
    columns = json_object_get_object_member (answers, "columns");
  for (guint i = 0; columns != NULL && i < template->columns->len; i++)
    {
      KaTemplateColumn *column = g_ptr_array_index (template->columns, i);
      char letters[8];
      const char *word = json_object_get_string_member_with_default (
        columns, ka_column_letters (column->column, letters), NULL);

      /* What an older program said and this one does not know is passed over. */
      if (word != NULL && ka_template_set_column (template, column->column, word, NULL))
        column->remembered = TRUE;
    }
  return TRUE;
}

gboolean
ka_template_remember (KaTemplate *template, KaLedger *ledger, GError **error)
{
  const KaKind *kind = ka_kind_get ("mapping");
  g_autofree char *fingerprint = make_fingerprint (template);
  gint64 id = ka_ledger_find (ledger, kind, "fingerprint", fingerprint, error);
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *answers = NULL;
  g_autofree char *name = g_path_get_basename (template->path);
  char letters[8];

  if (id < 0)
    return FALSE;
  record = id > 0 ? ka_ledger_get (ledger, kind, id, error) : ka_record_new (kind);
  if (record == NULL)
    return FALSE;
  json_builder_begin_object (builder);
  if (template->kind != NULL)
    {
      json_builder_set_member_name (builder, "kind");
      json_builder_add_string_value (builder, template->kind->id);
    }
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_object (builder);
  for (guint i = 0; i < template->columns->len; i++)
    {
      const KaTemplateColumn *column = g_ptr_array_index (template->columns, i);

      json_builder_set_member_name (builder, ka_column_letters (column->column, letters));
      json_builder_add_string_value (builder, column->word);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  answers = json_to_string (node, FALSE);
  ka_record_set (record, "fingerprint", fingerprint);
  ka_record_set (record, "subject", name);
  ka_record_set (record, "answers", answers);
  return ka_ledger_save (ledger, record, error);
}

/* ---- filling ---- */

static void
free_fills (KaFill *fills, guint n)
{
  for (guint i = 0; i < n; i++)
    ka_fill_clear (&fills[i]);
  g_free (fills);
}

static gboolean
has_unit_column (KaTemplate *template)
{
  for (guint i = 0; i < template->paths->len; i++)
    {
      const KaField *field = g_array_index (template->paths, KaPath, i).field;

      if (field != NULL && strcmp (field->id, "capacity_unit") == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_records (KaTemplate *template,
              KaLedger *ledger,
              KaQuery *query,
              gboolean unmasked,
              GPtrArray *lines,
              KaProgress progress,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GArray) ids = ka_query_ids (query, ledger, cancellable, error);
  gboolean unit_column = has_unit_column (template);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      KaFill *fills = g_new0 (KaFill, template->columns->len + 1);
      g_autoptr (KaRecord) record
        = ka_ledger_get (ledger, template->kind, g_array_index (ids, gint64, i), error);

      g_ptr_array_add (lines, fills);
      if (record == NULL)
        return FALSE;
      if (g_cancellable_is_cancelled (cancellable))
        {
          g_set_error_literal (error, KA_ERROR, KA_ERROR_CANCELLED,
                               _ ("填表已取消，没有写出文件。"));
          return FALSE;
        }
      for (guint c = 0; c < template->columns->len; c++)
        {
          const KaPath *path = &g_array_index (template->paths, KaPath, c);

          if (path->source == KA_SOURCE_COUNTER)
            {
              fills[c].type = KA_FILL_NUMBER;
              fills[c].text = g_strdup_printf ("%u", i + 1);
            }
          else if (path->source == KA_SOURCE_FIELD
                   && !ka_path_read (path, ledger, record, g_ptr_array_index (template->units, c),
                                     unit_column, unmasked, &fills[c], error))
            return FALSE;
        }
      if (progress != NULL)
        progress ((double)i / ids->len, _ ("正在填表"), data);
    }
  return ids != NULL;
}

static void
remark_units (KaTemplate *template, GPtrArray *lines)
{
  char letters[8];

  for (guint c = 0; c < template->columns->len; c++)
    {
      const KaTemplateColumn *column = g_ptr_array_index (template->columns, c);
      guint n = 0;

      for (guint i = 0; i < lines->len; i++)
        n += ((KaFill *)g_ptr_array_index (lines, i))[c].odd;
      if (n > 0)
        ka_template_take_remark (
          template,
          g_strdup_printf (
            _ (
              "%s 列有 %u 条记录的计量单位与表头不同、又没有填矿石体重，写成了带单位的文字，请核对。"),
            ka_column_letters (column->column, letters), n));
    }
}

static const KaCellStyle *
look_at (KaTemplate *template, guint row, guint column)
{
  const KaSheetCell *place
    = ka_sheet_place (template->index, ka_sheet_line (template->index, row), column);

  return place != NULL && place->style < template->styles->len
           ? &g_array_index (template->styles, KaCellStyle, place->style)
           : NULL;
}

/* The heading, the label or a column of units says %. */
static gboolean
says_percent (KaTemplate *template, guint i, guint c)
{
  const KaTemplateColumn *column = g_ptr_array_index (template->columns, c);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));

  if (strchr (column->heading, '%') != NULL || strstr (column->heading, "％") != NULL)
    return TRUE;
  for (guint p = 0; p < template->paths->len; p++)
    if (g_array_index (template->paths, KaPath, p).source == KA_SOURCE_UNIT)
      return TRUE;
  ka_grid_find_row (template->grid, g_array_index (template->rows, guint, i), cells);
  for (guint n = 0; n < cells->len; n++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, n);

      if (cell->column < column->column && cell->type == KA_CELL_TEXT
          && (strchr (cell->text, '%') != NULL || strstr (cell->text, "％") != NULL))
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_indicators (KaTemplate *template, KaLedger *ledger, KaDay on, GPtrArray *lines, GError **error)
{
  for (guint i = 0; i < template->labels->len; i++)
    {
      g_autoptr (KaResult) result
        = ka_indicator_compute (ledger, g_ptr_array_index (template->labels, i), on, NULL, error);
      KaFill *fills = g_new0 (KaFill, template->columns->len + 1);
      guint row = g_array_index (template->rows, guint, i);

      g_ptr_array_add (lines, fills);
      if (result == NULL)
        return FALSE;
      for (guint c = 0; c < template->columns->len; c++)
        {
          const KaTemplateColumn *column = g_ptr_array_index (template->columns, c);
          const KaSheetCell *place = ka_sheet_place (
            template->index, ka_sheet_line (template->index, row), column->column);
          char letters[8];

          ka_indicator_fill (result, g_array_index (template->paths, KaPath, c).source,
                             look_at (template, row, column->column), says_percent (template, i, c),
                             &fills[c]);
          if (fills[c].type != KA_FILL_EMPTY && place != NULL && place->given && !place->formula)
            ka_template_take_remark (
              template, g_strdup_printf (_ ("%s%u 已有内容，保留不动，台账的数是 %s。"),
                                         ka_column_letters (column->column, letters), row + 1,
                                         fills[c].text));
        }
    }
  return TRUE;
}

/* Its first cell below the heading is a formula. */
static gboolean
is_computed (KaTemplate *template, guint column)
{
  const KaLine *line = ka_sheet_line (template->index, template->first_row);
  const KaSheetCell *place = ka_sheet_place (template->index, line, column);

  return place != NULL && place->formula;
}

static void
remark_columns (KaTemplate *template)
{
  char letters[8];

  for (guint i = 0; i < template->columns->len; i++)
    {
      const KaTemplateColumn *column = g_ptr_array_index (template->columns, i);
      KaTemplateSource source = g_array_index (template->paths, KaPath, i).source;

      ka_column_letters (column->column, letters);
      if (source == KA_SOURCE_NONE && !column->sure && !is_computed (template, column->column))
        ka_template_take_remark (template,
                                 g_strdup_printf (_ ("%s 列“%s”在台账里没有对应的字段，留空未填。"),
                                                  letters, column->heading));
      else if (source != KA_SOURCE_NONE && !column->sure)
        ka_template_take_remark (template,
                                 g_strdup_printf (_ ("%s 列“%s”按“%s”填写，请核对。"), letters,
                                                  column->heading, column->label));
    }
}

/* The same place: the table that was sent would be gone. */
static gboolean
is_same_file (const char *a, const char *b)
{
  g_autoptr (GFile) x = g_file_new_for_path (a);
  g_autoptr (GFile) y = g_file_new_for_path (b);
  g_autofree char *real_x = realpath (a, NULL);
  g_autofree char *real_y = realpath (b, NULL);

  return g_file_equal (x, y) || (real_x != NULL && g_strcmp0 (real_x, real_y) == 0);
}

gboolean
ka_template_write (KaTemplate *template,
                   KaLedger *ledger,
                   KaQuery *query,
                   KaDay on,
                   gboolean unmasked,
                   const char *path,
                   KaTemplateReport *report,
                   KaProgress progress,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  guint before = template->remarks->len, added = 0;
  gboolean ok;

  g_return_val_if_fail (template->kind == NULL
                          || (query != NULL && ka_query_get_kind (query) == template->kind),
                        FALSE);
  if (is_same_file (template->path, path))
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_USAGE,
                           _ ("填好的表不能盖掉空表本身，请换一个文件名。"));
      return FALSE;
    }
  ok = template->labels != NULL ? read_indicators (template, ledger, on, lines, error)
                                : read_records (template, ledger, query, unmasked, lines, progress,
                                                data, cancellable, error);
  remark_units (template, lines);
  ok = ok && ka_template_apply (template, lines, path, &added, cancellable, error);
  remark_columns (template);
  if (report != NULL && ok)
    {
      report->filled = lines->len;
      report->added = added;
      report->remarks = g_ptr_array_new_with_free_func (g_free);
      for (guint i = 0; i < template->remarks->len; i++)
        g_ptr_array_add (report->remarks, g_strdup (g_ptr_array_index (template->remarks, i)));
    }
  g_ptr_array_set_size (template->remarks, before);
  for (guint i = 0; i < lines->len; i++)
    free_fills (g_ptr_array_index (lines, i), template->columns->len);
  return ok;
}
