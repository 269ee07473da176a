/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-json.h"
#include "ka-cli-table.h"
#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-case-file.h>
#include <ka-deadline.h>
#include <ka-act.h>
#include <string.h>

/* ---- act ---- */

static void
print_state_json (KaLedger *ledger, const KaRecord *subject)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const KaActs *acts = ka_acts_of (subject->kind);
  json_builder_begin_object (builder);
  ka_cli_json_add_string (builder, "kind", subject->kind->id);
  ka_cli_json_add_int (builder, "id", subject->id);
  ka_cli_json_add_string (builder, "name", ka_ledger_title (ledger, subject->kind, subject->id));
  ka_cli_json_add_string (builder, "state", ka_acts_state_id (acts, acts->state (subject)));
  ka_cli_json_add_int (builder, "overdue", acts->overdue (ledger, subject, ka_today ()));
  if (acts->next != NULL)
    {
      g_autofree char *next = acts->next (ledger, subject, ka_today ());
      ka_cli_json_add_string (builder, "next", next);
    }
  json_builder_set_member_name (builder, "acts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < acts->n_acts; i++)
    {
      if (!ka_act_lawful (&acts->acts[i], subject, ka_today (), NULL))
        continue;
      json_builder_begin_object (builder);
      ka_cli_json_add_string (builder, "act", acts->acts[i].id);
      ka_cli_json_add_string (builder, "label", ka_act_label (&acts->acts[i]));
      json_builder_set_member_name (builder, "needs");
      json_builder_begin_array (builder);
      for (const KaActField *f = acts->acts[i].fields; f->field != NULL; f++)
        if (ka_act_needs (&acts->acts[i], f, subject))
          json_builder_add_string_value (builder, f->field);
      json_builder_end_array (builder);
      ka_cli_json_add_string (builder, "source", gettext (acts->acts[i].source));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  ka_cli_json_print (builder, TRUE);
}

static void
print_state_plain (KaLedger *ledger, const KaRecord *subject)
{
  const KaActs *acts = ka_acts_of (subject->kind);
  int overdue = acts->overdue (ledger, subject, ka_today ());
  g_autoptr (KaCliTable) table = ka_cli_table_new (3);
  ka_cli_print ("%s #%" PRId64 " %s\n", ka_kind_label (subject->kind), subject->id,
                ka_ledger_title (ledger, subject->kind, subject->id));
  ka_cli_print (_ ("状态：%s\n"), ka_acts_state_label (acts, acts->state (subject)));
  if (overdue > 0)
    ka_cli_print (_ ("逾期%d天\n"), overdue);
  g_autofree char *next = acts->next != NULL ? acts->next (ledger, subject, ka_today ()) : NULL;
  if (next != NULL)
    ka_cli_print ("%s\n", next);
  for (guint i = 0; i < acts->n_acts; i++)
    {
      g_autoptr (GString) fields = g_string_new (NULL);
      if (!ka_act_lawful (&acts->acts[i], subject, ka_today (), NULL))
        continue;
      for (const KaActField *f = acts->acts[i].fields; f->field != NULL; f++)
        if (ka_act_asks (&acts->acts[i], f, subject))
          g_string_append_printf (fields,
                                  ka_act_needs (&acts->acts[i], f, subject) ? "%s%s=" : "%s[%s=]",
                                  fields->len > 0 ? " " : "", f->field);
      ka_cli_table_add (table, acts->acts[i].id);
      ka_cli_table_add (table, ka_act_label (&acts->acts[i]));
      ka_cli_table_add (table, fields->str);
    }
  ka_cli_table_print (table, "  ");
}

/* A deadline may be a term from the order: 15日, 5个工作日. */
static gboolean
read_value (KaLedger *ledger,
            const KaRecord *draft,
            const KaField *field,
            const char *text,
            char **value,
            GError **error)
{
  const char *ordered
    = ka_kind_field (draft->kind, "ordered") != NULL ? ka_record_get (draft, "ordered") : NULL;
  KaDay from = ordered != NULL ? ka_day_from_iso (ordered) : ka_today ();
  KaDay on = ka_record_dated (draft, ka_today ());
  if (strcmp (field->id, "deadline") != 0)
    return ka_cli_value (ledger, field, text, on, value, error);
  if (!ka_deadline_is_term (text))
    return ka_cli_value (ledger, field, text, on, value, NULL)
           || ka_deadline_refuse (field, text, error);
  g_autoptr (KaWorkdays) workdays = ka_workdays_new (ledger, error);
  if (workdays == NULL)
    return FALSE;
  *value = ka_day_to_iso (ka_deadline_reckon (text, from, workdays));
  return TRUE;
}

/* Only what the act asks for can be said with it. */
static gboolean
apply_value (KaLedger *ledger,
             const KaAct *act,
             const KaRecord *subject,
             KaRecord *draft,
             const char *text,
             GError **error)
{
  const char *equals = strchr (text, '=');
  if (equals == NULL)
    {
      ka_cli_set_usage_error (error, _ ("“%s”要写成 字段=值。"), text);
      return FALSE;
    }
  g_autofree char *name = g_strndup (text, equals - text);
  g_autoptr (GString) known = g_string_new (NULL);
  for (const KaActField *f = act->fields; f->field != NULL; f++)
    {
      const KaField *field = ka_kind_field (draft->kind, f->field);
      g_autofree char *value = NULL;
      if (!ka_act_asks (act, f, subject))
        continue;
      g_string_append_printf (known, "%s%s", known->len > 0 ? "、" : "", f->field);
      if (strcmp (name, field->id) != 0 && strcmp (name, field->label) != 0)
        continue;
      if (!read_value (ledger, draft, field, equals + 1, &value, error))
        return FALSE;
      ka_record_set (draft, field->id, value);
      return TRUE;
    }
  ka_cli_set_usage_error (error, _ ("“%s”不填“%s”，只填：%s。"), ka_act_label (act), name,
                          known->str);
  return FALSE;
}

static const KaAct *
find_act (const KaKind *kind, const char *text, GError **error)
{
  guint n;
  const KaAct *acts = ka_acts (kind, &n);
  g_autoptr (GString) known = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    {
      if (strcmp (acts[i].id, text) == 0 || strcmp (acts[i].label, text) == 0)
        return &acts[i];
      g_string_append_printf (known, "%s%s", i > 0 ? " " : "", acts[i].id);
    }
  ka_cli_set_usage_error (error, _ ("没有动作“%s”，有：%s。"), text, known->str);
  return NULL;
}

static gboolean
run_act (KaCli *cli, GError **error)
{
  gboolean json = FALSE;
  GOptionEntry entries[]
    = { { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL }, G_OPTION_ENTRY_NULL };
  if (!ka_cli_parse (cli, entries, 2, -1, error))
    return FALSE;
  const KaKind *kind = ka_cli_kind (cli->args[0], error);
  if (kind == NULL)
    return FALSE;
  const KaActs *acts = ka_acts_of (kind);
  if (acts == NULL)
    {
      ka_cli_set_usage_error (
        error,
        _ ("%s没有办理动作，只有 hazard、penalty、discredit、project、suspension 和 tip 有。"),
        ka_kind_label (kind));
      return FALSE;
    }
  gboolean asks = cli->args[2] == NULL;
  const KaAct *act = asks ? NULL : find_act (kind, cli->args[2], error);
  if (!asks && act == NULL)
    return FALSE;
  g_autoptr (KaLedger) ledger
    = asks ? ka_cli_open (cli, -1, error) : ka_cli_open_for_writing (cli, error);
  gint64 id = ledger == NULL ? 0 : ka_cli_record (ledger, kind, cli->args[1], error);
  g_autoptr (KaRecord) subject = id == 0 ? NULL : ka_ledger_get (ledger, kind, id, error);
  if (subject == NULL)
    return FALSE;
  if (!asks)
    {
      if (!ka_act_lawful (act, subject, ka_today (), error))
        return FALSE;
      g_autoptr (KaRecord) draft = ka_act_draft (act, ledger, subject, ka_today ());
      for (guint i = 3; cli->args[i] != NULL; i++)
        if (!apply_value (ledger, act, subject, draft, cli->args[i], error))
          return FALSE;
      if (!ka_act_run (act, ledger, kind, id, draft, ka_today (), NULL, error))
        return FALSE;
      g_clear_pointer (&subject, ka_record_unref);
      subject = ka_ledger_get (ledger, kind, id, error);
      if (subject == NULL)
        return FALSE;
    }
  if (json)
    print_state_json (ledger, subject);
  else if (asks)
    print_state_plain (ledger, subject);
  else
    ka_cli_print (_ ("已办理“%s”：%s #%" PRId64 "，现在是“%s”\n"), ka_act_label (act),
                  ka_kind_label (kind), id, ka_acts_state_label (acts, acts->state (subject)));
  return asks || ka_cli_close (ledger, error);
}

/* ---- check-file ---- */

static const char *
severity_id (KaSeverity severity)
{
  return severity == KA_SEVERITY_REFUSE ? "must" : "should";
}

static void
print_problems_json (gint64 id, GPtrArray *problems)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gboolean complete = TRUE;
  json_builder_begin_object (builder);
  ka_cli_json_add_string (builder, "kind", "inspection");
  ka_cli_json_add_int (builder, "id", id);
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < problems->len; i++)
    {
      const KaCaseProblem *problem = g_ptr_array_index (problems, i);
      complete = complete && problem->rule->severity != KA_SEVERITY_REFUSE;
      json_builder_begin_object (builder);
      ka_cli_json_add_string (builder, "code", problem->rule->code);
      ka_cli_json_add_string (builder, "severity", severity_id (problem->rule->severity));
      ka_cli_json_add_string (builder, "kind", problem->rule->kind);
      ka_cli_json_add_int (builder, "id", problem->id);
      ka_cli_json_add_string (builder, "name", problem->title);
      ka_cli_json_add_string (builder, "field", problem->rule->field);
      ka_cli_json_add_string (builder, "message", ka_case_problem_message (problem));
      ka_cli_json_add_string (builder, "source", ka_case_problem_source (problem));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "complete");
  json_builder_add_boolean_value (builder, complete);
  json_builder_end_object (builder);
  ka_cli_json_print (builder, TRUE);
}

static void
print_problems_plain (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const KaCaseProblem *problem = g_ptr_array_index (problems, i);
      const KaKind *kind = ka_kind_get (problem->rule->kind);
      ka_cli_print ("%s %s #%" PRId64 " %s：%s（%s）\n",
                    problem->rule->severity == KA_SEVERITY_REFUSE ? _ ("必须") : _ ("建议"),
                    ka_kind_label (kind), problem->id,
                    ka_field_label (ka_kind_field (kind, problem->rule->field)),
                    ka_case_problem_message (problem), ka_case_problem_source (problem));
    }
  ka_cli_print (problems->len == 0 ? _ ("案卷齐全，没有发现问题\n") : _ ("共%u处\n"),
                problems->len);
}

static gboolean
run_check_file (KaCli *cli, GError **error)
{
  gboolean json = FALSE, close = FALSE;
  GOptionEntry entries[] = { { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
                             { "close", 0, 0, G_OPTION_ARG_NONE, &close, NULL, NULL },
                             G_OPTION_ENTRY_NULL };
  if (!ka_cli_parse (cli, entries, 2, 2, error))
    return FALSE;
  const KaKind *kind = ka_cli_kind (cli->args[0], error);
  if (kind == NULL)
    return FALSE;
  if (strcmp (kind->id, "inspection") != 0)
    {
      ka_cli_set_usage_error (error, _ ("%s没有案卷，只检查 inspection 的案卷。"),
                              ka_kind_label (kind));
      return FALSE;
    }
  g_autoptr (KaLedger) ledger
    = close ? ka_cli_open_for_writing (cli, error) : ka_cli_open (cli, -1, error);
  gint64 id = ledger == NULL ? 0 : ka_cli_record (ledger, kind, cli->args[1], error);
  g_autoptr (GPtrArray) problems
    = id == 0 ? NULL : ka_case_file_check (ledger, id, ka_today (), error);
  if (problems == NULL)
    return FALSE;
  if (close && !ka_case_file_close (ledger, id, ka_today (), error))
    return FALSE;
  if (json)
    print_problems_json (id, problems);
  else
    print_problems_plain (problems);
  return !close || ka_cli_close (ledger, error);
}

const KaCliVerb ka_cli_enforcement_verbs[] = {
  { "act", "hazard|penalty|discredit|project|suspension|tip ID [ACT [FIELD=VALUE…]] [--json]",
    N_ ("办理一条隐患（责改、复查、销号等）、行政处罚、失信名单、建设项目、停复产或者举报"),
    N_ (
      "不写 ACT 时列出它的状态和现在可以办理的动作，方括号里的字段可以不填。\n"
      "日期不写的按今天；整改期限可以写 15日 或 5个工作日，从责改日期算起。不合法的动作会拒绝，并说明原因和先要办什么。"),
    run_act },
  { "check-file", "inspection ID [--close] [--json]", N_ ("检查一次检查的案卷缺什么、哪里矛盾"),
    N_ ("检查、隐患、延期、轮次和处罚逐项核对，每一处都说明记录、字段和依据。\n"
        "--close      没有必须补正的问题时归档，否则拒绝"),
    run_check_file },
  { NULL },
};
