// kg_model_generator OUT_DIR [--seed S] [--count N] [--alone]: writes random, valid models and says what they cover.
//
// Each form leads five models, in which up to four others follow, the rarest first; a form that a
// runtime refuses leads ten, alone. So each is in at least ten. With --alone each form leads ten
// models and has none beside it. --count asks for that many instead, all forms in turn. OUT_DIR/models.json
// lists the forms of each model. The same arguments give the same bytes.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "oracle/generator/form.hpp"

namespace kilograph::oracle {
namespace {

struct Call {
  std::filesystem::path folder;
  std::uint64_t seed = 1;
  std::size_t count = 0;  // 0: as many as give each form ten
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

constexpr std::size_t kLeadsMixed = 5;
constexpr std::size_t kLeadsAlone = 10;

class Generator {
 public:
  explicit Generator(const Call& call) : call_(call), forms_(all_forms()), models_(forms_.size(), 0) {
    for (std::size_t turn = 0; turn < kLeadsAlone; ++turn) {
      for (std::size_t form = 0; form < forms_.size(); ++form) {
        if (turn < (is_alone(form) ? kLeadsAlone : kLeadsMixed)) leaders_.push_back(form);
      }
    }
    if (call.count == 0) return;
    for (std::size_t form = 0; leaders_.size() < call.count; form = (form + 1) % forms_.size())
      leaders_.push_back(form);
    leaders_.resize(call.count);
  }

  std::size_t count() const { return leaders_.size(); }
  const Forms& forms() const { return forms_; }
  std::size_t models_of(std::size_t form) const { return models_[form]; }

  Generated next() {
    RandomSource random(call_.seed * 1'000'003 + made_);
    const std::vector<std::size_t> chosen = choose(leaders_[made_++], random);
    Generated generated;
    generated.draft.subgraphs.emplace_back();
    Graph graph(generated.draft, 0, random);
    for (const std::size_t index : chosen) {
      forms_[index].build(graph, forms_[index]);
      generated.features.push_back(name_of(forms_[index]));
      ++models_[index];
    }
    graph.finish();
    const bool may_plan = chosen.size() > 1 && generated.draft.subgraphs.size() == 1;
    if (may_plan && random.chance(10)) {
      plan_offline(generated.draft, random);
      generated.features.emplace_back("offline plan");
    }
    return generated;
  }

 private:
  bool is_alone(std::size_t form) const { return call_.alone || forms_[form].company == Company::alone; }

  // The leader and its company, in any order.
  std::vector<std::size_t> choose(std::size_t leader, RandomSource& random) const {
    constexpr std::int32_t kMostFollowers = 4;
    std::vector<std::size_t> chosen{leader};
    if (is_alone(leader)) return chosen;
    for (std::int32_t i = random.between(0, kMostFollowers); i > 0; --i) {
      const std::size_t follower = rarest(chosen, random);
      if (follower < forms_.size()) chosen.push_back(follower);
    }
    const auto place = random.between(0, static_cast<std::int32_t>(chosen.size()) - 1);
    std::swap(chosen.front(), chosen[static_cast<std::size_t>(place)]);
    return chosen;
  }

  std::size_t rarest(const std::vector<std::size_t>& chosen, RandomSource& random) const {
    std::size_t best = forms_.size();
    const auto start = static_cast<std::size_t>(random.between(0, static_cast<std::int32_t>(forms_.size()) - 1));
    for (std::size_t step = 0; step < forms_.size(); ++step) {
      const std::size_t form = (start + step) % forms_.size();
      if (forms_[form].company == Company::alone || std::ranges::find(chosen, form) != chosen.end()) continue;
      if (best == forms_.size() || models_[form] < models_[best]) best = form;
    }
    return best;
  }

  const Call& call_;
  Forms forms_;
  std::vector<std::size_t> models_;  // made so far, a number a form
  std::vector<std::size_t> leaders_;
  std::size_t made_ = 0;
};

void list_features(std::ofstream& list, const std::string& name, const std::vector<std::string>& features) {
  list << '"' << name << "\": [";
  for (std::size_t i = 0; i < features.size(); ++i) list << (i == 0 ? "" : ", ") << '"' << features[i] << '"';
  list << ']';
}

int write_all(const Call& call) {
  std::filesystem::create_directories(call.folder);
  std::ofstream list(call.folder / "models.json");
  Generator generator(call);
  for (std::size_t i = 0; i < generator.count(); ++i) {
    const Generated generated = generator.next();
    char name[32];
    std::snprintf(name, sizeof name, "generated_%05zu", i);
    const Bytes bytes = write(generated.draft);
    std::ofstream file(call.folder / (std::string(name) + ".tflite"), std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    list << (i == 0 ? "{" : ",\n ");
    list_features(list, name, generated.features);
  }
  list << "}\n";
  for (std::size_t form = 0; form < generator.forms().size(); ++form)
    std::printf("%6zu  %s\n", generator.models_of(form), name_of(generator.forms()[form]).c_str());
  std::printf("%zu models of %zu forms\n", generator.count(), generator.forms().size());
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
