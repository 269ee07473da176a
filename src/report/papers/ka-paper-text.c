/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-paper-private.h"

#include "ka-papers-resources.h"

#include <ka-kind.h>
#include <ka-text.h>
#include <string.h>

/* Where the printed text of a form comes from, and its values. */

#define BAR "｜"

/* ---- where texts come from ---- */

static GResource *
get_resource (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      ka_papers_register_resource ();
      g_once_init_leave (&once, 1);
    }
  return ka_papers_get_resource ();
}

gboolean
ka_paper_has_form_text (const char *form)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (form != NULL, FALSE);

  path = g_strdup_printf (KA_RESOURCE_BASE "/papers/%s.txt", form);
  return g_resource_get_info (get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL,
                              NULL);
}

static char *
read_own_text (const char *form)
{
  g_autofree char *path = g_strdup_printf (KA_RESOURCE_BASE "/papers/%s.txt", form);
  g_autoptr (GBytes) bytes
    = g_resource_lookup_data (get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_return_val_if_fail (bytes != NULL, g_strdup (""));
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static KaRecord *
find_office_text (KaLedger *ledger, const char *form)
{
  const KaKind *kind = ka_kind_get ("paper_text");
  gint64 id = ka_ledger_find (ledger, kind, "form", form, NULL);

  return id > 0 ? ka_ledger_get (ledger, kind, id, NULL) : NULL;
}

char *
ka_paper_get_form_text (KaLedger *ledger, const char *form)
{
  g_autoptr (KaRecord) record = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && form != NULL, NULL);

  record = find_office_text (ledger, form);
  if (record != NULL && ka_record_get (record, "text") != NULL)
    return g_strdup (ka_record_get (record, "text"));
  return read_own_text (form);
}

gboolean
ka_paper_set_form_text (KaLedger *ledger, const char *form, const char *text, GError **error)
{
  g_autoptr (KaRecord) record = NULL;
  g_autofree char *clean = text != NULL ? ka_text_clean (text, TRUE) : NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && form != NULL, FALSE);

  if (text != NULL && !ka_paper_check_form_text (text, error))
    return FALSE;
  record = find_office_text (ledger, form);
  if (text == NULL)
    return record == NULL || ka_ledger_delete (ledger, record->kind, record->id, error);
  if (record == NULL)
    {
      record = ka_record_new (ka_kind_get ("paper_text"));
      ka_record_set (record, "form", form);
    }
  ka_record_set (record, "text", clean);
  return ka_ledger_save (ledger, record, error);
}

/* ---- values in a text ---- */

static gboolean
is_known (const char *name)
{
  const KaKind *kind;
  const KaField *field;

  return ka_paper_value (name) != NULL || ka_paper_list (name) != NULL
         || ka_paper_split_name (name, &kind, &field);
}

/* What is filled in must not look like the text around it. */
static void
append_value (GString *out, const char *value)
{
  for (; *value != '\0'; value++)
    if (*value == '\n')
      g_string_append (out, KA_PAPER_LINE);
    else if (g_str_has_prefix (value, BAR))
      {
        g_string_append_c (out, '|');
        value += strlen (BAR) - 1;
      }
    else if ((guchar)*value >= 0x20)
      g_string_append_c (out, *value);
}

static void
put_value (gpointer data, const char *name, GString *out)
{
  KaPaper *paper = data;
  const KaPaperValue *value = ka_paper_value (name);
  const char *text = ka_paper_get_value (paper, name);

  if (value != NULL && value->raw)
    {
      g_string_append (out, text);
      return;
    }
  g_string_append (out, KA_DOC_BLANK);
  append_value (out, text);
  g_string_append (out, *text != '\0' ? KA_DOC_BLANK_END : KA_PAPER_EMPTY KA_DOC_BLANK_END);
}

/* Made once, and kept with the paper. */
static GPtrArray *
list_items (gpointer data, const char *name)
{
  KaPaper *paper = data;
  GPtrArray *items = g_hash_table_lookup (paper->lists, name);

  if (items != NULL)
    return items;
  items = ka_paper_items (paper, name);
  for (guint i = 0; i < items->len; i++)
    for (char **field = items->pdata[i]; *field != NULL; field++)
      {
        g_autofree char *text = *field;
        GString *clean = g_string_new (NULL);

        append_value (clean, text);
        *field = g_string_free (clean, FALSE);
      }
  g_hash_table_insert (paper->lists, g_strdup (name), items);
  return items;
}

static gboolean
holds (gpointer data, const char *name)
{
  const char *text;

  if (ka_paper_list (name) != NULL)
    return list_items (data, name)->len > 0;
  text = ka_paper_get_value (data, name);
  return *text != '\0' && strcmp (text, "0") != 0 && strcmp (text, "否") != 0;
}

const KaTemplateSource ka_paper_source
  = { is_known, ka_paper_list, NULL, put_value, holds, list_items };

char *
ka_paper_expand (KaPaper *paper, const char *form, GError **error)
{
  g_autofree char *text = ka_paper_get_form_text (paper->ledger, form);

  return ka_template_expand_from (text, &ka_paper_source, paper, error);
}
