// Questions while devices change: follow_bench MODELS DEVICES ROUNDS BOARDS.csv FOLDER
// In each round the ledger is written, 10,000 changed devices in batches of 100, and that is measured apart. Then a
// thread follows the log and projects what changed anew, as fast as it can, while another asks a thousand questions a
// second about a model: counts, and the first 100 devices that fit.
// Prints "name value unit" lines. Times are the clock's: other programs on the machine count.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <shared_mutex>
#include <thread>

#include "fleet.hpp"
#include "knowledge/catalogue.hpp"
#include "match/columns/columns.hpp"
#include "match/projection/projection.hpp"

namespace {

using namespace kilograph;
using knowledge::Catalogue;
using Clock = std::chrono::steady_clock;
using match::columns::Columns, match::projection::Number, match::projection::Projection;

constexpr std::uint32_t kChanges = 10'000, kBatch = 100, kQuestionsPerSecond = 1000, kFirst = 100;

void line(const char* name, double value, const char* unit) {
  std::printf("%s %.4g %s\n", name, value, unit);
  std::fflush(stdout);
}

double microseconds(Clock::duration duration) { return std::chrono::duration<double, std::micro>(duration).count(); }

template <class T>
T must(Result<T> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "%s\n", result.error().to_text().c_str());
  std::exit(1);
}
void must(const Result<void>& result) {
  if (result) return;
  std::fprintf(stderr, "%s\n", result.error().to_text().c_str());
  std::exit(1);
}

// A document of the entity's facts, as version `version` of its one file.
template <class F>
void stage(Catalogue::Batch& batch, domain::Entity<F> entity, const std::string& id, std::uint32_t version) {
  knowledge::Document document;
  document.entity = id;
  document.kind = std::is_same_v<F, domain::ModelFacts> ? domain::EntityKind::model : domain::EntityKind::device;
  document.name = id.substr(id.rfind('/') + 1);
  document.source = entity.documents.front().source;
  document.source.place = id;
  const std::string text = id + " " + std::to_string(version);
  const auto file = std::make_shared<const Bytes>(text.begin(), text.end());
  document.file = sha256(*file);
  document.iri = domain::document_iri(document.file, id);
  document.media_type = "text/plain";
  document.triples = "<" + id + "> <urn:bench:version> \"" + std::to_string(version) + "\" .\n";
  document.facts = std::move(entity.documents.front().facts);
  must(batch.add(file, {std::move(document)}));
}

std::string device_id(std::uint32_t number) { return "https://example.org/device/" + std::to_string(number); }
std::string model_id(std::uint32_t number) { return "https://example.org/model/" + std::to_string(number); }

struct Live {
  std::shared_mutex lock;  // of both
  Projection projection;
  Columns columns{bench::usual_judge()};
  std::vector<Number> models;
  std::atomic<bool> is_over{false};

  void take(const domain::DeviceEntity& device) {
    if (const auto old = projection.devices().find(device.id)) columns.remove_device(*old);
    columns.put(projection.put(device), device);
  }
};

void fill(Catalogue& catalogue, const bench::Fleet& fleet, std::uint32_t models, std::uint32_t devices) {
  auto batch = must(catalogue.begin("bench", {}));
  for (std::uint32_t i = 0; i < models; ++i) stage(batch, fleet.model(i), model_id(i), 0);
  for (std::uint32_t i = 0; i < devices; ++i) stage(batch, fleet.device(i), device_id(i), 0);
  must(batch.commit());
}

struct Times {
  Clock::duration writing{}, applying{};
  std::uint64_t changes = 0;
  std::vector<double> latencies_ms{};
};

void write(Catalogue& catalogue, const bench::Fleet& fleet, std::uint32_t devices, std::uint32_t round, Times& times) {
  const auto start = Clock::now();
  for (std::uint32_t done = 0; done < kChanges; done += kBatch) {
    auto batch = must(catalogue.begin("bench", {}));
    for (std::uint32_t i = done; i < done + kBatch; ++i) {
      stage(batch, fleet.device((round * kChanges + i) * 7919 + 1), device_id(i * 31 % devices), round);
    }
    must(batch.commit());
  }
  times.writing += Clock::now() - start;
}

knowledge::LogMark follow(const Catalogue& catalogue, const knowledge::LogMark& mark, Live& live, Times& times) {
  const auto start = Clock::now();
  const auto changed = must(catalogue.changes_after(mark, {}));
  for (const auto& device : changed.devices) {
    const std::unique_lock held(live.lock);
    live.take(device);
  }
  times.applying += Clock::now() - start;
  times.changes += changed.devices.size();
  live.is_over = true;
  return changed.mark;
}

void ask(Live& live, std::vector<double>& latencies_ms) {
  std::uint64_t found = 0;
  const auto start = Clock::now();
  for (std::uint64_t i = 0; !live.is_over; ++i) {
    const auto due = start + i * std::chrono::microseconds(1'000'000 / kQuestionsPerSecond);
    std::this_thread::sleep_until(due);
    {
      const std::shared_lock held(live.lock);
      const Number model = live.models[latencies_ms.size() * 7919 % live.models.size()];
      const auto counts = live.columns.count_for(model);
      const auto fitting = live.columns.devices_for(model);
      std::uint32_t first = 0;
      for (auto at = fitting.surely.begin(); at != fitting.surely.end() && first < kFirst; ++at) ++first;
      found += counts.fits + first;
    }
    latencies_ms.push_back(microseconds(Clock::now() - due) / 1000);
  }
  if (found == 0) std::abort();
}

void tell(Times& times) {
  const auto changes = static_cast<double>(times.changes);
  line("changes", changes, "devices");
  line("ledger_write_of_a_change", microseconds(times.writing) / changes, "us");
  line("apply_a_change_from_the_log", microseconds(times.applying) / changes, "us");
  line("changes_applied", changes / std::chrono::duration<double>(times.applying).count(), "changes/s");
  std::ranges::sort(times.latencies_ms);
  const auto at = [&](double part) {
    return times.latencies_ms[static_cast<std::size_t>(part * static_cast<double>(times.latencies_ms.size() - 1))];
  };
  line("questions_answered",
       static_cast<double>(times.latencies_ms.size()) / std::chrono::duration<double>(times.applying).count(),
       "questions/s");
  line("question_p50", at(0.5), "ms");
  line("question_p99", at(0.99), "ms");
  line("question_worst", times.latencies_ms.back(), "ms");
}

}  // namespace

int main(int count, char** words) {
  if (count != 6) return 2;
  const auto models = static_cast<std::uint32_t>(std::strtoul(words[1], nullptr, 10));
  const auto devices = static_cast<std::uint32_t>(std::strtoul(words[2], nullptr, 10));
  const auto rounds = static_cast<std::uint32_t>(std::strtoul(words[3], nullptr, 10));
  const bench::Fleet fleet(bench::board_shapes(words[4]), {});
  const std::string folder = words[5];
  {
    Catalogue made = must(Catalogue::create(folder));
    const auto begin = Clock::now();
    fill(made, fleet, models, devices);
    line("ledger_filled", (models + devices) / std::chrono::duration<double>(Clock::now() - begin).count(),
         "entities/s");
  }
  if (rounds == 0) return 0;
  Catalogue written = must(Catalogue::open(folder, Catalogue::Access::write));
  const Catalogue catalogue = must(Catalogue::open(folder, Catalogue::Access::read));
  Live live;
  const auto all = must(catalogue.changes_after({}, {}));
  for (const auto& model : all.models) {
    live.models.push_back(live.projection.put(model));
    live.columns.put(live.models.back(), model);
  }
  for (const auto& device : all.devices) live.take(device);
  Times times;
  knowledge::LogMark mark = all.mark;
  for (std::uint32_t round = 1; round <= rounds; ++round) {
    write(written, fleet, devices, round, times);
    live.is_over = false;
    std::thread asker([&] { ask(live, times.latencies_ms); });
    mark = follow(catalogue, mark, live, times);
    asker.join();
  }
  tell(times);
  return 0;
}
