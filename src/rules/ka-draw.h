/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-ledger.h>

G_BEGIN_DECLS

/* 双随机: a draw that is fair and can be proved. Seed, candidates, weights and exclusions are saved before it
 * (state 待抽取); the result follows from them alone, and anyone can do it again from the receipt. */

#define KA_DRAW_INSPECTION "双随机检查"
#define KA_DRAW_ACCEPTANCE "竣工验收抽查"

/* Stated on every receipt, exact enough to be redone with any tool. */
const char *ka_draw_algorithm (void);

/* Draws `count` of n without replacement, each time one in proportion to the weights (none 0) of those that
 * are left; their places go to `picked`. counter: of the stream of the seed, goes on. */
void ka_draw_pick (const char *seed,
                   guint64 *counter,
                   const guint *weights,
                   guint n,
                   guint count,
                   guint *picked);

typedef struct
{
  gint64 id;
  char *name;
  guint weight;
} KaDrawOne;

/* Who is left out, and why: a mine or project (person 0), a person (id 0), or a person for a mine. */
typedef struct
{
  gint64 id, person;
  char *name, *person_name;
  char *reason;
} KaDrawExclusion;

typedef struct
{
  gint64 id;
  char *name;
  GArray *people;     /* gint64 */
  char *people_names; /* 王某甲、李某甲; "" */
} KaDrawPick;

typedef struct
{
  gint64 record; /* 0: not saved */
  char *number, *purpose, *state, *seed, *fixed;
  int year;
  KaDay drawn; /* KA_DAY_NONE: not yet */
  guint count, team;
  GPtrArray *candidates; /* KaDrawOne, by id */
  GPtrArray *people;     /* KaDrawOne */
  GPtrArray *exclusions; /* KaDrawExclusion */
  GPtrArray *picks;      /* KaDrawPick; empty until drawn */
  char *hash;            /* of the receipt; NULL until drawn */
} KaDraw;

typedef struct
{
  const char *purpose;
  int year;
  GArray *only;     /* gint64 ids that may be drawn; NULL: all */
  guint count;      /* 0: of acceptances what the share asks for */
  guint team;       /* of an inspection; 0: as set */
  const char *seed; /* NULL: one made by chance */
} KaDrawRequest;

/* Gathers candidates and exclusions as of the day. Nothing is saved. */
KaDraw *ka_draw_prepare (KaLedger *ledger, const KaDrawRequest *request, KaDay on, GError **error);
void ka_draw_free (KaDraw *draw);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaDraw, ka_draw_free)
/* Fills picks and hash from the rest. */
void ka_draw_run (KaDraw *draw);
/* A seed by chance: 32 hexadecimal digits of the system's own source. */
char *ka_draw_make_seed (void);

/* Saves it as 待抽取: seed and candidates are fixed. */
gboolean ka_draw_fix (KaLedger *ledger, KaDraw *draw, GError **error);
/* Draws what was fixed and saves the result. */
KaDraw *ka_draw_finish (KaLedger *ledger, gint64 id, GError **error);
/* 作废, with the reason; what it was stays. */
gboolean ka_draw_void (KaLedger *ledger, gint64 id, const char *reason, GError **error);
/* Puts the result to work as one change: lines of 一般检查 in the month (1…12) with their inspectors, or the
 * projects as sampled on the day. */
gboolean ka_draw_apply (KaLedger *ledger, gint64 id, guint month, KaDay on, GError **error);

KaDraw *ka_draw_load (KaLedger *ledger, gint64 id, GError **error);
/* Does a drawn one again: TRUE if result and hash are those of the receipt. *why: what differs. */
gboolean ka_draw_verify (const KaDraw *draw, char **why);
/* The receipt as text: what the hash is of. */
char *ka_draw_receipt (const KaDraw *draw);

G_END_DECLS
