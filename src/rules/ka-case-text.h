/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-record.h>

G_BEGIN_DECLS

/* What stands in the text of a submitted case. All texts may be broken by blanks and line ends, as those of a
 * PDF are; a quote is as it stands there, without them. */

typedef struct
{
  char *law;     /* as it is called between 《 and 》 */
  guint article; /* 第四十四条: 44; 0: none is named */
  char *quote;
} KaCaseClause;

typedef struct
{
  gint64 cents;
  char *quote;
} KaCaseAmount;

typedef struct
{
  KaDay day;
  char *quote;
} KaCaseDate;

GPtrArray *ka_case_find_clauses (const char *text);   /* KaCaseClause */
GPtrArray *ka_case_find_amounts (const char *text);   /* KaCaseAmount */
GPtrArray *ka_case_find_dates (const char *text);     /* KaCaseDate */
GPtrArray *ka_case_find_documents (const char *text); /* char *: numbers of enforcement papers */
/* char *: personal data that is not masked. */
GPtrArray *ka_case_find_id_numbers (const char *text);
GPtrArray *ka_case_find_phones (const char *text);
GPtrArray *ka_case_find_names (const char *text);

/* 张三 becomes 张某, 欧阳一二 欧阳某某. */
char *ka_case_mask_name (const char *name);
/* 重庆甲乙矿业有限公司 becomes 某矿业有限公司. */
char *ka_case_mask_enterprise (const char *name);

/* Fills what is empty in the case from the text of its paper and the name of its file: title, date, party,
 * facts, clauses, outcome, significance. */
void ka_case_propose (KaRecord *record, const char *text, const char *name);

/* One paragraph of two versions. */
typedef enum
{
  KA_CASE_SAME,
  KA_CASE_REMOVED,
  KA_CASE_ADDED,
} KaCaseChange;

typedef struct
{
  KaCaseChange change;
  char *text;
} KaCaseParagraph;

/* KaCaseParagraph elements: what was taken out of the old text and what came in. */
GPtrArray *ka_case_compare (const char *old, const char *new);

G_END_DECLS
