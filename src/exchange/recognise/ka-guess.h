/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-kind.h>

G_BEGIN_DECLS

/* What values look like. */
typedef enum
{
  KA_LOOK_NONE,
  KA_LOOK_CREDIT_CODE,
  KA_LOOK_ID_NUMBER,
  KA_LOOK_PHONE,
  KA_LOOK_PAPER, /* the number of a paper or a certificate */
  KA_LOOK_FIRM,
  KA_LOOK_MINE,
  KA_LOOK_PERSON,
  KA_LOOK_LIST, /* values of the field's list */
  KA_LOOK_DAY,
  KA_LOOK_MONTHS,
  KA_LOOK_QUARTER,
  KA_LOOK_ANSWER, /* yes or no */
  KA_LOOK_NUMBER,
  KA_LOOK_SENTENCE,
} KaLook;

/* What a column may hold of which that is not certain. */
typedef struct
{
  const KaField *field;
  double score;   /* 0…1 */
  gboolean named; /* its heading is like a name of the field */
  KaLook look;    /* of its values, where they look like the field's; else KA_LOOK_NONE */
} KaGuess;

/* At most so many for a column. */
#define KA_MAX_GUESSES 5

/* Why: 表头相近，内容像统一社会信用代码. Caller owns. */
char *ka_guess_explain (const KaGuess *guess);

G_END_DECLS
