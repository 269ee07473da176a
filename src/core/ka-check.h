/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-kind.h"

G_BEGIN_DECLS

/* From what a person wrote to the canonical text of a field, by its type, range and code table valid on
 * the day (KA_DAY_NONE: any). REF fields take an id. Empty text gives *value = NULL and TRUE. On
 * refusal FALSE, with a Chinese sentence and the code of the problem in *code (static; may be NULL):
 * number_unreadable number_negative number_range date_impossible date_unreadable choice_unknown
 * flag_unreadable credit_code_form credit_code_check id_form id_check phone_form month_impossible
 * text_too_long … */
gboolean ka_field_parse (const KaField *field, const char *text, KaDay on, char **value,
                         const char **code, GError **error);

/* Checks canonical text the same way (fast path for values that are already canonical). */
gboolean ka_field_check (const KaField *field, const char *value, KaDay on, const char **code,
                         GError **error);

/* For people: 是/否, 长期, thousands separators, code with its label; masked if asked for and private.
 * REF fields come back as their id; the store puts the name. Never NULL. */
char *ka_field_display (const KaField *field, const char *value, gboolean mask);
/* 138****5678, 5001**********1234: keeps what tells two apart. */
char *ka_mask (const KaField *field, const char *value);

/* Unified social credit code, GB 32100-2015: 18 characters, weights 3^(i-1) mod 31. Takes upper case
 * without blanks. */
gboolean ka_credit_code_valid (const char *code, const char **why);
/* Resident identity number, GB 11643-1999: 18 digits (last may be X), date and check digit. */
gboolean ka_id_number_valid (const char *number, const char **why);

G_END_DECLS
