/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-hazard-act-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *
get (const KaRecord *record, const char *field)
{
  return ka_record_get (record, field);
}

/* What the enterprise or its experts found, it puts right without an order. */
static gboolean
needs_order (const KaRecord *hazard)
{
  const char *source = get (hazard, "source");

  return g_strcmp0 (source, "企业自查") != 0 && g_strcmp0 (source, "专家服务") != 0;
}

/* ---- before anything is filled in ---- */

/* A deadline may be agreed before the order has its number. */
gboolean
_ka_act_allow_order (const KaAct *act, const KaRecord *hazard, KaDay on, GError **error)
{
  if (get (hazard, "order_no") != NULL)
    return ka_refuse (error, _ ("已经下达责改文书“%s”，不再重复；要改期限请办理“延期整改”。"),
                      get (hazard, "order_no"));
  return TRUE;
}

gboolean
_ka_act_allow_begin (const KaAct *act, const KaRecord *hazard, KaDay on, GError **error)
{
  if (ka_hazard_state (hazard) == KA_HAZARD_FOUND && needs_order (hazard))
    return ka_refuse (
      error, _ ("不是企业自己发现的隐患，要先“责令整改”，有了责改文书号和期限才能开始整改。"));
  return TRUE;
}

gboolean
_ka_act_allow_submit (const KaAct *act, const KaRecord *hazard, KaDay on, GError **error)
{
  g_autoptr (GPtrArray) missing = ka_hazard_missing (hazard);
  g_autoptr (GString) names = g_string_new (NULL);

  if (!ka_hazard_is_major (hazard) || missing->len == 0)
    return TRUE;
  for (guint i = 0; i < missing->len; i++)
    g_string_append_printf (names, "%s“%s”", i > 0 ? "、" : "",
                            ka_field_label (g_ptr_array_index (missing, i)));
  return ka_refuse (error, _ ("重大隐患“五落实”还缺%s，先“开始整改”补齐，再报整改完成。"),
                    names->str);
}

gboolean
_ka_act_allow_review (const KaAct *act, const KaRecord *hazard, KaDay on, GError **error)
{
  if (get (hazard, "order_no") == NULL && needs_order (hazard))
    return ka_refuse (
      error, _ ("没有责改文书号，不能出具复查意见；复查须先有责改、现场处理决定或者强制措施"
                "之一，请先补填责改文书号。"));
  return TRUE;
}

gboolean
_ka_act_allow_fail (const KaAct *act, const KaRecord *hazard, KaDay on, GError **error)
{
  if (ka_hazard_state (hazard) != KA_HAZARD_AWAITING && ka_hazard_overdue (hazard, on) == 0)
    return ka_refuse (error,
                      _ ("整改期限还没有到，企业也没有报整改完成，不能复查；到期后再复查。"));
  return _ka_act_allow_review (act, hazard, on, error);
}

gboolean
_ka_act_allow_postpone (const KaAct *act, const KaRecord *hazard, KaDay on, GError **error)
{
  if (get (hazard, "deadline") == NULL)
    return ka_refuse (error, _ ("这条隐患还没有整改期限，谈不上延期；请先填整改期限。"));
  return TRUE;
}

gboolean
_ka_act_allow_file (const KaAct *act, const KaRecord *hazard, KaDay on, GError **error)
{
  const char *filed = get (hazard, "case_filed");

  if (filed != NULL)
    return ka_refuse (error, _ ("这条隐患已经在%s立案，不再重复立案。"), filed);
  return TRUE;
}

gboolean
_ka_act_allow_penalise (const KaAct *act, const KaRecord *hazard, KaDay on, GError **error)
{
  if (get (hazard, "case_filed") == NULL)
    return ka_refuse (error, _ ("还没有立案，不能作出行政处罚；请先“立案”。"));
  return TRUE;
}

gboolean
_ka_act_allow_halt (const KaAct *act, const KaRecord *hazard, KaDay on, GError **error)
{
  if (g_strcmp0 (get (hazard, "halted"), "1") == 0 && get (hazard, "halted_on") != NULL)
    return ka_refuse (error, _ ("已经在%s停产撤人，不再重复。"), get (hazard, "halted_on"));
  return TRUE;
}

gboolean
_ka_act_allow_resume (const KaAct *act, const KaRecord *hazard, KaDay on, GError **error)
{
  if (g_strcmp0 (get (hazard, "halted"), "1") != 0)
    return ka_refuse (error, _ ("这条隐患没有停产撤人，不用恢复生产。"));
  if (get (hazard, "accepted") == NULL)
    return ka_refuse (error, _ ("重大隐患还没有验收，不能恢复生产；请先“验收”。"));
  return TRUE;
}

gboolean
_ka_act_allow_close (const KaAct *act, const KaRecord *hazard, KaDay on, GError **error)
{
  static const struct
  {
    const char *field;
    const char *first; /* the act that fills it */
  } WANTED[] = {
    { "criterion", N_ ("填判定条款") },
    { "reported_online", N_ ("上报安全在线") },
    { "accepted", N_ ("验收") },
  };

  if (!ka_hazard_is_major (hazard))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (WANTED); i++)
    if (get (hazard, WANTED[i].field) == NULL)
      return ka_refuse (error, _ ("重大隐患还没有“%s”，不能销号；请先“%s”。"),
                        ka_field_label (ka_kind_field (hazard->kind, WANTED[i].field)),
                        _ (WANTED[i].first));
  return TRUE;
}

/* ---- after the fields are filled in ---- */

gboolean
_ka_act_check_order (const KaAct *act,
                     KaLedger *ledger,
                     const KaRecord *before,
                     const KaRecord *record,
                     KaDay on,
                     GError **error)
{
  if (strcmp (act->id, "reorder") == 0
      && g_strcmp0 (get (before, "order_no"), get (record, "order_no")) == 0)
    return ka_refuse (error, _ ("再次责改要用新的责改文书，文书号“%s”是上一次的。"),
                      get (record, "order_no"));
  if (strcmp (act->id, "begin") != 0
      && ka_record_get_day (record, "deadline") <= ka_record_get_day (record, "ordered"))
    return ka_refuse (error, _ ("整改期限（%s）要在责改日期（%s）之后。"), get (record, "deadline"),
                      get (record, "ordered"));
  if (strcmp (act->id, "reorder") == 0
      && ka_record_get_day (record, "ordered") < ka_record_get_day (before, "reviewed"))
    return ka_refuse (error, _ ("再次责改的日期（%s）不能早于上一次复查（%s）。"),
                      get (record, "ordered"), get (before, "reviewed"));
  return TRUE;
}

gboolean
_ka_act_check_spot (const KaAct *act,
                    KaLedger *ledger,
                    const KaRecord *before,
                    const KaRecord *record,
                    KaDay on,
                    GError **error)
{
  if (ka_record_get_day (record, "rectified") != ka_record_get_day (record, "found")
      || ka_record_get_day (record, "closed") != ka_record_get_day (record, "found"))
    return ka_refuse (error, _ ("当场改正是发现当天（%s）就改好的；后来才改好的，请“责令整改”。"),
                      get (record, "found"));
  return TRUE;
}

gboolean
_ka_act_check_postpone (const KaAct *act,
                        KaLedger *ledger,
                        const KaRecord *before,
                        const KaRecord *record,
                        KaDay on,
                        GError **error)
{
  KaDay old = ka_record_get_day (before, "deadline");

  if (ka_record_get_day (record, "asked") > old)
    return ka_refuse (error,
                      _ ("延期要在整改期限（%s）届满前申请，%s申请已经过期；请按逾期复查处理。"),
                      get (before, "deadline"), get (record, "asked"));
  if (ka_record_get_day (record, "deadline") <= old)
    return ka_refuse (error, _ ("延期后的期限（%s）要在原期限（%s）之后。"),
                      get (record, "deadline"), get (before, "deadline"));
  return TRUE;
}

gboolean
_ka_act_check_penalty (const KaAct *act,
                       KaLedger *ledger,
                       const KaRecord *before,
                       const KaRecord *record,
                       KaDay on,
                       GError **error)
{
  KaDay last = ka_record_get_day (record, "filed");
  KaDay extended = ka_record_get_day (record, "extended_until");

  if (last == KA_DAY_NONE)
    return ka_refuse (error, _ ("还没有立案日期，不能作出行政处罚；请先“立案”。"));
  last = MAX (last + 90, extended);
  if (ka_record_get_day (record, "decided") > last)
    return ka_refuse (
      error, _ ("决定日期（%s）超过立案（%s）起90日的办案期限；批准延长的，请填“办案期限延长至”。"),
      get (record, "decided"), get (record, "filed"));
  if (g_strcmp0 (get (record, "kind"), "罚款") == 0 && get (record, "amount") == NULL)
    return ka_refuse (error, _ ("处罚种类是罚款，请填罚款金额。"));
  return TRUE;
}
