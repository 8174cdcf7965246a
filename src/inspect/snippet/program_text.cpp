#include "inspect/snippet/program_text.hpp"

#include <algorithm>

#include "base/version.hpp"
#include "inspect/runtime/runtimes.hpp"
#include "inspect/snippet/resolver_method.hpp"

namespace kilograph::inspect {
namespace {

constexpr std::string_view kCustom = "CUSTOM:";

// One line of printable ASCII without backslashes: nothing that could end or continue a comment.
std::string in_comment(std::string_view text) {
  std::string safe;
  for (const char c : text) safe += c >= ' ' && c < 0x7F && c != '\\' ? c : '?';
  return safe;
}

std::string in_string(std::string_view text) {
  std::string safe;
  for (const char c : in_comment(text)) safe += c == '"' ? std::string("\\\"") : std::string(1, c);
  return safe;
}

std::string as_identifier(std::string_view text) {
  std::string name = "Register_";
  for (const char c : text) {
    const bool fits = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    name += fits ? c : '_';
  }
  return name;
}

// Each kind of operator once, whatever its versions; a resolver takes no operator twice.
std::vector<OperatorNeed> kinds_of(const std::vector<OperatorNeed>& needs) {
  std::vector<OperatorNeed> kinds;
  for (const OperatorNeed& need : needs) {
    const auto same = std::ranges::find(kinds, need.name, &OperatorNeed::name);
    if (same == kinds.end()) {
      kinds.push_back(need);
    } else {
      same->count += need.count;
      same->version = std::max(same->version, need.version);
    }
  }
  return kinds;
}

std::string custom_name(const OperatorNeed& need) {
  return need.name.starts_with(kCustom) ? need.name.substr(kCustom.size()) : need.name;
}

std::string facts_text(const domain::Model& model, const MemoryPlan& plan) {
  const Arena& arena = *plan.arena;
  std::string text = "// " + in_comment(model.name) + ": arena and operators for TensorFlow Lite Micro\n";
  text += "// model: " + std::to_string(model.file_bytes) + " B, SHA-256 " + model.sha256.hex() + "\n";
  text += "// planned by " + signature() + " for " + to_text(plan.target) + "\n";
  if (plan.exact()) {
    text += "// head " + std::to_string(arena.head.best) + " B + tail " + std::to_string(arena.tail.best) +
            " B = " + std::to_string(arena.used.best) + " B used, exact; " + std::to_string(arena.minimum.best) +
            " B are needed to start\n";
    return text;
  }
  text += "// an estimate: " + std::to_string(arena.minimum.low) + " to " + std::to_string(arena.minimum.high) +
          " B are needed to start, most likely " + std::to_string(arena.minimum.best) + " B; the most is taken\n";
  for (const std::string& doubt : plan.doubts) text += "//   " + in_comment(doubt) + "\n";
  return text;
}

std::string declarations_text(const std::vector<OperatorNeed>& kinds) {
  std::string text;
  for (const OperatorNeed& need : kinds) {
    if (!resolver_method(need.name).empty()) continue;
    text += "// the custom operator \"" + in_string(custom_name(need)) + "\" comes from its maker's code\n";
    text += "TFLMRegistration* " + as_identifier(custom_name(need)) + "();\n\n";
  }
  return text;
}

// The interpreter of 2020 has no method an operator: its kernels are registered by code, a place a version.
bool registers_by_code(const PlanTarget& target) {
  const RuntimeDescription* runtime = runtime_description(target.runtime);
  return runtime && runtime->interpreter == Interpreter::whole_tensors;
}

std::string registration_by_code(const OperatorNeed& need) {
  return "  TF_LITE_ENSURE_STATUS(resolver.AddBuiltin(tflite::BuiltinOperator_" + need.name +
         ",\n                                            tflite::ops::micro::Register_" + need.name + "(), 1, " +
         std::to_string(need.version) + "));  // " + std::to_string(need.count) + " in the model\n";
}

std::string registration_text(const OperatorNeed& need) {
  const std::string method(resolver_method(need.name));
  const std::string call =
      method.empty() ? "AddCustom(\"" + in_string(custom_name(need)) + "\", " + as_identifier(custom_name(need)) + "())"
                     : method + "()";
  return "  TF_LITE_ENSURE_STATUS(resolver." + call + ");  // " + std::to_string(need.count) +
         " in the model, version " + std::to_string(need.version) + "\n";
}

std::string variables_text(const std::vector<OperatorNeed>& kinds) {
  const auto handles = std::ranges::find(kinds, "VAR_HANDLE", &OperatorNeed::name);
  if (handles == kinds.end()) return "";
  return "// The model keeps resource variables: make the interpreter with MicroResourceVariables for " +
         std::to_string(handles->count) + ",\n// which is what the arena is planned for.\n";
}

}  // namespace

Result<std::string> program_text(const domain::Model& model, const MemoryPlan& plan) {
  if (!plan.starts()) {
    return fail(ErrorKind::unsupported,
                "the model does not start on " + to_text(plan.target) + ": " + plan.refusals.front(), model.name, "",
                "`kilograph plan` without --code lists all reasons and the other targets.");
  }
  if (!plan.arena) {
    return fail(ErrorKind::unsupported, "its arena is not known: " + plan.doubts.front(), model.name, "",
                "Measure it on the board with the runtime's arena_used_bytes().");
  }
  const std::vector<OperatorNeed> kinds = kinds_of(plan.operators);
  std::string text = facts_text(model, plan);
  const bool by_code = registers_by_code(plan.target);
  text += "#include <cstdint>\n\n";
  if (by_code) text += "#include \"tensorflow/lite/micro/kernels/micro_ops.h\"\n";
  text +=
      "#include \"tensorflow/lite/micro/micro_interpreter.h\"\n"
      "#include \"tensorflow/lite/micro/micro_mutable_op_resolver.h\"\n\n";
  text += "constexpr int kArenaBytes = " + std::to_string(plan.arena->minimum.high) + ";\n";
  text += "alignas(16) uint8_t arena[kArenaBytes];\n\n" + declarations_text(kinds) + variables_text(kinds);
  std::size_t places = kinds.size();
  if (by_code) {
    places = 0;
    for (const OperatorNeed& need : kinds) places += static_cast<std::size_t>(std::max(need.version, 1));
  }
  text += "using OperatorResolver = tflite::MicroMutableOpResolver<" + std::to_string(places) + ">;\n\n";
  text += "TfLiteStatus RegisterOperators(OperatorResolver& resolver) {\n";
  for (const OperatorNeed& need : kinds) text += by_code ? registration_by_code(need) : registration_text(need);
  return text + "  return kTfLiteOk;\n}\n";
}

}  // namespace kilograph::inspect
