#pragma once

#include "project/packed_object.h"
#include "project/scene_text.h"

#include <QCryptographicHash>

namespace ropetp::test {

/// A hash of every bit of a scene that a project keeps, whatever objects it is made of.
inline QByteArray digestOf(const edit::Scene& scene) {
    class Hashes final : public project::ObjectSink {
        Result<std::string> put(const project::Object& object) override {
            const auto* p = known_.find(object);
            if (p) return *p;
            const auto packed = project::pack(object);
            QCryptographicHash h(QCryptographicHash::Sha1);
            h.addData(packed.head);
            for (const auto& [name, array] : packed.arrays) {
                h.addData(name);
                h.addData(QByteArrayView(reinterpret_cast<const char*>(array.bytes.data()), qsizetype(array.bytes.size())));
            }
            known_.add(object, h.result().toHex().toStdString());
            return *known_.find(object);
        }
        project::KnownObjects known_;
    } sink;
    const auto text = project::sceneText(scene, sink);
    if (!text) qFatal("%s", text.error().detail.c_str());
    return QCryptographicHash::hash(*text, QCryptographicHash::Sha1).toHex();
}

}  // namespace ropetp::test
