/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-ledger.h"

#include <ka-kind.h>
#include <stdarg.h>
#include <string.h>

static const char *const TOWNS[]
  = { "德感街道", "双福街道", "珞璜镇", "白沙镇", "李市镇", "先锋镇", "蔡家镇", "四屏镇" };

static KaRecord *
make (const char *kind, gint64 mine, gint64 enterprise, const char *pairs)
{
  KaRecord *record = ka_record_new (ka_kind_get (kind));
  g_auto (GStrv) words = g_strsplit (pairs, " ", -1);
  g_autofree char *mine_id = g_strdup_printf ("%" G_GINT64_FORMAT, mine);
  g_autofree char *enterprise_id = g_strdup_printf ("%" G_GINT64_FORMAT, enterprise);

  if (mine > 0)
    ka_record_set (record, "mine", mine_id);
  if (enterprise > 0)
    ka_record_set (record, "enterprise", enterprise_id);
  for (guint i = 0; words[i] != NULL; i++)
    {
      char *equals = strchr (words[i], '=');

      g_assert (equals != NULL);
      *equals = '\0';
      ka_record_set (record, words[i], equals + 1);
    }
  return record;
}

G_GNUC_PRINTF (5, 6)
static gint64
add (KaLedger *ledger, const char *kind, gint64 mine, gint64 enterprise, const char *format, ...)
{
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *pairs = NULL;
  va_list args;

  va_start (args, format);
  pairs = g_strdup_vprintf (format, args);
  va_end (args);
  record = make (kind, mine, enterprise, pairs);
  if (!ka_ledger_save (ledger, record, &error))
    g_error ("%s: %s", kind, error->message);
  return record->id;
}

static void
add_people (KaLedger *ledger, guint i, gint64 mine, gint64 enterprise)
{
  static const char *const POSTS[] = { "矿长", "总工程师", "专业技术人员" };

  for (guint p = 0; p < G_N_ELEMENTS (POSTS); p++)
    if ((i + p) % 40 != 0)
      add (ledger, "person", mine, enterprise, "name=矿%u员%u post=%s", i, p, POSTS[p]);
  for (guint p = 0; p < 4; p++)
    add (ledger, "person", 0, enterprise,
         "name=企%u员%u post=%s cert_until=202%u-0%u-15 cert_review=202%u-%02u-11", i, p,
         p == 0   ? "主要负责人"
         : p == 1 ? "安全生产管理人员"
                  : "特种作业人员",
         6 + i % 4, 1 + i % 9, 5 + i % 3, 1 + i % 12);
}

static void
add_year (KaLedger *ledger, guint i, gint64 mine, gint64 enterprise)
{
  for (guint month = 1; month <= 12; month++)
    add (ledger, "duty", mine, 0,
         "month=2025-%02u controller_days=%u controller_meetings=1 engineer_days=%u "
         "principal_checks=1 major_checks=%u",
         month, 9 + (i + month) % 20, 14 + (i + month) % 12, (i + month) % 30 != 0);
  for (guint k = 0; k < 2; k++)
    {
      guint month = 1 + (i + k * 6) % 12;

      add (ledger, "plan", mine, 0, "year=2025 month=2025-%02u kind=一般检查", month);
      if (i % 10 != 0)
        add (ledger, "inspection", mine, 0, "started=2025-%02u-12 trigger=计划 examined=%u", month,
             i % 5);
    }
  for (guint h = 0; h < 5; h++)
    add (ledger, "hazard", mine, 0,
         "found=2025-%02u-12 level=%s criterion=LT-09 description=隐患%u deadline=2025-%02u-28%s",
         1 + (i + h) % 12, i % 20 == 0 ? "重大" : "一般", h, 1 + (i + h) % 12,
         (i + h) % 15 != 0 ? " rectified=2025-12-20 reviewed=2025-12-21 closed=2025-12-22" : "");
  if (i % 8 == 0)
    add (ledger, "penalty", 0, enterprise,
         "doc_no=罚%u kind=罚款 amount=10000 decided=2025-08-01 major_hazard=1 executed=2025-08-09",
         i);
  if (i % 10 == 0)
    add (ledger, "project", mine, 0, "name=工程%u due=2025-0%u-01", i, 1 + i % 9);
  add (ledger, "permit", mine, enterprise, "kind=采矿许可证 number=C%u valid_until=202%u-06-30", i,
       6 + i % 4);
  add (ledger, "permit", mine, enterprise,
       "kind=安全生产许可证 number=渝%u valid_until=202%u-03-31", i, 6 + i % 4);
}

static void
add_task (KaLedger *ledger, guint i, gint64 enterprise)
{
  static const char *const STATES[] = { "落实", "部分落实", "软落实", "不落实" };

  for (guint task = 1; task <= 3; task++)
    for (guint quarter = 3; quarter <= 4; quarter++)
      add (ledger, "measure_progress", 0, enterprise, "measure=%u quarter=2025Q%u state=%s", task,
           quarter, STATES[(i + task * quarter) % G_N_ELEMENTS (STATES)]);
}

gboolean
bench_ledger_fill (KaLedger *ledger, gpointer n_mines, GError **error)
{
  for (guint i = 0; i < *(guint *)n_mines; i++)
    {
      gint64 enterprise = add (ledger, "enterprise", 0, 0,
                               "name=重庆示例第%u石材有限公司 town=%s reward_scheme=%u insured=1 "
                               "insured_until=2026-05-0%u",
                               i, TOWNS[i % G_N_ELEMENTS (TOWNS)], i % 50 != 0, 1 + i % 9);
      gint64 mine
        = add (ledger, "mine", 0, enterprise,
               "name=示例%u号石灰岩矿 type=%s status=%s town=%s mineral=建筑石料用灰岩 capacity=%u "
               "capacity_unit=万吨/年 longitude=106.%04u5 latitude=29.%04u5 mech_extraction=1 "
               "mech_loading=%u mech_haulage=1 mech_ventilation=%u info_management=1 video=%u "
               "training_video=1 std_level=%s std_until=2027-06-30 posts_key=3 posts_carded=%u "
               "chief_engineer=张某 survey_status=已完成 slope_height=%u slope_monitored=%u "
               "slope_analysed=2025-%02u-01 officials_published=2024-01-01",
               i, i % 5 != 0 ? "露天矿山" : "地下矿山", i % 9 != 0 ? "生产" : "停产",
               TOWNS[i % G_N_ELEMENTS (TOWNS)], i * 7919 % 400, i * 31 % 5000, i * 17 % 4000,
               i % 7 != 0, i % 3 != 0, i % 2, i % 3 == 0 ? "二级" : "三级", i % 4, 50 + i % 200,
               i % 3 != 0, 1 + i % 12);

      add_people (ledger, i, mine, enterprise);
      add_year (ledger, i, mine, enterprise);
      if (i % 10 == 0)
        add_task (ledger, i, enterprise);
    }
  return TRUE;
}

gboolean
bench_ledger_change (KaLedger *ledger, gpointer n_mines, GError **error)
{
  const KaKind *kind = ka_kind_get ("mine");

  for (gint64 id = 1; id <= *(guint *)n_mines; id += 10)
    {
      g_autoptr (KaRecord) there = ka_ledger_get (ledger, kind, id, error);
      g_autoptr (KaRecord) mine = there != NULL ? ka_record_copy (there) : NULL;

      if (mine == NULL)
        return FALSE;
      ka_record_set (mine, "video", g_strcmp0 (ka_record_get (mine, "video"), "1") ? "1" : "0");
      if (!ka_ledger_save (ledger, mine, error))
        return FALSE;
    }
  return TRUE;
}
