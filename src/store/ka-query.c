/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-ledger-private.h"
#include "ka-query.h"

#include <ka-codes.h>
#include <ka-record.h>
#include <ka-text.h>

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const KaField *field; /* NULL: the id */
  KaOp op;
  char *value;
} Filter;

struct _KaQuery
{
  const KaKind *kind;
  GArray *filters; /* Filter */
  char *text;
  char *predicate;
  GHashTable *parameters;
  guint n_predicates;   /* those that were added to the first */
  const KaField *order; /* NULL: by id */
  gboolean descending;
};

/* A value to be bound once the statement stands. field NULL: an integer as text. */
typedef struct
{
  const KaField *field;
  const char *value;
} Bind;

static void
clear_filter (gpointer data)
{
  Filter *filter = data;

  g_free (filter->value);
}

KaQuery *
ka_query_new (const KaKind *kind)
{
  KaQuery *query;

  g_return_val_if_fail (kind != NULL, NULL);

  query = g_new0 (KaQuery, 1);
  query->kind = kind;
  query->filters = g_array_new (FALSE, FALSE, sizeof (Filter));
  g_array_set_clear_func (query->filters, clear_filter);
  query->parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  query->order = kind->order != NULL ? ka_kind_field (kind, kind->order) : NULL;

  return query;
}

KaQuery *
ka_query_copy (const KaQuery *query)
{
  KaQuery *copy;

  g_return_val_if_fail (query != NULL, NULL);

  copy = ka_query_new (query->kind);
  for (guint i = 0; i < query->filters->len; i++)
    {
      Filter filter = g_array_index (query->filters, Filter, i);

      filter.value = g_strdup (filter.value);
      g_array_append_val (copy->filters, filter);
    }
  copy->text = g_strdup (query->text);
  ka_query_set_predicate (copy, query->predicate, query->parameters);
  copy->n_predicates = query->n_predicates;
  copy->order = query->order;
  copy->descending = query->descending;

  return copy;
}

void
ka_query_free (KaQuery *query)
{
  if (query == NULL)
    return;

  g_array_unref (query->filters);
  g_hash_table_unref (query->parameters);
  g_free (query->text);
  g_free (query->predicate);
  g_free (query);
}

const KaKind *
ka_query_get_kind (const KaQuery *query)
{
  g_return_val_if_fail (query != NULL, NULL);

  return query->kind;
}

void
ka_query_filter (KaQuery *query, const char *field, KaOp op, const char *value)
{
  Filter filter = { .op = op };

  g_return_if_fail (query != NULL && field != NULL);

  if (strcmp (field, "id") != 0)
    {
      filter.field = ka_kind_field (query->kind, field);
      g_return_if_fail (filter.field != NULL);
    }
  if ((value == NULL || *value == '\0') && op == KA_OP_EQ)
    filter.op = KA_OP_EMPTY;
  else if ((value == NULL || *value == '\0') && op == KA_OP_NE)
    filter.op = KA_OP_GIVEN;
  filter.value = g_strdup (value);
  g_array_append_val (query->filters, filter);
}

void
ka_query_set_text (KaQuery *query, const char *text)
{
  g_return_if_fail (query != NULL);

  ka_set_string (&query->text, text != NULL && *text != '\0' ? text : NULL);
}

void
ka_query_set_predicate (KaQuery *query, const char *sql, GHashTable *parameters)
{
  GHashTableIter iter;
  gpointer name, value;

  g_return_if_fail (query != NULL);

  ka_set_string (&query->predicate, sql);
  if (parameters == query->parameters)
    return;
  g_hash_table_remove_all (query->parameters);
  if (parameters == NULL)
    return;
  g_hash_table_iter_init (&iter, parameters);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (query->parameters, g_strdup (name), g_strdup (value));
}

void
ka_query_add_predicate (KaQuery *query, const char *sql, GHashTable *parameters)
{
  g_autofree char *renamed = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *replacement = NULL;
  g_autoptr (GRegex) names = NULL;
  GHashTableIter iter;
  gpointer name, value;

  g_return_if_fail (query != NULL && sql != NULL);

  if (query->predicate == NULL)
    {
      ka_query_set_predicate (query, sql, parameters);
      return;
    }
  query->n_predicates++;
  replacement = g_strdup_printf (":p%u_\\1", query->n_predicates);
  names = g_regex_new (":(\\w+)", 0, 0, NULL);
  renamed = g_regex_replace (names, sql, -1, 0, replacement, 0, NULL);
  joined = g_strdup_printf ("(%s) AND (%s)", query->predicate, renamed);
  ka_set_string (&query->predicate, joined);
  if (parameters == NULL)
    return;
  g_hash_table_iter_init (&iter, parameters);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const char *plain = name;

      g_hash_table_insert (
        query->parameters,
        g_strdup_printf (":p%u_%s", query->n_predicates, *plain == ':' ? plain + 1 : plain),
        g_strdup (value));
    }
}

void
ka_query_set_order (KaQuery *query, const char *field, gboolean descending)
{
  g_return_if_fail (query != NULL);

  if (field == NULL)
    field = query->kind->order;
  query->order = NULL;
  if (field != NULL && strcmp (field, "id") != 0)
    {
      query->order = ka_kind_field (query->kind, field);
      g_return_if_fail (query->order != NULL);
    }
  query->descending = descending;
}

/* ---- SQL ---- */

/* Appends a parameter for the value: numbered names of our own, so that a predicate's names stay free. */
static void
append_bind (GString *sql, GArray *binds, const KaField *field, const char *value)
{
  Bind bind = { field, value };

  g_array_append_val (binds, bind);
  g_string_append_printf (sql, ":ka_%u", binds->len);
}

static void
append_when (GString *sql, const char *value, guint place)
{
  char *literal = sqlite3_mprintf ("%Q", value);

  g_string_append_printf (sql, " WHEN %s THEN %u", literal, place);
  sqlite3_free (literal);
}

/* The place of a choice in its list, so that 一级 stands before 二级. */
static void
append_choice_order (GString *sql, const KaField *field, const char *expression)
{
  g_auto (GStrv) choices = g_strsplit (field->choices, "|", -1);

  g_string_append_printf (sql, "CASE %s", expression);
  for (guint i = 0; choices[i] != NULL; i++)
    append_when (sql, choices[i], i);
  g_string_append (sql, " END");
}

/* Where the ledger keeps a key that nobody reads, its table's order is the one that people know: 规模化
 * before 机械化. */
static gboolean
append_key_order (GString *sql, const KaField *field, const char *expression)
{
  const KaCodeTable *table = ka_field_codes (field);
  guint n = table != NULL ? ka_codes_size (table) : 0;

  if (n == 0 || strstr (ka_codes_nth (table, 0)->label, ka_codes_nth (table, 0)->value) != NULL)
    return FALSE;

  g_string_append_printf (sql, "CASE %s", expression);
  for (guint i = 0; i < n; i++)
    append_when (sql, ka_codes_nth (table, i)->value, i);
  g_string_append (sql, " END");

  return TRUE;
}

/* The text of a field as people know it, for searching in it. */
static void
append_text (GString *sql, const KaField *field)
{
  if (field == NULL)
    g_string_append (sql, "CAST (t.id AS TEXT)");
  else if (field->type == KA_FIELD_DEC)
    g_string_append_printf (sql, "ka_decimal (t.\"%s\", %u)", field->id, field->places);
  else
    g_string_append_printf (sql, "t.\"%s\"", field->id);
}

static void
append_reference_contains (GString *sql, GArray *binds, const KaField *field, const char *text)
{
  const KaKind *target = ka_field_target (field);

  /* Asked once for the whole list, not once a row. */
  g_string_append_printf (sql, "t.\"%s\" IN (SELECT r.id FROM \"%s\" AS r WHERE ka_matches (",
                          field->id, target->id);
  ka_title_append_sql (sql, target, "r", 0);
  g_string_append (sql, ", ");
  append_bind (sql, binds, NULL, text);
  g_string_append (sql, "))");
}

/* Codes whose label matches; FALSE: there are none. */
static gboolean
append_label_contains (GString *sql, GArray *binds, const KaField *field, const char *text)
{
  const KaCodeTable *table = ka_field_codes (field);
  gboolean any = FALSE;

  for (guint i = 0; table != NULL && i < ka_codes_size (table); i++)
    {
      const KaCode *code = ka_codes_nth (table, i);

      if (!ka_text_matches (code->label, text))
        continue;
      if (!any)
        g_string_append_printf (sql, "t.\"%s\" IN (", field->id);
      else
        g_string_append (sql, ", ");
      append_bind (sql, binds, field, code->value);
      any = TRUE;
    }
  if (any)
    g_string_append_c (sql, ')');

  return any;
}

static void
append_contains (GString *sql, GArray *binds, const KaField *field, const char *text)
{
  g_string_append_c (sql, '(');
  if (field != NULL && field->type == KA_FIELD_REF)
    append_reference_contains (sql, binds, field, text);
  else
    {
      g_string_append (sql, "ka_matches (");
      append_text (sql, field);
      g_string_append (sql, ", ");
      append_bind (sql, binds, NULL, text);
      g_string_append_c (sql, ')');
      if (field != NULL && field->codes != NULL)
        {
          g_string_append (sql, " OR ");
          if (!append_label_contains (sql, binds, field, text))
            g_string_append (sql, "0");
        }
    }
  g_string_append_c (sql, ')');
}

static const char *
name_operator (KaOp op)
{
  switch (op)
    {
    case KA_OP_NE:
      return "IS NOT";
    case KA_OP_LT:
      return "<";
    case KA_OP_LE:
      return "<=";
    case KA_OP_GT:
      return ">";
    case KA_OP_GE:
      return ">=";
    case KA_OP_EQ:
    case KA_OP_CONTAINS:
    case KA_OP_EMPTY:
    case KA_OP_GIVEN:
      break;
    }
  return "=";
}

static void
append_comparison (GString *sql, GArray *binds, const Filter *filter, const char *column)
{
  const KaField *field = filter->field;

  if (field != NULL && field->choices != NULL && filter->op != KA_OP_EQ && filter->op != KA_OP_NE)
    {
      g_autoptr (GString) value = g_string_new (NULL);

      append_bind (value, binds, field, filter->value);
      append_choice_order (sql, field, column);
      g_string_append_printf (sql, " %s ", name_operator (filter->op));
      append_choice_order (sql, field, value->str);
      return;
    }
  if (field != NULL && (field->flags & KA_MULTI) != 0)
    {
      /* One of several values: is it among them? */
      g_string_append_printf (sql, "%s (instr ('、' || %s || '、', '、' || ",
                              filter->op == KA_OP_NE ? "NOT" : "", column);
      append_bind (sql, binds, field, filter->value);
      g_string_append (sql, " || '、') > 0)");
      return;
    }
  g_string_append_printf (sql, "%s %s ", column, name_operator (filter->op));
  append_bind (sql, binds, field, filter->value);
}

static void
append_filter (GString *sql, GArray *binds, const Filter *filter)
{
  g_autofree char *column
    = g_strdup_printf ("t.\"%s\"", filter->field != NULL ? filter->field->id : "id");

  switch (filter->op)
    {
    case KA_OP_CONTAINS:
      append_contains (sql, binds, filter->field, filter->value != NULL ? filter->value : "");
      break;
    case KA_OP_EMPTY:
      g_string_append_printf (sql, "%s IS NULL", column);
      break;
    case KA_OP_GIVEN:
      g_string_append_printf (sql, "%s IS NOT NULL", column);
      break;
    case KA_OP_EQ:
    case KA_OP_NE:
    case KA_OP_LT:
    case KA_OP_LE:
    case KA_OP_GT:
    case KA_OP_GE:
      append_comparison (sql, binds, filter, column);
      break;
    }
}

static gboolean
is_searched (const KaField *field)
{
  return field->type == KA_FIELD_TEXT || field->type == KA_FIELD_LONG
         || field->type == KA_FIELD_CHOICE;
}

static void
append_free_text (GString *sql, GArray *binds, const KaQuery *query)
{
  g_string_append (sql, "(ka_any_matches (");
  append_bind (sql, binds, NULL, query->text);
  for (guint i = 0; i < query->kind->n_fields; i++)
    if (is_searched (&query->kind->fields[i]))
      g_string_append_printf (sql, ", t.\"%s\"", query->kind->fields[i].id);
  g_string_append_c (sql, ')');

  for (guint i = 0; i < query->kind->n_fields; i++)
    {
      const KaField *field = &query->kind->fields[i];
      g_autoptr (GString) part = g_string_new (NULL);

      if (field->type == KA_FIELD_REF)
        append_reference_contains (part, binds, field, query->text);
      else if (field->codes == NULL || !append_label_contains (part, binds, field, query->text))
        continue;
      g_string_append_printf (sql, " OR %s", part->str);
    }
  g_string_append_c (sql, ')');
}

static void
append_order (GString *sql, const KaQuery *query)
{
  const KaField *field = query->order;
  const char *direction = query->descending ? " DESC" : "";

  g_string_append (sql, " ORDER BY ");
  if (field != NULL)
    {
      g_autofree char *column = g_strdup_printf ("t.\"%s\"", field->id);

      if (field->type == KA_FIELD_REF)
        {
          const KaKind *target = ka_field_target (field);

          g_string_append (sql, "ka_sort_key ((SELECT ");
          ka_title_append_sql (sql, target, "o", 0);
          g_string_append_printf (sql, " FROM \"%s\" AS o WHERE o.id = %s))", target->id, column);
        }
      else if (field->choices != NULL)
        append_choice_order (sql, field, column);
      else if (append_key_order (sql, field, column))
        ;
      else if (is_searched (field))
        g_string_append_printf (sql, "ka_sort_key (%s)", column);
      else
        g_string_append (sql, column);
      /* Those of one day or one quarter stay in the order in which they were written down. */
      g_string_append_printf (sql, "%s NULLS LAST, t.id", direction);
    }
  else
    g_string_append_printf (sql, "t.id%s", direction);
}

static gboolean
is_integer (const char *text)
{
  const char *digits = text != NULL && *text == '-' ? text + 1 : text;

  return digits != NULL && *digits != '\0' && strlen (digits) < 19
         && strspn (digits, "0123456789") == strlen (digits)
         && (*digits != '0' || digits[1] == '\0');
}

static void
bind_all (sqlite3_stmt *stmt, const KaQuery *query, GArray *binds)
{
  GHashTableIter iter;
  gpointer name, value;

  for (guint i = 0; i < binds->len; i++)
    {
      const Bind *bind = &g_array_index (binds, Bind, i);
      g_autofree char *parameter = g_strdup_printf (":ka_%u", i + 1);
      int index = sqlite3_bind_parameter_index (stmt, parameter);

      if (bind->field == NULL || !ka_db_bind_field (stmt, index, bind->field, bind->value))
        ka_db_bind_text (stmt, index, bind->value);
    }

  g_hash_table_iter_init (&iter, query->parameters);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      g_autofree char *full
        = *(const char *)name == ':' ? g_strdup (name) : g_strconcat (":", name, NULL);
      int index = sqlite3_bind_parameter_index (stmt, full);

      /* As a number where it is one: a bound text has no affinity of its own. */
      if (index > 0 && is_integer (value))
        sqlite3_bind_int64 (stmt, index, g_ascii_strtoll (value, NULL, 10));
      else if (index > 0)
        ka_db_bind_text (stmt, index, value);
    }
}

static sqlite3_stmt *
prepare_query (KaQuery *query, KaLedger *ledger, gboolean records, GArray *binds, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  const char *glue = " WHERE ";
  sqlite3_stmt *stmt;

  if (records)
    ka_db_append_columns (sql, query->kind, "t.");
  else
    g_string_append (sql, "t.id");
  g_string_append_printf (sql, " FROM \"%s\" AS t", query->kind->id);
  if (query->predicate != NULL)
    {
      g_string_append_printf (sql, "%s(%s)", glue, query->predicate);
      glue = " AND ";
    }
  for (guint i = 0; i < query->filters->len; i++)
    {
      g_string_append (sql, glue);
      append_filter (sql, binds, &g_array_index (query->filters, Filter, i));
      glue = " AND ";
    }
  if (query->text != NULL)
    {
      g_string_append (sql, glue);
      append_free_text (sql, binds, query);
    }
  append_order (sql, query);

  stmt = ka_ledger_prepare (ledger, sql->str, KA_AUTH_SELECT, error);
  if (stmt != NULL)
    bind_all (stmt, query, binds);

  return stmt;
}

GArray *
ka_query_ids (KaQuery *query, KaLedger *ledger, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) binds = g_array_new (FALSE, FALSE, sizeof (Bind));
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int answer;

  g_return_val_if_fail (query != NULL, NULL);
  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  stmt = prepare_query (query, ledger, FALSE, binds, error);
  if (stmt == NULL)
    return NULL;
  ka_ledger_listen (ledger, cancellable);
  while ((answer = ka_db_step (stmt, error)) > 0)
    {
      gint64 id = sqlite3_column_int64 (stmt, 0);

      g_array_append_val (ids, id);
    }
  ka_ledger_listen (ledger, NULL);

  return answer == 0 ? g_steal_pointer (&ids) : NULL;
}

GPtrArray *
ka_query_records (KaQuery *query, KaLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_record_unref);
  g_autoptr (GArray) binds = g_array_new (FALSE, FALSE, sizeof (Bind));
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int answer;

  g_return_val_if_fail (query != NULL, NULL);
  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  stmt = prepare_query (query, ledger, TRUE, binds, error);
  if (stmt == NULL)
    return NULL;
  while ((answer = ka_db_step (stmt, error)) > 0)
    g_ptr_array_add (records, ka_db_column_record (stmt, 0, query->kind));

  return answer == 0 ? g_steal_pointer (&records) : NULL;
}
