#include "ui/joint_text.h"

#include <QCoreApplication>

#include <array>

namespace ropetp::ui {
namespace {

constexpr std::array<const char*, body::kJointCount> kJoints = {
    QT_TRANSLATE_NOOP("Joint", "Pelvis"), QT_TRANSLATE_NOOP("Joint", "Left hip"), QT_TRANSLATE_NOOP("Joint", "Right hip"), QT_TRANSLATE_NOOP("Joint", "Lower spine"),
    QT_TRANSLATE_NOOP("Joint", "Left knee"), QT_TRANSLATE_NOOP("Joint", "Right knee"), QT_TRANSLATE_NOOP("Joint", "Middle spine"),
    QT_TRANSLATE_NOOP("Joint", "Left ankle"), QT_TRANSLATE_NOOP("Joint", "Right ankle"), QT_TRANSLATE_NOOP("Joint", "Upper spine"),
    QT_TRANSLATE_NOOP("Joint", "Left foot"), QT_TRANSLATE_NOOP("Joint", "Right foot"), QT_TRANSLATE_NOOP("Joint", "Neck"),
    QT_TRANSLATE_NOOP("Joint", "Left collar"), QT_TRANSLATE_NOOP("Joint", "Right collar"), QT_TRANSLATE_NOOP("Joint", "Head"),
    QT_TRANSLATE_NOOP("Joint", "Left shoulder"), QT_TRANSLATE_NOOP("Joint", "Right shoulder"), QT_TRANSLATE_NOOP("Joint", "Left elbow"),
    QT_TRANSLATE_NOOP("Joint", "Right elbow"), QT_TRANSLATE_NOOP("Joint", "Left wrist"), QT_TRANSLATE_NOOP("Joint", "Right wrist"),
    QT_TRANSLATE_NOOP("Joint", "Left hand"), QT_TRANSLATE_NOOP("Joint", "Right hand")};

constexpr std::array<const char*, edit::kLimbCount> kLimbs = {
    QT_TRANSLATE_NOOP("Limb", "Whole body"), QT_TRANSLATE_NOOP("Limb", "Torso"), QT_TRANSLATE_NOOP("Limb", "Head and neck"), QT_TRANSLATE_NOOP("Limb", "Left arm"),
    QT_TRANSLATE_NOOP("Limb", "Right arm"), QT_TRANSLATE_NOOP("Limb", "Left leg"), QT_TRANSLATE_NOOP("Limb", "Right leg")};

}  // namespace

QString jointText(int joint) { return QCoreApplication::translate("Joint", kJoints[std::size_t(joint)]); }
QString limbText(edit::Limb limb) { return QCoreApplication::translate("Limb", kLimbs[std::size_t(limb)]); }

}  // namespace ropetp::ui
