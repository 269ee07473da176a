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

static const char *
read_quoted (const char *at, const char *closing, char quote, GPtrArray *fields)
{
  GString *field = g_string_sized_new (closing - at);

  for (; at < closing; at++)
    {
      g_string_append_c (field, *at);
      if (*at == quote && at[1] == quote)
        at++;
    }
  g_ptr_array_add (fields, g_string_free (field, FALSE));
  return closing + 1;
}

gboolean
ka_csv_next_record (const char **position,
                    const char *end,
                    const KaCsvDialect *dialect,
                    GPtrArray *fields)
{
  const char *at = *position;

  g_ptr_array_set_size (fields, 0);
  if (at >= end)
    return FALSE;
  for (;;)
    {
      const char *closing = NULL;
      const char *start = at;

      if (at < end && *at == dialect->quote)
        closing = find_closing (at + 1, end, dialect);
      if (closing != NULL)
        at = read_quoted (at + 1, closing, dialect->quote, fields);
      else
        {
          while (!ends_field (at, end, dialect->separator))
            at++;
          g_ptr_array_add (fields, g_strndup (start, at - start));
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
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  const char *at = text, *end = text + len;
  guint records = 0, best = 0;

  while (records < SAMPLE_RECORDS && ka_csv_next_record (&at, end, dialect, fields))
    {
      gpointer key = GUINT_TO_POINTER (fields->len);
      guint n;

      if (!whole && at >= end)
        break; /* the sample may cut it */
      if (fields->len == 1 && *(char *)g_ptr_array_index (fields, 0) == '\0')
        continue;
      records++;
      if (fields->len < 2)
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
static const char *
unwrap_formula (const char *field, gsize *len)
{
  *len = strlen (field);
  if (*len >= 3 && field[0] == '=' && field[1] == '"' && field[*len - 1] == '"')
    {
      *len -= 3;
      return field + 2;
    }
  return field;
}

static gboolean
add_record (KaGrid *grid, guint row, GPtrArray *fields, GError **error)
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
      gsize len;
      const char *text = unwrap_formula (g_ptr_array_index (fields, column), &len);

      ka_grid_add_cell (grid, column, KA_CELL_TEXT, text, len, FALSE);
    }
  return TRUE;
}

static gboolean
fill_sheet (KaBook *book,
            KaGrid *grid,
            const char *text,
            gsize len,
            KaProgress progress,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  const char *at = text, *end = text + len;
  KaCsvDialect dialect = ka_csv_detect (text, len);
  guint row = read_hint (&at, end, &dialect) ? 1 : 0;

  for (; ka_csv_next_record (&at, end, &dialect, fields); row++)
    {
      if (!add_record (grid, row, fields, error))
        return FALSE;
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
        progress ((at - text) / (double)len, _ ("正在读取表格"), data);
    }
  return ka_book_check_size (book, error);
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
  g_autoptr (KaBook) book = ka_book_new ("csv");
  g_autofree char *text = NULL;
  const char *encoding;
  gboolean guessed;
  gsize text_len;

  text = ka_text_decode (bytes, len, &text_len, &encoding, &guessed);
  if (text == NULL)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_FORMAT,
                           _ ("这不是表格文件（也不是文本），没有读入；请选择 xlsx 或 csv 文件。"));
      return NULL;
    }
  if (guessed)
    ka_book_take_note (
      book, g_strdup_printf (
              _ ("文件不是 UTF-8 或 GB18030 编码，暂按 %s 读入；请核对文字是否正确。"), encoding));
  if (!fill_sheet (book, ka_book_add_sheet (book, name, KA_SHEET_VISIBLE), text, text_len, progress,
                   data, cancellable, error))
    return NULL;
  return g_steal_pointer (&book);
}

KaBook *
ka_csv_read (const char *path,
             KaProgress progress,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autofree char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  if (file == NULL)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_IO,
                           _ ("文件不能读取；请检查文件是否还在、是否有权限。"));
      return NULL;
    }
  if (g_mapped_file_get_length (file) > MAX_FILE_BYTES)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_TOO_LARGE,
                           _ ("文本文件超过 128 MB，不像一份台账，没有读入；请拆分后再导入。"));
      return NULL;
    }
  return ka_csv_read_bytes (g_mapped_file_get_contents (file), g_mapped_file_get_length (file),
                            name, progress, data, cancellable, error);
}
