#include "project/journal.h"

#include "edit/edit_script.h"
#include "project/json_fields_p.h"
#include "project/object_archive.h"
#include "project/scene_text.h"

#include <QDateTime>

#include <unistd.h>

namespace ropetp::project {
namespace {

using namespace edit::command;

/// Is the entry (edit/edit_script.h) all that is needed to make the same again? Entries of others leave out what was worked
/// out, or are as big as what they make.
template <class... Cs>
struct Kinds {};
template <class C, class... Cs>
constexpr bool isOneOf(const C&, Kinds<Cs...>) { return (std::is_same_v<C, Cs> || ...); }

using ToldByEntry = Kinds<MergeTracks, SplitTrack, SwapTracks, RemoveTrack, RenamePerson, AdjustGround, SetFocal, SetFix, RemoveFix, SetFalloff, MoveRoot, DragJoint3d, DragJoint2d, MirrorPose,
                          SwapLeftRight, PastePose, CopyPose, AddTool, RemoveTool, ResetToRaw, SetMarker, RemoveMarker, AcceptFrames, TakeBackAcceptance>;

bool entryTellsAll(const edit::Command& command) {
    if (const auto* box = std::get_if<SetBox>(&command)) return !box->landmarks;
    return std::visit([](const auto& c) { return isOneOf(c, ToldByEntry()); }, command);
}

}  // namespace

/// Objects that a line needs and that are nowhere yet go into a file of their own, written before the line is.
class Journal::Part final : public ObjectSink {
  public:
    explicit Part(Journal& journal) : journal_(journal) {}

    Result<std::string> put(const Object& object) override {
        if (const std::string* name = journal_.baseCounts_ ? journal_.base_.known.find(object) : nullptr) return "base/" + *name;
        if (const std::string* name = journal_.parts_.find(object)) return *name;
        if (!archive_) {
            name_ = "part" + std::to_string(journal_.lastPart_ + 1);
            auto file = AtomicFile::create(journal_.folder_ / name_);
            if (!file) return fail(file.error());
            file_ = std::make_unique<AtomicFile>(std::move(*file));
            archive_ = std::make_unique<ArchiveWriter>(*file_);
        }
        auto name = archive_->put(object);
        if (!name) return fail(name.error());
        const std::string full = name_ + "/" + *name;
        if (!named_.find(object)) {
            named_.add(object, full);
            written_.emplace_back(object, full);
        }
        return full;
    }

    Result<void> finish() {
        if (!archive_) return {};
        if (auto ok = archive_->finish(); !ok) return ok;
        if (auto ok = file_->commit(AtomicFile::Outlives::Kill); !ok) return ok;
        ++journal_.lastPart_;
        for (const auto& [object, name] : written_) journal_.parts_.add(object, name);
        journal_.flusher_.soon(journal_.folder_ / name_);
        return {};
    }

  private:
    Journal& journal_;
    std::string name_;
    std::unique_ptr<AtomicFile> file_;
    std::unique_ptr<ArchiveWriter> archive_;
    KnownObjects named_;
    std::vector<std::pair<Object, std::string>> written_;
};

Result<std::unique_ptr<Journal>> Journal::create(const std::filesystem::path& folder, Base base, const std::string& title) {
    // Made under another name, so that nobody finds it before it is held.
    std::filesystem::path made = folder.parent_path() / (".making" + folder.filename().string());
    std::error_code error;
    std::filesystem::create_directories(folder.parent_path(), error);
    if (!std::filesystem::create_directory(made, error)) return fail(ErrorCode::WriteFailed, error ? error.message() : "it exists already", made.string());
    const auto undo = [&](const Error& e) {
        std::filesystem::remove_all(made, error);
        return fail(e);
    };
    auto file = JournalFile::create(made / "journal");
    if (!file) return undo(file.error());
    const std::string head = json{{"ropetp_journal", 1}, {"project", textJson(base.project.string())}, {"save_id", base.saveId}, {"title", textJson(title)}, {"replaces", textJson(base.replaces)},
                                  {"pid", ::getpid()}, {"started", QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString()}}.dump();
    if (auto ok = file->append(head); !ok) return undo(ok.error());
    // Saves put a new file in the place of the project: this one stays what the lines go on from, whoever writes over it.
    if (!base.project.empty()) std::filesystem::create_hard_link(base.project, made / "base", error);
    std::filesystem::rename(made, folder, error);
    if (error) return undo({ErrorCode::WriteFailed, error.message(), folder.string()});
    auto journal = std::unique_ptr<Journal>(new Journal(folder, std::move(*file), std::move(base)));
    journal->needsState_ = journal->base_.project.empty();
    return journal;
}

Result<void> Journal::append(const std::string& line) {
    auto ok = file_.append(line);
    needsState_ = !ok;
    if (ok) flusher_.soon(folder_ / "journal");
    return ok;
}

Result<void> Journal::edited(const edit::Edit& edit, const edit::Scene& after) {
    const auto command = edit.command();
    if (needsState_ || !command || !entryTellsAll(*command)) return became(after);
    struct Takes final : edit::ScriptStore {
        explicit Takes(Part& p) : part(p) {}
        Result<std::string> keep(const std::shared_ptr<const body::MotionClip>& clip) override { return part.put(clip); }
        Part& part;
    };
    Part part(*this);
    Takes takes(part);
    const auto entry = edit::entryText(*command, takes);
    if (!entry) return became(after);
    if (auto ok = part.finish(); !ok) return became(after);
    return append(*entry);
}

Result<void> Journal::became(const edit::Scene& scene) {
    needsState_ = true;
    Part part(*this);
    const auto text = sceneText(scene, part);
    if (!text) return fail(text.error());
    if (auto ok = part.finish(); !ok) return ok;
    return append("{\"state\":" + *text + "}");
}

Result<void> Journal::saving(const std::filesystem::path& project, const std::string& saveId) {
    const bool needed = needsState_;
    auto ok = append(json{{"saving", {{"project", textJson(project.string())}, {"save_id", saveId}}}}.dump());
    needsState_ |= needed;
    // What follows must be told without the old file, which may be gone by then.
    baseCounts_ = false;
    return ok;
}

void Journal::notSaved() { baseCounts_ = true; }

void Journal::remove() {
    std::error_code error;
    std::filesystem::remove_all(folder_, error);
}

}  // namespace ropetp::project
