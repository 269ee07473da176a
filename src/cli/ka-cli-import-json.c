/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-import-json.h"

#include "ka-cli-json.h"
#include "ka-cli-map.h"

#include <ka-check.h>
#include <ka-kind.h>
#include <math.h>

/* All that an import found, as JSON: the tables, the rows with the cell of each value and what it replaces,
 * the questions, the problems. */

static const char *
severity_name (KaSeverity severity)
{
  return severity == KA_SEVERITY_REFUSE ? "refuse" : severity == KA_SEVERITY_WARN ? "flag" : "info";
}

static const char *
state_name (KaRowState state)
{
  static const char *const names[] = { "new", "changed", "unchanged", "refused" };

  return names[state];
}

static void
add_place (JsonBuilder *builder, KaImportPlace place)
{
  char letters[8];
  g_autofree char *cell
    = place.row > 0 ? g_strdup_printf ("%s%u", ka_column_letters (place.column, letters), place.row)
                    : NULL;
  ka_cli_json_add_string (builder, "cell", cell);
}

/* ---- tables ---- */

static void
add_table (JsonBuilder *builder, const KaImportTable *table)
{
  json_builder_begin_object (builder);
  ka_cli_json_add_string (builder, "file", table->file);
  ka_cli_json_add_string (builder, "sheet", table->sheet);
  ka_cli_json_add_string (builder, "kind", table->kind == NULL ? NULL : table->kind->id);
  json_builder_set_member_name (builder, "taken");
  json_builder_add_boolean_value (builder, table->taken);
  json_builder_set_member_name (builder, "hidden");
  json_builder_add_boolean_value (builder, table->hidden);
  ka_cli_json_add_string (builder, "recalled", table->recalled);
  ka_cli_json_add_int (builder, "read", table->read);
  ka_cli_json_add_int (builder, "new", table->added);
  ka_cli_json_add_int (builder, "changed", table->changed);
  ka_cli_json_add_int (builder, "unchanged", table->unchanged);
  ka_cli_json_add_int (builder, "refused", table->refused);
  json_builder_end_object (builder);
}

/* ---- rows ---- */

/* Canonical, as in the records of the other verbs; what a reference leads to by its name, since it may not
 * be there yet. */
static void
add_canonical (JsonBuilder *builder,
               const char *name,
               KaLedger *ledger,
               const KaRecord *record,
               const KaField *field,
               gboolean mask)
{
  const char *value = record->values[field - record->kind->fields];
  g_autofree char *shown = NULL;
  if (value != NULL && (field->type == KA_FIELD_REF || (field->flags & KA_PRIVATE) != 0))
    value = shown = ka_ledger_display (ledger, record, field, mask);
  ka_cli_json_add_string (builder, name, value);
}

static void
add_value (JsonBuilder *builder,
           KaImport *import,
           KaLedger *ledger,
           const KaImportRow *row,
           const KaField *field,
           gboolean mask)
{
  guint f = field - row->record->kind->fields;
  g_autofree char *text = ka_import_get_text (import, row->table, row->places[f]);
  g_autofree char *masked
    = mask && (field->flags & KA_PRIVATE) != 0 && *text != '\0' ? ka_mask (field, text) : NULL;
  json_builder_set_member_name (builder, field->id);
  json_builder_begin_object (builder);
  add_canonical (builder, "value", ledger, row->record, field, mask);
  add_place (builder, row->places[f]);
  ka_cli_json_add_string (builder, "text",
                          row->places[f].row == 0 ? NULL
                          : masked != NULL        ? masked
                                                  : text);
  if (row->before != NULL && g_strcmp0 (row->before->values[f], row->record->values[f]) != 0)
    {
      add_canonical (builder, "old", ledger, row->before, field, mask);
      ka_cli_json_add_string (builder, "old_origin", row->origins != NULL ? row->origins[f] : NULL);
    }
  json_builder_end_object (builder);
}

static void
add_row (JsonBuilder *builder,
         KaImport *import,
         KaLedger *ledger,
         const KaImportRow *row,
         gboolean mask)
{
  const KaKind *kind = row->record->kind;
  json_builder_begin_object (builder);
  ka_cli_json_add_int (builder, "table", row->table);
  ka_cli_json_add_int (builder, "row", row->row);
  ka_cli_json_add_string (builder, "state", state_name (row->state));
  json_builder_set_member_name (builder, "id");
  if (row->id > 0)
    json_builder_add_int_value (builder, row->id);
  else
    json_builder_add_null_value (builder);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_object (builder);
  for (guint f = 0; f < kind->n_fields; f++)
    if (row->places[f].row > 0
        || (row->record->values[f] != NULL
            && (row->before == NULL
                || g_strcmp0 (row->before->values[f], row->record->values[f]) != 0)))
      add_value (builder, import, ledger, row, &kind->fields[f], mask);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/* ---- questions and problems ---- */

static void
add_question (JsonBuilder *builder, const KaImportQuestion *question)
{
  json_builder_begin_object (builder);
  ka_cli_json_add_string (builder, "kind", question->kind->id);
  ka_cli_json_add_string (builder, "name", question->text);
  json_builder_set_member_name (builder, "guesses");
  json_builder_begin_array (builder);
  for (guint i = 0; i < question->guesses->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (question->guesses, i));
  json_builder_end_array (builder);
  ka_cli_json_add_string (builder, "answer", question->answer);
  json_builder_set_member_name (builder, "recalled");
  json_builder_add_boolean_value (builder, question->recalled);
  ka_cli_json_add_int (builder, "table", question->table);
  add_place (builder, question->place);
  ka_cli_json_add_int (builder, "rows", question->n);
  json_builder_end_object (builder);
}

/* All the rows or cells that it is about, where they are several. */
static void
add_places (JsonBuilder *builder, GArray *places)
{
  char letters[8];

  json_builder_set_member_name (builder, "places");
  json_builder_begin_array (builder);
  for (guint i = 0; i < places->len; i++)
    {
      const KaImportPlace *place = &g_array_index (places, KaImportPlace, i);
      g_autofree char *cell = NULL;

      if (place->column == KA_WHOLE_ROW)
        {
          json_builder_add_int_value (builder, place->row);
          continue;
        }
      cell = g_strdup_printf ("%s%u", ka_column_letters (place->column, letters), place->row);
      json_builder_add_string_value (builder, cell);
    }
  json_builder_end_array (builder);
}

/* What is not certain of a column, and what to write in the --map file to say it. */
static void
add_guesses (JsonBuilder *builder, KaImport *import, const KaImportProblem *problem)
{
  g_autofree char *map = ka_cli_map_suggest (import, problem);

  if (map == NULL)
    return;
  if (problem->table >= 0)
    ka_cli_json_add_guesses (builder,
                             ka_import_get_guesses (import, problem->table, problem->place.column));
  json_builder_set_member_name (builder, "map");
  json_builder_add_value (builder, json_from_string (map, NULL));
}

static void
add_problem (JsonBuilder *builder, KaImport *import, const KaImportProblem *problem)
{
  g_autofree char *message = ka_cli_map_explain (import, problem, problem->message);

  json_builder_begin_object (builder);
  ka_cli_json_add_string (builder, "file", problem->file);
  ka_cli_json_add_string (builder, "sheet", problem->sheet);
  ka_cli_json_add_string (builder, "cell", problem->cell);
  json_builder_set_member_name (builder, "row");
  if (problem->row > 0)
    json_builder_add_int_value (builder, problem->row);
  else
    json_builder_add_null_value (builder);
  ka_cli_json_add_string (builder, "field", problem->field == NULL ? NULL : problem->field->id);
  ka_cli_json_add_string (builder, "severity", severity_name (problem->severity));
  ka_cli_json_add_string (builder, "code", problem->code);
  ka_cli_json_add_string (builder, "message", message);
  add_guesses (builder, import, problem);
  if (problem->places != NULL)
    add_places (builder, problem->places);
  json_builder_end_object (builder);
}

static void
begin_list (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
}

void
ka_cli_json_add_guesses (JsonBuilder *builder, GPtrArray *guesses)
{
  if (guesses == NULL)
    return;
  begin_list (builder, "guesses");
  for (guint i = 0; i < guesses->len; i++)
    {
      const KaGuess *guess = g_ptr_array_index (guesses, i);
      g_autofree char *why = ka_guess_explain (guess);

      json_builder_begin_object (builder);
      ka_cli_json_add_string (builder, "field", guess->field->id);
      ka_cli_json_add_string (builder, "label", guess->field->label);
      ka_cli_json_add_string (builder, "why", why);
      json_builder_set_member_name (builder, "score");
      json_builder_add_double_value (builder, round (guess->score * 100) / 100);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
ka_cli_import_print_json (KaImport *import,
                          KaLedger *ledger,
                          gboolean written,
                          gint64 change,
                          gboolean mask)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) rows = ka_import_get_rows (import, 0);
  GPtrArray *tables = ka_import_get_tables (import), *problems = ka_import_get_problems (import);
  GPtrArray *questions = ka_import_get_questions (import);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "written");
  json_builder_add_boolean_value (builder, written);
  json_builder_set_member_name (builder, "change");
  if (change > 0)
    json_builder_add_int_value (builder, change);
  else
    json_builder_add_null_value (builder);
  begin_list (builder, "sheets");
  for (guint i = 0; i < tables->len; i++)
    add_table (builder, g_ptr_array_index (tables, i));
  json_builder_end_array (builder);
  begin_list (builder, "rows");
  for (guint i = 0; i < rows->len; i++)
    add_row (builder, import, ledger, g_ptr_array_index (rows, i), mask);
  json_builder_end_array (builder);
  begin_list (builder, "questions");
  for (guint i = 0; i < questions->len; i++)
    add_question (builder, g_ptr_array_index (questions, i));
  json_builder_end_array (builder);
  begin_list (builder, "problems");
  for (guint i = 0; i < problems->len; i++)
    add_problem (builder, import, g_ptr_array_index (problems, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  ka_cli_json_print (builder, TRUE);
}
