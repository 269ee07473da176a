/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-import-json.h"
#include "ka-cli-map.h"
#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <ka-import.h>
#include <ka-kind.h>
#include <ka-maintain.h>
#include <string.h>

typedef struct
{
  char *kind, *sheet, *problems, *map;
  gboolean skip_bad, dry_run, json, unmasked;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->kind);
  g_free (options->sheet);
  g_free (options->problems);
  g_free (options->map);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Which tables take part, and as what. */
/* Rows of two kinds in one: said to be of either, they still are of both. */
static gboolean
is_joined_to (GPtrArray *tables, const KaImportTable *table, const KaKind *kind)
{
  for (guint i = 0; i < tables->len; i++)
    {
      const KaImportTable *other = g_ptr_array_index (tables, i);

      if (other != table && other->kind == kind && other->heading_row == table->heading_row
          && strcmp (other->file, table->file) == 0 && strcmp (other->sheet, table->sheet) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
choose_tables (KaImport *import, const Options *options, GError **error)
{
  const KaKind *kind = NULL;
  if (options->kind != NULL && (kind = ka_cli_kind (options->kind, error)) == NULL)
    return FALSE;
  GPtrArray *tables = ka_import_get_tables (import);
  guint n_taken = 0;
  gboolean sheet_found = FALSE;
  for (guint i = 0; i < tables->len; i++)
    {
      KaImportTable *table = g_ptr_array_index (tables, i);
      gboolean wanted = options->sheet == NULL || strcmp (options->sheet, table->sheet) == 0;
      sheet_found |= wanted;
      if (!wanted)
        {
          table->taken = FALSE;
          continue;
        }
      /* A sheet that was asked for by name is meant even if it is hidden. */
      if (options->sheet != NULL && (table->kind != NULL || kind != NULL))
        table->taken = TRUE;
      if (kind != NULL && (table->taken || !table->hidden))
        {
          if (table->kind != kind && !is_joined_to (tables, table, kind))
            ka_import_set_kind (import, i, kind);
          table->taken = TRUE;
        }
      n_taken += table->taken;
    }
  if (n_taken > 0)
    return TRUE;
  if (options->sheet != NULL && !sheet_found)
    g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND, _ ("文件里没有工作表“%s”。"), options->sheet);
  else
    g_set_error_literal (error, KA_ERROR, KA_ERROR_FORMAT,
                         _ ("没有认出可以导入的表格，请用 --kind 指明是什么台账。"));
  return FALSE;
}

/* Under the sheet that they are of, in their order; the cell before what is said of it. */
static void
print_problems (KaImport *import)
{
  GPtrArray *problems = ka_import_get_problems (import);
  const KaImportProblem *last = NULL;
  const char *one; /* said of one cell */

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const KaImportProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *message = ka_cli_map_explain (import, problem, problem->message);

      if (last == NULL || g_strcmp0 (last->file, problem->file) != 0
          || g_strcmp0 (last->sheet, problem->sheet) != 0)
        ka_cli_print (problem->sheet != NULL ? _ ("%s／%s：\n") : _ ("%s：\n"), problem->file,
                      problem->sheet);
      one = problem->cell != NULL && problem->places == NULL ? problem->what : NULL;
      ka_cli_print ("  %s %s%s%s\n",
                    problem->severity == KA_SEVERITY_REFUSE ? _ ("[拒绝]")
                    : problem->severity == KA_SEVERITY_WARN ? _ ("[存疑]")
                                                            : _ ("[提示]"),
                    one != NULL ? problem->cell : "", one != NULL ? "：" : "",
                    one != NULL ? one : message);
      last = problem;
    }
}

static const char *
say_outcome (KaImport *import, gint64 change)
{
  GPtrArray *tables = ka_import_get_tables (import);
  guint unchanged = 0;

  if (change > 0)
    return _ ("已导入。");
  if (ka_import_get_n_refusals (import) == 0)
    return _ ("内容都已在台账里，没有变化。");
  for (guint i = 0; i < tables->len; i++)
    unchanged += ((const KaImportTable *)g_ptr_array_index (tables, i))->unchanged;
  return unchanged > 0 ? _ ("没有写入：除了被拒绝的，内容都已在台账里。")
                       : _ ("没有写入：各行都被拒绝，请按上面的提示更正后再导入。");
}

static void
print_plain (KaImport *import, gboolean written, gboolean dry_run, gint64 change)
{
  GPtrArray *tables = ka_import_get_tables (import);
  for (guint i = 0; i < tables->len; i++)
    {
      const KaImportTable *table = g_ptr_array_index (tables, i);
      if (table->kind == NULL || !table->taken)
        ka_cli_print (_ ("%s／%s：未导入（%s）\n"), table->file, table->sheet,
                      table->kind == NULL ? _ ("没有认出")
                      : table->hidden     ? _ ("隐藏的工作表")
                                          : _ ("没有选上"));
      else
        ka_cli_print (_ ("%s／%s → %s：读%u行，新增%u，修改%u，不变%u，拒绝%u\n"), table->file,
                      table->sheet, ka_kind_label (table->kind), table->read, table->added,
                      table->changed, table->unchanged, table->refused);
    }
  print_problems (import);
  if (dry_run)
    ka_cli_print ("%s\n", _ ("只是试读，台账没有改动。"));
  else if (written)
    ka_cli_print ("%s\n", say_outcome (import, change));
}

/* ---- a trial: on a copy, so that it needs no more than to read, also while the window is open ---- */

static KaLedger *
open_copy (KaCli *cli, const char *folder, GError **error)
{
  g_autoptr (KaLedger) ledger = ka_cli_open (cli, -1, error);
  g_autofree char *name = g_path_get_basename (cli->path);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (ledger == NULL || !ka_ledger_backup (ledger, path, NULL, error))
    return NULL;
  return ka_ledger_open (path, KA_OPEN_READ_WRITE, error);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* ---- the import ---- */

static gboolean
import_into (KaLedger *ledger, KaCli *cli, const Options *options, GError **error)
{
  g_autoptr (KaImport) import = ka_import_new ();
  g_autoptr (GError) failure = NULL;
  gint64 change = 0;
  gboolean ok;

  for (guint i = 0; cli->args[i] != NULL; i++)
    if (!ka_import_add_file (import, cli->args[i], ka_cli_progress, NULL, NULL, error))
      return FALSE;
  if (!ka_import_recall (import, ledger, error))
    return FALSE;
  if (options->map != NULL && !ka_cli_map_apply (import, options->map, error))
    return FALSE;
  if (!choose_tables (import, options, error))
    return FALSE;
  ka_import_set_skip_bad (import, options->skip_bad);
  if (options->json)
    ka_import_keep_rows (import, G_MAXUINT);

  ok = options->dry_run
         ? ka_import_plan (import, ledger, ka_cli_progress, NULL, NULL, &failure)
         : ka_import_commit (import, ledger, ka_cli_progress, NULL, NULL, &change, &failure);
  ka_cli_progress_end ();
  /* What is wrong with the rows is told also when nothing was written because of it. */
  if (options->json)
    ka_cli_import_print_json (import, ledger, ok && !options->dry_run, change, !options->unmasked);
  else
    print_plain (import, ok, options->dry_run, change);
  if (options->problems != NULL && !ka_import_write_problems (import, options->problems, error))
    return FALSE;
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&failure));
  return ok;
}

static gboolean
try_import (KaCli *cli, const Options *options, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("kuanganctl-XXXXXX", NULL);
  g_autoptr (KaLedger) copy = NULL;
  gboolean ok;

  if (folder == NULL)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_IO,
                           _ ("临时文件夹不能写入，没有试读；请检查磁盘空间和权限。"));
      return FALSE;
    }
  copy = open_copy (cli, folder, error);
  ok = copy != NULL && import_into (copy, cli, options, error);
  g_clear_object (&copy);
  remove_folder (folder);
  return ok;
}

static gboolean
run_import (KaCli *cli, GError **error)
{
  g_auto (Options) options = { 0 };
  g_autoptr (KaLedger) ledger = NULL;
  GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_FILENAME, &options.kind, NULL, NULL },
    { "sheet", 0, 0, G_OPTION_ARG_FILENAME, &options.sheet, NULL, NULL },
    { "skip-bad", 0, 0, G_OPTION_ARG_NONE, &options.skip_bad, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, NULL, NULL },
    { "map", 0, 0, G_OPTION_ARG_FILENAME, &options.map, NULL, NULL },
    { "problems", 0, 0, G_OPTION_ARG_FILENAME, &options.problems, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, NULL, NULL },
    { "unmasked", 0, 0, G_OPTION_ARG_NONE, &options.unmasked, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!ka_cli_parse (cli, entries, 1, -1, error))
    return FALSE;
  if (options.kind != NULL && ka_cli_kind (options.kind, error) == NULL)
    return FALSE;
  if (options.dry_run)
    return try_import (cli, &options, error);
  ledger = ka_cli_open_for_writing (cli, error);
  return ledger != NULL && import_into (ledger, cli, &options, error)
         && ka_cli_close (ledger, error);
}

const KaCliVerb ka_cli_import_verbs[] = {
  { "import",
    "FILE… [--kind K] [--sheet S] [--map FILE] [--skip-bad] [--dry-run] [--problems OUT.xlsx] "
    "[--json] [--unmasked]",
    N_ ("导入台账文件（xlsx、csv……），所有文件作为一次修改"),
    N_ (
      "--kind K        表格是什么台账（种类代码或中文名），不写则自动识别\n"
      "--sheet S       只导入这张工作表\n"
      "--map FILE      按这个 JSON 文件指定的类别和对应关系导入：\n"
      "                [{\"file\": …, \"sheet\": …, \"kind\": …, \"fields\": {列或表头: 项}}]，\n"
      "                表头没认出来的，加上 \"headings\": 行号，或 [首行, 末行]；\n"
      "                名称拿不准的写 {\"names\": {种类: {表里的名称: 台账里的名称}}}，空的表示都不是\n"
      "--skip-bad      有错的行跳过，其余照样导入；不写则有一行错就全部不导入\n"
      "--dry-run       只试读，不改台账\n"
      "--problems OUT  把有问题的行连同原因写成问题清单\n"
      "--json          以 JSON 输出各表、每行每项的出处和新旧值、拿不准的名称、问题\n"
      "--unmasked      JSON 里的电话、身份证号等不遮盖"),
    run_import },
  { NULL },
};
