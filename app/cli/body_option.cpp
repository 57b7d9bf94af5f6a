#include "app/cli/body_option.h"

#include "body/mannequin.h"
#include "io/body_npz.h"

namespace ropetp::cli {

Result<std::shared_ptr<const body::BodyModel>> bodyOption(const Arguments& arguments) {
    if (const auto file = arguments.value("--body")) return io::readBodyNpz(*file);
    return body::mannequin();
}

Result<std::shared_ptr<const body::BodyModel>> bodyOf(const body::MotionClip& clip, const Arguments& arguments, const std::string& file) {
    auto body = bodyOption(arguments);
    if (body && (*body)->name() != clip.bodyModel)
        return fail(ErrorCode::UnsupportedFormat, "the take was made with the body \"" + clip.bodyModel + "\", not with \"" + (*body)->name() + "\"; name its file with --body", file);
    return body;
}

}  // namespace ropetp::cli
