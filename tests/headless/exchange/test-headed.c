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

static gboolean
is_told_unknown (KaImport *import)
{
  GPtrArray *problems = ka_import_get_problems (import);

  for (guint i = 0; i < problems->len; i++)
    if (strcmp (((KaImportProblem *)g_ptr_array_index (problems, i))->code, "sheet_unknown") == 0)
      return TRUE;
  return FALSE;
}

static void
plan (Fixture *fixture, KaImport *import)
{
  g_autoptr (GError) error = NULL;

  ka_import_plan (import, fixture->ledger, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Nobody is asked what was said, until it is taken back; the other sheets stay what they are. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = open_text (fixture, "甲.csv", STRANGE);
  g_autoptr (KaImport) later = NULL;

  add_text (fixture, import, "丙.csv", "企业名称,所在镇街\n丙厂,双福街道\n");
  plan (fixture, import);
  g_assert_true (is_told_unknown (import));
  ka_import_set_kind (import, 0, ka_kind_get ("enterprise"));
  plan (fixture, import);
  g_assert_false (is_told_unknown (import));
  answer (import);
  plan (fixture, import);
  g_assert_false (is_told_unknown (import));
  g_assert_true (table_of (import, 0)->headed);
  ka_import_recognise_again (import, 0);
  plan (fixture, import);
  g_assert_true (is_told_unknown (import));
  g_assert_cmpuint (ka_import_get_tables (import)->len, ==, 2);
  g_assert_null (table_of (import, 0)->kind);
  g_assert_false (table_of (import, 0)->headed);
  g_assert_cmpstr (table_of (import, 1)->kind->id, ==, "enterprise");
  /* What is taken back is not kept; said again, it is. */
  answer (import);
  commit (fixture, import);
  later = open_text (fixture, "甲.csv", STRANGE);
  plan (fixture, later);
  g_assert_true (table_of (later, 0)->headed);
  g_assert_nonnull (table_of (later, 0)->recalled);
  ka_import_set_headings (later, 0, 1, 1, ka_kind_get ("enterprise"));
  g_assert_null (table_of (later, 0)->recalled);
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

/* Why the program refused a row is no column of the ledger. */
static void
test_reasons (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = open_text (
    fixture, "问题清单.csv",
    "企业名称,所在镇街,未导入的原因\n甲厂,火星镇,第 3 行：“火星镇”不是本区的镇街，请从列表中选。\n");

  g_assert_null (ka_import_get_guesses (import, 0, 2));
  g_assert_cmpuint (ka_import_count_unsure (import), ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/headed/said", test_said },           { "/headed/remembered", test_remembered },
    { "/headed/corrected", test_corrected }, { "/headed/again", test_again },
    { "/headed/reasons", test_reasons },     { "/headed/settled", test_settled },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
