#pragma once

#include "edit/layers.h"

#include <map>

namespace ropetp::edit {

using LayerMap = std::map<PersonId, std::shared_ptr<const PersonLayers>>;

// What becomes of layers when tracks change: nobody's fixes are lost, they wait for the solve of the changed tracks.

/// The raw clip and what was solved around it go. Layers on which nothing was done go altogether.
void waitForSolve(LayerMap& layers, PersonId person);
/// `other`'s fixes and tools join `kept`'s, whose fixes win.
void mergeLayers(LayerMap& layers, PersonId kept, PersonId other);
/// Fixes from `frame` on go to `second`; tools too, those across the cut in two parts.
void splitLayers(LayerMap& layers, PersonId first, PersonId second, FrameIndex frame);
/// Fixes and tools from `frame` on change places.
void swapLayers(LayerMap& layers, PersonId a, PersonId b, FrameIndex frame);

}  // namespace ropetp::edit
