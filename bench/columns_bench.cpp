// All pairs inside the program: columns_bench realistic|hard|ask|change MODELS DEVICES BOARDS.csv
// Prints "name value unit" lines; columns_bench write N BOARDS.csv FOLDER writes the peers' data and prints
// the number of pairs that fit and may fit. Times are the processor's, on one thread.
#include <malloc.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>

#include "fleet.hpp"
#include "knowledge/index/sparql_index.hpp"
#include "match/columns/scan.hpp"

namespace {

using namespace kilograph;
using namespace kilograph::match::columns;

// Of the processor, in all threads of the program (the index answers in one of its own): what others run beside it does
// not count.
double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <class Work>
double seconds(Work work) {
  const double start = processor_seconds();
  work();
  return processor_seconds() - start;
}

template <class Work>
double best_of(int runs, Work work) {
  double best = 1e300;
  for (int run = 0; run < runs; ++run) best = std::min(best, seconds(work));
  return best;
}

void line(const char* name, double value, const char* unit) {
  std::printf("%s %.6g %s\n", name, value, unit);
  std::fflush(stdout);
}

std::size_t heap_bytes() {
  const auto use = mallinfo2();
  return use.uordblks + use.hblkhd;
}

struct Size {
  Number models = 0, devices = 0;
  double pairs() const { return static_cast<double>(models) * devices; }
};

void realistic(Size size, const std::string& boards) {
  const bench::Fleet fleet(bench::board_shapes(boards), {});
  Columns columns(bench::usual_judge());
  const std::size_t empty = heap_bytes();
  const double devices_s = seconds([&] {
    for (Number i = 0; i < size.devices; ++i) columns.put(i, fleet.device(i));
  });
  const std::size_t with_devices = heap_bytes();
  const double models_s = seconds([&] {
    for (Number i = 0; i < size.models; ++i) columns.put(i, fleet.model(i));
  });
  line("profiles", static_cast<double>(columns.profiles().size()), "profiles");
  line("classes", static_cast<double>(columns.classes().size()), "classes");
  line("make_and_project_device", devices_s / size.devices * 1e6, "us");
  line("make_and_project_model", models_s / size.models * 1e6, "us");
  line("bytes_per_device", static_cast<double>(with_devices - empty) / size.devices, "B");
  line("bytes_per_model", static_cast<double>(heap_bytes() - with_devices) / size.models, "B");
  std::uint64_t fits = 0;
  line("counts_of_all_models",
       best_of(5,
               [&] {
                 fits = 0;
                 for (const FitCounts& counts : Scan(columns).counts_by_model()) fits += counts.fits;
               }) *
           1e3,
       "ms");
  line("both_bitmaps_of_every_class",
       best_of(3,
               [&] {
                 std::vector<Word> rows;
                 const Scan scan(columns);
                 scan.each_row(scan.order(),
                               [&](std::uint32_t, std::span<const Word> surely, std::span<const Word> possibly) {
                                 rows.insert(rows.end(), surely.begin(), surely.end());
                                 rows.insert(rows.end(), possibly.begin(), possibly.end());
                               });
               }),
       "s");
  line("device_sets_of_every_class",
       best_of(1,
               [&] {
                 std::uint64_t devices = 0;
                 columns.classes().each([&](std::uint32_t, const Class& one) {
                   devices += columns.devices_for(one.models.minimum()).possibly.cardinality();
                 });
                 if (devices == 0) std::abort();
               }),
       "s");
  line("pairs_that_fit", static_cast<double>(fits), "pairs");
}

// Rows go to one gigabyte over and over: far more than the caches hold.
class Target {
 public:
  Target() : words_(std::size_t{1} << 27) { std::memset(words_.data(), 1, words_.size() * 8); }
  Word* next(std::size_t words) {
    if (at_ + words > words_.size()) at_ = 0;
    Word* place = words_.data() + at_;
    at_ += words;
    return place;
  }

 private:
  std::vector<Word> words_;
  std::size_t at_ = 0;
};

void hard(Size size, const std::string& boards) {
  const bench::Fleet fleet(bench::board_shapes(boards), {});
  Columns columns(bench::usual_judge());
  for (Number i = 0; i < size.devices; ++i) columns.put(i, fleet.own_device(i));
  line("project_own_models", seconds([&] {
         for (Number i = 0; i < size.models; ++i) columns.put(i, fleet.own_model(i));
       }),
       "s");
  line("profiles", static_cast<double>(columns.profiles().size()), "profiles");
  line("classes", static_cast<double>(columns.classes().size()), "classes");
  Target target;
  double best = 1e300;
  for (const RowKernel& kernel : row_kernels()) {
    const std::string name(kernel.name);
    double prepare = 0;
    const double whole = best_of(2,
                                 [&] {
                                   prepare = seconds([&] { const Scan scan(columns, kernel); });
                                   const Scan scan(columns, kernel);
                                   scan.each_row(scan.order(), [&](std::uint32_t, std::span<const Word> surely,
                                                                   std::span<const Word> possibly) {
                                     std::memcpy(target.next(surely.size()), surely.data(), surely.size() * 8);
                                     std::memcpy(target.next(possibly.size()), possibly.data(), possibly.size() * 8);
                                   });
                                 }) -
                         prepare;
    line(("prepare_" + name).c_str(), prepare, "s");
    line(("both_bitmaps_" + name).c_str(), size.pairs() / whole, "pairs/s");
    const double counting = best_of(2, [&] { Scan(columns, kernel).counts_by_class(); });
    line(("counts_" + name).c_str(), size.pairs() / counting, "pairs/s");
    best = std::min(best, whole);
  }
  const std::size_t row = Scan(columns).words();
  const std::vector<Word> filled(row, 1);
  const double writing = best_of(2, [&] {
    for (std::size_t i = 0; i < std::size_t{2} * size.models; ++i) {
      std::memcpy(target.next(row), filled.data(), row * 8);
    }
  });
  line("memory_write_bound", size.pairs() / writing, "pairs/s");
  line("times_the_write_bound", best / writing, "x");
}

void ask(Size size, const std::string& boards) {
  const bench::Fleet fleet(bench::board_shapes(boards), {});
  for (const bool is_hard : {false, true}) {
    Columns columns(bench::usual_judge());
    for (Number i = 0; i < size.devices; ++i) columns.put(i, is_hard ? fleet.own_device(i) : fleet.device(i));
    for (Number i = 0; i < size.models; ++i) columns.put(i, is_hard ? fleet.own_model(i) : fleet.model(i));
    std::vector<Number> ids;
    const auto expand = [&](const Fitting& fitting) {
      ids.resize(fitting.surely.cardinality());
      fitting.surely.toUint32Array(ids.data());
    };
    // The peers are asked for the same one (bench/queries).
    constexpr Number kAsked = 17, kTimes = 200;
    const auto tell = [&](std::string name, const auto& ask_one) {
      if (is_hard) name += "_hard";
      const double all = seconds([&] {
        for (Number i = 0; i < kTimes; ++i) ask_one();
      });
      line(name.c_str(), all / kTimes * 1e6, "us");
      line((name + "_found").c_str(), static_cast<double>(ids.size()), "ids");
    };
    tell("devices_for_a_model", [&] { expand(columns.devices_for(kAsked % size.models)); });
    tell("models_for_a_device", [&] { expand(columns.models_for(kAsked % size.devices)); });
  }
}

// Changes of devices with a question after every tenth.
void change(Size size, const std::string& boards) {
  const bench::Fleet fleet(bench::board_shapes(boards), {});
  Columns columns(bench::usual_judge());
  for (Number i = 0; i < size.devices; ++i) columns.put(i, fleet.device(i));
  for (Number i = 0; i < size.models; ++i) columns.put(i, fleet.model(i));
  std::vector<domain::DeviceEntity> changed;
  for (Number i = 0; i < 20'000; ++i) changed.push_back(fleet.device(i * 7 + 1));
  std::vector<double> asking;
  std::vector<Number> first(100);
  const double whole = seconds([&] {
    for (Number i = 0; i < changed.size(); ++i) {
      columns.put(i % size.devices, changed[i]);
      if (i % 10 != 0) continue;
      asking.push_back(seconds([&] {
        const Fitting fitting = columns.devices_for(i % size.models);
        Number taken = 0;
        for (auto one = fitting.surely.begin(); one != fitting.surely.end() && taken < 100; ++one)
          first[taken++] = *one;
      }));
    }
  });
  double answering = 0;
  for (const double one : asking) answering += one;
  std::ranges::sort(asking);
  line("changes_alone", static_cast<double>(changed.size()) / (whole - answering), "changes/s");
  line("changes_with_a_question_each_tenth", static_cast<double>(changed.size()) / whole, "changes/s");
  line("question_p50", asking[asking.size() / 2] * 1e3, "ms");
  line("question_p99", asking[asking.size() * 99 / 100] * 1e3, "ms");
}

// What the columns hold, for the peers: levels above all bytes are -1, sensors are masks over the needs of all models.
struct PeerFiles {
  std::ofstream models, devices, graph;

  explicit PeerFiles(const std::string& folder)
      : models(folder + "/models.csv"), devices(folder + "/devices.csv"), graph(folder + "/catalogue.nt") {
    models << "m,k,ram_sure,ram_possible,flash_sure,flash_possible,needs\n";
    devices << "d,k,ram,flash,is_free,has_sure,has_possible\n";
  }
  void say(const std::string& subject, const char* property, const std::string& object) {
    graph << "<urn:bench:" << subject << "> <urn:bench:" << property << "> " << object << " .\n";
  }
};

std::string count_text(std::uint64_t value) {
  return "\"" + std::to_string(value) + "\"^^<http://www.w3.org/2001/XMLSchema#integer>";
}

// SQL's and SPARQL's integers are signed.
std::uint64_t signed_level(Level level) { return std::min<Level>(level, INT64_MAX - (kNever - level)); }

void write_device(PeerFiles& files, const Columns& columns, Number device) {
  const Profile& profile = columns.profiles()[columns.profile_of(device)];
  const std::uint32_t key = columns.runtime_sets()[profile.runtimes].front();
  const bool is_free = profile.ram.is_free && profile.flash.is_free;
  const std::string name = "d" + std::to_string(device);
  std::uint64_t sure = 0, possible = 0;
  for (std::uint32_t need = 0; need < columns.sensor_need_limit(); ++need) {
    const domain::Status status = columns.sensor_status(need, profile.sensors);
    if (status == domain::Status::met) sure |= std::uint64_t{1} << need;
    if (status != domain::Status::unmet) possible |= std::uint64_t{1} << need;
    if (status == domain::Status::met) files.say(name, "serves", "<urn:bench:s" + std::to_string(need) + ">");
  }
  files.devices << device << ',' << key << ',' << signed_level(profile.ram.bytes) << ','
                << signed_level(profile.flash.bytes) << ',' << is_free << ',' << sure << ',' << possible << '\n';
  files.say(name, "key", "<urn:bench:k" + std::to_string(key) + ">");
  if (!is_free) return;
  files.say(name, "ram", count_text(signed_level(profile.ram.bytes)));
  files.say(name, "flash", count_text(signed_level(profile.flash.bytes)));
}

void write_model(PeerFiles& files, const Columns& columns, Number model) {
  const Class& one = columns.classes()[columns.class_of(model)];
  const std::string name = "m" + std::to_string(model);
  std::uint64_t needs = 0;
  for (const std::uint32_t need : one.sensors) {
    needs |= std::uint64_t{1} << need;
    files.say(name, "needs", "<urn:bench:s" + std::to_string(need) + ">");
  }
  files.say(name, "needed", count_text(one.sensors.size()));
  for (std::size_t key = 0; key < one.needs.size(); ++key) {
    const Need& need = one.needs[key];
    files.models << model << ',' << key << ',' << signed_level(need.ram_sure) << ',' << signed_level(need.ram_possible)
                 << ',' << signed_level(need.flash_sure) << ',' << signed_level(need.flash_possible) << ',' << needs
                 << '\n';
    const std::string variant = name + "k" + std::to_string(key);
    files.say(name, "variant", "<urn:bench:" + variant + ">");
    files.say(variant, "key", "<urn:bench:k" + std::to_string(key) + ">");
    files.say(variant, "ram", count_text(signed_level(need.ram_sure)));
    files.say(variant, "flash", count_text(signed_level(need.flash_sure)));
  }
}

void write(Size size, const std::string& boards, const std::string& folder) {
  const bench::Fleet fleet(bench::board_shapes(boards), {});
  Columns columns(bench::usual_judge());
  for (Number i = 0; i < size.devices; ++i) columns.put(i, fleet.own_device(i));
  for (Number i = 0; i < size.models; ++i) columns.put(i, fleet.own_model(i));
  PeerFiles files(folder);
  for (Number i = 0; i < size.devices; ++i) write_device(files, columns, i);
  for (Number i = 0; i < size.models; ++i) write_model(files, columns, i);
  FitCounts all;
  const double time = best_of(5, [&] {
    all = {};
    for (const FitCounts& counts : Scan(columns).counts_by_model()) {
      all.fits += counts.fits;
      all.unknown += counts.unknown;
    }
  });
  line("columns_all_pairs", time, "s");
  std::printf("fits %llu pairs\nmay_fit %llu pairs\n", static_cast<unsigned long long>(all.fits),
              static_cast<unsigned long long>(all.unknown));
}

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// One query over the peers' data in the embedded index: "name seconds s" and its single answer.
int sparql(const std::string& folder, const std::string& query_path, std::uint64_t most_seconds) {
  auto index = knowledge::index::SparqlIndex::create();
  const std::string triples = text_of(folder + "/catalogue.nt");
  if (!index || !index->replace_graph("urn:peers", triples)) return 1;
  const std::string query = text_of(query_path);
  double best = 1e300;
  std::string body;
  for (int run = 0; run < 3; ++run) {
    best = std::min(best, seconds([&] {
                      const auto answer = index->query(query, {.format = knowledge::index::Format::csv,
                                                               .time_ms = most_seconds * 1'000,
                                                               .max_bytes = std::uint64_t{8} << 30});
                      body = answer ? answer->body : "error: " + answer.error().to_text();
                    }));
    if (best > 5) break;
  }
  std::printf("%.6g\n%s\n", best, body.c_str());
  return 0;
}

}  // namespace

int main(int count, char** words) {
  const std::string what = count > 1 ? words[1] : "";
  if (what == "sparql" && count == 5) return sparql(words[2], words[3], std::strtoull(words[4], nullptr, 10));
  if (count < 5 || (what == "write" && count < 6)) {
    std::fprintf(stderr,
                 "columns_bench realistic|hard|ask|change|write MODELS DEVICES BOARDS.csv [FOLDER]\n"
                 "columns_bench sparql FOLDER QUERY.rq SECONDS\n");
    return 2;
  }
  const Size size{static_cast<Number>(std::strtoul(words[2], nullptr, 10)),
                  static_cast<Number>(std::strtoul(words[3], nullptr, 10))};
  if (what == "realistic") realistic(size, words[4]);
  else if (what == "hard") hard(size, words[4]);
  else if (what == "ask") ask(size, words[4]);
  else if (what == "change") change(size, words[4]);
  else write(size, words[4], words[5]);
  return 0;
}
