// A runtime as data: what it accepts, and what its code takes.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "domain/tensor.hpp"

namespace kilograph::domain {

// Code that a runtime takes in program memory: a base, and at most so much more for each kind of
// operator. Shares overlap, so that their sum is an upper bound.
struct CodeBytes {
  std::uint64_t base = 0;                // 0 is unknown
  std::vector<std::pair<std::string, std::uint64_t>> operators{};
  std::uint64_t unmeasured_operator = 0; // allowed for an operator without a row
  std::string abi{};                     // of the machine it was measured on; empty: of any
};

// An operator that a runtime brings.
struct OperatorSupport {
  std::string name;
  std::int32_t newest_version = 1;       // the newest known to run
};

// A runtime as data (ontology/runtimes/): what it accepts.
struct Runtime {
  std::string id;                        // "tflm-2026-08"
  std::string title;
  std::string kernels;                   // default kernel set
  std::vector<TensorType> number_formats;  // element types of activations that it runs
  std::string source;                    // the evidence, for people
  CodeBytes code{};
  std::vector<OperatorSupport> operators{};  // by name; empty: not known
  bool refuses_versions = false;         // an operator newer than its row does not start
};

}  // namespace kilograph::domain
