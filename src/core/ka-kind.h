/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-codes.h"
#include "ka-types.h"

G_BEGIN_DECLS

/* Kinds are data: the form, the list, the import, the workbook, the history, the search and the schema
 * test are all driven by these tables (src/core/kinds/). Nothing else repeats the list of fields. */

/* How a value is written. In memory and in JSON keys every value is its canonical text; the ledger
 * stores INT, DEC (× 10^places), FLAG (0/1) and REF as INTEGER, everything else as TEXT. */
typedef enum
{
  KA_FIELD_TEXT,    /* one line */
  KA_FIELD_LONG,    /* several lines */
  KA_FIELD_INT,     /* "88" */
  KA_FIELD_DEC,     /* "4.9": exact, no trailing zeros */
  KA_FIELD_DATE,    /* "2025-01-31"; 长期 is "9999-12-31" */
  KA_FIELD_MONTH,   /* "2025-01" */
  KA_FIELD_QUARTER, /* "2025Q4" */
  KA_FIELD_TIME,    /* "2025-08-14T15:20" */
  KA_FIELD_FLAG,    /* "1" 是, "0" 否; unset 未填 */
  KA_FIELD_CHOICE,  /* a value of its choices or of its code table */
  KA_FIELD_REF,     /* the id of a record of the target kind */
} KaFieldType;

typedef enum
{
  KA_REQUIRED = 1 << 0,
  KA_UNIQUE = 1 << 1,
  KA_PRIVATE = 1 << 2,     /* personal data: masked in lists and exports unless asked for */
  KA_MULTI = 1 << 3,       /* several choices in one value, joined by 、 */
  KA_AUTO = 1 << 4,        /* given the next free number when saved empty */
  KA_UNDERGROUND = 1 << 5, /* asked of underground mines only */
  KA_FOREVER = 1 << 6,     /* 长期 is a value of this date */
  KA_SECTION = 1 << 7, /* in ledgers a line over the rows often says it: 一、压实各方安全责任 */
  KA_NUMBERED = 1 << 8, /* in ledgers the number of the row may stand before it: 1.公示… */
} KaFieldFlags;

/* What a TEXT holds, where that decides how it is cleaned and checked. */
typedef enum
{
  KA_FORMAT_NONE,
  KA_FORMAT_TITLE,       /* a name of something: blanks between Chinese characters mean nothing */
  KA_FORMAT_NAME,        /* one person: 张　某 is 张某 */
  KA_FORMAT_LIST,        /* several names or words, joined by 、 */
  KA_FORMAT_NUMBER,      /* number of a paper or certificate: no blanks, capitals, 〔2025〕 */
  KA_FORMAT_PHONE,       /* digits, with a dash after an area code */
  KA_FORMAT_CREDIT_CODE, /* unified social credit code */
  KA_FORMAT_ID_NUMBER,   /* resident identity number */
} KaFieldFormat;

struct _KaField
{
  const char *id;    /* column, JSON key */
  const char *label; /* Chinese, untranslated; ka_field_label() translates */
  KaFieldType type;
  guint flags;         /* KaFieldFlags */
  guint places;        /* DEC: decimal places */
  const char *choices; /* CHOICE: values joined by |, in their order; or NULL */
  const char *codes;   /* CHOICE: name of a code table; or NULL */
  const char *target;  /* REF: id of a kind */
  KaFieldFormat format;
  const char *unit; /* "m", "万元", "次"; or NULL */
  const char *min;  /* least and greatest value allowed (canonical), or NULL */
  const char *max;
  const char *section;  /* heading of the section of the form that begins here; NULL: goes on */
  guint width;          /* width in lists, in Chinese characters; 0: not shown unless chosen */
  const char *synonyms; /* CHOICE, FLAG: other words for a value, as written=value|written=value */
  const char *aliases;  /* other headings under which it stands in real ledgers, joined by | */
  const char *nothing;  /* words that say that there is none, in its column, joined by | */
  const char *help;     /* what the law wants, with its clause; or NULL */
};

typedef enum
{
  /* Bookkeeping of the program (settings, frozen quarters): no page, no sheet. */
  KA_KIND_INTERNAL = 1 << 0,
  /* Internal, but with a page of its own: no office keeps a sheet of it. */
  KA_KIND_PAGE = 1 << 1,
  /* Written by the program alone: what stands on the page is looked at. */
  KA_KIND_READ_ONLY = 1 << 2,
  KA_KIND_SEARCHED = 1 << 3, /* internal, but found by the search over everything */
  KA_KIND_NEWEST = 1 << 4,   /* in the window its list begins with the newest */
  KA_KIND_CODED
  = 1 << 5, /* its title is a mere number: who reads it wants the subtitle beside it */
  /* Internal, but offices do send sheets of it: the importer reads them. */
  KA_KIND_READ = 1 << 6,
  /* Answers to what was asked: one that holds nothing but its keys was not answered. */
  KA_KIND_ANSWER = 1 << 7,
} KaKindFlags;

struct _KaKind
{
  const char *id;
  const char *label;    /* Chinese, untranslated; ka_kind_label() translates */
  const char *counter;  /* measure word for counts: 家, 座, 条 … */
  guint flags;          /* KaKindFlags */
  const char *title;    /* id of the field by which one recognises a record */
  const char *subtitle; /* id of a second one, or NULL */
  const char *date;     /* id of the field that dates the record (codes, quarter), or NULL */
  const char *order;    /* id of the field by which lists are sorted at first */
  /* Natural keys in the order in which they are tried: field ids joined by +. A record is the same
   * as another when all fields of one key are given and equal; a later key says something only where
   * an earlier one is not given in full by both (two people of one name with two ID numbers are two). */
  const char *keys[6];
  /* Fields joined by + that tell two records apart also where a key does not name them, by being given
   * in one alone: the district's own cell is none of an enterprise. NULL: none. */
  const char *apart;
  const char *aliases; /* names under which its sheets are met, joined by | */
  const KaField *fields;
  guint n_fields;
};

/* All kinds, in the order of the ledger (a kind stands after those it refers to). */
const KaKind *const *ka_kinds (guint *n);
const KaKind *ka_kind_get (const char *id);         /* NULL if there is none */
const KaKind *ka_kind_by_label (const char *label); /* 矿山 → mine; NULL */
guint ka_kind_index (const KaKind *kind);           /* its place in ka_kinds() */
const char *ka_kind_label (const KaKind *kind);     /* in the user's language */
gboolean ka_kind_has_page (const KaKind *kind);
gboolean ka_kind_is_read (const KaKind *kind); /* from sheets, by the importer */
const KaField *ka_kind_field (const KaKind *kind, const char *id); /* NULL if there is none */
int ka_kind_field_index (const KaKind *kind, const char *id);      /* -1 if there is none */

const char *ka_field_label (const KaField *field); /* in the user's language */
/* With its unit, 最高边坡高度(m): the heading for papers and workbooks, always Chinese; the caption for the
 * window, in the user's language. */
char *ka_field_heading (const KaField *field);
char *ka_field_caption (const KaField *field);
const KaKind *ka_field_target (const KaField *field); /* of a REF, else NULL */
/* The values of a CHOICE valid on the day: NULL-terminated, free with g_free() (strings are static).
 * The names of the towns and minerals themselves are the values; of criteria and indicators the codes. */
const char **ka_field_choices (const KaField *field, KaDay on);
const KaCodeTable *ka_field_codes (const KaField *field); /* or NULL */
gboolean ka_field_is_number (const KaField *field);       /* INT or DEC */

G_END_DECLS
