/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-history.h>
#include <ka-maintain.h>
#include <ka-query.h>
#include <ka-record.h>
#include <ka-row-model.h>

/* Instead of g_test_init(): messages are told in UTF-8. */
void test_init (int *argc, char ***argv);

/* A new folder for temporary files; removed with all that is in it. */
char *test_folder_new (void);
void test_folder_remove (char *folder);

/* ledger.kuangan in the folder. */
char *test_path (const char *folder);
KaLedger *test_ledger_new (const char *folder);
KaLedger *test_ledger_open (const char *folder);

/* A record of the kind with the fields given as pairs of id and value, ended by NULL. */
KaRecord *test_record (const char *kind, ...) G_GNUC_NULL_TERMINATED;
/* Saves such a record; must succeed. Gives its id. */
gint64 test_save (KaLedger *ledger, const char *kind, ...) G_GNUC_NULL_TERMINATED;
gint64 test_enterprise (KaLedger *ledger, const char *name);
gint64 test_mine (KaLedger *ledger, gint64 enterprise, const char *name);
/* Sets one field of a record and saves it; must succeed. */
void
test_change (KaLedger *ledger, const char *kind, gint64 id, const char *field, const char *value);
/* The value of a field; NULL where it is empty. The record must be there. */
char *test_value (KaLedger *ledger, const char *kind, gint64 id, const char *field);

/* That nothing is found. */
void test_verify (KaLedger *ledger);
/* Leaves the file of a closed ledger as a program that was killed in the middle of bringing it to a newer version:
 * with half of what it wrote, and the journal of what stood there. */
void test_break_off (const char *path);
/* Runs SQL on the file behind the program's back; the ledger must be closed. */
void test_tamper (const char *path, const char *sql);
/* A number read from a closed or open ledger by a connection of its own. */
gint64 test_number (const char *path, const char *sql);

#define test_assert_text(text, expected)                                                           \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *test_text_ = (text);                                                          \
    g_assert_cmpstr (test_text_, ==, expected);                                                    \
  }                                                                                                \
  G_STMT_END
