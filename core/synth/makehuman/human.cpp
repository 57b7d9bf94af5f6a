#include "synth/makehuman/human.h"

#include "synth/makehuman/garment.h"
#include "synth/makehuman/rig.h"

#include <algorithm>
#include <random>

namespace ropetp::synth {
namespace {

namespace fs = std::filesystem;
constexpr float kMetresPerUnit = 0.1f;

struct NamedGarment {
    std::string name;
    Garment garment;
};

/// All garments in the folders below `folder` whose names pass.
template <class Pass>
Result<std::vector<NamedGarment>> garmentsIn(const fs::path& folder, int baseVertices, Pass pass) {
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(folder, error))
        if (entry.path().extension() == ".mhclo" && pass(entry.path().stem().string())) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<NamedGarment> out;
    for (const auto& file : files) {
        auto garment = Garment::read(file, baseVertices);
        if (!garment) return fail(garment.error());
        out.push_back({file.stem().string(), std::move(*garment)});
    }
    return out;
}

std::vector<std::string> names(const std::vector<NamedGarment>& all) {
    std::vector<std::string> out;
    for (const auto& each : all) out.push_back(each.name);
    return out;
}

std::array<Eigen::Vector2f, 3> uvOf(const ObjMesh& mesh, const ObjMesh::Triangle& t) {
    std::array<Eigen::Vector2f, 3> uv;
    for (std::size_t k = 0; k < 3; ++k) {
        const int index = t.corners[k].uv;
        uv[k] = index < 0 ? Eigen::Vector2f::Zero() : Eigen::Vector2f(mesh.uv[std::size_t(index)].x(), 1 - mesh.uv[std::size_t(index)].y());
    }
    return uv;
}

}  // namespace

struct MakeHumanLibrary::Impl {
    ObjMesh base;
    MacroTargets targets;
    Rig rig;
    std::vector<fs::path> skins;
    std::vector<NamedGarment> suits, shoes, hair, eyes;
    std::vector<std::string> suitNames, shoeNames, hairNames;

    HumanPart dressed(const Garment& garment, HumanPart::Kind kind, std::span<const Eigen::Vector3f> shaped) const {
        HumanPart part;
        part.kind = kind;
        part.texture = garment.texture();
        part.rest = garment.fitted(shaped);
        for (const auto& anchor : garment.anchors()) {
            std::array<float, body::kJointCount> weights{};
            for (std::size_t k = 0; k < 3; ++k) {
                const auto& b = rig.bindings()[std::size_t(anchor.vertices[k])];
                for (std::size_t i = 0; i < 4; ++i) weights[b.joints[i]] += std::max(0.f, anchor.weights[k]) * b.weights[i];
            }
            part.bindings.push_back(strongest(weights));
        }
        for (const auto& t : garment.mesh().triangles)
            part.triangles.push_back({{t.corners[0].vertex, t.corners[1].vertex, t.corners[2].vertex}, uvOf(garment.mesh(), t)});
        return part;
    }

    HumanPart bare(const fs::path& texture, std::span<const Eigen::Vector3f> shaped, const std::vector<bool>& hidden) const {
        HumanPart part;
        part.texture = texture;
        std::vector<int> renumbered(shaped.size(), -1);
        const auto kept = [&](int v) {
            int& n = renumbered[std::size_t(v)];
            if (n < 0) {
                n = int(part.rest.size());
                part.rest.push_back(shaped[std::size_t(v)]);
                part.bindings.push_back(rig.bindings()[std::size_t(v)]);
            }
            return n;
        };
        for (const auto& t : base.triangles) {
            if (base.groups[std::size_t(t.group)] != "body") continue;
            const auto& c = t.corners;
            // A face goes when all of it lies under clothes, so that no gap opens at their edges.
            if (hidden[std::size_t(c[0].vertex)] && hidden[std::size_t(c[1].vertex)] && hidden[std::size_t(c[2].vertex)]) continue;
            part.triangles.push_back({{kept(c[0].vertex), kept(c[1].vertex), kept(c[2].vertex)}, uvOf(base, t)});
        }
        return part;
    }
};

MakeHumanLibrary::MakeHumanLibrary() : impl_(std::make_unique<Impl>()) {}
MakeHumanLibrary::~MakeHumanLibrary() = default;
const std::vector<fs::path>& MakeHumanLibrary::skins() const { return impl_->skins; }
const std::vector<std::string>& MakeHumanLibrary::suits() const { return impl_->suitNames; }
const std::vector<std::string>& MakeHumanLibrary::shoes() const { return impl_->shoeNames; }
const std::vector<std::string>& MakeHumanLibrary::hair() const { return impl_->hairNames; }

Result<std::shared_ptr<const MakeHumanLibrary>> MakeHumanLibrary::read(const fs::path& folder) {
    std::shared_ptr<MakeHumanLibrary> library(new MakeHumanLibrary());
    Impl& m = *library->impl_;
    auto base = readObj(folder / "base/base.obj");
    if (!base) return fail(base.error());
    m.base = std::move(*base);
    const int count = int(m.base.vertices.size());
    auto targets = MacroTargets::read(folder / "targets/macrodetails", count);
    if (!targets) return fail(targets.error());
    m.targets = std::move(*targets);
    auto rig = Rig::read(folder / "rigs/mpfb2/weights.game_engine.json", m.base);
    if (!rig) return fail(rig.error());
    m.rig = std::move(*rig);
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder / "skins", error))
        if (entry.path().string().find("_diffuse") != std::string::npos) m.skins.push_back(entry.path());
    std::sort(m.skins.begin(), m.skins.end());
    if (m.skins.empty()) return fail(ErrorCode::FileNotFound, "no skins", (folder / "skins").string());
    const auto take = [&](std::vector<NamedGarment>& into, const char* where, auto pass) -> Result<void> {
        auto garments = garmentsIn(folder / where, count, pass);
        if (!garments) return fail(garments.error());
        into = std::move(*garments);
        return {};
    };
    if (auto ok = take(m.suits, "clothes", [](const std::string& n) { return n.find("suit") != n.npos; }); !ok) return fail(ok.error());
    if (auto ok = take(m.shoes, "clothes", [](const std::string& n) { return n.starts_with("shoes"); }); !ok) return fail(ok.error());
    if (auto ok = take(m.hair, "hair", [](const std::string&) { return true; }); !ok) return fail(ok.error());
    if (auto ok = take(m.eyes, "eyes", [](const std::string& n) { return n == "low-poly"; }); !ok) return fail(ok.error());
    m.suitNames = names(m.suits);
    m.shoeNames = names(m.shoes);
    m.hairNames = names(m.hair);
    return std::shared_ptr<const MakeHumanLibrary>(library);
}

Human MakeHumanLibrary::make(const Phenotype& phenotype, const Wardrobe& wardrobe, const body::JointPositions& reference) const {
    const Impl& m = *impl_;
    std::vector<Eigen::Vector3f> shaped = m.base.vertices;
    m.targets.add(phenotype, shaped);
    for (auto& v : shaped) v *= kMetresPerUnit;
    // Garment offsets are in the base mesh's units.
    std::vector<Eigen::Vector3f> inUnits(shaped.size());
    for (std::size_t i = 0; i < shaped.size(); ++i) inUnits[i] = shaped[i] / kMetresPerUnit;

    Human human;
    human.phenotype = phenotype;
    std::vector<bool> hidden(shaped.size(), false);
    const auto wear = [&](const std::vector<NamedGarment>& from, int index, HumanPart::Kind kind) {
        if (index < 0 || index >= int(from.size())) return;
        const Garment& garment = from[std::size_t(index)].garment;
        for (const int v : garment.hidden()) hidden[std::size_t(v)] = true;
        human.parts.push_back(m.dressed(garment, kind, inUnits));
        for (auto& v : human.parts.back().rest) v *= kMetresPerUnit;
    };
    wear(m.suits, wardrobe.suit, HumanPart::Kind::Suit);
    wear(m.shoes, wardrobe.shoes, HumanPart::Kind::Shoes);
    wear(m.hair, wardrobe.hair, HumanPart::Kind::Hair);
    wear(m.eyes, 0, HumanPart::Kind::Eyes);
    human.parts.insert(human.parts.begin(), m.bare(m.skins[std::size_t(wardrobe.skin) % m.skins.size()], shaped, hidden));

    const body::JointPositions joints = m.rig.joints(shaped);
    const auto turns = Rig::turnsTo(reference, joints);
    human.restJoints.row(0).setZero();
    for (int j = 1; j < body::kJointCount; ++j) {
        const int parent = body::kParents[std::size_t(j)];
        const Eigen::Vector3d bone = (joints.row(j) - joints.row(parent)).transpose();
        human.restJoints.row(j) = human.restJoints.row(parent) + (turns[std::size_t(parent)] * bone).transpose();
    }
    for (HumanPart& part : human.parts)
        for (std::size_t v = 0; v < part.rest.size(); ++v) {
            const Eigen::Vector3d p = part.rest[v].cast<double>();
            Eigen::Vector3d moved = Eigen::Vector3d::Zero();
            for (std::size_t k = 0; k < 4; ++k) {
                const auto j = part.bindings[v].joints[k];
                if (part.bindings[v].weights[k] <= 0) continue;
                moved += part.bindings[v].weights[k] * (turns[j] * (p - joints.row(j).transpose()) + human.restJoints.row(j).transpose());
            }
            part.rest[v] = moved.cast<float>();
        }
    return human;
}

Human MakeHumanLibrary::random(std::uint64_t seed, const body::JointPositions& reference) const {
    const Impl& m = *impl_;
    std::mt19937_64 rng(seed);
    std::uniform_real_distribution<double> uniform(0, 1);
    std::normal_distribution<double> normal;
    const auto about = [&](double mean, double deviation) { return std::clamp(mean + deviation * normal(rng), 0.0, 1.0); };
    Phenotype p;
    const bool male = uniform(rng) < 0.5;
    p.gender = male ? 0.75 + 0.25 * uniform(rng) : 0.25 * uniform(rng);
    p.age = uniform(rng) < 0.08 ? 0.25 + 0.2 * uniform(rng) : 0.45 + 0.45 * uniform(rng);
    p.muscle = about(0.5, 0.2);
    p.weight = about(0.5, 0.2);
    p.height = about(0.5, 0.18);
    p.proportions = about(0.5, 0.2);
    const double a = uniform(rng), b = uniform(rng), c = uniform(rng), sum = a + b + c;
    p.african = a / sum, p.asian = b / sum, p.caucasian = c / sum;
    const std::string sex = male ? "_male" : "_female";
    const auto pick = [&](std::size_t n, auto fits) {
        std::vector<int> fitting;
        for (std::size_t i = 0; i < n; ++i)
            if (fits(i)) fitting.push_back(int(i));
        return fitting.empty() ? -1 : fitting[std::size_t(rng() % fitting.size())];
    };
    Wardrobe w;
    w.skin = std::max(0, pick(m.skins.size(), [&](std::size_t i) { return m.skins[i].string().find(sex) != std::string::npos; }));
    // Trousers and shirts are worn by everybody now and then.
    const bool other = uniform(rng) < 0.1;
    w.suit = pick(m.suits.size(), [&](std::size_t i) { return m.suitNames[i].starts_with(male || other ? "male" : "female"); });
    if (uniform(rng) < 0.85) w.shoes = int(rng() % std::max<std::size_t>(1, m.shoes.size()));
    const bool bald = male && uniform(rng) < 0.15;
    if (!bald) w.hair = pick(m.hair.size(), [&](std::size_t i) { return !male || m.hairNames[i].starts_with("short") || m.hairNames[i].starts_with("afro"); });
    return make(p, w, reference);
}

void skin(const HumanPart& part, const body::JointPositions& restJoints, const body::JointFrames& joints, std::vector<Eigen::Vector3f>& out) {
    std::array<Eigen::Matrix<float, 3, 4>, body::kJointCount> bones;
    for (std::size_t j = 0; j < bones.size(); ++j) {
        const Eigen::Matrix3d r = joints[j].linear();
        bones[j].leftCols<3>() = r.cast<float>();
        bones[j].col(3) = (joints[j].translation() - r * restJoints.row(Eigen::Index(j)).transpose()).cast<float>();
    }
    out.resize(part.rest.size());
    for (std::size_t v = 0; v < part.rest.size(); ++v) {
        const auto& b = part.bindings[v];
        Eigen::Matrix<float, 3, 4> bone = b.weights[0] * bones[b.joints[0]];
        for (std::size_t k = 1; k < 4 && b.weights[k] > 0; ++k) bone += b.weights[k] * bones[b.joints[k]];
        out[v] = bone.leftCols<3>() * part.rest[v] + bone.col(3);
    }
}

}  // namespace ropetp::synth
