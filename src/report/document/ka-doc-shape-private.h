/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-doc-strip-private.h"

G_BEGIN_DECLS

/* How a cluster behaves in a line. */
typedef enum
{
  KA_CLUSTER_NARROW, /* Latin letters, digits: no slack between two of them */
  KA_CLUSTER_SPACE,
  KA_CLUSTER_WIDE,   /* hanzi and whatever else is as wide */
  KA_CLUSTER_JOINED, /* — … : no slack between two of them, they are one mark */
  KA_CLUSTER_OPEN,   /* （《“: blank on the left */
  KA_CLUSTER_CLOSE,  /* ）》”，。、: blank on the right */
} KaClusterKind;

typedef enum
{
  KA_BREAK_NEVER,
  KA_BREAK_SPLIT, /* only where a line holds nothing better: but no figure, and no mark on the wrong side */
  KA_BREAK_WORD, /* only where a word is longer than the line */
  KA_BREAK_LINE,
  KA_BREAK_FORCED,
} KaBreak;

typedef struct
{
  guint start, end; /* bytes of the text */
  guint run;
  int glyph, glyph_end; /* of the run */
  float advance;
  guint8 kind;  /* KaClusterKind */
  guint8 after; /* KaBreak: may a line end behind it */
} KaCluster;

typedef struct
{
  gsize start, end;
  char *uri;
} KaRange;

struct _KaStrip
{
  char *text;
  double size, pitch;
  GPtrArray *runs;  /* PangoGlyphItem, in the order of the text */
  GArray *clusters; /* KaCluster */
  GArray *links;    /* KaRange, or NULL */
  GArray *blanks;   /* KaRange, or NULL */
};

G_END_DECLS
