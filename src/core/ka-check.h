/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-kind.h"

G_BEGIN_DECLS

/* From what a person wrote to the canonical text of a field, by its type, range and code table valid on
 * the day (KA_DAY_NONE: any). REF fields take an id. Empty text gives *value = NULL and TRUE. On
 * refusal FALSE, with a Chinese sentence and the code of the problem in *code (static; may be NULL):
 * number_unreadable number_negative number_range date_unreadable date_impossible time_unreadable
 * month_unreadable month_impossible quarter_unreadable flag_unreadable choice_unknown choice_expired
 * town_unknown credit_code_form credit_code_check id_form id_check phone_form reference_unreadable
 * text_too_long. Also where it is TRUE, number_rounded: a number had more places than the field keeps (not the
 * tail of a binary representation).
 * Understood are, among others: 约15万吨, 1,050, 12000元 in a field of 万元 (converted), 3年 in a field of
 * months, 2025年3月5日 2025.3.5 20250305 长期 "2025年2月19日前", 2025年3月 2025.3, 2025年4季度,
 * "2025年8月14日15时20分许", √ × Y N 1 0 已达标 未达标 100% 0%, other words for a choice (field->synonyms),
 * short and old forms of codes (ka_codes_match()), 张　某, 13900001015.0, codes in lower case, full width or
 * with blanks. Not understood are strokes for an empty cell (/ — 无) and relative dates (7日内): the
 * import knows what they mean there. */
gboolean ka_field_parse (const KaField *field,
                         const char *text,
                         KaDay on,
                         char **value,
                         const char **code,
                         GError **error);

/* Checks canonical text the same way (fast path for values that are already canonical); text that means
 * something but is not in canonical form is refused as not_canonical. */
gboolean ka_field_check (const KaField *field,
                         const char *value,
                         KaDay on,
                         const char **code,
                         GError **error);

/* For people: 是/否, 长期, thousands separators, code with its label; masked if asked for and private.
 * Values are data and stay Chinese in every language. REF fields come back as their id; the store puts
 * the name. Never NULL. */
char *ka_field_display (const KaField *field, const char *value, gboolean mask);
/* 138****5678, 5001**********1234: keeps what tells two apart. */
char *ka_mask (const KaField *field, const char *value);

/* Unified social credit code, GB 32100-2015: 18 characters, weights 3^(i-1) mod 31. Takes upper case
 * without blanks. */
gboolean ka_credit_code_valid (const char *code, const char **why);
/* Resident identity number, GB 11643-1999: 18 digits (last may be X), date and check digit. */
gboolean ka_id_number_valid (const char *number, const char **why);

G_END_DECLS
