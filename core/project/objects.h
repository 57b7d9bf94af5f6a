#pragma once

#include "base/result.h"
#include "edit/scene.h"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <variant>

/// The big, immutable parts of a scene, kept under names: in a project file, or in files beside a journal. What is small
/// (project/scene_text.h) refers to them, so that a part that is shared is kept once, and one that did not change not again.
namespace ropetp::project {

using Object = std::variant<std::shared_ptr<const body::MotionClip>, std::shared_ptr<const track::TrackSet>, std::shared_ptr<const edit::Propagation>,
                            std::shared_ptr<const edit::SolvedTrajectory>, std::shared_ptr<const media::VideoInfo>>;

/// Keeps objects.
class ObjectSink {
  public:
    virtual ~ObjectSink() = default;
    /// The name under which it is kept now. @param object  not null. WriteFailed, DiskFull, InvalidInput beyond 4 GiB.
    virtual Result<std::string> put(const Object& object) = 0;
};

/// Finds them again.
class ObjectSource {
  public:
    virtual ~ObjectSource() = default;
    /// The same object for the same name. CorruptFile for a name that is not there, and for what is damaged.
    virtual Result<Object> get(const std::string& name) = 0;
};

/// Names of objects that are kept already. Holds none of them alive.
class KnownObjects {
  public:
    /// Null: not kept.
    const std::string* find(const Object& object) const;
    void add(const Object& object, std::string name);

  private:
    std::map<const void*, std::pair<std::weak_ptr<const void>, std::string>> names_;
};

}  // namespace ropetp::project
