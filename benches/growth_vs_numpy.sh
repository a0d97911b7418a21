#!/bin/sh
# Z-scores and `loket growth` beside numpy, on the same million rows, in one run.
# Needs python3 with numpy and pandas, and GNU time for the memory. usage: benches/growth_vs_numpy.sh
set -eu
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-target}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
date -u +%F
grep -m1 'model name' /proc/cpuinfo || true
cargo bench --quiet --bench growth -- --write "$work/rows.csv"
python3 benches/growth_numpy.py "$work/rows.csv"
cargo build --quiet --release
for run in 1 2 3; do
    /usr/bin/time -f "loket growth, CSV to CSV, run $run: %e s, %M KB" "$target/release/loket" growth "$work/rows.csv" --out "$work/out.csv"
done
