/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-json.h"
#include "ka-cli-table.h"
#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-history.h>
#include <ka-kind.h>
#include <ka-reason.h>
#include <string.h>

static const char *
change_label (const char *what)
{
  static const struct
  {
    const char *what, *label;
  } labels[] = {
    { KA_CHANGE_SAVE, N_ ("保存") },    { KA_CHANGE_IMPORT, N_ ("导入") },
    { KA_CHANGE_UNDO, N_ ("撤销") },    { KA_CHANGE_REDO, N_ ("重做") },
    { KA_CHANGE_RESTORE, N_ ("恢复") }, { KA_CHANGE_SEED, N_ ("预置") },
    { KA_CHANGE_FREEZE, N_ ("锁定") },  { KA_CHANGE_MERGE, N_ ("合并") },
  };
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (what, labels[i].what) == 0)
      return _ (labels[i].label);
  return what;
}

/* ---- history ---- */

/* Of an imported revision, which cell each value stood in. */
static void
add_cells (JsonBuilder *builder, const KaRevision *revision)
{
  json_builder_set_member_name (builder, "cells");
  if (revision->columns == NULL || revision->record == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  for (guint i = 0; i < revision->record->kind->n_fields; i++)
    {
      const KaField *field = &revision->record->kind->fields[i];
      g_autofree char *cell = ka_revision_cell (revision, field);
      if (cell != NULL)
        ka_cli_json_add_string (builder, field->id, cell);
    }
  json_builder_end_object (builder);
}

static void
print_history_json (KaLedger *ledger, GPtrArray *revisions, gboolean mask)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (guint i = 0; i < revisions->len; i++)
    {
      const KaRevision *revision = g_ptr_array_index (revisions, i);
      json_builder_begin_object (builder);
      ka_cli_json_add_int (builder, "revision", revision->rev);
      ka_cli_json_add_int (builder, "change", revision->change);
      ka_cli_json_add_string (builder, "at", revision->at);
      ka_cli_json_add_string (builder, "who", revision->who);
      ka_cli_json_add_string (builder, "what", revision->what);
      ka_cli_json_add_string (builder, "why", revision->why);
      ka_cli_json_add_string (builder, "file", revision->file);
      ka_cli_json_add_string (builder, "sheet", revision->sheet);
      json_builder_set_member_name (builder, "row");
      if (revision->row > 0)
        json_builder_add_int_value (builder, revision->row);
      else
        json_builder_add_null_value (builder);
      add_cells (builder, revision);
      json_builder_set_member_name (builder, "record");
      if (revision->record != NULL)
        {
          json_builder_begin_object (builder);
          ka_cli_json_add_record (builder, ledger, revision->record, mask);
          json_builder_end_object (builder);
        }
      else
        json_builder_add_null_value (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  ka_cli_json_print (builder, TRUE);
}

static char *
display (KaLedger *ledger, const KaRecord *record, const KaField *field, gboolean mask)
{
  if (record == NULL || ka_record_get (record, field->id) == NULL)
    return g_strdup (_ ("（空）"));
  return ka_ledger_display (ledger, record, field, mask);
}

static void
print_difference (KaLedger *ledger,
                  const KaRecord *before,
                  const KaRevision *revision,
                  gboolean mask)
{
  const KaRecord *after = revision->record;
  const KaKind *kind = after->kind;
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const KaField *field = &kind->fields[i];
      const char *old = before == NULL ? NULL : before->values[i];
      if (g_strcmp0 (old, after->values[i]) == 0)
        continue;
      g_autofree char *from = display (ledger, before, field, mask);
      g_autofree char *to = display (ledger, after, field, mask);
      g_autofree char *cell = ka_revision_cell (revision, field);
      g_autofree char *place = cell != NULL ? g_strdup_printf (_ ("（%s）"), cell) : g_strdup ("");
      if (before == NULL)
        ka_cli_print ("    %s：%s%s\n", ka_field_label (field), to, place);
      else
        ka_cli_print ("    %s：%s → %s%s\n", ka_field_label (field), from, to, place);
    }
}

static void
print_history_plain (KaLedger *ledger, GPtrArray *revisions, gboolean mask)
{
  for (guint i = 0; i < revisions->len; i++)
    {
      const KaRevision *revision = g_ptr_array_index (revisions, i);
      g_autofree char *why = ka_reason_say (revision->why);
      const KaRevision *older
        = i + 1 < revisions->len ? g_ptr_array_index (revisions, i + 1) : NULL;
      ka_cli_print (_ ("第%" PRId64 "号修订  %s  %s  %s  %s\n"), revision->rev, revision->at,
                    revision->who, change_label (revision->what), why);
      if (revision->file != NULL)
        ka_cli_print (_ ("    来自 %s／%s 第%u行\n"), revision->file,
                      revision->sheet != NULL ? revision->sheet : "", revision->row);
      if (revision->record == NULL)
        ka_cli_print ("    %s\n", _ ("已删除"));
      else
        print_difference (ledger, older == NULL ? NULL : older->record, revision, mask);
    }
}

static gboolean
run_history (KaCli *cli, GError **error)
{
  gboolean json = FALSE, unmasked = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    { "unmasked", 0, 0, G_OPTION_ARG_NONE, &unmasked, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  if (!ka_cli_parse (cli, entries, 2, 2, error))
    return FALSE;
  const KaKind *kind = ka_cli_kind (cli->args[0], error);
  g_autoptr (KaLedger) ledger = kind == NULL ? NULL : ka_cli_open (cli, -1, error);
  if (ledger == NULL)
    return FALSE;
  /* A deleted record has a history too, but only its number is left of it. */
  gint64 id = 0;
  g_autoptr (GPtrArray) revisions = NULL;
  if (g_ascii_string_to_signed (cli->args[1], 10, 1, G_MAXINT64, &id, NULL)
      && (revisions = ka_ledger_history (ledger, kind, id, error)) == NULL)
    return FALSE;
  if (revisions == NULL || revisions->len == 0)
    {
      id = ka_cli_record (ledger, kind, cli->args[1], error);
      if (id == 0)
        return FALSE;
      g_clear_pointer (&revisions, g_ptr_array_unref);
      revisions = ka_ledger_history (ledger, kind, id, error);
      if (revisions == NULL)
        return FALSE;
    }
  if (json)
    print_history_json (ledger, revisions, !unmasked);
  else
    print_history_plain (ledger, revisions, !unmasked);
  return TRUE;
}

/* ---- undo ---- */

static gboolean
run_undo (KaCli *cli, GError **error)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  if (!ka_cli_parse (cli, entries, 0, 1, error))
    return FALSE;
  gint64 number = 0;
  if (cli->args[0] != NULL && !ka_cli_number (cli->args[0], _ ("修改号"), &number, error))
    return FALSE;
  g_autoptr (KaLedger) ledger = ka_cli_open_for_writing (cli, error);
  if (ledger == NULL)
    return FALSE;
  g_autofree char *why = NULL;
  if (cli->args[0] == NULL)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (KaChange) change = ka_ledger_next_undo (ledger, &failure);
      if (change == NULL)
        {
          if (failure != NULL)
            g_propagate_error (error, g_steal_pointer (&failure));
          else
            g_set_error_literal (error, KA_ERROR, KA_ERROR_NOT_FOUND, _ ("没有可以撤销的修改。"));
          return FALSE;
        }
      number = change->id;
      why = ka_reason_say (change->why);
    }
  if (ka_ledger_undo_change (ledger, number, error) == 0)
    return FALSE;
  ka_cli_print (_ ("已撤销第%" PRId64 "号修改%s%s\n"), number, why != NULL ? "：" : "",
                why != NULL ? why : "");
  return ka_cli_close (ledger, error);
}

const KaCliVerb ka_cli_history_verbs[] = {
  { "history", "KIND ID [--json] [--unmasked]", N_ ("显示一条记录的修改历史"),
    N_ (
      "新的在前：修订号、时间、谁、为什么、改了什么、从哪个文件哪一行导入。删除了的记录写编号也能查。"),
    run_history },
  { "undo", "[CHANGE]", N_ ("撤销最近一次修改（导入算一次）"),
    N_ ("写修改号则撤销那一次。撤销本身也是一次修改，再撤销它就是重做。"), run_undo },
  { NULL },
};
