/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-paper-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-codes.h>
#include <ka-kind.h>
#include <ka-query.h>
#include <string.h>

/* What an inspector takes to a mine: what the ledger knows of it, what is still open, what to look at, and
 * a record with its head filled in. */

#define LAST_INSPECTIONS 3
#define PERMIT_DAYS 180

typedef struct
{
  KaLedger *ledger;
  KaRecord *mine;
  KaDay day;
  KaDoc *doc;
  gboolean masked;
} Pack;

static void
begin_part (Pack *pack, const char *name, gboolean landscape)
{
  g_autofree char *copies = NULL;
  g_autofree char *day = ka_day_to_chinese (pack->day);
  KaDocForm form = { .name = name, .landscape = landscape };

  copies = g_strdup_printf ("%s　%s",
                            ka_ledger_title (pack->ledger, pack->mine->kind, pack->mine->id), day);
  form.copies = copies;
  ka_doc_begin_form (pack->doc, &form);
}

static char *
show (Pack *pack, const KaRecord *record, const char *id)
{
  const KaField *field = ka_kind_field (record->kind, id);

  return ka_ledger_display (pack->ledger, record, field, pack->masked);
}

/* ---- registry sheet ---- */

/* Every field that is given, two a row; telephones too: who is in the field needs them. */
static void
add_record (Pack *pack, const KaRecord *record, const char *title)
{
  const KaField *waiting = NULL;
  KaDocCell head = { title, 1, TRUE };

  ka_doc_add_cells (pack->doc, &head, 1, 22);
  for (guint i = 0; i <= record->kind->n_fields; i++)
    {
      const KaField *field = i < record->kind->n_fields ? &record->kind->fields[i] : NULL;
      g_autofree char *first = NULL, *second = NULL, *first_label = NULL, *second_label = NULL;
      gboolean wide;

      if (field != NULL && record->values[i] == NULL)
        continue;
      wide = field != NULL
             && (field->type == KA_FIELD_LONG || g_utf8_strlen (record->values[i], -1) > 14);
      if (waiting == NULL && !wide)
        {
          waiting = field;
          continue;
        }
      if (waiting != NULL)
        {
          gboolean pair = field != NULL && !wide;

          first_label = ka_field_heading (waiting);
          first = show (pack, record, waiting->id);
          if (pair)
            {
              second_label = ka_field_heading (field);
              second = show (pack, record, field->id);
            }
          ka_doc_add_cells (pack->doc,
                            (KaDocCell[]){ { first_label, 20, TRUE },
                                           { first, 30, FALSE },
                                           { pair ? second_label : "", 20, TRUE },
                                           { pair ? second : "", 30, FALSE } },
                            4, 22);
          waiting = NULL;
          if (pair)
            continue;
        }
      if (wide)
        {
          g_autofree char *label = ka_field_heading (field);
          g_autofree char *text = show (pack, record, field->id);

          ka_doc_add_cells (pack->doc, (KaDocCell[]){ { label, 20, TRUE }, { text, 80, FALSE } }, 2,
                            22);
        }
    }
}

static gboolean
add_registry (Pack *pack, GError **error)
{
  gint64 owner = ka_record_get_int (pack->mine, "enterprise", 0);
  g_autoptr (KaRecord) enterprise
    = ka_ledger_get (pack->ledger, ka_kind_get ("enterprise"), owner, error);

  if (enterprise == NULL)
    return FALSE;
  begin_part (pack, "矿山基本情况", FALSE);
  add_record (pack, pack->mine, "矿山");
  add_record (pack, enterprise, "企业");
  return TRUE;
}

/* An enterprise with a sheet for each of its mines. */
static gboolean
add_enterprise (Pack *pack, GError **error)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("mine"));
  g_autofree char *id = g_strdup_printf ("%" PRId64, pack->mine->id);
  g_autoptr (GPtrArray) mines = NULL;

  ka_query_filter (query, "enterprise", KA_OP_EQ, id);
  mines = ka_query_records (query, pack->ledger, error);
  if (mines == NULL)
    return FALSE;
  begin_part (pack, "企业基本情况", FALSE);
  add_record (pack, pack->mine, "企业");
  for (guint i = 0; i < mines->len; i++)
    add_record (pack, mines->pdata[i], ka_record_get (mines->pdata[i], "name"));
  return TRUE;
}

gboolean
ka_paper_add_registry (KaDoc *doc,
                       KaLedger *ledger,
                       const KaKind *kind,
                       gint64 id,
                       KaDay day,
                       GError **error)
{
  g_autoptr (KaRecord) record = ka_ledger_get (ledger, kind, id, error);
  Pack pack = { ledger, record, day, doc, FALSE };

  if (record == NULL)
    return FALSE;
  if (strcmp (kind->id, "person") == 0)
    {
      pack.masked = TRUE;
      begin_part (&pack, "人员资质", FALSE);
      add_record (&pack, record, "人员");
      return TRUE;
    }
  return kind == ka_kind_get ("mine") ? add_registry (&pack, error) : add_enterprise (&pack, error);
}

/* ---- lists ---- */

static GPtrArray *
ask (Pack *pack, const char *kind, const char *where, const char *order, GError **error)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get (kind));
  g_autoptr (GHashTable) parameters = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *id = g_strdup_printf ("%" PRId64, pack->mine->id);
  g_autofree char *enterprise = g_strdup (ka_record_get (pack->mine, "enterprise"));
  g_autofree char *day = ka_day_to_iso (pack->day);
  g_autofree char *soon = ka_day_to_iso (pack->day + PERMIT_DAYS);

  g_hash_table_insert (parameters, (gpointer) "mine", id);
  g_hash_table_insert (parameters, (gpointer) "enterprise", enterprise);
  g_hash_table_insert (parameters, (gpointer) "day", day);
  g_hash_table_insert (parameters, (gpointer) "soon", soon);
  ka_query_set_predicate (query, where, parameters);
  ka_query_set_order (query, order, TRUE);
  return ka_query_records (query, pack->ledger, error);
}

typedef struct
{
  const char *field;
  double width;
} Column;

static void
add_table (Pack *pack, const char *title, GPtrArray *records, const Column *columns, guint n)
{
  g_autoptr (KaTable) table = ka_table_new (title);

  ka_table_add_column (table, "序号", 3, KA_ALIGN_CENTER);
  for (guint c = 0; c < n; c++)
    {
      const KaRecord *first = records->len > 0 ? records->pdata[0] : NULL;
      g_autofree char *heading
        = first != NULL ? ka_field_heading (ka_kind_field (first->kind, columns[c].field))
                        : g_strdup ("");

      ka_table_add_column (table, heading, columns[c].width, KA_ALIGN_LEFT);
    }
  for (guint r = 0; r < records->len; r++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (cells, g_strdup_printf ("%u", r + 1));
      for (guint c = 0; c < n; c++)
        g_ptr_array_add (cells, show (pack, records->pdata[r], columns[c].field));
      g_ptr_array_add (cells, NULL);
      ka_table_add_row (table, KA_ROW_PLAIN, (const char *const *)cells->pdata);
    }
  if (records->len > 0)
    ka_doc_add_table (pack->doc, table);
  else
    {
      g_autofree char *nothing = g_strdup_printf ("%s：无。", title);

      ka_doc_add_paragraph (pack->doc, nothing);
    }
}

static gboolean
add_last_findings (Pack *pack, GError **error)
{
  static const Column columns[]
    = { { "found", 6 },    { "level", 3 },         { "place", 7 }, { "description", 22 },
        { "deadline", 6 }, { "review_result", 4 }, { "closed", 6 } };
  g_autoptr (GPtrArray) inspections
    = ask (pack, "inspection", "t.mine = :mine AND t.started <= :day", "started", error);

  if (inspections == NULL)
    return FALSE;
  for (guint i = 0; i < MIN (inspections->len, LAST_INSPECTIONS); i++)
    {
      const KaRecord *inspection = inspections->pdata[i];
      g_autofree char *where = g_strdup_printf ("t.inspection = %" PRId64, inspection->id);
      g_autoptr (GPtrArray) hazards = ask (pack, "hazard", where, "found", error);
      g_autofree char *started = show (pack, inspection, "started");
      g_autofree char *by = show (pack, inspection, "inspectors");
      g_autofree char *result = show (pack, inspection, "result");
      g_autofree char *title = g_strdup_printf ("%s检查（%s）%s", started, by, result);

      if (hazards == NULL)
        return FALSE;
      add_table (pack, title, hazards, columns, G_N_ELEMENTS (columns));
    }
  if (inspections->len == 0)
    ka_doc_add_paragraph (pack->doc, "台账中没有以前的检查。");
  return TRUE;
}

static gboolean
add_open (Pack *pack, GError **error)
{
  static const Column hazard_columns[]
    = { { "found", 6 },    { "level", 3 },     { "place", 7 },     { "description", 22 },
        { "deadline", 6 }, { "order_no", 10 }, { "supervised", 4 } };
  static const Column permit_columns[]
    = { { "kind", 8 }, { "number", 16 }, { "valid_until", 6 }, { "issuer", 10 } };
  static const Column person_columns[]
    = { { "name", 5 },     { "post", 8 },       { "specialty", 6 },
        { "cert_no", 12 }, { "cert_until", 6 }, { "cert_review", 6 } };
  g_autoptr (GPtrArray) hazards
    = ask (pack, "hazard", "t.mine = :mine AND t.closed IS NULL", "found", error);
  g_autoptr (GPtrArray) permits = NULL, people = NULL;

  if (hazards == NULL)
    return FALSE;
  permits = ask (pack, "permit",
                 "(t.mine = :mine OR (t.mine IS NULL AND t.enterprise = :enterprise))"
                 " AND t.valid_until <= :soon",
                 "valid_until", error);
  people = permits == NULL ? NULL
                           : ask (pack, "person",
                                  "(t.mine = :mine OR (t.mine IS NULL AND t.enterprise ="
                                  " :enterprise)) AND (t.cert_until <= :soon OR t.cert_review <="
                                  " :soon)",
                                  "cert_until", error);
  if (people == NULL)
    return FALSE;
  add_table (pack, "未销号的隐患", hazards, hazard_columns, G_N_ELEMENTS (hazard_columns));
  add_table (pack, "180日内到期和已过期的证照", permits, permit_columns,
             G_N_ELEMENTS (permit_columns));
  add_table (pack, "180日内到期、应复审和已过期的人员证件", people, person_columns,
             G_N_ELEMENTS (person_columns));
  return TRUE;
}

/* ---- criteria ---- */

/* A mine that is worked both ways answers to both lists. */
static gboolean
is_of_type (const char *type, const char *group)
{
  if (group == NULL)
    return FALSE;
  if (strcmp (type, "露天地下联合") == 0)
    return strstr (group, "露天") != NULL || strstr (group, "地下") != NULL;
  return strstr (group, type) != NULL || strstr (type, group) != NULL;
}

static void
add_criteria (Pack *pack)
{
  const KaCodeTable *codes = ka_codes_get ("hazards");
  const char *type = ka_record_get (pack->mine, "type");
  g_autoptr (KaTable) table = ka_table_new (NULL);

  ka_table_add_column (table, "条款", 5, KA_ALIGN_LEFT);
  ka_table_add_column (table, "判定情形", 30, KA_ALIGN_LEFT);
  ka_table_add_column (table, "是", 2, KA_ALIGN_CENTER);
  ka_table_add_column (table, "否", 2, KA_ALIGN_CENTER);
  ka_table_add_column (table, "现场情况", 10, KA_ALIGN_LEFT);
  for (guint i = 0; i < ka_codes_size (codes); i++)
    {
      const KaCode *code = ka_codes_nth (codes, i);
      const char *text = ka_codes_column (codes, code, "text_short");

      if (is_of_type (type, code->group) && ka_code_is_valid (code, pack->day))
        ka_table_add_cells (table, KA_ROW_PLAIN, code->value, text != NULL ? text : code->label,
                            "□", "□", "", NULL);
    }
  ka_table_set_note (table, "判定标准：矿安〔2022〕88号、矿安〔2024〕41号。");
  if (ka_table_get_n_rows (table) > 0)
    ka_doc_add_table (pack->doc, table);
}

/* ---- the blank record ---- */

/* As the form has it, for an inspection on this day that nobody has registered yet. */
static gboolean
add_blank_record (Pack *pack, GError **error)
{
  g_autoptr (KaPaper) paper = NULL;
  g_autoptr (KaRecord) inspection = ka_record_new (ka_kind_get ("inspection"));
  g_autofree char *mine = g_strdup_printf ("%" PRId64, pack->mine->id);
  g_autofree char *text = NULL;

  ka_record_set (inspection, "mine", mine);
  paper = ka_paper_new_blank (pack->ledger, ka_paper_form_get ("record"), inspection, pack->day);
  text = ka_paper_expand (paper, "record", error);
  return text != NULL
         && ka_paper_set_lines (pack->doc, text, NULL,
                                ka_ledger_setting (pack->ledger, "bureau.name"), error);
}

KaDoc *
ka_paper_make_pack (KaLedger *ledger, gint64 mine, KaDay day, GError **error)
{
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (KaDoc) doc = NULL;
  Pack pack;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  record = ka_ledger_get (ledger, ka_kind_get ("mine"), mine, error);
  if (record == NULL)
    return NULL;
  doc = ka_doc_new ();
  pack = (Pack){ ledger, record, day, doc, FALSE };
  if (!add_registry (&pack, error))
    return NULL;
  begin_part (&pack, "最近检查发现的问题", FALSE);
  if (!add_last_findings (&pack, error))
    return NULL;
  begin_part (&pack, "未销号隐患和到期证照", FALSE);
  if (!add_open (&pack, error))
    return NULL;
  begin_part (&pack, "重大事故隐患判定对照表", FALSE);
  add_criteria (&pack);
  if (!add_blank_record (&pack, error))
    return NULL;
  return g_steal_pointer (&doc);
}
