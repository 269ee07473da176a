/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-laws-private.h"

#include "ka-case-text.h"

#include <ka-text.h>
#include <string.h>

static const char *
skip_country (const char *law)
{
  return g_str_has_prefix (law, "中华人民共和国") ? law + strlen ("中华人民共和国") : law;
}

static gboolean
is_named (const KaCodeTable *laws, const KaCode *code, const char *name)
{
  const char *brief = ka_codes_column (laws, code, "short");
  g_autofree char *folded = ka_text_fold (skip_country (name));
  g_autofree char *whole = ka_text_fold (skip_country (code->value));
  g_autofree char *short_name = ka_text_fold (brief != NULL ? brief : "");

  return strcmp (whole, folded) == 0 || strcmp (short_name, folded) == 0;
}

KaLaw
_ka_law_find (const char *name, KaDay on)
{
  const KaCodeTable *laws = ka_codes_get ("laws");
  KaLaw law = { FALSE };
  const char *checked;

  for (guint i = 0; i < ka_codes_size (laws); i++)
    {
      const KaCode *code = ka_codes_nth (laws, i);

      if (!is_named (laws, code, name))
        continue;
      law.known = TRUE;
      if (ka_code_is_valid (code, on))
        law.code = code;
    }
  if (law.code != NULL)
    {
      law.note = ka_codes_column (laws, law.code, "note");
      law.articles = ka_codes_column (laws, law.code, "articles");
      checked = ka_codes_column (laws, law.code, "checked");
      law.checked = checked != NULL && *checked != '\0';
    }
  if (law.articles != NULL && *law.articles == '\0')
    law.articles = NULL;
  return law;
}

gboolean
_ka_law_has_article (const KaLaw *law, guint article)
{
  return law->code != NULL
         && (article == 0 || law->articles == NULL
             || article <= (guint)g_ascii_strtoull (law->articles, NULL, 10));
}

/* 《安全生产法》第四十一条 */
static gboolean
cites_by_name (const char *text, KaDay on)
{
  g_autoptr (GPtrArray) clauses = ka_case_find_clauses (text);

  for (guint i = 0; i < clauses->len; i++)
    {
      const KaCaseClause *clause = g_ptr_array_index (clauses, i);
      KaLaw law = _ka_law_find (clause->law, on);

      if (law.known && !_ka_law_has_article (&law, clause->article))
        return TRUE;
    }
  return FALSE;
}

/* 矿安〔2022〕88号, 总局令第15号: by what the table notes of each version. */
static gboolean
cites_by_number (const char *text, KaDay on)
{
  const KaCodeTable *laws = ka_codes_get ("laws");
  g_autofree char *narrow = ka_text_narrow (text);

  for (guint k = 0; k < ka_codes_size (laws); k++)
    {
      const KaCode *code = ka_codes_nth (laws, k);
      const char *note = ka_codes_column (laws, code, "note");
      g_autofree char *number = note != NULL ? ka_text_narrow (note) : NULL;

      if (number == NULL || !g_str_has_suffix (number, "号"))
        continue;
      /* The former administration is called by its short name too. */
      if (strstr (narrow, number) == NULL
          && (!g_str_has_prefix (number, "原安全监管")
              || strstr (narrow, number + strlen ("原安全监管")) == NULL))
        continue;
      if (!ka_code_is_valid (code, on))
        return TRUE;
    }
  return FALSE;
}

gboolean
_ka_law_not_in_force (const char *text, KaDay on)
{
  return text != NULL && (cites_by_name (text, on) || cites_by_number (text, on));
}
