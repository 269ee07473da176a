/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-template.h"
#include "ka-recognise-private.h"
#include "ka-xlsx-private.h"

G_BEGIN_DECLS

/* ---- ka-template-xml.c: a part as bytes, and changes to it at places that Expat tells ---- */

/* Parts that are changed are held in memory; a table to be filled in is small. */
#define KA_MAX_EDITED_BYTES (48u * 1024 * 1024)

typedef struct
{
  /* start and end: the bytes of the tag. name without its prefix. */
  void (*start) (gpointer data, const char *name, const char **attributes, gsize start, gsize end);
  void (*end) (gpointer data, const char *name, gsize start, gsize end);
  void (*text) (gpointer data, const char *text, gsize len); /* or NULL */
} KaScanHandler;

gboolean ka_scan_xml (GByteArray *xml,
                      const char *part,
                      const KaScanHandler *handler,
                      gpointer data,
                      GError **error);
/* Turns UTF-16 into UTF-8; whatever else is not UTF-8 is refused. */
gboolean ka_normalise_xml (GByteArray *xml, const char *part, GError **error);
/* Where the value of the attribute stands in the tag. */
gboolean ka_find_attribute (GByteArray *xml,
                            gsize start,
                            gsize end,
                            const char *name,
                            gsize *value_start,
                            gsize *value_end);
/* "AB12" → column and row from 0; gives what comes after, NULL: it is none. */
const char *ka_parse_place (const char *text, guint *column, guint *row);
void ka_append_escaped (GString *out, const char *text);

typedef struct
{
  gsize start, end; /* the bytes that go */
  char *text;       /* what comes in their place */
} KaEdit;

GArray *ka_edits_new (void);
void ka_edits_take (GArray *edits, gsize start, gsize end, char *text);
void ka_edits_attribute (GArray *edits,
                         GByteArray *xml,
                         gsize start,
                         gsize end,
                         const char *name,
                         const char *value);
/* Applies them (in order of place; at one place in the order in which they came) and empties them. */
void ka_edits_apply (GArray *edits, GByteArray *xml);

/* ---- ka-template-formula.c: places in formulas when rows are added ---- */

typedef struct
{
  const char *sheet; /* in which rows are added */
  guint first;       /* first row of the data, from 1 */
  guint after;       /* the rows come after this one (the last of the data), from 1 */
  guint rows;        /* how many; 0: none */
  gboolean grows;    /* ranges that end with that row take the new ones in */
} KaShift;

guint ka_shift_row (const KaShift *shift, guint row); /* from 1 */
/* own: what names no sheet is meant in the shifted one. row: where the formula stands there, from 1; 0
 * elsewhere. Ranges that end with the last row of the data grow. */
char *ka_shift_formula (const char *formula, const KaShift *shift, gboolean own, guint row);
/* As a copy in another place would read. */
char *ka_move_formula (const char *formula, int rows, int columns);
/* A list of ranges: "A1:B3 C4". */
char *ka_shift_ranges (const char *ranges, const KaShift *shift);

/* ---- ka-template-styles.c ---- */

typedef struct
{
  KaStyle kind;
  gboolean percent, border;
} KaCellStyle;

/* One KaCellStyle a cell format. */
GArray *ka_read_cell_styles (KaPackage *package, const char *part, GError **error);

/* ---- ka-template-sheet.c: the cells of a sheet and where they stand in its bytes ---- */

typedef struct
{
  gsize start, end; /* with its closing tag */
  guint column;
  guint style;
  gboolean formula, given;
} KaSheetCell;

typedef struct
{
  gsize start, tag_end, close, end; /* close: of its closing tag; = tag_end for <row/> */
  guint number;                     /* from 0 */
  guint first, n;                   /* its cells */
  guint style;
} KaLine;

typedef struct
{
  guint row, column, style;
  gsize start, tag_end, end, cell_end;
  gsize cell_start, cell_tag_end;
  gsize value_start, value_end; /* of <v>; equal: none */
  int shared;                   /* -1: none */
  gboolean array;
  char *text; /* unescaped; may be empty (a further cell of a shared formula) */
} KaFormula;

typedef struct
{
  GByteArray *xml;
  char *part;
  char *prefix;     /* "x:" or "" */
  GArray *lines;    /* KaLine */
  GArray *places;   /* KaSheetCell */
  GArray *formulas; /* KaFormula */
  GArray *columns;  /* first, last, style: guint triples */
  GArray *merges;   /* KaMerge */
  gsize data_close; /* where </sheetData> begins */
  gsize merges_start, merges_tag_end, merges_close;
} KaSheet;

KaSheet *ka_sheet_new (GByteArray *xml, const char *part, GError **error); /* takes xml */
void ka_sheet_free (KaSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaSheet, ka_sheet_free)
const KaLine *ka_sheet_line (KaSheet *sheet, guint number); /* NULL: not there */
const KaSheetCell *ka_sheet_place (KaSheet *sheet, const KaLine *line, guint column);
gboolean ka_sheet_line_is_empty (KaSheet *sheet, const KaLine *line);
guint ka_sheet_column_style (KaSheet *sheet, guint column);
/* The formula of a cell with shared ones written out; NULL: none. */
char *ka_sheet_formula (KaSheet *sheet, guint row, guint column);

/* Edits that move what stands below, and formulas' places, in any sheet. own: the shifted one. */
void ka_sheet_shift (KaSheet *sheet, const KaShift *shift, gboolean own, GArray *edits);
/* Edits that drop the computed values of formulas. */
void ka_sheet_forget_values (KaSheet *sheet, GArray *edits);
gboolean ka_sheet_names_others (KaSheet *sheet);

/* ---- ka-template-values.c: what a record says in a column ---- */

typedef enum
{
  KA_FILL_EMPTY,
  KA_FILL_TEXT,
  KA_FILL_NUMBER, /* digits */
  KA_FILL_DAY,
} KaFillType;

typedef struct
{
  KaFillType type;
  char *text; /* as the ledger shows it, or the digits */
  KaDay day;
  guint minute; /* of the day; 0: none */
  gboolean odd; /* in another unit than the heading asks for, and says so */
} KaFill;

void ka_fill_clear (KaFill *fill);
/* One <c> element. */
void ka_fill_append (const KaFill *fill,
                     const char *prefix,
                     guint row,
                     guint column,
                     gboolean has_style,
                     guint style,
                     const KaCellStyle *look,
                     gboolean from_1904,
                     GString *out);

/* Where a column's value comes from. */
typedef struct
{
  KaTemplateSource source;
  const KaField *links[2]; /* REF fields to follow first */
  guint n_links;
  const KaField *field;
  char *permit; /* 证照类型 of the permit whose field it is; or NULL */
} KaPath;

void ka_path_clear (KaPath *path);
/* FALSE with a clear error: no such word. */
gboolean ka_path_parse (KaPath *path, const KaKind *kind, const char *word, GError **error);
char *ka_path_to_word (const KaPath *path);
/* The path that a heading names beyond the kind's own fields: a permit (采矿许可证 · 有效期至), and what
 * stands in its mine or enterprise. */
gboolean ka_path_guess_permit (KaPath *path, const KaKind *kind, const char *heading);
gboolean ka_path_guess (KaPath *path, const KaKind *kind, const char *heading);
gboolean ka_path_read (const KaPath *path,
                       KaLedger *ledger,
                       const KaRecord *record,
                       const char *unit,
                       gboolean has_unit_column,
                       gboolean unmasked,
                       KaFill *fill,
                       GError **error);

/* ---- ka-template-indicators.c: tables whose rows are indicators ---- */

/* Which column holds what for a row of an indicator, by its heading; KA_SOURCE_NONE: nothing known. */
KaTemplateSource ka_indicator_source_of_heading (const char *heading);
const KaIndicator *ka_indicator_of_label (const char *label);
void ka_indicator_fill (const KaResult *result,
                        KaTemplateSource source,
                        const KaCellStyle *look,
                        gboolean percent_said,
                        KaFill *fill);

/* ---- ka-template-package.c ---- */

/* Reads a part as it stands. */
GByteArray *ka_read_part (KaPackage *package, const char *part, GError **error);
/* Copies the package: parts in `changed` (folded name → GByteArray) with their new bytes, those in `dropped`
 * (folded names) not at all, everything else byte for byte. Written beside and renamed. */
gboolean ka_copy_package (const char *from,
                          const char *to,
                          GHashTable *changed,
                          GHashTable *dropped,
                          GCancellable *cancellable,
                          GError **error);
/* The name by which parts are compared. */
char *ka_fold_part (const char *name);
/* Names of all parts (folded) in their order. FALSE: broken, protected or signed in a way not understood. */
GPtrArray *ka_list_parts (const char *path, GError **error);

struct _KaTemplate
{
  char *path;
  KaBook *book;
  KaGrid *grid;
  guint sheet; /* among the sheets of the book */
  KaXlsxParts *parts;
  const KaKind *kind; /* NULL: a table of indicators */
  gboolean kind_said;
  KaFound *found;
  GArray *styles; /* KaCellStyle */
  KaSheet *index;
  GPtrArray *columns; /* KaTemplateColumn */
  GArray *paths;      /* KaPath a column */
  GPtrArray *units;   /* char *: of the heading, or NULL */
  GArray *rows;       /* guint: the empty rows that are filled first, from 0 */
  GPtrArray *labels;  /* KaIndicator * or NULL for each of `rows`; NULL: a table of records */
  guint first_row;    /* below the headings, from 0 */
  guint after;        /* rows are added after this one, from 0 */
  GPtrArray *remarks; /* char * */
};

/* ---- ka-template-find.c: what the table asks for, and where ---- */

void ka_template_take_remark (KaTemplate *template, char *remark);
/* The cells of the row with the number; FALSE: it holds nothing. */
gboolean ka_grid_find_row (KaGrid *grid, guint number, GArray *cells);
/* Rows and columns of a table of indicators; FALSE: it is none. */
gboolean ka_template_find_labels (KaTemplate *template);
/* The table as records of the kind that fill most of it. score: -1: none. */
KaFound *
ka_template_find_table (KaGrid *grid, const char *file, const KaKind *wanted, double *score);
void ka_template_take_columns (KaTemplate *template);
void ka_template_find_rows (KaTemplate *template);

/* ---- ka-template-write.c ---- */

/* lines: KaFill * by column, one a record (or an indicator). added: rows that were added. */
gboolean ka_template_apply (KaTemplate *template,
                            GPtrArray *lines,
                            const char *path,
                            guint *added,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
