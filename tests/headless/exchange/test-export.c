/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <ka-check.h>
#include <ka-export.h>
#include <ka-grid.h>
#include <ka-import.h>
#include <ka-kind.h>
#include <ka-sample-ledger.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *book;
  KaLedger *ledger;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ka_set_today (ka_day_from_iso (KA_SAMPLE_DAY));
  fixture->folder = g_dir_make_tmp ("ka-test-XXXXXX", NULL);
  fixture->book = g_build_filename (fixture->folder, "book.xlsx", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "ledger.kuangan", NULL);
  fixture->ledger = ka_ledger_create (path, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ka_ledger_close (fixture->ledger, &error);
  g_assert_no_error (error);
  g_object_unref (fixture->ledger);
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_unlink (path);
    }
  /* No folder of ours was left in it. */
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->book);
}

static void
export_all (Fixture *fixture, gboolean unmasked)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) queries = ka_export_all_queries ();
  gboolean ok
    = ka_export_xlsx (fixture->ledger, queries, fixture->book, unmasked, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (ok);
}

/* Imports the file into the ledger; every row must be as it stands there. */
static void
assert_unchanged (KaLedger *ledger, const char *path, const KaKind *kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaImport) import = ka_import_new ();
  gint64 change = -1;
  ka_import_add_file (import, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  if (kind != NULL)
    ka_import_set_kind (import, 0, kind);
  ka_import_commit (import, ledger, NULL, NULL, NULL, &change, &error);
  GPtrArray *problems = ka_import_get_problems (import);
  for (guint i = 0; i < problems->len; i++)
    {
      const KaImportProblem *problem = g_ptr_array_index (problems, i);
      if (problem->severity != KA_SEVERITY_INFO)
        g_test_message ("%s %s %s", problem->sheet, problem->cell, problem->message);
    }
  g_assert_no_error (error);
  GPtrArray *tables = ka_import_get_tables (import);
  for (guint i = 0; i < tables->len; i++)
    {
      const KaImportTable *table = g_ptr_array_index (tables, i);
      g_test_message ("%s: %u read, %u new, %u changed, %u refused", table->sheet, table->read,
                      table->added, table->changed, table->refused);
      g_assert_nonnull (table->kind);
      g_assert_cmpint (table->unchanged, ==, ka_ledger_count (ledger, table->kind, NULL));
      g_assert_cmpuint (table->unchanged, ==, table->read);
    }
  g_assert_cmpint (change, ==, 0);
}

static void
assert_round_trip (Fixture *fixture)
{
  export_all (fixture, TRUE);
  assert_unchanged (fixture->ledger, fixture->book, NULL);
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);
  for (guint i = 0; i < n; i++)
    {
      if ((kinds[i]->flags & KA_KIND_INTERNAL) != 0)
        continue;
      g_autoptr (GError) error = NULL;
      g_autoptr (KaQuery) query = ka_query_new (kinds[i]);
      g_autofree char *path = g_strdup_printf ("%s/%s.csv", fixture->folder, kinds[i]->id);
      ka_export_csv (fixture->ledger, query, path, TRUE, &error);
      g_assert_no_error (error);
      if (ka_ledger_count (fixture->ledger, kinds[i], NULL) > 0)
        assert_unchanged (fixture->ledger, path, kinds[i]);
    }
}

static void
test_sample (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ka_sample_import (fixture->ledger, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_round_trip (fixture);
}

/* ---- records made by chance ---- */

static const char *const texts[] = {
  "重庆示例石料有限公司",
  "=1+1",
  "_x0041_",
  "00123",
  "911101050000000001",
  "a,b\"c",
  "第一行\n第二行",
  "+570m至+450m",
  "1/2",
  "2025",
  "TRUE",
  "㎡𠀀😀",
  "a\tb",
  "100%",
  "<b>&amp;</b>",
  "'前导撇号",
  "－5",
  "1e5",
};

static char *
random_text (GRand *rand, const KaField *field, guint serial)
{
  switch (field->type)
    {
    case KA_FIELD_TEXT:
      return g_strdup_printf ("%s%u", texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))],
                              serial);
    case KA_FIELD_LONG:
      return g_strdup_printf ("%s，%u", texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))],
                              serial);
    case KA_FIELD_INT:
      return g_strdup_printf ("%d", (field->min != NULL ? atoi (field->min) : 0)
                                      + g_rand_int_range (rand, 0, 32));
    case KA_FIELD_DEC:
      return g_strdup_printf ("%d.%03d", g_rand_int_range (rand, 0, 110),
                              g_rand_int_range (rand, 0, 1000));
    case KA_FIELD_DATE:
      return g_rand_int_range (rand, 0, 12) == 0
               ? g_strdup ("长期")
               : ka_day_to_iso (g_rand_int_range (rand, 14000, 20400));
    case KA_FIELD_MONTH:
      return g_strdup_printf ("2025-%02d", g_rand_int_range (rand, 1, 13));
    case KA_FIELD_QUARTER:
      return g_strdup_printf ("2025Q%d", g_rand_int_range (rand, 1, 5));
    case KA_FIELD_TIME:
      return g_strdup_printf ("2025-%02d-%02dT%02d:%02d", g_rand_int_range (rand, 1, 13),
                              g_rand_int_range (rand, 1, 29), g_rand_int_range (rand, 0, 24),
                              g_rand_int_range (rand, 0, 60));
    case KA_FIELD_FLAG:
      return g_strdup (g_rand_boolean (rand) ? "是" : "否");
    case KA_FIELD_CHOICE:
      {
        g_autofree const char **choices = ka_field_choices (field, ka_today ());
        return g_strdup (
          choices[g_rand_int_range (rand, 0, (gint32)g_strv_length ((char **)choices))]);
      }
    case KA_FIELD_REF:
    default:
      g_assert_not_reached ();
    }
}

/* Some record of the kind that a field refers to; NULL if there is none. */
static char *
random_reference (KaLedger *ledger, GRand *rand, const KaField *field)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_field_target (field));
  g_autoptr (GArray) ids = ka_query_ids (query, ledger, NULL, NULL);
  if (ids->len == 0)
    return NULL;
  return g_strdup_printf (
    "%" G_GINT64_FORMAT, g_array_index (ids, gint64, g_rand_int_range (rand, 0, (gint32)ids->len)));
}

/* Fields by which a row is found again stand in every record, the others in most. */
static gboolean
is_key (const KaKind *kind, const KaField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind->keys) && kind->keys[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (kind->keys[i], "+", -1);
      if (g_strv_contains ((const char *const *)parts, field->id))
        return TRUE;
    }
  return FALSE;
}

static KaRecord *
random_record (KaLedger *ledger, GRand *rand, const KaKind *kind, guint serial)
{
  KaRecord *record = ka_record_new (kind);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const KaField *field = &kind->fields[i];
      if (!is_key (kind, field) && (field->flags & KA_REQUIRED) == 0
          && g_rand_int_range (rand, 0, 5) == 0)
        continue;
      g_autofree char *value = NULL;
      if (field->type == KA_FIELD_REF)
        value = random_reference (ledger, rand, field);
      else
        {
          g_autofree char *text = random_text (rand, field, serial);
          ka_field_parse (field, text, ka_today (), &value, NULL, NULL);
        }
      ka_record_set (record, field->id, value);
    }
  return record;
}

/* Whether another record has the same natural key: then nobody could tell which one a row means. */
static gboolean
has_double (const KaKind *kind, GHashTable *seen, const KaRecord *record)
{
  gboolean found = FALSE;
  for (guint k = 0; k < G_N_ELEMENTS (kind->keys) && kind->keys[k] != NULL; k++)
    {
      g_auto (GStrv) parts = g_strsplit (kind->keys[k], "+", -1);
      g_autoptr (GString) key = g_string_new (kind->keys[k]);
      gboolean complete = TRUE;
      for (guint i = 0; parts[i] != NULL; i++)
        {
          const char *value = ka_record_get (record, parts[i]);
          complete = complete && value != NULL;
          g_string_append_printf (key, "|%s", value);
        }
      if (complete && !g_hash_table_add (seen, g_strdup (key->str)))
        found = TRUE;
    }
  return found;
}

typedef struct
{
  GRand *rand;
  guint n;
} Filling;

static gboolean
fill (KaLedger *ledger, gpointer data, GError **error)
{
  Filling *filling = data;
  guint n_kinds, serial = 0;
  const KaKind *const *kinds = ka_kinds (&n_kinds);
  for (guint k = 0; k < n_kinds; k++)
    {
      const KaKind *kind = kinds[k];
      if ((kind->flags & KA_KIND_INTERNAL) != 0 || strcmp (kind->id, "target") == 0)
        continue;
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      guint saved = 0;
      for (guint i = 0; i < filling->n; i++)
        {
          g_autoptr (KaRecord) record = random_record (ledger, filling->rand, kind, ++serial);
          /* One mine name under several enterprises, as it happens. */
          if (strcmp (kind->id, "mine") == 0)
            ka_record_set (record, "name",
                           i % 3 == 0   ? "同名石灰岩矿"
                           : i % 3 == 1 ? "同名砂岩矿"
                                        : ka_record_get (record, "name"));
          g_autoptr (GError) refused = NULL;
          if (has_double (kind, seen, record))
            continue;
          if (ka_ledger_save (ledger, record, &refused))
            saved++;
          else
            g_test_message ("%s: %s", kind->id, refused->message);
        }
      g_test_message ("%s: %u records", kind->id, saved);
      g_assert_cmpuint (saved, >, 0);
    }
  return TRUE;
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  const char *given = g_getenv ("KA_TEST_SEED");
  guint32 seed = given != NULL ? (guint32)g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  g_test_message ("KA_TEST_SEED=%u", seed);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Filling filling = { rand, 40 };
  g_autoptr (GError) error = NULL;
  ka_ledger_transact (fixture->ledger, KA_CHANGE_SAVE, "test", fill, &filling, NULL, &error);
  g_assert_no_error (error);
  assert_round_trip (fixture);
}

/* ---- the rest ---- */

static void
add_enterprise (Fixture *fixture, const char *name, const char *phone, const char *note)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("enterprise"));
  ka_record_set (record, "name", name);
  ka_record_set (record, "principal_phone", phone);
  ka_record_set (record, "note", note);
  ka_ledger_save (fixture->ledger, record, &error);
  g_assert_no_error (error);
}

static void
test_masked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  add_enterprise (fixture, "示例甲", "13900001234", NULL);
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("enterprise"));
  g_autofree char *masked = ka_export_tsv (fixture->ledger, query, FALSE, &error);
  g_autofree char *open = ka_export_tsv (fixture->ledger, query, TRUE, &error);
  g_assert_null (strstr (masked, "13900001234"));
  g_assert_nonnull (strstr (open, "13900001234"));
  export_all (fixture, FALSE);
  g_autoptr (KaBook) book = ka_book_open (fixture->book, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  ka_grid_read_row (ka_book_get_sheet (book, 0), 1, cells);
  gboolean found = FALSE;
  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);
      g_assert_cmpstr (cell->text, !=, "13900001234");
      found = found || g_str_has_prefix (cell->text, "139*");
    }
  g_assert_true (found);
}

static void
test_texts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  add_enterprise (fixture, "示例\"甲\"", NULL, "第一行\n第二行");
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("enterprise"));
  g_autofree char *tsv = ka_export_tsv (fixture->ledger, query, FALSE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (tsv, "\n\"示例\"\"甲\"\"\"\t"));
  g_assert_true (g_str_has_suffix (tsv, "\t\"第一行\n第二行\"\n"));
  g_autofree char *csv = ka_export_csv_text (fixture->ledger, query, FALSE, &error);
  g_assert_true (g_str_has_prefix (csv, "\xef\xbb\xbf企业名称,统一社会信用代码,"));
  g_assert_nonnull (strstr (csv, "\r\n\"示例\"\"甲\"\"\","));
}

/* The rows stand in the order of the query, over more than one portion of reading. */
static gboolean
fill_many (KaLedger *ledger, gpointer data, GError **error)
{
  for (guint i = 0; i < 1500; i++)
    {
      g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("enterprise"));
      g_autofree char *name = g_strdup_printf ("示例%u号", i);
      g_autofree char *staff = g_strdup_printf ("%u", i * 7919 % 1500);
      ka_record_set (record, "name", name);
      ka_record_set (record, "staff", staff);
      if (!ka_ledger_save (ledger, record, error))
        return FALSE;
    }
  return TRUE;
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ka_ledger_transact (fixture->ledger, KA_CHANGE_SAVE, "test", fill_many, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("enterprise"));
  ka_query_set_order (query, "staff", TRUE);
  g_autofree char *tsv = ka_export_tsv (fixture->ledger, query, FALSE, &error);
  g_assert_no_error (error);
  g_auto (GStrv) lines = g_strsplit (tsv, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1502);
  for (guint i = 0; i < 1500; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i + 1], "\t", -1);
      g_autofree char *expected = g_strdup_printf ("%u", 1499 - i);
      g_assert_cmpstr (cells[ka_kind_field_index (ka_kind_get ("enterprise"), "staff")], ==,
                       expected);
    }
}

/* Digits that Excel would take for a number stay text in a csv. */
static void
test_digits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("permit"));
  ka_record_set (record, "kind", "爆破作业单位许可证");
  ka_record_set (record, "number", "5001163300001");
  ka_record_set (record, "scope", "007");
  ka_ledger_save (fixture->ledger, record, &error);
  g_assert_no_error (error);
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("permit"));
  g_autofree char *csv = ka_export_csv_text (fixture->ledger, query, FALSE, &error);
  g_assert_nonnull (strstr (csv, ",\t5001163300001,\t007,"));
  g_autofree char *tsv = ka_export_tsv (fixture->ledger, query, FALSE, &error);
  g_assert_nonnull (strstr (tsv, "\t5001163300001\t007\t"));
}

static void
on_progress (double fraction, const char *what, gpointer data)
{
  double *last = data;
  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1);
  g_assert_nonnull (what);
  *last = fraction;
}

static void
on_progress_cancel (double fraction, const char *what, gpointer data)
{
  if (fraction > 0.2)
    g_cancellable_cancel (data);
}

static void
test_progress_and_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) queries = ka_export_all_queries ();
  double last = 0;
  ka_sample_import (fixture->ledger, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (fixture->book, "before", -1, NULL));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_assert_false (ka_export_xlsx (fixture->ledger, queries, fixture->book, FALSE,
                                  on_progress_cancel, cancellable, cancellable, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_CANCELLED);
  g_clear_error (&error);
  g_autofree char *content = NULL;
  g_assert_true (g_file_get_contents (fixture->book, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "before");
  g_assert_true (ka_export_xlsx (fixture->ledger, queries, fixture->book, FALSE, on_progress, &last,
                                 NULL, &error));
  g_assert_cmpfloat (last, >, 0.999);
}

static void
test_sample_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (ka_sample_extract (fixture->folder, &error));
  g_assert_no_error (error);
  guint n = 0;
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    n += g_str_has_suffix (name, ".xlsx") || g_str_has_suffix (name, ".csv");
  g_assert_cmpuint (n, ==, 9);
  g_assert_false (ka_sample_extract ("/nonexistent/folder", &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_IO);
}

#define ADD(name, func) g_test_add ("/export/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("sample", test_sample);
  ADD ("random", test_random);
  ADD ("masked", test_masked);
  ADD ("texts", test_texts);
  ADD ("order", test_order);
  ADD ("digits", test_digits);
  ADD ("progress-and-cancel", test_progress_and_cancel);
  ADD ("sample-files", test_sample_files);
  return g_test_run ();
}
