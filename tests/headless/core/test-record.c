/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-error.h"
#include "ka-record.h"

static KaRecord *
make_record (const char *kind, const char *first, ...)
{
  KaRecord *record = ka_record_new (ka_kind_get (kind));
  va_list args;

  va_start (args, first);
  for (const char *field = first; field != NULL; field = va_arg (args, const char *))
    ka_record_set (record, field, va_arg (args, const char *));
  va_end (args);
  return record;
}

static void
test_values (void)
{
  g_autoptr (KaRecord) record = make_record ("enterprise", "name", "石料厂", "staff", "88", NULL);
  g_autoptr (KaRecord) copy = ka_record_copy (record);

  g_assert_cmpstr (ka_record_get (record, "name"), ==, "石料厂");
  g_assert_cmpint (ka_record_get_int (record, "staff", -1), ==, 88);
  g_assert_cmpint (ka_record_get_int (record, "safety_staff", -1), ==, -1);
  g_assert_true (ka_record_equal (record, copy));
  ka_record_set (copy, "name", "");
  g_assert_null (ka_record_get (copy, "name"));
  g_assert_false (ka_record_equal (record, copy));
  g_assert_cmpstr (ka_record_get (record, "name"), ==, "石料厂");
}

/* What was found sound stays so for that day, and no longer than nothing changes. */
static void
test_checked (void)
{
  g_autoptr (KaRecord) record = make_record ("enterprise", "name", "石料厂", "staff", "88", NULL);
  g_autoptr (KaRecord) copy = NULL;
  KaDay day = ka_day_from_ymd (2026, 1, 15);

  for (KaDay on = -1; on <= 1; on++)
    g_assert_false (ka_record_is_checked (record, on));
  g_assert_false (ka_record_is_checked (record, KA_DAY_NONE));
  ka_record_set_checked (record, day);
  g_assert_true (ka_record_is_checked (record, day));
  g_assert_false (ka_record_is_checked (record, day + 1));
  copy = ka_record_copy (record);
  g_assert_false (ka_record_is_checked (copy, day));
  ka_record_set (record, "staff", "很多");
  g_assert_false (ka_record_is_checked (record, day));
  ka_record_set_checked (record, day);
  ka_record_take (record, 0, NULL);
  g_assert_false (ka_record_is_checked (record, day));
}

static gpointer
share_record (gpointer data)
{
  for (int i = 0; i < 10000; i++)
    ka_record_unref (ka_record_ref (data));
  return NULL;
}

static void
test_shared (void)
{
  g_autoptr (KaRecord) record = make_record ("enterprise", "name", "石料厂", NULL);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, share_record, record);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpstr (ka_record_get (record, "name"), ==, "石料厂");
}

static void
test_json (void)
{
  g_autoptr (KaRecord) record = make_record (
    "mine", "enterprise", "12", "name", "“双福”\\矿\n\t\x01", "capacity", "4.9", "video", "1",
    "training_video", "0", "posts_key", "11", "std_until", "2026-05-01", NULL);
  g_autofree char *json = ka_record_to_json (record);
  g_autoptr (KaRecord) back = ka_record_from_json (record->kind, json, -1, NULL);

  g_assert_cmpstr (json, ==,
                   "{\"enterprise\":12,\"name\":\"“双福”\\\\矿\\n\\t\\u0001\",\"capacity\":\"4.9\","
                   "\"std_until\":\"2026-05-01\",\"video\":true,\"training_video\":false,"
                   "\"posts_key\":11}");
  g_assert_nonnull (back);
  g_assert_true (ka_record_equal (record, back));
}

static void
test_json_read (void)
{
  static const struct
  {
    const char *json;
    const char *name; /* NULL: refused; "-": empty */
  } cases[] = {
    { "{}", "-" },
    { " { \"name\" : \"a\" } ", "a" },
    { "{\"name\":\"\\u77ff\\ud83d\\ude00\\/\\\"\"}", "矿😀/\"" },
    { "{\"name\":null}", "-" },
    { "{\"name\":\"\"}", "-" },
    { "{\"other\":{\"a\":[1,\"}\"]},\"name\":\"a\"}", "a" },
    { "{\"other\":[[[]]],\"name\":\"a\"}", "a" },
    { "{\"note\":\"x\",\"name\":\"a\"}", "a" },
    { "{\"name\":\"a\",\"name\":\"b\"}", "b" },
    { "{\"name\":12}", "12" },
    { "", NULL },
    { "{", NULL },
    { "[]", NULL },
    { "{\"name\":\"a\"", NULL },
    { "{\"name\":\"a}", NULL },
    { "{\"name\":\"a\",}", NULL },
    { "{\"name\":\"a\"}x", NULL },
    { "{\"name\" \"a\"}", NULL },
    { "{\"name\":\"\\x\"}", NULL },
    { "{\"name\":\"\\ud83d\"}", NULL },
    { "{\"name\":\"\\u12\"}", NULL },
    { "{\"name\":tru}", NULL },
    { "{\"name\":\"a\nb\"}", NULL },
    { "{name:\"a\"}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KaRecord) record
        = ka_record_from_json (ka_kind_get ("enterprise"), cases[i].json, -1, &error);

      g_test_message ("%s", cases[i].json);
      if (cases[i].name == NULL)
        {
          g_assert_error (error, KA_ERROR, KA_ERROR_CORRUPT);
          g_assert_null (record);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (ka_record_get (record, "name"), ==,
                       g_str_equal (cases[i].name, "-") ? NULL : cases[i].name);
    }
}

/* A body cut anywhere is refused, never read beyond its end. */
static void
test_json_cut (void)
{
  g_autoptr (KaRecord) record = make_record ("mine", "enterprise", "12", "name", "双福\"矿",
                                             "capacity", "4.9", "video", "1", NULL);
  g_autofree char *json = ka_record_to_json (record);
  gsize n = strlen (json);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *cut = g_memdup2 (json, MAX (i, 1)); /* no NUL behind it */
      g_autoptr (KaRecord) back = ka_record_from_json (record->kind, cut, (gssize)i, NULL);

      g_assert_null (back);
    }
}

static void
test_json_any (void)
{
  static const char alphabet[] = "{}[]\":,\\u0123dDname true.null-x ";

  for (int n = 0; n < 50000; n++)
    {
      g_autofree char *json = g_strdup ("{\"name\":\"a\\u77ff\",\"staff\":12,\"insured\":true}");
      g_autoptr (KaRecord) record = NULL;

      for (int i = g_test_rand_int_range (1, 5); i > 0; i--)
        json[g_test_rand_int_range (0, (gint32)strlen (json))]
          = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      record = ka_record_from_json (ka_kind_get ("enterprise"), json, -1, NULL);
    }
}

/* ---- checks ---- */

static char *
list_problems (const KaRecord *record, KaDay on)
{
  g_autoptr (GPtrArray) problems = ka_record_check (record, on);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const KaProblem *problem = g_ptr_array_index (problems, i);

      g_assert_true (g_str_has_suffix (problem->message, "。"));
      g_string_append_printf (out, "%s%c %s %s", i > 0 ? "; " : "",
                              problem->severity == KA_SEVERITY_REFUSE ? 'R'
                              : problem->severity == KA_SEVERITY_WARN ? 'W'
                                                                      : 'I',
                              problem->field == NULL ? "-" : problem->field->id, problem->code);
    }
  return g_string_free (out, FALSE);
}

#define assert_problems(want, kind, ...)                                                           \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (KaRecord) record_ = make_record (kind, __VA_ARGS__, NULL);                          \
    g_autofree char *problems_ = list_problems (record_, KA_DAY_NONE);                             \
    g_assert_cmpstr (problems_, ==, want);                                                         \
  }                                                                                                \
  G_STMT_END

static void
test_check_fields (void)
{
  assert_problems ("", "enterprise", "name", "石料厂");
  assert_problems ("R name required", "enterprise", "staff", "3");
  assert_problems ("R credit_code credit_code_check", "enterprise", "name", "石料厂", "credit_code",
                   "91500116MAYY1206XA");
  assert_problems ("R staff number_negative", "enterprise", "name", "石料厂", "staff", "-2");
  assert_problems ("R insured_until date_impossible", "enterprise", "name", "石料厂",
                   "insured_until", "2025-02-30");
  assert_problems ("R insured_until not_canonical", "enterprise", "name", "石料厂", "insured_until",
                   "2025.3.5");
  assert_problems ("R insured_until date_forever", "enterprise", "name", "石料厂", "insured_until",
                   "9999-12-31");
  assert_problems ("R kind required; R number required", "permit", "valid_until", "9999-12-31");
  /* The number of a task is given when it is saved. */
  assert_problems ("", "measure", "task", "每月现场履职");
  assert_problems ("R town town_unknown", "enterprise", "name", "石料厂", "town", "石井坡镇");
}

static void
test_check_rules (void)
{
  ka_set_today (ka_day_from_ymd (2025, 12, 31));
  assert_problems ("W valid_until range_reversed", "permit", "kind", "采矿许可证", "number", "C1",
                   "valid_from", "2033-08-25", "valid_until", "2023-08-26");
  assert_problems ("", "permit", "kind", "采矿许可证", "number", "C1", "valid_from", "2023-08-26",
                   "valid_until", "2023-08-26");
  assert_problems ("W ended range_reversed", "inspection", "mine", "1", "started", "2025-02-05",
                   "ended", "2025-02-04");
  assert_problems ("W rectified range_reversed", "hazard", "mine", "1", "found", "2025-02-04",
                   "level", "一般", "description", "护栏缺失", "rectified", "2025-01-30");
  assert_problems ("W due range_reversed", "project", "mine", "1", "name", "扩建", "started",
                   "2023-03-03", "due", "2022-08-14");
  assert_problems ("W passed number_range", "training", "held", "2025-03-01", "kind", "专题宣讲",
                   "attended", "50", "passed", "100");
  assert_problems ("W posts_carded number_range", "mine", "enterprise", "1", "name", "矿", "type",
                   "露天矿山", "status", "生产", "town", "白沙镇", "posts_key", "5", "posts_carded",
                   "6");
  assert_problems ("W controller_days number_range", "duty", "mine", "1", "month", "2025-02",
                   "controller_days", "29");
  assert_problems ("", "duty", "mine", "1", "month", "2024-02", "controller_days", "29");
  assert_problems ("W month year_differs", "plan", "year", "2025", "mine", "1", "month", "2026-01",
                   "kind", "重点检查");
  assert_problems ("W person person_missing", "discredit", "subject", "个人", "list",
                   "诚信管理黑名单", "reason", "拒不执行");
  assert_problems ("W chief_engineer word_for_empty", "mine", "enterprise", "1", "name", "矿",
                   "type", "露天矿山", "status", "生产", "town", "白沙镇", "chief_engineer", "无");
  assert_problems ("W chief_engineer word_for_empty", "mine", "enterprise", "1", "name", "矿",
                   "type", "露天矿山", "status", "生产", "town", "白沙镇", "chief_engineer",
                   "未明确");
  assert_problems ("", "mine", "enterprise", "1", "name", "矿", "type", "露天矿山", "status",
                   "生产", "town", "白沙镇", "chief_engineer", "吴某");
  assert_problems ("W value number_range", "target", "indicator", "scale", "value", "150", "due",
                   "2030-12-31", "source", "文件");
  assert_problems ("", "target", "indicator", "cases", "value", "150", "due", "2030-12-31",
                   "source", "文件");
  assert_problems ("W value number_range", "target", "indicator", "cases", "value", "-1", "due",
                   "2030-12-31", "source", "文件");
  assert_problems ("R value setting_value", "setting", "key", "plan.cap", "value", "两次");
  assert_problems ("", "setting", "key", "plan.cap", "value", "2");
  assert_problems ("R value setting_value", "setting", "key", "scope.tailings", "value", "是");
  assert_problems ("", "setting", "key", "bureau.name", "value", "某局");
  assert_problems ("W reported range_reversed", "accident", "title", "事故", "occurred",
                   "2025-08-14T15:20", "known", "2025-08-14T15:55", "reported", "2025-08-14T15:40");
  assert_problems ("", "accident", "title", "事故", "occurred", "2025-08-14T15:20", "closed",
                   "2025-08-14");
  assert_problems ("I found date_future", "hazard", "mine", "1", "found", "2026-02-04", "level",
                   "一般", "description", "护栏缺失");
  assert_problems ("I capacity_unit unit_missing", "mine", "enterprise", "1", "name", "矿", "type",
                   "露天矿山", "status", "生产", "town", "白沙镇", "capacity", "9");
  ka_set_today (KA_DAY_NONE);
}

/* A value is checked against the table that was in force on the record's date. */
static void
test_check_dated_codes (void)
{
  ka_set_today (ka_day_from_ymd (2026, 12, 31));
  assert_problems ("", "accident", "title", "事故", "occurred", "2025-05-09T09:50", "category",
                   "车辆伤害");
  assert_problems ("R category choice_expired", "accident", "title", "事故", "occurred",
                   "2026-07-01T00:10", "category", "车辆伤害");
  assert_problems ("", "accident", "title", "事故", "occurred", "2026-07-01T00:10", "category",
                   "滑坡");
  assert_problems ("R criterion choice_expired", "hazard", "mine", "1", "found", "2022-08-31",
                   "level", "重大", "description", "边坡", "criterion", "LT-06");
  ka_set_today (KA_DAY_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/record/values", test_values);
  g_test_add_func ("/core/record/checked", test_checked);
  g_test_add_func ("/core/record/shared", test_shared);
  g_test_add_func ("/core/record/json", test_json);
  g_test_add_func ("/core/record/json-read", test_json_read);
  g_test_add_func ("/core/record/json-cut", test_json_cut);
  g_test_add_func ("/core/record/json-any", test_json_any);
  g_test_add_func ("/core/record/check-fields", test_check_fields);
  g_test_add_func ("/core/record/check-rules", test_check_rules);
  g_test_add_func ("/core/record/check-dated-codes", test_check_dated_codes);
  return g_test_run ();
}
