/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-paper.h"
#include "ka-quarterly-template.h"

G_BEGIN_DECLS

struct _KaPaper
{
  KaLedger *ledger;
  const KaPaperForm *form;
  KaDay day;
  KaRecord *subject;    /* what it is about */
  GPtrArray *records;   /* KaRecord: the subject and what it refers to, one of a kind */
  GPtrArray *hazards;   /* KaRecord: those that it lists */
  GHashTable *values;   /* name → char *: computed once */
  GHashTable *parts;    /* name → char *: rewritten */
  GHashTable *lists;    /* name → GPtrArray: items of lists */
  KaRecord *registered; /* in the register, or NULL */
  char *number;         /* NULL: a draft */
};

/* Of a record that is not in the ledger. */
KaPaper *
ka_paper_new_blank (KaLedger *ledger, const KaPaperForm *form, const KaRecord *subject, KaDay day);

/* ---- values (ka-paper-values.c) ---- */

typedef struct
{
  const char *name;
  const char *label;
  const char *kind; /* where it is mended; NULL: nowhere but on the paper itself */
  const char *field;
  char *(*compute) (KaPaper *paper);
  gboolean raw; /* printed text, no blank to be filled */
} KaPaperValue;

const KaPaperValue *ka_paper_value (const char *name); /* NULL if there is none */
/* inspection.place: the kind and the field; FALSE if it is no such name. */
gboolean ka_paper_split_name (const char *name, const KaKind **kind, const KaField **field);
/* The record of that kind that belongs to the paper, or NULL. */
const KaRecord *ka_paper_record (KaPaper *paper, const char *kind);
void ka_paper_add_record (KaPaper *paper, KaRecord *record);
/* A field for people, dates in Chinese; "" where empty. */
char *ka_paper_show (KaPaper *paper, const KaRecord *record, const char *field);
/* The lists of the texts. */
const KaListSpec *ka_paper_list (const char *name);
GPtrArray *ka_paper_items (KaPaper *paper, const char *list);
/* What stands for the end of a line within a value. */
#define KA_PAPER_LINE "\x14"
/* What stands in a blank that nothing is filled into. */
#define KA_PAPER_EMPTY "\x13"

/* The first text if there is any, else the second; takes both. */
char *ka_paper_take_given (char *first, char *second);

/* ka-paper-hazard.c, ka-paper-case.c, ka-paper-notice.c: the values of hazards, of penalties and listings,
 * of letters. */
extern const KaPaperValue ka_paper_hazard_values[];
GPtrArray *ka_paper_list_hazards (KaPaper *paper);
extern const KaPaperValue ka_paper_case_values[];
extern const KaPaperValue ka_paper_notice_values[];
GPtrArray *ka_paper_shortfalls (KaPaper *paper); /* items of {#each shortfalls} */
GPtrArray *ka_paper_case_gaps (KaPaper *paper);  /* of {#each case_gaps} */

/* The registry sheet of a mine, or of an enterprise with its mines (ka-paper-pack.c). */
gboolean ka_paper_add_registry (KaDoc *doc,
                                KaLedger *ledger,
                                const KaKind *kind,
                                gint64 id,
                                KaDay day,
                                GError **error);

/* ---- text (ka-paper-text.c) ---- */

extern const KaTemplateSource ka_paper_source;
/* The text of a form, its values filled in. */
char *ka_paper_expand (KaPaper *paper, const char *form, GError **error);
/* What stands behind the keyword on the first of its lines ("字": 应急检记), or NULL. */
char *ka_paper_find_line (const char *text, const char *keyword);

/* ---- lines of a text into blocks (ka-paper-lines.c) ---- */

/* An expanded text; number: on its first page; sender: of a letter. KA_ERROR_INVALID names the line that is
 * not understood. */
gboolean ka_paper_set_lines (KaDoc *doc,
                             const char *text,
                             const char *number,
                             const char *sender,
                             GError **error);

G_END_DECLS
