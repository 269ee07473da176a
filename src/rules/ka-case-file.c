/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-case-file-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-query.h>
#include <ka-reason.h>
#include <string.h>

/* ---- what belongs to the case ---- */

static void
free_case (KaCase *the)
{
  g_clear_pointer (&the->inspection, ka_record_unref);
  g_clear_pointer (&the->hazards, g_ptr_array_unref);
  g_clear_pointer (&the->postponements, g_ptr_array_unref);
  g_clear_pointer (&the->rounds, g_ptr_array_unref);
  g_clear_pointer (&the->penalties, g_ptr_array_unref);
  g_clear_pointer (&the->certificates, g_hash_table_unref);
  g_clear_pointer (&the->workdays, ka_workdays_free);
  g_free (the);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaCase, free_case)

static GPtrArray *
find_records (KaLedger *ledger, const char *kind, const char *predicate, gint64 id, GError **error)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get (kind));
  g_autoptr (GHashTable) parameters = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  g_hash_table_insert (parameters, (gpointer) "id", g_strdup_printf ("%" PRId64, id));
  ka_query_set_predicate (query, predicate, parameters);
  return ka_query_records (query, ledger, error);
}

static GHashTable *
read_certificates (KaLedger *ledger, GError **error)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("regulator"));
  g_autoptr (GPtrArray) people = ka_query_records (query, ledger, error);
  GHashTable *found;

  if (people == NULL)
    return NULL;
  found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < people->len; i++)
    {
      const char *number = ka_record_get (g_ptr_array_index (people, i), "cert_no");

      g_hash_table_insert (found, g_strdup (ka_record_get (g_ptr_array_index (people, i), "name")),
                           g_strdup (number != NULL ? number : ""));
    }
  return found;
}

static KaCase *
read_case (KaLedger *ledger, gint64 id, KaDay on, GError **error)
{
  g_autoptr (KaCase) the = g_new0 (KaCase, 1);

  the->on = on;
  the->inspection = ka_ledger_get (ledger, ka_kind_get ("inspection"), id, error);
  if (the->inspection == NULL)
    return NULL;
  the->hazards = find_records (ledger, "hazard", "t.inspection = CAST (:id AS INTEGER)", id, error);
  if (the->hazards == NULL)
    return NULL;
  the->postponements = find_records (
    ledger, "postponement",
    "t.hazard IN (SELECT id FROM hazard WHERE inspection = CAST (:id AS INTEGER))", id, error);
  if (the->postponements == NULL)
    return NULL;
  the->rounds = find_records (
    ledger, "hazard_round",
    "t.hazard IN (SELECT id FROM hazard WHERE inspection = CAST (:id AS INTEGER))", id, error);
  if (the->rounds == NULL)
    return NULL;
  the->penalties
    = find_records (ledger, "penalty",
                    "t.inspection = CAST (:id AS INTEGER) OR t.hazard IN"
                    " (SELECT id FROM hazard WHERE inspection = CAST (:id AS INTEGER))",
                    id, error);
  if (the->penalties == NULL)
    return NULL;
  the->certificates = read_certificates (ledger, error);
  if (the->certificates == NULL)
    return NULL;
  the->workdays = ka_workdays_new (ledger, error);
  return the->workdays != NULL ? g_steal_pointer (&the) : NULL;
}

/* ---- checking ---- */

void
ka_case_problem_free (KaCaseProblem *self)
{
  g_free (self->title);
  g_free (self);
}

const char *
ka_case_problem_message (const KaCaseProblem *self)
{
  return _ (self->rule->message);
}

const char *
ka_case_problem_source (const KaCaseProblem *self)
{
  return _ (self->rule->source);
}

static void
check_record (KaLedger *ledger, const KaCase *the, const KaRecord *record, GPtrArray *problems)
{
  guint n;
  const KaCaseRule *rules = ka_case_rules (&n);

  for (guint i = 0; i < n; i++)
    {
      KaCaseProblem *problem;

      if (strcmp (rules[i].kind, record->kind->id) != 0 || !rules[i].trips (the, record))
        continue;
      problem = g_new0 (KaCaseProblem, 1);
      problem->rule = &rules[i];
      problem->id = record->id;
      problem->title = g_strdup (ka_ledger_title (ledger, record->kind, record->id));
      g_ptr_array_add (problems, problem);
    }
}

static void
check_records (KaLedger *ledger, const KaCase *the, const GPtrArray *records, GPtrArray *problems)
{
  for (guint i = 0; i < records->len; i++)
    check_record (ledger, the, g_ptr_array_index (records, i), problems);
}

static int
compare_problems (gconstpointer a, gconstpointer b)
{
  const KaCaseProblem *one = *(const KaCaseProblem *const *)a;
  const KaCaseProblem *other = *(const KaCaseProblem *const *)b;

  return (int)other->rule->severity - (int)one->rule->severity;
}

GPtrArray *
ka_case_file_check (KaLedger *ledger, gint64 inspection, KaDay on, GError **error)
{
  g_autoptr (KaCase) the = read_case (ledger, inspection, on, error);
  g_autoptr (GPtrArray) problems = NULL;

  if (the == NULL)
    return NULL;
  problems = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_case_problem_free);
  check_record (ledger, the, the->inspection, problems);
  check_records (ledger, the, the->hazards, problems);
  check_records (ledger, the, the->postponements, problems);
  check_records (ledger, the, the->rounds, problems);
  check_records (ledger, the, the->penalties, problems);
  /* Stable in GLib: those of one gravity stay in their order. */
  g_ptr_array_sort (problems, compare_problems);
  return g_steal_pointer (&problems);
}

static gboolean
save_inspection (KaLedger *ledger, gpointer data, GError **error)
{
  return ka_ledger_save (ledger, data, error);
}

gboolean
ka_case_file_close (KaLedger *ledger, gint64 inspection, KaDay on, GError **error)
{
  const KaKind *kind = ka_kind_get ("inspection");
  g_autoptr (GPtrArray) problems = ka_case_file_check (ledger, inspection, on, error);
  g_autoptr (KaRecord) record = NULL;
  g_autofree char *day = ka_day_to_iso (on);
  g_autofree char *why = NULL;
  guint grave = 0;

  if (problems == NULL)
    return FALSE;
  for (guint i = 0; i < problems->len; i++)
    {
      const KaCaseProblem *problem = g_ptr_array_index (problems, i);

      grave += problem->rule->severity == KA_SEVERITY_REFUSE;
    }
  if (grave > 0)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_INVALID,
                   _ ("案卷还有%u处必须补正，不能归档；第一处：%s"), grave,
                   ka_case_problem_message (g_ptr_array_index (problems, 0)));
      return FALSE;
    }
  record = ka_ledger_get (ledger, kind, inspection, error);
  if (record == NULL)
    return FALSE;
  if (ka_record_get (record, "filed") != NULL)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_INVALID, _ ("案卷已经在%s归档。"),
                   ka_record_get (record, "filed"));
      return FALSE;
    }
  ka_record_set (record, "filed", day);
  why = g_strdup_printf (KA_WHY_FILE_CASE, ka_ledger_title (ledger, kind, inspection));
  return ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, save_inspection, record, NULL, error);
}
