#include "edit/waiting_layers.h"

#include <algorithm>
#include <utility>

namespace ropetp::edit {
namespace {

PersonLayers taken(const LayerMap& layers, PersonId person) {
    const auto it = layers.find(person);
    PersonLayers l = it == layers.end() ? PersonLayers{} : *it->second;
    l.raw = nullptr;
    l.propagated.clear();
    l.solvedTrajectory = nullptr;
    return l;
}

bool byFrame(const TrajectoryPin& a, const TrajectoryPin& b) { return a.frame < b.frame; }
bool byPointAndFrame(const ContactSpan& a, const ContactSpan& b) { return std::pair(a.point, a.range.first) < std::pair(b.point, b.range.first); }

/// Pins and contacts go with their frames; lines, loops and the floor are of a whole way and stay with its beginning.
TrajectoryEdits tailOf(TrajectoryEdits& t, FrameIndex frame) {
    TrajectoryEdits tail;
    const auto cut = std::partition_point(t.pins.begin(), t.pins.end(), [&](const TrajectoryPin& p) { return p.frame < frame; });
    tail.pins.assign(cut, t.pins.end());
    t.pins.erase(cut, t.pins.end());
    std::vector<ContactSpan> head;
    for (const ContactSpan& c : t.contacts) {
        ContactSpan before = c, after = c;
        before.range.end = std::min(c.range.end, frame);
        after.range.first = std::max(c.range.first, frame);
        if (before.range.size() > 0) head.push_back(before);
        if (after.range.size() > 0) tail.contacts.push_back(after);
    }
    t.contacts = std::move(head);
    return tail;
}

/// What `to` says wins.
void append(TrajectoryEdits& to, const TrajectoryEdits& from) {
    for (const TrajectoryPin& p : from.pins) {
        const auto at = std::lower_bound(to.pins.begin(), to.pins.end(), p, byFrame);
        if (at == to.pins.end() || at->frame != p.frame) to.pins.insert(at, p);
    }
    const auto said = to.contacts;
    for (const ContactSpan& c : from.contacts)
        if (std::none_of(said.begin(), said.end(), [&](const ContactSpan& s) { return s.point == c.point && s.range.first < c.range.end && c.range.first < s.range.end; }))
            to.contacts.insert(std::lower_bound(to.contacts.begin(), to.contacts.end(), c, byPointAndFrame), c);
}

void put(LayerMap& layers, PersonId person, PersonLayers l) {
    if (l.edited()) layers[person] = std::make_shared<const PersonLayers>(std::move(l));
    else layers.erase(person);
}

PersonLayers tailOf(PersonLayers& l, FrameIndex frame) {
    PersonLayers tail;
    const auto cut = std::lower_bound(l.fixes.begin(), l.fixes.end(), frame, [](const Fix& f, FrameIndex at) { return f.frame < at; });
    tail.fixes.assign(cut, l.fixes.end());
    l.fixes.erase(cut, l.fixes.end());
    std::vector<RangeTool> head;
    for (const RangeTool& t : l.tools) {
        RangeTool before = t, after = t;
        before.range.end = std::min(t.range.end, frame);
        after.range.first = std::max(t.range.first, frame);
        if (before.range.size() > 0) head.push_back(before);
        if (after.range.size() > 0) tail.tools.push_back(after);
    }
    l.tools = std::move(head);
    tail.trajectory = tailOf(l.trajectory, frame);
    return tail;
}

void append(PersonLayers& to, const PersonLayers& from) {
    for (const Fix& f : from.fixes) {
        const auto at = std::lower_bound(to.fixes.begin(), to.fixes.end(), f.frame, [](const Fix& x, FrameIndex i) { return x.frame < i; });
        if (at == to.fixes.end() || at->frame != f.frame) to.fixes.insert(at, f);
    }
    to.tools.insert(to.tools.end(), from.tools.begin(), from.tools.end());
    append(to.trajectory, from.trajectory);
}

}  // namespace

void waitForSolve(LayerMap& layers, PersonId person) {
    if (layers.contains(person)) put(layers, person, taken(layers, person));
}

void mergeLayers(LayerMap& layers, PersonId kept, PersonId other) {
    PersonLayers l = taken(layers, kept);
    append(l, taken(layers, other));
    put(layers, kept, std::move(l));
    layers.erase(other);
}

void splitLayers(LayerMap& layers, PersonId first, PersonId second, FrameIndex frame) {
    PersonLayers l = taken(layers, first);
    PersonLayers tail = tailOf(l, frame);
    put(layers, first, std::move(l));
    put(layers, second, std::move(tail));
}

void swapLayers(LayerMap& layers, PersonId a, PersonId b, FrameIndex frame) {
    PersonLayers la = taken(layers, a), lb = taken(layers, b);
    const PersonLayers tailA = tailOf(la, frame), tailB = tailOf(lb, frame);
    append(la, tailB);
    append(lb, tailA);
    put(layers, a, std::move(la));
    put(layers, b, std::move(lb));
}

}  // namespace ropetp::edit
