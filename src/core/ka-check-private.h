/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-check.h"

/* Parsers of one type each: canonical text, or NULL with the code of the problem. text is not empty. */
char *ka_parse_number (const KaField *field, const char *text, const char **code);
char *ka_parse_date (const char *text, const char **code);
char *ka_parse_month (const char *text, const char **code);
char *ka_parse_quarter (const char *text, const char **code);
char *ka_parse_time (const char *text, const char **code);
char *ka_parse_flag (const KaField *field, const char *text, const char **code);
char *ka_parse_choice (const KaField *field, const char *text, KaDay on, const char **code);
char *ka_parse_text (const KaField *field, const char *text, const char **code);

/* Digits as ka_decimal_format() writes them, not below zero; FALSE says nothing. */
gboolean ka_is_canonical_number (const KaField *field, const char *text);
/* Whether canonical text stands within field->min and max. */
gboolean ka_number_in_range (const KaField *field, const char *value, const char **code);
/* Looks `folded` up in field->synonyms; a static value or NULL. */
const char *ka_field_synonym (const KaField *field, const char *folded);
