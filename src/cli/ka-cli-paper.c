/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <ka-list-paper.h>
#include <ka-paper.h>
#include <string.h>

static void
tell_warnings (GPtrArray *warnings)
{
  for (guint i = 0; i < warnings->len; i++)
    ka_cli_remark ("%s", (char *)g_ptr_array_index (warnings, i));
}

static gboolean
write_doc (KaDoc *doc, const char *title, const char *path, GError **error)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *day = ka_day_to_iso (ka_today ());
  g_autofree char *date = g_strconcat (day, "T09:00:00+08:00", NULL);
  KaDocMeta meta = { .title = title, .date = date };
  if (doc == NULL || !ka_doc_write_pdf (doc, path, &meta, NULL, warnings, NULL, error))
    return FALSE;
  tell_warnings (warnings);
  ka_cli_print ("%s\n", path);
  return TRUE;
}

/* ---- what there is ---- */

/* Each form on a line, what it lacks below it. */
static gboolean
list_forms (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error)
{
  guint n;
  const KaPaperForm *forms = ka_paper_forms (&n);
  for (guint i = 0; i < n; i++)
    {
      if (!ka_paper_form_fits (&forms[i], kind))
        continue;
      g_autoptr (KaPaper) paper = ka_paper_new (ledger, &forms[i], kind, id, ka_today (), error);
      if (paper == NULL)
        return FALSE;
      g_autoptr (GPtrArray) gaps = ka_paper_list_gaps (paper);
      ka_cli_print ("%s\t%s\t%s\n", forms[i].id, forms[i].name,
                    gaps->len == 0 ? _ ("齐备") : _ ("不齐"));
      for (guint g = 0; g < gaps->len; g++)
        ka_cli_print ("\t%s\n", ((KaPaperGap *)g_ptr_array_index (gaps, g))->message);
    }
  return TRUE;
}

/* By its id or its name. */
static const KaPaperForm *
find_form (const char *text, const KaKind *kind, GError **error)
{
  guint n;
  const KaPaperForm *forms = ka_paper_forms (&n);
  g_autoptr (GString) known = g_string_new (NULL);
  if (text == NULL)
    {
      const KaPaperForm *form = ka_paper_form_default (kind);
      if (form == NULL)
        ka_cli_set_usage_error (error, _ ("%s没有可以生成的文书。"), ka_kind_label (kind));
      return form;
    }
  for (guint i = 0; i < n; i++)
    {
      if (strcmp (forms[i].id, text) == 0 || strcmp (forms[i].name, text) == 0)
        return &forms[i];
      if (ka_paper_form_fits (&forms[i], kind))
        g_string_append_printf (known, "%s%s", known->len > 0 ? " " : "", forms[i].id);
    }
  ka_cli_set_usage_error (error, _ ("没有文书“%s”，%s有：%s。"), text, ka_kind_label (kind),
                          known->str);
  return NULL;
}

/* ---- one paper ---- */

static gboolean
set_parts (KaPaper *paper, char **parts, GError **error)
{
  const char *known = ka_paper_get_form (paper)->parts;
  g_auto (GStrv) names = g_strsplit (known != NULL ? known : "", "|", -1);
  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');
      g_autofree char *name = equals != NULL ? g_strndup (parts[i], equals - parts[i]) : NULL;
      if (name == NULL || !g_strv_contains ((const char *const *)names, name))
        {
          ka_cli_set_usage_error (error, _ ("--set 要写成“名称=文字”，可以改写的有：%s。"),
                                  known != NULL ? known : _ ("无"));
          return FALSE;
        }
      ka_paper_set_part (paper, name, equals + 1);
    }
  return TRUE;
}

static gboolean
write_issued (KaLedger *ledger, KaPaper *paper, const char *path, GError **error)
{
  gint64 id = ka_paper_issue (paper, NULL, error);
  g_autoptr (GBytes) pdf = id > 0 ? ka_paper_get_issued (ledger, id, error) : NULL;
  if (pdf == NULL)
    return FALSE;
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size);
  if (path != NULL && !g_file_set_contents (path, data, size, NULL))
    {
      g_set_error (error, KA_ERROR, KA_ERROR_IO,
                   _ ("文书已编号存档，但“%s”写不进去，请检查文件夹能否写入。"), path);
      return FALSE;
    }
  ka_cli_print ("%s\n", ka_ledger_title (ledger, ka_kind_get ("paper"), id));
  if (path != NULL)
    ka_cli_print ("%s\n", path);
  return ka_cli_close (ledger, error);
}

/* A list of all records of the kind: paper mine all --form officials. */
static gboolean
write_whole (KaCli *cli, const KaKind *kind, const char *name, const char *path, GError **error)
{
  const KaListForm *form = ka_list_form_get (kind, name);
  g_autoptr (KaLedger) ledger = NULL;
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

  if (form == NULL || path == NULL)
    {
      g_autoptr (GString) known = g_string_new (NULL);
      guint n;
      const KaListForm *forms = ka_list_forms (&n);

      for (guint i = 0; i < n; i++)
        g_string_append_printf (known, "%spaper %s all --form %s", i > 0 ? _ ("，") : "",
                                forms[i].kind, forms[i].id);
      ka_cli_set_usage_error (error, _ ("全部记录的表只有：%s；用 -o 写明 .pdf 或 .xlsx 文件。"),
                              known->str);
      return FALSE;
    }
  ledger = ka_cli_open (cli, -1, error);
  if (ledger == NULL
      || !ka_list_form_write (ledger, form, ka_today (), path, warnings, NULL, error))
    return FALSE;
  tell_warnings (warnings);
  ka_cli_print ("%s\n", path);
  return TRUE;
}

static gboolean
run_paper (KaCli *cli, GError **error)
{
  g_autofree char *name = NULL, *path = NULL;
  g_auto (GStrv) parts = NULL;
  gboolean list = FALSE, issue = FALSE;
  GOptionEntry entries[] = {
    { "form", 0, 0, G_OPTION_ARG_FILENAME, &name, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, NULL, NULL },
    { "set", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &parts, NULL, NULL },
    { "list", 0, 0, G_OPTION_ARG_NONE, &list, NULL, NULL },
    { "issue", 0, 0, G_OPTION_ARG_NONE, &issue, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  if (!ka_cli_parse (cli, entries, 2, 2, error))
    return FALSE;
  const KaKind *kind = ka_cli_kind (cli->args[0], error);
  if (kind == NULL)
    return FALSE;
  if (strcmp (cli->args[1], "all") == 0)
    return write_whole (cli, kind, name, path, error);
  const KaPaperForm *form = find_form (name, kind, error);
  if (form == NULL)
    return FALSE;
  if (!list && !issue && path == NULL)
    {
      ka_cli_set_usage_error (error, _ ("请用 -o 写明 PDF 文件，或用 --list 看有哪些文书。"));
      return FALSE;
    }
  g_autoptr (KaLedger) ledger
    = issue && !list ? ka_cli_open_for_writing (cli, error) : ka_cli_open (cli, -1, error);
  gint64 id = ledger != NULL ? ka_cli_record (ledger, kind, cli->args[1], error) : 0;
  if (id == 0)
    return FALSE;
  if (list)
    return list_forms (ledger, kind, id, error);
  g_autoptr (KaPaper) paper = ka_paper_new (ledger, form, kind, id, ka_today (), error);
  if (paper == NULL || !set_parts (paper, parts, error))
    return FALSE;
  if (issue)
    return write_issued (ledger, paper, path, error);
  g_autoptr (GPtrArray) gaps = ka_paper_list_gaps (paper);
  for (guint i = 0; i < gaps->len; i++)
    ka_cli_remark ("%s", ((KaPaperGap *)g_ptr_array_index (gaps, i))->message);
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  if (!ka_paper_write_pdf (paper, path, NULL, warnings, NULL, error))
    return FALSE;
  tell_warnings (warnings);
  ka_cli_print ("%s\n", path);
  return TRUE;
}

static gboolean
run_void (KaCli *cli, GError **error)
{
  g_autofree char *reason = NULL;
  GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &reason, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  if (!ka_cli_parse (cli, entries, 1, 1, error))
    return FALSE;
  g_autoptr (KaLedger) ledger = ka_cli_open_for_writing (cli, error);
  gint64 id
    = ledger != NULL ? ka_cli_record (ledger, ka_kind_get ("paper"), cli->args[0], error) : 0;
  return id > 0 && ka_paper_void (ledger, id, reason, error) && ka_cli_close (ledger, error);
}

/* ---- printed texts ---- */

static gboolean
change_text (KaCli *cli, const char *form, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  if (path != NULL && !g_file_get_contents (path, &text, NULL, NULL))
    {
      g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND, _ ("“%s”读不出来，请检查文件名。"), path);
      return FALSE;
    }
  g_autoptr (KaLedger) ledger = ka_cli_open_for_writing (cli, error);
  return ledger != NULL && ka_paper_set_form_text (ledger, form, text, error)
         && ka_cli_close (ledger, error);
}

static gboolean
run_text (KaCli *cli, GError **error)
{
  g_autofree char *path = NULL;
  gboolean reset = FALSE;
  GOptionEntry entries[] = {
    { "set", 0, 0, G_OPTION_ARG_FILENAME, &path, NULL, NULL },
    { "reset", 0, 0, G_OPTION_ARG_NONE, &reset, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  if (!ka_cli_parse (cli, entries, 1, 1, error))
    return FALSE;
  if (!ka_paper_has_form_text (cli->args[0]))
    {
      ka_cli_set_usage_error (error, _ ("没有文书式样“%s”，有哪些见 paper --list。"), cli->args[0]);
      return FALSE;
    }
  if (path != NULL || reset)
    return change_text (cli, cli->args[0], reset ? NULL : path, error);
  g_autoptr (KaLedger) ledger = ka_cli_open (cli, -1, error);
  if (ledger == NULL)
    return FALSE;
  g_autofree char *text = ka_paper_get_form_text (ledger, cli->args[0]);
  ka_cli_print ("%s%s", text, g_str_has_suffix (text, "\n") ? "" : "\n");
  return TRUE;
}

static gboolean
run_pack (KaCli *cli, GError **error)
{
  g_autofree char *path = NULL;
  GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  if (!ka_cli_parse (cli, entries, 1, 1, error))
    return FALSE;
  if (path == NULL)
    {
      ka_cli_set_usage_error (error, _ ("请用 -o 写明 PDF 文件。"));
      return FALSE;
    }
  g_autoptr (KaLedger) ledger = ka_cli_open (cli, -1, error);
  const KaKind *kind = ka_kind_get ("mine");
  gint64 id = ledger != NULL ? ka_cli_record (ledger, kind, cli->args[0], error) : 0;
  if (id == 0)
    return FALSE;
  g_autoptr (KaDoc) doc = ka_paper_make_pack (ledger, id, ka_today (), error);
  g_autofree char *title = g_strconcat (ka_ledger_title (ledger, kind, id), "现场检查资料", NULL);
  return write_doc (doc, title, path, error);
}

const KaCliVerb ka_cli_paper_verbs[] = {
  { "paper", "KIND ID [--form NAME] [--set NAME=TEXT] [--list] [--issue] -o FILE.pdf",
    N_ ("从记录生成执法文书和函件的 PDF"),
    N_ (
      "不写 --form 时用该种类的第一种文书；--list 列出可用的文书和各缺什么；--set 改写一部分文字；\n"
      "--issue 编号、登记并存档，不写则是草稿。ID 写 all，-o 写 .pdf 或 .xlsx：paper mine all 是\n"
      "三个责任人公示表，discredit 严重失信主体公示表（--form listings 失信台账），\n"
      "penalty 行政处罚公示表，accident 事故台账，typical_case 典型案例报送表，pond 尾矿库台账，\n"
      "hazard 隐患台账（--form major-hazards 重大事故隐患台账），plan 监督检查计划表，\n"
      "plan_year 检查工作日测算表，person 特种作业人员数据库\n"
      "（--form certificates 三项岗位、五职人员台账），\n"
      "training 三项岗位培训计划执行情况，inspection 逢查必考考试情况。"),
    run_paper },
  { "paper-void", "NUMBER --reason TEXT", N_ ("作废一份已编号的文书"),
    N_ ("号保留在登记中，不再使用。"), run_void },
  { "paper-text", "FORM [--set FILE] [--reset]", N_ ("显示或修改文书式样的固定文字"),
    N_ ("每种式样的文字开头写明来源和还要核对的内容；救济途径是 remedy 和 remedy-spot。\n"
        "--set 用文件里的文字代替，--reset 恢复原来的式样。"),
    run_text },
  { "pack", "MINE -o FILE.pdf", N_ ("生成一座矿山的现场检查资料"),
    N_ ("基本情况、最近检查发现的问题、未销号隐患和到期证照、判定对照表、填好抬头的检查记录。"),
    run_pack },
  { NULL },
};
