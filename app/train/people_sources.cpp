#include "app/train/people_sources.h"

#include "body/mannequin.h"
#include "train/people/coco_people.h"
#include "train/people/drawn_people.h"
#include "train/people/spin_people.h"
#include "train/people/threedpw_people.h"

namespace ropetp::train {
namespace {

/// People of one pass over drawn ones; they are drawn anew in the next.
constexpr std::size_t kDrawn = 100'000, kDrawnHeldOut = 1000;

}  // namespace

Result<std::shared_ptr<const PeopleDataset>> openPeople(const std::string& source, const std::shared_ptr<const body::BodyModel>& body, const std::filesystem::path& work,
                                                        bool heldOut) {
    const auto first = source.find(':'), second = source.find(':', first == source.npos ? first : first + 1);
    const std::string kind = source.substr(0, first);
    const std::string a = first == source.npos ? "" : source.substr(first + 1, second == source.npos ? second : second - first - 1);
    const std::string b = second == source.npos ? "" : source.substr(second + 1);
    if (kind == "synthetic" && !a.empty() && b.empty()) {
        auto assets = readAssets({a, work}, heldOut);
        if (!assets) return fail(assets.error());
        return std::shared_ptr<const PeopleDataset>(drawnPeople(std::move(*assets), {}, heldOut ? kDrawnHeldOut : kDrawn, body->name() == body::mannequin()->name()));
    }
    const auto opened = [&]() -> Result<std::shared_ptr<LabelledPictures>> {
        if (a.empty() || b.empty()) return fail(ErrorCode::InvalidInput, "a data set is KIND:LABELS:IMAGES (or synthetic:FOLDER), not \"" + source + "\"");
        if (kind == "coco") return openCocoPeople(a, b, body);
        if (kind == "spin") return openSpinPeople(a, b, body);
        if (kind == "3dpw") return open3dpwPeople(a, b, body);
        return fail(ErrorCode::InvalidInput, "no data set is of the kind \"" + kind + "\"; known: synthetic, coco, spin, 3dpw");
    }();
    if (!opened) return fail(opened.error());
    return std::shared_ptr<const PeopleDataset>(*opened);
}

}  // namespace ropetp::train
