#include "nn/graph_runtime.h"

#include "nn/graph_backends.h"
#include "nn/graph_passes.h"

#include <algorithm>

namespace ropetp::nn {

int GraphRuntime::outputIndex(std::string_view name) const {
    for (std::size_t i = 0; i < outputs_.size(); ++i)
        if (outputs_[i].name == name) return int(i);
    return -1;
}

Result<std::unique_ptr<GraphRuntime>> makeGraphRuntime(const Graph& graph, const RuntimeOptions& options) {
    if (options.threads < 1 || options.threads > 256) return fail(ErrorCode::InvalidInput, "the number of threads is out of range");
    if (auto ok = checkGraph(graph); !ok) return fail(ok.error());
    if (graph.inputs.size() != 1) return fail(ErrorCode::InvalidInput, "only graphs with one input are run");

    Graph prepared = graph;
    for (const std::string& tap : options.taps) {
        const int index = prepared.find(tap);
        const auto computed = [&](const Node& n) { return n.output == index; };
        if (index < 0 || std::none_of(graph.nodes.begin(), graph.nodes.end(), computed))
            return fail(ErrorCode::InvalidInput, "the model computes no value named " + tap);
        if (std::find(prepared.outputs.begin(), prepared.outputs.end(), index) == prepared.outputs.end())
            prepared.outputs.push_back(index);
    }
    foldGraph(prepared);

    const bool torch = options.backend == Backend::Torch || (options.backend == Backend::Auto && cudaIsPresent());
    return torch ? makeTorchRuntime(prepared, options.threads) : makeXnnpackRuntime(prepared, options.threads);
}

}  // namespace ropetp::nn
