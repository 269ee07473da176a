/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-paper-number.h"
#include "ka-paper-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-kind.h>
#include <ka-query.h>
#include <ka-reason.h>
#include <string.h>

/* What is missing, and the register: drafts, numbers, papers as they were issued. */

/* ---- gaps ---- */

void
ka_paper_gap_free (KaPaperGap *gap)
{
  g_free (gap->message);
  g_free (gap);
}

static KaPaperGap *
add_gap (GPtrArray *gaps, char *message)
{
  KaPaperGap *gap = g_new0 (KaPaperGap, 1);

  gap->message = message;
  g_ptr_array_add (gaps, gap);
  return gap;
}

static gboolean
has_part (KaPaper *self, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (self->form->parts != NULL ? self->form->parts : "", "|", -1);

  return g_strv_contains ((const char *const *)parts, name);
}

/* Of the hazards the first that lacks it. */
static const KaRecord *
find_record (KaPaper *self, const char *kind, const char *field)
{
  if (strcmp (kind, "hazard") == 0)
    for (guint i = 0; i < self->hazards->len; i++)
      if (ka_record_get (self->hazards->pdata[i], field) == NULL)
        return self->hazards->pdata[i];
  return ka_paper_record (self, kind);
}

/* What is not simply left out. */
static const struct
{
  const char *name, *message;
} told[] = {
  { "case_gap_count", N_ ("案例各项齐全，也没有审核意见，没有要补正的内容；请填写审核意见。") },
  { "deadlines", N_ ("有隐患没有整改期限，请填写隐患的“整改期限”。") },
  { "extension_decision",
    N_ ("没有说明是否同意延期，请登记批准日期，或者在本文书中填写不同意的理由。") },
  { "five", N_ ("整改“五落实”（责任、措施、资金、时限、预案）不全，请补全后再挂牌督办。") },
  { "hazard_count", N_ ("没有登记隐患，请先登记检查发现的隐患。") },
  { "major", N_ ("不是重大事故隐患，不能出具挂牌督办文书；请核对“隐患等级”。") },
  { "ordered_no", N_ ("没有责令整改或者现场处理的文书，不能复查；请先出具并编号。") },
  { "shortfall_count", N_ ("履职月报中没有不到位的情况，无须提醒。") },
  { "spot_limit",
    N_ (
      "当场处罚只限警告，或者对公民200元以下、对单位3000元以下的罚款（《行政处罚法》第五十一条），"
      "请用一般程序。") },
};

static const char *
find_told (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    if (strcmp (told[i].name, name) == 0)
      return _ (told[i].message);
  return NULL;
}

/* Of the hazard that lacks one of the five. */
static const KaField *
find_unfilled (const KaRecord *hazard, const KaField *field)
{
  static const char *const five[]
    = { "responsible", "measures", "funds", "deadline", "contingency" };

  for (guint i = 0; i < G_N_ELEMENTS (five); i++)
    if (hazard != NULL && ka_record_get (hazard, five[i]) == NULL)
      return ka_kind_field (hazard->kind, five[i]);
  return field;
}

static void
add_missing (KaPaper *self, GPtrArray *gaps, const char *name)
{
  const KaPaperValue *value = ka_paper_value (name);
  const KaKind *kind = NULL;
  const KaField *field = NULL;
  const KaRecord *record = NULL;
  const char *label = ka_paper_value_label (name);
  KaPaperGap *gap;

  if (value == NULL)
    ka_paper_split_name (name, &kind, &field);
  else if (value->kind != NULL && strcmp (value->kind, "setting") == 0)
    {
      add_gap (gaps, g_strdup_printf (_ ("缺少“%s”，请在设置的“执法文书”中填写。"), label));
      return;
    }
  else if (value->kind != NULL)
    {
      kind = ka_kind_get (value->kind);
      field = ka_kind_field (kind, value->field);
    }
  record = kind != NULL ? find_record (self, kind->id, field->id) : NULL;
  if (find_told (name) != NULL)
    {
      gap = add_gap (gaps, g_strdup (find_told (name)));
      gap->kind = kind;
      gap->field = strcmp (name, "five") == 0 ? find_unfilled (record, field) : field;
      gap->id = record != NULL ? record->id : 0;
      return;
    }
  if (record == NULL && has_part (self, name))
    {
      gap = add_gap (gaps, g_strdup_printf (_ ("缺少“%s”，请在本文书中填写。"), label));
      gap->part = value->name;
      return;
    }
  if (record == NULL)
    gap = add_gap (gaps, g_strdup_printf (_ ("缺少“%s”：没有登记相应的%s，请先登记。"), label,
                                          kind != NULL ? ka_kind_label (kind) : label));
  else
    gap = add_gap (gaps, g_strdup_printf (_ ("缺少“%s”，请填写%s“%s”的“%s”。"), label,
                                          ka_kind_label (kind),
                                          ka_ledger_title (self->ledger, kind, record->id),
                                          ka_field_label (field)));
  gap->kind = kind;
  gap->field = field;
  gap->id = record != NULL ? record->id : 0;
}

/* 《行政处罚法》第四十二条: two of them, each with a certificate. */
static void
add_missing_inspectors (KaPaper *self, GPtrArray *gaps)
{
  gboolean review = strcmp (self->form->id, "review") == 0;
  const KaRecord *record = ka_paper_record (self, review ? "hazard" : "inspection");
  const KaKind *kind = ka_kind_get (review ? "hazard" : "inspection");
  g_auto (GStrv) names = g_strsplit (ka_paper_get_value (self, "inspectors"), "、", -1);
  guint n = 0;
  KaPaperGap *gap;

  for (guint i = 0; names[i] != NULL; i++)
    n += *names[i] != '\0';
  if (n < 2)
    {
      gap = add_gap (
        gaps, g_strdup_printf (_ ("执法人员只有%u名，不得少于2名（《行政处罚法》第四十二条），"
                                  "请补上检查人员。"),
                               n));
      gap->kind = kind;
      gap->field = ka_kind_field (kind, review ? "reviewer" : "inspectors");
      gap->id = record != NULL ? record->id : 0;
    }
  for (guint i = 0; i < MIN (n, 2); i++)
    if (*ka_paper_get_value (self, i == 0 ? "cert1" : "cert2") == '\0')
      {
        const KaKind *regulator = ka_kind_get ("regulator");
        gint64 id = ka_ledger_find (self->ledger, regulator, "name", names[i], NULL);

        gap = add_gap (
          gaps, g_strdup_printf (_ ("执法人员%s没有执法证号，请在监管人员中登记。"), names[i]));
        gap->kind = regulator;
        gap->field = ka_kind_field (regulator, "cert_no");
        gap->id = MAX (id, 0);
      }
}

GPtrArray *
ka_paper_list_gaps (KaPaper *self)
{
  GPtrArray *gaps = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_paper_gap_free);
  g_auto (GStrv) needs = NULL;

  g_return_val_if_fail (self != NULL, gaps);

  needs = g_strsplit (self->form->needs, "|", -1);
  for (guint i = 0; needs[i] != NULL; i++)
    if (*ka_paper_get_value (self, needs[i]) == '\0')
      add_missing (self, gaps, needs[i]);
  if (self->form->flags & KA_PAPER_INSPECTORS)
    add_missing_inspectors (self, gaps);
  return gaps;
}

/* ---- the register ---- */

static void
set_reference (KaPaper *self, KaRecord *paper, const char *kind)
{
  const KaRecord *record = ka_paper_record (self, kind);
  g_autofree char *id = record != NULL ? g_strdup_printf ("%" PRId64, record->id) : NULL;

  ka_record_set (paper, kind, id);
}

/* The paper as the register has it, its number and state aside. */
static KaRecord *
make_entry (KaPaper *self)
{
  static const char *const references[]
    = { "mine", "enterprise", "inspection", "hazard", "penalty" };
  KaRecord *paper = self->registered != NULL ? ka_record_copy (self->registered)
                                             : ka_record_new (ka_kind_get ("paper"));
  g_autofree char *day = ka_day_to_iso (self->day);
  g_autofree char *id = g_strdup_printf ("%" PRId64, self->subject->id);
  g_autofree char *parts = ka_paper_dup_parts (self);

  ka_record_set (paper, "name", self->form->name);
  ka_record_set (paper, "form", self->form->id);
  ka_record_set (paper, "party", ka_paper_get_value (self, "party"));
  ka_record_set (paper, "issued", day);
  ka_record_set (paper, "subject_kind", self->subject->kind->id);
  ka_record_set (paper, "subject_id", id);
  ka_record_set (paper, "text", parts);
  for (guint i = 0; i < G_N_ELEMENTS (references); i++)
    set_reference (self, paper, references[i]);
  return paper;
}

static gboolean
save_record (KaLedger *ledger, gpointer data, GError **error)
{
  return ka_ledger_save (ledger, data, error);
}

static void
take_entry (KaPaper *self, KaRecord *paper)
{
  g_clear_pointer (&self->registered, ka_record_unref);
  self->registered = ka_record_ref (paper);
}

static gboolean
check_not_issued (KaPaper *self, GError **error)
{
  if (self->registered == NULL
      || g_strcmp0 (ka_record_get (self->registered, "state"), "草稿") == 0)
    return TRUE;
  g_set_error (error, KA_ERROR, KA_ERROR_INVALID,
               _ ("文书%s已经编号，不能再改；需要更正的，请作废后重新生成。"),
               self->number != NULL ? self->number : self->form->name);
  return FALSE;
}

gint64
ka_paper_save_draft (KaPaper *self, GError **error)
{
  g_autoptr (KaRecord) paper = NULL;
  g_autofree char *why = NULL;

  g_return_val_if_fail (self != NULL, 0);

  if (!check_not_issued (self, error))
    return 0;
  paper = make_entry (self);
  ka_record_set (paper, "state", "草稿");
  why = g_strdup_printf (KA_WHY_PAPER_DRAFT, self->form->name);
  if (!ka_ledger_transact (self->ledger, KA_CHANGE_SAVE, why, save_record, paper, NULL, error))
    return 0;
  take_entry (self, paper);
  return paper->id;
}

/* ---- issuing ---- */

typedef struct
{
  KaPaper *paper;
  KaRecord *entry;
  GCancellable *cancellable;
} Issue;

/* Splits hazard.order_no; the records whose field it is. */
static GPtrArray *
find_bearers (KaPaper *self, const char *name, const KaField **field)
{
  GPtrArray *records = g_ptr_array_new ();
  const KaKind *kind;

  if (!ka_paper_split_name (name, &kind, field))
    return records;
  if (strcmp (kind->id, "hazard") == 0)
    for (guint i = 0; i < self->hazards->len; i++)
      g_ptr_array_add (records, self->hazards->pdata[i]);
  if (records->len == 0 && ka_paper_record (self, kind->id) != NULL)
    g_ptr_array_add (records, (gpointer)ka_paper_record (self, kind->id));
  return records;
}

/* The number that the records bear already. */
static const char *
find_given (KaPaper *self)
{
  const KaField *field;
  g_autoptr (GPtrArray) records = NULL;

  if (self->form->numbers == NULL)
    return NULL;
  records = find_bearers (self, self->form->numbers, &field);
  return records->len > 0 ? ka_record_get (records->pdata[0], field->id) : NULL;
}

/* Into the records that the field is of, where it is blank; what is no number of a paper (待编号) gives way to
 * one. */
static gboolean
write_back (KaPaper *self, const char *name, const char *value, gboolean number, GError **error)
{
  const KaField *field = NULL;
  g_autoptr (GPtrArray) records = NULL;

  if (name == NULL)
    return TRUE;
  records = find_bearers (self, name, &field);
  for (guint i = 0; i < records->len; i++)
    {
      const KaRecord *known = records->pdata[i];
      g_autoptr (KaRecord) record = ka_ledger_get (self->ledger, known->kind, known->id, error);
      const char *present;

      if (record == NULL)
        return FALSE;
      present = ka_record_get (record, field->id);
      if (present != NULL && (!number || strstr (present, "〔") != NULL))
        continue;
      ka_record_set (record, field->id, value);
      if (!ka_ledger_save (self->ledger, record, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
keep_pdf (KaPaper *self, KaRecord *entry, GBytes *pdf, GError **error)
{
  g_autoptr (KaRecord) file = ka_record_new (ka_kind_get ("attachment"));
  g_autofree char *sha256 = ka_ledger_put_blob (self->ledger, pdf, error);
  g_autofree char *owner = g_strdup_printf ("%" PRId64, entry->id);
  g_autofree char *size = g_strdup_printf ("%" G_GSIZE_FORMAT, g_bytes_get_size (pdf));
  g_autofree char *name
    = g_strdup_printf ("%s%s.pdf", self->form->name, self->number != NULL ? self->number : "");

  if (sha256 == NULL)
    return FALSE;
  ka_record_set (file, "owner_kind", "paper");
  ka_record_set (file, "owner_id", owner);
  ka_record_set (file, "name", name);
  ka_record_set (file, "sha256", sha256);
  ka_record_set (file, "mime", "application/pdf");
  ka_record_set (file, "size", size);
  return ka_ledger_save (self->ledger, file, error);
}

static gboolean
issue_in_change (KaLedger *ledger, gpointer data, GError **error)
{
  Issue *issue = data;
  KaPaper *self = issue->paper;
  g_autofree char *text = ka_paper_get_form_text (ledger, self->form->id);
  g_autofree char *word = ka_paper_find_line (text, "字");
  g_autofree char *day = NULL;
  g_autoptr (GBytes) pdf = NULL;
  int year;

  ka_day_get_ymd (self->day, &year, NULL, NULL);
  if ((self->form->flags & KA_PAPER_NUMBERED) && word != NULL)
    {
      if (!ka_paper_take_number (ledger, issue->entry, word, year, find_given (self), error))
        return FALSE;
      self->number = g_strdup (ka_record_get (issue->entry, "number"));
      if (!write_back (self, self->form->numbers, self->number, TRUE, error))
        return FALSE;
    }
  day = ka_day_to_iso (self->day);
  if (!write_back (self, self->form->day, day, FALSE, error))
    return FALSE;
  pdf = ka_paper_make_pdf (self, issue->cancellable, error);
  return pdf != NULL && ka_ledger_save (ledger, issue->entry, error)
         && keep_pdf (self, issue->entry, pdf, error);
}

static gboolean
refuse_gaps (KaPaper *self, GError **error)
{
  g_autoptr (GPtrArray) gaps = ka_paper_list_gaps (self);
  g_autoptr (GString) text = g_string_new (NULL);

  if (gaps->len == 0)
    return FALSE;
  for (guint i = 0; i < gaps->len; i++)
    g_string_append (text, ((KaPaperGap *)gaps->pdata[i])->message);
  g_set_error (error, KA_ERROR, KA_ERROR_REQUIRED, _ ("%s还不能编号：%s"), self->form->name,
               text->str);
  return TRUE;
}

gint64
ka_paper_issue (KaPaper *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (KaRecord) entry = NULL;
  g_autofree char *why = NULL;
  Issue issue;

  g_return_val_if_fail (self != NULL, 0);

  if (!check_not_issued (self, error) || refuse_gaps (self, error))
    return 0;
  entry = make_entry (self);
  ka_record_set (entry, "state", "已发");
  issue = (Issue){ self, entry, cancellable };
  why = g_strdup_printf (KA_WHY_PAPER_NUMBER, self->form->name);
  if (!ka_ledger_transact (self->ledger, KA_CHANGE_SAVE, why, issue_in_change, &issue, NULL, error))
    {
      g_clear_pointer (&self->number, g_free);
      return 0;
    }
  take_entry (self, entry);
  return entry->id;
}

GPtrArray *
ka_paper_list_of (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error)
{
  const KaKind *paper = ka_kind_get ("paper");
  g_autoptr (KaQuery) query = NULL;
  g_autofree char *named = NULL, *made = NULL, *where = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && kind != NULL, NULL);

  query = ka_query_new (paper);
  made = g_strdup_printf ("(t.subject_kind = '%s' AND t.subject_id = %" PRId64 ")", kind->id, id);
  named = ka_kind_field (paper, kind->id) != NULL
            ? g_strdup_printf (" OR t.\"%s\" = %" PRId64, kind->id, id)
            : g_strdup ("");
  where = g_strconcat ("(", made, named, ")", NULL);
  ka_query_set_predicate (query, where, NULL);
  ka_query_set_order (query, "id", TRUE);
  return ka_query_records (query, ledger, error);
}

GBytes *
ka_paper_get_issued (KaLedger *ledger, gint64 paper, GError **error)
{
  g_autoptr (KaCursor) cursor = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  cursor = ka_cursor_new (ledger,
                          "SELECT sha256 FROM attachment WHERE owner_kind = 'paper'"
                          "   AND owner_id = :id AND mime = 'application/pdf' ORDER BY id LIMIT 1",
                          error);
  if (cursor == NULL)
    return NULL;
  ka_cursor_bind_int (cursor, "id", paper);
  if (ka_cursor_next (cursor, error))
    return ka_ledger_get_blob (ledger, ka_cursor_get_text (cursor, 0), error);
  if (error == NULL || *error == NULL)
    g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND, _ ("这份文书还没有编号，没有存档的文件。"));
  return NULL;
}

gboolean
ka_paper_void (KaLedger *ledger, gint64 paper, const char *reason, GError **error)
{
  g_autoptr (KaRecord) record = NULL;
  g_autofree char *today = NULL, *clean = NULL, *why = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), FALSE);

  record = ka_ledger_get (ledger, ka_kind_get ("paper"), paper, error);
  if (record == NULL)
    return FALSE;
  clean = reason != NULL ? g_strstrip (g_strdup (reason)) : g_strdup ("");
  if (*clean == '\0')
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_REQUIRED, _ ("作废文书必须说明原因。"));
      return FALSE;
    }
  if (g_strcmp0 (ka_record_get (record, "state"), "已发") != 0)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_INVALID, _ ("只有已发的文书可以作废，这份文书是%s。"),
                   ka_record_get (record, "state"));
      return FALSE;
    }
  today = ka_day_to_iso (ka_today ());
  ka_record_set (record, "state", "作废");
  ka_record_set (record, "voided", today);
  ka_record_set (record, "void_reason", clean);
  why = g_strdup_printf (KA_WHY_PAPER_VOID, ka_ledger_title (ledger, record->kind, record->id));
  return ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, save_record, record, NULL, error);
}
