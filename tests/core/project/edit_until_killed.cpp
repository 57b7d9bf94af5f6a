// Edits, undoes, redoes and saves a project at random until it is killed. Before each change it prints "will DIGEST", and "ack
// DIGEST" when the change was acknowledged. Usage: edit_until_killed SEED START.ropetp PROJECT.ropetp STATE_FOLDER
#include "tests/core/project/random_session.h"
#include "tests/core/project/scene_digest.h"

#include <unistd.h>

#include <cstdlib>

using namespace ropetp;

namespace {

void tell(const char* word, const edit::Scene& scene) {
    const QByteArray line = QByteArray(word) + ' ' + test::digestOf(scene) + '\n';
    if (::write(STDOUT_FILENO, line.data(), std::size_t(line.size())) != line.size()) std::_Exit(3);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5) return 2;
    const unsigned seed = unsigned(std::atoi(argv[1]));
    const auto opened = project::readProject(argv[2]);
    if (!opened) return 3;
    // Every other session begins with something that was never saved.
    const bool saved = std::filesystem::exists(argv[3]);
    test::RandomSession session(seed, opened->scene, *opened, argv[3], argv[4], saved);
    std::mt19937 random(seed + 1);
    tell("ack", session.document.scene());
    const auto change = [&] {
        session.change([](const edit::Scene& next) { tell("will", next); });
        tell("ack", session.document.scene());
    };
    for (;;) {
        for (unsigned i = random() % 8; i > 0; --i) change();
        if (random() % 2) session.save();
        else session.save([&] { for (unsigned i = 1 + random() % 3; i > 0; --i) change(); });
    }
}
