/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-json.h"
#include "ka-cli-table.h"
#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-draw.h>
#include <ka-plan-paper.h>
#include <string.h>

typedef struct
{
  char *candidates, *count, *seed, *team, *year, *purpose, *receipt, *path;
  gboolean trial, json;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->candidates);
  g_free (options->count);
  g_free (options->seed);
  g_free (options->team);
  g_free (options->year);
  g_free (options->purpose);
  g_free (options->receipt);
  g_free (options->path);
}

/* ---- output ---- */

static void
add_ones (JsonBuilder *builder, const char *name, GPtrArray *ones)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < ones->len; i++)
    {
      const KaDrawOne *one = g_ptr_array_index (ones, i);
      json_builder_begin_object (builder);
      ka_cli_json_add_int (builder, "id", one->id);
      ka_cli_json_add_string (builder, "name", one->name);
      ka_cli_json_add_int (builder, "weight", one->weight);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_id (JsonBuilder *builder, const char *name, gint64 id)
{
  if (id > 0)
    ka_cli_json_add_int (builder, name, id);
  else
    ka_cli_json_add_string (builder, name, NULL);
}

static void
add_exclusions (JsonBuilder *builder, const KaDraw *draw)
{
  json_builder_set_member_name (builder, "exclusions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < draw->exclusions->len; i++)
    {
      const KaDrawExclusion *e = g_ptr_array_index (draw->exclusions, i);
      json_builder_begin_object (builder);
      add_id (builder, "id", e->id);
      ka_cli_json_add_string (builder, "name", e->id > 0 ? e->name : NULL);
      add_id (builder, "person", e->person);
      ka_cli_json_add_string (builder, "person_name", e->person > 0 ? e->person_name : NULL);
      ka_cli_json_add_string (builder, "reason", e->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_picks (JsonBuilder *builder, const KaDraw *draw)
{
  json_builder_set_member_name (builder, "result");
  json_builder_begin_array (builder);
  for (guint i = 0; i < draw->picks->len; i++)
    {
      const KaDrawPick *pick = g_ptr_array_index (draw->picks, i);
      g_auto (GStrv) names = g_strsplit (pick->people_names, "、", -1);
      json_builder_begin_object (builder);
      ka_cli_json_add_int (builder, "id", pick->id);
      ka_cli_json_add_string (builder, "name", pick->name);
      json_builder_set_member_name (builder, "people");
      json_builder_begin_array (builder);
      for (guint k = 0; k < pick->people->len; k++)
        {
          json_builder_begin_object (builder);
          ka_cli_json_add_int (builder, "id", g_array_index (pick->people, gint64, k));
          ka_cli_json_add_string (builder, "name", k < g_strv_length (names) ? names[k] : NULL);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* verified: 1, 0, -1: not asked. */
static void
print_json (const KaDraw *draw, int verified, const char *why)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *drawn = ka_day_to_iso (draw->drawn);
  json_builder_begin_object (builder);
  add_id (builder, "receipt", draw->record);
  ka_cli_json_add_string (builder, "number", draw->number);
  ka_cli_json_add_string (builder, "purpose", draw->purpose);
  ka_cli_json_add_string (builder, "state", draw->state);
  ka_cli_json_add_int (builder, "year", draw->year);
  ka_cli_json_add_string (builder, "drawn", drawn);
  ka_cli_json_add_int (builder, "count", draw->count);
  ka_cli_json_add_int (builder, "team", draw->team);
  ka_cli_json_add_string (builder, "seed", draw->seed);
  ka_cli_json_add_string (builder, "fixed", draw->fixed);
  ka_cli_json_add_string (builder, "algorithm", ka_draw_algorithm ());
  add_ones (builder, "candidates", draw->candidates);
  add_ones (builder, "people", draw->people);
  add_exclusions (builder, draw);
  add_picks (builder, draw);
  ka_cli_json_add_string (builder, "hash", draw->hash);
  if (verified >= 0)
    {
      json_builder_set_member_name (builder, "verified");
      json_builder_add_boolean_value (builder, verified > 0);
      ka_cli_json_add_string (builder, "differs", why);
    }
  json_builder_end_object (builder);
  ka_cli_json_print (builder, TRUE);
}

static void
print_plain (const KaDraw *draw)
{
  g_autoptr (KaCliTable) table = ka_cli_table_new (3);
  ka_cli_print (_ ("%s %s：候选%u个，排除%u条，种子 %s\n"), draw->number, draw->purpose,
                draw->candidates->len, draw->exclusions->len, draw->seed);
  for (guint i = 0; i < draw->exclusions->len; i++)
    {
      const KaDrawExclusion *e = g_ptr_array_index (draw->exclusions, i);
      ka_cli_print (_ ("  排除 %s%s%s：%s\n"), e->name,
                    *e->name != '\0' && *e->person_name != '\0' ? " × " : "", e->person_name,
                    e->reason);
    }
  for (guint i = 0; i < draw->picks->len; i++)
    {
      const KaDrawPick *pick = g_ptr_array_index (draw->picks, i);
      ka_cli_table_take (table, g_strdup_printf ("%u", i + 1));
      ka_cli_table_add (table, pick->name);
      ka_cli_table_add (table, pick->people_names);
    }
  ka_cli_table_align_right (table, 0);
  ka_cli_table_print (table, "");
  if (draw->hash != NULL)
    ka_cli_print (_ ("校验值 %s\n"), draw->hash);
}

/* ---- running ---- */

static gboolean
verify (KaCli *cli, const Options *options, GError **error)
{
  g_autoptr (KaLedger) ledger = ka_cli_open (cli, -1, error);
  g_autoptr (KaDraw) draw = NULL;
  g_autofree char *why = NULL;
  gboolean same;
  gint64 id;
  if (ledger == NULL)
    return FALSE;
  id = ka_cli_record (ledger, ka_kind_get ("draw"), options->receipt, error);
  draw = id > 0 ? ka_draw_load (ledger, id, error) : NULL;
  if (draw == NULL)
    return FALSE;
  same = ka_draw_verify (draw, &why);
  if (options->json)
    print_json (draw, same, why);
  else
    print_plain (draw);
  if (!same)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_CORRUPT, "%s", why);
      return FALSE;
    }
  if (options->path != NULL && !ka_draw_write_pdf (ledger, id, options->path, NULL, error))
    return FALSE;
  if (!options->json)
    ka_cli_print (_ ("按收据重新抽取，结果和校验值都相同\n"));
  return TRUE;
}

/* "1,5,样例坝砂岩矿" → ids. */
static GArray *
read_candidates (KaLedger *ledger, const KaKind *kind, const char *text, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GStrv) parts = g_strsplit_set (text, ",", -1);
  for (char **part = parts; *part != NULL; part++)
    {
      gint64 id = ka_cli_record (ledger, kind, g_strstrip (*part), error);
      if (id == 0)
        return NULL;
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

static gboolean
read_number (const char *text, const char *what, guint most, guint *number, GError **error)
{
  gint64 value;
  if (text == NULL)
    return TRUE;
  if (!ka_cli_number (text, what, &value, error))
    return FALSE;
  if (value < 1 || value > most)
    {
      ka_cli_set_usage_error (error, _ ("%s要写成1到%u，“%s”不行。"), what, most, text);
      return FALSE;
    }
  *number = (guint)value;
  return TRUE;
}

static gboolean
read_request (const Options *options, KaDrawRequest *request, GError **error)
{
  int year, month, dom;
  guint given = 0;
  ka_day_get_ymd (ka_today (), &year, &month, &dom);
  request->purpose = options->purpose != NULL ? options->purpose : KA_DRAW_INSPECTION;
  request->seed = options->seed;
  if (strcmp (request->purpose, KA_DRAW_INSPECTION) != 0
      && strcmp (request->purpose, KA_DRAW_ACCEPTANCE) != 0)
    {
      ka_cli_set_usage_error (error, _ ("抽取事项只有“%s”和“%s”。"), KA_DRAW_INSPECTION,
                              KA_DRAW_ACCEPTANCE);
      return FALSE;
    }
  if (options->count == NULL && strcmp (request->purpose, KA_DRAW_INSPECTION) == 0)
    {
      ka_cli_set_usage_error (error, _ ("请用 --count 写明抽取几个。"));
      return FALSE;
    }
  if (!read_number (options->count, _ ("抽取数"), 100000, &request->count, error)
      || !read_number (options->team, _ ("每次检查人数"), 20, &request->team, error)
      || !read_number (options->year, _ ("年度"), 2100, &given, error))
    return FALSE;
  request->year = given > 0 ? (int)given : year;
  return TRUE;
}

static gboolean
draw (KaCli *cli, const Options *options, GError **error)
{
  KaDrawRequest request = { 0 };
  g_autoptr (KaLedger) ledger = NULL;
  g_autoptr (KaDraw) made = NULL;
  g_autoptr (KaDraw) done = NULL;
  g_autoptr (GArray) only = NULL;
  if (!read_request (options, &request, error))
    return FALSE;
  ledger = options->trial ? ka_cli_open (cli, -1, error) : ka_cli_open_for_writing (cli, error);
  if (ledger == NULL)
    return FALSE;
  if (options->candidates != NULL)
    {
      gboolean mines = strcmp (request.purpose, KA_DRAW_INSPECTION) == 0;
      only = read_candidates (ledger, ka_kind_get (mines ? "mine" : "project"), options->candidates,
                              error);
      if (only == NULL)
        return FALSE;
      request.only = only;
    }
  made = ka_draw_prepare (ledger, &request, ka_today (), error);
  if (made == NULL)
    return FALSE;
  if (options->trial)
    ka_draw_run (made);
  else
    {
      done
        = ka_draw_fix (ledger, made, error) ? ka_draw_finish (ledger, made->record, error) : NULL;
      if (done == NULL || !ka_cli_close (ledger, error))
        return FALSE;
    }
  if (options->json)
    print_json (done != NULL ? done : made, -1, NULL);
  else
    print_plain (done != NULL ? done : made);
  return TRUE;
}

static gboolean
run_draw (KaCli *cli, GError **error)
{
  Options options = { 0 };
  GOptionEntry entries[] = {
    { "candidates", 0, 0, G_OPTION_ARG_FILENAME, &options.candidates, NULL, NULL },
    { "count", 0, 0, G_OPTION_ARG_FILENAME, &options.count, NULL, NULL },
    { "seed", 0, 0, G_OPTION_ARG_FILENAME, &options.seed, NULL, NULL },
    { "team", 0, 0, G_OPTION_ARG_FILENAME, &options.team, NULL, NULL },
    { "year", 0, 0, G_OPTION_ARG_FILENAME, &options.year, NULL, NULL },
    { "purpose", 0, 0, G_OPTION_ARG_FILENAME, &options.purpose, NULL, NULL },
    { "receipt", 0, 0, G_OPTION_ARG_FILENAME, &options.receipt, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.path, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.trial, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  gboolean ok = ka_cli_parse (cli, entries, 0, 0, error);
  if (ok && options.receipt == NULL && options.count == NULL && options.purpose == NULL)
    {
      ka_cli_set_usage_error (error, _ ("请用 --count 写明抽取几个，或者用 --receipt 核对收据。"));
      ok = FALSE;
    }
  ok
    = ok && (options.receipt != NULL ? verify (cli, &options, error) : draw (cli, &options, error));
  clear_options (&options);
  return ok;
}

const KaCliVerb ka_cli_draw_verbs[] = {
  { "draw",
    "[--candidates ID,…] --count N --seed S [--team N] [--year Y] [--purpose 双随机检查|竣工验收抽查] "
    "[--dry-run] [--json] | --receipt ID [-o FILE.pdf] [--json]",
    N_ ("双随机抽取，核对抽取收据"),
    N_ ("先存种子、候选对象和排除理由，再抽取，收据存进台账；--dry-run 只算不存。\n"
        "关闭的、已达频次上限的、需要回避的自动排除并写明理由；按分类分级加权，不重复抽取。\n"
        "不写 --seed 时由系统随机产生。竣工验收抽查不写 --count 时按比例（默认10%）计算。\n"
        "--receipt 按收据重新抽取并核对，不同的退出状态是1；-o 把收据存成 PDF。"),
    run_draw },
  { NULL },
};
