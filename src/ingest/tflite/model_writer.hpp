// Copies of a .tflite file with one thing changed and nothing lost (docs/formats/tflite.md).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "ingest/document.hpp"

namespace kilograph::ingest {

// A copy with a metadata entry of that name and content; entries that have the name already give way to it, and
// a copy that has it already is the same bytes. The old file stays whole within the copy, unchanged and behind a
// new root, so that parts that this version does not know are kept; constants stay aligned to 16. The copy
// is larger by the content, 4 bytes a buffer and about 200 more. Errors: those of read_model; unsupported, where
// the root has fields that this version does not know, or where data lie behind the FlatBuffer (they would move).
Result<Bytes> with_metadata(ByteView model, std::string_view name, ByteView content, const Limits& limits);

// A copy of the same size in which the operators of each subgraph run in another order: orders[s][i] is the index of
// the operator that shall run as the i-th of subgraph s. Whether the order keeps the result is the
// caller's affair beyond the flow of tensors, which is checked. Errors: those of read_model; usage where an order
// does not name each operator once; bad_input where an operator would read what nothing before it makes; unsupported
// where the file's parts share memory in a way that no converter writes.
Result<Bytes> with_operator_order(ByteView model, const std::vector<std::vector<std::int32_t>>& orders,
                                  const Limits& limits);

}  // namespace kilograph::ingest
