/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-case-review.h"

#include "ka-case-text.h"
#include "ka-laws-private.h"

#include <glib/gi18n-lib.h>
#include <ka-decimal.h>
#include <ka-query.h>
#include <ka-search.h>
#include <ka-text.h>
#include <string.h>

static void
free_finding (gpointer data)
{
  KaCaseFinding *finding = data;

  g_free (finding->label);
  g_free (finding->message);
  g_free (finding->quote);
  g_free (finding);
}

/* Takes message. */
static void
add (GPtrArray *out,
     const char *code,
     KaCaseVerdict verdict,
     const char *field,
     const char *label,
     const char *quote,
     char *message)
{
  KaCaseFinding *finding = g_new0 (KaCaseFinding, 1);

  finding->code = code;
  finding->verdict = verdict;
  finding->field = field;
  finding->label = g_strdup (label);
  finding->message = message;
  finding->quote = g_strdup (quote);
  g_ptr_array_add (out, finding);
}

/* All that the public would read: the texts of the form and the paper. */
static char *
collect_text (const KaRecord *record, const char *paper)
{
  static const char *const fields[]
    = { "title", "party", "facts", "violated", "basis", "outcome", "significance" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (ka_record_get (record, fields[i]) != NULL)
      g_string_append_printf (text, "%s\n", ka_record_get (record, fields[i]));
  if (paper != NULL)
    g_string_append (text, paper);
  return g_string_free (text, FALSE);
}

/* ---- is it complete ---- */

typedef struct
{
  const char *field;
  const char *label;
  guint least;   /* characters */
  gboolean law;  /* must name a clause */
  gboolean kind; /* asked of accidents too */
} Element;

static const Element elements[] = {
  { "party", N_ ("当事人"), 2, FALSE, TRUE },
  { "occurred", N_ ("时间"), 0, FALSE, TRUE },
  { "facts", N_ ("违法事实"), 20, FALSE, TRUE },
  { "violated", N_ ("违反条款"), 4, TRUE, FALSE },
  { "basis", N_ ("处罚依据"), 4, TRUE, FALSE },
  { "outcome", N_ ("处理结果"), 6, FALSE, TRUE },
  { "significance", N_ ("典型意义"), 15, FALSE, TRUE },
};

static gboolean
names_article (const char *text)
{
  g_autoptr (GPtrArray) clauses = ka_case_find_clauses (text);

  for (guint i = 0; i < clauses->len; i++)
    if (((KaCaseClause *)clauses->pdata[i])->article > 0)
      return TRUE;
  return FALSE;
}

static void
check_complete (GPtrArray *out, const KaRecord *record)
{
  gboolean accident = g_strcmp0 (ka_record_get (record, "kind"), "事故案例") == 0;

  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    {
      const Element *element = &elements[i];
      const char *value = ka_record_get (record, element->field);
      const char *label = _ (element->label);

      if (accident && !element->kind)
        continue;
      if (value == NULL)
        add (out, "complete", KA_CASE_WRONG, element->field, label, NULL,
             g_strdup_printf (_ ("缺少%s，请补写。"), label));
      else if (g_utf8_strlen (value, -1) < (glong)element->least)
        add (out, "complete", KA_CASE_WRONG, element->field, label, NULL,
             g_strdup_printf (_ ("%s过于简略，请写清楚。"), label));
      else if (element->law && !names_article (value))
        add (out, "complete", KA_CASE_WRONG, element->field, label, NULL,
             g_strdup_printf (_ ("%s没有写到法规的条，请写明《法规名称》第几条。"), label));
      else
        add (out, "complete", KA_CASE_OK, element->field, label, NULL, g_strdup (_ ("已写明")));
    }
}

/* ---- numbers of papers ---- */

/* The record of another kind in which the number stands. */
static char *
find_document (KaLedger *ledger, const char *number, GError **error)
{
  g_autoptr (GPtrArray) groups = ka_ledger_search (ledger, number, 3, NULL, error);

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      const KaSearchGroup *group = groups->pdata[i];
      const KaSearchHit *hit;

      if (g_str_equal (group->kind->id, "typical_case")
          || g_str_equal (group->kind->id, "attachment")
          || g_str_equal (group->kind->id, "case_comment") || group->hits->len == 0)
        continue;
      hit = group->hits->pdata[0];
      return g_strdup_printf ("%s“%s”", ka_kind_label (hit->kind), hit->title);
    }
  return NULL;
}

static gboolean
check_documents (GPtrArray *out, KaLedger *ledger, const char *text, GError **error)
{
  g_autoptr (GPtrArray) numbers = ka_case_find_documents (text);

  for (guint i = 0; i < numbers->len; i++)
    {
      const char *number = numbers->pdata[i];
      g_autoptr (GError) local_error = NULL;
      g_autofree char *where = find_document (ledger, number, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (where != NULL)
        add (out, "document", KA_CASE_OK, NULL, number, number,
             g_strdup_printf (_ ("台账中有：%s"), where));
      else
        add (out, "document", KA_CASE_WRONG, NULL, number, number,
             g_strdup_printf (_ ("台账中没有文书号%s，请核对文号或先登记该文书。"), number));
    }
  return TRUE;
}

/* ---- the penalty record ---- */

static KaRecord *
get_linked (KaLedger *ledger, const KaRecord *record, const char *field)
{
  gint64 id = ka_record_get_int (record, field, 0);

  return id != 0
           ? ka_ledger_get (ledger, ka_field_target (ka_kind_field (record->kind, field)), id, NULL)
           : NULL;
}

static void
check_amount (GPtrArray *out, const KaRecord *penalty, const char *text)
{
  const char *value = ka_record_get (penalty, "amount");
  g_autoptr (GPtrArray) amounts = ka_case_find_amounts (text);
  g_autofree char *shown = NULL;
  gint64 cents = 0;

  if (value == NULL || !ka_decimal_parse (value, 2, &cents, NULL) || cents == 0)
    return;
  shown = ka_decimal_format (cents, 2);
  for (guint i = 0; i < amounts->len; i++)
    {
      const KaCaseAmount *amount = amounts->pdata[i];

      if (amount->cents == cents)
        {
          add (out, "amount", KA_CASE_OK, "outcome", _ ("罚款金额"), amount->quote,
               g_strdup_printf (_ ("与处罚记录一致：%s元"), shown));
          return;
        }
    }
  add (out, "amount", KA_CASE_WRONG, "outcome", _ ("罚款金额"),
       amounts->len > 0 ? ((KaCaseAmount *)amounts->pdata[0])->quote : NULL,
       amounts->len > 0
         ? g_strdup_printf (_ ("处罚记录的罚款是%s元，稿中没有这个金额，请核对。"), shown)
         : g_strdup_printf (_ ("处罚记录的罚款是%s元，稿中没有写金额，请补写。"), shown));
}

static gboolean
mentions_day (const char *text, KaDay day)
{
  g_autoptr (GPtrArray) dates = ka_case_find_dates (text);

  for (guint i = 0; i < dates->len; i++)
    if (((KaCaseDate *)dates->pdata[i])->day == day)
      return TRUE;
  return FALSE;
}

static void
check_dates (GPtrArray *out, const KaRecord *record, const KaRecord *penalty, const char *text)
{
  const char *iso = ka_record_get (penalty, "decided");
  KaDay decided = iso != NULL ? ka_day_from_iso (iso) : KA_DAY_NONE;
  const char *seen = ka_record_get (record, "occurred");
  KaDay occurred = seen != NULL ? ka_day_from_iso (seen) : KA_DAY_NONE;
  g_autofree char *shown = decided != KA_DAY_NONE ? ka_day_to_chinese (decided) : NULL;

  if (decided == KA_DAY_NONE)
    return;
  if (occurred != KA_DAY_NONE && occurred > decided)
    add (out, "date", KA_CASE_WRONG, "occurred", _ ("查处日期"), NULL,
         g_strdup_printf (_ ("查处日期在处罚决定（%s）之后，请核对。"), shown));
  else if (mentions_day (text, decided))
    add (out, "date", KA_CASE_OK, "occurred", _ ("处罚决定日期"), shown,
         g_strdup_printf (_ ("与处罚记录一致：%s"), shown));
  else
    add (out, "date", KA_CASE_DOUBT, "outcome", _ ("处罚决定日期"), NULL,
         g_strdup_printf (_ ("处罚记录的决定日期是%s，稿中没有写到。"), shown));
}

static void
check_inspection (GPtrArray *out, KaLedger *ledger, const KaRecord *record)
{
  g_autoptr (KaRecord) inspection = get_linked (ledger, record, "inspection");
  const char *started = inspection != NULL ? ka_record_get (inspection, "started") : NULL;
  const char *ended = inspection != NULL ? ka_record_get (inspection, "ended") : NULL;
  const char *occurred = ka_record_get (record, "occurred");

  if (started == NULL || occurred == NULL)
    return;
  if (strcmp (occurred, started) >= 0 && strcmp (occurred, ended != NULL ? ended : started) <= 0)
    add (out, "date", KA_CASE_OK, "occurred", _ ("查处日期"), NULL,
         g_strdup (_ ("与检查记录一致")));
  else
    add (out, "date", KA_CASE_DOUBT, "occurred", _ ("查处日期"), NULL,
         g_strdup_printf (_ ("检查记录的日期是%s，请核对。"), started));
}

/* ---- personal data ---- */

/* The people of the case whom the ledger knows: the enterprise's heads, its and the mine's staff. */
static gboolean
collect_people (KaLedger *ledger, const KaRecord *record, GPtrArray *names, GError **error)
{
  g_autoptr (KaRecord) mine = get_linked (ledger, record, "mine");
  g_autoptr (KaRecord) penalty = get_linked (ledger, record, "penalty");
  gint64 enterprise = mine != NULL      ? ka_record_get_int (mine, "enterprise", 0)
                      : penalty != NULL ? ka_record_get_int (penalty, "enterprise", 0)
                                        : 0;
  g_autoptr (KaCursor) cursor
    = ka_cursor_new (ledger,
                     "SELECT name FROM person WHERE enterprise = :enterprise OR mine = :mine"
                     " UNION SELECT legal_rep FROM enterprise WHERE id = :enterprise"
                     " UNION SELECT principal FROM enterprise WHERE id = :enterprise"
                     " UNION SELECT controller FROM enterprise WHERE id = :enterprise",
                     error);

  if (cursor == NULL)
    return FALSE;
  ka_cursor_bind_int (cursor, ":enterprise", enterprise != 0 ? enterprise : -1);
  ka_cursor_bind_int (cursor, ":mine", mine != NULL ? mine->id : -1);
  while (ka_cursor_next (cursor, error))
    {
      const char *name = ka_cursor_get_text (cursor, 0);

      if (name != NULL && g_utf8_strlen (name, -1) >= 2)
        g_ptr_array_add (names, g_strdup (name));
    }
  if (penalty != NULL && ka_record_get (penalty, "person") != NULL)
    g_ptr_array_add (names, g_strdup (ka_record_get (penalty, "person")));
  return error == NULL || *error == NULL;
}

static void
add_unmasked (GPtrArray *out, const char *label, GPtrArray *found, const char *format)
{
  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *masked = NULL;

      masked = g_strdup_printf (format, (char *)found->pdata[i]);
      add (out, "mask", KA_CASE_WRONG, NULL, label, found->pdata[i], g_steal_pointer (&masked));
    }
}

static gboolean
check_masks (GPtrArray *out,
             KaLedger *ledger,
             const KaRecord *record,
             const char *text,
             GError **error)
{
  g_autoptr (GPtrArray) ids = ka_case_find_id_numbers (text);
  g_autoptr (GPtrArray) phones = ka_case_find_phones (text);
  g_autoptr (GPtrArray) names = ka_case_find_names (text);
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_free);

  if (!collect_people (ledger, record, people, error))
    return FALSE;
  for (guint i = 0; i < people->len; i++)
    if (strstr (text, people->pdata[i]) != NULL
        && !g_ptr_array_find_with_equal_func (names, people->pdata[i], g_str_equal, NULL))
      g_ptr_array_add (names, g_strdup (people->pdata[i]));
  add_unmasked (out, _ ("身份证号"), ids, _ ("身份证号%s没有隐去，请删去。"));
  add_unmasked (out, _ ("电话"), phones, _ ("电话号码%s没有隐去，请删去。"));
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *masked = ka_case_mask_name (names->pdata[i]);

      add (out, "mask", KA_CASE_WRONG, NULL, _ ("姓名"), names->pdata[i],
           g_strdup_printf (_ ("姓名“%s”没有隐去，请写成“%s”。"), (char *)names->pdata[i], masked));
    }
  if (ids->len + phones->len + names->len == 0)
    add (out, "mask", KA_CASE_OK, NULL, _ ("个人信息"), NULL,
         g_strdup (_ ("没有看到未隐去的身份证号、电话和姓名")));
  return TRUE;
}

/* ---- clauses ---- */

static void
check_clause (GPtrArray *out, const KaCaseClause *clause, KaDay day)
{
  KaLaw law = _ka_law_find (clause->law, day);
  g_autofree char *shown = ka_day_to_chinese (day);

  if (!law.known)
    {
      add (out, "clause", KA_CASE_DOUBT, NULL, clause->quote, clause->quote,
           g_strdup (_ ("不在法规表中，请对照原文核对是否有效。")));
      return;
    }
  if (law.code == NULL)
    {
      add (
        out, "clause", KA_CASE_WRONG, NULL, clause->quote, clause->quote,
        g_strdup_printf (_ ("《%s》在%s不在施行期间，请改引当时有效的法规。"), clause->law, shown));
      return;
    }
  if (!_ka_law_has_article (&law, clause->article))
    add (out, "clause", KA_CASE_WRONG, NULL, clause->quote, clause->quote,
         g_strdup_printf (_ ("%s有效的《%s》（%s）只有%s条，请对照原文核对条号。"), shown,
                          clause->law, law.note, law.articles));
  else
    add (out, "clause", KA_CASE_OK, NULL, clause->quote, clause->quote,
         g_strdup_printf (law.checked ? _ ("%s有效（%s）") : _ ("%s有效（%s，未对照原文）"), shown,
                          law.note));
}

static void
check_clauses (GPtrArray *out, const KaRecord *record, const char *text)
{
  g_autoptr (GPtrArray) clauses = ka_case_find_clauses (text);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const char *iso = ka_record_get (record, "occurred");
  KaDay day = iso != NULL ? ka_day_from_iso (iso) : ka_today ();

  for (guint i = 0; i < clauses->len; i++)
    {
      const KaCaseClause *clause = clauses->pdata[i];

      /* Titles of papers stand in such brackets too: 《行政处罚决定书》. */
      if (clause->article > 0 && g_hash_table_add (seen, clause->quote))
        check_clause (out, clause, day);
    }
}

/* ---- all of it ---- */

GPtrArray *
ka_case_review (KaLedger *ledger, const KaRecord *record, const char *paper, GError **error)
{
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func (free_finding);
  g_autofree char *text = NULL;
  g_autoptr (KaRecord) penalty = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && record != NULL, NULL);

  text = collect_text (record, paper);
  penalty = get_linked (ledger, record, "penalty");
  check_complete (out, record);
  if (!check_documents (out, ledger, text, error))
    return NULL;
  if (penalty != NULL)
    {
      check_amount (out, penalty, text);
      check_dates (out, record, penalty, text);
    }
  check_inspection (out, ledger, record);
  if (!check_masks (out, ledger, record, text, error))
    return NULL;
  check_clauses (out, record, text);
  return g_steal_pointer (&out);
}

char *
ka_case_list_wrong (GPtrArray *findings)
{
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const KaCaseFinding *finding = findings->pdata[i];

      if (finding->verdict == KA_CASE_WRONG)
        g_string_append_printf (text, "%s%u. %s", text->len > 0 ? "\n" : "", ++n, finding->message);
    }
  return g_string_free (text, FALSE);
}

/* ---- masking ---- */

static void
replace_all (GString *text, GPtrArray *found, char *(*mask) (const char *))
{
  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *masked = mask (found->pdata[i]);

      g_string_replace (text, found->pdata[i], masked, 0);
    }
}

static char *
mask_digits (const char *digits)
{
  gsize length = strlen (digits);
  char *masked = g_strdup (digits);

  for (gsize i = 3; i + 4 < length; i++)
    masked[i] = '*';
  return masked;
}

static void
mask_title (KaLedger *ledger, GString *text, const KaRecord *record, const char *field)
{
  g_autoptr (KaRecord) linked = get_linked (ledger, record, field);
  const char *name = linked != NULL ? ka_record_get (linked, "name") : NULL;
  g_autofree char *masked = name != NULL ? ka_case_mask_enterprise (name) : NULL;

  if (name != NULL)
    g_string_replace (text, name, masked, 0);
  if (linked != NULL && strcmp (field, "mine") == 0)
    mask_title (ledger, text, linked, "enterprise");
}

char *
ka_case_mask (KaLedger *ledger, const KaRecord *record, const char *source)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GPtrArray) phones = NULL;
  GString *text;
  const char *party;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && record != NULL && source != NULL, NULL);

  names = ka_case_find_names (source);
  ids = ka_case_find_id_numbers (source);
  phones = ka_case_find_phones (source);
  text = g_string_new (source);
  party = ka_record_get (record, "party");
  if (party != NULL)
    {
      g_autofree char *masked
        = strstr (party, "某") != NULL ? g_strdup (party) : ka_case_mask_enterprise (party);

      g_string_replace (text, party, masked, 0);
    }
  mask_title (ledger, text, record, "mine");
  collect_people (ledger, record, people, NULL);
  replace_all (text, people, ka_case_mask_name);
  replace_all (text, names, ka_case_mask_name);
  replace_all (text, ids, mask_digits);
  replace_all (text, phones, mask_digits);
  return g_string_free (text, FALSE);
}
