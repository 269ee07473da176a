/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-case-job.h"

#include <glib/gi18n.h>
#include <ka-attachment.h>
#include <ka-case-form.h>
#include <ka-case-text.h>
#include <ka-history.h>
#include <ka-official.h>
#include <ka-pdf-bundle.h>
#include <ka-pdf.h>
#include <ka-query.h>
#include <ka-search.h>
#include <ka-reason.h>
#include <string.h>

#define MAX_TEXT ((gsize)4 << 20)

/* ---- taking in ---- */

typedef struct
{
  char **paths;
  char **texts; /* of the PDFs, read before the change begins; "" where there is none */
  GArray *ids;
  KaWork *work;
} Taking;

static void
free_taking (gpointer data)
{
  Taking *taking = data;

  g_strfreev (taking->paths);
  g_strfreev (taking->texts);
  g_clear_pointer (&taking->ids, g_array_unref);
  g_free (taking);
}

static gboolean
take_one (KaLedger *ledger, Taking *taking, guint i, GError **error)
{
  const KaKind *kind = ka_kind_get ("typical_case");
  g_autoptr (KaRecord) record = ka_record_new (kind);
  g_autofree char *today = ka_day_to_iso (ka_today ());
  g_autofree char *quarter = ka_quarter_to_text (ka_quarter_of (ka_today ()));
  g_autofree char *name = g_filename_display_basename (taking->paths[i]);

  ka_case_propose (record, taking->texts[i], name);
  ka_record_set (record, "quarter", quarter);
  ka_record_set (record, "received", today);
  ka_record_set (record, "review", "待审核");
  if (!ka_ledger_save (ledger, record, error)
      || ka_attachment_add (ledger, kind, record->id, taking->paths[i], NULL,
                            ka_work_get_cancellable (taking->work), NULL, NULL, error)
           == 0)
    return FALSE;
  g_array_append_val (taking->ids, record->id);
  return TRUE;
}

static gboolean
take_in_change (KaLedger *ledger, gpointer data, GError **error)
{
  Taking *taking = data;

  for (guint i = 0; taking->paths[i] != NULL; i++)
    {
      ka_work_progress ((double)i / g_strv_length (taking->paths), NULL, taking->work);
      if (!take_one (ledger, taking, i, error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
take_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  Taking *taking = data;
  guint n = g_strv_length (taking->paths);
  g_autofree char *why = g_strdup_printf (KA_WHY_TAKE_CASES, n);

  taking->work = work;
  taking->texts = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      char *text = ka_pdf_extract_file (taking->paths[i], NULL, MAX_TEXT, NULL,
                                        ka_work_get_cancellable (work), NULL);

      taking->texts[i] = text != NULL ? text : g_strdup ("");
    }
  taking->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, take_in_change, taking, NULL, error))
    return NULL;
  return g_steal_pointer (&taking->ids);
}

static void
free_ids (gpointer ids)
{
  g_array_unref (ids);
}

KaWork *
ka_case_take_work (const char *const *paths)
{
  Taking *taking = g_new0 (Taking, 1);

  taking->paths = g_strdupv ((char **)paths);
  return ka_work_new (_ ("收稿"), KA_WORK_WRITES, take_in_worker, taking, free_taking, free_ids);
}

/* ---- reading ---- */

void
ka_case_state_free (KaCaseState *state)
{
  g_clear_pointer (&state->record, ka_record_unref);
  g_clear_pointer (&state->attachments, g_ptr_array_unref);
  g_clear_pointer (&state->findings, g_ptr_array_unref);
  g_free (state->wrong);
  g_clear_pointer (&state->comments, g_ptr_array_unref);
  g_clear_pointer (&state->criteria, g_ptr_array_unref);
  g_clear_pointer (&state->differences, g_ptr_array_unref);
  g_free (state);
}

static void
free_state (gpointer state)
{
  ka_case_state_free (state);
}

static char *
get_text (KaLedger *ledger, const char *sha256)
{
  char *text = NULL;

  return sha256 != NULL && ka_document_get (ledger, sha256, NULL, NULL, &text, NULL) ? text : NULL;
}

static char *
collect_text (KaLedger *ledger, GPtrArray *attachments)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < attachments->len; i++)
    {
      g_autofree char *text = get_text (ledger, ka_record_get (attachments->pdata[i], "sha256"));

      if (text != NULL)
        g_string_append (all, text);
    }
  return g_string_free (all, FALSE);
}

static gboolean
is_pdf (const KaRecord *attachment)
{
  return g_strcmp0 (ka_record_get (attachment, "mime"), "application/pdf") == 0;
}

/* The version before: what the attachment held before it was replaced, else the PDF attached before it. */
static char *
find_older (KaLedger *ledger, GPtrArray *attachments, const KaRecord *newest)
{
  const char *present = ka_record_get (newest, "sha256");
  g_autoptr (GPtrArray) history = ka_ledger_history (ledger, newest->kind, newest->id, NULL);
  const KaRecord *before = NULL;

  for (guint i = 0; history != NULL && i < history->len; i++)
    {
      const KaRevision *revision = history->pdata[i];
      const char *sha256
        = revision->record != NULL ? ka_record_get (revision->record, "sha256") : NULL;

      if (sha256 != NULL && strcmp (sha256, present) != 0)
        return g_strdup (sha256);
    }
  for (guint i = 0; i < attachments->len; i++)
    {
      const KaRecord *other = attachments->pdata[i];

      if (other->id < newest->id && is_pdf (other) && (before == NULL || other->id > before->id))
        before = other;
    }
  return before != NULL ? g_strdup (ka_record_get (before, "sha256")) : NULL;
}

/* The one asked for, else the newest PDF, else whatever there is. */
static const KaRecord *
find_paper (GPtrArray *attachments, gint64 asked)
{
  const KaRecord *found = NULL;

  for (guint i = 0; i < attachments->len; i++)
    {
      const KaRecord *one = attachments->pdata[i];

      if (one->id == asked)
        return one;
      if (found == NULL || (is_pdf (one) && (!is_pdf (found) || one->id > found->id)))
        found = one;
    }
  return found;
}

static GPtrArray *
compare (KaLedger *ledger, GPtrArray *attachments, const KaRecord *paper)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *old = NULL;
  g_autofree char *new = NULL;

  if (paper == NULL || !is_pdf (paper))
    return NULL;
  sha256 = find_older (ledger, attachments, paper);
  old = get_text (ledger, sha256);
  new = get_text (ledger, ka_record_get (paper, "sha256"));
  return old != NULL && new != NULL ? ka_case_compare (old, new) : NULL;
}

static GPtrArray *
read_comments (KaLedger *ledger, gint64 id, GError **error)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("case_comment"));
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  ka_query_filter (query, "case_id", KA_OP_EQ, number);
  return ka_query_records (query, ledger, error);
}

typedef struct
{
  gint64 id, paper;
} Reading;

/* What is to be put right goes to who submitted the case: in Chinese, whatever the window speaks. */
static char *
list_wrong (KaLedger *ledger, const KaCaseState *state, const char *text)
{
  g_autoptr (KaOfficial) official = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  if (state->findings == NULL || !ka_official_is_foreign ())
    return state->findings != NULL ? ka_case_list_wrong (state->findings) : NULL;
  official = ka_official_begin ();
  findings = ka_case_review (ledger, state->record, text, NULL);
  return findings != NULL ? ka_case_list_wrong (findings) : NULL;
}

static gpointer
read_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const Reading *reading = data;
  gint64 id = reading->id;
  const KaRecord *paper;
  const KaKind *kind = ka_kind_get ("typical_case");
  g_autoptr (KaCaseState) state = g_new0 (KaCaseState, 1);
  g_autoptr (KaQuery) criteria = ka_query_new (ka_kind_get ("case_criterion"));
  g_autofree char *text = NULL;

  state->record = ka_ledger_get (ledger, kind, id, error);
  if (state->record == NULL
      || (state->attachments = ka_attachments_of (ledger, kind, id, error)) == NULL)
    return NULL;
  text = collect_text (ledger, state->attachments);
  state->scan = state->attachments->len > 0 && text[strspn (text, " \f\n\r\t")] == '\0';
  state->findings = ka_case_review (ledger, state->record, text, error);
  state->wrong = list_wrong (ledger, state, text);
  if (state->findings == NULL || (state->comments = read_comments (ledger, id, error)) == NULL
      || (state->criteria = ka_query_records (criteria, ledger, error)) == NULL)
    return NULL;
  paper = find_paper (state->attachments, reading->paper);
  state->paper = paper != NULL ? paper->id : 0;
  state->differences = compare (ledger, state->attachments, paper);
  return g_steal_pointer (&state);
}

KaWork *
ka_case_read_work (gint64 id, gint64 paper)
{
  const Reading reading = { id, paper };

  return ka_work_new (NULL, KA_WORK_READS, read_in_worker, g_memdup2 (&reading, sizeof reading),
                      g_free, free_state);
}

/* ---- export ---- */

typedef struct
{
  gint64 id;
  char *folder;
  gboolean masked;
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  g_free (export->folder);
  g_free (export);
}

static gpointer
export_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const Export *export = data;
  GCancellable *cancellable = ka_work_get_cancellable (work);
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *form = g_build_filename (export->folder, KA_CASE_FORM_PDF, NULL);
  g_auto (GStrv) originals = NULL;

  g_ptr_array_add (told, g_strdup (export->folder));
  if (!ka_case_form_write (ledger, export->id, export->folder, export->masked, &originals,
                           cancellable, error)
      || (*originals != NULL
          && !ka_pdf_bundle_write (form, (const char *const *)originals, form, told, cancellable,
                                   error)))
    return NULL;
  return g_steal_pointer (&told);
}

KaWork *
ka_case_export_work (gint64 id, const char *folder, gboolean masked)
{
  Export *export = g_new0 (Export, 1);

  export->id = id;
  export->folder = g_strdup (folder);
  export->masked = masked;
  return ka_work_new (_ ("导出报送表"), KA_WORK_READS, export_in_worker, export, free_export,
                      (GDestroyNotify)g_ptr_array_unref);
}
