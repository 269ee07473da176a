/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-ledger.h>

G_BEGIN_DECLS

/* What an officer may do with a record that goes through states (a hazard, a listing), as a table: from which states, what it leads to, what it needs, by
 * which law. A state is never set; an act fills fields and the state follows from them. */

#define KA_STATE_BIT(state) (1u << (state))

typedef enum
{
  KA_ACT_OPTIONAL,
  KA_ACT_NEEDED,
  KA_ACT_MAJOR, /* needed of a major hazard, not asked of anything else */
} KaActNeed;

/* What stands in the field until it is said otherwise. */
typedef enum
{
  KA_ACT_KEPT,  /* what the record has */
  KA_ACT_TODAY, /* today */
  KA_ACT_FOUND, /* the day it was found */
  KA_ACT_ANEW,  /* nothing: it must be said */
} KaActGiven;

typedef struct
{
  const char *field; /* of the record, or of what the act makes */
  KaActNeed need;
  KaActGiven given;
} KaActField;

#define KA_ACT_MAX_FIELDS 10

typedef struct _KaAct KaAct;

struct _KaAct
{
  const char *id;    /* order, begin, … */
  const char *label; /* Chinese, untranslated */
  guint from;        /* KA_STATE_BIT()s */
  guint to;          /* the states that it may lead to; 0: the state stays */
  const char *level; /* 重大, 一般: of those alone; NULL: of all */
  const char *made;  /* kind of the record that it makes; its fields are of that kind; or NULL */
  KaActField fields[KA_ACT_MAX_FIELDS]; /* ends with a NULL field */
  const char *source;                   /* the clause it stands on */
  /* What the states do not say: TRUE, or FALSE with the sentence. */
  gboolean (*allowed) (const KaAct *act, const KaRecord *subject, KaDay on, GError **error);
  /* After the fields are filled: before is the record as it was, record what it becomes or what is made. */
  gboolean (*check) (const KaAct *act,
                     KaLedger *ledger,
                     const KaRecord *before,
                     const KaRecord *record,
                     KaDay on,
                     GError **error);
  /* What follows by itself. */
  void (*finish) (KaRecord *subject, const KaRecord *made);
};

typedef struct
{
  const char *id;    /* found, ordered, … */
  const char *label; /* Chinese, untranslated */
} KaState;

/* The acts of a kind, and what its states are. Nothing of a state is stored: the fields say it. */
typedef struct
{
  const char *kind;
  const KaAct *acts;
  guint n_acts;
  guint n_states;
  const KaState *states;
  guint (*state) (const KaRecord *subject);
  /* Days over its term; 0: none. A term may be one that the office has set. */
  int (*overdue) (KaLedger *ledger, const KaRecord *subject, KaDay on);
  /* The rest may be NULL. */
  guint settled; /* KA_STATE_BIT()s in which nothing is left to do */
  /* What comes next, and by when, for people; NULL: nothing. */
  char *(*next) (KaLedger *ledger, const KaRecord *subject, KaDay on);
  gboolean (*is_major) (const KaRecord *subject);
  /* What a draft begins with besides the act's own fields. */
  void (*prepare) (const KaAct *act, KaLedger *ledger, const KaRecord *subject, KaRecord *draft);
  /* Further states that an act may lead to. */
  guint (*also) (const KaAct *act, guint was);
  /* A record that keeps what the act takes away; saved in the same change. */
  KaRecord *(*keep) (const KaAct *act, KaLedger *ledger, const KaRecord *subject);
} KaActs;

const KaActs *ka_acts_of (const KaKind *kind); /* NULL: the kind has no states */
const char *ka_acts_state_id (const KaActs *acts, guint state);
const char *ka_acts_state_label (const KaActs *acts, guint state); /* in the user's language */
const KaAct *ka_acts (const KaKind *kind, guint *n);
const KaAct *ka_act_get (const char *kind, const char *id); /* NULL if there is none */
const char *ka_act_label (const KaAct *act);
/* The kind whose fields it asks for: the subject's, or of what it makes. */
const KaKind *ka_act_kind (const KaAct *act, const KaKind *subject);
gboolean ka_act_needs (const KaAct *act, const KaActField *field, const KaRecord *subject);
gboolean ka_act_asks (const KaAct *act, const KaActField *field, const KaRecord *subject);

/* Whether the act may be done with the record now; else FALSE with KA_ERROR_INVALID: what is in the way,
 * and what to do first. */
gboolean ka_act_lawful (const KaAct *act, const KaRecord *subject, KaDay on, GError **error);
/* The record that the act fills (the subject or a new one), with what stands in it until it is said
 * otherwise. */
KaRecord *ka_act_draft (const KaAct *act, KaLedger *ledger, const KaRecord *subject, KaDay on);
/* Does it as one change: values of the draft's fields, checked. *made (may be NULL): id of the record that
 * was made, or 0. */
gboolean ka_act_run (const KaAct *act,
                     KaLedger *ledger,
                     const KaKind *kind,
                     gint64 subject,
                     const KaRecord *draft,
                     KaDay on,
                     gint64 *made,
                     GError **error);

G_END_DECLS
