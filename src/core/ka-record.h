/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-kind.h"

G_BEGIN_DECLS

/* One record of any kind: its values as canonical text, one slot a field of its kind. Reference
 * counted (atomic); do not change a record that others hold, copy it. */
struct _KaRecord
{
  const KaKind *kind;
  gint64 id;     /* 0: not saved yet */
  gint64 rev;    /* the revision it was read at; 0: not saved yet */
  char **values; /* kind->n_fields slots, NULL where empty; owned */
  KaDay checked; /* see ka_record_set_checked() */
};

KaRecord *ka_record_new (const KaKind *kind);
KaRecord *ka_record_ref (KaRecord *record);
void ka_record_unref (KaRecord *record);
KaRecord *ka_record_copy (const KaRecord *record);

/* Canonical text or NULL. Unknown field ids are a programming error. */
const char *ka_record_get (const KaRecord *record, const char *field);
gint64 ka_record_get_int (const KaRecord *record,
                          const char *field,
                          gint64 otherwise); /* INT, REF, FLAG */
/* Stores a copy of canonical text; NULL or "" empties. No check: see ka_record_check(). */
void ka_record_set (KaRecord *record, const char *field, const char *value);
/* KA_DAY_NONE where it is empty or no day. */
KaDay ka_record_get_day (const KaRecord *record, const char *field);
/* The day that dates the record (whose code tables count): its own, else the given one. */
KaDay ka_record_dated (const KaRecord *record, KaDay otherwise);
void ka_record_take (KaRecord *record, guint index, char *value); /* takes value */
gboolean ka_record_equal (const KaRecord *a, const KaRecord *b);  /* same kind and values */

/* The body of a revision: a JSON object of the values that are given, in the order of the fields; INT
 * and REF as numbers, FLAG as true/false, the rest (DEC too, to stay exact) as strings. */
void ka_record_append_json (const KaRecord *record, GString *out);
char *ka_record_to_json (const KaRecord *record);
/* Reads such a body; keys that the kind does not have are passed over. Made to be fast. */
KaRecord *ka_record_from_json (const KaKind *kind, const char *json, gssize len, GError **error);
/* Appends "text" as a JSON string with its quotes. */
void ka_json_append_string (GString *out, const char *text);

/* One finding of ka_record_check() or of an import. */
typedef enum
{
  KA_SEVERITY_INFO,   /* worth a remark */
  KA_SEVERITY_WARN,   /* may stand, but is reported */
  KA_SEVERITY_REFUSE, /* must not be saved */
} KaSeverity;

typedef struct
{
  const KaField *field; /* or NULL: the record as a whole */
  KaSeverity severity;
  const char *code; /* static: required, credit_code_check, date_impossible, range … */
  char *message;    /* Chinese; what, and what to do; owned */
} KaProblem;

void ka_problem_free (KaProblem *problem);

/* Checks all fields by their tables and the rules between fields (end before begin …); `on` dates it
 * where its own date field is empty. Returns KaProblem elements, empty if all is well. What needs the
 * ledger (unique, references) is checked when saving. */
GPtrArray *ka_record_check (const KaRecord *record, KaDay on);
/* ka_record_check() for the day found nothing to refuse: whoever saves the record need not look again, as long
 * as no value changes. */
void ka_record_set_checked (KaRecord *record, KaDay on);
gboolean ka_record_is_checked (const KaRecord *record, KaDay on);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaRecord, ka_record_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaProblem, ka_problem_free)

G_END_DECLS
