/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "ka-pdf-jail-private.h"

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__loongarch64)
#define ARCHITECTURE AUDIT_ARCH_LOONGARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#endif

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1 /* its shadow memory alone is terabytes of addresses */
#else
#define SANITIZED 0
#endif

static void
limit (int resource, rlim_t value)
{
  const struct rlimit both = { value, value };

  setrlimit (resource, &both);
}

#ifdef ARCHITECTURE

/* Calls that reading a file and drawing it never needs. */
static const int refused[] = {
  SYS_socket,
  SYS_connect,
  SYS_bind,
  SYS_listen,
  SYS_accept,
  SYS_accept4,
  SYS_execve,
  SYS_execveat,
  SYS_ptrace,
  SYS_process_vm_readv,
  SYS_process_vm_writev,
  SYS_kill,
  SYS_truncate,
  SYS_mkdirat,
  SYS_unlinkat,
  SYS_linkat,
  SYS_symlinkat,
  SYS_renameat2,
  SYS_fchmod,
  SYS_fchmodat,
  SYS_fchown,
  SYS_fchownat,
  SYS_mknodat,
  SYS_mount,
  SYS_umount2,
  SYS_unshare,
  SYS_setns,
  SYS_pivot_root,
  SYS_chroot,
  SYS_bpf,
  SYS_perf_event_open,
  SYS_userfaultfd,
  SYS_keyctl,
  SYS_add_key,
  SYS_request_key,
  SYS_setxattr,
  SYS_fsetxattr,
  SYS_lsetxattr,
  SYS_utimensat,
  SYS_shmget,
  SYS_msgget,
  SYS_semget,
#ifdef SYS_open
  SYS_open,
  SYS_creat,
  SYS_mkdir,
  SYS_rmdir,
  SYS_unlink,
  SYS_link,
  SYS_symlink,
  SYS_rename,
  SYS_chmod,
  SYS_chown,
  SYS_lchown,
  SYS_mknod,
  SYS_fork,
  SYS_vfork,
#endif
#ifdef SYS_renameat
  SYS_renameat,
#endif
};

/* Calls whose arguments a filter cannot see: the C library does without them. */
static const int unknown[] = { SYS_clone3, SYS_openat2, SYS_io_uring_setup };

#define LOAD(field) BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, field))
#define RETURN(value) BPF_STMT (BPF_RET | BPF_K, (value))
#define REFUSE(error) RETURN (SECCOMP_RET_ERRNO | ((error)&SECCOMP_RET_DATA))
#define MAX_FILTER (16 + 2 * (int)(G_N_ELEMENTS (refused) + G_N_ELEMENTS (unknown)))

/* The low half of an argument: where a little-endian machine has it. */
#define ARGUMENT(n) (offsetof (struct seccomp_data, args) + (n) * sizeof (guint64))

static void
refuse_calls (void)
{
  struct sock_filter filter[MAX_FILTER];
  struct sock_fprog program = { 0, filter };
  guint n = 0;

#define ADD(...) filter[n++] = (struct sock_filter)__VA_ARGS__
  ADD (LOAD (arch));
  ADD (BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
  ADD (RETURN (SECCOMP_RET_KILL_PROCESS));
  ADD (LOAD (nr));
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      ADD (BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, (guint)refused[i], 0, 1));
      ADD (REFUSE (EPERM));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      ADD (BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, (guint)unknown[i], 0, 1));
      ADD (REFUSE (ENOSYS));
    }
  /* Files are opened for reading only. */
  ADD (BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 0, 3));
  ADD (BPF_STMT (BPF_LD | BPF_W | BPF_ABS, ARGUMENT (2)));
  ADD (BPF_JUMP (BPF_JMP | BPF_JSET | BPF_K, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC, 4, 0));
  ADD (RETURN (SECCOMP_RET_ALLOW));
  /* Threads, but no processes. */
  ADD (BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 3));
  ADD (BPF_STMT (BPF_LD | BPF_W | BPF_ABS, ARGUMENT (0)));
  ADD (BPF_JUMP (BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0));
  ADD (REFUSE (EPERM));
  ADD (RETURN (SECCOMP_RET_ALLOW));
#undef ADD

  program.len = (unsigned short)n;
  prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

#else

static void
refuse_calls (void)
{
}

#endif

/* ---- files ---- */

/* What Poppler reads besides the file that it is handed: faces in place of those that are not embedded, their
 * configuration, its tables of Chinese encodings, libraries loaded late. All of it is the same on every
 * machine; nothing of the user's is among it. */
static const char *const readable[] = {
  "/usr/share", "/usr/lib",   "/usr/local/share", "/usr/local/lib",        "/lib",
  "/lib64",     "/etc/fonts", "/etc/ld.so.cache", "/var/cache/fontconfig", "/proc/self",
};
/* Those of the user alone: below a variable, or below the home folder where that is not set. */
static const struct
{
  const char *variable;
  const char *at_home;
  const char *folder;
} own[] = {
  { "XDG_DATA_HOME", ".local/share", "fonts" },
  { "XDG_CACHE_HOME", ".cache", "fontconfig" },
  { "XDG_CONFIG_HOME", ".config", "fontconfig" },
  { NULL, ".fonts", "" },
};

#define READING (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
/* All rights that the first version knows: later ones are about more of what seccomp refuses anyway. */
#define ALL_RIGHTS ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1)

static void
open_below (int rules, const char *path)
{
  struct landlock_path_beneath_attr rule = { .allowed_access = READING };

  rule.parent_fd = open (path, O_PATH | O_CLOEXEC);
  if (rule.parent_fd < 0)
    return;
  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
  syscall (SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  close (rule.parent_fd);
}

/* Where the kernel has Landlock no other file can be opened, whatever the user may read. */
static void
refuse_files (void)
{
  const struct landlock_ruleset_attr all = { .handled_access_fs = ALL_RIGHTS };
  const char *configuration[] = { g_getenv ("FONTCONFIG_FILE"), g_getenv ("FONTCONFIG_PATH") };
  int rules = (int)syscall (SYS_landlock_create_ruleset, &all, sizeof all, 0);

  if (rules < 0)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (readable); i++)
    open_below (rules, readable[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (configuration); i++)
    if (configuration[i] != NULL)
      open_below (rules, configuration[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    {
      const char *base = own[i].variable != NULL ? g_getenv (own[i].variable) : NULL;
      g_autofree char *path
        = base != NULL && *base != '\0'
            ? g_build_filename (base, own[i].folder, NULL)
            : g_build_filename (g_get_home_dir (), own[i].at_home, own[i].folder, NULL);

      open_below (rules, path);
    }
  syscall (SYS_landlock_restrict_self, rules, 0);
  close (rules);
}

void
ka_pdf_jail_enter (void)
{
  prctl (PR_SET_DUMPABLE, 0);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_NOFILE, 64);
  limit (RLIMIT_FSIZE, (rlim_t)256 << 20);
  if (!SANITIZED)
    limit (RLIMIT_AS, (rlim_t)1 << 30);
  /* An empty network of its own, where the kernel lets users have one. */
  if (unshare (CLONE_NEWUSER | CLONE_NEWNET) != 0)
    errno = 0;
  refuse_files ();
  refuse_calls ();
}

void
ka_pdf_jail_allow_seconds (guint seconds)
{
  struct timespec used = { 0 };
  struct rlimit rest = { RLIM_INFINITY, RLIM_INFINITY };

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  rest.rlim_cur = (rlim_t)used.tv_sec + seconds + 1;
  setrlimit (RLIMIT_CPU, &rest);
}
