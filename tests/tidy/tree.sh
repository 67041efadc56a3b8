# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by each check: goes to the top of the tree and gives `files_matching`, `report` and `settle`.
# FIKA_TREE names another tree to look at; that is how self_test shows the checks bad examples.
set -u
export LC_ALL=C.UTF-8
cd -- "${FIKA_TREE:-$(dirname -- "${BASH_SOURCE[0]}")/../..}" || exit 2

# What git tracks or would track, so that a file is held to the rules before its first commit. Data
# that others wrote, and hostile input, keeps its own form.
mapfile -t files < <(git ls-files -co --exclude-standard --deduplicate -- . ':!tests/data' ':!tests/fuzz/seeds' |
  while IFS= read -r file; do [ -f "$file" ] && printf '%s\n' "$file"; done)

# The files whose path matches an extended regular expression, one a line.
files_matching() { printf '%s\n' "${files[@]}" | grep -E -- "$1" || true; }

# Those files again, each ended by NUL as `xargs -0` reads them.
files_for_xargs() { files_matching "$1" | tr '\n' '\0'; }

# `report NAME` takes the lines of its input for faults and prints them as such; without any the check
# is in order.
bad=0
report() {
  local faults
  faults=$(cat)
  if [ -z "$faults" ]; then
    echo "ok $1"
  else
    printf '%s\n' "$faults" | sed "s|^|FAIL $1: |"
    return 1
  fi
}

# The checks with `report` at the end of a pipe run in a subshell; `|| bad=1` carries their verdict here.
settle() { exit "$bad"; }
