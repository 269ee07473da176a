/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-doc.h"

G_BEGIN_DECLS

typedef enum
{
  KA_BLOCK_HEAD,
  KA_BLOCK_TITLE,
  KA_BLOCK_ADDRESSEE,
  KA_BLOCK_HEADING,
  KA_BLOCK_PARAGRAPH,
  KA_BLOCK_TABLE,
  KA_BLOCK_CHART,
  KA_BLOCK_PICTURE,
  KA_BLOCK_ANNEX_LIST,
  KA_BLOCK_SIGNATURE,
  KA_BLOCK_NOTE,
  KA_BLOCK_ANNEX,
  KA_BLOCK_FORM,
  KA_BLOCK_BLANKS,
  KA_BLOCK_RULED,
  KA_BLOCK_CELLS,
} KaBlockKind;

typedef struct
{
  char *issuer, *number, *signer, *copy_number, *secrecy, *urgency;
} KaBlockHead;

typedef struct
{
  char *series, *name, *number, *signer, *copies, *strip; /* or NULL */
} KaBlockForm;

typedef struct
{
  char *label; /* of a blank, or NULL */
  char *text;
  double width;
  gboolean printed; /* a label */
} KaBlockCell;

typedef struct
{
  KaBlockKind kind;
  guint level;   /* of a heading, or of a run-in heading; 0: none */
  gsize lead;    /* bytes at the beginning of text in the face of that level */
  gboolean flag; /* landscape, seal, to be signed */
  char *text;
  char *date;
  KaBlockHead *head;
  KaBlockForm *form;
  GArray *cells; /* KaBlockCell, or NULL */
  double height; /* of a row, at least */
  KaTable *table;
  KaChart *chart;
  KaPicture *picture;
} KaBlock;

struct _KaDoc
{
  GPtrArray *blocks; /* KaBlock */
  guint counters[4]; /* of the headings, level by level */
  char *copies, *printer, *print_date;
  KaPageNumbers page_numbers;
  char **font_dirs; /* NULL: the system's */
};

/* One annex alone bears no number. */
guint ka_doc_count_annexes (KaDoc *doc);

G_END_DECLS
