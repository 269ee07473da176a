/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <ka-codes.h>
#include <ka-query.h>
#include <ka-text.h>

#include <string.h>

/* The mines of the tests, by their short names. */
static const struct
{
  const char *id;
  const char *enterprise;
  const char *name;
  const char *type;
  const char *status;
  const char *town;
  const char *capacity;
  const char *level;
  const char *until;
  const char *video;
} mines[] = {
  { "1", "甲", "10号矿", "露天矿山", "生产", "德感街道", "15.6", "二级", "2027-01-31", "1" },
  { "2", "甲", "9号矿", "地下矿山", "停产", "双福街道", "2.5", "一级", NULL, "0" },
  { "3", "乙", "几江矿", "露天矿山", "基建", "德感街道", NULL, NULL, "2025-01-31", NULL },
  { "4", "丙", "安山AB矿", "尾矿库", "关闭", "珞璜镇", "100", "未达标", "9999-12-31", "1" },
  { "5", "乙", "重庆市砂石矿", "露天地下联合", "生产", "双福街道", "9", "三级", "2026-06-30", "0" },
};

static KaLedger *ledger;

static void
fill_ledger (void)
{
  static const char *const enterprises[] = { "甲", "乙", "丙" };

  for (guint i = 0; i < G_N_ELEMENTS (enterprises); i++)
    {
      g_autofree char *name = g_strconcat (enterprises[i], "矿业有限公司", NULL);

      g_assert_cmpint (test_enterprise (ledger, name), ==, i + 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (mines); i++)
    {
      const char *owner = strcmp (mines[i].enterprise, "甲") == 0   ? "1"
                          : strcmp (mines[i].enterprise, "乙") == 0 ? "2"
                                                                    : "3";

      gboolean dated = g_strcmp0 (mines[i].until, "9999-12-31") != 0;

      test_save (ledger, "mine", "enterprise", owner, "name", mines[i].name, "type", mines[i].type,
                 "status", mines[i].status, "town", mines[i].town, "capacity", mines[i].capacity,
                 "std_level", mines[i].level, "std_until", dated ? mines[i].until : "2030-12-31",
                 "video", mines[i].video, NULL);
    }
}

static void
assert_answer (KaQuery *query, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = ka_query_ids (query, ledger, NULL, &error);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GString) answer = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (answer, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            g_array_index (ids, gint64, i));
  g_assert_cmpstr (answer->str, ==, expected);

  records = ka_query_records (query, ledger, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, ids->len);
  for (guint i = 0; i < ids->len; i++)
    g_assert_cmpint (((KaRecord *)g_ptr_array_index (records, i))->id, ==,
                     g_array_index (ids, gint64, i));
}

typedef struct
{
  const char *field;
  KaOp op;
  const char *value;
  const char *ids;
} FilterCase;

static const FilterCase filters[] = {
  { "type", KA_OP_EQ, "露天矿山", "1 3" },
  { "type", KA_OP_NE, "露天矿山", "2 4 5" },
  { "capacity", KA_OP_EQ, "15.6", "1" },
  { "capacity", KA_OP_NE, "15.6", "2 3 4 5" },
  { "capacity", KA_OP_LT, "15.6", "2 5" },
  { "capacity", KA_OP_LE, "15.6", "1 2 5" },
  { "capacity", KA_OP_GT, "9", "1 4" },
  { "capacity", KA_OP_GE, "9", "1 4 5" },
  { "capacity", KA_OP_CONTAINS, "5.6", "1" },
  { "capacity", KA_OP_EMPTY, NULL, "3" },
  { "capacity", KA_OP_GIVEN, NULL, "1 2 4 5" },
  { "capacity", KA_OP_EQ, NULL, "3" },
  { "capacity", KA_OP_NE, "", "1 2 4 5" },
  { "capacity", KA_OP_EQ, "viel", "" },
  { "std_until", KA_OP_LT, "2027-01-01", "3 5" },
  { "std_until", KA_OP_CONTAINS, "2027-01", "1" },
  /* Choices are compared by their place in the list: 一级 < 二级 < 三级 < 未达标. */
  { "std_level", KA_OP_LE, "二级", "1 2" },
  { "std_level", KA_OP_GT, "二级", "4 5" },
  { "video", KA_OP_EQ, "1", "1 4" },
  { "video", KA_OP_NE, "1", "2 3 5" },
  { "video", KA_OP_EMPTY, NULL, "3" },
  { "enterprise", KA_OP_EQ, "2", "3 5" },
  { "enterprise", KA_OP_CONTAINS, "乙", "3 5" },
  { "enterprise", KA_OP_CONTAINS, "矿业", "1 2 3 4 5" },
  { "name", KA_OP_CONTAINS, "号", "1 2" },
  { "name", KA_OP_CONTAINS, "ab", "4" },
  { "name", KA_OP_CONTAINS, "AB", "4" },
  { "name", KA_OP_CONTAINS, "zqs", "5" },
  { "name", KA_OP_CONTAINS, "cqs", "5" },
  { "name", KA_OP_CONTAINS, "'; DROP TABLE mine; --", "" },
  { "name", KA_OP_EQ, "%", "" },
  { "town", KA_OP_CONTAINS, "德感", "1 3" },
  { "id", KA_OP_EQ, "3", "3" },
  { "id", KA_OP_GT, "3", "4 5" },
  { "id", KA_OP_CONTAINS, "4", "4" },
};

static void
test_filters (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      const FilterCase *c = &filters[i];
      g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("mine"));
      g_autoptr (KaQuery) copy = NULL;

      g_test_message ("%s %d %s", c->field, c->op, c->value);
      ka_query_filter (query, c->field, c->op, c->value);
      ka_query_set_order (query, "id", FALSE);
      assert_answer (query, c->ids);
      copy = ka_query_copy (query);
      assert_answer (copy, c->ids);
    }
}

static const struct
{
  const char *text;
  const char *ids;
} texts[] = {
  { "号矿", "1 2" },     { "甲", "1 2" },     { "双福", "2 5" }, { "露天", "1 3 5" },
  { "ａｂ", "4" },       { "停产", "2" },     { "zqs", "5" },    { "没有的词", "" },
  { NULL, "1 2 3 4 5" }, { "", "1 2 3 4 5" }, { "１０号", "1" }, { "一级", "2" },
};

static void
test_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("mine"));

      g_test_message ("%s", texts[i].text);
      ka_query_set_text (query, texts[i].text);
      ka_query_set_order (query, "id", FALSE);
      assert_answer (query, texts[i].ids);
    }
}

static const struct
{
  const char *field;
  gboolean descending;
  const char *ids;
} orders[] = {
  /* Numbers by value, then by pinyin: an, chong or zhong, ji. */
  { "capacity", FALSE, "2 5 1 4 3" },
  { "capacity", TRUE, "4 1 5 2 3" }, /* what is empty stays last */
  { "std_level", FALSE, "2 1 5 4 3" },
  { "std_level", TRUE, "4 5 1 2 3" },
  { "status", FALSE, "1 5 3 2 4" },
  { "enterprise", FALSE, "4 1 2 3 5" }, /* bing, jia, yi */
  { "enterprise", TRUE, "3 5 1 2 4" },  /* equal ones in the order of their entry */
  { "town", FALSE, "1 3 4 2 5" },       /* de, luo, shuang */
  { "std_until", FALSE, "3 5 1 4 2" },
  { "id", TRUE, "5 4 3 2 1" },
};

static void
test_orders (void)
{
  g_autoptr (KaQuery) by_name = ka_query_new (ka_kind_get ("mine"));
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("mine"));

      g_test_message ("%s %d", orders[i].field, orders[i].descending);
      ka_query_set_order (query, orders[i].field, orders[i].descending);
      assert_answer (query, orders[i].ids);
    }

  ka_query_set_order (by_name, "name", FALSE);
  ids = ka_query_ids (by_name, ledger, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, 2); /* 9号 < 10号 */
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, 1);
  g_assert_cmpint (g_array_index (ids, gint64, 2), ==, 4); /* an */
}

/* The seeded targets: by the table of the indicators, not by keys that nobody sees. */
static void
test_order_of_keys (void)
{
  const KaCodeTable *table = ka_codes_get ("indicators");
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("target"));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) targets = NULL;
  guint place = 0;

  ka_query_set_order (query, "indicator", FALSE);
  targets = ka_query_records (query, ledger, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (targets->len, >, 10);
  for (guint i = 0; i < targets->len; i++)
    {
      const char *key = ka_record_get (g_ptr_array_index (targets, i), "indicator");

      while (place < ka_codes_size (table)
             && g_strcmp0 (ka_codes_nth (table, place)->value, key) != 0)
        place++;
    }
  g_assert_cmpuint (place, <, ka_codes_size (table));
}

static void
test_predicates (void)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("mine"));
  g_autoptr (KaQuery) bad = ka_query_new (ka_kind_get ("mine"));
  g_autoptr (GHashTable) parameters = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (parameters, (char *)"day", (char *)"2026-01-01");
  g_hash_table_insert (parameters, (char *)"n", (char *)"1");
  ka_query_set_predicate (query,
                          "t.std_until >= :day AND (SELECT count(*) FROM mine AS o"
                          " WHERE o.enterprise = t.enterprise) > :n",
                          parameters);
  ka_query_filter (query, "type", KA_OP_NE, "露天地下联合");
  ka_query_set_order (query, "id", FALSE);
  g_hash_table_remove_all (parameters);
  assert_answer (query, "1");
  ka_query_set_predicate (query, NULL, NULL);
  assert_answer (query, "1 2 3 4");

  ka_query_set_predicate (bad, "t.no_such_column = 1", NULL);
  g_assert_null (ka_query_ids (bad, ledger, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  ka_query_set_predicate (bad, "1); DELETE FROM mine; --", NULL);
  g_assert_null (ka_query_records (bad, ledger, NULL));
  g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("mine"), NULL), ==, 5);
}

static void
test_cancelled (void)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("mine"));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  ka_query_set_predicate (query,
                          "(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                          "  WHERE i < 100000000) SELECT max (i) FROM n) > 0",
                          NULL);
  g_cancellable_cancel (cancellable);
  g_assert_null (ka_query_ids (query, ledger, cancellable, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_CANCELLED);
}

/* Every kind can be listed by every field, filtered by every operator and searched. */
static void
test_all_fields (void)
{
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < kinds[i]->n_fields; j++)
      {
        g_autoptr (KaQuery) query = ka_query_new (kinds[i]);
        g_autoptr (GArray) ids = NULL;
        g_autoptr (GError) error = NULL;

        for (KaOp op = KA_OP_EQ; op <= KA_OP_GIVEN; op++)
          ka_query_filter (query, kinds[i]->fields[j].id, op, "1");
        ka_query_set_text (query, "文字");
        ka_query_set_order (query, kinds[i]->fields[j].id, j % 2 == 0);
        ids = ka_query_ids (query, ledger, NULL, &error);
        g_assert_no_error (error);
        g_assert_cmpuint (ids->len, ==, 0);
      }
}

/* ---- cursors ---- */

static const struct
{
  const char *sql;
  gboolean allowed;
} statements[] = {
  { "SELECT count(*) FROM mine", TRUE },
  { "WITH n (i) AS (VALUES (1), (2)) SELECT sum (i) FROM n", TRUE },
  { "SELECT ka_size ('x', 1, '万吨/年', 1, '大型'), ka_matches ('德感街道', 'dg')", TRUE },
  { "SELECT name FROM mine ORDER BY name COLLATE KA_ZH", TRUE },
  { "", FALSE },
  { "  -- nothing", FALSE },
  { "DELETE FROM mine", FALSE },
  { "UPDATE mine SET name = 'x' RETURNING name", FALSE },
  { "INSERT INTO mine (id) VALUES (1)", FALSE },
  { "PRAGMA user_version = 7", FALSE },
  { "PRAGMA journal_mode", FALSE },
  { "BEGIN", FALSE },
  { "ATTACH ':memory:' AS x", FALSE },
  { "CREATE TEMP TABLE x (y)", FALSE },
  { "VACUUM", FALSE },
  { "SELEC 1", FALSE },
  { "SELECT * FROM no_such_table", FALSE },
  { "SELECT load_extension ('x')", FALSE },
};

static void
test_cursor (void)
{
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (KaCursor) tried = NULL;
      g_autoptr (GError) refused = NULL;

      g_test_message ("%s", statements[i].sql);
      tried = ka_cursor_new (ledger, statements[i].sql, &refused);
      g_assert_cmpint (tried != NULL, ==, statements[i].allowed);
      g_assert_cmpint (refused == NULL, ==, statements[i].allowed);
      if (tried != NULL)
        g_assert_true (ka_cursor_next (tried, NULL));
    }

  cursor = ka_cursor_new (
    ledger, "SELECT name, capacity FROM mine WHERE town = :town AND id > :least ORDER BY id",
    &error);
  g_assert_no_error (error);
  ka_cursor_bind_text (cursor, "town", "德感街道");
  ka_cursor_bind_int (cursor, ":least", 0);
  ka_cursor_bind_int (cursor, "unknown", 7);
  for (guint round = 0; round < 2; round++)
    {
      g_assert_true (ka_cursor_next (cursor, &error));
      g_assert_cmpstr (ka_cursor_get_text (cursor, 0), ==, "10号矿");
      g_assert_cmpint (ka_cursor_get_int (cursor, 1), ==, 1560);
      g_assert_true (ka_cursor_next (cursor, &error));
      g_assert_true (ka_cursor_is_null (cursor, 1));
      g_assert_null (ka_cursor_get_text (cursor, 1));
      g_assert_false (ka_cursor_next (cursor, &error));
      g_assert_no_error (error);
    }
  /* Binding anew in the middle begins anew. */
  g_assert_true (ka_cursor_next (cursor, &error));
  ka_cursor_bind_int (cursor, "least", 1);
  g_assert_true (ka_cursor_next (cursor, &error));
  g_assert_cmpstr (ka_cursor_get_text (cursor, 0), ==, "几江矿");
}

/* Every way of matching finds what core finds, whatever path it takes. */
static void
test_matches (void)
{
  static const char *const haystacks[]
    = { "",     "重庆市",       "ABC",      "ａｂｃ", "矿，山", "矿 山", "（甲）",
        "a矿b", "GB50471-2018", "德感街道", "𠮷祥矿", "①号",    "，。",  "1.2",
        "１２", "長壽",         "é",        "10号矿", "a-b",    "AB12" };
  static const char *const needles[]
    = { "",   "重", "a",   "abc", "ABC", "矿山", "(甲)", "zqs", "dgjd", "1.2",  "12", "50471",
        "𠮷", "号", "1号", "，",  "街",  "é",    "k",    "GB",  "2018", "10hk", "ab", "b12" };
  g_autoptr (KaCursor) cursor = ka_cursor_new (
    ledger, "SELECT ka_matches (:text, :needle), ka_any_matches (:needle, NULL, :text)", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (haystacks); i++)
    for (guint j = 0; j < G_N_ELEMENTS (needles); j++)
      {
        gboolean expected = ka_text_matches (haystacks[i], needles[j]);

        g_test_message ("%s in %s: %d", needles[j], haystacks[i], expected);
        ka_cursor_bind_text (cursor, "text", haystacks[i]);
        ka_cursor_bind_text (cursor, "needle", needles[j]);
        g_assert_true (ka_cursor_next (cursor, NULL));
        g_assert_cmpint (ka_cursor_get_int (cursor, 0), ==, expected);
        g_assert_cmpint (ka_cursor_get_int (cursor, 1), ==, expected);
      }
}

int
main (int argc, char **argv)
{
  char *folder;
  int failed;

  test_init (&argc, &argv);

  folder = test_folder_new ();
  ledger = test_ledger_new (folder);
  fill_ledger ();
  g_test_add_func ("/store/query/filters", test_filters);
  g_test_add_func ("/store/query/texts", test_texts);
  g_test_add_func ("/store/query/orders", test_orders);
  g_test_add_func ("/store/query/order-of-keys", test_order_of_keys);
  g_test_add_func ("/store/query/predicates", test_predicates);
  g_test_add_func ("/store/query/cancelled", test_cancelled);
  g_test_add_func ("/store/query/all-fields", test_all_fields);
  g_test_add_func ("/store/query/cursor", test_cursor);
  g_test_add_func ("/store/query/matches", test_matches);
  failed = g_test_run ();
  g_clear_object (&ledger);
  test_folder_remove (folder);

  return failed;
}
