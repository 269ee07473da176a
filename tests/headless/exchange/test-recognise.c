/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "make-xlsx.h"

#include <glib/gstdio.h>
#include <ka-import.h>
#include <string.h>

/* The first table of a csv text, under the name of a file. */
static KaImport *
open_text (const char *name, const char *text)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  KaImport *import = ka_import_new ();

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  ka_import_add_file (import, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_rmdir (folder);
  return import;
}

static KaImportTable *
table_of (KaImport *import, guint i)
{
  GPtrArray *tables = ka_import_get_tables (import);

  g_assert_cmpuint (i, <, tables->len);
  return g_ptr_array_index (tables, i);
}

static char *
show_fields (const KaImportTable *table)
{
  GString *out = g_string_new (NULL);

  for (guint c = 0; c < table->fields->len; c++)
    {
      const KaField *field = g_ptr_array_index (table->fields, c);

      g_string_append_printf (out, "%s%s", c > 0 ? " " : "", field ? field->id : "-");
    }
  return g_string_free (out, FALSE);
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *file, *text, *kind, *fields;
    guint heading_row, first_row; /* from 0 */
  } cases[] = {
    { "企业.csv", "企业名称,统一社会信用代码,所在镇街\n甲,,德感街道\n", "enterprise",
      "name credit_code town", 0, 1 },
    /* by headings alone; title lines above; 序号 and unknown columns passed over */
    { "a.csv",
      "江津区2025年统计,,,\n填报单位：某某,,,\n序号,矿山名称,矿山类型,矿山状态,所在镇街,颜色\n1,甲,,,,\n",
      "mine", "- name type status town -", 2, 3 },
    { "b.csv", "单位名称,社会信用代码,法人代表,职工人数（人）\n甲,,,\n", "enterprise",
      "name credit_code legal_rep staff", 0, 1 },
    { "隐患台账.csv", "矿山,发现日期,隐患等级,隐患描述,整改期限\n甲,,,,\n", "hazard",
      "mine found level description deadline", 0, 1 },
    /* the enterprise beside the mine of a kind that knows only its mine is no field of it */
    { "履职月报.csv", "所属企业,矿山,月份,总工程师在岗(工作日)\n甲,乙,2025-01,20\n", "duty",
      "- mine month engineer_days", 0, 1 },
    { "证照.csv", "企业,矿山,证照类型,证号,有效期至\n甲,乙,,1,\n", "permit",
      "enterprise mine kind number valid_until", 0, 1 },
    { "名单.csv", "姓名,*身份证号:,岗位类别,证书编号\n甲,,,\n", "person",
      "name id_number post cert_no", 0, 1 },
    /* a text without headings */
    { "c.csv", "今天,天气\n很,好\n", NULL, "- -", 0, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KaImport) import = open_text (cases[i].file, cases[i].text);
      KaImportTable *table = table_of (import, 0);
      g_autofree char *fields = show_fields (table);

      g_assert_cmpstr (table->kind ? table->kind->id : NULL, ==, cases[i].kind);
      g_assert_cmpstr (fields, ==, cases[i].fields);
      g_assert_cmpuint (table->heading_row, ==, cases[i].heading_row);
      g_assert_cmpuint (table->first_row, ==, cases[i].first_row);
      g_assert_true (table->taken == (cases[i].kind != NULL));
      g_assert_cmpfloat (table->score, <=, 1);
    }
}

/* A sheet with all labels of a kind is of that kind, and each label is its own field. */
static void
test_labels (void)
{
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  for (guint k = 0; k < n; k++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (KaImport) import = NULL;
      g_autofree char *file = NULL;
      KaImportTable *table;

      if (kinds[k]->flags & KA_KIND_INTERNAL)
        continue;
      for (guint f = 0; f < kinds[k]->n_fields; f++)
        {
          g_autofree char *heading = ka_field_heading (&kinds[k]->fields[f]);

          g_string_append_printf (text, "%s\"%s\"", f > 0 ? "," : "", heading);
        }
      g_string_append (text, "\n1\n");
      file = g_strdup_printf ("%s.csv", kinds[k]->label);
      import = open_text (file, text->str);
      table = table_of (import, 0);
      g_assert_true (table->kind == kinds[k]);
      for (guint f = 0; f < kinds[k]->n_fields; f++)
        g_assert_true (g_ptr_array_index (table->fields, f) == &kinds[k]->fields[f]);
    }
}

/* Two levels, joined from top to bottom; cells merged over both count once. */
static void
test_levels (void)
{
  g_autoptr (KaImport) import = ka_import_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *fields = NULL;
  KaImportTable *table;
  char *path = make_xlsx (
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>企业基本情况</t></is></c></row>"
    "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>企业名称</t></is></c>"
    "<c r=\"B2\" t=\"inlineStr\"><is><t>主要负责人</t></is></c>"
    "<c r=\"D2\" t=\"inlineStr\"><is><t>所在\n镇街</t></is></c></row>"
    "<row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>姓名</t></is></c>"
    "<c r=\"C3\" t=\"inlineStr\"><is><t>电话</t></is></c></row>"
    "<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>甲</t></is></c></row></sheetData>"
    "<mergeCells><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:C2\"/>"
    "<mergeCell ref=\"D2:D3\"/></mergeCells>",
    NULL, NULL);

  ka_import_add_file (import, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_free (path);
  table = table_of (import, 0);
  fields = show_fields (table);
  g_assert_cmpstr (table->kind ? table->kind->id : NULL, ==, "enterprise");
  g_assert_cmpstr (fields, ==, "name principal principal_phone town");
  g_assert_cmpuint (table->heading_row, ==, 1);
  g_assert_cmpuint (table->first_row, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (table->headings, 2), ==, "主要负责人电话");
}

/* What the user says goes before what was guessed. */
static void
test_answers (void)
{
  g_autoptr (KaImport) import = open_text ("x.csv", "名字,甲,乙\n一,二,三\n");
  const KaKind *enterprise = ka_kind_get ("enterprise");
  KaImportTable *table = table_of (import, 0);
  g_autofree char *fields = NULL;

  g_assert_null (table->kind);
  g_assert_false (table->taken);
  ka_import_set_kind (import, 0, enterprise);
  g_assert_true (table->kind == enterprise);
  g_assert_true (table->taken);
  ka_import_set_field (import, 0, 0, ka_kind_field (enterprise, "name"));
  ka_import_set_field (import, 0, 2, ka_kind_field (enterprise, "address"));
  ka_import_set_field (import, 0, 1, ka_kind_field (enterprise, "address"));
  fields = show_fields (table);
  g_assert_cmpstr (fields, ==, "name address -");
  ka_import_set_kind (import, 0, NULL);
  g_assert_null (table->kind);
  g_assert_false (table->taken);
}

/* The letters of a file's headings do not stay in GLib's table of strings, which never shrinks. */
static void
test_letters (void)
{
  g_autoptr (KaImport) import
    = open_text ("企业.csv", "企业名称,龘𠀀名称,所在镇街\n甲,乙,德感街道\n");

  g_assert_cmpstr (table_of (import, 0)->kind->id, ==, "enterprise");
  g_assert_cmpuint (g_quark_try_string ("龘"), ==, 0);
  g_assert_cmpuint (g_quark_try_string ("𠀀"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recognise/kinds", test_kinds);
  g_test_add_func ("/recognise/labels", test_labels);
  g_test_add_func ("/recognise/levels", test_levels);
  g_test_add_func ("/recognise/answers", test_answers);
  g_test_add_func ("/recognise/letters", test_letters);
  return g_test_run ();
}
