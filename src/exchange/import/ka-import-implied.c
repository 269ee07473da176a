/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <glib/gi18n-lib.h>
#include <ka-check.h>
#include <stdio.h>
#include <string.h>

/* What a row says without writing it: who is listed by a firm's name alone is a firm, a hazard that nobody
 * calls 重大 is none. Only for what every record must have; what the ledger has goes before. */

#define DISTRICT "区级监管部门" /* of the levels of a regulator */
#define MIN_LIST_WORD 9         /* bytes of the word that tells a list */

static void
imply (const KaTable *table, KaUnderstood *understood, const KaField *field, const char *value)
{
  gsize f = field - understood->record->kind->fields;
  g_autofree char *what = NULL;

  ka_record_take (understood->record, f, g_strdup (value));
  ka_understood_set_basis (understood, field, KA_BASIS_IMPLIED);
  if (f < 64)
    understood->weak |= G_GUINT64_CONSTANT (1) << f;
  what = g_strdup_printf (_ ("没有写“%s”，按“%s”记。"), ka_field_label (field), value);
  ka_understood_take_problem (
    understood,
    ka_understood_problem (table, understood, -1, field, KA_SEVERITY_INFO, "implied", what));
}

/* In a column of firms and people, a firm is no person. */
static void
drop_firm (KaRecord *record)
{
  int person = ka_kind_field_index (record->kind, "person");
  const char *text = person >= 0 ? record->values[person] : NULL;

  if (text != NULL
      && (g_strcmp0 (text, ka_record_get (record, "enterprise")) == 0
          || g_str_has_suffix (text, "公司")))
    ka_record_take (record, person, NULL);
}

/* In a column of firms and people, a person is no firm. */
static void
move_person (KaUnderstood *understood)
{
  KaRecord *record = understood->record;
  static const char *const firms[]
    = { "公司", "厂", "矿", "场", "社", "部", "院", "队", "所", NULL };
  int person = ka_kind_field_index (record->kind, "person");
  int firm = ka_kind_field_index (record->kind, "enterprise");
  const char *text = firm >= 0 ? record->values[firm] : NULL;

  if (person < 0 || text == NULL || record->values[person] != NULL
      || (record->kind->fields[firm].flags & KA_REQUIRED) || g_utf8_strlen (text, -1) > 4
      || g_strcmp0 (ka_record_get (record, "subject"), "个人") != 0)
    return;
  for (guint i = 0; firms[i] != NULL; i++)
    if (g_str_has_suffix (text, firms[i]))
      return;
  ka_record_take (record, person, g_strdup (text));
  understood->columns[person] = understood->columns[firm];
  understood->bases[person] = understood->bases[firm];
  ka_record_take (record, firm, NULL);
}

const char *
ka_kind_implied_field (const KaKind *kind)
{
  return strcmp (kind->id, "discredit") == 0    ? "subject"
         : strcmp (kind->id, "hazard") == 0     ? "level"
         : strcmp (kind->id, "regulator") == 0  ? "level"
         : strcmp (kind->id, "suspension") == 0 ? "kind"
                                                : NULL;
}

/* 江津区应急管理综合行政执法支队, 矿山科: an office of the district's, not of a town's. */
static gboolean
is_district_office (const char *text)
{
  static const char *const ends[] = { "局", "支队", "大队", "中队", "科", "股", NULL };
  static const char *const marks[] = { "应急", "执法", "矿山", "安监", "安全", NULL };
  static const char *const others[] = { "镇", "街道", "乡", "市应急", "市局", NULL };
  gboolean ended = FALSE, marked = FALSE;

  for (guint i = 0; others[i] != NULL; i++)
    if (strstr (text, others[i]) != NULL)
      return FALSE;
  for (guint i = 0; ends[i] != NULL; i++)
    ended |= g_str_has_suffix (text, ends[i]);
  for (guint i = 0; marks[i] != NULL; i++)
    marked |= strstr (text, marks[i]) != NULL;
  return ended && marked;
}

gboolean
ka_understood_take_unit (KaUnderstood *understood,
                         const KaField *field,
                         const char *text,
                         guint column)
{
  KaRecord *record = understood->record;
  int level
    = g_strcmp0 (field->codes, "towns") == 0 ? ka_kind_field_index (record->kind, "level") : -1;
  char *value = NULL;

  if (level < 0)
    return FALSE;
  if (!ka_field_parse (&record->kind->fields[level], text, KA_DAY_NONE, &value, NULL, NULL)
      && is_district_office (text))
    value = g_strdup (DISTRICT);
  if (value == NULL)
    return FALSE;
  if (record->values[level] == NULL)
    {
      ka_record_take (record, level, value);
      understood->columns[level] = column + 1;
    }
  else
    g_free (value);
  return TRUE;
}

/* A town that is not of the district was left out, but a town it was. */
static gboolean
names_town (const KaUnderstood *understood)
{
  for (guint i = 0; understood->problems != NULL && i < understood->problems->len; i++)
    {
      const KaImportProblem *problem = g_ptr_array_index (understood->problems, i);

      if (problem->field != NULL && strcmp (problem->field->id, "town") == 0
          && problem->severity == KA_SEVERITY_REFUSE)
        return TRUE;
    }
  return FALSE;
}

/* A month that says its year says which year's plan it stands in. */
static void
take_year_of_month (KaUnderstood *understood)
{
  KaRecord *record = understood->record;
  int year = ka_kind_field_index (record->kind, "year");
  const char *month
    = year >= 0 && record->kind->date ? ka_record_get (record, record->kind->date) : NULL;

  if (month != NULL && record->values[year] == NULL && strlen (month) >= 4
      && record->kind->fields[year].type == KA_FIELD_INT && !g_str_has_prefix (month, "0000"))
    {
      int date = ka_kind_field_index (record->kind, record->kind->date);

      ka_record_take (record, year, g_strndup (month, 4));
      understood->columns[year] = understood->columns[date];
      understood->bases[year] = understood->bases[date];
    }
}

/* 《安全生产严重失信主体名单管理办法》 as the basis says which list it is. */
static void
imply_list (const KaTable *table, KaUnderstood *understood)
{
  KaRecord *record = understood->record;
  const KaField *list = ka_kind_field (record->kind, "list");
  const char *basis = ka_record_get (record, "basis");
  g_autofree char *folded = NULL;
  g_autofree char *value = NULL;

  if (list == NULL || list->type != KA_FIELD_CHOICE || basis == NULL
      || ka_record_get (record, "list") != NULL || ka_table_column_of (table, list) >= 0)
    return;
  folded = ka_fold_words (basis);
  value = ka_find_choice (list, folded, MIN_LIST_WORD);
  if (value != NULL)
    imply (table, understood, list, value);
}

/* 甲公司“8·14”物体打击事故: what an accident is called by is put together of whose, when and of what sort it was,
 * so that one whose register has no column for it has its name all the same. */
static void
imply_accident (const KaTable *table, KaUnderstood *understood)
{
  KaRecord *record = understood->record;
  const KaField *title = ka_kind_field (record->kind, "title");
  const char *owner = ka_record_get (record, "enterprise");
  const char *occurred = ka_record_get (record, "occurred");
  const char *category = ka_record_get (record, "category");
  int month, day;
  g_autofree char *value = NULL;

  if (owner == NULL)
    owner = ka_record_get (record, "mine");
  if (ka_record_get (record, "title") != NULL || ka_table_column_of (table, title) >= 0
      || owner == NULL || category == NULL || occurred == NULL
      || sscanf (occurred, "%*4d-%2d-%2d", &month, &day) != 2)
    return;
  value = g_strdup_printf ("%s“%d·%d”%s事故", owner, month, day, category);
  imply (table, understood, title, value);
}

/* 停产时间 with a day, and nothing of its end: what began then. */
static void
imply_suspension (const KaTable *table, KaUnderstood *understood, const KaField *field)
{
  static const char *const ends[] = { "accepted", "approved" };
  KaRecord *record = understood->record;
  const KaField *since = ka_kind_field (record->kind, "since");
  int column = ka_table_column_of (table, since);
  g_autofree char *heading = NULL;

  if (column < 0 || ka_record_get (record, "since") == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (ka_record_get (record, ends[i]) != NULL)
      return;
  heading = ka_fold_words (g_ptr_array_index (table->found->headings, (guint)column));
  if (strstr (heading, "停产") != NULL && strstr (heading, "停建") == NULL)
    imply (table, understood, field, "停产");
  else if (strstr (heading, "停建") != NULL && strstr (heading, "停产") == NULL)
    imply (table, understood, field, "停建");
}

void
ka_understood_imply (const KaTable *table, KaUnderstood *understood)
{
  KaRecord *record = understood->record;
  const KaKind *kind = record->kind;
  const char *id = ka_kind_implied_field (kind);
  const KaField *field = id ? ka_kind_field (kind, id) : NULL;

  drop_firm (record);
  move_person (understood);
  take_year_of_month (understood);
  if (strcmp (kind->id, "discredit") == 0)
    imply_list (table, understood);
  else if (strcmp (kind->id, "accident") == 0)
    imply_accident (table, understood);
  /* A cell that was refused has its problem already, and is not talked over. */
  if (field == NULL || ka_record_get (record, id) != NULL || ka_table_column_of (table, field) >= 0)
    return;
  if (strcmp (kind->id, "suspension") == 0)
    imply_suspension (table, understood, field);
  else if (ka_kind_field (kind, "town") != NULL)
    {
      if (ka_record_get (record, "town") != NULL || names_town (understood))
        imply (table, understood, field, "镇街");
    }
  else if (strcmp (id, "level") == 0)
    {
      if (ka_record_get (record, "description") != NULL)
        imply (table, understood, field, "一般");
    }
  else if (ka_record_get (record, "person") != NULL)
    imply (table, understood, field, "个人");
  else if (ka_record_get (record, "enterprise") != NULL)
    imply (table, understood, field, "单位");
}
