/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is on a list is found wherever the name is entered; who only bears the name is asked about, and who has
 * another identity number is left alone. */
#include "config.h"

#include "ka-barred.h"
#include "store-test.h"

#include <string.h>

typedef struct
{
  char *folder;
  KaLedger *ledger;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = test_folder_new ();
  f->ledger = test_ledger_new (f->folder);
  ka_set_today (ka_day_from_ymd (2026, 1, 28));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->ledger);
  test_folder_remove (f->folder);
}

static KaRecord *
create (const char *kind, const char *values)
{
  KaRecord *record = ka_record_new (ka_kind_get (kind));
  g_auto (GStrv) pairs = g_strsplit (values, "|", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');

      *equals = '\0';
      ka_record_set (record, pairs[i], equals + 1);
    }
  return record;
}

static gint64
list (Fixture *f, const char *values)
{
  g_autofree char *all
    = g_strconcat ("subject=个人|list=安全生产严重失信主体|reason=瞒报事故|", values, NULL);
  g_autoptr (KaRecord) record = create ("discredit", all);
  g_autoptr (GError) error = NULL;

  ka_ledger_save (f->ledger, record, &error);
  g_assert_no_error (error);
  return record->id;
}

#define ID_A "110101199003072818"
#define ID_B "110101199003078814"

typedef struct
{
  const char *name;
  const char *kind, *values; /* of the record that is entered */
  const char *field;         /* in which somebody is found; NULL: nobody is */
  const char *said;          /* part of the message */
  gboolean certain;
} Case;

static const Case cases[] = {
  { "same", "person", "name=张一|post=矿长|id_number=" ID_A, "name", "不能任职", TRUE },
  { "other-person", "person", "name=张一|post=矿长|id_number=" ID_B, NULL, NULL, FALSE },
  { "same-name", "person", "name=张一|post=矿长", "name", "请核对身份证号", FALSE },
  { "elsewhere", "mine", "name=某矿|chief_engineer=张一", "chief_engineer", "应急失信〔2025〕1号",
    FALSE },
  { "head", "enterprise", "name=某公司|principal=张一", "principal", "2028-10-31", FALSE },
  { "among-several", "inspection", "started=2026-01-05|experts=王五、张一", "experts", "同名",
    FALSE },
  { "part-of-a-name", "person", "name=张一山|post=矿长", NULL, NULL, FALSE },
  { "no-ban", "person", "name=李二|post=矿长", "name", "失信名单上的人员同名", FALSE },
  { "removed", "person", "name=赵三|post=矿长", NULL, NULL, FALSE },
  { "not-listed-yet", "person", "name=钱四|post=矿长", NULL, NULL, FALSE },
  { "a-listing", "discredit", "person=张一", NULL, NULL, FALSE },
};

static void
test_case (Fixture *f, gconstpointer data)
{
  const Case *one = data;
  gint64 first = list (f, "person=张一|id_number=" ID_A "|listed=2025-11-01|restrictions=职业禁入、"
                          "投融资|decision_no=应急失信〔2025〕1号");
  g_autoptr (KaRecord) record = create (one->kind, one->values);
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KaBarred) barred = NULL;
  const KaBarredHit *hit;

  list (f, "person=李二|listed=2025-11-01|restrictions=投融资");
  list (f,
        "person=赵三|listed=2023-11-01|restrictions=职业禁入|removed=2025-01-01|removal=提前移出");
  list (f, "person=钱四|notified=2026-01-01");
  barred = ka_barred_read (f->ledger, ka_today (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ka_barred_size (barred), ==, 2);
  hits = ka_barred_check (barred, record);
  g_assert_cmpuint (hits->len, ==, one->field != NULL ? 1 : 0);
  if (one->field == NULL)
    return;
  hit = hits->pdata[0];
  g_assert_cmpstr (hit->field->id, ==, one->field);
  g_assert_cmpint (hit->certain, ==, one->certain);
  g_assert_nonnull (strstr (hit->message, one->said));
  if (!g_str_equal (one->name, "no-ban"))
    g_assert_cmpint (hit->listing, ==, first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/barred/", cases[i].name, NULL);

      g_test_add (path, Fixture, &cases[i], set_up, test_case, tear_down);
    }
  return g_test_run ();
}
