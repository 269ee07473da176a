#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# build-aux/check-po on a tree of one file: a string of one line, one of two lines and one that begins
# with a line's end are each seen as long as they have no translation.
set -uo pipefail
check=$1
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree/build-aux" "$tree/src" "$tree/po"
cp "$check" "$tree/build-aux/check-po"
echo src/words.c >"$tree/po/POTFILES.in"
echo en >"$tree/po/LINGUAS"
n=0
bad=0

# text of the source, its msgid, what must be said of it
try ()
{
  local text=$1 msgid=$2 said=$3 out
  printf 'const char *words = _ ("%s");\n' "$text" >"$tree/src/words.c"
  for translated in no yes; do
    {
      printf 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"MIME-Version: 1.0\\n"\n'
      printf '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
      printf '\n%s\n' "$msgid"
      if [ "$translated" = yes ]; then printf 'msgstr "%s"\n' "$text"; else printf 'msgstr ""\n'; fi
    } >"$tree/po/en.po"
    out=$("$tree/build-aux/check-po" 2>&1)
    case $?,$translated in
      0,yes) ok=1 ;;
      1,no) case $out in *"1 strings are untranslated"*"$said"*) ok=1 ;; *) ok=0 ;; esac ;;
      *) ok=0 ;;
    esac
    n=$((n + 1))
    if [ $ok = 1 ]; then echo "ok $n"; else
      bad=1
      echo "not ok $n - $text translated: $translated"
      echo "# ${out//$'\n'/$'\n'# }"
    fi
  done
}

try 'one' 'msgid "one"' 'msgid "one"'
try 'one\ntwo' 'msgid ""
"one\n"
"two"' 'msgid "one\n"'
try '\none\ntwo' 'msgid ""
"\n"
"one\n"
"two"' 'msgid "one\n"'
echo "1..$n"
exit $bad
