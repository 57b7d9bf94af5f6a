#!/bin/sh
# Feeds damaged files to the readers of other tools' formats, built with AddressSanitizer and UndefinedBehaviorSanitizer.
# Usage: tests/fuzz/run.sh [RUNS] [FOLDER]   (20 000 runs of each reader; what was found before is kept in FOLDER)
# Fails at the first crash, hang (20 s), undefined behaviour or allocation above 1.2 GB, and leaves the file that did it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
runs=${1:-20000}
folder=${2:-$(mktemp -d)}
command -v clang++ >/dev/null || { echo "SKIPPED WHOLE TEST: there is no clang++"; exit 0; }
mkdir -p "$folder/bvh" "$folder/fbx" "$folder/npz" "$folder/objects"
flags="-std=c++20 -O1 -g1 -march=x86-64-v3 -w -fno-sanitize-recover=all -I$root/core -isystem /usr/include/eigen3"
sources="core/io/bvh_reader.cpp core/io/bvh_writer.cpp core/io/euler.cpp core/io/export_scene.cpp core/io/export_presets.cpp core/io/resample.cpp core/io/fbx_document.cpp
         core/io/fbx_reader.cpp core/io/fbx_writer.cpp core/io/npy_array.cpp core/io/npz_file.cpp core/io/stored_zip.cpp core/io/take_npz.cpp core/io/text_file.cpp core/io/zip_reader.cpp
         core/base/atomic_file.cpp core/base/error.cpp core/base/rotation.cpp core/body/kinematics.cpp core/body/body_model.cpp core/body/skinner.cpp core/body/skinning_tables.cpp core/body/skinning.cpp"
objects=
for source in $sources; do
    [ -f "$root/$source" ] || continue
    object="$folder/objects/$(basename "$source" .cpp).o"
    [ "$object" -nt "$root/$source" ] || clang++ $flags -fsanitize=fuzzer-no-link,address,undefined -c "$root/$source" -o "$object"
    objects="$objects $object"
done
libraries="-lzip -lz"
clang++ $flags -fsanitize=address,undefined "$here/fuzz_seeds.cpp" $objects -o "$folder/seeds" $libraries
"$folder/seeds" "$folder"
for reader in bvh fbx npz; do
    clang++ $flags -fsanitize=fuzzer,address,undefined "$here/fuzz_$reader.cpp" $objects -o "$folder/fuzz_$reader" $libraries
    echo "== $reader"
    "$folder/fuzz_$reader" -runs="$runs" -timeout=20 -rss_limit_mb=3000 -malloc_limit_mb=1200 -max_len=65536 -print_final_stats=1 -artifact_prefix="$folder/$reader-" "$folder/$reader" 2>&1 | tail -12
    faults=$(find "$folder" -maxdepth 1 -name "$reader-*-*")
    [ -z "$faults" ] || { echo "$faults"; exit 1; }
done
echo "no fault in $runs runs of each reader"
