/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-template-private.h"

#include <string.h>

typedef struct
{
  GHashTable *formats; /* number → code */
  GArray *borders;     /* gboolean */
  GArray *styles;      /* KaCellStyle */
  gboolean in_cells, in_borders;
} Styles;

static guint
get_number (const char **attributes, const char *name)
{
  const char *value = ka_xml_attribute (attributes, name);

  return value ? (guint)g_ascii_strtoull (value, NULL, 10) : 0;
}

static void
on_start (KaXml *xml, const char *name, const char **attributes, gpointer data)
{
  Styles *styles = data;

  if (strcmp (name, "cellXfs") == 0)
    styles->in_cells = TRUE;
  else if (strcmp (name, "borders") == 0)
    styles->in_borders = TRUE;
  else if (strcmp (name, "numFmt") == 0)
    g_hash_table_insert (styles->formats, GUINT_TO_POINTER (get_number (attributes, "numFmtId")),
                         g_strdup (ka_xml_attribute (attributes, "formatCode")));
  else if (styles->in_borders && strcmp (name, "border") == 0)
    {
      gboolean none = FALSE;

      g_array_append_val (styles->borders, none);
    }
  else if (styles->in_borders && styles->borders->len > 0)
    {
      const char *line = ka_xml_attribute (attributes, "style");

      if (line != NULL && strcmp (line, "none") != 0)
        g_array_index (styles->borders, gboolean, styles->borders->len - 1) = TRUE;
    }
  else if (styles->in_cells && strcmp (name, "xf") == 0)
    {
      guint format = get_number (attributes, "numFmtId"),
            border = get_number (attributes, "borderId");
      const char *code = g_hash_table_lookup (styles->formats, GUINT_TO_POINTER (format));
      KaCellStyle style = { .kind = ka_style_of_format (format, code) };

      style.percent = code != NULL ? strchr (code, '%') != NULL : format == 9 || format == 10;
      style.border
        = border < styles->borders->len && g_array_index (styles->borders, gboolean, border);
      g_array_append_val (styles->styles, style);
    }
}

static void
on_end (KaXml *xml, const char *name, gpointer data)
{
  Styles *styles = data;

  if (strcmp (name, "cellXfs") == 0)
    styles->in_cells = FALSE;
  else if (strcmp (name, "borders") == 0)
    styles->in_borders = FALSE;
}

GArray *
ka_read_cell_styles (KaPackage *package, const char *part, GError **error)
{
  static const KaXmlHandler handler = { .start = on_start, .end = on_end };
  Styles styles = { g_hash_table_new_full (NULL, NULL, NULL, g_free),
                    g_array_new (FALSE, FALSE, sizeof (gboolean)),
                    g_array_new (FALSE, TRUE, sizeof (KaCellStyle)), FALSE, FALSE };
  KaXlsxProgress progress = { 0 };
  gboolean ok = part == NULL || !ka_package_has (package, part)
                || ka_xml_read_part (package, part, &handler, &styles, &progress, error);

  g_hash_table_unref (styles.formats);
  g_array_unref (styles.borders);
  if (ok)
    return styles.styles;
  g_array_unref (styles.styles);
  return NULL;
}
