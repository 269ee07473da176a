/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <ka-import.h>

G_BEGIN_DECLS

/* The names that are like others, each with a choice of who is meant. Signals "answered" (const
 * KaImportQuestion *, const char *name: "" for none of them, NULL: not said) "look" (const
 * KaImportQuestion *: where it stands is asked for) and "compare" (const KaImportQuestion *: beside the records
 * that it may be). */
#define KA_TYPE_IMPORT_QUESTIONS (ka_import_questions_get_type ())
G_DECLARE_FINAL_TYPE (KaImportQuestions, ka_import_questions, KA, IMPORT_QUESTIONS, AdwBin)

void ka_import_questions_show (KaImportQuestions *self, KaImport *import);
/* How many are not answered. */
guint ka_import_questions_count_open (KaImport *import);

G_END_DECLS
