/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <ka-plan.h>

#include "ka-table.h"

G_BEGIN_DECLS

/* The year's plan and the receipt of a draw as files. */
typedef enum
{
  KA_PLAN_FORM_PLAN,   /* 监督检查计划表 (xlsx): what is inspected, how often, when */
  KA_PLAN_FORM_RANDOM, /* 双随机抽查计划表 (xlsx): what share is drawn of how many */
  KA_PLAN_FORM_PAPER,  /* 送审稿 (PDF): the arithmetic, the numbers, the table as an annex */
} KaPlanForm;

/* 2026年度监督检查计划表 …; Chinese in every language. */
char *ka_plan_form_name (KaPlanForm form, int year);
gboolean ka_plan_write (KaLedger *ledger,
                        int year,
                        KaPlanForm form,
                        const char *path,
                        GCancellable *cancellable,
                        GError **error);
gboolean ka_draw_write_pdf (KaLedger *ledger,
                            gint64 id,
                            const char *path,
                            GCancellable *cancellable,
                            GError **error);

/* ---- the tables of which they are made ---- */

KaTable *ka_plan_table (KaLedger *ledger, const KaPlanSheet *sheet, GError **error);
KaTable *ka_plan_random_table (KaLedger *ledger, const KaPlanSheet *sheet, GError **error);
/* By month and quarter of the months; what did not go as planned as lettered notes below it. */
KaTable *ka_plan_compare_table (const KaPlanSheet *sheet, guint first, guint last);
KaTable *ka_plan_days_table (const KaPlanDays *days);

G_END_DECLS
