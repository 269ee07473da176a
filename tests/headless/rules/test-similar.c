/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What reads alike comes first and says why; what has nothing in common does not come at all. */
#include "config.h"

#include "ka-similar.h"
#include "store-test.h"

#include <string.h>

static gint64
save (KaLedger *ledger, const char *kind, ...)
{
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get (kind));
  g_autoptr (GError) error = NULL;
  va_list arguments;

  va_start (arguments, kind);
  for (const char *field; (field = va_arg (arguments, const char *)) != NULL;)
    ka_record_set (record, field, va_arg (arguments, const char *));
  va_end (arguments);
  ka_ledger_save (ledger, record, &error);
  g_assert_no_error (error);
  return record->id;
}

static void
test_similar (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  const KaSimilar *first, *second;
  gint64 id = save (ledger, "accident", "title", "甲矿“8·14”坍塌事故", "occurred",
                    "2025-08-14T15:20", "category", "坍塌", "course",
                    "作业人员在采场底部铲装时，边坡上部浮石松动滚落，砸中挖掘机驾驶室。",
                    "direct_cause", "浮石松动没有清理。", NULL);
  gint64 like
    = save (ledger, "accident", "title", "乙矿“3·2”坍塌事故", "occurred", "2023-03-02T09:00",
            "category", "坍塌", "course", "铲装作业时边坡上部浮石松动滚落，砸中一名工人。", NULL);
  gint64 other
    = save (ledger, "accident", "title", "丙矿触电事故", "occurred", "2024-05-02T09:00", "category",
            "触电", "course", "电工检修配电箱时没有停电验电，触电身亡。", NULL);
  gint64 told = save (ledger, "typical_case", "title", "丁矿未及时消除事故隐患案", "quarter",
                      "2025Q1", "facts", "检查发现采场边坡上部浮石松动，没有清理。", NULL);

  found = ka_similar_find (ledger, ka_kind_get ("accident"), id, 5, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 2);
  first = found->pdata[0];
  second = found->pdata[1];
  g_assert_cmpint (first->id, ==, like);
  g_assert_cmpstr (first->kind->id, ==, "accident");
  g_assert_cmpstr (first->title, ==, "乙矿“3·2”坍塌事故");
  g_assert_nonnull (strstr (first->why, "同为坍塌"));
  g_assert_nonnull (strstr (first->why, "边坡上部浮石松动滚落"));
  g_assert_cmpuint (first->percent, >, second->percent);
  g_assert_cmpint (second->id, ==, told);
  g_assert_cmpstr (second->kind->id, ==, "typical_case");
  g_assert_nonnull (strstr (second->why, "浮石松动"));
  for (guint i = 0; i < found->len; i++)
    g_assert_false (((KaSimilar *)found->pdata[i])->kind == ka_kind_get ("accident")
                    && ((KaSimilar *)found->pdata[i])->id == other);
  g_clear_object (&ledger);
  test_folder_remove (folder);
  g_steal_pointer (&folder);
}

/* The same text is the same; a record without text is like none; drawn texts stay within bounds. */
static void
test_bounds (void)
{
  static const char *const words[]
    = { "边坡", "浮石", "滚落", "爆破", "警戒", "触电", "铲装", "无证" };
  g_autofree char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;
  gint64 first = 0;

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gint64 id;

      for (int n = g_test_rand_int_range (0, 40); n > 0; n--)
        g_string_append (text, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
      id = save (ledger, "accident", "title", "事", "occurred", "2025-08-14T15:20", "course",
                 text->str, NULL);
      first = first != 0 ? first : id;
    }
  for (gint64 id = first; id < first + 60; id += 7)
    {
      g_autoptr (GPtrArray) found
        = ka_similar_find (ledger, ka_kind_get ("accident"), id, 10, NULL, &error);
      guint before = 100;

      g_assert_no_error (error);
      g_assert_cmpuint (found->len, <=, 10);
      for (guint i = 0; i < found->len; i++)
        {
          const KaSimilar *one = found->pdata[i];

          g_assert_cmpint (one->id, !=, id);
          g_assert_cmpuint (one->percent, <=, before);
          g_assert_cmpuint (one->percent, >=, 10);
          g_assert_nonnull (one->why);
          before = one->percent;
        }
    }
  g_clear_object (&ledger);
  test_folder_remove (folder);
  g_steal_pointer (&folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/similar/told", test_similar);
  g_test_add_func ("/similar/bounds", test_bounds);
  return g_test_run ();
}
