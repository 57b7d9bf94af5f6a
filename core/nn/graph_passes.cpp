#include "nn/graph_passes.h"

#include <algorithm>

namespace ropetp::nn {

namespace {

/// Who writes and who reads each value, kept true while nodes are folded away.
class Folder {
  public:
    Folder(Graph& graph, const std::vector<int>& keep)
        : graph_(graph), readers_(graph.values.size(), 0), writer_(graph.values.size(), -1), dead_(graph.nodes.size(), 0) {
        for (std::size_t k = 0; k < graph.nodes.size(); ++k) {
            for (const int i : graph.nodes[k].inputs) ++readers_[i];
            writer_[graph.nodes[k].output] = int(k);
        }
        // A value that somebody outside reads must not disappear.
        for (const int i : graph.outputs) readers_[i] += 2;
        for (const int i : keep) readers_[i] += 2;
    }

    void run() {
        for (std::size_t k = 0; k < graph_.nodes.size(); ++k) {
            padIntoConvolution(k);
            constantIntoBias(k);
            clampIntoWriter(k);
        }
        std::vector<Node> alive;
        for (std::size_t k = 0; k < graph_.nodes.size(); ++k)
            if (!dead_[k]) alive.push_back(std::move(graph_.nodes[k]));
        graph_.nodes = std::move(alive);
    }

  private:
    /// The live node that writes `value` for a single reader, or null.
    Node* soleProducer(int value) {
        const int w = writer_[value];
        return w >= 0 && !dead_[w] && readers_[value] == 1 ? &graph_.nodes[w] : nullptr;
    }
    static bool isConvolution(const Node& n) { return n.op == Op::Conv2d || n.op == Op::DepthwiseConv2d; }

    /// Node k's work is now done by the writer of its first input.
    void absorb(std::size_t k, Node& producer) {
        Node& node = graph_.nodes[k];
        writer_[node.output] = int(&producer - graph_.nodes.data());
        producer.output = node.output;
        producer.minValue = node.minValue;
        producer.maxValue = node.maxValue;
        dead_[k] = 1;
    }

    void padIntoConvolution(std::size_t k) {
        Node& node = graph_.nodes[k];
        if (!isConvolution(node)) return;
        Node* pad = soleProducer(node.inputs[0]);
        if (!pad || pad->op != Op::Pad || pad->padding.size() != 8) return;
        const auto& p = pad->padding;
        if (p[0] || p[1] || p[6] || p[7]) return;
        Window& w = node.window;
        // The sum stays within what checkGraph accepts.
        for (const int total : {w.padTop + p[2], w.padBottom + p[3], w.padLeft + p[4], w.padRight + p[5]})
            if (total > GraphLimits::kWindow) return;
        w.padTop += p[2], w.padBottom += p[3], w.padLeft += p[4], w.padRight += p[5];
        dead_[std::size_t(pad - graph_.nodes.data())] = 1;
        node.inputs[0] = pad->inputs[0];
    }

    void constantIntoBias(std::size_t k) {
        Node& node = graph_.nodes[k];
        if (node.op != Op::Add) return;
        const Value& added = graph_.values[node.inputs[1]];
        Node* conv = soleProducer(node.inputs[0]);
        if (!conv || !isConvolution(*conv) || conv->isClamped() || !added.isConstant()) return;
        const Value& bias = graph_.values[conv->inputs[2]];
        if (added.constant->size() != bias.constant->size() || added.shape.size() != 1) return;
        auto sum = std::make_shared<std::vector<float>>(*bias.constant);
        for (std::size_t c = 0; c < sum->size(); ++c) (*sum)[c] += (*added.constant)[c];
        graph_.values.push_back({graph_.values[node.output].name + "/bias", bias.shape, std::move(sum)});
        readers_.push_back(1);
        writer_.push_back(-1);
        conv->inputs[2] = int(graph_.values.size()) - 1;
        absorb(k, *conv);
    }

    void clampIntoWriter(std::size_t k) {
        Node& node = graph_.nodes[k];
        if (node.op != Op::Clamp) return;
        Node* from = soleProducer(node.inputs[0]);
        if (!from || from->isClamped()) return;
        if (isConvolution(*from) || from->op == Op::Add) absorb(k, *from);
    }

    Graph& graph_;
    std::vector<int> readers_;
    std::vector<int> writer_;
    std::vector<char> dead_;
};

}  // namespace

void pruneToOutputs(Graph& graph) {
    std::vector<char> needed(graph.values.size(), 0);
    for (const int i : graph.outputs) needed[i] = 1;
    std::vector<Node> kept;
    for (auto node = graph.nodes.rbegin(); node != graph.nodes.rend(); ++node) {
        if (!needed[node->output]) continue;
        for (const int i : node->inputs) needed[i] = 1;
        kept.push_back(std::move(*node));
    }
    std::reverse(kept.begin(), kept.end());
    graph.nodes = std::move(kept);
    for (std::size_t i = 0; i < graph.values.size(); ++i)
        if (!needed[i]) graph.values[i].constant.reset();
}

void foldGraph(Graph& graph, const std::vector<int>& keep) {
    Folder(graph, keep).run();
    pruneToOutputs(graph);
}

}  // namespace ropetp::nn
