/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import-fixture.h"

/* Tables whose headings are not found: the user says where they stand, and it is remembered. */

/* Nobody knows these headings, nor that the table is one of enterprises; a line of figures stands above them. */
#define STRANGE                                                                                    \
  "双福街道,2025,合计,3,备查\n"                                                            \
  "甲项,乙项,丙项,丁项,戊项\n"                                                           \
  "一,二,三,四,五\n"                                                                          \
  "渝州一厂,双福街道,91500116MA5U0HHT5X,13900000001,7\n"                                   \
  "渝州二厂,双福街道,91500116MA5U0HHU3Q,13900000002,9\n"

static void
answer (KaImport *import)
{
  const KaKind *kind = ka_kind_get ("enterprise");

  g_assert_true (ka_import_set_headings (import, 0, 1, 2, kind));
  ka_import_set_field (import, 0, 0, ka_kind_field (kind, "name"));
  ka_import_set_field (import, 0, 1, ka_kind_field (kind, "town"));
}

static void
assert_headed (KaImport *import)
{
  const KaImportTable *table = table_of (import, 0);

  g_assert_cmpuint (ka_import_get_tables (import)->len, ==, 1);
  g_assert_cmpstr (table->kind->id, ==, "enterprise");
  g_assert_cmpuint (table->heading_row, ==, 1);
  g_assert_cmpuint (table->n_heading_rows, ==, 2);
  g_assert_cmpuint (table->first_row, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (table->headings, 0), ==, "甲项一");
  g_assert_true (table->taken);
  g_assert_cmpuint (ka_import_count_rows (import, 0), ==, 2);
}

static void
test_said (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = open_text (fixture, "甲.csv", STRANGE);
  g_autoptr (GError) error = NULL;
  GPtrArray *guesses;

  /* It is offered, and not taken. */
  g_assert_cmpuint (ka_import_get_tables (import)->len, ==, 1);
  g_assert_null (table_of (import, 0)->kind);
  ka_import_plan (import, fixture->ledger, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (
    ((KaImportProblem *)g_ptr_array_index (ka_import_get_problems (import), 0))->code, ==,
    "sheet_unknown");
  g_assert_false (ka_import_set_headings (import, 0, 90, 90, NULL));
  answer (import);
  assert_headed (import);
  /* What its values show is offered. */
  guesses = ka_import_get_guesses (import, 0, 2);
  g_assert_nonnull (guesses);
  g_assert_cmpstr (((KaGuess *)g_ptr_array_index (guesses, 0))->field->id, ==, "credit_code");
  commit (fixture, import);
  assert_counts (import, 0, 2, 0, 0, 0);
}

/* The same form from another town, with other lines above the headings. */
static void
test_remembered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) first = open_text (fixture, "甲.csv", STRANGE);
  g_autoptr (KaImport) later = NULL;
  g_autoptr (KaImport) dropped = NULL;
  g_autoptr (KaImport) last = NULL;
  g_autoptr (GError) error = NULL;

  answer (first);
  commit (fixture, first);
  later = open_text (fixture, "乙.csv",
                     "甲项,乙项,丙项,丁项,戊项\n一,二,三,四,五\n"
                     "渝州三厂,双福街道,91500116MA5U0HHW1K,13900000003,7\n");
  g_assert_true (ka_import_recall (later, fixture->ledger, &error));
  g_assert_cmpuint (table_of (later, 0)->heading_row, ==, 0);
  g_assert_cmpuint (table_of (later, 0)->n_heading_rows, ==, 2);
  g_assert_cmpstr (table_of (later, 0)->recalled, ==, "双福街道");
  for (guint c = 0; c < 5; c++)
    g_assert_null (ka_import_get_guesses (later, 0, c));
  commit (fixture, later);
  assert_counts (later, 0, 1, 0, 0, 0);
  /* Taken back, it is not applied again. */
  dropped = open_text (fixture, "甲.csv", STRANGE);
  g_assert_true (ka_import_recall (dropped, fixture->ledger, &error));
  assert_headed (dropped);
  ka_import_drop_recalled (dropped, 0);
  g_assert_null (table_of (dropped, 0)->kind);
  add_text (fixture, dropped, "丙.csv", "企业名称,所在镇街\n丙厂,双福街道\n");
  commit (fixture, dropped);
  last = open_text (fixture, "甲.csv", STRANGE);
  g_assert_true (ka_import_recall (last, fixture->ledger, &error));
  g_assert_null (table_of (last, 0)->kind);
}

/* Found, but wrongly: a line of data was taken for the headings, or one too few of them. */
static void
test_corrected (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import
    = open_text (fixture, "企业.csv",
                 "企业名称,所在镇街,备注\n渝州一厂,双福街道,甲\n企业名称,从业人员数,备注\n"
                 "渝州二厂,9,乙\n");

  g_assert_true (ka_import_set_headings (import, 0, 2, 2, NULL));
  g_assert_cmpstr (table_of (import, 0)->kind->id, ==, "enterprise");
  g_assert_cmpuint (table_of (import, 0)->first_row, ==, 3);
  g_assert_cmpuint (ka_import_count_rows (import, 0), ==, 1);
}

/* Settled columns are not asked again, nor when the form comes again. */
static void
test_settled (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "企业名称,值班,所在镇街\n甲厂,13900000001,双福街道\n";
  g_autoptr (KaImport) import = open_text (fixture, "甲.csv", text);
  g_autoptr (KaImport) later = open_text (fixture, "乙.csv", text);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (ka_import_get_guesses (import, 0, 1));
  g_assert_cmpuint (ka_import_count_unsure (import), ==, 1);
  ka_import_settle (import, 0);
  g_assert_cmpuint (ka_import_count_unsure (import), ==, 0);
  commit (fixture, import);
  g_assert_cmpuint (ka_import_count_unsure (later), ==, 1);
  g_assert_true (ka_import_recall (later, fixture->ledger, &error));
  g_assert_cmpuint (ka_import_count_unsure (later), ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/headed/said", test_said },
    { "/headed/remembered", test_remembered },
    { "/headed/corrected", test_corrected },
    { "/headed/settled", test_settled },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
