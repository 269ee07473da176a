/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KA_ERROR (ka_error_quark ())

/* Every failure that a user can meet. The message is one Chinese sentence: what, where, what to do. */
typedef enum
{
  KA_ERROR_FAILED,    /* none of the others */
  KA_ERROR_USAGE,     /* the command line is wrong */
  KA_ERROR_INVALID,   /* a value does not fit its field */
  KA_ERROR_REQUIRED,  /* a required field is empty */
  KA_ERROR_DUPLICATE, /* a unique value stands in another record */
  KA_ERROR_REFERENCE, /* what a field refers to is not there, or is still referred to */
  KA_ERROR_NOT_FOUND, /* no such file, record, kind, quarter … */
  KA_ERROR_CONFLICT,  /* changed in the meantime; later changes stand on it */
  KA_ERROR_BUSY,      /* another program holds the ledger */
  KA_ERROR_READ_ONLY, /* the ledger was opened read-only */
  KA_ERROR_CORRUPT,   /* the file is damaged or was tampered with */
  KA_ERROR_TOO_NEW,   /* written by a newer program */
  KA_ERROR_FULL,      /* no space left on the device */
  KA_ERROR_IO,        /* any other failure of the disk */
  KA_ERROR_FORMAT,    /* a foreign file (xlsx, csv, pdf) cannot be understood */
  KA_ERROR_TOO_LARGE, /* a foreign file passes a limit that protects the machine */
  KA_ERROR_ENCRYPTED, /* a foreign file is protected by a password */
  KA_ERROR_CANCELLED, /* the user cancelled */
} KaError;

GQuark ka_error_quark (void);

/* Sets KA_ERROR_INVALID with the sentence. FALSE, always. */
gboolean ka_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
