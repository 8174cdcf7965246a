// The runtimes that Kilograph knows: ontology/runtimes/*.json, read once.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "inspect/runtime/embedded.hpp"
#include "inspect/runtime/runtime_description.hpp"

namespace kilograph::inspect {

// Newest first. Each file is one runtime; "based_on" names another whose members hold where the file
// states none (as JSON merge patches do; null takes a member away), but for its "kernel_sets", which
// replace all of the other's. Errors: internal, naming file and member.
Result<std::vector<RuntimeDescription>> read_runtimes(std::span<const EmbeddedFile> files);

// Those that ship with the program; they live as long as it does. Errors: internal, when a shipped
// file is broken.
Result<std::span<const RuntimeDescription>> runtime_descriptions();

// Null where there is none of that name.
const RuntimeDescription* runtime_description(std::string_view id);

// What matching needs to know of those that run on devices. The first is the default, assumed where
// a device declares none (tflm-2026-08). Errors: as above.
Result<std::vector<domain::Runtime>> runtimes();
// The same of those that run on hosts alone.
Result<std::vector<domain::Runtime>> host_runtimes();

}  // namespace kilograph::inspect
