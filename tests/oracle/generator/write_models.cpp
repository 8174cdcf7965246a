// kg_model_generator OUT_DIR --seed S --count N [--alone]: writes random, valid models and a table of what they cover.
//
// Model i holds the form i mod (number of forms) and, unless --alone, up to four more; so N of at least ten
// times the number of forms gives each form in at least ten models. OUT_DIR/models.json lists the
// forms of each model. The same seed gives the same bytes.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>

#include "oracle/generator/form.hpp"

namespace kilograph::oracle {
namespace {

struct Call {
  std::filesystem::path folder;
  std::uint64_t seed = 1;
  std::size_t count = 0;  // 0: ten a form
  bool alone = false;
};

struct Generated {
  ModelDraft draft;
  std::vector<std::string> features;
};

// Offsets for a random half of the activations, none over another; the rest is left to the runtime.
void plan_offline(ModelDraft& model, RandomSource& random) {
  constexpr std::int32_t kNone = -1, kStep = 16, kBytesAnElement = 8;
  const SubgraphDraft& main = model.subgraphs.front();
  std::vector<std::int32_t> words{1, 0, static_cast<std::int32_t>(main.tensors.size())};
  std::int32_t end = 0;
  for (const TensorDraft& tensor : main.tensors) {
    const bool is_planned = tensor.data.empty() && !tensor.is_variable && tensor.type != TensorType::resource;
    if (!is_planned || random.chance(50)) {
      words.push_back(kNone);
      continue;
    }
    std::int32_t bytes = kBytesAnElement;
    for (const std::int32_t dimension : tensor.shape) bytes *= dimension;
    words.push_back(end);
    end += (bytes + kStep - 1) / kStep * kStep;
  }
  model.offline_plan = std::move(words);
}

Generated generate(const Forms& forms, std::size_t index, const Call& call) {
  RandomSource random(call.seed * 1'000'003 + index);
  Generated generated;
  generated.draft.subgraphs.emplace_back();
  Graph graph(generated.draft, 0, random);
  std::vector<const Form*> chosen{&forms[index % forms.size()]};
  if (!call.alone) {
    for (int i = random.between(0, 4); i > 0; --i) chosen.push_back(&random.one_of(forms));
    std::swap(chosen.front(),
              chosen[static_cast<std::size_t>(random.between(0, static_cast<std::int32_t>(chosen.size()) - 1))]);
  }
  for (const Form* form : chosen) {
    form->build(graph, *form);
    generated.features.push_back(name_of(*form));
  }
  graph.finish();
  if (!call.alone && generated.draft.subgraphs.size() == 1 && random.chance(10)) {
    plan_offline(generated.draft, random);
    generated.features.emplace_back("offline plan");
  }
  return generated;
}

int write_all(const Call& call) {
  const Forms forms = all_forms();
  const std::size_t count = call.count ? call.count : 10 * forms.size();
  std::filesystem::create_directories(call.folder);
  std::map<std::string, std::size_t> coverage;
  for (const Form& form : forms) coverage[name_of(form)] = 0;
  std::ofstream list(call.folder / "models.json");
  for (std::size_t i = 0; i < count; ++i) {
    const Generated generated = generate(forms, i, call);
    char name[32];
    std::snprintf(name, sizeof name, "generated_%05zu", i);
    const Bytes bytes = write(generated.draft);
    std::ofstream file(call.folder / (std::string(name) + ".tflite"), std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    list << (i == 0 ? "{" : ",\n ") << '"' << name << "\": [";
    std::map<std::string, bool> once;
    for (const std::string& feature : generated.features) {
      list << (once.empty() ? "" : ", ");
      list << '"' << feature << '"';
      coverage[feature] += once.emplace(feature, true).second ? 1 : 0;
    }
    list << ']';
  }
  list << "}\n";
  for (const auto& [feature, models] : coverage) std::printf("%6zu  %s\n", models, feature.c_str());
  std::printf("%zu models of %zu forms\n", count, forms.size());
  return list.good() ? 0 : 1;
}

}  // namespace
}  // namespace kilograph::oracle

int main(int argc, char** argv) {
  kilograph::oracle::Call call;
  bool is_understood = argc > 1;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const bool has_value = i + 1 < argc;
    if (word == "--alone") call.alone = true;
    else if (word == "--seed" && has_value) call.seed = std::strtoull(argv[++i], nullptr, 10);
    else if (word == "--count" && has_value) call.count = std::strtoull(argv[++i], nullptr, 10);
    else if (!word.starts_with("--") && call.folder.empty()) call.folder = word;
    else is_understood = false;
  }
  if (!is_understood || call.folder.empty()) {
    std::fputs("usage: kg_model_generator OUT_DIR [--seed S] [--count N] [--alone]\n", stderr);
    return 2;
  }
  return kilograph::oracle::write_all(call);
}
