#pragma once

#include <string>
#include <vector>

namespace ropetp::train {

/// `synth --preview OUT.png [--assets FOLDER] [--seed S]`: a contact sheet of synthetic training pictures, with
/// the labels drawn on the second half of it; `synth --rate N`: how quickly they are drawn.
int previewSynthesis(const std::vector<std::string>& words);

}  // namespace ropetp::train
