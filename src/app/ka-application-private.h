/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-application.h"

struct _KaApplication
{
  AdwApplication parent_instance;

  /* Owned */
  GtkBuilder *menus; /* or NULL: none was opened yet */
};

/* ka-application-actions.c */
void _ka_application_install_actions (KaApplication *self);
