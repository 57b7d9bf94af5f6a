#pragma once

#include "edit/layers.h"
#include "project/json_fields_p.h"
#include "project/objects.h"

#include <vector>

/// Small parts of layers as JSON. Fixes and range tools are written as the script's entries that make them
/// (edit/edit_script.h), so that there is one JSON for an edit. Internal to this folder.
namespace ropetp::project {

json fixesJson(const std::vector<edit::Fix>& fixes);
/// By frame, one a frame.
std::vector<edit::Fix> fixesOf(const json& list);

/// Takes to take poses from are put into the sink.
json toolsJson(const std::vector<edit::RangeTool>& tools, ObjectSink& sink);
std::vector<edit::RangeTool> toolsOf(const json& list, ObjectSource& source);

json trajectoryJson(const edit::TrajectoryEdits& edits);
edit::TrajectoryEdits trajectoryOf(const json& object);

template <class T>
std::shared_ptr<const T> objectOf(const std::string& name, ObjectSource& source) {
    const Object object = need(source.get(name));
    const auto* p = std::get_if<std::shared_ptr<const T>>(&object);
    if (!p || !*p) broken("\"" + name.substr(0, 40) + "\" is another kind of object than is needed there");
    return *p;
}

}  // namespace ropetp::project
