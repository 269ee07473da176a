/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-check-private.h"
#include "ka-core-private.h"
#include "ka-decimal.h"
#include "ka-error.h"
#include "ka-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- canonical text: most of what is checked ---- */

static gboolean
is_canonical_text (const KaField *field, const char *value)
{
  gsize n;

  if (!ka_text_is_plain (value) || strlen (value) > 500)
    return FALSE;
  switch (field->format)
    {
    case KA_FORMAT_NONE:
    case KA_FORMAT_TITLE:
    case KA_FORMAT_NAME:
      return TRUE;
    case KA_FORMAT_LIST:
      return strpbrk (value, ",;/") == NULL && strstr (value, "，") == NULL
             && strstr (value, "；") == NULL;
    case KA_FORMAT_NUMBER:
      for (n = 0; value[n] != '\0'; n++)
        if (g_ascii_islower (value[n]) || strchr ("'()[]{}", value[n]) != NULL)
          return FALSE;
      return strstr (value, "【") == NULL && strstr (value, "】") == NULL
             && strchr (value, '\xef') == NULL;
    case KA_FORMAT_PHONE:
      n = strspn (value, "0123456789");
      return n == 11 && value[n] == '\0' && value[0] == '1';
    case KA_FORMAT_CREDIT_CODE:
      return ka_credit_code_valid (value, NULL);
    case KA_FORMAT_ID_NUMBER:
      return ka_id_number_valid (value, NULL);
    }
  return FALSE;
}

static gboolean
is_canonical_id (const char *value)
{
  gsize n = strspn (value, "0123456789");

  return n > 0 && n <= 18 && value[n] == '\0' && value[0] != '0';
}

/* TRUE if value is certainly what parsing it would give; FALSE says nothing. */
static gboolean
is_canonical (const KaField *field, const char *value, KaDay on)
{
  switch (field->type)
    {
    case KA_FIELD_TEXT:
      return is_canonical_text (field, value);
    case KA_FIELD_LONG:
      return ka_text_is_plain (value) && strlen (value) <= 100000;
    case KA_FIELD_INT:
    case KA_FIELD_DEC:
      {
        const char *code;

        return ka_is_canonical_number (field, value) && ka_number_in_range (field, value, &code);
      }
    case KA_FIELD_DATE:
      return ka_day_from_iso (value) != KA_DAY_NONE;
    case KA_FIELD_QUARTER:
      return ka_quarter_from_text (value) != KA_QUARTER_NONE;
    case KA_FIELD_FLAG:
      return (value[0] == '0' || value[0] == '1') && value[1] == '\0';
    case KA_FIELD_CHOICE:
      if (field->choices != NULL)
        return ka_words_contain (field->choices, value);
      else
        {
          const KaCode *code = ka_codes_lookup (ka_field_codes (field), value, on);

          return code != NULL && strcmp (code->value, value) == 0;
        }
    case KA_FIELD_REF:
      return is_canonical_id (value);
    default:
      return FALSE;
    }
}

/* ---- parsing any field ---- */

static char *
parse_value (const KaField *field, const char *text, KaDay on, const char **code)
{
  switch (field->type)
    {
    case KA_FIELD_TEXT:
    case KA_FIELD_LONG:
      return ka_parse_text (field, text, code);
    case KA_FIELD_INT:
    case KA_FIELD_DEC:
      return ka_parse_number (field, text, code);
    case KA_FIELD_DATE:
      return ka_parse_date (text, code);
    case KA_FIELD_MONTH:
      return ka_parse_month (text, code);
    case KA_FIELD_QUARTER:
      return ka_parse_quarter (text, code);
    case KA_FIELD_TIME:
      return ka_parse_time (text, code);
    case KA_FIELD_FLAG:
      return ka_parse_flag (field, text, code);
    case KA_FIELD_CHOICE:
      return ka_parse_choice (field, text, on, code);
    case KA_FIELD_REF:
      {
        g_autofree char *narrow = ka_text_narrow (text);

        if (is_canonical_id (narrow))
          return g_steal_pointer (&narrow);
        *code = "reference_unreadable";
        return NULL;
      }
    }
  g_return_val_if_reached (NULL);
}

static gboolean
is_blank_text (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char_validated (text, -1);

      if (c == (gunichar)-1 || c == (gunichar)-2
          || !(g_unichar_isspace (c) || c == 0x200b || c == 0xfeff))
        return FALSE;
    }
  return TRUE;
}

static char *
describe_range (const KaField *field)
{
  if (field->min != NULL && field->max != NULL)
    return g_strdup_printf (_ ("%s到%s之间"), field->min, field->max);
  if (field->min != NULL)
    return g_strdup_printf (_ ("不小于%s"), field->min);
  return g_strdup_printf (_ ("不大于%s"), field->max);
}

static char *
describe_choices (const KaField *field, KaDay on)
{
  g_autofree const char **choices = ka_field_choices (field, on);
  const KaCodeTable *table = ka_field_codes (field);
  GString *out = g_string_new (NULL);

  for (guint i = 0; choices[i] != NULL && i < 8; i++)
    {
      const KaCode *code = table != NULL ? ka_codes_lookup (table, choices[i], on) : NULL;
      /* LT-06 stands before its words; a code that does not is for no reader. */
      gboolean hidden = code != NULL && !g_str_has_prefix (code->label, choices[i]);

      g_string_append_printf (out, "%s%s", i > 0 ? "、" : "", hidden ? code->label : choices[i]);
    }
  if (g_strv_length ((char **)choices) > 8)
    g_string_append (out, "……");
  return g_string_free (out, FALSE);
}

typedef struct
{
  const char *code;
  const char *message; /* of the label and the text */
} Message;

static const Message messages[] = {
  { "number_unreadable", N_ ("“%s”填写的“%s”不是数字，请填阿拉伯数字。") },
  { "number_negative", N_ ("“%s”填写的“%s”是负数，请改正。") },
  { "date_unreadable", N_ ("“%s”填写的“%s”不是日期，请写成2025-03-05或者长期。") },
  { "date_impossible", N_ ("“%s”填写的“%s”没有这一天，请改正。") },
  { "time_unreadable", N_ ("“%s”填写的“%s”不是时间，请写成2025-08-14 15:20。") },
  { "month_unreadable", N_ ("“%s”填写的“%s”不是月份，请写成2025-03。") },
  { "month_impossible", N_ ("“%s”填写的“%s”没有这个月，请改正。") },
  { "quarter_unreadable", N_ ("“%s”填写的“%s”不是季度，请写成2025Q4或者2025年第四季度。") },
  { "flag_unreadable", N_ ("“%s”填写的“%s”看不出是还是否，请填是或者否。") },
  { "town_unknown", N_ ("“%s”填写的“%s”不是本区的镇街，请从列表中选。") },
  { "credit_code_form", N_ ("“%s”填写的“%s”不是18位统一社会信用代码，请对照营业执照。") },
  { "credit_code_check", N_ ("“%s”填写的“%s”校验码不对，请对照营业执照逐位核对。") },
  { "id_form", N_ ("“%s”填写的“%s”不是18位身份证号，请对照证件。") },
  { "id_check", N_ ("“%s”填写的“%s”校验码不对，请对照证件逐位核对。") },
  { "phone_form", N_ ("“%s”填写的“%s”不是电话号码，请填11位手机号或者带区号的座机号。") },
  { "reference_unreadable", N_ ("“%s”填写的“%s”不是记录编号，请从列表中选。") },
  { "text_too_long", N_ ("“%s”填写的文字太长（“%s”），请缩短。") },
  { "not_canonical", N_ ("“%s”填写的“%s”写法不规范，请重新填写。") },
};

/* The field that would take the number: longitude and latitude are easily exchanged. */
static const KaField *
find_exchanged (const KaField *field, const char *text)
{
  static const char *const PAIR[] = { "longitude", "latitude" };
  const KaKind *kind = ka_kind_get ("mine");

  for (guint i = 0; i < G_N_ELEMENTS (PAIR); i++)
    {
      const KaField *other = ka_kind_field (kind, PAIR[1 - i]);
      const char *code = NULL;
      g_autofree char *value = NULL;

      if (field != ka_kind_field (kind, PAIR[i]))
        continue;
      value = ka_parse_number (other, text, &code);
      return value != NULL ? other : NULL;
    }
  return NULL;
}

static void
set_problem (const KaField *field, const char *text, KaDay on, const char *code, GError **error)
{
  const char *label = ka_field_label (field);
  g_autofree char *valid = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *more = NULL;

  if (error == NULL)
    return;
  valid = g_utf8_make_valid (text, -1);
  shown = g_utf8_strlen (valid, -1) > 40 ? g_utf8_substring (valid, 0, 40) : g_strdup (valid);
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    if (strcmp (messages[i].code, code) == 0)
      {
        g_set_error (error, KA_ERROR, KA_ERROR_INVALID, _ (messages[i].message), label, shown);
        return;
      }
  if (strcmp (code, "number_range") == 0 && find_exchanged (field, text) != NULL)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_INVALID,
                   _ ("“%s”填写的“%s”像是%s，经度和纬度可能写反了，请对调。"), label, shown,
                   ka_field_label (find_exchanged (field, text)));
      return;
    }
  if (strcmp (code, "number_range") == 0)
    {
      more = describe_range (field);
      g_set_error (error, KA_ERROR, KA_ERROR_INVALID, _ ("“%s”填写的“%s”超出范围，应在%s。"), label,
                   shown, more);
      return;
    }
  if (strcmp (code, "choice_expired") == 0)
    {
      more = ka_day_to_chinese (on);
      g_set_error (error, KA_ERROR, KA_ERROR_INVALID,
                   _ ("“%s”填写的“%s”在%s不适用，请选当时有效的一项。"), label, shown, more);
      return;
    }
  more = describe_choices (field, on);
  g_set_error (error, KA_ERROR, KA_ERROR_INVALID, _ ("“%s”没有“%s”这一项，请填：%s。"), label,
               shown, more);
}

gboolean
ka_field_parse (const KaField *field,
                const char *text,
                KaDay on,
                char **value,
                const char **code,
                GError **error)
{
  const char *problem = NULL;

  g_return_val_if_fail (field != NULL && value != NULL, FALSE);

  *value = NULL;
  if (code != NULL)
    *code = NULL;
  if (text == NULL || *text == '\0')
    return TRUE;
  if (is_canonical (field, text, on))
    {
      *value = g_strdup (text);
      return TRUE;
    }
  if (is_blank_text (text))
    return TRUE;
  *value = parse_value (field, text, on, &problem);
  if (*value != NULL && code != NULL && g_strcmp0 (problem, "number_rounded") == 0)
    *code = problem;
  if (*value != NULL || problem == NULL)
    return TRUE;
  if (code != NULL)
    *code = problem;
  set_problem (field, text, on, problem, error);
  return FALSE;
}

gboolean
ka_field_check (const KaField *field,
                const char *value,
                KaDay on,
                const char **code,
                GError **error)
{
  const char *problem = NULL;
  g_autofree char *parsed = NULL;

  g_return_val_if_fail (field != NULL, FALSE);

  if (code != NULL)
    *code = NULL;
  if (value == NULL || is_canonical (field, value, on))
    return TRUE;
  parsed = parse_value (field, value, on, &problem);
  if (parsed != NULL && strcmp (parsed, value) == 0)
    return TRUE;
  if (problem == NULL)
    problem = "not_canonical";
  if (code != NULL)
    *code = problem;
  set_problem (field, value, on, problem, error);
  return FALSE;
}

/* ---- showing ---- */

char *
ka_mask (const KaField *field, const char *value)
{
  glong n, head, tail;
  GString *out;

  if (value == NULL)
    return g_strdup ("");
  n = g_utf8_strlen (value, -1);
  head = field->format == KA_FORMAT_ID_NUMBER ? 4 : field->format == KA_FORMAT_PHONE ? 3 : 1;
  tail = field->format == KA_FORMAT_ID_NUMBER || field->format == KA_FORMAT_PHONE ? 4 : 0;
  if (head + tail >= n)
    {
      head = MIN (1, n);
      tail = 0;
    }
  out = g_string_new_len (value, g_utf8_offset_to_pointer (value, head) - value);
  for (glong i = head; i < n - tail; i++)
    g_string_append_c (out, '*');
  g_string_append (out, g_utf8_offset_to_pointer (value, n - tail));
  return g_string_free (out, FALSE);
}

static char *
display_number (const KaField *field, const char *value)
{
  guint places = field->type == KA_FIELD_DEC ? field->places : 0;
  gint64 number;

  /* A year is a name, a coordinate is read digit by digit. */
  if (strcmp (field->id, "year") == 0 || places > 4
      || !ka_decimal_parse (value, places, &number, NULL))
    return g_strdup (value);
  return ka_decimal_display (number, places, 0);
}

static char *
display_moment (const KaField *field, const char *value)
{
  const char *t;

  switch (field->type)
    {
    case KA_FIELD_DATE:
      return g_strdup (ka_day_from_iso (value) == KA_DAY_FOREVER ? "长期" : value);
    case KA_FIELD_TIME:
      t = strchr (value, 'T');
      return t == NULL ? g_strdup (value)
                       : g_strdup_printf ("%.*s %s", (int)(t - value), value, t + 1);
    case KA_FIELD_MONTH:
      if (strlen (value) != 7)
        return g_strdup (value);
      return g_strdup_printf ("%.4s年%s月", value, value[5] == '0' ? value + 6 : value + 5);
    default:
      {
        KaQuarter quarter = ka_quarter_from_text (value);

        return quarter == KA_QUARTER_NONE ? g_strdup (value) : ka_quarter_to_chinese (quarter);
      }
    }
}

char *
ka_field_display (const KaField *field, const char *value, gboolean mask)
{
  const KaCode *code;

  g_return_val_if_fail (field != NULL, g_strdup (""));

  if (value == NULL || *value == '\0')
    return g_strdup ("");
  if (mask && (field->flags & KA_PRIVATE) != 0)
    return ka_mask (field, value);
  switch (field->type)
    {
    case KA_FIELD_FLAG:
      return g_strdup (strcmp (value, "1") == 0 ? "是" : "否");
    case KA_FIELD_INT:
    case KA_FIELD_DEC:
      return display_number (field, value);
    case KA_FIELD_DATE:
    case KA_FIELD_MONTH:
    case KA_FIELD_QUARTER:
    case KA_FIELD_TIME:
      return display_moment (field, value);
    case KA_FIELD_CHOICE:
      if (field->codes == NULL)
        return g_strdup (value);
      code = ka_codes_lookup (ka_field_codes (field), value, KA_DAY_NONE);
      return g_strdup (code == NULL ? value : code->label);
    case KA_FIELD_TEXT:
    case KA_FIELD_LONG:
    case KA_FIELD_REF:
      return g_strdup (value);
    }
  g_return_val_if_reached (g_strdup (value));
}
