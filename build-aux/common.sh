# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034
# What build-aux/run, build-aux/test and .ci/run share. Sourced; expects `set -u`.

TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
FONT_DIR=${XDG_DATA_HOME:-${HOME:-/root}/.local/share}/fonts/kuangan

# Debian 12's names. Building needs the first list, using the program the second, testing the third.
BUILD_PACKAGES=(
  build-essential meson ninja-build pkg-config gettext libglib2.0-dev-bin libxml2-utils
  libgtk-4-dev libadwaita-1-dev libsqlite3-dev nettle-dev libicu-dev libarchive-dev libexpat1-dev
  libgsf-1-dev libxml2-dev libxlsxwriter-dev libpango1.0-dev libcairo2-dev libfontconfig-dev
  libpoppler-glib-dev libgdk-pixbuf-2.0-dev libqpdf-dev libjson-glib-dev librsvg2-bin
  shared-mime-info)
RUN_PACKAGES=(
  fontconfig fonts-noto-cjk adwaita-icon-theme librsvg2-common desktop-file-utils)
TEST_PACKAGES=(
  python3 python3-gi gir1.2-atspi-2.0 at-spi2-core dbus-daemon xvfb openbox xdotool x11-utils
  poppler-utils qpdf clang-format appstream shellcheck libasan8 libubsan1)

say ()
{
  printf '%s\n' "$*"
}

die ()
{
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# Prints those of the packages that are not installed.
missing_packages ()
{
  local installed
  # dpkg-query fails where it knows one of them not; what it prints of the others counts.
  installed=$({ dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true; } |
                awk '$2 == "installed" { print $1 }')
  printf '%s\n' "$@" | grep -vxF -e "${installed:-none}" || true
}

as_root ()
{
  if [ "$(id -u)" -eq 0 ]; then
    env DEBIAN_FRONTEND=noninteractive "$@"
  elif command -v sudo >/dev/null; then
    sudo env DEBIAN_FRONTEND=noninteractive "$@"
  else
    return 127
  fi
}

# Installs what is missing of the packages; takes no time where nothing is. Elsewhere than on a
# Debian-like system it names what is wanted and goes on: meson says what it does not find.
install_packages ()
{
  local missing
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    say "Not a Debian-like system. Wanted, under Debian's names: $*"
    return 0
  fi
  mapfile -t missing < <(missing_packages "$@")
  [ "${#missing[@]}" -gt 0 ] || return 0

  say "Installing: ${missing[*]}"
  as_root apt-get -q -o Acquire::Retries=3 update ||
    say "The package lists could not be renewed; going on with those that are there."
  as_root apt-get -q -y -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 \
    install --no-install-recommends "${missing[@]}" </dev/null ||
    say "Not all could be installed. As root: apt-get install --no-install-recommends ${missing[*]}"
}

# Whether all four faces of an official document are there: 小标宋, 黑体, 楷体, 仿宋.
have_document_fonts ()
{
  local families face
  command -v fc-list >/dev/null || return 1
  families=$(fc-list : family)
  for face in '小标宋|XiaoBiaoSong|FandolSong' '黑体|SimHei|STHeiti|FandolHei' \
              '楷体|KaiTi|STKaiti|FandolKai' '仿宋|FangSong|STFangsong|FandolFang'; do
    grep -qE "$face" <<<"$families" || return 1
  done
}

# The four Fandol faces out of Debian's texlive-lang-chinese, unpacked for this user alone; the
# package itself and what it depends on are not installed.
install_document_fonts ()
{
  local work file
  have_document_fonts && return 0
  if ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null; then
    say "The report wants the faces 小标宋, 黑体, 楷体 and 仿宋; FandolSong-Bold, FandolHei, FandolKai" \
        "and FandolFang in $FONT_DIR will do."
    return 0
  fi
  say "Fetching the document faces (Fandol) into $FONT_DIR"
  work=$(mktemp -d)
  # apt drops root's rights for the download where it can write there.
  chmod 755 "$work"
  if (cd "$work" && { apt-get -q -o APT::Sandbox::User=root download texlive-lang-chinese ||
        { as_root apt-get -q update && apt-get -q download texlive-lang-chinese; }; }) </dev/null \
     && dpkg-deb --fsys-tarfile "$work"/texlive-lang-chinese_*.deb |
          tar -x -C "$work" --wildcards '*/fandol/Fandol*.otf'; then
    mkdir -p "$FONT_DIR"
    for file in FandolSong-Bold FandolHei-Regular FandolKai-Regular FandolFang-Regular; do
      find "$work" -name "$file.otf" -exec install -m 644 {} "$FONT_DIR" \;
    done
    fc-cache "$FONT_DIR" || true
  else
    say "They could not be fetched; the report will name what it misses and use another face."
  fi
  rm -rf "$work"
}

# meson's build folder with these options: made, or given them if it is there.
configure ()
{
  local dir=$1
  shift
  command -v meson >/dev/null || die "meson is missing; see above for what to install"
  if [ -f "$dir/build.ninja" ]; then
    [ $# -eq 0 ] || meson configure "$dir" "$@"
  else
    meson setup "$dir" "$TOP" "$@"
  fi
}
