#include "edit/waiting_layers.h"

#include <algorithm>

namespace ropetp::edit {
namespace {

PersonLayers taken(const LayerMap& layers, PersonId person) {
    const auto it = layers.find(person);
    PersonLayers l = it == layers.end() ? PersonLayers{} : *it->second;
    l.raw = nullptr;
    l.propagated.clear();
    return l;
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
    return tail;
}

void append(PersonLayers& to, const PersonLayers& from) {
    for (const Fix& f : from.fixes) {
        const auto at = std::lower_bound(to.fixes.begin(), to.fixes.end(), f.frame, [](const Fix& x, FrameIndex i) { return x.frame < i; });
        if (at == to.fixes.end() || at->frame != f.frame) to.fixes.insert(at, f);
    }
    to.tools.insert(to.tools.end(), from.tools.begin(), from.tools.end());
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
