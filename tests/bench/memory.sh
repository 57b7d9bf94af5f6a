#!/usr/bin/env bash
# Memory of a solve over the length of the video: a clip, and the same clip ten times in a row.
#   tests/bench/memory.sh build/release VIDEO
set -euo pipefail
build=$1 video=$2
looped=$(mktemp --suffix=.mp4)
trap 'rm -f "$looped"' EXIT
ffmpeg -hide_banner -loglevel error -y -stream_loop 9 -i "$video" -c copy "$looped"
export OMP_WAIT_POLICY=PASSIVE
for clip in "$video" "$looped"; do "$build/tests/bench/bench_solve" "$clip" | tail -2; done
