/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <ka-error.h>

#include "ka-pdf-worker-private.h"

#define PATIENCE (5 * G_TIME_SPAN_SECOND)
/* A helper that hardly gets the processor on a busy desk is given its five seconds up to so many times. */
#define MAX_TURNS 3
/* After the user turned away an answer is awaited only so long: stopping the helper costs a new start. */
#define SHORT_PATIENCE (G_TIME_SPAN_SECOND / 4)
#define MAX_FILE ((goffset)512 << 20)

struct _KaPdfWorker
{
  int file;
  char *name;
  char *password;
  GSubprocess *process; /* NULL: not running */
  int socket;
};

/* ---- files ---- */

static int
fail_open (GError **error, KaError code, const char *format, const char *name)
{
  g_set_error (error, KA_ERROR, code, format, name);
  return -1;
}

int
ka_pdf_open_file (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat info;

  if (file < 0)
    return errno == ENOENT || errno == ENOTDIR
             ? fail_open (error, KA_ERROR_NOT_FOUND, _ ("找不到文件“%s”；请检查后重试。"), name)
             : fail_open (error, KA_ERROR_IO, _ ("无法打开文件“%s”：没有读取权限或磁盘出错。"),
                          name);
  if (fstat (file, &info) == 0 && S_ISREG (info.st_mode) && info.st_size <= MAX_FILE)
    return file;

  close (file);
  return info.st_size > MAX_FILE && S_ISREG (info.st_mode)
           ? fail_open (error, KA_ERROR_TOO_LARGE,
                        _ ("文件“%s”超过 512 MB，无法预览；请报送单位压缩后重报。"), name)
           : fail_open (error, KA_ERROR_FORMAT, _ ("“%s”不是文件，无法预览。"), name);
}

int
ka_pdf_open_memory (GBytes *bytes, GError **error)
{
  gsize size, done = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  int file = memfd_create ("pdf", MFD_CLOEXEC);

  while (file >= 0 && done < size)
    {
      ssize_t n = write (file, data + done, size - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      done += (gsize)n;
    }
  if (file >= 0 && done == size)
    return file;

  if (file >= 0)
    close (file);
  g_set_error (error, KA_ERROR, KA_ERROR_FULL,
               _ ("内存不足，无法打开 PDF；请关闭其他程序后重试。"));
  return -1;
}

gboolean
ka_pdf_read (int file, gpointer data, gsize length)
{
  gsize done = 0;

  while (done < length)
    {
      ssize_t n = pread (file, (char *)data + done, length - done, (off_t)done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      done += (gsize)n;
    }
  return TRUE;
}

/* ---- the helper ---- */

KaPdfWorker *
ka_pdf_worker_new (int file, const char *name, const char *password)
{
  KaPdfWorker *self = g_new0 (KaPdfWorker, 1);

  self->file = file;
  self->name = g_strdup (name);
  self->password = g_strdup (password != NULL ? password : "");
  self->socket = -1;
  return self;
}

static void
stop (KaPdfWorker *self)
{
  if (self->socket >= 0)
    close (self->socket);
  self->socket = -1;
  if (self->process == NULL)
    return;
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
}

void
ka_pdf_worker_free (KaPdfWorker *self)
{
  g_return_if_fail (self != NULL);

  stop (self);
  close (self->file);
  /* A password is not left lying about in memory. */
  explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self->name);
  g_free (self);
}

/* In the build tree beside the program; installed among the helpers. */
static char *
find_helper (void)
{
  const char *given = g_getenv ("KA_PDF_HELPER");
  g_autofree char *self = NULL, *dir = NULL, *beside = NULL;

  if (given != NULL && *given != '\0')
    return g_strdup (given);
  self = g_file_read_link ("/proc/self/exe", NULL);
  dir = self != NULL ? g_path_get_dirname (self) : g_strdup ("");
  beside = g_build_filename (dir, "..", "pdf", "kuangan-pdf-helper", NULL);
  if (g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);
  return g_build_filename (KA_LIBEXEC_DIR, "kuangan-pdf-helper", NULL);
}

static gboolean
start (KaPdfWorker *self, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autofree char *helper = find_helper ();
  int pair[2];

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_FAILED,
                   _ ("打开的文件过多，无法预览 PDF；请关闭一些窗口后重试。"));
      return FALSE;
    }
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                        | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_take_fd (launcher, pair[1], KA_PDF_SOCKET);
  self->process = g_subprocess_launcher_spawn (launcher, NULL, helper, NULL);
  if (self->process == NULL)
    {
      close (pair[0]);
      g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND,
                   _ ("找不到预览程序 %s，无法显示 PDF；请重新安装本软件。"), helper);
      return FALSE;
    }
  self->socket = pair[0];
  return TRUE;
}

/* ---- packets ---- */

typedef enum
{
  ANSWERED,
  HUNG,
  CRASHED,
  CANCELLED,
} Outcome;

static gboolean
send_request (KaPdfWorker *self, const KaPdfRequest *request, const char *text, int file)
{
  struct iovec parts[]
    = { { (void *)request, sizeof *request }, { (void *)text, request->length } };
  union
  {
    struct cmsghdr header;
    char space[CMSG_SPACE (sizeof (int))];
  } control = { 0 };
  struct msghdr message = { .msg_iov = parts, .msg_iovlen = 2 };
  ssize_t n;

  if (file >= 0)
    {
      message.msg_control = &control;
      message.msg_controllen = sizeof control;
      control.header.cmsg_level = SOL_SOCKET;
      control.header.cmsg_type = SCM_RIGHTS;
      control.header.cmsg_len = CMSG_LEN (sizeof (int));
      memcpy (CMSG_DATA (&control.header), &file, sizeof file);
    }
  do
    n = sendmsg (self->socket, &message, MSG_NOSIGNAL);
  while (n < 0 && errno == EINTR);
  return n == (ssize_t)(sizeof *request + request->length);
}

/* What the helper has had of the processor, in microseconds; -1: not known. */
static gint64
get_processor_time (KaPdfWorker *self)
{
  const char *id = self->process != NULL ? g_subprocess_get_identifier (self->process) : NULL;
  struct timespec used;
  clockid_t clock;

  if (id == NULL || clock_getcpuclockid ((pid_t)g_ascii_strtoll (id, NULL, 10), &clock) != 0
      || clock_gettime (clock, &used) != 0)
    return -1;
  return used.tv_sec * G_TIME_SPAN_SECOND + used.tv_nsec / 1000;
}

/* Whether it works and gets less than half of the time: one that has stopped uses none, one that a page
 * keeps busy uses all. */
static gboolean
is_starved (gint64 before, gint64 now)
{
  return before >= 0 && now - before > 10 * G_TIME_SPAN_MILLISECOND && now - before < PATIENCE / 2;
}

/* Waits until the helper has something to say. */
static Outcome
await (KaPdfWorker *self, GCancellable *cancellable)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;
  gint64 used = get_processor_time (self);
  guint turns = 1;
  gboolean cancelled = FALSE;
  GPollFD turned = { -1 };

  if (cancellable != NULL && !g_cancellable_make_pollfd (cancellable, &turned))
    turned.fd = -1;
  for (;;)
    {
      struct pollfd fds[]
        = { { self->socket, POLLIN, 0 }, { cancelled ? -1 : turned.fd, POLLIN, 0 } };
      gint64 left = end - g_get_monotonic_time ();
      int n = left > 0 ? poll (fds, 2, (int)(left / 1000) + 1) : 0;

      if (n < 0 && errno == EINTR)
        continue;
      if (n == 0 && !cancelled && turns++ < MAX_TURNS)
        {
          gint64 before = used;

          used = get_processor_time (self);
          if (is_starved (before, used))
            {
              end = g_get_monotonic_time () + PATIENCE;
              continue;
            }
        }
      if (n <= 0 || fds[0].revents != 0)
        {
          if (turned.fd >= 0)
            g_cancellable_release_fd (cancellable);
          return n > 0 ? ANSWERED : cancelled ? CANCELLED : HUNG;
        }
      cancelled = TRUE;
      end = MIN (end, g_get_monotonic_time () + SHORT_PATIENCE);
    }
}

static Outcome
receive_reply (KaPdfWorker *self, KaPdfReply *reply, int *file, GCancellable *cancellable)
{
  struct iovec part = { reply, sizeof *reply };
  union
  {
    struct cmsghdr header;
    char space[CMSG_SPACE (sizeof (int))];
  } control = { 0 };
  struct msghdr message = {
    .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control
  };
  struct cmsghdr *attached;
  Outcome outcome = await (self, cancellable);
  ssize_t n;

  *file = -1;
  if (outcome != ANSWERED)
    return outcome;
  do
    n = recvmsg (self->socket, &message, MSG_CMSG_CLOEXEC);
  while (n < 0 && errno == EINTR);
  attached = n >= 0 ? CMSG_FIRSTHDR (&message) : NULL;
  if (attached != NULL && attached->cmsg_level == SOL_SOCKET && attached->cmsg_type == SCM_RIGHTS
      && attached->cmsg_len == CMSG_LEN (sizeof (int)))
    memcpy (file, CMSG_DATA (attached), sizeof *file);
  if (n == (ssize_t)sizeof *reply && (message.msg_flags & (MSG_CTRUNC | MSG_TRUNC)) == 0)
    return ANSWERED;

  if (*file >= 0)
    close (*file);
  *file = -1;
  return CRASHED;
}

/* ---- sentences ---- */

static void
set_outcome (KaPdfWorker *self, Outcome outcome, const KaPdfRequest *request, GError **error)
{
  gboolean opening = request->operation == KA_PDF_OPEN;

  if (outcome == CANCELLED)
    g_set_error (error, KA_ERROR, KA_ERROR_CANCELLED, _ ("已取消。"));
  else if (outcome == HUNG && opening)
    g_set_error (error, KA_ERROR, KA_ERROR_TOO_LARGE,
                 _ ("“%s”过于复杂，5 秒内未能打开，已停止；请报送单位重新导出后再报。"),
                 self->name);
  else if (outcome == HUNG)
    g_set_error (error, KA_ERROR, KA_ERROR_TOO_LARGE,
                 _ ("“%s”第 %u 页过于复杂，5 秒内未能读出，已停止；请报送单位重新导出后再报。"),
                 self->name, request->page + 1);
  else if (opening)
    g_set_error (error, KA_ERROR, KA_ERROR_FORMAT,
                 _ ("“%s”已损坏或需要的内存过大，无法打开；请报送单位重新导出后再报。"),
                 self->name);
  else
    g_set_error (error, KA_ERROR, KA_ERROR_FORMAT,
                 _ ("“%s”第 %u 页已损坏或需要的内存过大，无法读出；请报送单位重新导出后再报。"),
                 self->name, request->page + 1);
}

static void
set_status (KaPdfWorker *self, guint32 status, const KaPdfRequest *request, GError **error)
{
  switch (status)
    {
    case KA_PDF_ENCRYPTED:
      g_set_error (error, KA_ERROR, KA_ERROR_ENCRYPTED,
                   *self->password == '\0' ? _ ("“%s”有密码保护；请输入打开密码。")
                                           : _ ("“%s”的密码不对；请重新输入。"),
                   self->name);
      break;
    case KA_PDF_EMPTY:
      g_set_error (error, KA_ERROR, KA_ERROR_FORMAT,
                   _ ("“%s”中没有可以显示的页面；请报送单位重新导出后再报。"), self->name);
      break;
    case KA_PDF_DAMAGED:
      g_set_error (error, KA_ERROR, KA_ERROR_FORMAT,
                   _ ("“%s”已损坏或不是 PDF 文件，无法打开；请报送单位重新导出后再报。"),
                   self->name);
      break;
    default:
      set_outcome (self, CRASHED, request, error);
    }
}

/* ---- requests ---- */

static gboolean
exchange (KaPdfWorker *self,
          const KaPdfRequest *request,
          const char *text,
          int sent,
          KaPdfReply *reply,
          int *file,
          GCancellable *cancellable,
          GError **error)
{
  Outcome outcome = CRASHED;

  if (send_request (self, request, text, sent))
    outcome = receive_reply (self, reply, file, cancellable);
  if (outcome != ANSWERED)
    {
      stop (self);
      set_outcome (self, outcome, request, error);
      return FALSE;
    }
  if (reply->status == KA_PDF_OK && *file >= 0)
    return TRUE;
  if (*file >= 0)
    close (*file);
  *file = -1;
  set_status (self, reply->status, request, error);
  return FALSE;
}

static GVariant *
take_answer (KaPdfWorker *self,
             const KaPdfRequest *request,
             const KaPdfReply *reply,
             int file,
             const GVariantType *type,
             GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  gpointer data = reply->length <= KA_PDF_MAX_ANSWER ? g_malloc (reply->length + 1) : NULL;

  if (data == NULL || !ka_pdf_read (file, data, reply->length))
    {
      g_free (data);
      close (file);
      stop (self);
      set_outcome (self, CRASHED, request, error);
      return NULL;
    }
  close (file);
  bytes = g_bytes_new_take (data, reply->length);
  /* Not trusted: GVariant checks it, and gives defaults for what is not well formed. */
  return g_variant_ref_sink (g_variant_new_from_bytes (type, bytes, FALSE));
}

static GVariant *
open_document (KaPdfWorker *self, GCancellable *cancellable, GError **error)
{
  KaPdfRequest request = { KA_PDF_VERSION, KA_PDF_OPEN };
  KaPdfReply reply = { 0 };
  int file = -1;

  if (!start (self, error))
    return NULL;
  request.length = (guint32)MIN (strlen (self->password), KA_PDF_MAX_TEXT);
  if (!exchange (self, &request, self->password, self->file, &reply, &file, cancellable, error))
    {
      stop (self);
      return NULL;
    }
  return take_answer (self, &request, &reply, file, G_VARIANT_TYPE ("(usa(dd))"), error);
}

GVariant *
ka_pdf_worker_open (KaPdfWorker *self, GCancellable *cancellable, GError **error)
{
  stop (self);
  return open_document (self, cancellable, error);
}

/* Whether it went away since the last answer: it has nothing to say unasked. */
static gboolean
is_gone (KaPdfWorker *self)
{
  struct pollfd fd = { self->socket, POLLIN, 0 };

  return self->process != NULL && poll (&fd, 1, 0) != 0;
}

static gboolean
ask (KaPdfWorker *self,
     const KaPdfRequest *request,
     const char *text,
     KaPdfReply *reply,
     int *file,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (GVariant) opened = NULL;

  if (g_cancellable_is_cancelled (cancellable))
    {
      set_outcome (self, CANCELLED, request, error);
      return FALSE;
    }
  if (is_gone (self))
    stop (self);
  if (self->process == NULL)
    {
      opened = open_document (self, cancellable, error);
      if (opened == NULL)
        return FALSE;
    }
  return exchange (self, request, text, -1, reply, file, cancellable, error);
}

GVariant *
ka_pdf_worker_ask (KaPdfWorker *self,
                   KaPdfOperation operation,
                   guint page,
                   const char *text,
                   const double *box,
                   const GVariantType *type,
                   GCancellable *cancellable,
                   GError **error)
{
  KaPdfRequest request = { KA_PDF_VERSION, operation, page };
  KaPdfReply reply = { 0 };
  int file = -1;

  if (box != NULL)
    memcpy (request.box, box, sizeof request.box);
  request.length = text != NULL ? (guint32)MIN (strlen (text), KA_PDF_MAX_TEXT) : 0;
  if (!ask (self, &request, text, &reply, &file, cancellable, error))
    return NULL;
  return take_answer (self, &request, &reply, file, type, error);
}

int
ka_pdf_worker_render (KaPdfWorker *self,
                      guint page,
                      double scale,
                      guint *width,
                      guint *height,
                      GCancellable *cancellable,
                      GError **error)
{
  KaPdfRequest request = { KA_PDF_VERSION, KA_PDF_RENDER, page, 0, scale };
  KaPdfReply reply = { 0 };
  int file = -1;

  if (!ask (self, &request, NULL, &reply, &file, cancellable, error))
    return -1;
  if (reply.width == 0 || reply.height == 0 || reply.width > KA_PDF_MAX_SIDE
      || reply.height > KA_PDF_MAX_SIDE || (guint64)reply.width * reply.height > KA_PDF_MAX_PIXELS)
    {
      close (file);
      stop (self);
      set_outcome (self, CRASHED, &request, error);
      return -1;
    }
  *width = reply.width;
  *height = reply.height;
  return file;
}
