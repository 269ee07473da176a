/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cell-judge.h"

#include <ka-check.h>
#include <ka-history.h>
#include <ka-text.h>
#include <string.h>

typedef struct
{
  KaImport *import;
  KaLedger *ledger;
  const char *file; /* base name */
  gint64 change;
  GHashTable *origins; /* sheet and cell → TRUE */
  GPtrArray *faults;
} Judge;

static void
add_fault (Judge *judge, const char *what, const char *sheet, const char *cell, const char *text)
{
  g_autofree char *flat = g_strdup (text);

  g_strdelimit (flat, "\n\r", ' ');
  g_ptr_array_add (judge->faults,
                   g_strdup_printf ("%s: %s / %s %s: %s", what, judge->file, sheet, cell, flat));
}

static char *
make_key (const char *sheet, const char *cell)
{
  return g_strdup_printf ("%s\n%s", sheet ? sheet : "", cell);
}

static char *
name_cell (guint row, guint column)
{
  char letters[8];

  return g_strdup_printf ("%s%u", ka_column_letters (column, letters), row + 1);
}

/* ---- values ---- */

static gboolean
shares_word (const char *a, const char *b)
{
  for (const char *at = a; *at != '\0' && *g_utf8_next_char (at) != '\0';
       at = g_utf8_next_char (at))
    {
      const char *end = g_utf8_next_char (g_utf8_next_char (at));
      g_autofree char *two = g_strndup (at, end - at);

      if (strstr (b, two) != NULL)
        return TRUE;
    }
  return strcmp (a, b) == 0;
}

/* The figures that count: 15.60 万 and 156000 have the same. */
static char *
get_figures (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text) && (*text != '0' || out->len > 0))
      g_string_append_c (out, *text);
  while (out->len > 0 && out->str[out->len - 1] == '0')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

static gboolean
is_ditto (const char *text)
{
  static const char *const marks[] = { "同上", "同前", "〃", "″", "\"", NULL };

  for (guint i = 0; marks[i] != NULL; i++)
    if (strstr (text, marks[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The same figures, a point moved (15.6 万, 156000) or rounded; 三 is no figure. */
static gboolean
counts_same (const char *value, const char *folded)
{
  g_autofree char *figures = get_figures (value);
  g_autofree char *given = get_figures (folded);
  double a = g_ascii_strtod (value, NULL);
  double b = g_ascii_strtod (folded + strcspn (folded, "0123456789"), NULL);

  for (double power = 1e-8; power < 1e9; power *= 10)
    if (a > b * power * 0.999 && a < b * power * 1.001)
      return TRUE;
  return strstr (given, figures) != NULL || *given == '\0';
}

/* A mine is named by its own name, or by its enterprise's where that has one. */
static gboolean
names_record (Judge *judge, const KaField *field, const char *value, const char *folded)
{
  const KaKind *kind = ka_field_target (field);
  gint64 id = g_ascii_strtoll (value, NULL, 10);
  const char *title = ka_ledger_title (judge->ledger, kind, id);
  g_autofree char *wanted = ka_text_fold (title ? title : "");
  g_autoptr (KaRecord) record = NULL;

  if (strstr (folded, wanted) != NULL || strstr (wanted, folded) != NULL
      || shares_word (wanted, folded))
    return TRUE;
  record = ka_ledger_get (judge->ledger, kind, id, NULL);
  for (guint f = 0; record != NULL && f < kind->n_fields; f++)
    {
      g_autofree char *told = record->values[f] != NULL ? ka_text_fold (record->values[f]) : NULL;

      if (told != NULL && kind->fields[f].type == KA_FIELD_REF
          && names_record (judge, &kind->fields[f], record->values[f], folded))
        return TRUE;
      if (told != NULL && strstr (folded, told) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The value can be read off the text. */
static gboolean
explains (Judge *judge, const KaField *field, const char *value, const char *text)
{
  g_autofree char *folded = ka_text_fold (text);
  g_autofree char *wanted = NULL;
  g_autofree char *parsed = NULL;

  if (field->type == KA_FIELD_REF)
    return is_ditto (text) || names_record (judge, field, value, folded);
  wanted = ka_text_fold (value);
  if (strstr (folded, wanted) != NULL || strstr (wanted, folded) != NULL || is_ditto (text))
    return TRUE;
  if (ka_field_parse (field, text, KA_DAY_NONE, &parsed, NULL, NULL)
      && g_strcmp0 (parsed, value) == 0)
    return TRUE;
  if (field->type == KA_FIELD_TEXT || field->type == KA_FIELD_LONG)
    return shares_word (wanted, folded);
  if (ka_field_is_number (field))
    return counts_same (value, folded);
  return *folded != '\0';
}

static void
judge_value (Judge *judge,
             const KaImportRow *row,
             const KaRevision *revision,
             const KaField *field,
             const char *value)
{
  g_autofree char *cell = ka_revision_cell (revision, field);
  guint f = field - row->record->kind->fields;
  g_autofree char *text = NULL;
  const char *shown = value;

  if (cell == NULL)
    {
      if (row->bases[f] == KA_BASIS_NONE && (field->flags & KA_AUTO) == 0)
        {
          g_autofree char *place = g_strdup_printf ("%u %s", row->row, field->id);

          add_fault (judge, "INVENTED", revision->sheet, place, shown);
        }
      return;
    }
  text = ka_import_get_text (judge->import, row->table, row->places[f]);
  if (row->places[f].row == 0)
    add_fault (judge, "NO PLACE", revision->sheet, cell, shown);
  else if (!explains (judge, field, value, text))
    {
      g_autofree char *both = g_strdup_printf ("%s %s <- %s", field->id, shown, text);

      add_fault (judge, "UNLIKE", revision->sheet, cell, both);
    }
}

/* What the cells of the row say stands in the ledger already, from another file or row. */
static void
take_same (Judge *judge, const KaImportRow *row, const KaImportTable *table)
{
  g_autoptr (KaRecord) now = ka_ledger_get (judge->ledger, row->record->kind, row->id, NULL);

  for (guint f = 0; now != NULL && f < now->kind->n_fields; f++)
    {
      KaImportPlace place = row->places[f];
      g_autofree char *text = ka_import_get_text (judge->import, row->table, place);
      g_autofree char *cell = NULL;

      if (place.row == 0 || now->values[f] == NULL
          || g_strcmp0 (now->values[f], row->record->values[f]) != 0
          || !explains (judge, &now->kind->fields[f], now->values[f], text))
        continue;
      cell = name_cell (place.row - 1, place.column);
      g_hash_table_add (judge->origins, make_key (table->sheet, cell));
    }
}

/* Where the values of the record are from; of those that this import gave, whether that is so. */
static void
judge_row (Judge *judge, const KaImportRow *row)
{
  const KaKind *kind = row->record->kind;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) history = NULL;
  const KaImportTable *table = g_ptr_array_index (ka_import_get_tables (judge->import), row->table);

  if (row->id == 0)
    return;
  if (row->state != KA_ROW_REFUSED)
    take_same (judge, row, table);
  history = ka_ledger_history (judge->ledger, kind, row->id, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < history->len; i++)
    {
      const KaRevision *revision = g_ptr_array_index (history, i);
      const KaRevision *before = i + 1 < history->len ? g_ptr_array_index (history, i + 1) : NULL;

      if (g_strcmp0 (revision->file, judge->file) != 0 || revision->record == NULL)
        continue;
      for (guint f = 0; f < kind->n_fields; f++)
        {
          const char *value = revision->record->values[f];
          g_autofree char *cell = NULL;

          if (value == NULL)
            continue;
          cell = ka_revision_cell (revision, &kind->fields[f]);
          if (cell != NULL)
            g_hash_table_add (judge->origins, make_key (revision->sheet, cell));
          if (revision->change == judge->change && revision->row == row->row
              && g_strcmp0 (revision->sheet, table->sheet) == 0
              && (before == NULL || before->record == NULL
                  || g_strcmp0 (before->record->values[f], value) != 0)
              && g_strcmp0 (row->record->values[f], value) == 0)
            judge_value (judge, row, revision, &kind->fields[f], value);
        }
    }
}

/* ---- cells ---- */

static gboolean
is_chinese (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_get_script (g_utf8_get_char (text)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;
  return FALSE;
}

/* A remark on the row says what became of all its cells. */
static gboolean
is_of_row (const KaImportProblem *problem)
{
  static const char *const codes[]
    = { "row_passed", "form_passed", "duplicate_row", "nothing_to_record", NULL };

  return problem->severity == KA_SEVERITY_REFUSE || g_strv_contains (codes, problem->code);
}

static gboolean
is_at (const KaImportProblem *problem, KaImportPlace place, guint row, guint column)
{
  if (place.row != row + 1)
    return FALSE;
  return place.column == column || place.column == KA_WHOLE_ROW || is_of_row (problem);
}

static gboolean
names_cell (const KaImportProblem *problem, guint row, guint column)
{
  KaImportPlace own = { problem->row, problem->cell ? problem->place.column : KA_WHOLE_ROW };

  if (problem->row == 0)
    return strcmp (problem->code, "sheet_unknown") == 0;
  if (strcmp (problem->code, "column_passed") == 0)
    return problem->place.column == column && row + 1 >= problem->row;
  if (problem->cell != NULL && problem->place.row == row + 1 && problem->place.column == column)
    return TRUE;
  if (is_at (problem, own, row, column))
    return problem->cell == NULL ? is_of_row (problem) : TRUE;
  for (guint i = 0; problem->places != NULL && i < problem->places->len; i++)
    if (is_at (problem, g_array_index (problem->places, KaImportPlace, i), row, column))
      return TRUE;
  return FALSE;
}

static gboolean
is_told (Judge *judge, const char *sheet, guint row, guint column)
{
  GPtrArray *problems = ka_import_get_problems (judge->import);

  for (guint i = 0; i < problems->len; i++)
    {
      const KaImportProblem *problem = g_ptr_array_index (problems, i);

      if (strcmp (problem->file, judge->file) == 0 && g_strcmp0 (problem->sheet, sheet) == 0
          && names_cell (problem, row, column) && is_chinese (problem->message))
        return TRUE;
    }
  return FALSE;
}

/* What the sheet was understood to be; a value, and that it was told, must be seen elsewhere. */
static gboolean
is_of_sheet (KaImportPart part)
{
  return part >= KA_PART_TITLE || part == KA_PART_NOTHING || part == KA_PART_REFUSED;
}

static void
judge_cell (Judge *judge, const char *sheet, int table, guint row, const KaCell *cell)
{
  g_autofree char *name = name_cell (row, cell->column);
  g_autofree char *key = make_key (sheet, name);
  KaImportPlace place = { row + 1, cell->column };
  g_autofree char *bare = g_strstrip (g_strdup (cell->text));

  if (*bare == '\0' || g_hash_table_contains (judge->origins, key)
      || (table >= 0 && is_of_sheet (ka_import_get_part (judge->import, table, place)))
      || is_told (judge, sheet, row, cell->column))
    return;
  add_fault (judge, "DROPPED", sheet, name, cell->text);
}

static int
find_table (Judge *judge, const char *sheet)
{
  GPtrArray *tables = ka_import_get_tables (judge->import);
  int found = -1;

  for (guint i = 0; i < tables->len; i++)
    {
      const KaImportTable *table = g_ptr_array_index (tables, i);

      if (strcmp (table->sheet, sheet) == 0 && strcmp (table->file, judge->file) == 0
          && (found < 0 || table->taken))
        found = i;
    }
  return found;
}

static void
judge_sheet (Judge *judge, KaGrid *grid)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  const char *sheet = ka_grid_get_name (grid);
  int table = find_table (judge, sheet);

  if (ka_grid_get_state (grid) != KA_SHEET_VISIBLE)
    return;
  for (guint i = 0; i < ka_grid_get_n_rows (grid); i++)
    {
      ka_grid_read_row (grid, i, cells);
      for (guint c = 0; c < cells->len; c++)
        judge_cell (judge, sheet, table, ka_grid_row_number (grid, i),
                    &g_array_index (cells, KaCell, c));
    }
}

void
judge_import (KaImport *import,
              KaLedger *ledger,
              const char *path,
              gint64 change,
              GPtrArray *faults)
{
  g_autofree char *file = g_path_get_basename (path);
  Judge judge = { import, ledger, file, change, NULL, faults };
  g_autoptr (GError) error = NULL;
  g_autoptr (KaBook) book = ka_book_open (path, NULL, NULL, NULL, &error);
  GPtrArray *rows = ka_import_get_rows (import, 0);

  g_assert_no_error (error);
  judge.origins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < rows->len; i++)
    judge_row (&judge, g_ptr_array_index (rows, i));
  for (guint i = 0; i < ka_book_get_n_sheets (book); i++)
    judge_sheet (&judge, ka_book_get_sheet (book, i));
  g_ptr_array_unref (rows);
  g_hash_table_unref (judge.origins);
}
