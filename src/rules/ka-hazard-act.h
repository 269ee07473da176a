/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-hazard-state.h"

#include <ka-ledger.h>

G_BEGIN_DECLS

/* What an officer may do with a hazard, as a table: from which states, what it leads to, what it needs, by
 * which law. A state is never set; an act fills fields and the state follows from them. */

#define KA_STATE_BIT(state) (1u << (state))

typedef enum
{
  KA_ACT_OPTIONAL,
  KA_ACT_NEEDED,
  KA_ACT_MAJOR, /* needed of a major hazard, not asked of another */
} KaActNeed;

/* What stands in the field until it is said otherwise. */
typedef enum
{
  KA_ACT_KEPT,  /* what the hazard has */
  KA_ACT_TODAY, /* today where the hazard has nothing */
  KA_ACT_FOUND, /* the day it was found */
  KA_ACT_ANEW,  /* nothing: it must be said */
} KaActGiven;

typedef struct
{
  const char *field; /* of the hazard, or of what the act makes */
  KaActNeed need;
  KaActGiven given;
} KaActField;

#define KA_ACT_MAX_FIELDS 10

typedef struct _KaHazardAct KaHazardAct;

struct _KaHazardAct
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
  gboolean (*allowed) (const KaHazardAct *act, const KaRecord *hazard, KaDay on, GError **error);
  /* After the fields are filled: before is the hazard as it was, record the hazard or what is made. */
  gboolean (*check) (const KaHazardAct *act,
                     KaLedger *ledger,
                     const KaRecord *before,
                     const KaRecord *record,
                     KaDay on,
                     GError **error);
  /* What follows by itself. */
  void (*finish) (KaRecord *hazard, const KaRecord *made);
};

const KaHazardAct *ka_hazard_acts (guint *n);
const KaHazardAct *ka_hazard_act_get (const char *id); /* NULL if there is none */
const char *ka_hazard_act_label (const KaHazardAct *act);
/* The kind whose fields it asks for: the hazard's, or of what it makes. */
const KaKind *ka_hazard_act_kind (const KaHazardAct *act);
gboolean
ka_hazard_act_needs (const KaHazardAct *act, const KaActField *field, const KaRecord *hazard);
gboolean
ka_hazard_act_asks (const KaHazardAct *act, const KaActField *field, const KaRecord *hazard);

/* Whether the act may be done with the hazard now; else FALSE with KA_ERROR_INVALID: what is in the way,
 * and what to do first. */
gboolean
ka_hazard_act_lawful (const KaHazardAct *act, const KaRecord *hazard, KaDay on, GError **error);
/* The record that the act fills (the hazard or a new one), with what stands in it until it is said
 * otherwise. */
KaRecord *
ka_hazard_act_draft (const KaHazardAct *act, KaLedger *ledger, const KaRecord *hazard, KaDay on);
/* Does it as one change: values of the draft's fields, checked. *made (may be NULL): id of the record that
 * was made, or 0. */
gboolean ka_hazard_act_run (const KaHazardAct *act,
                            KaLedger *ledger,
                            gint64 hazard,
                            const KaRecord *draft,
                            KaDay on,
                            gint64 *made,
                            GError **error);

G_END_DECLS
