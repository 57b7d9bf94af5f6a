# Sourced by ./run and ./test: brings a Debian 12 machine to where the project builds and runs.
# Does nothing, quickly, when everything is there. Offline afterwards.

say() { printf '\033[1m== %s\033[0m\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

# Runs a command as root: directly, or through sudo; says what to do where neither is possible.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1; then sudo "$@"
    else die "these packages are missing and there is no sudo; run this as root: $*"
    fi
}

# Prints those of the given packages that are not installed.
missing_packages() {
    local name
    for name in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || echo "$name"
    done
}

install_packages() {
    command -v dpkg-query >/dev/null 2>&1 || die "this script knows Debian 12 only; see README.md for the list of libraries"
    local wanted missing
    wanted=$(cat "$@")
    # Debian's npm conflicts with other builds of node: only where the models are still to be
    # fetched and there is no npm.
    if ! models_present && ! command -v npm >/dev/null 2>&1; then wanted="$wanted npm"; fi
    # shellcheck disable=SC2086
    missing=$(missing_packages $wanted)
    [ -z "$missing" ] && return 0
    say "Installing packages: $(echo $missing)"
    as_root apt-get -o DPkg::Lock::Timeout=300 update -qq || die "the package lists could not be read; is this machine online?"
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends $missing >/dev/null \
        || die "the packages could not be installed; see the messages above"
}

models_folder() { echo "${ROPETP_MODELS:-${XDG_DATA_HOME:-$HOME/.local/share}/ropetp/models}"; }

# Lines of models.txt without comments.
model_lines() { grep -v '^#' "$root/packaging/models.txt"; }

models_present() {
    local package package_sum inner sum
    while read -r package package_sum inner sum; do
        [ -f "$(models_folder)/$(basename "$inner")" ] || return 1
    done < <(model_lines)
}

# Fetches the pretrained person models (Apache-2.0), pinned by version and checksum. The program
# checks the files' checksums again each time it loads them.
install_models() {
    models_present && return 0
    local folder temporary package package_sum inner sum archive
    folder=$(models_folder)
    say "Installing the person models into $folder"
    mkdir -p "$folder"
    temporary=$(mktemp -d)
    trap 'rm -rf "$temporary"' RETURN
    while read -r package package_sum inner sum; do
        archive="$temporary/$(echo "$package" | tr '/@' '__').tgz"
        if [ ! -f "$archive" ]; then
            (cd "$temporary" && mkdir pack && npm pack --silent --pack-destination pack "$package" >/dev/null) \
                || die "the package $package could not be fetched; is this machine online?"
            mv "$temporary"/pack/*.tgz "$archive" && rmdir "$temporary/pack"
            echo "$package_sum  $archive" | sha256sum --check --quiet || die "$package is not the file that was expected"
        fi
        tar -xzf "$archive" -C "$temporary" "$inner"
        echo "$sum  $temporary/$inner" | sha256sum --check --quiet || die "$inner of $package is not the file that was expected"
        install -m 644 "$temporary/$inner" "$folder/$(basename "$inner").part"
        mv "$folder/$(basename "$inner").part" "$folder/$(basename "$inner")"
    done < <(model_lines)
}

# Configures once and builds what changed. $1: preset.
build() {
    local folder="$root/build/$1"
    cd "$root"
    if [ ! -f "$folder/build.ninja" ]; then
        say "Configuring ($1)"
        cmake --preset "$1" >"$root/build-$1.log" 2>&1 || { cat "$root/build-$1.log" >&2; die "configuring failed"; }
        rm -f "$root/build-$1.log"
    fi
    if ! ninja -C "$folder" -n 2>/dev/null | grep -q 'no work to do'; then
        say "Building ($1); the first time takes a while"
        cmake --build --preset "$1" || die "the build failed"
    fi
}
