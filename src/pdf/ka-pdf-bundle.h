/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a bundle holds at most; what is beyond stays out, and a sentence says so. */
#define KA_PDF_BUNDLE_PAGES 500
#define KA_PDF_BUNDLE_PAGE_BYTES ((gsize)64 << 20)
#define KA_PDF_BUNDLE_FILE_BYTES ((gsize)64 << 20)

/* One PDF of a paper that the program itself has made and the originals that belong to it (paths): behind the
 * form their pages as pictures of 200 dots an inch, drawn by the helper, so that nothing of a foreign file is
 * read by whoever opens the form; and each file, byte for byte, as an attachment of the PDF. Files that are
 * neither PDF nor picture are attached only. path may be that of the form. warnings: sentences (char *) of what
 * stayed out, or NULL. Waits, so only for a worker thread or the command line. */
gboolean ka_pdf_bundle_write (const char *form,
                              const char *const *originals,
                              const char *path,
                              GPtrArray *warnings,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
