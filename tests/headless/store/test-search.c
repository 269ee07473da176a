/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <ka-attachment.h>
#include <ka-search.h>
#include <ka-text-search.h>
#include <ka-text.h>

#include <glib/gstdio.h>
#include <string.h>

static guint
count (KaLedger *ledger, const char *kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups = ka_ledger_search (ledger, text, 20, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < groups->len; i++)
    {
      const KaSearchGroup *group = groups->pdata[i];

      if (strcmp (group->kind->id, kind) == 0)
        return group->n;
    }
  return 0;
}

static KaSearchHit *
first_hit (GPtrArray *groups, const char *kind)
{
  for (guint i = 0; i < groups->len; i++)
    {
      KaSearchGroup *group = groups->pdata[i];

      if (strcmp (group->kind->id, kind) == 0)
        return group->hits->pdata[0];
    }
  return NULL;
}

/* ---- how it is looked for ---- */

static const struct
{
  const char *kind, *text;
  guint n;
} cases[] = {
  { "enterprise", "石", 1 },
  { "enterprise", "陡石梯", 1 },
  { "enterprise", "梯石", 0 },
  { "enterprise", "dst", 1 },
  { "enterprise", "zqdst", 1 },
  { "enterprise", "cqdst", 1 },
  { "enterprise", "cqdtt", 0 },
  { "enterprise", "重庆 建材", 1 },
  { "enterprise", "重庆 水泥", 0 },
  { "enterprise", "９１３５０", 1 },
  { "penalty", "120000", 1 },
  { "penalty", "120,000", 1 },
  { "penalty", "120,000.00", 1 },
  { "penalty", "120 000", 1 },
  { "penalty", "[2025]1号", 1 },
  { "penalty", "应急罚〔２０２５〕１号", 1 },
  { "penalty", "2025年3月5日", 1 },
  { "penalty", "2025.3.5", 1 },
  { "penalty", "2025-03-05", 1 },
  { "penalty", "2025-03-06", 0 },
  { "penalty", "第四十四条第一款", 1 },
  { "penalty", "\"", 0 },
  { "penalty", "AND OR NOT", 0 },
  { "person", "张某", 1 },
  { "person", "zm", 1 },
  { "person", "50010119900101123X", 1 },
  { "person", "5001011990", 0 },
  { "person", "139 0000 1015", 1 },
  { "person", "139-0000-1015", 1 },
  { "person", "1390000", 0 },
};

static void
check_cases (KaLedger *ledger)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s: %s", cases[i].kind, cases[i].text);
      g_assert_cmpuint (count (ledger, cases[i].kind, cases[i].text), ==, cases[i].n);
    }
}

static void
save_cases (KaLedger *ledger)
{
  gint64 enterprise = test_save (ledger, "enterprise", "name", "重庆陡石梯建材有限公司",
                                 "credit_code", "91350100M000100Y43", "category", "矿山企业", NULL);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, enterprise);

  test_save (ledger, "penalty", "enterprise", id, "doc_no", "（江津）应急罚〔2025〕1号", "decided",
             "2025-03-05", "amount", "120000", "violated", "《安全生产法》第四十四条，第一款",
             NULL);
  test_save (ledger, "person", "enterprise", id, "name", "张某", "post", "矿长", "id_number",
             "50010119900101123X", "phone", "13900001015", NULL);
}

static void
test_ways (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GPtrArray) groups = NULL;
  KaSearchHit *hit;

  save_cases (ledger);
  check_cases (ledger);

  groups = ka_ledger_search (ledger, "13900001015", 5, NULL, NULL);
  hit = first_hit (groups, "person");
  g_assert_cmpstr (hit->found, ==, "139****1015");
  g_assert_cmpstr (hit->field->id, ==, "phone");
  g_assert_cmpstr (hit->title, ==, "张某");
  g_clear_pointer (&groups, g_ptr_array_unref);
  groups = ka_ledger_search (ledger, "第四十四条第一款", 5, NULL, NULL);
  hit = first_hit (groups, "penalty");
  g_assert_cmpstr (hit->field->id, ==, "violated");
  g_assert_cmpstr (hit->found, ==, "第四十四条，第一款");
  g_clear_pointer (&groups, g_ptr_array_unref);
  groups = ka_ledger_search (ledger, "，", 5, NULL, NULL);
  g_assert_cmpuint (groups->len, ==, 0);

  g_clear_object (&ledger);
  test_folder_remove (g_steal_pointer (&folder));
}

/* ---- kept with every change ---- */

static void
test_changes (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;
  gint64 id = test_enterprise (ledger, "甲石场有限公司"), first_rev = ka_ledger_get_head (ledger);
  g_autoptr (KaChange) change = NULL;

  g_assert_cmpuint (count (ledger, "enterprise", "甲石场"), ==, 1);
  test_change (ledger, "enterprise", id, "name", "乙石场有限公司");
  g_assert_cmpuint (count (ledger, "enterprise", "甲石场"), ==, 0);
  g_assert_cmpuint (count (ledger, "enterprise", "乙石场"), ==, 1);

  change = ka_ledger_next_undo (ledger, &error);
  g_assert_cmpint (ka_ledger_undo_change (ledger, change->id, &error), >, 0);
  g_assert_cmpuint (count (ledger, "enterprise", "甲石场"), ==, 1);
  g_assert_cmpuint (count (ledger, "enterprise", "乙石场"), ==, 0);

  g_assert_true (ka_ledger_delete (ledger, ka_kind_get ("enterprise"), id, &error));
  g_assert_cmpuint (count (ledger, "enterprise", "石场"), ==, 0);
  g_assert_true (ka_ledger_restore_revision (ledger, first_rev, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (ledger, "enterprise", "甲石场"), ==, 1);

  /* What is refused leaves the index as it was. */
  {
    g_autoptr (KaRecord) other
      = test_record ("mine", "enterprise", "999", "name", "丙矿", "type", "露天矿山", "status",
                     "生产", "town", "几江街道", NULL);

    g_assert_false (ka_ledger_save (ledger, other, &error));
    g_assert_nonnull (error);
  }
  g_assert_cmpuint (count (ledger, "mine", "丙矿"), ==, 0);

  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (g_steal_pointer (&folder));
}

/* ---- a change too large to be indexed with it ---- */

#define MANY 2500
#define WAITING "SELECT count (*) FROM search_version WHERE version < 0"

typedef struct
{
  gint64 renamed;
  guint n;
} Large;

static gboolean
write_large (KaLedger *ledger, gpointer data, GError **error)
{
  const Large *large = data;

  for (guint i = 0; i < large->n; i++)
    {
      g_autofree char *name = g_strdup_printf ("凑数%05u", i);

      test_save (ledger, "enterprise", "name", name, NULL);
    }
  test_change (ledger, "enterprise", large->renamed, "name", "新名采场");
  save_cases (ledger);
  return TRUE;
}

static void
check_large (KaLedger *ledger)
{
  check_cases (ledger);
  g_assert_cmpuint (count (ledger, "enterprise", "旧名采场"), ==, 0);
  g_assert_cmpuint (count (ledger, "enterprise", "新名采场"), ==, 1);
  g_assert_cmpuint (count (ledger, "enterprise", "凑数"), ==, MANY - 1);
  g_assert_cmpuint (count (ledger, "enterprise", "凑数 02499"), ==, 1);
  g_assert_cmpuint (count (ledger, "enterprise", "凑数00007"), ==, 0);
}

static void
test_large (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (KaLedger) past = NULL;
  g_autoptr (GError) error = NULL;
  Large large = { test_enterprise (ledger, "旧名采场"), MANY };
  gint64 id;

  g_assert_true (
    ka_ledger_transact (ledger, KA_CHANGE_IMPORT, "试", write_large, &large, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (test_number (path, WAITING), ==, 1);
  /* Small changes after it go their usual way. */
  id = ka_ledger_find (ledger, ka_kind_get ("enterprise"), "name", "凑数00007", &error);
  g_assert_true (ka_ledger_delete (ledger, ka_kind_get ("enterprise"), id, &error));

  /* What cannot be written is looked through: as of a revision, read-only, after a new start. */
  past = ka_ledger_open_as_of (ledger, ka_ledger_get_head (ledger), &error);
  g_assert_no_error (error);
  check_large (past);
  g_clear_object (&past);
  g_clear_object (&ledger);
  ledger = ka_ledger_open (path, KA_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  check_large (ledger);
  g_clear_object (&ledger);
  g_assert_cmpint (test_number (path, WAITING), ==, 1);

  ledger = test_ledger_open (folder);
  check_large (ledger);
  g_assert_cmpint (test_number (path, WAITING), ==, 0);
  check_large (ledger);
  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (g_steal_pointer (&folder));
}

static gpointer
index_in_thread (gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (ka_search_is_waiting (data));
  g_assert_true (ka_search_index_waiting (data, NULL, &error));
  g_assert_no_error (error);
  return NULL;
}

/* While a worker catches up, whoever looks for something finds all of it, and whoever saves something is let. */
static void
test_large_meanwhile (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (KaLedger) worker = NULL;
  g_autoptr (KaLedger) past = NULL;
  g_autoptr (GError) error = NULL;
  Large large = { test_enterprise (ledger, "旧名采场"), 3 * MANY };
  GThread *thread;
  guint saved = 0;

  g_assert_true (
    ka_ledger_transact (ledger, KA_CHANGE_IMPORT, "试", write_large, &large, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (ka_search_is_waiting (ledger));
  worker = ka_ledger_dup (ledger, &error);
  g_assert_no_error (error);
  /* One that writes nothing, and so does not catch up itself. */
  past = ka_ledger_open_as_of (ledger, ka_ledger_get_head (ledger), &error);
  g_assert_no_error (error);

  thread = g_thread_new ("worker", index_in_thread, worker);
  do
    {
      g_assert_cmpuint (count (past, "enterprise", "凑数"), ==, 3 * MANY);
      g_assert_cmpuint (count (past, "enterprise", "旧名采场"), ==, 0);
      g_assert_cmpuint (count (past, "enterprise", "新名采场"), ==, 1);
      test_enterprise (ledger, "后来石场");
      g_assert_cmpuint (count (past, "enterprise", "后来石场"), ==, ++saved);
    }
  while (ka_search_is_waiting (ledger));
  g_thread_join (thread);

  g_assert_cmpint (test_number (path, WAITING), ==, 0);
  g_assert_cmpuint (count (past, "enterprise", "凑数"), ==, 3 * MANY);
  g_assert_cmpuint (count (past, "enterprise", "后来石场"), ==, saved);
  test_verify (ledger);
  g_clear_object (&past);
  g_clear_object (&worker);
  g_clear_object (&ledger);
  test_folder_remove (g_steal_pointer (&folder));
}

static gboolean
fail_large (KaLedger *ledger, gpointer data, GError **error)
{
  write_large (ledger, data, error);
  return FALSE;
}

/* What is rolled back leaves nothing to wait for. */
static void
test_large_failed (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;
  Large large = { test_enterprise (ledger, "旧名采场"), MANY };

  g_assert_false (
    ka_ledger_transact (ledger, KA_CHANGE_IMPORT, "试", fail_large, &large, NULL, &error));
  g_assert_cmpint (test_number (path, WAITING), ==, 0);
  g_assert_cmpuint (count (ledger, "enterprise", "旧名采场"), ==, 1);
  g_assert_cmpuint (count (ledger, "enterprise", "凑数"), ==, 0);
  g_clear_object (&ledger);
  test_folder_remove (g_steal_pointer (&folder));
}

/* A ledger of the first version is indexed when it is brought up to date. */
static void
test_upgrade (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autofree char *data = NULL;
  g_autofree char *old = g_test_build_filename (G_TEST_DIST, "data", "ledger-v001.kuangan", NULL);
  g_autoptr (KaLedger) ledger = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("enterprise"));
  gsize length;

  g_assert_true (g_file_get_contents (old, &data, &length, NULL));
  g_assert_true (g_file_set_contents (path, data, (gssize)length, NULL));
  ledger = test_ledger_open (folder);
  records = ka_query_records (query, ledger, NULL);
  g_assert_cmpuint (records->len, >, 0);
  for (guint i = 0; i < records->len; i++)
    g_assert_cmpuint (count (ledger, "enterprise", ka_record_get (records->pdata[i], "name")), >=,
                      1);
  g_clear_object (&ledger);

  /* And made anew where its version is another. */
  test_tamper (path,
               "UPDATE search_version SET version = 0; UPDATE enterprise SET name = '另一石场'");
  ledger = test_ledger_open (folder);
  g_assert_cmpuint (count (ledger, "enterprise", "另一石场"), ==, records->len);
  g_clear_object (&ledger);
  test_folder_remove (g_steal_pointer (&folder));
}

/* ---- documents ---- */

static void
test_documents (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *file = g_build_filename (folder, "一份.pdf", NULL);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaRecord) attachment = NULL;
  g_autoptr (GArray) unread = NULL;
  g_autoptr (GPtrArray) groups = NULL;
  g_autofree char *text = NULL;
  const KaKind *kind = ka_kind_get ("enterprise");
  gint64 id = test_enterprise (ledger, "甲石场有限公司"), attached;
  const KaSearchHit *hit;
  KaDocumentState state;
  guint pages;

  g_assert_true (g_file_set_contents (file, "%PDF-1.4\n", -1, NULL));
  attached = ka_attachment_add (ledger, kind, id, file, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  unread = ka_documents_unread (ledger, &error);
  g_assert_cmpuint (unread->len, ==, 1);
  g_assert_cmpint (g_array_index (unread, gint64, 0), ==, attached);
  attachment = ka_ledger_get (ledger, ka_kind_get ("attachment"), attached, &error);
  g_assert_cmpstr (ka_record_get (attachment, "mime"), ==, "application/pdf");

  g_assert_true (ka_document_put (ledger, ka_record_get (attachment, "sha256"), KA_DOCUMENT_TEXT, 3,
                                  "第一页\f第二页违法\n事实清楚\f第三页\x1d\x1e", &error));
  g_assert_true (
    ka_document_get (ledger, ka_record_get (attachment, "sha256"), &state, &pages, &text, &error));
  g_assert_cmpint (state, ==, KA_DOCUMENT_TEXT);
  g_assert_cmpuint (pages, ==, 3);
  g_assert_true (g_str_has_prefix (text, "第一页\f第二页"));
  g_array_unref (unread);
  unread = ka_documents_unread (ledger, &error);
  g_assert_cmpuint (unread->len, ==, 0);

  groups = ka_ledger_search (ledger, "违法事实", 5, NULL, &error);
  g_assert_no_error (error);
  hit = first_hit (groups, "attachment");
  g_assert_nonnull (hit);
  g_assert_cmpint (hit->attachment, ==, attached);
  g_assert_cmpint (hit->id, ==, id);
  g_assert_true (hit->kind == kind);
  g_assert_cmpuint (hit->page, ==, 1);
  g_assert_cmpstr (hit->found, ==, "违法 事实");
  g_assert_cmpstr (hit->name, ==, "一份.pdf");
  g_assert_cmpuint (count (ledger, "attachment", "第三页"), ==, 1);
  g_assert_cmpuint (count (ledger, "attachment", "一份"), ==, 1);

  /* Taken away it is not found; brought back it is. */
  g_assert_true (ka_ledger_delete (ledger, ka_kind_get ("attachment"), attached, &error));
  g_assert_cmpuint (count (ledger, "attachment", "违法事实"), ==, 0);
  {
    g_autoptr (KaChange) change = ka_ledger_next_undo (ledger, &error);

    g_assert_cmpint (ka_ledger_undo_change (ledger, change->id, &error), >, 0);
  }
  g_assert_cmpuint (count (ledger, "attachment", "违法事实"), ==, 1);
  g_clear_object (&ledger);
  test_folder_remove (g_steal_pointer (&folder));
}

/* ---- recall ---- */

static char *
random_text (GRand *rand, guint length)
{
  static const char *const pieces[] = {
    "安全生产", "矿山", "责令", "限期整改", "〔2025〕", "12", "号",   "1,050",  "元", "，",
    "。",       "（",   "）",   "GB50471",  "-",        " ",  "边坡", "一面墙", "20", ".",
    "重大隐患", "㎡",   "Ⅱ",    "＃",       "第",       "条", "款",   "《",     "》", "a",
    "\n",       "“",    "”",    "监测",     "失效",     "、", "尾矿", "陡",     "石", "梯",
  };
  GString *text = g_string_new ("文");

  for (guint i = 0; i < length; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  g_string_append (text, "完");
  return g_string_free (text, FALSE);
}

typedef struct
{
  GRand *rand;
  guint n;
} Drawing;

static gboolean
draw_records (KaLedger *ledger, gpointer data, GError **error)
{
  Drawing *drawing = data;

  for (guint i = 0; i < drawing->n; i++)
    {
      g_autofree char *raw = random_text (drawing->rand, 12);
      g_autofree char *note = ka_text_clean (raw, TRUE);
      g_autofree char *name = g_strdup_printf ("企业%u", i);
      g_autoptr (KaRecord) record = test_record ("enterprise", "name", name, "note", note, NULL);

      if (!ka_ledger_save (ledger, record, error))
        return FALSE;
    }
  return TRUE;
}

/* Every exact part of a text finds its record; and nothing is found that does not have the key. */
static void
test_recall (void)
{
  guint32 seed = g_test_rand_int ();
  Drawing drawing = { g_rand_new_with_seed (seed), 400 };
  g_autofree char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("enterprise"));
  g_autoptr (GPtrArray) records = NULL;

  g_test_message ("seed %u", seed);
  g_assert_true (
    ka_ledger_transact (ledger, KA_CHANGE_SAVE, "试", draw_records, &drawing, NULL, &error));
  g_assert_no_error (error);
  records = ka_query_records (query, ledger, NULL);
  for (guint round = 0; round < 300; round++)
    {
      const KaRecord *record
        = records->pdata[g_rand_int_range (drawing.rand, 0, (gint32)records->len)];
      const char *text = ka_record_get (record, "note");
      glong length = g_utf8_strlen (text, -1);
      glong from = g_rand_int_range (drawing.rand, 0, (gint32)length);
      glong span = g_rand_int_range (drawing.rand, 1, 9);
      glong to = MIN (length, from + span);
      g_autofree char *needle = g_utf8_substring (text, from, to);
      g_autofree char *key = ka_text_search_key (needle);
      guint expected = 0;

      if (*key == '\0' || ka_text_is_initials (key))
        continue;
      for (guint i = 0; i < records->len; i++)
        {
          g_autofree char *note = ka_text_search_key (ka_record_get (records->pdata[i], "note"));
          g_autofree char *name = ka_text_search_key (ka_record_get (records->pdata[i], "name"));

          expected += strstr (note, key) != NULL || strstr (name, key) != NULL;
        }
      g_test_message ("“%s” %u", needle, expected);
      g_assert_cmpuint (expected, >, 0);
      g_assert_cmpuint (count (ledger, "enterprise", needle), >=, expected);
      /* Words apart are found apart too, and 1.0 is 1. */
      if (strpbrk (needle, " \n.") == NULL)
        g_assert_cmpuint (count (ledger, "enterprise", needle), ==, expected);
    }
  g_rand_free (drawing.rand);
  g_clear_object (&ledger);
  test_folder_remove (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/search/ways", test_ways);
  g_test_add_func ("/search/changes", test_changes);
  g_test_add_func ("/search/large", test_large);
  g_test_add_func ("/search/large/meanwhile", test_large_meanwhile);
  g_test_add_func ("/search/large/failed", test_large_failed);
  g_test_add_func ("/search/upgrade", test_upgrade);
  g_test_add_func ("/search/documents", test_documents);
  g_test_add_func ("/search/recall", test_recall);
  return g_test_run ();
}
