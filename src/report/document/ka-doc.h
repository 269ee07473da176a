/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include <ka-chart.h>
#include <ka-picture.h>
#include <ka-table.h>

G_BEGIN_DECLS

/* A paper as a list of blocks, from its red head to its annexes; ka_doc_write_pdf () sets it on pages as
 * GB/T 9704—2012 has them. Texts are plain UTF-8; nothing in them is markup but the marks below, which
 * ka_text_clean () keeps out of everything that is stored. */
typedef struct _KaDoc KaDoc;

/* KA_DOC_BOLD "主题句。" KA_DOC_PLAIN "一是……" */
#define KA_DOC_BOLD "\x0e"
#define KA_DOC_PLAIN "\x0f"
/* A figure that leads to what it counts: KA_DOC_LINK "kuangan:…" KA_DOC_LINK_TEXT "12" KA_DOC_LINK_END.
 * Only the preview carries the links (KaDocMeta.links); on paper it is the text alone. Works in
 * paragraphs, lists and table cells. */
#define KA_DOC_LINK "\x1c"
#define KA_DOC_LINK_TEXT "\x1d"
#define KA_DOC_LINK_END "\x1e"
/* A blank that was filled in, underlined: KA_DOC_BLANK "2025" KA_DOC_BLANK_END. In paragraphs. */
#define KA_DOC_BLANK "\x11"
#define KA_DOC_BLANK_END "\x12"
/* The text without any marks: for a sheet, for reading aloud. */
char *ka_doc_strip_marks (const char *text);

KaDoc *ka_doc_new (void);
void ka_doc_free (KaDoc *doc);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaDoc, ka_doc_free)

/* ---- first page ---- */

typedef struct
{
  const char *issuer; /* 发文机关标志: 重庆市江津区应急管理局文件; several joined with '\n' */
  const char *number; /* 发文字号: 江津应急文〔2025〕12号 */
  const char *signer; /* 签发人 (papers to a higher office), several joined with '\n'; or NULL */
  const char *copy_number; /* 份号, six digits; or NULL */
  const char *secrecy;     /* 密级和保密期限; or NULL */
  const char *urgency;     /* 紧急程度; or NULL */
} KaDocHead;

/* Red head and red line; empty strings count as NULL. Without one the title begins the page. */
void ka_doc_add_head (KaDoc *doc, const KaDocHead *head);
/* Lines are broken by sense in the shape of a trapezium; '\n' breaks where it is wanted. */
void ka_doc_add_title (KaDoc *doc, const char *title);
/* 主送机关; the colon is added. */
void ka_doc_add_addressee (KaDoc *doc, const char *addressee);

/* ---- text ---- */

/* level 1…4: 一、 （一） 1. （1）; numbered in order unless the text begins with a number of its level.
 * Becomes a bookmark. */
void ka_doc_add_heading (KaDoc *doc, guint level, const char *text);
void ka_doc_add_paragraph (KaDoc *doc, const char *text);
/* A heading with the text going on behind it: （一）矿山底数。在册矿山…… */
void ka_doc_add_run_in (KaDoc *doc, guint level, const char *heading, const char *text);

typedef enum
{
  KA_LIST_PLAIN,   /* a paragraph each */
  KA_LIST_ARABIC,  /* 1. */
  KA_LIST_PAREN,   /* （1） */
  KA_LIST_CIRCLED, /* ① */
} KaListStyle;
void ka_doc_add_list (KaDoc *doc, KaListStyle style, const char *const *items);

/* What an officer wrote: a block for each line. A line that begins with 一、 （一） 1. or （1） is a heading
 * of that level if it is short and no sentence; behind 一、 and （一） a short first sentence runs in; all
 * else is a paragraph. */
void ka_doc_add_text (KaDoc *doc, const char *text);

/* Both take a reference. The chart's title becomes its caption below it. */
void ka_doc_add_table (KaDoc *doc, KaTable *table);
void ka_doc_add_chart (KaDoc *doc, KaChart *chart);
/* A photograph as wide as the type area, two on a page, with its caption below it. */
void ka_doc_add_picture (KaDoc *doc, KaPicture *picture, const char *caption);

/* ---- end of the paper ---- */

/* 附件说明: the titles of the annexes that follow; nothing if there are none. */
void ka_doc_add_annex_list (KaDoc *doc);
/* date: 2025年10月12日. seal: room and places for a seal (日期 four characters from the right). */
void ka_doc_add_signature (KaDoc *doc, const char *name, const char *date, gboolean seal);
/* 附注; the brackets are added. */
void ka_doc_add_note (KaDoc *doc, const char *note);

/* Begins an annex on a new page: 附件 or 附件N, then its title. What is added from here on stands in it;
 * headings number anew. */
void ka_doc_begin_annex (KaDoc *doc, const char *title, gboolean landscape);

/* ---- forms (执法文书) ---- */

typedef struct
{
  const char *series; /* 安全生产行政执法文书, above two fine rules; or NULL */
  const char *name;   /* 现场检查记录 */
  const char *number; /* on the first page only; or NULL */
  const char *signer; /* 签发人, at the right of the number; or NULL */
  const char *copies; /* at the foot of the last page: 本文书一式两份：…; or NULL */
  const char
    *strip; /* what is signed at the foot of every page but the last, joined by '|'; or NULL */
  gboolean landscape;
} KaDocForm;

/* Begins a form on a page of its own, in its own measures: A4 with margins of 84 and 72 points, text of
 * size 5 on lines of 21 points. Further pages bear series and name again, and each says which of how many
 * it is. All that is added from here on stands in it; what must be signed never stands alone on a page. */
void ka_doc_begin_form (KaDoc *doc, const KaDocForm *form);

/* A line of labels with what is filled in behind them; the rules reach to the next label, the last one to
 * the margin. */
typedef struct
{
  const char *label;
  const char *value;
} KaDocBlank;
void ka_doc_add_blanks (KaDoc *doc, const KaDocBlank *blanks, guint n);
/* The same to be signed: kept together with those around it and with the end of the text. */
void ka_doc_add_sign (KaDoc *doc, const KaDocBlank *blanks, guint n);
/* Text on ruled lines, at least so many. */
void ka_doc_add_ruled (KaDoc *doc, const char *text, guint least);

/* A row of a form's table, its cells beside each other. */
typedef struct
{
  const char *text; /* several lines joined by '\n' */
  double width;     /* in parts of the row */
  gboolean label;   /* printed, in the middle; else filled in */
} KaDocCell;
/* height: at least, in points; what is filled in may go over to the next page. */
void ka_doc_add_cells (KaDoc *doc, const KaDocCell *cells, guint n, double height);

/* 版记, at the foot of the last page. copies: 抄送 without the word, or NULL; date: of printing. */
void ka_doc_set_imprint (KaDoc *doc, const char *copies, const char *printer, const char *date);

typedef enum
{
  KA_PAGE_NUMBERS_OUTSIDE, /* — 1 — at the outer side, as the standard wants */
  KA_PAGE_NUMBERS_NONE,
} KaPageNumbers;
void ka_doc_set_page_numbers (KaDoc *doc, KaPageNumbers numbers);

/* Where faces are looked for, NULL-terminated; NULL: wherever the system has them. */
void ka_doc_set_font_dirs (KaDoc *doc, const char *const *dirs);

/* ---- pages ---- */

typedef struct
{
  const char *title;
  const char *author;
  const char *subject;
  const char *keywords;
  const char
    *date; /* ISO 8601: 2025-10-12T09:00:00+08:00; given, the same document gives the same bytes */
  gboolean links; /* the links of KA_DOC_LINK, for the preview */
} KaDocMeta;

/* Sets and writes the pages beside path, then puts the file in its place at once (0600). warnings, if
 * given, receives Chinese sentences (char *; a free function is not set by this) about what the reader
 * would see wrong: faces missing, characters in no face. May run in any thread. */
gboolean ka_doc_write_pdf (KaDoc *doc,
                           const char *path,
                           const KaDocMeta *meta,
                           guint *n_pages,
                           GPtrArray *warnings,
                           GCancellable *cancellable,
                           GError **error);

/* What is wrong with the faces of this system before any paper is set: Chinese sentences (char *), which
 * name the package to install; empty if all is well. */
GPtrArray *ka_doc_check_fonts (void);

G_END_DECLS
