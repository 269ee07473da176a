/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-record.h>

G_BEGIN_DECLS

/* What the law reckons from an accident's figures: 国务院令第493号《生产安全事故报告和调查处理条例》. */
typedef enum
{
  KA_ACCIDENT_UNGRADED, /* neither laid down nor any of the figures known */
  KA_ACCIDENT_ORDINARY, /* 一般 */
  KA_ACCIDENT_LARGER,   /* 较大 */
  KA_ACCIDENT_MAJOR,    /* 重大 */
  KA_ACCIDENT_EXTREME,  /* 特别重大 */
  KA_ACCIDENT_N_GRADES,
} KaAccidentGrade;

const char *
ka_accident_grade_name (KaAccidentGrade grade); /* the choice of the field; NULL: none */
/* 第三条, the highest of the three; each bound belongs to the higher grade. Loss in the units it is stored
 * in: 万元 × 10000. Negative: not known. */
KaAccidentGrade ka_accident_grade_of (gint64 deaths, gint64 serious, gint64 loss);
/* From the figures alone, and what the investigation laid down before that. */
KaAccidentGrade ka_accident_grade_computed (const KaRecord *accident);
KaAccidentGrade ka_accident_grade (const KaRecord *accident);
/* The latter as an SQL expression over the table under this alias. */
#define KA_ACCIDENT_GRADE_SQL(t)                                                                   \
  "(CASE " t ".grade WHEN '一般' THEN 1 WHEN '较大' THEN 2 WHEN '重大' THEN 3"               \
  " WHEN '特别重大' THEN 4 ELSE CASE"                                                          \
  " WHEN " t ".deaths >= 30 OR " t ".serious >= 100 OR " t ".loss >= 100000000 THEN 4"             \
  " WHEN " t ".deaths >= 10 OR " t ".serious >= 50 OR " t ".loss >= 50000000 THEN 3"               \
  " WHEN " t ".deaths >= 3 OR " t ".serious >= 10 OR " t ".loss >= 10000000 THEN 2"                \
  " WHEN " t ".deaths IS NOT NULL OR " t ".serious IS NOT NULL OR " t ".loss IS NOT NULL THEN 1"   \
  " ELSE 0 END END)"

/* 第九条: the head of the enterprise reports within an hour of being told. Minutes from the one to the other;
 * FALSE where one of them is not known. Whether a report was late the investigation decides. */
#define KA_ACCIDENT_REPORT_MINUTES 60
gboolean ka_accident_report_minutes (const KaRecord *accident, gint64 *minutes);

/* 第二十九条: the report within 60 days, extended by no more than 60. */
#define KA_ACCIDENT_INVESTIGATION_DAYS 60
KaDay ka_accident_investigation_end (const KaRecord *accident);
/* 第三十二条: the reply within 15 days of the report, 30 for the gravest; KA_DAY_NONE: no report yet. */
#define KA_ACCIDENT_REPLY_DAYS 15
#define KA_ACCIDENT_REPLY_DAYS_EXTREME 30
KaDay ka_accident_reply_end (const KaRecord *accident);
/* Whether an extension goes beyond what the law allows. */
gboolean ka_accident_extended_too_far (const KaRecord *accident);

G_END_DECLS
