/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-case-file-private.h"
#include "ka-case-text.h"

#include <ka-codes.h>
#include <ka-text.h>
#include <string.h>

/* The versions of a law stand in the table of laws; one that is not there is taken to be in force. */

typedef struct
{
  gboolean known; /* some version of it is in the table */
  gboolean valid; /* the one of the day has the article */
} Found;

static void
look_at (Found *found, const KaCodeTable *laws, const KaCode *code, guint article, KaDay on)
{
  const char *articles = ka_codes_column (laws, code, "articles");

  found->known = TRUE;
  if (ka_code_is_valid (code, on)
      && (article == 0 || articles == NULL || *articles == '\0'
          || article <= (guint)g_ascii_strtoull (articles, NULL, 10)))
    found->valid = TRUE;
}

static gboolean
is_named (const KaCodeTable *laws, const KaCode *code, const char *name)
{
  return strcmp (code->value, name) == 0
         || g_strcmp0 (ka_codes_column (laws, code, "short"), name) == 0;
}

/* 《安全生产法》第四十一条 */
static gboolean
cites_by_name (const KaCodeTable *laws, const char *text, KaDay on)
{
  g_autoptr (GPtrArray) clauses = ka_case_find_clauses (text);

  for (guint i = 0; i < clauses->len; i++)
    {
      const KaCaseClause *clause = g_ptr_array_index (clauses, i);
      Found found = { FALSE, FALSE };

      for (guint k = 0; k < ka_codes_size (laws); k++)
        if (is_named (laws, ka_codes_nth (laws, k), clause->law))
          look_at (&found, laws, ka_codes_nth (laws, k), clause->article, on);
      if (found.known && !found.valid)
        return TRUE;
    }
  return FALSE;
}

/* 矿安〔2022〕88号, 总局令第15号: by what the table notes of each version. */
static gboolean
cites_by_number (const KaCodeTable *laws, const char *text, KaDay on)
{
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
_ka_case_law_not_in_force (const char *text, KaDay on)
{
  const KaCodeTable *laws = ka_codes_get ("laws");

  return text != NULL && laws != NULL
         && (cites_by_name (laws, text, on) || cites_by_number (laws, text, on));
}
