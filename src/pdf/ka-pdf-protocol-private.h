/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Between the program and its helper: one packet each way for a request, on a SOCK_SEQPACKET pair that is
 * the helper's file descriptor 3. What is long travels as a memory file beside the packet. Both ends are
 * built together; the version only catches a helper left over from another build. */
#define KA_PDF_VERSION 2
#define KA_PDF_SOCKET 3

#define KA_PDF_MAX_TEXT 4096         /* bytes of a password, of what is looked for */
#define KA_PDF_MAX_PIXELS 40000000   /* of a picture */
#define KA_PDF_MAX_SIDE 30000        /* pixels: cairo knows no more than 32,767 */
#define KA_PDF_MAX_ANSWER (64 << 20) /* bytes of any other answer */
#define KA_PDF_MAX_OUTLINE 2000      /* entries of a table of contents */
#define KA_PDF_MAX_SIZES 5000 /* pages whose sizes are told at opening; the rest is as the last */

typedef enum
{
  KA_PDF_OPEN,   /* file beside the packet; text: password. Answer: (usa(dd)) pages, title, sizes */
  KA_PDF_RENDER, /* Answer: width × height pixels of 4 bytes */
  KA_PDF_TEXT,   /* Answer: s */
  KA_PDF_FIND,   /* text: what is looked for. Answer: a(dddd) */
  KA_PDF_LINKS,  /* Answer: a(dddds) */
  KA_PDF_OUTLINE, /* Answer: a(uus): depth, page, title */
  KA_PDF_SELECT,  /* box: from and to. Answer: (sa(dddd)): the text between, and where it stands */
} KaPdfOperation;

typedef enum
{
  KA_PDF_OK,
  KA_PDF_ENCRYPTED,
  KA_PDF_DAMAGED,
  KA_PDF_EMPTY,   /* no pages */
  KA_PDF_NO_PAGE, /* that page cannot be had */
  KA_PDF_NO_MEMORY,
} KaPdfStatus;

typedef struct
{
  guint32 version;
  guint32 operation;
  guint32 page;
  guint32 length; /* of the text behind this */
  double scale;
  double box[4]; /* x and y of both ends, from the top left corner, in points */
} KaPdfRequest;

typedef struct
{
  guint32 status;
  guint32 width, height;
  guint32 length; /* of the answer in the memory file */
} KaPdfReply;

G_END_DECLS
