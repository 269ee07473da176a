/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>
#include <ka-day.h>
#include <ka-export.h>
#include <ka-history.h>
#include <ka-import.h>
#include <ka-maintain.h>
#include <string.h>

/* What the tests of the import share: a ledger in a folder of its own, imports of texts, and what is asked
 * of them. One header of static functions. */
#define FIXTURE G_GNUC_UNUSED static

typedef struct
{
  char *folder;
  KaLedger *ledger;
} Fixture;

FIXTURE void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  ka_set_today (ka_day_from_ymd (2025, 12, 31));
  fixture->folder = g_dir_make_tmp ("kuangan-test-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "l.kuangan", NULL);
  fixture->ledger = ka_ledger_create (path, &error);
  g_assert_no_error (error);
}

FIXTURE void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

FIXTURE void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = ka_ledger_verify (fixture->ledger, NULL, NULL, NULL, &error);

  /* Whatever was imported, refused or undone: the ledger is sound. */
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
  g_object_unref (fixture->ledger);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

FIXTURE void
add_text (Fixture *fixture, KaImport *import, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  ka_import_add_file (import, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

FIXTURE KaImport *
open_text (Fixture *fixture, const char *name, const char *text)
{
  KaImport *import = ka_import_new ();

  add_text (fixture, import, name, text);
  return import;
}

FIXTURE const KaImportTable *
table_of (KaImport *import, guint i)
{
  GPtrArray *tables = ka_import_get_tables (import);

  g_assert_cmpuint (i, <, tables->len);
  return g_ptr_array_index (tables, i);
}

FIXTURE void
commit (Fixture *fixture, KaImport *import)
{
  g_autoptr (GError) error = NULL;
  gint64 change;

  ka_import_commit (import, fixture->ledger, NULL, NULL, NULL, &change, &error);
  g_assert_no_error (error);
}

FIXTURE KaImport *
import_text (Fixture *fixture, const char *name, const char *text)
{
  KaImport *import = open_text (fixture, name, text);

  commit (fixture, import);
  return import;
}

FIXTURE void
assert_counts (KaImport *import,
               guint table,
               guint added,
               guint changed,
               guint unchanged,
               guint refused)
{
  const KaImportTable *t = table_of (import, table);

  g_assert_cmpuint (t->added, ==, added);
  g_assert_cmpuint (t->changed, ==, changed);
  g_assert_cmpuint (t->unchanged, ==, unchanged);
  g_assert_cmpuint (t->refused, ==, refused);
  g_assert_cmpuint (t->read, ==, added + changed + unchanged + refused);
}

/* "code@cell code@cell …" of all that is more than a remark. */
FIXTURE char *
show_problems (KaImport *import)
{
  GPtrArray *problems = ka_import_get_problems (import);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const KaImportProblem *problem = g_ptr_array_index (problems, i);

      g_assert_true (g_utf8_validate (problem->message, -1, NULL));
      if (problem->severity == KA_SEVERITY_INFO)
        continue;
      g_string_append_printf (out, "%s%s%s@%s", out->len > 0 ? " " : "",
                              problem->severity == KA_SEVERITY_WARN ? "?" : "", problem->code,
                              problem->cell ? problem->cell : "-");
    }
  return g_string_free (out, FALSE);
}

FIXTURE KaRecord *
find (Fixture *fixture, const char *kind, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  gint64 id = ka_ledger_find (fixture->ledger, ka_kind_get (kind), field, value, &error);
  KaRecord *record;

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  record = ka_ledger_get (fixture->ledger, ka_kind_get (kind), id, &error);
  g_assert_no_error (error);
  return record;
}

FIXTURE void
assert_value (Fixture *fixture,
              const char *kind,
              const char *field,
              const char *value,
              const char *asked,
              const char *expected)
{
  g_autoptr (KaRecord) record = find (fixture, kind, field, value);

  g_assert_cmpstr (ka_record_get (record, asked), ==, expected);
}

FIXTURE gint64
count (Fixture *fixture, const char *kind)
{
  return ka_ledger_count (fixture->ledger, ka_kind_get (kind), NULL);
}

#define ENTERPRISES                                                                                \
  "企业名称,统一社会信用代码,所在镇街,从业人员数\n"                           \
  "江津甲矿业有限公司,,德感街道,12\n"                                                 \
  "江津乙石材厂,,双福街道,\n"

#define MINES                                                                                      \
  "所属企业,矿山名称,矿山类型,矿山状态,所在镇街\n"                             \
  "江津甲矿业有限公司,一号矿,露天矿山,生产,德感街道\n"                       \
  "江津乙石材厂,一号矿,地下矿山,停产,双福街道\n"                                \
  "江津乙石材厂,二号矿,露天矿山,生产,双福街道\n"
