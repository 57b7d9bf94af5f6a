#!/bin/sh
# Rope beside the landmark fit where a limb is hidden: a grey board in front of the lower legs, then of an arm, on a recording with
# a reference (Pose2Sim's single/cam04: the person stays at one place, the boards with them).
# Usage: tests/bench/hidden_limbs.sh BUILD VIDEO TRUTH.npz [ROPE.weights]
set -eu
cli=$1/app/cli/ropetp-cli video=$2 truth=$3
weights=${4:+--weights $4}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export OMP_WAIT_POLICY=PASSIVE
for hidden in none legs:400:980:340:330 arm:100:640:240:420; do
    IFS=: read -r name x y w h <<END
$hidden
END
    if [ "$name" = none ]; then clip=$video
    else
        clip=$folder/$name.mp4
        ffmpeg -y -loglevel error -i "$video" -vf "drawbox=x=$x:y=$y:w=$w:h=$h:color=gray:t=fill" -crf 16 "$clip"
    fi
    for how in "--estimator fit" "--estimator rope $weights" "--estimator rope --refine $weights"; do
        # shellcheck disable=SC2086
        "$cli" solve "$clip" -o "$folder/take.npz" $how >/dev/null 2>&1
        printf '%-5s %-28s %s\n' "$name" "${how%% --weights*}" "$("$cli" evaluate "$folder/take.npz" "$truth" | grep -E '^(PA-)?MPJPE' | tr -s ' \n' ' ')"
    done
done
