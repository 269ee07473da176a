/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "quarterly-district.h"

KaQuarter
district_quarter (void)
{
  return ka_quarter_from_text ("2025Q4");
}

void
district_set_up (District *fixture, gconstpointer data)
{
  ka_set_today (ka_day_from_iso ("2025-12-31"));
  fixture->folder = test_folder_new ();
  fixture->ledger = test_ledger_new (fixture->folder);
}

void
district_tear_down (District *fixture, gconstpointer data)
{
  g_clear_object (&fixture->ledger);
  test_folder_remove (fixture->folder);
  ka_set_today (KA_DAY_NONE);
}

/* ---- a district by chance ---- */

static const char *
pick (GRand *rand, const char *const *choices, guint n)
{
  return choices[g_rand_int_range (rand, 0, (gint32)n)];
}

#define PICK(rand, ...)                                                                            \
  pick (rand, (const char *const[]){ __VA_ARGS__ },                                                \
        G_N_ELEMENTS (((const char *const[]){ __VA_ARGS__ })))

static char *
random_day (GRand *rand)
{
  return ka_day_to_iso (ka_day_from_iso ("2024-10-01") + g_rand_int_range (rand, 0, 500));
}

KaRecord *
district_of_mine (const char *kind, gint64 mine)
{
  KaRecord *record = ka_record_new (ka_kind_get (kind));
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, mine);

  ka_record_set (record, "mine", id);
  return record;
}

static void
set_day (GRand *rand, KaRecord *record, const char *field)
{
  g_autofree char *day = random_day (rand);

  ka_record_set (record, field, day);
}

/* days after another field. */
static void
set_later (GRand *rand, KaRecord *record, const char *field, const char *after)
{
  g_autofree char *day = ka_day_to_iso (ka_day_from_iso (ka_record_get (record, after))
                                        + g_rand_int_range (rand, 0, 90));

  if (g_rand_boolean (rand))
    ka_record_set (record, field, day);
}

void
district_save (KaLedger *ledger, KaRecord *record)
{
  g_autoptr (GError) error = NULL;

  ka_ledger_save (ledger, record, &error);
  g_assert_no_error (error);
}

static void
add_mine (GRand *rand, KaLedger *ledger, gint64 enterprise, guint number)
{
  static const char *const flags[]
    = { "mech_extraction", "mech_loading", "mech_haulage",  "mech_ventilation",
        "info_management", "video",        "training_video" };
  g_autoptr (KaRecord) mine = ka_record_new (ka_kind_get ("mine"));
  g_autofree char *owner = g_strdup_printf ("%" G_GINT64_FORMAT, enterprise);
  g_autofree char *name = g_strdup_printf ("第%u号矿", number);
  g_autofree char *key = g_strdup_printf ("%d", g_rand_int_range (rand, 1, 15));
  g_autofree char *carded = g_strdup_printf ("%d", g_rand_int_range (rand, 0, 15));

  ka_record_set (mine, "enterprise", owner);
  ka_record_set (mine, "name", name);
  ka_record_set (mine, "type",
                 PICK (rand, "露天矿山", "露天矿山", "地下矿山", "露天地下联合", "尾矿库"));
  ka_record_set (mine, "status",
                 PICK (rand, "生产", "生产", "生产", "基建", "停产", "停建", "关闭"));
  ka_record_set (mine, "town", PICK (rand, "德感街道", "双福街道", "珞璜镇"));
  ka_record_set (mine, "mineral", PICK (rand, "建筑石料用灰岩", "砖瓦用页岩", NULL));
  ka_record_set (mine, "size_class", PICK (rand, "大型", "中型", "小型", NULL));
  ka_record_set (mine, "risk_grade", PICK (rand, "A", "B", "C", "D", NULL));
  ka_record_set (mine, "std_level", PICK (rand, "一级", "二级", "三级", "未达标", NULL));
  set_day (rand, mine, "std_until");
  set_day (rand, mine, "officials_published");
  ka_record_set (mine, "survey_status", PICK (rand, "已完成", "进行中", "未开展", NULL));
  set_day (rand, mine, "survey_done");
  ka_record_set (mine, "posts_key", key);
  ka_record_set (mine, "posts_carded", carded);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    ka_record_set (mine, flags[i], PICK (rand, "1", "1", "0", NULL));
  district_save (ledger, mine);
}

static void
add_enforcement (GRand *rand, KaLedger *ledger, gint64 enterprise, gint64 mine, guint number)
{
  g_autoptr (KaRecord) inspection = district_of_mine ("inspection", mine);
  g_autoptr (KaRecord) hazard = district_of_mine ("hazard", mine);
  g_autoptr (KaRecord) penalty = district_of_mine ("penalty", mine);
  g_autofree char *owner = g_strdup_printf ("%" G_GINT64_FORMAT, enterprise);
  g_autofree char *text = g_strdup_printf ("隐患%u", number);
  g_autofree char *paper = g_strdup_printf ("（江津）应急罚〔2025〕%u号", number);
  g_autofree char *amount = g_strdup_printf ("%d.5", g_rand_int_range (rand, 0, 90000));

  set_day (rand, inspection, "started");
  ka_record_set (
    inspection, "trigger",
    PICK (rand, "计划", "双随机", "投诉举报", "转办交办", "监测线索", "专项部署", "复查", NULL));
  ka_record_set (inspection, "examined", PICK (rand, "5", "8", NULL));
  ka_record_set (inspection, "result",
                 PICK (rand, "未发现问题", "责令整改", "现场处理", "立案处罚", "停产停业"));
  district_save (ledger, inspection);
  set_day (rand, hazard, "found");
  ka_record_set (hazard, "level", PICK (rand, "一般", "一般", "重大"));
  ka_record_set (
    hazard, "source",
    PICK (rand, "监管检查", "监察检查", "企业自查", "专家服务", "举报", "上级交办", NULL));
  ka_record_set (hazard, "description", text);
  set_later (rand, hazard, "deadline", "found");
  set_later (rand, hazard, "rectified", "found");
  if (ka_record_get (hazard, "rectified") != NULL)
    set_later (rand, hazard, "closed", "rectified");
  district_save (ledger, hazard);
  ka_record_set (penalty, "enterprise", owner);
  ka_record_set (penalty, "doc_no", paper);
  set_day (rand, penalty, "decided");
  ka_record_set (penalty, "person", PICK (rand, "张某", NULL, NULL));
  ka_record_set (penalty, "amount", amount);
  district_save (ledger, penalty);
}

static gboolean
fill_district (KaLedger *ledger, gpointer data, GError **error)
{
  GRand *rand = data;
  gint64 enterprise
    = test_save (ledger, "enterprise", "name", "重庆甲矿业有限公司", "staff", "30", NULL);

  for (guint i = 1; i <= 25; i++)
    add_mine (rand, ledger, enterprise, i);
  for (guint i = 1; i <= 80; i++)
    add_enforcement (rand, ledger, enterprise, g_rand_int_range (rand, 1, 26), i);
  return TRUE;
}

void
district_fill (District *fixture, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GError) error = NULL;

  g_test_message ("seed %u", seed);
  ka_ledger_transact (fixture->ledger, KA_CHANGE_IMPORT, "导入", fill_district, rand, NULL, &error);
  g_assert_no_error (error);
}

KaQuarterly *
district_report (KaLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  KaQuarterly *report
    = ka_quarterly_new (ledger, district_quarter (), ka_day_from_iso ("2025-12-31"), &error);

  g_assert_no_error (error);
  return report;
}

char *
district_write (KaQuarterly *report, District *fixture, const char *name)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  if (g_str_has_suffix (name, ".pdf"))
    ka_quarterly_write_pdf (report, path, NULL, &error);
  else
    ka_quarterly_write_xlsx (report, path, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static char *
digest (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)contents, length);
}

char *
district_write_digest (KaQuarterly *report, District *fixture, const char *name)
{
  g_autofree char *path = district_write (report, fixture, name);

  return digest (path);
}

/* What a program of the system prints; NULL (and the test is skipped) where it is absent. */
char *
district_run (const char *program, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autofree char *found = g_find_program_in_path (program);
  char *out = NULL;
  int status = 0;
  va_list args;

  if (found == NULL)
    {
      g_test_skip (program);
      return NULL;
    }
  g_ptr_array_add (arguments, found);
  va_start (args, program);
  for (const char *a = va_arg (args, const char *); a != NULL; a = va_arg (args, const char *))
    g_ptr_array_add (arguments, (char *)a);
  va_end (args);
  g_ptr_array_add (arguments, NULL);
  g_assert_true (g_spawn_sync (NULL, (char **)arguments->pdata, NULL, G_SPAWN_STDERR_TO_DEV_NULL,
                               NULL, NULL, &out, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  return out;
}
