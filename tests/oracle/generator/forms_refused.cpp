// Types that a kernel refuses while it is prepared.
#include <algorithm>

#include "oracle/generator/form.hpp"

namespace kilograph::oracle {
namespace {

using enum TensorType;

struct Row {
  std::string op;
  std::vector<TensorType> types;
};

const std::vector<Row> kRows{
    {"ADD_N", {int16, int32, uint8}},
    {"AVERAGE_POOL_2D", {int32, uint8}},
    {"BATCH_MATMUL", {int32, uint8}},
    {"BROADCAST_ARGS", {float32, int8}},
    {"CEIL", {int8, int32}},
    {"CONCATENATION", {uint8}},
    {"CUSTOM:CIRCULAR_BUFFER", {float32, int16}},
    {"CUSTOM:SignalWindow", {float32, int32}},
    {"CUMSUM", {int16, int32, uint8}},
    {"DEPTH_TO_SPACE", {int16, int32, uint8}},
    {"EMBEDDING_LOOKUP", {int16, uint8}},
    {"EXP", {int8, int16, int32, uint8}},
    {"GATHER", {int16, int32, boolean, uint8}},
    {"GATHER_ND", {int16, int32, uint8}},
    {"L2_NORMALIZATION", {int16, int32, uint8}},
    {"L2_POOL_2D", {int8, int16, uint8}},
    {"MAX_POOL_2D", {int32, uint8}},
    {"REDUCE_ALL", {float32, int8}},
    {"ROUND", {int8, int32}},
    {"SOFTMAX", {int32, uint8}},
    {"SPACE_TO_DEPTH", {int16, int32, uint8}},
};

}  // namespace

void add_refused_forms(Forms& forms) {
  for (const Row& row : kRows) {
    const auto taken =
        std::ranges::find_if(forms, [&](const Form& form) { return form.op == row.op && form.detail.empty(); });
    const Build build = taken->build;
    for (const TensorType type : row.types) forms.push_back({row.op, type, {}, build, Company::alone});
  }
}

}  // namespace kilograph::oracle
