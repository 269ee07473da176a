/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-grid-private.h"
#include "ka-guess.h"

#include <ka-kind.h>

G_BEGIN_DECLS

/* ---- ka-heading-text.c: a heading as it is written ---- */

typedef struct
{
  char *whole;   /* folded, without * and : */
  char *bare;    /* without what stands in brackets */
  char *unit;    /* what stands in the last brackets (folded), or NULL */
  char *letters; /* of a name out of a database, KSMC or ent_name, in lower case; or NULL */
} KaHeading;

KaHeading *ka_heading_new (const char *text);
void ka_heading_free (KaHeading *heading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaHeading, ka_heading_free)

/* As it is compared: without blanks, * and : */
char *ka_heading_fold (const char *text);
/* 序号 and the like: counts rows, says nothing. */
gboolean ka_heading_is_counter (const KaHeading *heading);
gboolean ka_heading_is_bare_counter (const char *folded);

/* ---- ka-heading-question.c: headings that ask ---- */

/* 谁负责整改 → 整改责任人, of a heading without what stands in its brackets, and that; NULL: it asks nothing. */
char *ka_heading_answer (const char *bare, const char *unit);

/* ---- ka-recognise-heading.c: one heading and the fields that it may name ---- */

/* …年限, …日期, …编号: not for 是 or 否. */
gboolean ka_heading_asks_measure (const char *text);
/* How well the heading names each field of the kind: 1 its label, less an alias, less again a part; 0
 * not at all. scores has room for kind->n_fields. */
void ka_heading_match (const KaHeading *heading, const KaKind *kind, double *scores);
/* Takes away what is not of the person whom the heading names. */
void ka_heading_keep_person (const KaHeading *heading, const KaKind *kind, double *scores);
/* Takes away the day on which something began from a heading that asks when it ends. */
void ka_heading_keep_ends (const KaHeading *heading, const KaKind *kind, double *scores);
/* Without what names a field only in part: for cells that are hardly ever headings. */
void ka_heading_match_whole (const KaHeading *heading, const KaKind *kind, double *scores);
/* Adds 1 to votes[ka_kind_index] of every kind that has a field of just this heading. */
void ka_heading_vote (const KaHeading *heading, guint *votes);
/* ---- ka-heading-foreign.c: names out of databases ---- */

/* ENT_NAME, entName: in Chinese; NULL: not all of its words are known. */
char *ka_heading_translate (const char *text);
/* XM/姓名: behind such a name; else the text itself. */
const char *ka_heading_skip_identifier (const char *text);
/* The letters of what may be the first ones of pinyin, in lower case; NULL: it is nothing such. */
char *ka_heading_read_letters (const char *text);
gboolean ka_heading_has_initials (const char *name, const char *initials);

/* ---- ka-heading-dictionary.c: words that mean the same ---- */

/* The word that the text begins with, as the usual one for what it means: one string each, that lives as long
 * as the program; "": it says nothing. What begins no word is one by its first character. *len: its bytes. */
const char *ka_dictionary_find (const char *text, gsize *len);
/* The one string; NULL: no heading has the word. */
const char *ka_dictionary_get (const char *word);

/* ---- ka-heading-words.c: what a heading says, whatever its words ---- */

/* Whether the words of a person's field say no more than what the kind is called: 处罚人员 is then as near as
 * 处罚情况, which is nobody. */
gboolean ka_heading_says_kind (const KaKind *kind, const KaField *field, GPtrArray *words);
/* The words of the heading, each as the usual one for what it means, sorted (static, one string each). */
GPtrArray *ka_heading_words (const char *folded);
/* Each word once, for a GHashTable. */
guint ka_heading_words_hash (gconstpointer words);
gboolean ka_heading_words_equal (gconstpointer a, gconstpointer b);
/* 企业 and nothing else; 日期, 编号 and nothing else, or no word at all. */
gboolean ka_heading_says_little (GPtrArray *words);
gboolean ka_heading_says_nothing (GPtrArray *words);
/* The words without what the whole kind is about. *says_little: no more than of the above two. */
GPtrArray *ka_heading_words_within (GPtrArray *words, const KaKind *kind, gboolean *says_little);
/* The share of the words that two headings have in common, 0 where they ask for values of two sorts. */
double ka_heading_likeness (GPtrArray *a, GPtrArray *b);

/* 执法人员 is no 复查执法人员, 整改日期 no 销号日期: who, when and by which paper is of one step of the work,
 * and of no other. What is not of a step is FALSE for none. */
gboolean ka_heading_is_of_step (GPtrArray *heading,
                                GPtrArray *name,
                                const KaField *field,
                                const KaKind *kind);

/* One says what is done to somebody, the other what somebody does. */
gboolean ka_heading_turns (GPtrArray *a, GPtrArray *b);
/* 隐患情形, 具体内容: what the record is about, and nothing of a step. */
gboolean ka_heading_says_what (const char *text, const KaKind *kind);

/* 日期, 编号, 单位: said of much. */
gboolean ka_heading_word_is_generic (const char *word);

/* ---- ka-recognise-guess.c: headings that no table lists ---- */

/* How much the heading has in common with the names of each field of the kind, 0…1. scores has room for
 * kind->n_fields. */
void ka_heading_guess (const KaHeading *heading, const KaKind *kind, double *scores);
/* A word of the heading is of other fields of the kind, and not of this one. */
gboolean
ka_heading_tells_other (const KaHeading *heading, const KaKind *kind, const KaField *field);

/* How well a text (name of a sheet, title line, name of a file) names the kind: 0…1. */
double ka_kind_name_score (const KaKind *kind, const char *text);

/* The months in texts of ledgers: see ka-value-time.c. */
gboolean ka_value_read_month (const char *folded, int *year, int *month, const char **rest);
int ka_value_find_year (const char *text);
/* days: also that of a whole day, 2025年12月25日. */
int ka_value_find_year_in (const char *text, gboolean days); /* 2025年 anywhere in it; 0: none */

/* ---- ka-recognise-table.c: where the table of a sheet is, and of what kind ---- */

/* Where the cell of a form stands: a form is a row whose cells are anywhere. */
typedef struct
{
  guint virtual_column;
  guint index;       /* of the stored row */
  guint row, column; /* as they are in the sheet */
  guint offset;      /* of the value in the text of the cell, behind its label */
} KaPlace;

/* A cell of a form that is no value. */
typedef struct
{
  guint row, column;
} KaLabel;

/* An inspection over its hazards: rows of two kinds in one. */
typedef enum
{
  KA_JOIN_NONE,
  KA_JOIN_OVER,  /* its cells are given once and merged over the rows of the other */
  KA_JOIN_UNDER, /* one a row, refers to the other */
} KaJoin;

/* What stands under bare months: one of subject, metric_column, marks. */
typedef struct
{
  const KaKind *kind; /* that it is true of; NULL: nothing is known */
  char *subject;      /* the heading that they all share, from the title; or NULL */
  int metric_column;  /* says in each row which number it has; -1: none */
  gboolean marks;     /* a mark, or a value of `choice`: in this month it is */
  const KaField *choice;
} KaAcross;

typedef struct
{
  const KaKind *kind; /* or NULL */
  double score;
  guint heading_row;    /* from 0 */
  guint n_heading_rows; /* 1…3 */
  guint first_row, last_row;
  guint first_column, last_column; /* of tables side by side; else all */
  GPtrArray *headings;             /* char * a column, joined from top to bottom */
  GPtrArray *levels; /* GPtrArray of char * a column, one for each row of the headings */
  GPtrArray *fields; /* const KaField * a column, or NULL */
  GPtrArray
    *seconds; /* const KaField * a column: what stands in its cells beside the first; or NULL */
  GPtrArray
    *parts; /* GPtrArray of const KaField * a column: what its heading names one after another
                       (NULL: nothing of ours), where that is more than the two; or NULL */
  GPtrArray *options; /* char * a column: the value that a mark in it stands for; or NULL */
  GPtrArray *legends; /* GHashTable (code → word) a column, or NULL; NULL: none has one */
  GArray *quarters;   /* guint: columns of quarters whose cells say the months; or NULL */
  GArray *shown;      /* guint: columns whose values alone say what they hold; or NULL */
  GArray *clocks;     /* guint: columns of days, right of which their time of day stands; or NULL */
  GPtrArray *units;   /* char * a column: the unit of its heading, or NULL */
  int context_column; /* names the enterprise that its mine belongs to; -1: none */
  int former_column;  /* names what the enterprise was called before; -1: none */
  char *title;        /* the lines above the headings */
  int topic;          /* that they name (ka_topic_find()), or KA_TOPIC_NONE */
  GHashTable *constants; /* KaField → char *: values that title or name give to all rows */
  int year;              /* that name or title say, for months without one; 0: none */

  /* Months across: the field that the headings give (month), and which value of it the cells of a column
   * belong to (char * a column, NULL: to all). */
  const KaField *spread;
  GPtrArray *shares;
  KaAcross across;
  GArray *months; /* int a column: year × 100 + month as the headings have it; 0: none */

  GArray *labels; /* KaLabel: cells of a form that are labels, or units; or NULL */
  guint below;    /* stored row of the headings of a table below a form; 0: none */
  GPtrArray
    *forms;      /* GArray of KaPlace, one a record, where the sheet is filled forms; else NULL */
  gboolean wide; /* … of several kinds: read like a table, with a column for each label */
  KaJoin join;
  GArray *own;          /* guint8 a column, where joined: the column is of this kind alone */
  const KaField *fixed; /* whose value is the same in all rows, as the headings of the table say */
  char *fixed_value;
} KaFound;

/* A table in rows from first_row to last_row, not yet assigned to a kind. headings: one a column. */
KaFound *ka_found_new (GPtrArray *headings, const char *title);
void ka_found_free (KaFound *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaFound, ka_found_free)

/* ---- ka-recognise-head.c: the first rows ---- */

#define KA_MAX_HEAD_ROWS 43

/* A grid of texts in which a merged cell's text stands in all of its places. */
typedef struct
{
  guint n_rows;
  guint n_columns;
  guint *numbers;
  char ***texts; /* [row][column], "" where empty */
  int
    group_row; /* of headings over several columns, where nothing says that they are merged; -1: none */
} KaHead;

/* A part of a sheet. */
typedef struct
{
  guint first;                     /* stored row */
  guint first_column, last_column; /* as in KaFound */
} KaSheetPart;

/* What stands outside the part is empty. */
KaHead *ka_head_new (KaGrid *grid, const KaSheetPart *part);
void ka_head_free (KaHead *head);
/* Headings of the columns (char *), joined from top to bottom. */
GPtrArray *ka_head_join (const KaHead *head, guint row, guint n_rows);
/* All lines above the row. */
char *ka_head_title (const KaHead *head, guint row);
/* 一般 | 重大 with ticks below them. */
gboolean ka_head_stands_over_marks (const KaHead *head, guint row, guint column);
guint ka_head_count (const KaHead *head, guint row); /* texts in the row, of a merged cell once */

/* 处罚决定 over 决定书文号 is 处罚决定书文号: what ends the one begins the other, and is said once. */
void ka_heading_append (GString *text, const char *part);

/* ---- ka-shape-dates.c: dates in three columns ---- */

/* Of three headings (char *) 检查时间年, 检查时间月, 检查时间日 the first becomes 检查时间, the others empty. */
void ka_dates_reduce (GPtrArray *texts);
/* A date stands in this column and the two after it. */
gboolean ka_dates_stand_at (const KaFound *found, guint column);
/* Its three cells as one; texts: lives as long as the cells. */
void ka_dates_join (GArray *cells, guint column, GStringChunk *texts);

/* ---- ka-shape-across.c: what stands under bare months ---- */

typedef struct
{
  const KaHead *head;
  guint first_row; /* of the head: below the headings */
  GArray *months;  /* int a column, as in KaFound */
  const char *title, *sheet, *file;
} KaAcrossPlace;

/* FALSE: what they are is not said. */
gboolean ka_across_find (KaAcross *across, const KaKind *kind, const KaAcrossPlace *place);
void ka_across_clear (KaAcross *across);
/* The number of the kind that a cell of the metric column names, or NULL. */
const KaField *ka_across_metric (const KaKind *kind, const char *text);
gboolean ka_across_is_mark (const char *text);
gboolean ka_across_is_stroke (const char *text);

/* ---- ka-recognise-columns.c: which column holds which field ---- */

typedef struct
{
  const KaField **fields; /* by column */
  double sum;             /* of the scores of the columns */
  guint matched;
  guint named; /* columns that have a heading (序号 left out) */
  int context_column;
  guint joined; /* required fields that stand in a column with others */
} KaMatch;

GPtrArray *ka_parse_headings (GPtrArray *texts); /* KaHeading a column */
/* ---- ka-heading-topic.c ---- */

#define KA_TOPIC_NONE (-1)
/* What the title (or the name of the sheet) says that all rows are about. */
int ka_topic_find (const char *title, const char *sheet, GPtrArray *texts);
/* The field is what the topic is about. */
gboolean ka_topic_is_of (int topic, const KaKind *kind, const KaField *field);
/* Headings that leave the topic out are read with it. */
GPtrArray *ka_parse_headings_of (GPtrArray *texts, int topic);

/* 矿山名称, 受检矿山: that it is a mine is said. */
gboolean ka_heading_names_mine (const KaHeading *heading);
/* last: the headings of the lowest row alone, which count a little less than the joined ones; or NULL. */
void ka_match_columns (GPtrArray *headings, GPtrArray *last, const KaKind *kind, KaMatch *match);
/* Counts what the values below the headings show the columns of unknown headings to be. last: as above. */
void ka_match_values (const KaHead *head,
                      guint first_row,
                      GPtrArray *headings,
                      GPtrArray *last,
                      const KaKind *kind,
                      KaMatch *match);
/* Beside the number of a permit a bare 有效期止 is that permit's, unless another column too is of what the field
 * would be the end of. headings: KaHeading a column. */
gboolean ka_end_is_stray (GPtrArray *headings,
                          const KaField *const *fields,
                          guint column,
                          const KaField *field,
                          const KaKind *kind);
/* The share of the required fields that have a column. */
double
ka_match_required (const KaMatch *match, guint n_columns, const KaKind *kind, gboolean across);
const KaField *ka_find_spread (const KaKind *kind);

/* ---- ka-recognise-sheet.c ---- */

/* All tables of the sheet (KaFound), one under another, or several kinds in the same rows. */
GPtrArray *ka_recognise_all (KaGrid *grid, const char *file);
/* NULL: the sheet holds nothing. kind: only look for this one. file: base name, a weak hint. */
KaFound *ka_recognise (KaGrid *grid, const char *file, const KaKind *kind);
/* Only in this part. */
KaFound *
ka_recognise_part (KaGrid *grid, const KaSheetPart *part, const char *file, const KaKind *kind);
/* Where somebody said that the headings of a table stand: numbers of rows from 0, both of them headings, and the
 * columns of the table. */
typedef struct
{
  guint first, last;
  guint first_column, last_column;
} KaHeadingRows;
#define KA_MAX_SAID_ROWS 5u
/* The table below them, to the end of the sheet; NULL: nothing stands there. kind: NULL: as the headings say. */
KaFound *
ka_recognise_headed (KaGrid *grid, const KaHeadingRows *rows, const char *file, const KaKind *kind);
/* The same, and what else stands in its rows (KaFound, the table first); empty: nothing stands there. */
GPtrArray *ka_recognise_headed_all (KaGrid *grid,
                                    const KaHeadingRows *rows,
                                    const char *file,
                                    const KaKind *kind);
/* The first rows whose headings, joined, are known. */
gboolean ka_heading_rows_find (KaGrid *grid,
                               KaHeadingRows *rows,
                               gboolean (*is_known) (GPtrArray *headings, gpointer data),
                               gpointer data);
/* Gives each column the field of the kind that it names best; a field goes to one column. */
void ka_found_assign (KaFound *found, const KaKind *kind);

/* ---- ka-recognise-values.c ---- */

/* Looks at the values of the columns whose headings say too little, or something else than the values. Where
 * they say that it is no table of the kind, it has none, unless the kind was given. */
void ka_found_read_values (KaFound *found, KaGrid *grid, gboolean given);

/* The same of the second of two kinds in the same rows: what is the other's stays with it. */
void ka_found_correct_joined (KaFound *found, const KaFound *other, KaGrid *grid);

/* 检查类型 over 一般检查, which the hazards in the same rows have a heading for and the inspections the list: the
 * column goes to the other kind. */
void ka_found_settle_joined (KaFound *found, KaFound *other, KaGrid *grid);

/* ---- ka-recognise-guesses.c: columns of which it is not certain what they hold ---- */

/* Guesses a column (GPtrArray of KaGuess, the best first; of a column taken by its values alone, what that was taken
 * for), NULL where nothing is open or nothing is like it. passed: by column, those that are not asked of. */
GPtrArray *ka_found_guess (KaFound *found, KaGrid *grid, const gboolean *passed);
void ka_guesses_unref (GPtrArray *guesses); /* or NULL */

/* ---- ka-recognise-names.c ---- */

/* Gives what every record must have (its own name, its enterprise, its mine) the one column of nothing else
 * that holds such names; the same for people. columns: GArray of KaCell a column, samples of its values. */
void ka_found_take_names (KaFound *found, GPtrArray *columns);
void ka_found_take_people (KaFound *found, GPtrArray *columns);
/* A column of firms that holds people is theirs. */
void ka_found_part_people (KaFound *found, GPtrArray *columns);
/* 证件类型 over 居民身份证 says what the number beside it is of, and nothing of whom. */
void ka_found_drop_identities (KaFound *found, GPtrArray *columns);
/* People among the enterprises, where another column says whose they are. */
void ka_found_take_mixed (KaFound *found, GPtrArray *columns);
/* What was taken for ponds is mines. */
gboolean ka_found_lists_mines (const KaFound *found, GPtrArray *columns);

/* ---- ka-recognise-papers.c ---- */

/* Gives columns of document numbers the field that the numbers themselves say they are. */
void ka_found_take_papers (KaFound *found, GPtrArray *columns);

/* ---- ka-shape-options.c: values that are ticked ---- */

/* Gives columns that stand for the values of a list each that value. columns: as above. */
void ka_found_take_options (KaFound *found, GPtrArray *columns);
/* The value of the field that the heading is, or NULL. */
char *ka_option_read (const KaField *field, const char *heading);
/* What a mark in the column says; NULL: nothing. */
const char *ka_found_option (const KaFound *found, guint column);

/* ---- ka-shape-legend.c: values that are numbered or ticked ---- */

/* 1.是 2.否 of the headings and of the notes above and below the table. */
void ka_found_read_legends (KaFound *found, KaGrid *grid);
/* ☑是 □否: what is ticked, "" where nothing is; NULL: nothing is to be ticked. */
char *ka_read_ticked (const char *text);
/* The cell as it is meant. FALSE: it says nothing. texts: of what was read; *texts may be NULL. */
gboolean ka_found_decode (const KaFound *found, KaCell *cell, GStringChunk **texts);

/* ---- ka-shape-quarters.c: months in the cells below quarters ---- */

void ka_found_take_quarters (KaFound *found, GPtrArray *columns);
gboolean ka_found_is_quarter (const KaFound *found, guint column);
/* The cells of these columns as one; texts: lives as long as the cells. */
void ka_quarters_join (GArray *cells, const GArray *quarters, GStringChunk *texts);

/* ---- ka-shape-sorts.c: one thing in several columns, of which sort say their headings ---- */

void ka_found_take_sorts (KaFound *found);

/* ---- ka-shape-numbers.c: the numbers of the columns below their headings ---- */

gboolean ka_cells_number_columns (const GArray *cells);

/* ---- ka-shape-clocks.c: day and time of day in two columns ---- */

void ka_found_take_clocks (KaFound *found, GPtrArray *columns);
/* The cell of the column and the next as one; texts: lives as long as the cells. */
void ka_clock_join (GArray *cells, guint column, GStringChunk *texts);

/* ---- ka-recognise-title.c ---- */

/* Looks in the name of the sheet, the lines above the table and the name of the file for the required
 * values that have no column. */
void ka_found_read_title (KaFound *found, const char *sheet, const char *file);

/* 诚信管理“黑名单” as it is compared. */
char *ka_fold_words (const char *text);
/* The choice of which a word of at least min bytes stands in the text (folded); NULL: none, or several. */
char *ka_find_choice (const KaField *field, const char *folded, gsize min);

/* 第四季度, 4季度, 四季度 with its year anywhere before it, or of the year (0: unknown); NULL: none, or several. */
char *ka_find_quarter (const char *folded, int year);

/* ---- ka-recognise-section.c ---- */

/* What the lines between the rows say of those below them: KaField → char *. lines: char *, the newest
 * last. */
GHashTable *ka_found_read_section (const KaFound *found, GPtrArray *lines);
/* A line that only says the month or quarter of the rows below it, where no column does. */
gboolean ka_found_is_period_line (const KaFound *found, const char *line);
/* 一、 （二） 3. before a text: how deep it is (1…), and what follows. 0: none. */
guint ka_skip_numbering (const char *text, const char **rest);
/* 二、 （十二） 3. : 2, 12, 3. 0: none. */
guint ka_read_numbering (const char *text);

/* ---- ka-shape-months.c ---- */

/* Takes the months (or the quarters) out of the headings: of each row of them, what is left (char * a column,
 * joined in one), and the month of each column (year × 100 + month, 0: none). NULL: none stand across. */
GPtrArray *ka_months_split (GPtrArray *levels, gboolean quarters, GArray **months);
/* 2025-03, or 2025Q3, of a column; a month without a year is of this one. */
char *ka_months_write (int month, int year);
/* Gives bare months the heading that they share. */
void ka_months_name (GPtrArray *texts, GArray *months, const char *heading);
/* TRUE: some months stand alone. */
gboolean ka_months_are_bare (GPtrArray *texts, GArray *months);
/* Of columns that differ only by their month, the first alone keeps its heading. */
GPtrArray *ka_months_reduce (GPtrArray *texts, GArray *months);

/* ---- ka-shape-form.c ---- */

/* The sheet as forms of labels and values; NULL: it is none, or none of more labels than so many that has no table
 * below it. *n_labels: how many labels are known. */
KaFound *ka_form_find (KaGrid *grid,
                       const char *file,
                       const KaKind *kind,
                       double more_than,
                       guint *n_labels);

/* ---- ka-shape-wide.c ---- */

/* The tables (KaFound) of the kinds that the form tells of in one; NULL: it is of its own kind alone. */
GPtrArray *ka_wide_find (KaGrid *grid, const KaFound *form, const char *file);

/* ---- ka-import-implied.c ---- */

/* The required field that a row may leave unsaid; NULL: none. */
const char *ka_kind_implied_field (const KaKind *kind);

/* ---- ka-shape-joined.c ---- */

gboolean ka_kind_refers_to (const KaKind *from, const KaKind *to);
/* The other kind that stands in the same rows, or NULL; found is told which columns are its own. */
KaFound *ka_joined_find (KaFound *found, KaGrid *grid);

/* ---- ka-shape-pairs.c: two values in one cell ---- */

/* Gives columns whose cells hold two values both fields. columns: GArray of KaCell a column, samples. */
void ka_found_take_pairs (KaFound *found, GPtrArray *columns);
/* The second field of the column, or NULL. */
const KaField *ka_found_second (const KaFound *found, guint column);
/* What may stand between two values; the text without them around it; whether it may be a value of the field. */
extern const char *const ka_pair_joints[];
char *ka_pair_strip (const char *text, gsize len);
gboolean ka_pair_is_value (const KaField *field, const char *text);
/* 联系人及电话, 证号/有效期, 坝高（设计/现状）: the two names. FALSE: it is one. */
gboolean ka_heading_split (const char *text, char **a, char **b);
/* The two values of a cell. FALSE: it holds one. */
gboolean
ka_pair_split (const KaField *first, const KaField *second, const char *text, char **a, char **b);
/* 张三 13900000000 */
/* 罚款1.5万元: what was done and the sum of it. */
gboolean ka_pair_split_sum (const char *text, char **what, char **sum);
/* The field of the sums that the column of a choice tells beside it; NULL: it tells none. */
const KaField *ka_found_find_sum (const KaFound *found, guint column, const GArray *cells);
gboolean ka_pair_split_phone (const char *text, char **name, char **phone);
/* 死亡1人、重伤2人; 1/2/0: as they are counted, each a number or NULL (deaths, serious, minor, missing). */
#define KA_N_CASUALTIES 4
extern const char *const ka_casualties[KA_N_CASUALTIES];
gboolean ka_pair_split_casualties (const char *text, char **counts);
/* E106°15′30″，N29°10′12″ */
gboolean ka_pair_split_place (const char *text, char **longitude, char **latitude);

/* ---- ka-shape-parts.c: several values in one cell ---- */

/* All fields of the column, one for each value in its cells, or NULL; and whether the field is one of them. */
GPtrArray *ka_found_parts (const KaFound *found, guint column);
gboolean ka_found_holds (const KaFound *found, guint column, const KaField *field);
void ka_found_set_parts (KaFound *found, guint column, GPtrArray *fields);
/* From now on its cells hold one value. */
void ka_found_forget_parts (KaFound *found, guint column);
/* 姓名/性别/电话, 联系人及电话: the names; NULL: it is one. *marked: FALSE: brackets or lines alone part them,
 * and units and heading of two lines look like it. */
GStrv ka_heading_parts (const char *text, gboolean *marked);
/* 参训/合格（人）: the unit counts, each of the two. */
gboolean ka_heading_counts (const char *unit);
/* The values of a cell, one for each of the fields. NULL: it does not hold them. */
GStrv ka_parts_split (GPtrArray *fields, const char *text);

/* ---- ka-shape-permits.c ---- */

/* The permits and people (KaFound, a table for each group) that stand beside what was found, in its rows.
 * joined: of the same rows too, or NULL. Their columns are taken from both. */
GPtrArray *ka_permits_find (KaFound *found, KaFound *joined);
/* What follows the name of a permit that the heading (folded) begins with, or NULL. */
const char *ka_permit_skip_name (const char *heading);

/* A list of who holds which post, in a sheet that nothing else tells the kind of; NULL: it is none. */
KaFound *ka_posts_find (KaGrid *grid);

/* ---- ka-shape-several.c ---- */

/* The stored row where the next table begins after the one found (with its title), or 0. */
guint ka_next_table (KaGrid *grid, const KaFound *found, guint from);

/* ---- ka-shape-beside.c ---- */

/* Tables side by side in the rows of what was found (KaFound, from left to right), which stands in the rows
 * from the stored row `first` on; NULL: it is one table. */
GPtrArray *ka_beside_find (KaGrid *grid, const KaFound *found, guint first, const char *file);

/* ---- ka-shape-under.c ---- */

/* The table below a form, of what the form is about (the hazards of an inspection); NULL: there is none. */
KaFound *ka_under_find (KaGrid *grid, const KaFound *form, const char *file);

/* ---- ka-value-written.c: values in the dress of a form or of a program ---- */

/* ☑露天 □地下 → 露天, ["张三","李四"] → 张三、李四, null → "". NULL: it is as it is meant. */
char *ka_value_unwrap (const char *text);

/* ---- ka-recognise-rows.c: the rows of a table as they are meant ---- */

/* Goes over the rows of data: merged cells are filled down, 同上 is what stands above; repeated headings,
 * sums, section lines and notes are passed over. */
typedef struct _KaRows KaRows;

/* What a stored row is that is none of data. */
typedef enum
{
  KA_PASSED_SUM,
  KA_PASSED_REMARK,
  KA_PASSED_SECTION,
  KA_PASSED_REPEATED,
} KaPassedLine;
typedef void (*KaPassedLineFunc) (guint index, KaPassedLine line, gpointer data);

KaRows *ka_rows_new (KaGrid *grid, const KaFound *found);
/* Tells of the rows that are passed over. */
void ka_rows_watch (KaRows *rows, KaPassedLineFunc func, gpointer data);
void ka_rows_free (KaRows *rows);
/* Cells (KaCell) of the next row of data and its number from 0. FALSE: the end. */
gboolean ka_rows_next (KaRows *rows, guint *number, GArray *cells);
/* Which of the forms the present row is, from 0. */
guint ka_rows_get_form (const KaRows *rows);
/* KaField → char * that lines over the present row say, or NULL. */
GHashTable *ka_rows_get_context (const KaRows *rows);
/* A line that explains or signs what stands above it. */
gboolean ka_cells_are_remark (GArray *cells);
/* The cell of the present row came from a merge above; *row: where it stands. */
gboolean ka_rows_is_filled (const KaRows *rows, guint column, guint *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaRows, ka_rows_free)

G_END_DECLS
