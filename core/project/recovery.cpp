#include "project/recovery.h"

#include "edit/edit.h"
#include "edit/edit_script.h"
#include "project/json_fields_p.h"
#include "project/object_archive.h"
#include "project/scene_text.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <set>

namespace ropetp::project {
namespace {

namespace fs = std::filesystem;

std::string randomWord() { return newSaveId().substr(0, 8); }
std::string beside(const fs::path& project) { return std::string(".").append(project.filename().string()).append(".journal-"); }
constexpr const char* kStatePrefix = "journal-";

struct Head {
    fs::path project;
    std::string saveId, title, replaces;
};

Head headOf(const JournalLines& journal) {
    if (journal.lines.empty()) broken("the journal is empty");
    const json head = parsed(journal.lines.front(), "the journal's first line");
    if (integer(head, "ropetp_journal") != 1) throw Broken{{ErrorCode::UnsupportedFormat, "the journal was written by another version of RopeTP Studio", {}}};
    return {text(head, "project"), text(head, "save_id"), text(head, "title"), text(head, "replaces")};
}

/// What the lines that count go on from.
struct Start {
    fs::path base;                  ///< a project file; empty: the first line that counts is a whole state
    fs::path project;               ///< the user's; empty: never saved
    std::size_t line = 1;           ///< the first that counts
};

/// A save that was begun: the lines before it are in the file, if the file is there.
std::optional<Head> saveBegunBy(const json& line) {
    const json* saving = optionalMember(line, "saving");
    if (!saving) return std::nullopt;
    return Head{text(*saving, "project"), text(*saving, "save_id"), {}, {}};
}

bool isSaved(const fs::path& project, const std::string& saveId) {
    if (project.empty() || saveId.empty()) return false;
    const auto id = readSaveId(project);
    return id && *id == saveId;
}

Start startOf(const JournalLines& journal, const Head& head, const fs::path& folder) {
    for (std::size_t i = journal.lines.size(); i-- > 1;)
        if (const auto save = saveBegunBy(parsed(journal.lines[i], "a line")); save && isSaved(save->project, save->saveId)) return {save->project, save->project, i + 1};
    if (head.project.empty()) return {};
    // Project and journal may have moved together.
    std::error_code error;
    const fs::path beside = folder.parent_path() / head.project.filename();
    const fs::path project = !fs::exists(head.project, error) && fs::exists(beside, error) ? beside : head.project;
    // The journal's own link outlives whoever wrote over the project.
    for (const fs::path& base : {folder / "base", project})
        if (isSaved(base, head.saveId)) return {base, project, 1};
    return {{}, project, 1};
}

std::size_t changesFrom(const JournalLines& journal, std::size_t first) {
    std::size_t n = 0;
    for (std::size_t i = first; i < journal.lines.size(); ++i) n += !saveBegunBy(parsed(journal.lines[i], "a line"));
    return n;
}

/// Names as lines have them: base/NAME or partN/NAME.
class JournalObjects final : public ObjectSource {
  public:
    JournalObjects(fs::path folder, fs::path base) : folder_(std::move(folder)), base_(std::move(base)) {}
    Result<Object> get(const std::string& name) override {
        const auto slash = name.find('/');
        const std::string archive = name.substr(0, slash);
        const bool known = slash != std::string::npos && (archive == "base" || (archive.starts_with("part") && archive.find_first_not_of("0123456789", 4) == std::string::npos));
        if (!known) return fail(ErrorCode::CorruptFile, "the journal names something unknown");
        auto at = archives_.find(archive);
        if (at == archives_.end()) {
            if (archive == "base" && base_.empty()) return fail(ErrorCode::CorruptFile, "the journal needs a project that is not there");
            auto opened = ArchiveReader::open(archive == "base" ? base_ : folder_ / archive);
            if (!opened) return fail(opened.error());
            at = archives_.emplace(archive, std::move(*opened)).first;
        }
        return at->second.get(name.substr(slash + 1));
    }
    Result<Project> base(std::shared_ptr<const body::BodyModel> body) {
        auto opened = ArchiveReader::open(base_);
        if (!opened) return fail(opened.error());
        return readProject(archives_.emplace("base", std::move(*opened)).first->second, std::move(body));
    }

  private:
    fs::path folder_, base_;
    std::map<std::string, ArchiveReader> archives_;
};

class FindTakes final : public edit::ScriptStore {
  public:
    explicit FindTakes(ObjectSource& source) : source_(source) {}
    Result<std::shared_ptr<const body::MotionClip>> clip(const std::string& name) const override {
        const auto object = source_.get(name);
        if (!object) return fail(object.error());
        if (const auto* clip = std::get_if<std::shared_ptr<const body::MotionClip>>(&*object)) return *clip;
        return fail(ErrorCode::CorruptFile, "a take of the journal is something else");
    }

  private:
    ObjectSource& source_;
};

Result<Recovered> recoverHeld(HeldFile held, const fs::path& folder, std::shared_ptr<const body::BodyModel> body) {
    const auto journal = readJournalLines(folder / "journal");
    if (!journal) return fail(journal.error());
    const Head head = headOf(*journal);
    const Start start = startOf(*journal, head, folder);
    JournalObjects objects(folder, start.base);
    Recovered out{{}, start.project, head.title, 0, 0, std::move(held)};
    if (!start.base.empty()) {
        out.project = need(objects.base(body));
        if (!body) body = out.project.scene.body;
    }
    std::vector<json> lines;
    for (std::size_t i = start.line; i < journal->lines.size(); ++i)
        if (json line = parsed(journal->lines[i], "a line"); !saveBegunBy(line)) lines.push_back(std::move(line));
    // From the last whole state on; one that cannot be read any more (parts that the disk lost) takes what follows along.
    std::size_t count = lines.size(), first = 0;
    bool haveState = !start.base.empty();
    for (std::size_t i = lines.size(); i-- > 0;) {
        const json* state = optionalMember(lines[i], "state");
        if (!state) continue;
        auto scene = readScene(state->dump(), objects, body);
        if (scene) {
            out.project.scene = std::move(*scene);
            haveState = true;
            first = i + 1;
            break;
        }
        count = i;
    }
    if (!haveState)
        return fail(ErrorCode::CorruptFile, head.project.empty() ? "the journal holds no whole state" : "the project is another one than the journal goes on from", folder.string());
    const FindTakes takes(objects);
    std::size_t done = first;
    for (; done < count; ++done) {
        auto command = edit::readEntry(lines[done].dump(), takes);
        if (!command || !edit::makeEdit(*command)->apply(out.project.scene)) break;
    }
    out.changes = done;
    out.lost = lines.size() - done;
    return out;
}

std::int64_t secondsSince1970(fs::file_time_type t) {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::file_clock::to_sys(t).time_since_epoch()).count();
}

/// Nothing for a journal that is held or holds nothing new; the latter goes.
/// @param replaced  gets the name of the journal whose place it took.
std::optional<FoundJournal> look(const fs::path& folder, std::set<std::string>& replaced) {
    const auto held = HeldFile::open(folder / "journal");
    if (!held) return std::nullopt;
    const auto journal = readJournalLines(folder / "journal");
    if (!journal) return std::nullopt;
    try {
        const Head head = headOf(*journal);
        const Start start = startOf(*journal, head, folder);
        FoundJournal found{folder, start.project, head.title, changesFrom(*journal, start.line), 0};
        if (found.changes == 0) {
            removeJournal(folder);
            return std::nullopt;
        }
        replaced.insert(head.replaces);
        std::error_code error;
        found.lastChangeSec = secondsSince1970(fs::last_write_time(folder / "journal", error));
        return found;
    } catch (const Broken&) {
        return std::nullopt;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

}  // namespace

fs::path newJournalFolder(const fs::path& project) { return fs::absolute(project).parent_path() / (beside(project) + randomWord()); }
fs::path newJournalFolderIn(const fs::path& stateFolder) { return stateFolder / (kStatePrefix + randomWord()); }

fs::path defaultStateFolder() {
    const char *state = std::getenv("XDG_STATE_HOME"), *home = std::getenv("HOME");
    const fs::path root = state && *state ? fs::path(state) : fs::path(home && *home ? home : "/tmp") / ".local" / "state";
    return root / "ropetp" / "journals";
}

std::vector<FoundJournal> findJournals(const fs::path& stateFolder, std::span<const fs::path> projects) {
    std::vector<fs::path> folders;
    const auto collect = [&](const fs::path& in, const std::string& prefix) {
        std::error_code error;
        for (fs::directory_iterator it(in, fs::directory_options::skip_permission_denied, error), end; !error && it != end; it.increment(error))
            if (it->path().filename().string().starts_with(prefix)) folders.push_back(it->path());
    };
    collect(stateFolder, kStatePrefix);
    for (const fs::path& p : projects) collect(fs::absolute(p).parent_path(), beside(p));
    std::sort(folders.begin(), folders.end());
    folders.erase(std::unique(folders.begin(), folders.end()), folders.end());
    std::vector<FoundJournal> found;
    std::set<std::string> replaced;
    for (const fs::path& folder : folders)
        if (auto journal = look(folder, replaced)) found.push_back(std::move(*journal));
    std::erase_if(found, [&](const FoundJournal& j) {
        const bool old = replaced.contains(j.folder.filename().string());
        if (old) removeJournal(j.folder);
        return old;
    });
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.lastChangeSec > b.lastChangeSec; });
    return found;
}

Result<Recovered> recover(const fs::path& folder, std::shared_ptr<const body::BodyModel> body) {
    auto held = HeldFile::open(folder / "journal");
    if (!held) return fail(held.error());
    try {
        return recoverHeld(std::move(*held), folder, std::move(body));
    } catch (const Broken& b) {
        return fail(b.error.code, b.error.detail, folder.string());
    } catch (const json::exception& e) {
        return fail(ErrorCode::CorruptFile, e.what(), folder.string());
    }
}

void removeJournal(const fs::path& folder) {
    std::error_code error;
    fs::remove_all(folder, error);
}

}  // namespace ropetp::project
