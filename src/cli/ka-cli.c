/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli.h"

#include "ka-cli-table.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <ka-maintain.h>
#include <ka-pdf.h>
#include <ka-search.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const KaCliVerb *const groups[] = {
  ka_cli_ledger_verbs,  ka_cli_import_verbs,    ka_cli_sheet_verbs,       ka_cli_record_verbs,
  ka_cli_history_verbs, ka_cli_indicator_verbs, ka_cli_report_verbs,      ka_cli_export_verbs,
  ka_cli_fill_verbs,    ka_cli_merge_verbs,     ka_cli_enforcement_verbs, ka_cli_attach_verbs,
  ka_cli_pdf_verbs,     ka_cli_due_verbs,       ka_cli_paper_verbs,       ka_cli_plan_verbs,
  ka_cli_draw_verbs,    ka_cli_what_if_verbs,   ka_cli_measures_verbs,    ka_cli_timeline_verbs,
};

/* ---- output ---- */

void
ka_cli_print (const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  fputs (text, stdout);
}

/* One line, whatever the message was made of. */
static void
print_line (const char *text)
{
  g_autofree char *line = g_strdup (text);
  g_strdelimit (line, "\n\r", ' ');
  fprintf (stderr, "kuanganctl：%s\n", line);
}

void
ka_cli_remark (const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  ka_cli_progress_end ();
  print_line (text);
}

static gboolean progress_shown;

void
ka_cli_progress (double fraction, const char *what, gpointer data)
{
  static gint64 last;
  gint64 now = g_get_monotonic_time ();
  if (!isatty (STDERR_FILENO) || now - last < G_USEC_PER_SEC / 5)
    return;
  last = now;
  progress_shown = TRUE;
  if (fraction >= 0)
    fprintf (stderr, "\r\033[K%s %3d%%", what != NULL ? what : "", (int)(fraction * 100));
  else
    fprintf (stderr, "\r\033[K%s", what != NULL ? what : "");
}

void
ka_cli_progress_end (void)
{
  if (progress_shown)
    fputs ("\r\033[K", stderr);
  progress_shown = FALSE;
}

/* ---- help ---- */

static const KaCliVerb *
find_verb (const char *name)
{
  for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
    for (const KaCliVerb *verb = groups[g]; verb->name != NULL; verb++)
      if (strcmp (verb->name, name) == 0)
        return verb;
  return NULL;
}

static void
print_help (void)
{
  ka_cli_print ("%s\n\n%s\n\n",
                _ ("用法：kuanganctl [--ledger 台账文件] [--today 日期] 命令 [选项] [参数]"),
                _ ("矿安工作台的命令行：台账的导入、查询、修改、统计、季度报告和备份。"));
  g_autoptr (KaCliTable) table = ka_cli_table_new (2);
  for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
    for (const KaCliVerb *verb = groups[g]; verb->name != NULL; verb++)
      {
        ka_cli_table_add (table, verb->name);
        ka_cli_table_add (table, gettext (verb->summary));
      }
  ka_cli_table_print (table, "  ");
  ka_cli_print (
    "\n%s\n",
    _ ("台账文件：--ledger，其次环境变量 KA_LEDGER，再次 ~/.local/share/kuangan/ledger.kuangan。\n"
       "--today 让程序把这一天当作今天。--version 显示版本。\n"
       "退出状态：0 完成，1 拒绝或失败（原因写在标准错误），2 命令写错。\n"
       "每个命令的用法：kuanganctl help 命令。"));
}

static void
print_verb_help (const KaCliVerb *verb)
{
  ka_cli_print ("%s kuanganctl [--ledger %s] [--today %s] %s%s%s\n\n%s\n", _ ("用法："),
                _ ("台账文件"), _ ("日期"), verb->name, *verb->synopsis != '\0' ? " " : "",
                verb->synopsis, gettext (verb->summary));
  if (verb->details != NULL)
    ka_cli_print ("\n%s\n", gettext (verb->details));
}

/* ---- command line ---- */

void
ka_cli_set_usage_error (GError **error, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, KA_ERROR, KA_ERROR_USAGE, text);
}

static char *given_ledger, *given_today;
static gboolean given_help, given_version;

static GOptionEntry common_entries[] = {
  { "ledger", 0, 0, G_OPTION_ARG_FILENAME, &given_ledger, NULL, NULL },
  { "today", 0, 0, G_OPTION_ARG_FILENAME, &given_today, NULL, NULL },
  { "help", 'h', 0, G_OPTION_ARG_NONE, &given_help, NULL, NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, &given_version, NULL, NULL },
  G_OPTION_ENTRY_NULL,
};

/* GLib's own words are not Chinese; the option they are about is named. */
static void
set_option_error (const GError *failure, GError **error)
{
  const char *dashes = strstr (failure->message, "-");
  g_autofree char *option
    = dashes == NULL ? NULL : g_strndup (dashes, strcspn (dashes, " \n,;:“”\"'"));
  if (g_error_matches (failure, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
    ka_cli_set_usage_error (error, _ ("没有选项%s，用法见 kuanganctl help。"),
                            option != NULL ? option : "");
  else
    ka_cli_set_usage_error (error, _ ("选项%s后面缺少内容或内容不对，用法见 kuanganctl help。"),
                            option != NULL ? option : "");
}

static gboolean
parse_options (GOptionEntry *entries, gboolean until_verb, char ***args, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, until_verb);
  g_option_context_add_main_entries (context, common_entries, NULL);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, NULL);
  g_autoptr (GError) failure = NULL;
  if (g_option_context_parse_strv (context, args, &failure))
    return TRUE;
  set_option_error (failure, error);
  return FALSE;
}

static gboolean
check_utf8 (char **args, GError **error)
{
  for (guint i = 0; args[i] != NULL; i++)
    if (!g_utf8_validate (args[i], -1, NULL))
      {
        ka_cli_set_usage_error (error, _ ("第%u个参数不是 UTF-8 文字，请检查终端的编码。"), i);
        return FALSE;
      }
  return TRUE;
}

/* What the common options say, wherever they stood. */
static gboolean
apply_common (KaCli *cli, GError **error)
{
  if (given_today != NULL)
    {
      KaDay day;
      if (!ka_day_parse (given_today, &day, NULL) || day == KA_DAY_NONE || day == KA_DAY_FOREVER)
        {
          ka_cli_set_usage_error (error, _ ("--today 后面的“%s”不是日期，请写成 2026-01-05。"),
                                  given_today);
          return FALSE;
        }
      ka_set_today (day);
    }
  g_free (cli->path);
  if (given_ledger != NULL)
    cli->path = g_strdup (given_ledger);
  else if (g_getenv ("KA_LEDGER") != NULL && *g_getenv ("KA_LEDGER") != '\0')
    cli->path = g_strdup (g_getenv ("KA_LEDGER"));
  else
    cli->path = g_build_filename (g_get_user_data_dir (), "kuangan", "ledger.kuangan", NULL);
  return TRUE;
}

static char *
write_usage (const char *name)
{
  const KaCliVerb *verb = find_verb (name);
  return g_strstrip (g_strdup_printf ("kuanganctl %s %s", name, verb->synopsis));
}

gboolean
ka_cli_parse (KaCli *cli, GOptionEntry *entries, int min, int max, GError **error)
{
  if (!parse_options (entries, FALSE, &cli->args, error))
    return FALSE;
  if (given_help)
    {
      print_verb_help (find_verb (cli->verb));
      cli->help = TRUE;
      return FALSE;
    }
  /* GLib leaves the program's place in front. */
  int n = (int)g_strv_length (cli->args) - 1;
  if (n < min)
    {
      g_autofree char *usage = write_usage (cli->verb);
      ka_cli_set_usage_error (error, _ ("%s 少了参数，应写成：%s。"), cli->verb, usage);
      return FALSE;
    }
  if (max >= 0 && n > max)
    {
      g_autofree char *usage = write_usage (cli->verb);
      ka_cli_set_usage_error (error, _ ("多了参数“%s”，应写成：%s。"), cli->args[max + 1], usage);
      return FALSE;
    }
  g_free (cli->args[0]);
  memmove (cli->args, cli->args + 1, (n + 1) * sizeof *cli->args);
  return apply_common (cli, error);
}

static gboolean
run_verb (KaCli *cli, GError **error)
{
  if (!check_utf8 (cli->args, error) || !parse_options (NULL, TRUE, &cli->args, error))
    return FALSE;
  if (given_version)
    {
      ka_cli_print ("kuanganctl %s\n", KA_VERSION);
      return TRUE;
    }
  const char *name = cli->args[1];
  gboolean asked = name != NULL && strcmp (name, "help") == 0;
  if (given_help || (asked && cli->args[2] == NULL))
    {
      print_help ();
      return TRUE;
    }
  if (asked)
    name = cli->args[2];
  if (name == NULL)
    {
      ka_cli_set_usage_error (error, _ ("没有写要做什么，用法见 kuanganctl help。"));
      return FALSE;
    }
  const KaCliVerb *verb = find_verb (name);
  if (verb == NULL)
    {
      ka_cli_set_usage_error (error, _ ("没有命令“%s”，有哪些命令见 kuanganctl help。"), name);
      return FALSE;
    }
  if (asked)
    {
      print_verb_help (verb);
      return TRUE;
    }
  cli->verb = verb->name;
  /* The verb takes the place of the program's name for its own options. */
  g_free (cli->args[0]);
  memmove (cli->args, cli->args + 1, g_strv_length (cli->args + 1) * sizeof *cli->args);
  cli->args[g_strv_length (cli->args) - 1] = NULL;
  return verb->run (cli, error) || cli->help;
}

int
ka_cli_main (int argc, char **argv)
{
  KaCli cli = { .args = g_strdupv (argv) };
  ka_documents_set_reader (ka_pdf_extract_file);
  g_autoptr (GError) error = NULL;
  gboolean ok = run_verb (&cli, &error);
  ka_cli_progress_end ();
  if (fflush (stdout) != 0 && ok)
    {
      ok = FALSE;
      g_set_error_literal (&error, KA_ERROR, KA_ERROR_IO, _ ("输出没有写完，请检查磁盘空间。"));
    }
  if (!ok)
    print_line (error != NULL ? error->message : _ ("没有完成"));
  int status = ok ? 0 : g_error_matches (error, KA_ERROR, KA_ERROR_USAGE) ? 2 : 1;
  g_strfreev (cli.args);
  g_free (cli.path);
  return status;
}

/* ---- the ledger ---- */

/* To be read. A ledger of an older program is brought up first, like in the window, wherever it can be written. */
static KaLedger *
open_to_read (const char *path, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (KaLedger) ledger = ka_ledger_open (path, KA_OPEN_READ_ONLY, &failure);
  if (g_error_matches (failure, KA_ERROR, KA_ERROR_READ_ONLY))
    {
      g_autoptr (KaLedger) written = ka_ledger_open (path, KA_OPEN_READ_WRITE, NULL);
      if (written != NULL && ka_ledger_close (written, NULL))
        {
          g_clear_error (&failure);
          ledger = ka_ledger_open (path, KA_OPEN_READ_ONLY, &failure);
        }
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return g_steal_pointer (&ledger);
}

KaLedger *
ka_cli_open (KaCli *cli, gint64 revision, GError **error)
{
  g_autoptr (KaLedger) ledger = open_to_read (cli->path, error);
  if (ledger == NULL || revision < 0)
    return g_steal_pointer (&ledger);
  return ka_ledger_open_as_of (ledger, revision, error);
}

KaLedger *
ka_cli_open_for_writing (KaCli *cli, GError **error)
{
  g_autoptr (KaLedger) ledger = ka_ledger_open (cli->path, KA_OPEN_READ_WRITE, error);
  if (ledger == NULL)
    return NULL;
  if (ka_ledger_is_read_only (ledger))
    {
      const char *reason = ka_ledger_get_read_only_reason (ledger);
      g_set_error_literal (error, KA_ERROR, KA_ERROR_READ_ONLY,
                           reason != NULL ? reason : _ ("台账只能读，不能修改。"));
      return NULL;
    }
  gint64 keep = g_ascii_strtoll (ka_ledger_setting (ledger, "backup.keep"), NULL, 10);
  g_autoptr (GError) failure = NULL;
  if (!ka_ledger_daily_backup (ledger, (guint)CLAMP (keep, 1, 1000), NULL, &failure))
    ka_cli_remark ("%s", failure->message);
  return g_steal_pointer (&ledger);
}

gboolean
ka_cli_close (KaLedger *ledger, GError **error)
{
  return ka_ledger_close (ledger, error);
}
