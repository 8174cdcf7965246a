#include "ingest/tflite/operator_list.hpp"

#include "ingest/tflite/custom_options.hpp"
#include "ingest/tflite/operator_options.hpp"
#include "ingest/tflite/operators.hpp"

namespace kilograph::ingest::tflite {
namespace {

Result<void> check_custom_options(const ModelFile& file, const schema::Operator& op) {
  const std::uint64_t offset = op.large_custom_options_offset();
  if (offset <= 1 || lies_in_file(file, offset, op.large_custom_options_size())) return {};
  return fail(ErrorKind::bad_input,
              grouped(op.large_custom_options_size()) + " bytes of options at offset " + grouped(offset) +
                  " lie outside of the file",
              {}, "a place within its " + grouped(file.bytes.size()) + " bytes");
}

Result<domain::Operator> read_operator(const ModelFile& file, const schema::Operator& source,
                                       std::uint32_t tensor_count, const std::vector<OperatorKind>& kinds) {
  if (source.opcode_index() >= kinds.size()) {
    return fail(ErrorKind::bad_input, "it is of kind " + grouped(source.opcode_index()), {},
                "one of the file's " + grouped(kinds.size()) + " operator codes, counted from 0");
  }
  KG_CHECK(check_tensors(elements(source.inputs()), -1, tensor_count, "input"));
  KG_CHECK(check_tensors(elements(source.outputs()), 0, tensor_count, "output"));
  KG_CHECK(file.budget.take(length(source.intermediates()), sizeof(std::int32_t)));  // bounds the time to check them
  KG_CHECK(check_tensors(elements(source.intermediates()), -1, tensor_count, "intermediate tensor"));
  KG_CHECK(check_custom_options(file, source));

  const OperatorKind& kind = kinds[source.opcode_index()];
  KG_CHECK(file.budget.take_text(kind.name.size()));
  domain::Operator op;
  op.code = kind.code;
  op.name = kind.name;
  op.version = kind.version;
  op.inputs = KG_TRY(copied(file, source.inputs()));
  op.outputs = KG_TRY(copied(file, source.outputs()));
  op.options = KG_TRY(read_options(file, source));
  if (kind.code == kCustomOperator) op.options.custom = KG_TRY(read_custom_options(file, source.custom_options()));
  return op;
}

std::string operator_place(const schema::Operator& source, std::uint32_t index,
                           const std::vector<OperatorKind>& kinds) {
  const bool known = source.opcode_index() < kinds.size();
  return numbered("operator", index, known ? std::string_view(kinds[source.opcode_index()].name) : "");
}

}  // namespace

Result<void> check_tensors(Elements<std::int32_t> indices, std::int32_t lowest, std::uint32_t tensor_count,
                           std::string_view what) {
  for (std::size_t i = 0; i < indices.size(); ++i) {
    if (indices[i] >= lowest && indices[i] < static_cast<std::int64_t>(tensor_count)) continue;
    return fail(ErrorKind::bad_input,
                std::string(what) + " " + std::to_string(i) + " is tensor " + std::to_string(indices[i]), {},
                "one of the subgraph's " + grouped(tensor_count) + " tensors, counted from 0");
  }
  return {};
}

Result<std::vector<OperatorKind>> read_kinds(const ModelFile& file) {
  const std::uint32_t count = length(file.root.operator_codes());
  KG_CHECK(file.budget.take(count, sizeof(OperatorKind)));
  std::vector<OperatorKind> kinds;
  kinds.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const schema::OperatorCode& source = *file.root.operator_codes()->Get(i);
    const std::string custom_code = KG_TRY(text(file, source.custom_code()));
    KG_CHECK(file.budget.take_text(2 * (custom_code.size() + 16)));
    const std::int32_t code = operator_code(source.deprecated_builtin_code(), source.builtin_code());
    kinds.push_back({code, source.version(), operator_name(code, custom_code)});
  }
  return kinds;
}

Result<std::vector<domain::Operator>> read_operators(const ModelFile& file, const schema::SubGraph& subgraph,
                                                     const std::vector<OperatorKind>& kinds) {
  const std::uint32_t count = length(subgraph.operators());
  KG_CHECK(file.budget.take(count, sizeof(domain::Operator)));
  std::vector<domain::Operator> operators;
  operators.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const schema::Operator& source = *subgraph.operators()->Get(i);
    auto op = read_operator(file, source, length(subgraph.tensors()), kinds);
    if (!op) return fail(std::move(op).error().in(operator_place(source, i, kinds)));
    operators.push_back(*std::move(op));
  }
  return operators;
}

}  // namespace kilograph::ingest::tflite
