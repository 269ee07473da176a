/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-xlsx-private.h"

#include <string.h>

typedef struct
{
  GHashTable *formats; /* number → code */
  GByteArray *styles;
  gboolean in_cell_formats;
} Styles;

static void
on_start (KaXml *xml, const char *name, const char **attributes, gpointer data)
{
  Styles *styles = data;
  const char *id = ka_xml_attribute (attributes, "numFmtId");
  guint number = id ? (guint)g_ascii_strtoull (id, NULL, 10) : 0;

  if (strcmp (name, "cellXfs") == 0)
    styles->in_cell_formats = TRUE;
  else if (strcmp (name, "numFmt") == 0)
    {
      const char *code = ka_xml_attribute (attributes, "formatCode");

      if (id != NULL && code != NULL)
        g_hash_table_insert (styles->formats, GUINT_TO_POINTER (number), g_strdup (code));
    }
  else if (strcmp (name, "xf") == 0 && styles->in_cell_formats)
    {
      const char *code = g_hash_table_lookup (styles->formats, GUINT_TO_POINTER (number));
      guint8 style = ka_style_of_format (number, code);

      g_byte_array_append (styles->styles, &style, 1);
    }
}

static void
on_end (KaXml *xml, const char *name, gpointer data)
{
  Styles *styles = data;

  if (strcmp (name, "cellXfs") == 0)
    styles->in_cell_formats = FALSE;
}

GByteArray *
ka_xlsx_read_styles (KaPackage *package, const char *part, KaXlsxProgress *progress, GError **error)
{
  static const KaXmlHandler handler = { .start = on_start, .end = on_end };
  Styles styles = { g_hash_table_new_full (NULL, NULL, NULL, g_free), g_byte_array_new (), FALSE };
  gboolean ok = ka_xml_read_part (package, part, &handler, &styles, progress, error);

  g_hash_table_unref (styles.formats);
  if (ok)
    return styles.styles;
  g_byte_array_unref (styles.styles);
  return NULL;
}
