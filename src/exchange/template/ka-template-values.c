/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"
#include "ka-template-private.h"

#include <glib/gi18n-lib.h>
#include <ka-check.h>
#include <ka-decimal.h>
#include <ka-size.h>
#include <ka-text.h>
#include <stdio.h>
#include <string.h>

/* Day 0 of Excel's calendar as a KaDay; its first right day, for it believes in 1900-02-29. */
#define SERIAL_OF_EPOCH 25569
#define FIRST_RIGHT_SERIAL 61
#define SERIAL_OF_1904 1462

static const struct
{
  KaTemplateSource source;
  const char *word;
} words[] = {
  { KA_SOURCE_NONE, "-" },
  { KA_SOURCE_COUNTER, "#" },
  { KA_SOURCE_NUMERATOR, "numerator" },
  { KA_SOURCE_DENOMINATOR, "denominator" },
  { KA_SOURCE_VALUE, "value" },
  { KA_SOURCE_TARGET, "target" },
  { KA_SOURCE_GAP, "gap" },
  { KA_SOURCE_MET, "met" },
  { KA_SOURCE_DUE, "due" },
  { KA_SOURCE_UNIT, "unit" },
  { KA_SOURCE_CLAUSE, "clause" },
};

void
ka_fill_clear (KaFill *fill)
{
  g_free (fill->text);
  *fill = (KaFill){ 0 };
}

/* ---- cells ---- */

/* What XML cannot hold is left out; _x0041_ by chance is escaped. */
static void
append_text (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  guint n = 0;

  for (const char *at = valid; *at != '\0' && n < KA_MAX_CELL_CHARS;
       at = g_utf8_next_char (at), n++)
    {
      gunichar c = g_utf8_get_char (at);
      char one[8] = { 0 };

      if ((c < 0x20 && c != '\t' && c != '\n') || c == 0xfffe || c == 0xffff)
        continue;
      if (c == '_' && at[1] == 'x' && g_ascii_isxdigit (at[2]) && g_ascii_isxdigit (at[3])
          && g_ascii_isxdigit (at[4]) && g_ascii_isxdigit (at[5]) && at[6] == '_')
        g_string_append (out, "_x005F");
      g_unichar_to_utf8 (c, one);
      ka_append_escaped (out, one);
    }
}

static void
append_serial (GString *out, KaDay day, guint minute, gboolean from_1904)
{
  int serial = day + SERIAL_OF_EPOCH - (from_1904 ? SERIAL_OF_1904 : 0);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (minute == 0)
    g_string_append_printf (out, "%d", serial);
  else
    g_string_append (out,
                     g_ascii_formatd (buffer, sizeof buffer, "%.10g", serial + minute / 1440.0));
}

void
ka_fill_append (const KaFill *fill,
                const char *prefix,
                guint row,
                guint column,
                gboolean has_style,
                guint style,
                const KaCellStyle *look,
                gboolean from_1904,
                GString *out)
{
  char letters[8];
  gboolean date
    = fill->type == KA_FILL_DAY && look != NULL && look->kind == KA_STYLE_DATE
      && fill->day != KA_DAY_FOREVER
      && fill->day + SERIAL_OF_EPOCH >= (from_1904 ? SERIAL_OF_1904 : FIRST_RIGHT_SERIAL);

  g_string_append_printf (out, "<%sc r=\"%s%u\"", prefix, ka_column_letters (column, letters),
                          row + 1);
  if (has_style)
    g_string_append_printf (out, " s=\"%u\"", style);
  if (date || fill->type == KA_FILL_NUMBER)
    {
      g_string_append_printf (out, "><%sv>", prefix);
      if (date)
        append_serial (out, fill->day, fill->minute, from_1904);
      else
        g_string_append (out, fill->text);
      g_string_append_printf (out, "</%sv></%sc>", prefix, prefix);
    }
  else if (fill->type == KA_FILL_EMPTY)
    g_string_append (out, "/>");
  else
    {
      g_string_append_printf (out, " t=\"inlineStr\"><%sis><%st xml:space=\"preserve\">", prefix,
                              prefix);
      append_text (out, fill->text);
      g_string_append_printf (out, "</%st></%sis></%sc>", prefix, prefix, prefix);
    }
}

/* ---- paths ---- */

void
ka_path_clear (KaPath *path)
{
  g_free (path->permit);
  *path = (KaPath){ 0 };
}

static gboolean
parse_permit (KaPath *path, const KaKind *kind, const char *word)
{
  const char *close = strchr (word, ']');
  const KaKind *permit = ka_kind_get ("permit");

  if (close == NULL || close[1] != '.'
      || (strcmp (kind->id, "mine") != 0 && strcmp (kind->id, "enterprise") != 0))
    return FALSE;
  path->field = ka_kind_field (permit, close + 2);
  path->permit = g_strndup (word + strlen ("permit["), close - word - strlen ("permit["));
  path->source = KA_SOURCE_FIELD;
  return path->field != NULL;
}

gboolean
ka_path_parse (KaPath *path, const KaKind *kind, const char *word, GError **error)
{
  g_auto (GStrv) steps = g_strsplit (word, ".", 4);
  const KaKind *at = kind;

  ka_path_clear (path);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].word, word) == 0 && ((kind == NULL) == (i > 1) || i == 0 || i == 1))
      {
        path->source = words[i].source;
        return TRUE;
      }
  if (kind != NULL && g_str_has_prefix (word, "permit[") && parse_permit (path, kind, word))
    return TRUE;
  ka_path_clear (path);
  for (guint i = 0; kind != NULL && at != NULL && steps[i] != NULL; i++)
    {
      const KaField *field = ka_kind_field (at, steps[i]);

      for (guint f = 0; field == NULL && f < at->n_fields; f++)
        if (strcmp (at->fields[f].label, steps[i]) == 0)
          field = &at->fields[f];
      at = field != NULL && steps[i + 1] != NULL ? ka_field_target (field) : NULL;
      if (field == NULL || (steps[i + 1] != NULL && (at == NULL || path->n_links == 2)))
        break;
      if (steps[i + 1] != NULL)
        path->links[path->n_links++] = field;
      else
        path->field = field;
    }
  if (path->field != NULL)
    {
      path->source = KA_SOURCE_FIELD;
      return TRUE;
    }
  ka_path_clear (path);
  if (kind == NULL)
    g_set_error (error, KA_ERROR, KA_ERROR_USAGE,
                 _ ("指标表里没有“%s”这一项，可用：numerator denominator value target gap met due "
                    "unit clause，- 表示不填。"),
                 word);
  else
    g_set_error (
      error, KA_ERROR, KA_ERROR_USAGE,
      _ ("%s没有字段“%s”；# 表示序号，- 表示不填，引用的字段写成 enterprise.credit_code。"),
      ka_kind_label (kind), word);
  return FALSE;
}

char *
ka_path_to_word (const KaPath *path)
{
  GString *out;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i].source == path->source)
      return g_strdup (words[i].word);
  if (path->permit != NULL)
    return g_strdup_printf ("permit[%s].%s", path->permit, path->field->id);
  out = g_string_new (NULL);
  for (guint i = 0; i < path->n_links; i++)
    g_string_append_printf (out, "%s.", path->links[i]->id);
  g_string_append (out, path->field->id);
  return g_string_free (out, FALSE);
}

/* 采矿许可证 号, 安全生产许可证有效期至 … */
static gboolean
guess_permit (KaPath *path, const KaKind *kind, const char *folded)
{
  static const struct
  {
    const char *words, *field;
  } parts[] = {
    { "有效期|到期|期限|截止", "valid_until" },
    { "机关|部门", "issuer" },
    { "发证日期|发证时间|颁发日期", "issued" },
    { "范围", "scope" },
    { "号", "number" },
  };
  const KaKind *permit = ka_kind_get ("permit");
  g_autofree const char **choices = ka_field_choices (ka_kind_field (permit, "kind"), KA_DAY_NONE);

  if (strcmp (kind->id, "mine") != 0 && strcmp (kind->id, "enterprise") != 0)
    return FALSE;
  for (guint i = 0; choices[i] != NULL; i++)
    {
      const char *found = strcmp (choices[i], "其他") == 0 ? NULL : strstr (folded, choices[i]);
      const char *rest = found ? found + strlen (choices[i]) : NULL;

      for (guint p = 0; found != NULL && p < G_N_ELEMENTS (parts); p++)
        {
          g_auto (GStrv) names = g_strsplit (parts[p].words, "|", -1);

          for (guint w = 0; names[w] != NULL; w++)
            if (strstr (rest, names[w]) != NULL)
              {
                path->source = KA_SOURCE_FIELD;
                path->field = ka_kind_field (permit, parts[p].field);
                path->permit = g_strdup (choices[i]);
                return TRUE;
              }
        }
      if (found != NULL && *rest == '\0')
        {
          path->source = KA_SOURCE_FIELD;
          path->field = ka_kind_field (permit, "number");
          path->permit = g_strdup (choices[i]);
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
ka_path_guess_permit (KaPath *path, const KaKind *kind, const char *text)
{
  g_autoptr (KaHeading) heading = ka_heading_new (text);

  ka_path_clear (path);
  return guess_permit (path, kind, heading->whole);
}

static gboolean
guess_in (KaPath *path, const KaKind *kind, const KaHeading *heading)
{
  g_autofree double *scores = g_new0 (double, kind->n_fields);
  guint best = 0;

  ka_heading_match (heading, kind, scores);
  for (guint f = 1; f < kind->n_fields; f++)
    if (scores[f] > scores[best])
      best = f;
  if (scores[best] < 0.9 || strcmp (kind->fields[best].id, "note") == 0)
    return FALSE;
  path->source = KA_SOURCE_FIELD;
  path->field = &kind->fields[best];
  return TRUE;
}

gboolean
ka_path_guess (KaPath *path, const KaKind *kind, const char *text)
{
  g_autoptr (KaHeading) heading = ka_heading_new (text);
  const KaField *mine = ka_kind_field (kind, "mine");
  const KaField *enterprise = ka_kind_field (kind, "enterprise");
  const KaField *owner = ka_kind_field (ka_kind_get ("mine"), "enterprise");

  ka_path_clear (path);
  if (mine != NULL && enterprise == NULL && guess_in (path, ka_kind_get ("mine"), heading))
    {
      path->links[path->n_links++] = mine;
      return TRUE;
    }
  if (enterprise == NULL && mine == NULL)
    return FALSE;
  if (!guess_in (path, ka_kind_get ("enterprise"), heading))
    return FALSE;
  if (enterprise == NULL)
    path->links[path->n_links++] = mine;
  path->links[path->n_links++] = enterprise ? enterprise : owner;
  return TRUE;
}

/* ---- values ---- */

static gboolean
follow_permit (const KaPath *path, KaLedger *ledger, KaRecord **record, GError **error)
{
  const KaKind *permit = ka_kind_get ("permit");
  g_autoptr (KaQuery) query = ka_query_new (permit);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, (*record)->id);
  g_autoptr (GPtrArray) permits = NULL;

  ka_query_filter (query, (*record)->kind->id, KA_OP_EQ, id);
  ka_query_filter (query, "kind", KA_OP_EQ, path->permit);
  ka_query_set_order (query, "valid_until", TRUE);
  permits = ka_query_records (query, ledger, error);
  if (permits == NULL)
    return FALSE;
  g_clear_pointer (record, ka_record_unref);
  if (permits->len > 0)
    *record = ka_record_ref (g_ptr_array_index (permits, 0));
  return TRUE;
}

static gboolean
follow (const KaPath *path, KaLedger *ledger, KaRecord **record, GError **error)
{
  for (guint i = 0; i < path->n_links && *record != NULL; i++)
    {
      gint64 id = ka_record_get_int (*record, path->links[i]->id, 0);
      const KaKind *kind = ka_field_target (path->links[i]);

      g_clear_pointer (record, ka_record_unref);
      if (id == 0)
        return TRUE;
      *record = ka_ledger_get (ledger, kind, id, error);
      if (*record == NULL)
        return FALSE;
    }
  return path->permit == NULL || *record == NULL || follow_permit (path, ledger, record, error);
}

/* How many tens the heading's unit of money is away from the field's: 元 is four above 万元. */
static int
tens_between (const KaField *field, const char *unit)
{
  g_autofree char *own = ka_text_fold (field->unit ? field->unit : "");

  if (unit == NULL || strcmp (own, unit) == 0)
    return 0;
  if (strcmp (own, "万元") == 0 && strcmp (unit, "元") == 0)
    return 4;
  if (strcmp (own, "元") == 0 && strcmp (unit, "万元") == 0)
    return -4;
  if (strcmp (own, "万吨") == 0 && (strcmp (unit, "吨") == 0 || strcmp (unit, "t") == 0))
    return 4;
  return 0;
}

/* The same number with its point moved: exact. */
static char *
move_point (const char *value, guint places, int tens)
{
  gint64 number;

  if (tens == 0 || !ka_decimal_parse (value, places, &number, NULL))
    return g_strdup (value);
  for (; tens > 0 && places > 0; tens--)
    places--;
  for (; tens > 0; tens--)
    if (!ka_multiply (number, 10, &number))
      return g_strdup (value);
  return ka_decimal_format (number, places + (tens < 0 ? -tens : 0));
}

/* Tonnes and cubic metres by the mine's own density; without it nobody knows. */
static char *
weigh (const KaRecord *mine, gboolean to_tonnes)
{
  const char *density_text = ka_record_get (mine, "density");
  gint64 capacity, density, product;

  if (density_text == NULL || !ka_decimal_parse (density_text, 2, &density, NULL) || density <= 0
      || !ka_decimal_parse (ka_record_get (mine, "capacity"), 2, &capacity, NULL))
    return NULL;
  if (to_tonnes)
    return ka_multiply (capacity, density, &product) ? ka_decimal_format ((product + 50) / 100, 2)
                                                     : NULL;
  return ka_multiply (capacity, 100, &product)
           ? ka_decimal_format ((product + density / 2) / density, 2)
           : NULL;
}

/* 10 in a column without a unit where mines count in two: 10万立方米/年. FALSE: the number alone will do. */
static gboolean
fill_capacity (const KaRecord *mine, const char *unit, gboolean has_unit_column, KaFill *fill)
{
  const char *own = ka_record_get (mine, "capacity_unit");
  gboolean tonnes, wants_tonnes, wants_metres;

  if (own == NULL || has_unit_column)
    return FALSE;
  tonnes = strcmp (own, "万吨/年") == 0;
  wants_tonnes = unit != NULL && (strstr (unit, "万吨") != NULL || strstr (unit, "万t") != NULL);
  wants_metres = unit != NULL && (strstr (unit, "万立方") != NULL || strstr (unit, "万m") != NULL);
  if (tonnes ? wants_tonnes : wants_metres)
    return FALSE;
  if (wants_tonnes || wants_metres)
    {
      fill->text = weigh (mine, wants_tonnes);
      fill->type = KA_FILL_NUMBER;
    }
  if (fill->text != NULL)
    return TRUE;
  fill->type = KA_FILL_TEXT;
  fill->text = g_strdup_printf ("%s%s", ka_record_get (mine, "capacity"), own);
  fill->odd = wants_tonnes || wants_metres;
  return TRUE;
}

static void
read_moment (KaFill *fill, const char *value)
{
  g_autofree char *day = g_strndup (value, 10);
  guint hour = 0, minute = 0;

  fill->day = ka_day_from_iso (day);
  if (fill->day == KA_DAY_NONE || fill->day == KA_DAY_FOREVER)
    return;
  fill->type = KA_FILL_DAY;
  if (strlen (value) >= 16 && sscanf (value + 10, "T%2u:%2u", &hour, &minute) == 2)
    fill->minute = hour * 60 + minute;
}

gboolean
ka_path_read (const KaPath *path,
              KaLedger *ledger,
              const KaRecord *record,
              const char *unit,
              gboolean has_unit_column,
              gboolean unmasked,
              KaFill *fill,
              GError **error)
{
  g_autoptr (KaRecord) at = ka_record_ref ((KaRecord *)record);
  const KaField *field = path->field;
  const char *value;

  if (!follow (path, ledger, &at, error))
    return FALSE;
  if (at == NULL)
    return TRUE;
  value = ka_record_get (at, field->id);
  if (strcmp (at->kind->id, "mine") == 0 && strcmp (field->id, "size_class") == 0)
    value = ka_size_of_mine (at, NULL);
  if (value == NULL)
    return TRUE;
  fill->type = KA_FILL_TEXT;
  if (ka_field_is_number (field) && ((field->flags & KA_PRIVATE) == 0 || unmasked))
    {
      if (strcmp (at->kind->id, "mine") == 0 && strcmp (field->id, "capacity") == 0
          && fill_capacity (at, unit, has_unit_column, fill))
        return TRUE;
      fill->type = KA_FILL_NUMBER;
      fill->text = move_point (value, field->type == KA_FIELD_DEC ? field->places : 0,
                               tens_between (field, unit));
      return TRUE;
    }
  fill->text = at->kind->fields <= field && strcmp (field->id, "size_class") == 0
                 ? g_strdup (value)
                 : ka_ledger_display (ledger, at, field, !unmasked);
  if (field->type == KA_FIELD_DATE || field->type == KA_FIELD_TIME)
    read_moment (fill, value);
  return TRUE;
}
