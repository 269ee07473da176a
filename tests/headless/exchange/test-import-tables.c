/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import-fixture.h"
#include "make-xlsx.h"

/* ---- tables as they are met ---- */

static void
append_cell (GString *out, const char *place, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (out, "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>", place,
                          escaped);
}

static void
test_shapes (Fixture *fixture, gconstpointer data)
{
  static const char *const rows[][5] = {
    { "附件1", NULL },
    { "企业名称", "所在镇街", "从业人员数", "备注" },
    { "甲厂", "德感街道", "1", "某" },
    { "乙厂", NULL, "2", "同上" },
    { "德感街道小计", NULL, "3" },
    { "企业名称", "所在镇街", "从业人员数", "备注" },
    { NULL },
    { "丙厂", "双福街道", "45.0" },
    { "合　计", NULL, "48" },
    { "共3家" },
    { "注：数据截至十二月。" },
    { "填表人：张某", NULL, "审核人：李某" },
  };
  g_autoptr (GString) sheet = g_string_new (NULL);
  g_autoptr (KaImport) import = ka_import_new ();
  g_autoptr (GError) error = NULL;
  char *path;

  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    {
      g_string_append_printf (sheet, "<row r=\"%u\">", r + 1);
      for (guint c = 0; c < 4; c++)
        if (rows[r][c] != NULL)
          {
            g_autofree char *place = g_strdup_printf ("%c%u", 'A' + (int)c, r + 1);

            append_cell (sheet, place, rows[r][c]);
          }
      g_string_append (sheet, "</row>");
    }
  g_string_append (sheet, "</sheetData><mergeCells><mergeCell ref=\"B3:B4\"/></mergeCells>");
  path = make_xlsx (sheet->str, NULL, NULL);
  ka_import_add_file (import, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_free (path);
  commit (fixture, import);
  assert_counts (import, 0, 3, 0, 0, 0);
  assert_value (fixture, "enterprise", "name", "乙厂", "town", "德感街道");
  assert_value (fixture, "enterprise", "name", "乙厂", "note", "某");
  assert_value (fixture, "enterprise", "name", "丙厂", "staff", "45");
  assert_value (fixture, "enterprise", "name", "丙厂", "note", NULL);
}

/* What Excel made of values: dates as serials without style, months as dates, codes as numbers. */
static void
test_cells (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) base = ka_import_new ();
  g_autoptr (KaImport) import = ka_import_new ();
  g_autoptr (KaImport) people = ka_import_new ();
  g_autoptr (GString) sheet = g_string_new ("<row r=\"1\">");
  g_autoptr (GString) persons = g_string_new ("<row r=\"1\">");
  g_autoptr (GError) error = NULL;
  g_autofree char *problems = NULL;
  char *path;

  add_text (fixture, base, "企业.csv", ENTERPRISES);
  add_text (fixture, base, "矿山.csv", MINES);
  commit (fixture, base);
  append_cell (sheet, "A1", "矿山");
  append_cell (sheet, "B1", "月份");
  append_cell (sheet, "C1", "总工程师在岗(工作日)");
  append_cell (sheet, "D1", "佐证");
  g_string_append (sheet, "</row><row r=\"2\">");
  append_cell (sheet, "A2", "二号矿");
  g_string_append (sheet, "<c r=\"B2\" s=\"1\"><v>45717</v></c><c r=\"C2\"><v>2.0E1</v></c>"
                          "<c r=\"D2\"><v>13900001015</v></c></row>");
  path
    = make_xlsx (sheet->str, NULL, "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>");
  ka_import_add_file (import, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_free (path);
  commit (fixture, import);
  assert_counts (import, 0, 1, 0, 0, 0);
  assert_value (fixture, "duty", "month", "2025-03", "engineer_days", "20");
  assert_value (fixture, "duty", "month", "2025-03", "evidence", "13900001015");

  append_cell (persons, "A1", "企业名称");
  append_cell (persons, "B1", "姓名");
  append_cell (persons, "C1", "身份证号");
  append_cell (persons, "D1", "岗位类别");
  append_cell (persons, "E1", "证书有效期至");
  append_cell (persons, "F1", "证书编号");
  g_string_append (persons, "</row><row r=\"2\">");
  append_cell (persons, "A2", "江津甲矿业有限公司");
  append_cell (persons, "B2", "张　某");
  g_string_append (persons, "<c r=\"C2\"><v>5.0011619900101E+17</v></c>");
  append_cell (persons, "D2", "主要负责人");
  g_string_append (persons,
                   "<c r=\"E2\"><v>46000</v></c><c r=\"F2\" t=\"e\"><v>#REF!</v></c></row>");
  path = make_xlsx (persons->str, NULL, NULL);
  ka_import_add_file (people, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_free (path);
  ka_import_set_skip_bad (people, TRUE);
  commit (fixture, people);
  problems = show_problems (people);
  g_assert_cmpstr (problems, ==, "precision_lost@C2 cell_error@F2");
  assert_counts (people, 0, 1, 0, 0, 0);
  assert_value (fixture, "person", "name", "张某", "cert_until", "2025-12-09");
}

static void
test_ranges_units_titles (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) base = import_text (fixture, "企业.csv", ENTERPRISES);
  g_autoptr (KaImport) permits
    = import_text (fixture, "安全生产许可证.csv",
                   "企业名称,证号,有效期,矿区面积（公顷）\n"
                   "江津甲矿业有限公司,渝FM安许证字〔2024〕1号,2024.5.6-2027.5.5,12.42\n");
  g_autoptr (KaImport) mines
    = import_text (fixture, "矿山.csv",
                   "所属企业,矿山名称,矿山类型,矿山状态,所在镇街,设计生产规模（万吨/年）,总工程师\n"
                   "江津甲矿业有限公司,一号矿,露天矿山,生产,德感街道,15,未配备\n"
                   "江津甲矿业有限公司,二号矿,露天矿山,生产,德感街道,6万立方米/年,王某\n");

  assert_counts (permits, 0, 1, 0, 0, 0);
  assert_value (fixture, "permit", "kind", "安全生产许可证", "valid_from", "2024-05-06");
  assert_value (fixture, "permit", "kind", "安全生产许可证", "valid_until", "2027-05-05");
  assert_value (fixture, "permit", "kind", "安全生产许可证", "area_km2", "0.1242");
  assert_counts (mines, 0, 2, 0, 0, 0);
  assert_value (fixture, "mine", "name", "一号矿", "capacity_unit", "万吨/年");
  assert_value (fixture, "mine", "name", "二号矿", "capacity_unit", "万立方米/年");
  assert_value (fixture, "mine", "name", "二号矿", "capacity", "6");
  assert_value (fixture, "mine", "name", "一号矿", "chief_engineer", NULL);
}

/* ---- whole ledgers ---- */

/* What is exported and imported elsewhere is the same ledger. */
static void
compare_ledgers (KaLedger *a, KaLedger *b)
{
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  for (guint k = 0; k < n; k++)
    {
      g_autoptr (KaQuery) query = NULL;
      g_autoptr (GPtrArray) left = NULL;
      g_autoptr (GPtrArray) right = NULL;
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      if (kinds[k]->flags & KA_KIND_INTERNAL)
        continue;
      query = ka_query_new (kinds[k]);
      left = ka_query_records (query, a, NULL);
      right = ka_query_records (query, b, NULL);
      g_assert_cmpuint (left->len, ==, right->len);
      for (guint side = 0; side < 2; side++)
        for (guint r = 0; r < left->len; r++)
          {
            KaLedger *ledger = side == 0 ? a : b;
            const KaRecord *record = g_ptr_array_index (side == 0 ? left : right, r);
            GString *text = g_string_new (NULL);

            for (guint f = 0; f < kinds[k]->n_fields; f++)
              {
                g_autofree char *shown
                  = ka_ledger_display (ledger, record, &kinds[k]->fields[f], FALSE);

                g_string_append_printf (text, "%s\n", shown);
              }
            if (side == 0)
              g_hash_table_add (seen, g_string_free (text, FALSE));
            else
              {
                g_assert_true (g_hash_table_contains (seen, text->str));
                g_string_free (text, TRUE);
              }
          }
    }
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autofree char *shared
    = g_build_filename (g_getenv ("KA_SHARED") ? g_getenv ("KA_SHARED") : "/nowhere",
                        "samples-plain", "ledger.xlsx", NULL);
  g_autofree char *exported = g_build_filename (fixture->folder, "all.xlsx", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "other.kuangan", NULL);
  g_autoptr (KaImport) import = ka_import_new ();
  g_autoptr (KaImport) back = ka_import_new ();
  g_autoptr (GPtrArray) queries = NULL;
  g_autoptr (KaLedger) ledger = NULL;
  g_autoptr (GError) error = NULL;
  gint64 change;

  if (!g_file_test (shared, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no sample ledger here");
      return;
    }
  ka_import_add_file (import, shared, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  commit (fixture, import);
  g_assert_cmpuint (ka_import_get_n_refusals (import), ==, 0);
  g_assert_cmpint (count (fixture, "person"), ==, 342);
  g_assert_cmpint (count (fixture, "hazard"), ==, 154);
  queries = ka_export_all_queries ();
  ka_export_xlsx (fixture->ledger, queries, exported, TRUE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  ledger = ka_ledger_create (other, &error);
  g_assert_no_error (error);
  ka_import_add_file (back, exported, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  ka_import_commit (back, ledger, NULL, NULL, NULL, &change, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ka_import_get_n_refusals (back), ==, 0);
  compare_ledgers (fixture->ledger, ledger);
  /* And what is imported where it stands already changes nothing. */
  ka_import_commit (back, fixture->ledger, NULL, NULL, NULL, &change, &error);
  g_assert_no_error (error);
  g_assert_cmpint (change, ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/import/shapes", test_shapes },
    { "/import/cells", test_cells },
    { "/import/ranges-units-titles", test_ranges_units_titles },
    { "/import/round-trip", test_round_trip },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
