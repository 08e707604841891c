# shellcheck shell=bash
# Sourced by tests/run, examples/quickstart and whoever else needs the tools Lilac is built with:
#   lilac_setup            what building with g++ takes
#   lilac_setup --tests    and what the tests take, Python's among them
#   lilac_setup --all      and clang with its sanitizer runtimes, clang-format, ccache
# Installs with apt only what is missing. LILAC_NO_INSTALL=1 leaves the machine as it is.

# A bare environment (`env -i`, cron, a container's entry point) lacks what tools take for granted.
lilac_environment() {
  export PATH="${PATH:-/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}"
  export HOME="${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}"
  export HOME="${HOME:-/}"
  export LANG="${LANG:-C.UTF-8}"
}

# A build folder that was copied along with the sources belongs to another place; CMake would refuse it.
lilac_drop_foreign_build() {
  local cache="$1/CMakeCache.txt"
  if [ -f "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$(pwd -P)" "$cache"; then rm -rf "$1"; fi
}

lilac_installed() { dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null | grep -q '^.i'; }

lilac_missing() {
  local package
  for package in "$@"; do lilac_installed "$package" || echo "$package"; done
}

lilac_installed_boosts() {
  dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' 'libboost-json1.*-dev' 2>/dev/null | sed -n 's/^.i.//p'
}
lilac_offered_boosts() { apt-cache pkgnames libboost-json1. 2>/dev/null; }

# The oldest Boost that is new enough, 1.81 or later: what is installed if any is, else what apt offers.
# Debian and Ubuntu name the packages by version (libboost-json1.81-dev), several may be on offer.
lilac_boost() {
  local offers version
  for offers in lilac_installed_boosts lilac_offered_boosts; do
    version=$($offers | sed -nE 's/^libboost-json1\.([0-9]+)-dev$/\1/p' | awk '$1 >= 81' | sort -n | head -n 1)
    [ -n "$version" ] && { echo "1.$version"; return 0; }
  done
  return 1
}

# The sanitizer runtimes go by clang's version, which only `clang` itself tells.
lilac_clang_runtime() {
  apt-cache depends clang 2>/dev/null | sed -nE 's/^ *Depends: clang-([0-9]+)$/libclang-rt-\1-dev/p' | head -n 1
}

lilac_wanted() {
  local boost="$1" all="$2"
  echo g++ cmake ninja-build pkg-config git ca-certificates tzdata sqlite3 python3
  echo "libboost$boost-dev libboost-json$boost-dev libboost-container$boost-dev"
  echo libhowardhinnant-date-dev libsqlitecpp-dev libsqlite3-dev libcli11-dev
  echo doctest-dev librapidcheck-dev libbenchmark-dev zlib1g-dev
  [ -z "$all" ] || echo python3-dev python3-venv python3-pip python3-pytest pybind11-dev mypy
  if [ "$all" = --all ]; then echo clang clang-format ccache "$(lilac_clang_runtime)"; fi
}

lilac_setup() {
  local all="${1:-}" boost missing sudo=()
  if [ -n "${LILAC_NO_INSTALL:-}" ]; then
    echo "setup: nothing is installed, as LILAC_NO_INSTALL is set"
    return 0
  fi
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    echo "setup: this is no Debian-like system, so nothing is installed; needed are g++ 12 or newer, CMake 3.22, Ninja," \
      "Python 3.10 with its headers, pybind11 2.10, pytest and mypy, Boost 1.81 (json, container), Howard Hinnant's date," \
      "SQLiteCpp, SQLite 3, CLI11, doctest, RapidCheck" >&2
    return 0
  fi
  if boost=$(lilac_boost); then
    # shellcheck disable=SC2046  # a list of words on purpose
    missing=$(lilac_missing $(lilac_wanted "$boost" "$all"))
    if [ -z "$missing" ]; then
      echo "setup: all packages are installed (Boost $boost)"
      return 0
    fi
  fi
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "setup: missing, with neither root nor sudo to install it: ${missing:-Boost 1.81 or newer}" >&2
      return 1
    fi
    sudo=(sudo)
  fi
  echo "setup: reading the package lists"
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null || return 1
  if ! boost=$(lilac_boost); then
    echo "setup: apt offers no Boost 1.81 or newer here (Debian 12 and Ubuntu 24.04 do)" >&2
    return 1
  fi
  # shellcheck disable=SC2046
  missing=$(lilac_missing $(lilac_wanted "$boost" "$all"))
  echo "setup: installing" $missing
  # --no-remove: another Boost's headers may be installed for something else; the user decides, not we.
  # shellcheck disable=SC2086
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends --no-remove $missing \
      </dev/null >/dev/null || {
    echo "setup: apt could not install what is missing; its message stands above" >&2
    return 1
  }
}
