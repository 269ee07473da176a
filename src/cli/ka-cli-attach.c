/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-json.h"
#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-attachment.h>
#include <ka-dossier.h>
#include <ka-search.h>
#include <string.h>

/* ---- attach ---- */

static gboolean
run_attach (KaCli *cli, GError **error)
{
  g_autofree char *name = NULL;
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &name, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  if (!ka_cli_parse (cli, entries, 3, -1, error))
    return FALSE;
  const KaKind *kind = ka_cli_kind (cli->args[0], error);
  if (kind == NULL)
    return FALSE;
  if (name != NULL && cli->args[3] != NULL)
    {
      ka_cli_set_usage_error (error, _ ("--name 只能用于一个文件。"));
      return FALSE;
    }
  g_autoptr (KaLedger) ledger = ka_cli_open_for_writing (cli, error);
  if (ledger == NULL)
    return FALSE;
  gint64 id = ka_cli_record (ledger, kind, cli->args[1], error);
  if (id == 0)
    return FALSE;
  for (guint i = 2; cli->args[i] != NULL; i++)
    {
      gint64 attachment = ka_attachment_add (ledger, kind, id, cli->args[i], name, NULL,
                                             ka_cli_progress, NULL, error);
      ka_cli_progress_end ();
      if (attachment == 0)
        return FALSE;
      ka_cli_print (_ ("已添加附件 %s（编号 %" PRId64 "）\n"),
                    ka_ledger_title (ledger, ka_kind_get ("attachment"), attachment), attachment);
    }
  return ka_cli_close (ledger, error);
}

/* ---- papers ---- */

static gboolean
run_papers (KaCli *cli, GError **error)
{
  g_autofree char *folder = NULL;
  gboolean unmasked = FALSE;
  GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &folder, NULL, NULL },
    { "unmasked", 0, 0, G_OPTION_ARG_NONE, &unmasked, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  const KaKind *kind;
  if (!ka_cli_parse (cli, entries, 2, 2, error)
      || (kind = ka_cli_kind (cli->args[0], error)) == NULL)
    return FALSE;
  if (folder == NULL)
    {
      ka_cli_set_usage_error (error, _ ("请用 -o 写明卷宗放在哪个文件夹。"));
      return FALSE;
    }
  g_autoptr (KaLedger) ledger = ka_cli_open (cli, -1, error);
  gint64 id = ledger != NULL ? ka_cli_record (ledger, kind, cli->args[1], error) : 0;
  guint n = 0;
  if (id == 0
      || !ka_dossier_write (ledger, kind, id, folder, unmasked, &n, NULL, ka_cli_progress, NULL,
                            error))
    return FALSE;
  ka_cli_progress_end ();
  ka_cli_print (_ ("已写出：%s（记录和 %u 个附件）\n"), folder, n);
  return TRUE;
}

/* ---- search ---- */

static void
print_hit (const KaSearchHit *hit)
{
  ka_cli_print ("  %" G_GINT64_FORMAT "  %s", hit->id, hit->title);
  if (hit->name != NULL)
    ka_cli_print (" · %s", hit->name);
  if (hit->field != NULL)
    ka_cli_print (" · %s：", ka_field_label (hit->field));
  else
    ka_cli_print (_ (" · 第 %u 页："), hit->page + 1);
  ka_cli_print ("%s【%s】%s\n", hit->before, hit->found, hit->after);
}

static void
add_hit (JsonBuilder *builder, const KaSearchHit *hit)
{
  json_builder_begin_object (builder);
  ka_cli_json_add_string (builder, "kind", hit->kind->id);
  ka_cli_json_add_int (builder, "id", hit->id);
  ka_cli_json_add_string (builder, "name", hit->title);
  ka_cli_json_add_string (builder, "field", hit->field != NULL ? hit->field->id : NULL);
  if (hit->attachment != 0)
    {
      ka_cli_json_add_int (builder, "attachment", hit->attachment);
      ka_cli_json_add_string (builder, "file", hit->name);
    }
  if (hit->field == NULL)
    ka_cli_json_add_int (builder, "page", hit->page + 1);
  ka_cli_json_add_string (builder, "before", hit->before);
  ka_cli_json_add_string (builder, "found", hit->found);
  ka_cli_json_add_string (builder, "after", hit->after);
  json_builder_end_object (builder);
}

static void
print_groups_json (GPtrArray *groups)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (guint i = 0; i < groups->len; i++)
    {
      const KaSearchGroup *group = groups->pdata[i];
      json_builder_begin_object (builder);
      ka_cli_json_add_string (builder, "kind", group->kind->id);
      ka_cli_json_add_int (builder, "count", group->n);
      json_builder_set_member_name (builder, "hits");
      json_builder_begin_array (builder);
      for (guint h = 0; h < group->hits->len; h++)
        add_hit (builder, group->hits->pdata[h]);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  ka_cli_json_print (builder, TRUE);
}

static gboolean
run_search (KaCli *cli, GError **error)
{
  g_autofree char *limit = NULL;
  gboolean json = FALSE;
  gint64 most = 20;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_FILENAME, &limit, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  if (!ka_cli_parse (cli, entries, 1, -1, error)
      || (limit != NULL && !ka_cli_number (limit, _ ("--limit"), &most, error)))
    return FALSE;
  g_autofree char *text = g_strjoinv (" ", cli->args);
  g_autoptr (KaLedger) ledger = ka_cli_open (cli, -1, error);
  if (ledger == NULL)
    return FALSE;
  g_autoptr (GPtrArray) groups
    = ka_ledger_search (ledger, text, (guint)CLAMP (most, 1, G_MAXINT), NULL, error);
  if (groups == NULL)
    return FALSE;
  if (json)
    {
      print_groups_json (groups);
      return TRUE;
    }
  for (guint i = 0; i < groups->len; i++)
    {
      const KaSearchGroup *group = groups->pdata[i];
      ka_cli_print ("%s %u\n", ka_kind_label (group->kind), group->n);
      for (guint h = 0; h < group->hits->len; h++)
        print_hit (group->hits->pdata[h]);
    }
  if (groups->len == 0)
    ka_cli_remark (_ ("没有找到“%s”。"), text);
  return TRUE;
}

const KaCliVerb ka_cli_attach_verbs[] = {
  { "search", "TEXT… [--limit N] [--json]", N_ ("在所有记录和附件的文字中查找"),
    N_ ("几个词须同时出现；一个字起即可，也可以写拼音首字母；全角半角、千分位和日期的写法不限。\n"
        "电话和身份证号须写全，结果中遮盖。"),
    run_search },
  { "attach", "KIND ID FILE… [--name NAME]", N_ ("给一条记录添加附件"),
    N_ ("内容相同的文件在台账中只存一份；PDF 的文字可以查找。"), run_attach },
  { "papers", "KIND ID -o DIR [--unmasked]", N_ ("把一条记录和它的附件写进一个文件夹"),
    N_ ("电话、身份证号等默认遮盖，--unmasked 不遮盖；附件保持原样。"), run_papers },
  { NULL },
};
