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

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
