# The C headers are clean under every compiler that is there, the library shows only what is on the list, and what the
# generator writes today is what is checked in.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

check() {
  local title="$1"
  shift
  if "$@" >"$work/log" 2>&1; then
    passed=$((passed + 1))
  else
    echo "FAILED: $title"
    head -50 "$work/log"
    failed=$((failed + 1))
  fi
}

# Each header compiles alone.
compile() {
  local header="$1" language="$2"
  shift 2
  echo "#include <$header>" >"$work/alone.$language"
  "$@" -Wall -Wextra -Wpedantic -Wconversion -Werror -I "$LILAC_SOURCE_DIR/capi/include" -c "$work/alone.$language" -o "$work/alone.o"
}

for header in lilac.h $(cd "$LILAC_SOURCE_DIR/capi/include" && echo lilac/*.h); do
  for compiler in gcc clang; do
    command -v "$compiler" >/dev/null || continue
    check "$header in C99 with $compiler" compile "$header" c "$compiler" -std=c99 -pedantic -Wstrict-prototypes -Wmissing-prototypes
  done
  for compiler in g++ clang++; do
    command -v "$compiler" >/dev/null || continue
    check "$header in C++20 with $compiler" compile "$header" cpp "$compiler" -std=c++20
  done
done

exported() { nm -D --defined-only "$LILAC_C_LIBRARY" | awk '{print $NF}' | sort >"$work/exported" && diff "$LILAC_SOURCE_DIR/capi/lilac.symbols" "$work/exported"; }
declared() {
  grep -oE '\blilac_[a-z_]+\(' "$LILAC_SOURCE_DIR/capi/include/lilac.h" | tr -d '(' | sort -u |
    grep -vxE 'lilac_text_of|lilac_some|lilac_by' >"$work/declared" && diff "$LILAC_SOURCE_DIR/capi/lilac.symbols" "$work/declared"
}
check "exactly the symbols of capi/lilac.symbols are exported" exported
check "exactly these are declared in lilac.h" declared
check "nobody who uses it needs Boost" sh -c '! ldd "$1" | grep -i boost' - "$LILAC_C_LIBRARY"

generated() {
  mkdir -p "$work/capi/src" && "$LILAC_C_HEADERS" "$work/capi" &&
    diff -r "$work/capi/include/lilac" "$LILAC_SOURCE_DIR/capi/include/lilac" &&
    diff "$work/capi/src/layout_asserts.cpp" "$LILAC_SOURCE_DIR/capi/src/layout_asserts.cpp"
}
check "the headers are those that the descriptions make; write them anew with lilac_c_headers capi" generated

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
