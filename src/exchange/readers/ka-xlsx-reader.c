/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-xlsx-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* package → relations → workbook → relations → sheets: no part is assumed to have its usual name. */

typedef struct
{
  char *id, *type, *target;
} Relation;

typedef struct
{
  char *name, *relation;
  KaSheetState state;
} SheetEntry;

typedef struct
{
  GPtrArray *sheets;
  gboolean from_1904;
} Workbook;

static void
free_relation (gpointer data)
{
  Relation *relation = data;

  g_free (relation->id);
  g_free (relation->type);
  g_free (relation->target);
  g_free (relation);
}

static void
free_sheet_entry (gpointer data)
{
  SheetEntry *entry = data;

  g_free (entry->name);
  g_free (entry->relation);
  g_free (entry);
}

static void
on_end_nothing (KaXml *xml, const char *name, gpointer data)
{
}

static void
on_relation (KaXml *xml, const char *name, const char **attributes, gpointer data)
{
  GPtrArray *relations = data;
  const char *mode = ka_xml_attribute (attributes, "TargetMode");
  Relation *relation;

  if (strcmp (name, "Relationship") != 0 || g_strcmp0 (mode, "External") == 0
      || relations->len > KA_MAX_ENTRIES)
    return;
  relation = g_new0 (Relation, 1);
  relation->id = g_strdup (ka_xml_attribute (attributes, "Id"));
  relation->type = g_strdup (ka_xml_attribute (attributes, "Type"));
  relation->target = g_strdup (ka_xml_attribute (attributes, "Target"));
  g_ptr_array_add (relations, relation);
}

/* The relations of a part ("": of the package). Empty if it has none; NULL: they cannot be read. */
static GPtrArray *
read_relations (KaPackage *package, const char *part, KaXlsxProgress *progress, GError **error)
{
  static const KaXmlHandler handler = { .start = on_relation, .end = on_end_nothing };
  g_autoptr (GPtrArray) relations = g_ptr_array_new_with_free_func (free_relation);
  g_autofree char *folder = g_path_get_dirname (part);
  g_autofree char *base = g_path_get_basename (part);
  g_autofree char *name
    = *part ? g_strdup_printf ("%s/_rels/%s.rels", folder, base) : g_strdup ("_rels/.rels");

  if (ka_package_has (package, name)
      && !ka_xml_read_part (package, name, &handler, relations, progress, error))
    return NULL;
  return g_steal_pointer (&relations);
}

/* A target is written from the folder of the part that it belongs to, or from the root. */
static char *
resolve_target (const char *part, const char *target)
{
  g_autofree char *folder = g_path_get_dirname (part);

  if (target[0] == '/' || target[0] == '\\' || strcmp (folder, ".") == 0)
    return g_strdup (target);
  return g_strdup_printf ("%s/%s", folder, target);
}

/* Relation types differ between the editions of the standard (and in strict files) by their beginning. */
static gboolean
relation_is (const Relation *relation, const char *type)
{
  const char *slash = relation->type ? strrchr (relation->type, '/') : NULL;

  return slash != NULL && relation->target != NULL && strcmp (slash + 1, type) == 0;
}

static char *
find_by_type (GPtrArray *relations, const char *part, const char *type)
{
  for (guint i = 0; i < relations->len; i++)
    {
      Relation *relation = g_ptr_array_index (relations, i);

      if (relation_is (relation, type))
        return resolve_target (part, relation->target);
    }
  return NULL;
}

static void
on_workbook (KaXml *xml, const char *name, const char **attributes, gpointer data)
{
  Workbook *workbook = data;
  const char *state;
  SheetEntry *entry;

  if (strcmp (name, "workbookPr") == 0)
    workbook->from_1904 = ka_xml_flag (attributes, "date1904");
  if (strcmp (name, "sheet") != 0)
    return;
  if (workbook->sheets->len >= KA_MAX_SHEETS)
    {
      ka_xml_take_error (xml,
                         g_error_new_literal (KA_ERROR, KA_ERROR_TOO_LARGE,
                                              _ ("工作表超过 1000 张，不像一份台账，没有读入。")));
      return;
    }
  state = ka_xml_attribute (attributes, "state");
  entry = g_new0 (SheetEntry, 1);
  entry->name = g_strdup (ka_xml_attribute (attributes, "name"));
  entry->relation = g_strdup (ka_xml_attribute (attributes, "id"));
  entry->state
    = state != NULL && strcmp (state, "visible") != 0 ? KA_SHEET_HIDDEN : KA_SHEET_VISIBLE;
  g_ptr_array_add (workbook->sheets, entry);
}

/* The part of sheet i, or NULL where it is none of cells (a chart, a macro). */
static char *
find_sheet_part (KaPackage *package,
                 const char *workbook_part,
                 GPtrArray *relations,
                 const SheetEntry *entry,
                 guint i)
{
  for (guint r = 0; r < relations->len; r++)
    {
      Relation *relation = g_ptr_array_index (relations, r);

      if (entry->relation != NULL && g_strcmp0 (relation->id, entry->relation) == 0)
        return relation_is (relation, "worksheet")
                 ? resolve_target (workbook_part, relation->target)
                 : NULL;
    }
  /* A library left the relations out: the usual name. */
  if (relations->len == 0)
    return g_strdup_printf ("xl/worksheets/sheet%u.xml", i + 1);
  return NULL;
}

typedef struct
{
  KaPackage *package;
  KaBook *book;
  char *workbook_part;
  GPtrArray *relations; /* of the workbook */
  GPtrArray *entries;   /* SheetEntry */
  GPtrArray *parts;     /* char * or NULL for each entry */
  char *strings_part, *styles_part;
  KaXlsxProgress progress;
} Reader;

/* Other zip files that people take for workbooks. */
static const char *
name_other_package (KaPackage *package)
{
  if (ka_package_has (package, "word/document.xml"))
    return N_ (
      "这是 Word 文档（docx），不是表格；请把其中的表格复制到 Excel 或 WPS 表格里，存为 xlsx 再导入。");
  if (ka_package_has (package, "ppt/presentation.xml"))
    return N_ ("这是演示文稿（pptx），不是表格；请选择 xlsx 或 csv 文件。");
  if (ka_package_has (package, "xl/workbook.bin"))
    return N_ (
      "这是 xlsb（二进制 Excel 工作簿），不能直接读取；请用 Excel 或 WPS 打开后另存为 xlsx 再导入。");
  return NULL;
}

static gboolean
find_workbook (Reader *reader, GError **error)
{
  const char *other = name_other_package (reader->package);
  g_autoptr (GPtrArray) relations = NULL;

  if (other != NULL)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_FORMAT, _ (other));
      return FALSE;
    }
  relations = read_relations (reader->package, "", &reader->progress, error);
  if (relations == NULL)
    return FALSE;
  reader->workbook_part = find_by_type (relations, "", "officeDocument");
  if (reader->workbook_part == NULL && ka_package_has (reader->package, "xl/workbook.xml"))
    reader->workbook_part = g_strdup ("xl/workbook.xml");
  if (reader->workbook_part != NULL)
    return TRUE;
  g_set_error_literal (error, KA_ERROR, KA_ERROR_FORMAT,
                       _ ("这个压缩包不是 Excel 表格文件，没有读入；请选择 xlsx 文件。"));
  return FALSE;
}

static gboolean
read_workbook (Reader *reader, GError **error)
{
  static const KaXmlHandler handler = { .start = on_workbook, .end = on_end_nothing };
  Workbook workbook = { reader->entries, FALSE };

  if (!ka_xml_read_part (reader->package, reader->workbook_part, &handler, &workbook,
                         &reader->progress, error))
    return FALSE;
  ka_book_set_1904 (reader->book, workbook.from_1904);
  reader->relations
    = read_relations (reader->package, reader->workbook_part, &reader->progress, error);
  if (reader->relations == NULL)
    return FALSE;
  reader->strings_part = find_by_type (reader->relations, reader->workbook_part, "sharedStrings");
  reader->styles_part = find_by_type (reader->relations, reader->workbook_part, "styles");
  if (reader->relations->len == 0)
    {
      reader->strings_part = g_strdup ("xl/sharedStrings.xml");
      reader->styles_part = g_strdup ("xl/styles.xml");
    }
  for (guint i = 0; i < reader->entries->len; i++)
    {
      char *part = find_sheet_part (reader->package, reader->workbook_part, reader->relations,
                                    g_ptr_array_index (reader->entries, i), i);

      g_ptr_array_add (reader->parts, part);
      if (part != NULL)
        reader->progress.total += ka_package_get_size (reader->package, part);
    }
  return TRUE;
}

static gboolean
read_sheets (Reader *reader, GError **error)
{
  g_autoptr (GByteArray) styles = NULL;
  guint n_strings;

  if (reader->strings_part != NULL && ka_package_has (reader->package, reader->strings_part))
    {
      reader->progress.total += ka_package_get_size (reader->package, reader->strings_part);
      if (!ka_xlsx_read_strings (reader->package, reader->strings_part, reader->book,
                                 &reader->progress, error))
        return FALSE;
    }
  n_strings = ka_book_get_n_strings (reader->book);
  if (reader->styles_part != NULL && ka_package_has (reader->package, reader->styles_part))
    {
      styles = ka_xlsx_read_styles (reader->package, reader->styles_part, &reader->progress, error);
      if (styles == NULL)
        return FALSE;
    }
  for (guint i = 0; i < reader->entries->len; i++)
    {
      SheetEntry *entry = g_ptr_array_index (reader->entries, i);
      const char *part = g_ptr_array_index (reader->parts, i);
      KaGrid *grid;

      if (part == NULL)
        continue;
      grid = ka_book_add_sheet (reader->book, entry->name ? entry->name : "", entry->state);
      if (!ka_xlsx_read_sheet (reader->package, part, grid, styles, n_strings, &reader->progress,
                               error)
          || !ka_book_check_size (reader->book, error))
        return FALSE;
    }
  return TRUE;
}

static void
clear_reader (Reader *reader)
{
  ka_package_free (reader->package);
  g_free (reader->workbook_part);
  g_free (reader->strings_part);
  g_free (reader->styles_part);
  g_clear_pointer (&reader->relations, g_ptr_array_unref);
  g_ptr_array_unref (reader->entries);
  g_ptr_array_unref (reader->parts);
}

KaBook *
ka_xlsx_read (const char *path,
              KaProgress progress,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (KaBook) book = ka_book_new ("xlsx");
  Reader reader = { .book = book,
                    .entries = g_ptr_array_new_with_free_func (free_sheet_entry),
                    .parts = g_ptr_array_new_with_free_func (g_free),
                    .progress = { progress, data, cancellable, 0, 0 } };
  gboolean ok;

  reader.package = ka_package_open (path, error);
  if (reader.package != NULL && ka_package_has (reader.package, "content.xml")
      && !ka_package_has (reader.package, "xl/workbook.xml"))
    {
      clear_reader (&reader);
      return ka_ods_read (path, progress, data, cancellable, error);
    }
  ok = reader.package != NULL && find_workbook (&reader, error) && read_workbook (&reader, error)
       && read_sheets (&reader, error);
  if (ok && ka_package_has_named (reader.package, "comments"))
    ka_book_set_comments (book);
  if (ok && !ka_package_is_complete (reader.package))
    ka_book_take_note (
      book,
      g_strdup (_ (
        "文件末尾缺失（可能没有下载或拷贝完整），已读出的内容可能不全；请核对，最好取得完好的文件再导入。")));
  clear_reader (&reader);
  return ok ? g_steal_pointer (&book) : NULL;
}

void
ka_xlsx_parts_free (KaXlsxParts *parts)
{
  if (parts == NULL)
    return;
  g_free (parts->workbook);
  g_free (parts->styles);
  g_ptr_array_unref (parts->names);
  g_ptr_array_unref (parts->sheets);
  g_free (parts);
}

KaXlsxParts *
ka_xlsx_locate (KaPackage *package, GError **error)
{
  g_autoptr (KaBook) book = ka_book_new ("xlsx");
  Reader reader = { .package = package,
                    .book = book,
                    .entries = g_ptr_array_new_with_free_func (free_sheet_entry),
                    .parts = g_ptr_array_new_with_free_func (g_free) };
  KaXlsxParts *parts = NULL;

  if (find_workbook (&reader, error) && read_workbook (&reader, error))
    {
      parts = g_new0 (KaXlsxParts, 1);
      parts->workbook = g_strdup (reader.workbook_part);
      parts->styles = g_strdup (reader.styles_part);
      parts->names = g_ptr_array_new_with_free_func (g_free);
      parts->sheets = g_ptr_array_new_with_free_func (g_free);
      parts->from_1904 = ka_book_get_1904 (book);
      for (guint i = 0; i < reader.entries->len; i++)
        {
          SheetEntry *entry = g_ptr_array_index (reader.entries, i);
          const char *part = g_ptr_array_index (reader.parts, i);

          if (part == NULL)
            continue;
          g_ptr_array_add (parts->names, g_strdup (entry->name ? entry->name : ""));
          g_ptr_array_add (parts->sheets, g_strdup (part));
        }
    }
  reader.package = NULL;
  clear_reader (&reader);
  return parts;
}
