# Installs the build into an empty prefix and builds a consumer from it, as a stranger would.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
consumer=$LILAC_SOURCE_DIR/tests/package/consumer
passed=0
failed=0

check() {
  local title="$1"
  shift
  if "$@" >"$work/log" 2>&1; then
    echo "ok: $title"
    passed=$((passed + 1))
  else
    echo "FAILED: $title"
    cat "$work/log"
    failed=$((failed + 1))
  fi
}

# configure FOLDER ARGUMENT…: the consumer in FOLDER, seeing the installed prefix.
configure() {
  local folder="$1"
  shift
  cmake -S "$folder" -B "$work/build" -G Ninja -DCMAKE_CXX_COMPILER="$CXX" -DCMAKE_PREFIX_PATH="$work/prefix" "$@"
}

refuses_unknown_component() {
  mkdir "$work/unknown"
  sed 's/COMPONENTS support memory/COMPONENTS support astrology/' "$consumer/CMakeLists.txt" >"$work/unknown/CMakeLists.txt"
  cp "$consumer/main.cpp" "$work/unknown"
  ! cmake -S "$work/unknown" -B "$work/unknown/build" -G Ninja -DCMAKE_CXX_COMPILER="$CXX" \
    -DCMAKE_PREFIX_PATH="$work/prefix" >"$work/refusal" 2>&1 && grep -q astrology "$work/refusal"
}

check "the library is installed" cmake --install "$LILAC_BUILD_DIR" --prefix "$work/prefix"
check "support and memory are found without the packages of sqlite and tzdb" \
  configure "$consumer" -DCMAKE_DISABLE_FIND_PACKAGE_SQLiteCpp=ON -DCMAKE_DISABLE_FIND_PACKAGE_date=ON
check "the consumer builds" cmake --build "$work/build"
check "the consumer runs" "$work/build/consumer"
check "no installed file names the source or build folder" \
  sh -c '! grep -rIl -e "$1" -e "$2" "$3"' - "$LILAC_SOURCE_DIR/" "$LILAC_BUILD_DIR/" "$work/prefix"
check "an unknown component is refused by name" refuses_unknown_component
check "the installed lilac program runs" "$work/prefix/bin/lilac" --help

# C: in an empty environment, so that nothing of C++ or Boost is found by chance.
c_consumer=$LILAC_SOURCE_DIR/tests/package/c_consumer
configure_c() {
  env -i PATH="$PATH" CXX=/nonexistent cmake -S "$c_consumer" -B "$work/build_c" -G Ninja -DCMAKE_C_COMPILER="$CC" \
    -DCMAKE_PREFIX_PATH="$work/prefix" -DCMAKE_DISABLE_FIND_PACKAGE_Boost=ON
}
compile_by_pkg_config() {
  # shellcheck disable=SC2046  # a list of flags on purpose
  PKG_CONFIG_PATH=$(dirname "$(find "$work/prefix" -name lilac.pc)") &&
    export PKG_CONFIG_PATH &&
    "$CC" -std=c99 "$c_consumer/main.c" $(pkg-config --cflags --libs lilac) -o "$work/by_pkg_config" &&
    LD_LIBRARY_PATH=$(dirname "$(find "$work/prefix" -name liblilac.so)") "$work/by_pkg_config"
}
check "a project in C finds lilac without Boost and without a C++ compiler" configure_c
check "the consumer in C builds" cmake --build "$work/build_c"
check "the consumer in C runs" "$work/build_c/consumer"
check "the consumer in C builds and runs by pkg-config" compile_by_pkg_config

# The README's three programs, as they stand there.
program() { awk -v mark="<!-- run: $1 -->" '$0 == mark { found = 1; next } found && /^```/ { if (open) exit; open = 1; next } open' "$LILAC_SOURCE_DIR/README.md"; }
says_the_same() { "$@" >"$work/said" && [ "$(cat "$work/said")" = "4902 Another active plan has the sequence 1." ]; }
readme_in_cpp() {
  mkdir -p "$work/readme" && program cpp >"$work/readme/main.cpp" && cat >"$work/readme/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.22)
project(readme LANGUAGES CXX)
find_package(lilac REQUIRED COMPONENTS support memory tzdb)
add_executable(readme main.cpp)
target_link_libraries(readme PRIVATE lilac::support lilac::memory lilac::tzdb)
CMAKE
  rm -rf "$work/build" && configure "$work/readme" && cmake --build "$work/build" && says_the_same "$work/build/readme"
}
readme_in_c() {
  program c >"$work/readme.c" &&
    "$CC" -std=c99 -Wall -Wextra -Werror "$work/readme.c" -I "$work/prefix/include" \
      -L "$(dirname "$(find "$work/prefix" -name liblilac.so)")" -llilac -o "$work/readme_c" &&
    LD_LIBRARY_PATH=$(dirname "$(find "$work/prefix" -name liblilac.so)") says_the_same "$work/readme_c"
}
readme_in_python() {
  program python >"$work/readme.py" &&
    PYTHONPATH=$(dirname "$(dirname "$(find "$work/prefix" -name py.typed)")") says_the_same "$LILAC_PYTHON" -I -c \
      "import os, sys; sys.path.insert(0, os.environ['PYTHONPATH']); exec(open('$work/readme.py').read())"
}
if [ -n "${LILAC_PYTHON:-}" ]; then
  check "the README's program in Python runs on the installed package" readme_in_python
fi
check "the README's program in C++ builds and runs" readme_in_cpp
check "the README's program in C builds and runs" readme_in_c

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
