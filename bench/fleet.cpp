#include "fleet.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

namespace kilograph::bench {
namespace {

using namespace domain;

constexpr const char* kKits[][4] = {
    {"Accelerometer", "Gyroscope", "Microphone", ""},
    {"Camera", "Microphone", "", ""},
    {"Microphone", "", "", ""},
    {"Accelerometer", "", "", ""},
    {"InertialSensor", "Camera", "", ""},
    {"Thermometer", "Hygrometer", "", ""},
    {"Camera", "Accelerometer", "Microphone", ""},
    {"", "", "", ""},
};

// Arena and file of published models (reference/models; arena for today's runtime on Arm), and what feeds them.
struct ModelShape {
  std::uint64_t arena_bytes, file_bytes;
  const char* sensors[2];
};
constexpr ModelShape kModels[] = {
    {2'344, 2'704, {"Thermometer", ""}},
    {13'636, 55'160, {"Microphone", ""}},
    {22'340, 18'800, {"Microphone", ""}},
    {5'796, 19'616, {"Accelerometer", ""}},
    {92'148, 300'568, {"Camera", ""}},
    {136'784, 275'888, {"Camera", ""}},
    {45'876, 95'416, {"Accelerometer", "Gyroscope"}},
    {167'312, 458'200, {"Camera", ""}},
};

using Random = std::mt19937_64;

Random random_of(std::uint32_t kind, std::uint32_t number) {
  std::seed_seq seed{kind, number};
  return Random(seed);
}

std::uint64_t between(Random& random, std::uint64_t low, std::uint64_t high) {
  return low + random() % (high - low + 1);
}

// The first kinds are the most common, as a power of a uniform number has it.
std::uint32_t skewed(std::uint32_t number, std::uint32_t kinds) {
  Random random = random_of(1, number);
  const double uniform = static_cast<double>(random() >> 11) * 0x1p-53;
  return static_cast<std::uint32_t>(std::pow(uniform, 3) * kinds);
}

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  bool is_quoted = false;
  for (const char c : line) {
    if (c == '"') is_quoted = !is_quoted;
    else if (c == ',' && !is_quoted) fields.emplace_back();
    else if (c != '\r') fields.back().push_back(c);
  }
  return fields;
}

DeviceEntity device_of(std::uint32_t number, DeviceFacts facts) {
  DeviceEntity entity{"urn:device:" + std::to_string(number), "Device " + std::to_string(number), {}};
  entity.documents.push_back({{Basis::declared, "bench", {}, {}}, std::move(facts)});
  return entity;
}

ModelEntity model_of(std::uint32_t number, ModelFacts facts) {
  ModelEntity entity{"urn:model:" + std::to_string(number), "Model " + std::to_string(number), {}};
  entity.documents.push_back({{Basis::planned, "bench", {}, {}}, std::move(facts)});
  return entity;
}

void give_memory(DeviceFacts& facts, std::uint64_t ram, std::uint64_t flash) {
  facts.regions.push_back({.name = "SRAM", .kind = RegionKind::ram, .free_bytes = ram});
  facts.regions.push_back({.name = "Flash", .kind = RegionKind::flash, .free_bytes = flash});
}

MemoryRequirement arena_of(std::uint64_t bytes, const char* runtime) {
  return {.bytes = bytes, .runtime = runtime, .kernels = "reference", .pointer_bits = 32, .basis = Basis::planned};
}

ModelFacts facts_of(const ModelShape& shape, std::uint64_t arena_bytes, std::uint64_t file_bytes) {
  ModelFacts facts;
  for (const char* sensor : shape.sensors) {
    if (*sensor != '\0') facts.sensors.push_back({sensor});
  }
  facts.memory = {arena_of(arena_bytes, "now"), arena_of(arena_bytes + arena_bytes / 16, "earlier")};
  facts.file_bytes = file_bytes;
  facts.operators = {{"CONV_2D", 1, 4}, {"SOFTMAX", 1, 1}};
  facts.number_formats = {TensorType::int8};
  return facts;
}

}  // namespace

std::vector<BoardShape> board_shapes(const std::string& csv_path) {
  std::ifstream file(csv_path);
  std::string line;
  std::getline(file, line);
  const auto names = fields_of(line);
  const auto column = [&](const char* name) {
    return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
  };
  const std::size_t cpu = column("cpu"), ram = column("ram_bytes"), flash = column("flash_bytes");
  std::set<std::pair<std::uint64_t, std::uint64_t>> seen;
  std::vector<BoardShape> shapes;
  while (std::getline(file, line)) {
    const auto fields = fields_of(line);
    if (fields.size() <= std::max({cpu, ram, flash}) || fields[ram].empty() || fields[flash].empty()) continue;
    const BoardShape shape{std::stoull(fields[ram]), std::stoull(fields[flash]), fields[cpu]};
    if (shape.ram_bytes >= 4'096 && seen.emplace(shape.ram_bytes, shape.flash_bytes).second) shapes.push_back(shape);
  }
  if (shapes.empty()) {
    shapes = {{262'144, 1'048'576, "cortex-m4"},
              {524'288, 2'097'152, "cortex-m7"},
              {65'536, 262'144, "cortex-m0"},
              {327'680, 4'194'304, "esp32"},
              {32'768, 262'144, "cortex-m0plus"}};
  }
  return shapes;
}

DeviceEntity Fleet::device(std::uint32_t number) const {
  const std::uint32_t profile = skewed(number, skew_.profiles);
  Random random = random_of(2, profile);
  const BoardShape& shape = shapes_[profile % shapes_.size()];
  DeviceFacts facts;
  for (const char* sensor : kKits[random() % std::size(kKits)]) {
    if (*sensor != '\0') facts.sensors.push_back({sensor});
  }
  facts.processor = shape.processor;
  // What a stack takes; one in ten boards states its whole sizes alone.
  if (profile % 10 == 9) {
    facts.regions = {{.name = "SRAM", .kind = RegionKind::ram, .size_bytes = shape.ram_bytes},
                     {.name = "Flash", .kind = RegionKind::flash, .size_bytes = shape.flash_bytes}};
  } else {
    give_memory(facts, shape.ram_bytes - between(random, 0, shape.ram_bytes / 3),
                shape.flash_bytes - between(random, 0, shape.flash_bytes / 3));
  }
  if (random() % 4 == 0) facts.runtimes = {"earlier"};
  return device_of(number, std::move(facts));
}

ModelEntity Fleet::model(std::uint32_t number) const {
  const std::uint32_t kind = skewed(number, skew_.classes);
  Random random = random_of(3, kind);
  const ModelShape& shape = kModels[kind % std::size(kModels)];
  ModelFacts facts = facts_of(shape, between(random, shape.arena_bytes / 2, shape.arena_bytes * 3),
                              between(random, shape.file_bytes / 2, shape.file_bytes * 3));
  if (kind % 20 == 19) facts.sensors.clear();
  if (kind % 23 == 22) facts.memory.clear();
  return model_of(number, std::move(facts));
}

DeviceEntity Fleet::own_device(std::uint32_t number) const {
  Random random = random_of(4, number);
  DeviceFacts facts;
  for (const char* sensor : kKits[random() % std::size(kKits)]) {
    if (*sensor != '\0') facts.sensors.push_back({sensor});
  }
  facts.processor = random() % 4 == 0 ? "cortex-m0" : "cortex-m4";
  give_memory(facts, between(random, 8'000, 512'000) * 1'000 + number % 1'000,
              between(random, 64'000, 2'000'000) * 1'000);
  if (random() % 10 == 9) {
    for (MemoryRegion& region : facts.regions) region.size_bytes = std::exchange(region.free_bytes, std::nullopt);
  }
  if (random() % 4 == 0) facts.runtimes = {"earlier"};
  return device_of(number, std::move(facts));
}

ModelEntity Fleet::own_model(std::uint32_t number) const {
  Random random = random_of(5, number);
  ModelFacts facts =
      facts_of(kModels[random() % std::size(kModels)], between(random, 2'000, 300'000) * 1'000 + number % 1'000,
               between(random, 2'000, 1'000'000) * 1'000);
  if (random() % 20 == 19) facts.sensors.clear();
  return model_of(number, std::move(facts));
}

match::Judge usual_judge() {
  Runtime now;
  now.id = "now";
  now.kernels = "reference";
  now.number_formats = {TensorType::int8, TensorType::float32};
  now.code = {30'000, {{"CONV_2D", 8'000}, {"SOFTMAX", 3'000}}, 4'000, "arm32"};
  now.operators = {{"CONV_2D", 3}, {"SOFTMAX", 2}};
  Runtime earlier = now;
  earlier.id = "earlier";
  earlier.code.abi.clear();
  return {{now, earlier}, match::FactSet::best, {}};
}

}  // namespace kilograph::bench
