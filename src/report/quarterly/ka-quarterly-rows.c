/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-quarterly-book.h"

/* Of a figure that counts more, the first are listed and the rest is told. */
#define MOST_ROWS 2000
#define LIMIT G_STRINGIFY (MOST_ROWS)

/* ---- what stands in a row ---- */

/* The mine or enterprise that a record belongs to, as "mine" or "enterprise"; NULL: to none. */
static const char *
get_owner (const KaKind *kind)
{
  static const char *const owners[] = { "mine", "enterprise" };

  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      const KaField *field = ka_kind_field (kind, owners[i]);

      if (field != NULL && field->type == KA_FIELD_REF)
        return owners[i];
    }
  return NULL;
}

/* Both refs of a row where the kind has both: the mine goes before. */
static char *
make_owner_sql (const KaKind *kind, const char *which)
{
  const KaField *field = ka_kind_field (kind, which);

  return g_strdup (field != NULL && field->type == KA_FIELD_REF ? which : "");
}

static char *
show_owner (KaLedger *ledger, KaCursor *cursor, guint mine, guint enterprise)
{
  if (!ka_cursor_is_null (cursor, mine))
    return g_strdup (
      ka_ledger_title (ledger, ka_kind_get ("mine"), ka_cursor_get_int (cursor, mine)));
  if (!ka_cursor_is_null (cursor, enterprise))
    return g_strdup (
      ka_ledger_title (ledger, ka_kind_get ("enterprise"), ka_cursor_get_int (cursor, enterprise)));
  return g_strdup ("");
}

/* "t.mine, t.enterprise" with NULL for what the kind does not have. */
static char *
make_owner_columns (const KaKind *kind)
{
  g_autofree char *mine = make_owner_sql (kind, "mine");
  g_autofree char *enterprise = make_owner_sql (kind, "enterprise");

  return g_strdup_printf ("%s%s, %s%s", *mine != '\0' ? "t." : "NULL", mine,
                          *enterprise != '\0' ? "t." : "NULL", enterprise);
}

/* ---- rows of the figures, a sheet a kind ---- */

static const double list_widths[] = { 8, 46, 40, 14, 14 };

static void
note_place (KaWorkbook *book, const char *name, const char *sheet, guint row)
{
  g_hash_table_insert (book->places, g_strdup (name),
                       g_strdup_printf ("internal:'%s'!A%u", sheet, row + 1));
}

/* The head of a list: what it lists, and its columns. */
static void
put_list_head (KaWorkbook *book,
               lxw_worksheet *sheet,
               guint row,
               const char *label,
               const KaFigureSpec *spec)
{
  const char *heads[] = { "序号", "记录", "所属", "日期", spec->sum != NULL ? spec->unit : "计数" };
  g_autofree char *title = g_strdup_printf ("%s（%s）", label, spec->unit);

  ka_workbook_put_text (book, sheet, row, 0, title, book->note);
  ka_workbook_put_heads (book, sheet, row + 1, heads, list_widths, G_N_ELEMENTS (heads));
}

static KaCursor *
select_rows (KaWorkbook *book, const KaFigureSpec *spec, KaSpan span, GError **error)
{
  g_autoptr (GHashTable) parameters = ka_figures_parameters (book->report->figures, span);
  g_autofree char *where = ka_figure_where (spec);
  g_autofree char *owner = make_owner_columns (ka_kind_get (spec->kind));
  g_autofree char *sql = NULL;
  const char *date = spec->date != NULL ? spec->date : "NULL";
  const char *sum = spec->sum != NULL ? spec->sum : "1";
  KaCursor *cursor;

  sql = g_strdup_printf ("SELECT t.id, %s, %s, %s FROM %s t WHERE (%s)%s%s%s ORDER BY %s%st.id"
                         " LIMIT " LIMIT,
                         owner, date, sum, spec->kind, where, spec->date != NULL ? " AND " : "",
                         spec->date != NULL ? date : "",
                         spec->date != NULL ? " BETWEEN :start AND :end" : "",
                         spec->date != NULL ? date : "", spec->date != NULL ? ", " : "");
  cursor = ka_cursor_new (book->report->ledger, sql, error);
  if (cursor != NULL)
    ka_indicator_bind (cursor, parameters);
  return cursor;
}

/* Lists the rows of one figure from a row of the sheet on; the row behind them, 0 on failure. */
static guint
write_list (KaWorkbook *book,
            lxw_worksheet *sheet,
            const char *sheet_name,
            guint row,
            const KaFigureSpec *spec,
            KaSpan span,
            const char *name,
            GError **error)
{
  g_autoptr (KaCursor) cursor = select_rows (book, spec, span, error);
  g_autoptr (GError) local = NULL;
  KaLedger *ledger = book->report->ledger;
  gint64 all = ka_figures_rows (book->report->figures, name);
  guint n = 0;

  if (cursor == NULL)
    return 0;
  put_list_head (book, sheet, row, ka_figure_label (name), spec);
  note_place (book, name, sheet_name, row);
  row += 2;
  while (ka_cursor_next (cursor, &local))
    {
      g_autofree char *owner = show_owner (ledger, cursor, 1, 2);

      ka_workbook_put_number (book, sheet, row, 0, ++n, 0, book->number);
      ka_workbook_put_text (
        book, sheet, row, 1,
        ka_ledger_title (ledger, ka_kind_get (spec->kind), ka_cursor_get_int (cursor, 0)),
        book->text);
      ka_workbook_put_text (book, sheet, row, 2, owner, book->text);
      ka_workbook_put_day (book, sheet, row, 3, ka_cursor_get_text (cursor, 3));
      if (ka_cursor_is_null (cursor, 4))
        ka_workbook_put_text (book, sheet, row, 4, "未填", book->center);
      else
        ka_workbook_put_number (book, sheet, row, 4, ka_cursor_get_int (cursor, 4),
                                spec->sum != NULL ? spec->places : 0, book->number);
      row++;
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return 0;
    }
  if (all > n)
    {
      g_autofree char *rest
        = g_strdup_printf ("共%" G_GINT64_FORMAT "条，只列前%u条，全部见台账。", all, n);

      ka_workbook_put_text (book, sheet, row++, 1, rest, book->note);
    }
  return row + 1;
}

/* All figures of one kind, one list below the other. */
static gboolean
write_kind (KaWorkbook *book, const KaKind *kind, GCancellable *cancellable, GError **error)
{
  g_autofree char *sheet_name = g_strdup_printf ("明细-%s", kind->label);
  lxw_worksheet *sheet = NULL;
  const KaFigureSpec *specs;
  guint n, row = 0;

  specs = ka_figure_specs (&n);
  for (guint i = 0; i < n; i++)
    {
      if (!g_str_equal (specs[i].kind, kind->id))
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (sheet == NULL)
        sheet = ka_workbook_add_sheet (book, sheet_name);
      if (sheet == NULL)
        return TRUE;
      for (guint s = KA_SPAN_QUARTER; s <= (specs[i].date != NULL ? KA_SPAN_YEAR : KA_SPAN_QUARTER);
           s++)
        {
          g_autofree char *name
            = g_strconcat (specs[i].name, s == KA_SPAN_YEAR ? ".year" : "", NULL);

          /* A figure that counts nothing leads nowhere. */
          if (!ka_figures_holds (book->report->figures, name))
            continue;
          row = write_list (book, sheet, sheet_name, row, &specs[i], s, name, error);
          if (row == 0)
            return FALSE;
        }
    }
  if (sheet != NULL && row == 0)
    ka_workbook_put_text (book, sheet, 0, 0, "本季没有可列的记录。", book->note);
  return TRUE;
}

gboolean
ka_workbook_write_rows (KaWorkbook *book, GCancellable *cancellable, GError **error)
{
  const KaKind *const *kinds;
  guint n;

  kinds = ka_kinds (&n);
  for (guint i = 0; i < n; i++)
    if (!write_kind (book, kinds[i], cancellable, error))
      return FALSE;
  return TRUE;
}

/* ---- rows of the indicators, a sheet each ---- */

typedef struct
{
  gint64 id, mine, enterprise; /* 0: of none */
  gint64 numerator, denominator;
  guint place; /* in the kind's order */
  gboolean missing;
} Row;

/* The ids as a set; they stay owned by the array. */
static GHashTable *
make_set (GArray *ids)
{
  GHashTable *set = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (set, &g_array_index (ids, gint64, i));
  return set;
}

/* What weighs nothing is listed only where its data are missing. */
static GArray *
read_rows (KaWorkbook *book, const KaResult *result, GError **error)
{
  const KaIndicator *indicator = result->indicator;
  KaLedger *ledger = book->report->ledger;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autoptr (GHashTable) missing = make_set (result->missing);
  g_autoptr (GHashTable) parameters = NULL;
  g_autofree char *owner = make_owner_columns (ka_kind_get (indicator->kind));
  g_autofree char *sql = NULL;
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) local = NULL;

  parameters = ka_indicator_parameters (ledger, ka_figures_get_day (book->report->figures), NULL);
  sql = g_strdup_printf ("SELECT t.id, %s, (%s), (%s) FROM %s t WHERE %s", owner,
                         indicator->numerator,
                         indicator->denominator != NULL ? indicator->denominator : "0",
                         indicator->kind, indicator->universe);
  cursor = ka_cursor_new (ledger, sql, error);
  if (cursor == NULL)
    return NULL;
  ka_indicator_bind (cursor, parameters);
  while (ka_cursor_next (cursor, &local))
    {
      Row row = {
        .id = ka_cursor_get_int (cursor, 0),
        .mine = ka_cursor_get_int (cursor, 1),
        .enterprise = ka_cursor_get_int (cursor, 2),
        .numerator = ka_cursor_get_int (cursor, 3),
        .denominator = ka_cursor_get_int (cursor, 4),
      };

      row.missing = g_hash_table_contains (missing, &row.id);
      if (row.numerator != 0 || row.denominator > 0 || row.missing)
        g_array_append_val (rows, row);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&rows);
}

static gboolean
is_failing (const KaResult *result, const Row *row)
{
  return row->missing || (result->denominator >= 0 && row->numerator < row->denominator);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *x = a, *y = b;

  return (x->place > y->place) - (x->place < y->place);
}

/* Of more than are listed those first that are to be put right. orders: GArray of ids by kind, each in its order;
 * to sort names takes long. */
static gboolean
sort_rows (KaWorkbook *book,
           const KaResult *result,
           GHashTable *orders,
           GArray *rows,
           GError **error)
{
  const KaKind *kind = ka_kind_get (result->indicator->kind);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *order = g_hash_table_lookup (orders, kind);

  if (order == NULL)
    {
      g_autoptr (KaQuery) query = ka_query_new (kind);

      order = ka_query_ids (query, book->report->ledger, NULL, error);
      if (order == NULL)
        return FALSE;
      g_hash_table_insert (orders, (gpointer)kind, order);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);

      g_hash_table_insert (by_id, &row->id, row);
    }
  for (guint i = 0; i < order->len; i++)
    {
      Row *row = g_hash_table_lookup (by_id, &g_array_index (order, gint64, i));

      if (row != NULL)
        row->place = rows->len > MOST_ROWS && !is_failing (result, row) ? order->len + i : i;
    }
  g_array_sort (rows, compare_rows);
  return TRUE;
}

static const char *
judge_row (const KaResult *result, const Row *row)
{
  if (row->missing)
    return "未填";
  if (result->denominator < 0)
    return row->numerator > 0 ? "计入" : "不计入";
  return row->numerator < row->denominator ? "未达到" : "达到";
}

static void
note_indicator (KaWorkbook *book, const KaIndicator *indicator, const char *sheet)
{
  static const char *const aspects[]
    = { "value", "numerator", "denominator", "gap", "failing", "missing" };

  for (guint i = 0; i < G_N_ELEMENTS (aspects); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%s", indicator->code, aspects[i]);

      note_place (book, name, sheet, 0);
    }
}

static void
put_row (KaWorkbook *book, lxw_worksheet *sheet, guint n, const KaResult *result, const Row *row)
{
  KaLedger *ledger = book->report->ledger;
  const KaKind *kind = ka_kind_get (result->indicator->kind);
  const char *owner = "";

  if (row->mine != 0)
    owner = ka_ledger_title (ledger, ka_kind_get ("mine"), row->mine);
  else if (row->enterprise != 0)
    owner = ka_ledger_title (ledger, ka_kind_get ("enterprise"), row->enterprise);
  ka_workbook_put_number (book, sheet, 2 + n, 0, n + 1, 0, book->number);
  ka_workbook_put_text (book, sheet, 2 + n, 1, ka_ledger_title (ledger, kind, row->id), book->text);
  ka_workbook_put_text (book, sheet, 2 + n, 2, owner, book->text);
  ka_workbook_put_number (book, sheet, 2 + n, 3, row->numerator, 0, book->number);
  if (result->denominator >= 0)
    ka_workbook_put_number (book, sheet, 2 + n, 4, row->denominator, 0, book->number);
  else
    ka_workbook_put_text (book, sheet, 2 + n, 4, "/", book->center);
  ka_workbook_put_text (book, sheet, 2 + n, 5, judge_row (result, row), book->center);
}

static gboolean
fill_indicator (KaWorkbook *book,
                lxw_worksheet *sheet,
                const KaResult *result,
                GHashTable *orders,
                GError **error)
{
  static const double widths[] = { 8, 40, 40, 12, 12, 12 };
  const KaIndicator *indicator = result->indicator;
  const KaKind *kind = ka_kind_get (indicator->kind);
  const char *owner = get_owner (kind);
  const char *heads[]
    = { "序号", kind->label, owner != NULL ? "所属" : "", "分子", "分母", "结果" };
  g_autoptr (GArray) rows = read_rows (book, result, error);
  guint n;

  if (rows == NULL || !sort_rows (book, result, orders, rows, error))
    return FALSE;
  n = MIN (rows->len, MOST_ROWS);
  ka_workbook_frame_sheet (book, sheet, 2, n, G_N_ELEMENTS (heads));
  ka_workbook_put_text (book, sheet, 0, 0, ka_indicator_definition (indicator), book->note);
  ka_workbook_put_heads (book, sheet, 1, heads, widths, G_N_ELEMENTS (heads));
  for (guint i = 0; i < n; i++)
    put_row (book, sheet, i, result, &g_array_index (rows, Row, i));
  ka_workbook_put_text (book, sheet, 2 + n, 1, "合计", book->total_text);
  ka_workbook_put_number (book, sheet, 2 + n, 3, result->numerator, 0, book->total_number);
  if (result->denominator >= 0)
    ka_workbook_put_number (book, sheet, 2 + n, 4, result->denominator, 0, book->total_number);
  if (rows->len > n)
    {
      g_autofree char *rest
        = g_strdup_printf ("共%u%s，只列前%u%s（未达到、未填的在前），全部见台账；合计按全部计算。",
                           rows->len, kind->counter, n, kind->counter);

      ka_workbook_put_text (book, sheet, 3 + n, 1, rest, book->note);
    }
  return TRUE;
}

gboolean
ka_workbook_write_indicator_rows (KaWorkbook *book, GCancellable *cancellable, GError **error)
{
  GPtrArray *results = ka_figures_results (book->report->figures);
  g_autoptr (GHashTable) orders
    = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);

  for (guint i = 0; i < results->len; i++)
    {
      const KaResult *result = g_ptr_array_index (results, i);
      g_autofree char *name
        = g_strdup_printf ("%02u%s", i + 1, ka_indicator_name (result->indicator));
      lxw_worksheet *sheet = ka_workbook_add_sheet (book, name);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (sheet == NULL)
        continue;
      note_indicator (book, result->indicator, name);
      if (!fill_indicator (book, sheet, result, orders, error))
        return FALSE;
    }
  return TRUE;
}
