/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-case-file-private.h"

#include <ka-text.h>
#include <string.h>

/* Documents that a case may cite and that were not always in force: a word by which each is cited, its
 * first and its last day. What is not here is taken to be in force. */
static const struct
{
  const char *word;
  const char *from; /* or NULL */
  const char *to;   /* or NULL */
} LAWS[] = {
  /* 重大事故隐患判定标准: the trial standard of 2017 ended when 88号 began. */
  { "安监总管一〔2017〕98号", NULL, "2022-08-31" },
  { "矿安〔2022〕88号", "2022-09-01", NULL },
  { "矿安〔2024〕41号", "2024-04-23", NULL },
  { "安监总管一〔2014〕48号", NULL, "2022-08-31" },
  /* 《安全生产违法行为行政处罚办法》: order 15 of the former administration, order 18 of the ministry. */
  { "总局令第15号", NULL, "2026-01-31" },
  { "应急管理部令第18号", "2026-02-01", NULL },
  /* 《生产安全事故罚款处罚规定》 */
  { "总局令第13号", NULL, "2024-02-29" },
  { "应急管理部令第14号", "2024-03-01", NULL },
  /* 《安全生产严重失信主体名单管理办法》 */
  { "应急管理部令第11号", "2023-10-01", NULL },
  /* Classification of accidents. */
  { "GB/T 6441", NULL, "2026-06-30" },
  { "GB 6441-1986", NULL, "2026-06-30" },
  { "GB 6441-2025", "2026-07-01", NULL },
  { "国办发〔2024〕54号", "2025-01-03", NULL },
  { "厅字〔2023〕21号", "2023-09-06", NULL },
  { "渝府办发〔2024〕4号", "2024-01-01", NULL },
};

gboolean
_ka_case_law_not_in_force (const char *text, KaDay on)
{
  g_autofree char *narrow = text != NULL ? ka_text_narrow (text) : NULL;

  for (guint i = 0; narrow != NULL && i < G_N_ELEMENTS (LAWS); i++)
    {
      g_autofree char *word = ka_text_narrow (LAWS[i].word);

      if (strstr (narrow, word) == NULL)
        continue;
      if ((LAWS[i].from != NULL && on < ka_day_from_iso (LAWS[i].from))
          || (LAWS[i].to != NULL && on > ka_day_from_iso (LAWS[i].to)))
        return TRUE;
    }
  return FALSE;
}
