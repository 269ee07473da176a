/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What ledgers of other offices are imported upon: two enterprises and their mines. */
#pragma once

#include "import-fixture.h"

#define FLEET                                                                                      \
  "所属企业,矿山名称,矿山类型,矿山状态,所在镇街\n"                             \
  "江津甲矿业有限公司,甲一矿,露天矿山,生产,德感街道\n"                       \
  "江津乙石材厂,乙一矿,露天矿山,停产,双福街道\n"                                \
  "江津乙石材厂,乙二矿,尾矿库,生产,双福街道\n"

static void
import_base (Fixture *fixture)
{
  ka_import_free (import_text (fixture, "企业.csv", ENTERPRISES));
  ka_import_free (import_text (fixture, "矿山.csv", FLEET));
}

static void
assert_clean (KaImport *import)
{
  g_autofree char *problems = show_problems (import);

  g_assert_cmpstr (problems, ==, "");
}
