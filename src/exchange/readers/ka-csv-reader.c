/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-csv-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_FILE_BYTES (G_GINT64_CONSTANT (128) * 1024 * 1024)
#define SAMPLE_BYTES (128 * 1024)
#define SAMPLE_RECORDS 200
/* A quote that is not closed within this is no quote but a stray mark. */
#define MAX_QUOTED_BYTES (4 * KA_MAX_CELL_CHARS)

static gboolean
ends_field (const char *at, const char *end, char separator)
{
  return at >= end || *at == separator || *at == '\n' || *at == '\r';
}

/* The quote that closes the one before `at`; NULL: none does. */
static const char *
find_closing (const char *at, const char *end, const KaCsvDialect *dialect)
{
  const char *last = end - at > MAX_QUOTED_BYTES ? at + MAX_QUOTED_BYTES : end;

  while (at < last)
    {
      at = memchr (at, dialect->quote, last - at);
      if (at == NULL)
        return NULL;
      if (at + 1 < end && at[1] == dialect->quote)
        at += 2;
      else if (ends_field (at + 1, end, dialect->separator))
        return at;
      else
        at++;
    }
  return NULL;
}

void
ka_csv_record_init (KaCsvRecord *record)
{
  record->fields = g_array_new (FALSE, FALSE, sizeof (KaCsvField));
  record->copies = g_ptr_array_new_with_free_func (g_free);
}

void
ka_csv_record_clear (KaCsvRecord *record)
{
  g_array_unref (record->fields);
  g_ptr_array_unref (record->copies);
}

static void
add_field (KaCsvRecord *record, const char *text, gsize len)
{
  KaCsvField field = { text, len };

  g_array_append_val (record->fields, field);
}

static const char *
read_quoted (const char *at, const char *closing, char quote, KaCsvRecord *record)
{
  char *copy, *out;

  if (memchr (at, quote, closing - at) == NULL)
    {
      add_field (record, at, closing - at);
      return closing + 1;
    }
  copy = out = g_malloc (closing - at);
  for (; at < closing; at++)
    {
      *out++ = *at;
      if (*at == quote && at[1] == quote)
        at++;
    }
  g_ptr_array_add (record->copies, copy);
  add_field (record, copy, out - copy);
  return closing + 1;
}

gboolean
ka_csv_next_record (const char **position,
                    const char *end,
                    const KaCsvDialect *dialect,
                    KaCsvRecord *record)
{
  const char *at = *position;

  g_array_set_size (record->fields, 0);
  g_ptr_array_set_size (record->copies, 0);
  if (at >= end)
    return FALSE;
  for (;;)
    {
      const char *closing = NULL;
      const char *start = at;

      if (at < end && *at == dialect->quote)
        closing = find_closing (at + 1, end, dialect);
      if (closing != NULL)
        at = read_quoted (at + 1, closing, dialect->quote, record);
      else
        {
          while (!ends_field (at, end, dialect->separator))
            at++;
          add_field (record, start, at - start);
        }
      if (at >= end || *at != dialect->separator)
        break;
      at++;
    }
  if (at < end && *at == '\r')
    at++;
  if (at < end && *at == '\n' && (at == *position || at[-1] == '\r' || at[-1] != '\n'))
    at++;
  *position = at;
  return TRUE;
}

/* Quotes are " unless ' stands around fields and " around none. */
static char
detect_quote (const char *text, gsize len)
{
  guint doubles = 0, singles = 0;

  for (gsize i = 0; i < len; i++)
    {
      gboolean begins = i == 0 || strchr (",;\t|\n", text[i - 1]) != NULL;
      gboolean ends = i + 1 < len && strchr (",;\t|\r\n", text[i + 1]) != NULL;

      if (text[i] == '"')
        doubles += begins;
      else if (text[i] == '\'')
        singles += begins || ends;
    }
  return doubles == 0 && singles >= 4 ? '\'' : '"';
}

/* How many of the records of the sample have the most frequent number of fields above one, in hundredths. */
static guint
rate_separator (const char *text, gsize len, const KaCsvDialect *dialect, gboolean whole)
{
  g_auto (KaCsvRecord) record = { 0 };
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  const char *at = text, *end = text + len;
  guint records = 0, best = 0;

  ka_csv_record_init (&record);
  while (records < SAMPLE_RECORDS && ka_csv_next_record (&at, end, dialect, &record))
    {
      guint n_fields = record.fields->len;
      gpointer key = GUINT_TO_POINTER (n_fields);
      guint n;

      if (!whole && at >= end)
        break; /* the sample may cut it */
      if (n_fields == 1 && g_array_index (record.fields, KaCsvField, 0).len == 0)
        continue;
      records++;
      if (n_fields < 2)
        continue;
      n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1;
      g_hash_table_insert (counts, key, GUINT_TO_POINTER (n));
      best = MAX (best, n);
    }
  return records == 0 ? 0 : best * 100 / records;
}

KaCsvDialect
ka_csv_detect (const char *text, gsize len)
{
  /* The rarer a mark is in running text, the more it says. */
  static const char candidates[] = { '\t', ';', '|', ',' };
  gsize sample = MIN (len, SAMPLE_BYTES);
  KaCsvDialect best = { ',', detect_quote (text, sample) };
  guint best_rate = 0;

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      KaCsvDialect dialect = { candidates[i], best.quote };
      guint rate;

      if (memchr (text, candidates[i], sample) == NULL)
        continue;
      rate = rate_separator (text, sample, &dialect, sample == len);
      if (rate > best_rate + (best_rate > 0 ? 5 : 0))
        {
          best_rate = rate;
          best = dialect;
        }
    }
  return best;
}

/* Excel's own hint in the first line: sep=; */
static gboolean
read_hint (const char **at, const char *end, KaCsvDialect *dialect)
{
  const char *line = memchr (*at, '\n', MIN (end - *at, 16));
  gsize len;

  if (line == NULL || g_ascii_strncasecmp (*at, "sep=", 4) != 0)
    return FALSE;
  len = line - *at;
  if (len > 0 && (*at)[len - 1] == '\r')
    len--;
  if (len != 5)
    return FALSE;
  dialect->separator = (*at)[4];
  *at = line + 1;
  return TRUE;
}

/* ="0012" keeps Excel from reading a number. */
static KaCsvField
unwrap_formula (KaCsvField field)
{
  if (field.len >= 3 && field.text[0] == '=' && field.text[1] == '"'
      && field.text[field.len - 1] == '"')
    return (KaCsvField){ field.text + 2, field.len - 3 };
  return field;
}

static gboolean
add_record (KaGrid *grid, guint row, const GArray *fields, GError **error)
{
  if (fields->len > KA_MAX_COLUMNS || row >= KA_MAX_ROWS)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_TOO_LARGE,
                           _ ("文件超过 1048576 行或 16384 列，不像一份台账，没有读入。"));
      return FALSE;
    }
  ka_grid_begin_row (grid, row, FALSE);
  for (guint column = 0; column < fields->len; column++)
    {
      KaCsvField field = unwrap_formula (g_array_index (fields, KaCsvField, column));

      ka_grid_add_cell (grid, column, KA_CELL_TEXT, field.text, field.len, FALSE);
    }
  return TRUE;
}

static gboolean
fill_sheet (KaBook *book,
            KaGrid *grid,
            KaCsvText *text,
            KaProgress progress,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  g_auto (KaCsvRecord) record = { 0 };
  gsize len = text->input.len;
  const char *start = text->input.text, *at = start, *end = start + len;
  KaCsvDialect dialect = ka_csv_detect (start, len);
  guint row = read_hint (&at, end, &dialect) ? 1 : 0;

  ka_csv_record_init (&record);
  for (; ka_csv_next_record (&at, end, &dialect, &record); row++)
    {
      if (!add_record (grid, row, record.fields, error))
        return FALSE;
      if (row % 256 == 0)
        ka_csv_text_let_go (text, at);
      if (row % 1024 != 0)
        continue;
      if (g_cancellable_is_cancelled (cancellable))
        {
          g_set_error_literal (error, KA_ERROR, KA_ERROR_CANCELLED, _ ("已取消读取。"));
          return FALSE;
        }
      if (!ka_book_check_size (book, error))
        return FALSE;
      if (progress != NULL)
        progress ((at - start) / (double)len, _ ("正在读取表格"), data);
    }
  return ka_book_check_size (book, error);
}

static gboolean
decode (const KaCsvInput *input, KaCsvText *text, KaBook *book, GError **error)
{
  if (!ka_csv_text_read (text, input))
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_FORMAT,
                           _ ("这不是表格文件（也不是文本），没有读入；请选择 xlsx 或 csv 文件。"));
      return FALSE;
    }
  if (text->guessed)
    ka_book_take_note (
      book,
      g_strdup_printf (_ ("文件不是 UTF-8 或 GB18030 编码，暂按 %s 读入；请核对文字是否正确。"),
                       text->encoding));
  return TRUE;
}

static KaBook *
read_input (const KaCsvInput *input,
            const char *name,
            KaProgress progress,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (KaBook) book = ka_book_new ("csv");
  g_auto (KaCsvText) text = { 0 };

  if (!decode (input, &text, book, error)
      || !fill_sheet (book, ka_book_add_sheet (book, name, KA_SHEET_VISIBLE), &text, progress, data,
                      cancellable, error))
    return NULL;
  return g_steal_pointer (&book);
}

KaBook *
ka_csv_read_bytes (const char *bytes,
                   gsize len,
                   const char *name,
                   KaProgress progress,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  const KaCsvInput input = { bytes, len, FALSE };

  return read_input (&input, name, progress, data, cancellable, error);
}

gboolean
ka_csv_file_open (KaCsvFile *file, const char *path, GError **error)
{
  char *dot;

  *file = (KaCsvFile){ .map = g_mapped_file_new (path, FALSE, NULL),
                       .name = g_path_get_basename (path) };
  dot = strrchr (file->name, '.');
  if (dot != NULL && dot != file->name)
    *dot = '\0';
  if (file->map == NULL)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_IO,
                           _ ("文件不能读取；请检查文件是否还在、是否有权限。"));
      return FALSE;
    }
  if (g_mapped_file_get_length (file->map) > MAX_FILE_BYTES)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_TOO_LARGE,
                           _ ("文本文件超过 128 MB，不像一份台账，没有读入；请拆分后再导入。"));
      return FALSE;
    }
  file->input = (KaCsvInput){ g_mapped_file_get_contents (file->map),
                              g_mapped_file_get_length (file->map), TRUE };
  return TRUE;
}

gboolean
ka_csv_file_decode (const KaCsvFile *file, KaCsvText *text, KaBook *book, GError **error)
{
  return decode (&file->input, text, book, error);
}

void
ka_csv_file_clear (KaCsvFile *file)
{
  g_clear_pointer (&file->map, g_mapped_file_unref);
  g_clear_pointer (&file->name, g_free);
}

KaBook *
ka_csv_read (const char *path,
             KaProgress progress,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  g_auto (KaCsvFile) file = { 0 };

  if (!ka_csv_file_open (&file, path, error))
    return NULL;
  return read_input (&file.input, file.name, progress, data, cancellable, error);
}
