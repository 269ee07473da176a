/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Findings typed in the field: terms, lines, the library of phrases. */
#include "config.h"

#include "ka-finding.h"
#include "store-test.h"

#include <inttypes.h>
#include <string.h>

typedef struct
{
  char *folder;
  KaLedger *ledger;
  gint64 mine;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  ka_set_today (ka_day_from_iso ("2026-01-06"));
  f->folder = test_folder_new ();
  f->ledger = test_ledger_new (f->folder);
  f->mine = test_mine (f->ledger, test_enterprise (f->ledger, "甲公司"), "甲矿");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->ledger);
  test_folder_remove (f->folder);
}

static void
test_deadline (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *iso; /* from Tuesday, 2026-01-06 */
  } cases[] = {
    { "15日", "2026-01-21" },
    { "15天", "2026-01-21" },
    { "+15", "2026-01-21" },
    { "＋１５", "2026-01-21" },
    { "5个工作日", "2026-01-13" },
    { "5工作日内", "2026-01-13" },
    { "+3工作日", "2026-01-09" },
    { "4个工作日", "2026-01-12" },
    { "1日", "2026-01-07" },
    { "15", NULL },
    { "0日", NULL },
    { "日", NULL },
    { "", NULL },
    { "99999日", NULL },
    { "3660天", "2036-01-14" },
    { "3661天", NULL },
    { "五日", NULL },
    { "15日后再看", NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KaWorkdays) workdays = ka_workdays_new (f->ledger, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KaDay day = ka_deadline_reckon (cases[i].text, ka_today (), workdays);
      g_autofree char *iso = day == KA_DAY_NONE ? NULL : ka_day_to_iso (day);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (iso, ==, cases[i].iso);
      g_assert_cmpint (ka_deadline_is_term (cases[i].text), ==, cases[i].iso != NULL);
    }
}

/* What is neither is refused with what may be written. */
static void
test_refuse (Fixture *f, gconstpointer data)
{
  const KaField *field = ka_kind_field (ka_kind_get ("hazard"), "deadline");
  g_autoptr (GError) error = NULL;

  g_assert_false (ka_deadline_refuse (field, "9999日", &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "整改期限"));
  g_assert_nonnull (strstr (error->message, "5个工作日"));
}

/* A day off is passed over, a day worked at the weekend counts. */
static void
test_holidays (Fixture *f, gconstpointer data)
{
  g_autoptr (KaWorkdays) workdays = NULL;

  test_save (f->ledger, "holiday", "day", "2026-01-07", "kind", "放假", NULL);
  test_save (f->ledger, "holiday", "day", "2026-01-10", "kind", "调休上班", NULL);
  workdays = ka_workdays_new (f->ledger, NULL);
  g_assert_cmpint (ka_deadline_reckon ("3个工作日", ka_today (), workdays), ==,
                   ka_day_from_iso ("2026-01-10"));
}

static void
test_line (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *text, *place, *description, *term;
  } cases[] = {
    { "护栏缺失", NULL, "护栏缺失", NULL },
    { " 护栏缺失 +15 ", NULL, "护栏缺失", "+15" },
    { "采场东帮：护栏缺失", "采场东帮", "护栏缺失", NULL },
    { "采场东帮:护栏缺失 5个工作日", "采场东帮", "护栏缺失", "5个工作日" },
    { "护栏缺失 15", NULL, "护栏缺失 15", NULL },
    { "：护栏缺失", NULL, "：护栏缺失", NULL },
    { "采场：", NULL, "采场：", NULL },
    { "一二三四五六七八九十一二三四五六七八九十一：长", NULL,
      "一二三四五六七八九十一二三四五六七八九十一：长", NULL },
    { "+15", NULL, "+15", NULL },
    { "", NULL, "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (KaFindingLine) line = { NULL, NULL, NULL };

      g_test_message ("%s", cases[i].text);
      ka_finding_line_parse (cases[i].text, &line);
      g_assert_cmpstr (line.place, ==, cases[i].place);
      g_assert_cmpstr (line.description, ==, cases[i].description);
      g_assert_cmpstr (line.term, ==, cases[i].term);
    }
}

static void
test_library (Fixture *f, gconstpointer data)
{
  g_autofree char *mine = g_strdup_printf ("%" PRId64, f->mine);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) phrases = NULL;
  g_autoptr (GPtrArray) found = NULL;
  const KaPhrase *phrase;

  test_save (f->ledger, "clause", "text", "破碎机传动部位无防护罩", "code", "JX-01", "violated",
             "《规程》5.4", "days", "7", NULL);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *day = g_strdup_printf ("2026-01-0%u", i + 1);

      test_save (f->ledger, "hazard", "mine", mine, "found", day, "level", "一般", "description",
                 "防护栏杆缺失", "violated", "《规程》5.2", NULL);
    }
  test_save (f->ledger, "hazard", "mine", mine, "found", "2026-01-02", "level", "一般",
             "description", "防护罩松动", NULL);
  phrases = ka_phrases_read (f->ledger, ka_today (), &error);
  g_assert_no_error (error);

  /* The office's own first, then what is written most. */
  found = ka_phrases_search (phrases, "防护", "露天矿山", 8);
  g_assert_cmpuint (found->len, >=, 3);
  phrase = g_ptr_array_index (found, 0);
  g_assert_cmpint (phrase->source, ==, KA_PHRASE_CLAUSE);
  phrase = g_ptr_array_index (found, 1);
  g_assert_cmpstr (phrase->text, ==, "防护栏杆缺失");
  g_assert_cmpuint (phrase->used, ==, 3);
  g_clear_pointer (&found, g_ptr_array_unref);

  /* By initials, by code, by criterion of the mine's own type alone. */
  found = ka_phrases_search (phrases, "fhlg", "露天矿山", 8);
  g_assert_cmpuint (found->len, ==, 1);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = ka_phrases_search (phrases, "jx-01", "露天矿山", 8);
  g_assert_cmpuint (found->len, ==, 1);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = ka_phrases_search (phrases, "LT-06", "露天矿山", 8);
  g_assert_cmpuint (found->len, >=, 1);
  phrase = g_ptr_array_index (found, 0);
  g_assert_true (phrase->major);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = ka_phrases_search (phrases, "LT-06", "地下矿山", 8);
  g_assert_cmpuint (found->len, ==, 0);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = ka_phrases_search (phrases, "LT-06", "露天地下联合", 8);
  g_assert_cmpuint (found->len, >=, 1);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = ka_phrases_search (phrases, "  ", "露天矿山", 8);
  g_assert_cmpuint (found->len, ==, 0);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = ka_phrases_search (phrases, "未", NULL, 5);
  g_assert_cmpuint (found->len, ==, 5);
}

static void
test_save_line (Fixture *f, gconstpointer data)
{
  g_autofree char *mine = g_strdup_printf ("%" PRId64, f->mine);
  gint64 id = test_save (f->ledger, "inspection", "mine", mine, "started", "2026-01-05", "ended",
                         "2026-01-06", "trigger", "投诉举报", NULL);
  g_autoptr (KaRecord) inspection = ka_ledger_get (f->ledger, ka_kind_get ("inspection"), id, NULL);
  KaPhrase major = { .source = KA_PHRASE_CRITERION, .criterion = (char *)"LT-06", .major = TRUE };
  KaPhrase week = { .source = KA_PHRASE_CLAUSE, .violated = (char *)"《规程》", .days = 7 };
  g_autoptr (GError) error = NULL;
  gint64 hazard = ka_finding_save (f->ledger, inspection, "采场：护栏缺失 3个工作日", NULL, &error);

  g_assert_no_error (error);
  test_assert_text (test_value (f->ledger, "hazard", hazard, "place"), "采场");
  test_assert_text (test_value (f->ledger, "hazard", hazard, "deadline"), "2026-01-09");
  test_assert_text (test_value (f->ledger, "hazard", hazard, "found"), "2026-01-06");
  test_assert_text (test_value (f->ledger, "hazard", hazard, "source"), "举报");
  test_assert_text (test_value (f->ledger, "hazard", hazard, "level"), "一般");
  hazard = ka_finding_save (f->ledger, inspection, "边坡角大于设计", &major, &error);
  test_assert_text (test_value (f->ledger, "hazard", hazard, "level"), "重大");
  test_assert_text (test_value (f->ledger, "hazard", hazard, "criterion"), "LT-06");
  hazard = ka_finding_save (f->ledger, inspection, "护罩松动", &week, &error);
  test_assert_text (test_value (f->ledger, "hazard", hazard, "deadline"), "2026-01-13");
  test_assert_text (test_value (f->ledger, "hazard", hazard, "violated"), "《规程》");
  g_assert_no_error (error);
  g_assert_cmpint (ka_finding_save (f->ledger, inspection, "   ", NULL, &error), ==, 0);
  g_assert_error (error, KA_ERROR, KA_ERROR_REQUIRED);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/rules/finding/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("deadline", test_deadline);
  ADD ("refuse", test_refuse);
  ADD ("holidays", test_holidays);
  ADD ("line", test_line);
  ADD ("library", test_library);
  ADD ("save", test_save_line);
  return g_test_run ();
}
