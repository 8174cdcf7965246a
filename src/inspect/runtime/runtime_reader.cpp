#include "inspect/runtime/runtime_reader.hpp"

#include <bit>
#include <map>

#include "base/listing.hpp"
#include "inspect/runtime/members.hpp"

namespace kilograph::inspect::runtime_detail {
namespace {

template <class Value>
struct Word {
  std::string_view word;
  Value value;
};

constexpr auto kEvidence = std::to_array<Word<Evidence>>({{"measured", Evidence::measured},
                                                          {"measured earlier", Evidence::measured_earlier},
                                                          {"derived", Evidence::derived}});
constexpr auto kFamilies = std::to_array<Word<KernelFamily>>(
    {{"reference", KernelFamily::reference}, {"cmsis-nn", KernelFamily::cmsis_nn}, {"esp-nn", KernelFamily::esp_nn}});
constexpr auto kUnits =
    std::to_array<Word<VectorUnit>>({{"none", VectorUnit::none}, {"dsp", VectorUnit::dsp}, {"mve", VectorUnit::mve}});
constexpr auto kStandings = std::to_array<Word<bool>>({{"measured", true}, {"bounded", false}});
constexpr auto kVariableRows = std::to_array<Word<bool>>({{"handles", false}, {"names", true}});
constexpr auto kForms = std::to_array<Word<Form>>({{"int4 weights", Form::int4_weights},
                                                   {"dilation", Form::dilation},
                                                   {"int8 input", Form::int8_input},
                                                   {"int16 input", Form::int16_input},
                                                   {"float32 input", Form::float32_input},
                                                   {"int4 with a scale a channel", Form::int4_with_scale_a_channel},
                                                   {"int16 with a scale a channel", Form::int16_with_scale_a_channel}});
constexpr auto kRules = std::to_array<Word<KernelRule>>({
    {"add n", KernelRule::add_n},
    {"average pool", KernelRule::average_pool},
    {"batch matrix product", KernelRule::batch_matrix_product},
    {"convolution", KernelRule::convolution},
    {"cumulative sum", KernelRule::cumulative_sum},
    {"decode", KernelRule::decode},
    {"delay", KernelRule::delay},
    {"depthwise convolution", KernelRule::depthwise_convolution},
    {"detection", KernelRule::detection},
    {"embedding lookup", KernelRule::embedding_lookup},
    {"filter bank", KernelRule::filter_bank},
    {"forward transform", KernelRule::forward_transform},
    {"framer", KernelRule::framer},
    {"fully connected", KernelRule::fully_connected},
    {"inverse transform", KernelRule::inverse_transform},
    {"log softmax", KernelRule::log_softmax},
    {"mean or sum", KernelRule::mean_or_sum},
    {"mirror pad", KernelRule::mirror_pad},
    {"none", KernelRule::none},
    {"overlap add", KernelRule::overlap_add},
    {"reduce extreme", KernelRule::reduce_extreme},
    {"sequence lstm", KernelRule::sequence_lstm},
    {"softmax", KernelRule::softmax},
    {"spectral subtraction", KernelRule::spectral_subtraction},
    {"stacker", KernelRule::stacker},
    {"sums alone", KernelRule::sums_alone},
    {"svdf", KernelRule::svdf},
    {"transposed convolution", KernelRule::transposed_convolution},
    {"writable dimensions", KernelRule::writable_dimensions},
});

constexpr auto kInterpreters = std::to_array<Word<Interpreter>>(
    {{"eval tensors", Interpreter::eval_tensors}, {"whole tensors", Interpreter::whole_tensors}});

struct StructureRow {
  const char* name;
  Layout RuntimeStructures::* field;
  bool is_everywhere = false;  // else with Interpreter::eval_tensors alone
};
constexpr StructureRow kStructures[] = {
    {"arena_allocator", &RuntimeStructures::arena_allocator, true},
    {"memory_planner", &RuntimeStructures::memory_planner},
    {"micro_allocator", &RuntimeStructures::micro_allocator},
    {"resource_variables", &RuntimeStructures::resource_variables},
    {"resource_variable", &RuntimeStructures::resource_variable},
    {"builtin_data_allocator", &RuntimeStructures::builtin_data_allocator},
    {"subgraph_allocations", &RuntimeStructures::subgraph_allocations},
    {"eval_tensor", &RuntimeStructures::eval_tensor},
    {"node_and_registration", &RuntimeStructures::node_and_registration, true},
    {"scratch_handle", &RuntimeStructures::scratch_handle, true},
    {"pointer", &RuntimeStructures::pointer},
    {"tensor", &RuntimeStructures::tensor, true},
    {"affine_quantization", &RuntimeStructures::affine_quantization, true},
    {"int_array_head", &RuntimeStructures::int_array_head, true},
    {"scratch_request", &RuntimeStructures::scratch_request},
    {"allocation_info", &RuntimeStructures::allocation_info, true},
    {"planned_buffer", &RuntimeStructures::planned_buffer, true},
};

template <class Value, std::size_t count>
Value value_of(const Member& member, const std::array<Word<Value>, count>& words) {
  const std::string text = member.text();
  for (const auto& row : words) {
    if (row.word == text) return row.value;
  }
  member.wrong("\"" + text + "\" is not known there", listed(words, &Word<Value>::word));
  return {};
}

Abi abi_named(const std::string& name, const Member& place) {
  const auto abi = abi_from(name);
  if (!abi) place.wrong("\"" + name + "\" is no ABI");
  return abi.value_or(Abi::arm32);
}

domain::TensorType type_of(const Member& member) {
  const std::string name = member.text();
  const auto type = domain::tensor_type_from(name);
  if (!type) member.wrong("\"" + name + "\" is no element type");
  return type.value_or(domain::TensorType::unknown);
}

TypeSet types_in(const Member& member) {
  TypeSet set = 0;
  member.elements([&](const Member& name) { set |= TypeSet{1} << static_cast<unsigned>(type_of(name)); });
  return set;
}

template <std::integral Number>
void take(const Member& parent, const char* key, Number& value) {
  if (const Member member = parent.maybe(key); member.is_there()) value = member.number<Number>();
}
void take(const Member& parent, const char* key, bool& value) {
  if (const Member member = parent.maybe(key); member.is_there()) value = member.truth();
}

Layout layout_of(const Member& member) {
  std::vector<std::uint32_t> numbers;
  member.elements([&](const Member& number) { numbers.push_back(number.number<std::uint32_t>()); });
  const bool good = numbers.size() == 2 && numbers[0] > 0 && std::has_single_bit(numbers[1]) && numbers[1] <= 16;
  if (good) return {numbers[0], numbers[1]};
  member.wrong("it is no layout", "[bytes, alignment], an alignment of 1, 2, 4, 8 or 16");
  return {};
}

class Reader {
 public:
  Reader(const Member& root, RuntimeDescription& made) : root_(root), made_(made) {}

  void read() {
    root_.only({"id",
                "title",
                "as_of",
                "runs_on_devices",
                "interpreter",
                "kernels",
                "number_formats",
                "source",
                "code_bytes",
                "arena_alignment",
                "scratch_requests_an_operator",
                "resource_variable_rows",
                "refuses_versions",
                "refuses_types",
                "kernel_sets",
                "structures",
                "operators",
                "further_bytes",
                "based_on",
                "evidence_reads"});
    head();
    code_bytes();
    root_.at("kernel_sets").each([&](const std::string& id, const Member& set) { kernel_set(id, set); });
    structures();
    evidence_reads();
    root_.at("operators").each([&](const std::string& name, const Member& row) { operator_row(name, row); });
    further_bytes();
  }

 private:
  void head() {
    domain::Runtime& runtime = made_.runtime;
    runtime.id = root_.at("id").text();
    runtime.title = root_.at("title").text();
    runtime.kernels = root_.at("kernels").text();
    runtime.source = root_.at("source").text();
    made_.as_of = root_.at("as_of").text();
    root_.at("number_formats").elements([&](const Member& name) { runtime.number_formats.push_back(type_of(name)); });
    if (const Member word = root_.maybe("interpreter"); word.is_there())
      made_.interpreter = value_of(word, kInterpreters);
    take(root_, "runs_on_devices", made_.runs_on_devices);
    take(root_, "refuses_versions", made_.refuses_versions);
    take(root_, "refuses_types", made_.refuses_types);
    if (const Member rows = root_.maybe("resource_variable_rows"); rows.is_there())
      made_.counts_variable_names = value_of(rows, kVariableRows);
    take(root_, "arena_alignment", made_.arena_alignment);
    take(root_, "scratch_requests_an_operator", made_.scratch_requests_an_operator);
    if (!std::has_single_bit(made_.arena_alignment)) root_.at("arena_alignment").wrong("it is no power of two");
  }

  void code_bytes() {
    const Member code = root_.maybe("code_bytes");
    if (!code.is_there()) return;
    code.only({"base", "operators", "unmeasured_operator", "measured_on", "source"});
    domain::CodeBytes& bytes = made_.runtime.code;
    bytes.base = code.at("base").number<std::uint64_t>();
    bytes.unmeasured_operator = code.at("unmeasured_operator").number<std::uint64_t>();
    made_.code_source = code.at("source").text();
    const Member where = code.at("measured_on");
    made_.code_kernels = where.at("kernels").text();
    bytes.abi = name_of(abi_named(where.at("abi").text(), where));
    code.at("operators").each([&](const std::string& name, const Member& share) {
      bytes.operators.emplace_back(name, share.number<std::uint64_t>());
    });
  }

  void kernel_set(const std::string& id, const Member& member) {
    member.only({"family", "unit", "title", "abis"});
    KernelSet set{id, member.at("title").text(), value_of(member.at("family"), kFamilies), VectorUnit::none, {}};
    if (const Member unit = member.maybe("unit"); unit.is_there()) set.unit = value_of(unit, kUnits);
    member.at("abis").each([&](const std::string& name, const Member& standing) {
      set.abis.push_back({abi_named(name, standing), value_of(standing, kStandings)});
    });
    made_.kernel_sets.push_back(std::move(set));
  }

  void structures() {
    root_.at("structures").each([&](const std::string& name, const Member& abis) {
      LayoutByAbi& layouts = layouts_[name];
      abis.each([&](const std::string& abi, const Member& bytes) {
        layouts[static_cast<std::size_t>(abi_named(abi, bytes))] = layout_of(bytes);
      });
    });
    for (const StructureRow& row : kStructures) {
      if (made_.interpreter == Interpreter::whole_tensors && !row.is_everywhere) continue;
      const LayoutByAbi layouts = structure(root_.at("structures").at(row.name), row.name);
      for (std::size_t i = 0; i < kAbis.size(); ++i) made_.structures[i].*row.field = layouts[i];
      for (const KernelSet& set : made_.kernel_sets) check_known(row.name, layouts, set);
    }
  }

  LayoutByAbi structure(const Member& place, const std::string& name) {
    const auto found = layouts_.find(name);
    if (found != layouts_.end()) return found->second;
    place.wrong("there is no structure \"" + name + "\"");
    return {};
  }

  // A structure must have its bytes on every ABI of a kernel set that uses it.
  void check_known(const std::string& name, const LayoutByAbi& layouts, const KernelSet& set) {
    for (const KernelSet::On& on : set.abis) {
      if (layouts[static_cast<std::size_t>(on.abi)].bytes > 0) continue;
      root_.at("structures").at(name).wrong("it has no bytes for " + std::string(name_of(on.abi)));
    }
  }

  // Evidence of a base that reads otherwise here: what was measured earlier there, is measured here.
  void evidence_reads() {
    const Member member = root_.maybe("evidence_reads");
    if (!member.is_there()) return;
    member.each([&](const std::string& from, const Member& to) {
      const auto row = std::ranges::find(kEvidence, from, &Word<Evidence>::word);
      if (row == kEvidence.end()) return member.wrong("\"" + from + "\" is no evidence");
      evidence_reads_[row->value] = value_of(to, kEvidence);
    });
  }

  void operator_row(const std::string& name, const Member& member) {
    member.only({"version", "least_inputs", "least_outputs", "options", "data", "evidence", "unmeasured", "refused",
                 "typed_input", "types", "not_types", "rule"});
    OperatorRow row;
    row.name = name;
    row.newest_version = member.at("version").number<std::int32_t>();
    take(member, "least_inputs", row.least_inputs);
    take(member, "least_outputs", row.least_outputs);
    if (const Member options = member.maybe("options"); options.is_there()) {
      row.options = structure(options, options.text());
      for (const KernelSet& set : made_.kernel_sets) check_known(options.text(), row.options, set);
    }
    if (const Member data = member.maybe("data"); data.is_there()) operator_data(data, row);
    evidence_of(member, row);
    if (const Member refused = member.maybe("refused"); refused.is_there())
      refused.elements([&](const Member& form) { row.refused.push_back(value_of(form, kForms)); });
    take(member, "typed_input", row.typed_input);
    if (const Member types = member.maybe("types"); types.is_there()) row.types = types_in(types);
    if (const Member others = member.maybe("not_types"); others.is_there()) row.types = ~types_in(others);
    if (const Member rule = member.maybe("rule"); rule.is_there()) row.rule = value_of(rule, kRules);
    made_.runtime.operators.push_back({row.name, row.newest_version});
    made_.operators.push_back(std::move(row));
  }

  // A family without data of its own has the reference kernels'.
  void operator_data(const Member& data, OperatorRow& row) {
    data.only({"reference", "cmsis-nn", "esp-nn"});
    for (const auto& [word, family] : kFamilies) {
      const Member own = data.maybe(std::string(word));
      const std::string name = own.is_there() ? own.text() : data.at("reference").text();
      LayoutByAbi& layouts = row.data[static_cast<std::size_t>(family)];
      layouts = structure(data, name);
      for (const KernelSet& set : made_.kernel_sets) {
        if (set.family == family) check_known(name, layouts, set);
      }
    }
  }

  void evidence_of(const Member& member, OperatorRow& row) {
    row.evidence.assign(made_.kernel_sets.size(), Evidence::derived);
    row.unmeasured.resize(made_.kernel_sets.size());
    member.at("evidence").each([&](const std::string& id, const Member& word) {
      const Evidence stated = value_of(word, kEvidence);
      const auto read = evidence_reads_.find(stated);
      if (const auto set = set_named(id, word))
        row.evidence[*set] = read == evidence_reads_.end() ? stated : read->second;
    });
    const Member unmeasured = member.maybe("unmeasured");
    if (!unmeasured.is_there()) return;
    unmeasured.each([&](const std::string& id, const Member& forms) {
      const auto set = set_named(id, forms);
      forms.elements([&](const Member& form) {
        const Form left_out = value_of(form, kForms);
        if (set) row.unmeasured[*set].push_back(left_out);
      });
    });
  }

  // What a base says of kernel sets that a runtime leaves out holds for nothing.
  std::optional<std::size_t> set_named(const std::string& id, const Member& place) {
    const auto found = std::ranges::find(made_.kernel_sets, id, &KernelSet::id);
    if (found != made_.kernel_sets.end()) return static_cast<std::size_t>(found - made_.kernel_sets.begin());
    if (!root_.maybe("based_on").is_there()) place.wrong("there is no kernel set \"" + id + "\"");
    return {};
  }

  void further_bytes() {
    const Member member = root_.maybe("further_bytes");
    if (!member.is_there()) return;
    member.only({"constant", "tensor", "quantized_tensor", "scale", "subgraph", "operator", "port",
                 "within_thousandths", "doubt"});
    FurtherBytes& further = made_.further.emplace();
    take(member, "constant", further.constant);
    take(member, "tensor", further.tensor);
    take(member, "quantized_tensor", further.quantized_tensor);
    take(member, "scale", further.scale);
    take(member, "subgraph", further.subgraph);
    take(member, "operator", further.operators);
    take(member, "port", further.port);
    take(member, "within_thousandths", further.within_thousandths);
    if (further.within_thousandths > 0) further.doubt = member.at("doubt").text();
  }

  const Member& root_;
  RuntimeDescription& made_;
  std::map<std::string, LayoutByAbi> layouts_;
  std::map<Evidence, Evidence> evidence_reads_;
};

}  // namespace

Result<RuntimeDescription> read_runtime(const Json& json) {
  std::optional<Error> first_error;
  RuntimeDescription made;
  Reader(Member(&json, {}, first_error), made).read();
  if (first_error) return fail(*std::move(first_error));
  return made;
}

}  // namespace kilograph::inspect::runtime_detail
