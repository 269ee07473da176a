/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-run-private.h"

#include <glib/gi18n-lib.h>
#include <ka-check.h>
#include <ka-text.h>
#include <string.h>

/* From the names in a row to the records that they are of. */

gboolean
ka_understood_is_refused (const KaUnderstood *row, const KaField *field)
{
  for (guint i = 0; row->problems != NULL && i < row->problems->len; i++)
    {
      const KaImportProblem *problem = g_ptr_array_index (row->problems, i);

      if (problem->severity == KA_SEVERITY_REFUSE && problem->field == field)
        return TRUE;
    }
  return FALSE;
}

/* Names that are alike, to say which may be meant; unless it was said that it is none of them. */
static gboolean
join_guesses (KaRun *run,
              const KaTable *table,
              KaUnderstood *row,
              const KaField *field,
              const char *text,
              char **joined,
              GError **error)
{
  g_autoptr (GPtrArray) guesses = g_ptr_array_new_with_free_func (g_free);
  const KaKind *enterprise = ka_kind_get ("enterprise"), *target = ka_field_target (field);
  const char *answer;

  *joined = NULL;
  if (strcmp (target->id, "mine") != 0 && target != enterprise)
    return TRUE;
  if (!ka_keys_guess (run->keys, target, text, guesses, error)
      || (target != enterprise && !ka_keys_guess (run->keys, enterprise, text, guesses, error)))
    return FALSE;
  if (guesses->len == 0)
    return TRUE;
  if (!ka_run_find_answer (run, table, row, field, target, text, &answer, error))
    return FALSE;
  ka_run_ask (run, table, row, field, target, text, guesses, FALSE);
  if (answer != NULL && *answer == '\0')
    return TRUE;
  g_ptr_array_add (guesses, NULL);
  *joined = g_strjoinv ("”、“", (char **)guesses->pdata);
  return TRUE;
}

static char *
make_refused_key (const KaKind *kind, const char *name)
{
  g_autofree char *folded = ka_text_fold (name);

  return g_strdup_printf ("%s %s", kind->id, folded);
}

void
ka_run_note_refused (KaRun *run, const KaTable *table, const KaUnderstood *row)
{
  const KaKind *kind = row->record->kind;
  const char *name = strcmp (kind->id, "mine") == 0 || strcmp (kind->id, "enterprise") == 0
                       ? ka_record_get (row->record, kind->title)
                       : NULL;

  if (name != NULL && *name != '\0')
    g_hash_table_insert (run->refused, make_refused_key (kind, name),
                         g_strdup_printf (_ ("“%s”第 %u 行"), table->public.file, row->row + 1));
}

/* Where the row of that name was refused before, in the same import; or NULL. */
static const char *
find_refused (KaRun *run, const KaKind *target, const char *text)
{
  g_autofree char *key = make_refused_key (target, text);

  return g_hash_table_lookup (run->refused, key);
}

static gboolean
refuse_reference (KaRun *run,
                  const KaTable *table,
                  KaUnderstood *row,
                  const KaField *field,
                  const char *text,
                  KaLookup found,
                  GError **error)
{
  const KaKind *target = ka_field_target (field);
  const char *code = "reference_unknown", *where;
  g_autofree char *what = NULL;
  g_autofree char *guesses = NULL;

  if (found == KA_LOOKUP_NONE && !join_guesses (run, table, row, field, text, &guesses, error))
    return FALSE;
  if (found == KA_LOOKUP_SEVERAL)
    {
      code = "reference_ambiguous";
      what = g_strdup_printf (
        _ ("台账里有不止一%s%s叫“%s”，无法确定是哪一%s；请加上所属企业后再导入。"), target->counter,
        ka_kind_label (target), text, target->counter);
    }
  else if (guesses != NULL)
    {
      code = "name_unsure";
      what = g_strdup_printf (
        _ ("台账里没有“%s”，与它相近的有“%s”，不能确定是不是同一%s；请核对后写全名称再导入。"),
        text, guesses, target->counter);
    }
  else if ((where = find_refused (run, target, text)) != NULL)
    {
      code = "reference_refused";
      what = g_strdup_printf (_ ("%s“%s”在%s，那一行没有导入；请先改正那一行，再一并导入。"),
                              ka_kind_label (target), text, where);
    }
  else
    what = g_strdup_printf (_ ("台账里没有%s“%s”；请核对名称，或先导入、登记该%s。"),
                            ka_kind_label (target), text, ka_kind_label (target));
  ka_run_add_problem (table, row, field, KA_SEVERITY_REFUSE, code, what);
  return TRUE;
}

/* The enterprise that the row's mine must belong to: named beside it, or the row's own. -1: it is named,
 * and there is none. */
static gboolean
find_enterprise (KaRun *run, const KaUnderstood *row, gint64 *enterprise, GError **error)
{
  const KaRecord *record = row->record;
  KaLookup found;

  *enterprise = 0;
  if (row->context != NULL)
    {
      if (!ka_keys_resolve (run->keys, ka_kind_get ("enterprise"), row->context, 0, &found,
                            enterprise, error))
        return FALSE;
      if (found == KA_LOOKUP_NONE)
        *enterprise = -1;
    }
  else if (ka_kind_field_index (record->kind, "enterprise") >= 0)
    *enterprise = ka_record_get_int (record, "enterprise", 0);
  return TRUE;
}

/* A column of mines may name the enterprise instead (被检查单位): it is clear where that has one mine. */
static gboolean
find_mine_of (KaRun *run, const char *text, KaLookup *found, gint64 *id, GError **error)
{
  gint64 enterprise;

  if (!ka_keys_resolve (run->keys, ka_kind_get ("enterprise"), text, 0, found, &enterprise, error))
    return FALSE;
  if (*found != KA_LOOKUP_ONE)
    return TRUE;
  return ka_keys_only_mine (run->keys, enterprise, found, id, error);
}

/* 甲公司（乙矿）: the mine of the enterprise; 新名（原旧名）: what bears either name. */
static gboolean
find_split (KaRun *run,
            const KaUnderstood *row,
            const KaKind *target,
            const char *text,
            gint64 enterprise,
            KaLookup *found,
            gint64 *id,
            GError **error)
{
  const KaKind *owners = ka_kind_get ("enterprise");
  g_autofree char *outer = NULL;
  g_autofree char *inner = NULL;
  const char *former;
  gint64 owner;

  if (!ka_name_split (text, &outer, &inner))
    return TRUE;
  former = ka_name_skip_former (inner);
  if (former != NULL)
    {
      if (!ka_keys_resolve (run->keys, target, outer, enterprise, found, id, error))
        return FALSE;
      return *found != KA_LOOKUP_NONE
             || ka_keys_resolve (run->keys, target, former, enterprise, found, id, error);
    }
  if (target == owners)
    return ka_run_find_employer (run, row, outer, inner, found, id, error);
  if (strcmp (target->id, "mine") != 0)
    return TRUE;
  if (!ka_keys_resolve (run->keys, owners, outer, 0, found, &owner, error))
    return FALSE;
  if (*found == KA_LOOKUP_ONE)
    return ka_keys_resolve (run->keys, target, inner, owner, found, id, error);
  /* The mine before its enterprise. */
  if (*found == KA_LOOKUP_NONE
      && !ka_keys_resolve (run->keys, owners, inner, 0, found, &owner, error))
    return FALSE;
  return *found != KA_LOOKUP_ONE
         || ka_keys_resolve (run->keys, target, outer, owner, found, id, error);
}

/* The mine of that name, where there is one alone and its enterprise is called much like the one beside it:
 * 江津区甲石厂 | 甲石厂一号矿. */
static gboolean
find_mine_of_like (KaRun *run,
                   const char *text,
                   const char *enterprise,
                   KaLookup *found,
                   gint64 *id,
                   GError **error)
{
  const KaKind *mines = ka_kind_get ("mine");
  g_autoptr (KaRecord) mine = NULL;
  const char *owner;

  if (!ka_keys_resolve (run->keys, mines, text, 0, found, id, error))
    return FALSE;
  if (*found == KA_LOOKUP_ONE)
    {
      mine = ka_ledger_get (run->ledger, mines, *id, error);
      if (mine == NULL)
        return FALSE;
      owner = ka_ledger_title (run->ledger, ka_kind_get ("enterprise"),
                               ka_record_get_int (mine, "enterprise", 0));
      if (owner != NULL && ka_name_judge (owner, enterprise) != KA_NAME_DIFFERENT)
        return TRUE;
    }
  *found = KA_LOOKUP_NONE;
  return TRUE;
}

/* A column of mines with the enterprise alone, whose town stands in brackets behind it. */
static gboolean
find_mine_in_town (KaRun *run, const char *text, KaLookup *found, gint64 *id, GError **error)
{
  g_autofree char *outer = NULL;
  g_autofree char *inner = NULL;

  if (!ka_name_split (text, &outer, &inner) || !ka_name_is_town (inner))
    return TRUE;
  return find_mine_of (run, outer, found, id, error);
}

static gboolean
find_named (KaRun *run,
            const KaUnderstood *row,
            const KaField *field,
            const char *text,
            KaLookup *found,
            gint64 *id,
            GError **error)
{
  const KaKind *target = ka_field_target (field);
  gint64 enterprise = 0;

  *found = KA_LOOKUP_NONE;
  if (strcmp (target->id, "enterprise") != 0 && !find_enterprise (run, row, &enterprise, error))
    return FALSE;
  if (enterprise < 0)
    return strcmp (target->id, "mine") != 0
           || find_mine_of_like (run, text, row->context, found, id, error);
  if (!ka_keys_resolve (run->keys, target, text, enterprise, found, id, error))
    return FALSE;
  if (*found == KA_LOOKUP_NONE
      && !find_split (run, row, target, text, enterprise, found, id, error))
    return FALSE;
  if (*found == KA_LOOKUP_NONE && !ka_run_find_joined (run, row, target, text, found, id, error))
    return FALSE;
  if (*found != KA_LOOKUP_NONE || strcmp (target->id, "mine") != 0)
    return TRUE;
  if (!find_mine_of (run, text, found, id, error))
    return FALSE;
  return *found != KA_LOOKUP_NONE || find_mine_in_town (run, text, found, id, error);
}

/* A pond of an enterprise with several mines is that of its own name. */
static gboolean
find_namesake (KaRun *run,
               const KaUnderstood *row,
               const KaField *field,
               const char *text,
               KaLookup *found,
               gint64 *id,
               GError **error)
{
  const KaKind *kind = row->record->kind;
  const KaField *title = kind->title ? ka_kind_field (kind, kind->title) : NULL;
  const char *own = title ? ka_record_get (row->record, title->id) : NULL;
  KaLookup owners, mines;
  gint64 owner, mine;

  if (own == NULL || title->format != KA_FORMAT_TITLE
      || strcmp (ka_field_target (field)->id, "mine") != 0)
    return TRUE;
  if (!ka_keys_resolve (run->keys, ka_kind_get ("enterprise"), text, 0, &owners, &owner, error))
    return FALSE;
  if (owners != KA_LOOKUP_ONE)
    return TRUE;
  if (!ka_keys_resolve (run->keys, ka_field_target (field), own, owner, &mines, &mine, error))
    return FALSE;
  if (mines == KA_LOOKUP_ONE)
    {
      *found = mines;
      *id = mine;
    }
  return TRUE;
}

/* A pond that no mine is named for is that of its own name, where one alone bears it. */
static gboolean
take_namesake (KaRun *run, KaUnderstood *row, GError **error)
{
  const KaKind *kind = row->record->kind;
  const KaField *title = kind->title ? ka_kind_field (kind, kind->title) : NULL;
  const KaField *mine = ka_kind_field (kind, "mine");
  const char *own = title ? ka_record_get (row->record, title->id) : NULL;
  KaLookup found;
  gint64 id;

  if (own == NULL || title->format != KA_FORMAT_TITLE || mine == NULL
      || !(mine->flags & KA_REQUIRED) || ka_record_get (row->record, "mine") != NULL
      || ka_understood_is_refused (row, mine))
    return TRUE;
  if (!ka_keys_resolve (run->keys, ka_field_target (mine), own, 0, &found, &id, error))
    return FALSE;
  if (found == KA_LOOKUP_ONE)
    {
      ka_record_take (row->record, mine - kind->fields, g_strdup_printf ("%" G_GINT64_FORMAT, id));
      ka_understood_set_basis (row, mine, KA_BASIS_LINKED);
    }
  return TRUE;
}

/* 企业（矿山）名称 over the names of mines: the enterprise is the mine's, and the mine is known too. */
static gboolean
find_owner_of (KaRun *run,
               KaUnderstood *row,
               const KaField *field,
               const char *text,
               KaLookup *found,
               gint64 *id,
               GError **error)
{
  KaRecord *record = row->record;
  int mine = ka_kind_field_index (record->kind, "mine");
  g_autoptr (KaRecord) named = NULL;
  KaLookup mines;
  gint64 mine_id;

  if (*found != KA_LOOKUP_NONE || strcmp (field->id, "enterprise") != 0 || mine < 0
      || record->values[mine] != NULL)
    return TRUE;
  if (!ka_keys_resolve (run->keys, ka_kind_get ("mine"), text, 0, &mines, &mine_id, error))
    return FALSE;
  if (mines != KA_LOOKUP_ONE)
    return TRUE;
  named = ka_ledger_get (run->ledger, ka_kind_get ("mine"), mine_id, error);
  if (named == NULL)
    return FALSE;
  /* Looked up in its turn, by its name. */
  ka_record_take (record, mine, g_strdup (text));
  *id = ka_record_get_int (named, "enterprise", 0);
  *found = *id != 0 ? KA_LOOKUP_ONE : KA_LOOKUP_NONE;
  return TRUE;
}

gboolean
ka_run_take_mine_owner (KaRun *run, KaUnderstood *row, GError **error)
{
  KaRecord *record = row->record;
  int enterprise = ka_kind_field_index (record->kind, "enterprise");
  gint64 mine
    = ka_kind_field_index (record->kind, "mine") >= 0 ? ka_record_get_int (record, "mine", 0) : 0;
  g_autoptr (KaRecord) owned = NULL;

  if (enterprise < 0 || enterprise >= 64 || mine <= 0 || record->values[enterprise] != NULL
      || ka_understood_is_refused (row, &record->kind->fields[enterprise]))
    return TRUE;
  owned = ka_ledger_get (run->ledger, ka_kind_get ("mine"), mine, error);
  if (owned == NULL)
    return FALSE;
  ka_record_take (record, enterprise, g_strdup (ka_record_get (owned, "enterprise")));
  row->inferred |= G_GUINT64_CONSTANT (1) << enterprise;
  ka_understood_set_basis (row, &record->kind->fields[enterprise], KA_BASIS_LINKED);
  return TRUE;
}

/* Of the two kinds in the same rows, the table of the other. */
static const KaTable *
find_over (const KaRun *run, const KaTable *table, const KaKind *kind)
{
  for (guint i = 0; i < run->tables->len; i++)
    {
      const KaTable *other = g_ptr_array_index (run->tables, i);

      if (other->grid == table->grid && other->found->kind == kind
          && other->found->join == KA_JOIN_OVER
          && other->found->heading_row == table->found->heading_row)
        return other;
    }
  return NULL;
}

/* What an event is known by where no number is given: whose it is, and the day. */
static KaRecord *
sketch_event (const KaRecord *record, const KaKind *kind)
{
  int mine = ka_kind_field_index (kind, "mine");
  int from = ka_kind_field_index (record->kind, "mine");
  int day = kind->date ? ka_kind_field_index (kind, kind->date) : -1;
  const char *date = record->kind->date ? ka_record_get (record, record->kind->date) : NULL;
  KaRecord *event;

  if (mine < 0 || from < 0 || day < 0 || record->values[from] == NULL || date == NULL)
    return NULL;
  event = ka_record_new (kind);
  ka_record_take (event, mine, g_strdup (record->values[from]));
  ka_record_take (event, day, g_strdup (date));
  return event;
}

gboolean
ka_run_link_joined (KaRun *run, const KaTable *table, KaUnderstood *row, GError **error)
{
  KaRecord *record = row->record;

  for (guint f = 0; table->found->join == KA_JOIN_UNDER && f < record->kind->n_fields && f < 64;
       f++)
    {
      const KaField *field = &record->kind->fields[f];
      g_autoptr (KaRecord) event = NULL;
      KaLookup found;
      gint64 id;

      if (field->type != KA_FIELD_REF || record->values[f] != NULL
          || ka_understood_is_refused (row, field)
          || find_over (run, table, ka_field_target (field)) == NULL)
        continue;
      event = sketch_event (record, ka_field_target (field));
      if (event == NULL)
        continue;
      if (!ka_keys_match (run->keys, event, &found, &id, error))
        return FALSE;
      if (found != KA_LOOKUP_ONE)
        continue;
      ka_record_take (record, f, g_strdup_printf ("%" G_GINT64_FORMAT, id));
      row->weak |= G_GUINT64_CONSTANT (1) << f;
      ka_understood_set_basis (row, field, KA_BASIS_LINKED);
    }
  return TRUE;
}

/* Where nothing bears the name, it may have been said who is meant. */
static gboolean
find_target (KaRun *run,
             const KaTable *table,
             KaUnderstood *row,
             const KaField *field,
             const char *text,
             KaLookup *found,
             gint64 *id,
             GError **error)
{
  const char *name;

  if (!find_named (run, row, field, text, found, id, error))
    return FALSE;
  if (*found == KA_LOOKUP_SEVERAL && !find_namesake (run, row, field, text, found, id, error))
    return FALSE;
  if (*found != KA_LOOKUP_NONE)
    return TRUE;
  if (!ka_run_find_answer (run, table, row, field, ka_field_target (field), text, &name, error))
    return FALSE;
  return name == NULL || *name == '\0' || find_named (run, row, field, name, found, id, error);
}

/* A cell of two names gave both. */
static void
share_place (KaUnderstood *row, guint from)
{
  for (guint f = 0; f < row->record->kind->n_fields; f++)
    if (row->record->values[f] != NULL && row->columns[f] == 0 && row->bases[f] == KA_BASIS_NONE)
      {
        row->columns[f] = row->columns[from];
        row->bases[f] = row->bases[from];
      }
}

gboolean
ka_run_resolve_references (KaRun *run,
                           const KaTable *table,
                           KaUnderstood *row,
                           gboolean *sound,
                           GError **error)
{
  KaRecord *record = row->record;
  const KaKind *kind = record->kind;

  for (guint f = 0; f < kind->n_fields; f++)
    {
      const KaField *field = &kind->fields[f];
      g_autofree char *text = NULL;
      KaLookup found;
      gint64 id = 0;

      if (field->type != KA_FIELD_REF || record->values[f] == NULL)
        continue;
      text = g_steal_pointer (&record->values[f]);
      if (!find_target (run, table, row, field, text, &found, &id, error)
          || !find_owner_of (run, row, field, text, &found, &id, error))
        return FALSE;
      share_place (row, f);
      if (found == KA_LOOKUP_ONE)
        ka_record_take (record, f, g_strdup_printf ("%" G_GINT64_FORMAT, id));
      else
        {
          if (*sound && !refuse_reference (run, table, row, field, text, found, error))
            return FALSE;
          if ((field->flags & KA_REQUIRED) || strcmp (field->target, "mine") == 0)
            *sound = FALSE;
        }
    }
  return take_namesake (run, row, error);
}
