/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KA_TYPE_APPLICATION (ka_application_get_type ())
G_DECLARE_FINAL_TYPE (KaApplication, ka_application, KA, APPLICATION, AdwApplication)

/* flags: G_APPLICATION_NON_UNIQUE for tests. */
KaApplication *ka_application_new (GApplicationFlags flags);

/* One of ui/menus.ui, the same for all who ask. */
GMenu *ka_application_get_menu (const char *id);

/* The keys of the program, said once. A key of KA_KEY_AFTER is taken only when the focused widget did not
 * want it (Ctrl+C in an entry copies text, in a list rows). */
typedef enum
{
  KA_KEY_FIRST,
  KA_KEY_AFTER,
} KaKeyPhase;

typedef struct
{
  const char *action; /* detailed name */
  const char *keys;   /* as for gtk_accelerator_parse(), several joined by | */
  KaKeyPhase phase;
} KaKey;

const KaKey *ka_application_keys (guint *n);
/* For KaWindow: a controller with the keys of KA_KEY_AFTER. */
GtkEventController *ka_application_keys_after (void);

G_END_DECLS
