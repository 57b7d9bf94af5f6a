#include "project/objects.h"

namespace ropetp::project {
namespace {

std::shared_ptr<const void> anonymous(const Object& object) {
    return std::visit([](const auto& p) { return std::shared_ptr<const void>(p); }, object);
}

}  // namespace

const std::string* KnownObjects::find(const Object& object) const {
    const auto it = names_.find(anonymous(object).get());
    // Another object may live where one that is gone has lived.
    return it == names_.end() || it->second.first.expired() ? nullptr : &it->second.second;
}

void KnownObjects::add(const Object& object, std::string name) {
    const auto p = anonymous(object);
    names_.insert_or_assign(p.get(), std::pair(std::weak_ptr(p), std::move(name)));
}

}  // namespace ropetp::project
