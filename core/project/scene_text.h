#pragma once

#include "body/body_model.h"
#include "project/objects.h"

#include <memory>
#include <string>
#include <string_view>

namespace ropetp::project {

/// A scene as JSON on one line; its big parts go into the sink (docs/project-file.md has the members). Composed clips are
/// not kept: they are what the layers say. Errors of the sink.
Result<std::string> sceneText(const edit::Scene& scene, ObjectSink& sink);

/// The way back, to an equal scene (edit::firstDifference). Nothing is believed: CorruptFile where the text breaks the format's
/// rules, UnsupportedFormat where it was made with another body.
/// @param body  of the scene; null: the built-in one.
Result<edit::Scene> readScene(std::string_view text, ObjectSource& source, std::shared_ptr<const body::BodyModel> body);

}  // namespace ropetp::project
