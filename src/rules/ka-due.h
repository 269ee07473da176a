/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-ledger.h>
#include <ka-query.h>
#include <ka-settings.h>

G_BEGIN_DECLS

/* What is due or wrong: a rule is a row that says which records of its kind it finds, as SQL over the kind's
 * table under the alias t, by when they were to be put right, and which clause wants it. The list pages take
 * the predicates of their chips from the same rows; rows without a clause are such questions alone.
 *
 * Parameters that every predicate may use: :day, :quarter :quarter_start :quarter_end, :year :year_start
 * :year_end, :last_month (the last month that has ended) :last_month_end, :ahead (how many days before its
 * date a record is told of), and the rule's own limits by their ids. */
typedef enum
{
  KA_DUE_LOW, /* worth knowing */
  KA_DUE_MEDIUM,
  KA_DUE_HIGH, /* a legal consequence is near or there */
} KaDueSeverity;

typedef enum
{
  KA_DUE_OVERDUE,   /* 逾期 */
  KA_DUE_TODAY,     /* 今日到期 */
  KA_DUE_SOON,      /* 30 日内 */
  KA_DUE_WRONG,     /* 不符合规定: no date, but not as it has to be */
  KA_DUE_MISSING,   /* 数据缺失: cannot be said, because something is not filled in */
  KA_DUE_LATER,     /* 30 日后: on the ladder, but not near yet */
  KA_DUE_ADVICE,    /* 提示: nothing is owed */
  KA_DUE_POSTPONED, /* 已延后: by a note with a date and a reason */
} KaDueGroup;
#define KA_DUE_N_GROUPS (KA_DUE_POSTPONED + 1)

/* A threshold of a rule: :id in its SQL, due.<code>.<id> in the settings. */
typedef struct
{
  const char *id;
  const char *label; /* Chinese, with the unit */
  int value;         /* unless set otherwise */
} KaDueLimit;

#define KA_DUE_MAX_FACTS 4
#define KA_DUE_MAX_LIMITS 2

typedef struct
{
  const char *code;   /* permit_expiry … */
  const char *name;   /* Chinese: 证照到期 */
  const char *area;   /* section of the settings: 证照与标准化 */
  const char *kind;   /* of the record that it points to */
  const char *field;  /* where it is put right; or NULL */
  const char *clause; /* the legal source; NULL: a question of the lists alone */
  const char *where;  /* SQL predicate */
  const char
    *district;     /* SQL predicate about the district as a whole, instead of where: one finding, of
                         * no record */
  const char *due; /* SQL date by which; or NULL */
  const char *workdays; /* id of its limit: so many working days after `due`; or NULL */
  const char *base;     /* code of a rule whose limit `days` comes first, as :base; or NULL */
  const char *missing;  /* SQL predicate: it cannot be said, something is 未填; or NULL */
  const char *message;  /* Chinese, with the facts in the places $1 … */
  const char *unknown;  /* the same where something is 未填; or NULL */
  const char *pressing; /* SQL predicate: it is KA_DUE_HIGH; or NULL */
  const char *urgent;   /* the message then; or NULL */
  const char *facts[KA_DUE_MAX_FACTS]; /* SQL texts */
  const char *chip;                    /* label of its chip in the lists, or NULL */
  const char *chip_where;              /* SQL predicate of the chip besides where; or NULL */
  KaDueLimit limits[KA_DUE_MAX_LIMITS];
  KaDueSeverity severity;
  gboolean advice; /* nothing is owed: KA_DUE_ADVICE */
} KaDueRule;

/* All of them in their order, those that are questions alone too: elements const KaDueRule *. */
const KaDueRule *const *ka_due_rules (guint *n);
const KaDueRule *ka_due_rule_get (const char *code); /* NULL if there is none */
gboolean ka_due_rule_is_question (const KaDueRule *rule);
const char *ka_due_rule_name (const KaDueRule *rule); /* in the user's language */
const char *ka_due_group_id (KaDueGroup group);       /* Chinese, for files and the command line */
const char *ka_due_group_label (KaDueGroup group);

/* Their switches and limits: due.<code> and due.<code>.<id>, by area. ka_setting_get() knows them once this
 * was called. */
const KaSetting *ka_due_settings (guint *n);
/* A limit of a rule (tip_overdue, days) as it is set: what else reckons with that term reads it here. */
int ka_due_limit (KaLedger *ledger, const char *code, const char *limit);
gboolean ka_due_rule_enabled (KaLedger *ledger, const KaDueRule *rule);
/* Those that are switched off, which whoever reads what is due has to know: const KaDueRule *. */
GPtrArray *ka_due_rules_off (KaLedger *ledger);

typedef struct
{
  const KaDueRule *rule;
  gint64 id;  /* of the record; 0: the district as a whole */
  char *name; /* what people call what it is about: the mine, the enterprise, the person … */
  KaDay due;  /* or KA_DAY_NONE */
  int days;   /* from the day to due; negative: so long overdue */
  int step;   /* the ladder's step that it stands on (90, 60, 30, 7); 0: on none */
  char *message;
  KaDueGroup group;
  KaDueSeverity severity;
  gint64 note;  /* the due_note about it, or 0 */
  KaDay until;  /* postponed to, or KA_DAY_NONE */
  char *reason; /* of the note, or NULL */
} KaDueItem;

void ka_due_item_free (KaDueItem *item);
char *ka_due_item_say_days (const KaDueItem *item); /* 逾期12天, 今天, 还有3天, "" */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaDueItem, ka_due_item_free)

/* What the enabled rules find on the day: KaDueItem elements by group, rule, date and name. The ledger may be
 * one as of a revision. */
GPtrArray *ka_due_find (KaLedger *ledger, KaDay on, GCancellable *cancellable, GError **error);
/* Of one rule, whether enabled or not. */
GPtrArray *ka_due_find_rule (KaLedger *ledger, const KaDueRule *rule, KaDay on, GError **error);

/* How many records (or 1 for the district as a whole); -1 on failure. */
gint64 ka_due_count_rule (KaLedger *ledger, const KaDueRule *rule, KaDay on, GError **error);

/* The list that a rule finds, all of it. */
KaQuery *ka_due_query (KaLedger *ledger, const KaDueRule *rule, KaDay on);
/* What the rule's chip asks for, as a further condition of a query of its kind. */
void ka_due_apply_chip (KaLedger *ledger, const KaDueRule *rule, KaDay on, KaQuery *query);

/* Postpones the item to a day, or (KA_DAY_NONE) puts a note on it; an empty reason with no day takes the
 * note away. One change, which can be undone. */
gboolean ka_due_note (KaLedger *ledger,
                      const KaDueItem *item,
                      KaDay until,
                      const char *reason,
                      GError **error);

G_END_DECLS
