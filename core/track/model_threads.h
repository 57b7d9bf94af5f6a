#pragma once

namespace ropetp::track {

/// How many of `threads` one model should run on. Two threads of one model wait for each other at
/// each of its two hundred operators, spinning: with a core to spare that is fast, without one it
/// costs ten times the work. On small machines each thread runs a model of its own, for a person
/// of its own.
int threadsPerModel(int threads);

}  // namespace ropetp::track
