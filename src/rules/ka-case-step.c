/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-case-review.h"

#include <glib/gi18n-lib.h>
#include <ka-text.h>
#include <string.h>

/* ---- which step may follow ---- */

static const struct
{
  const char *from;
  const char *to[4];
} steps[] = {
  { "待审核", { "审核中", "退回补正", "审核通过" } },
  { "审核中", { "退回补正", "审核通过" } },
  { "退回补正", { "审核中", "审核通过" } },
  { "审核通过", { "已报送", "审核中" } },
  { "已报送", { NULL } },
};

const char *const *
ka_case_next_states (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (state != NULL && strcmp (steps[i].from, state) == 0)
      return steps[i].to;
  return steps[0].to;
}

static gboolean
check_next (const char *from, const char *to, GError **error)
{
  const char *const *next = ka_case_next_states (from);

  for (guint i = 0; next[i] != NULL; i++)
    if (strcmp (next[i], to) == 0)
      return TRUE;
  g_set_error (error, KA_ERROR, KA_ERROR_INVALID, _ ("案例现在是“%s”，不能改为“%s”。"),
               from != NULL ? from : "待审核", to);
  return FALSE;
}

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
refuse (GError **error, KaError code, const char *message)
{
  g_set_error_literal (error, KA_ERROR, code, message);
  return FALSE;
}

static gboolean
check_report (const KaRecord *record, const KaCaseStep *step, GError **error)
{
  const char *reviewed = ka_record_get (record, "reviewed");

  if (!is_given (step->receipt))
    return refuse (error, KA_ERROR_REQUIRED, _ ("请填写报送回执号，再记为已报送。"));
  if (step->day > ka_today ())
    return refuse (error, KA_ERROR_INVALID, _ ("报送日期在今天之后，请改正。"));
  if (reviewed != NULL && step->day < ka_day_from_iso (reviewed))
    return refuse (error, KA_ERROR_INVALID, _ ("报送日期在审核日期之前，请改正。"));
  return TRUE;
}

static gboolean
check_step (const KaRecord *record, const KaCaseStep *step, GError **error)
{
  if (!check_next (ka_record_get (record, "review"), step->to, error))
    return FALSE;
  if (strcmp (step->to, "退回补正") == 0 && !is_given (step->comment))
    return refuse (error, KA_ERROR_REQUIRED, _ ("请写明要补正什么，再退回。"));
  if (strcmp (step->to, "审核通过") == 0 && step->n_wrong > 0 && !is_given (step->comment))
    return refuse (error, KA_ERROR_REQUIRED,
                   _ ("还有没有改正的问题；仍要通过的，请在审核意见中写明理由。"));
  return strcmp (step->to, "已报送") != 0 || check_report (record, step, error);
}

gboolean
ka_case_take_step (KaLedger *ledger, gint64 id, const KaCaseStep *step, GError **error)
{
  const KaKind *kind = ka_kind_get ("typical_case");
  g_autoptr (KaRecord) record = NULL;
  g_autofree char *day = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && step != NULL && step->to != NULL, FALSE);

  record = ka_ledger_get (ledger, kind, id, error);
  if (record == NULL || !check_step (record, step, error))
    return FALSE;
  day = ka_day_to_iso (step->day);
  ka_record_set (record, "review", step->to);
  if (strcmp (step->to, "已报送") == 0)
    {
      g_autofree char *receipt = ka_text_document_number (step->receipt);

      ka_record_set (record, "receipt", receipt);
      ka_record_set (record, "reported", day);
      return ka_ledger_save (ledger, record, error);
    }
  if (is_given (step->comment))
    {
      g_autofree char *comment = ka_text_clean (step->comment, TRUE);

      ka_record_set (record, "comment", comment);
    }
  if (is_given (step->reviewer))
    ka_record_set (record, "reviewer", step->reviewer);
  ka_record_set (record, "reviewed", strcmp (step->to, "审核中") == 0 ? NULL : day);
  return ka_ledger_save (ledger, record, error);
}

/* ---- score ---- */

GHashTable *
ka_case_parse_score (const char *detail)
{
  GHashTable *points = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) lines = g_strsplit (detail != NULL ? detail : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *blank = strrchr (lines[i], ' ');

      if (blank == NULL || !g_ascii_isdigit (blank[1]))
        continue;
      *blank = '\0';
      g_hash_table_insert (points, g_strdup (lines[i]),
                           GUINT_TO_POINTER (g_ascii_strtoull (blank + 1, NULL, 10)));
    }
  return points;
}

char *
ka_case_format_score (GPtrArray *criteria, GHashTable *points, guint *score)
{
  GString *detail = g_string_new (NULL);
  gint64 sum = 0, most = 0;

  for (guint i = 0; i < criteria->len; i++)
    {
      const KaRecord *criterion = criteria->pdata[i];
      const char *name = ka_record_get (criterion, "criterion");
      gint64 worth = ka_record_get_int (criterion, "points", 0);
      gint64 given = MIN (worth, (gint64)GPOINTER_TO_UINT (g_hash_table_lookup (points, name)));

      sum += given;
      most += worth;
      g_string_append_printf (detail, "%s%s %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                              detail->len > 0 ? "\n" : "", name, given, worth);
    }
  *score = most > 0 ? (guint)((sum * 200 + most) / (2 * most)) : 0;
  return g_string_free (detail, FALSE);
}
