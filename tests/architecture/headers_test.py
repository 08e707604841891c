"""Every public header compiles on its own: whoever includes one need not know what to include before it."""
import concurrent.futures
import os
import pathlib
import subprocess
import sys


def problem(compiler, root, header):
    command = [compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
               "-I", str(root / "include"), "-x", "c++", "-"]
    source = f'#include "{header}"\n#include "{header}"\n'
    done = subprocess.run(command, input=source, capture_output=True, text=True)
    return done.stderr if done.returncode else ""


def main(root, compiler):
    headers = sorted(path.relative_to(root / "include").as_posix() for path in (root / "include").rglob("*.hpp"))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as workers:
        problems = list(workers.map(lambda header: problem(compiler, root, header), headers))
    for header, text in zip(headers, problems):
        if text:
            print(f"FAILED: {header}\n{text}")
    print(f"{len(headers)} headers")
    return 1 if any(problems) or not headers else 0


if __name__ == "__main__":
    here = pathlib.Path(__file__).resolve().parents[2]
    sys.exit(main(pathlib.Path(os.environ.get("LILAC_SOURCE_DIR", here)), os.environ.get("CXX", "g++")))
