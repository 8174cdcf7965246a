#include "match/columns/scan.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <utility>

namespace kilograph::match::columns {
namespace {

constexpr std::size_t kWordBits = 64, kLeastStep = 64, kMostSteps = 1'024;
constexpr std::size_t kSmallBytes = 1 << 15;  // that rows of flash may take without any steps between them
constexpr std::size_t kMostOffers = 256;  // of sensors, for which a row each is kept while rows of needs are made

std::size_t words_for(std::size_t bits) { return (bits + kWordBits - 1) / kWordBits; }
void set(Word* row, std::size_t bit) { row[bit / kWordBits] |= Word{1} << bit % kWordBits; }
void clear(Word* row, std::size_t bit) { row[bit / kWordBits] &= ~(Word{1} << bit % kWordBits); }

// How many at the front of the levels go before: all that do stand before those that do not. Without branches that
// depend on the levels, because no two classes ask alike.
template <class GoesBefore>
std::size_t count_before(std::span<const Level> levels, GoesBefore goes_before) {
  if (levels.empty()) return 0;
  const Level* base = levels.data();
  for (std::size_t left = levels.size(); left > 1;) {
    const std::size_t half = left / 2;
    base += half * static_cast<std::size_t>(goes_before(base[half - 1]));
    left -= half;
  }
  return static_cast<std::size_t>(base - levels.data()) + (goes_before(*base) ? 1 : 0);
}

// Of rows of flash: one at each rank where they are small, else so many that memory and what is made exact stay small.
std::size_t step_for(std::size_t profiles) {
  const std::size_t usual = std::max(kLeastStep, (profiles + kMostSteps - 1) / kMostSteps);
  return std::min(usual, std::max<std::size_t>(1, profiles * words_for(profiles) * sizeof(Word) / kSmallBytes));
}

template <class Visit>
void each_bit(std::span<const Word> row, Visit visit) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    for (Word word = row[i]; word != 0; word &= word - 1) {
      visit(i * kWordBits + static_cast<std::size_t>(std::countr_zero(word)));
    }
  }
}

}  // namespace

struct Scan::Buffers {
  std::vector<Word> surely, possibly, part;
  SensorRows sensors;
  std::vector<std::uint32_t> needs;
  bool has_sensors = false;
};

Scan::Scan(const Columns& columns, const RowKernel& kernel) : columns_(columns), kernel_(kernel) {
  std::map<std::uint32_t, std::vector<std::uint32_t>> by_runtimes;
  columns.profiles().each(
      [&](std::uint32_t place, const Profile& profile) { by_runtimes[profile.runtimes].push_back(place); });
  for (auto& [runtimes, profiles] : by_runtimes) add_block(runtimes, std::move(profiles));
  fill_free();
  const auto offers = rows_of_offers();
  for (std::uint32_t need = 0; need < columns.sensor_need_limit(); ++need) {
    sensors_.push_back(sensor_rows(need, offers));
  }
}

Scan::OfferRows Scan::rows_of_offers() const {
  OfferRows rows;
  for (std::size_t bit = 0; bit < profile_at_.size(); ++bit) {
    if (profile_at_[bit] == kNone) continue;
    auto& row = rows[columns_.profiles()[profile_at_[bit]].sensors];
    if (rows.size() > kMostOffers) return {};
    row.resize(words_);
    set(row.data(), bit);
  }
  return rows;
}

void Scan::add_block(std::uint32_t runtimes, std::vector<std::uint32_t> profiles) {
  const auto& table = columns_.profiles();
  std::vector<std::pair<Level, std::uint32_t>> by_ram, by_flash;  // with places, with bits
  for (const std::uint32_t place : profiles) by_ram.emplace_back(table[place].ram.bytes, place);
  std::ranges::sort(by_ram);
  Block block;
  block.runtimes = runtimes;
  block.first_word = words_;
  block.words = words_for(profiles.size());
  block.profiles = profiles.size();
  for (std::uint32_t bit = 0; bit < by_ram.size(); ++bit) {
    block.ram.push_back(by_ram[bit].first);
    profiles[bit] = by_ram[bit].second;
    by_flash.emplace_back(table[profiles[bit]].flash.bytes, bit);
  }
  std::ranges::sort(by_flash, [](const auto& one, const auto& other) {
    return one.first != other.first ? one.first > other.first : one.second < other.second;
  });
  for (const auto& [flash, bit] : by_flash) {
    block.flash.push_back(flash);
    block.by_flash.push_back(bit);
  }
  block.step = step_for(profiles.size());
  std::vector<Word> row(block.words);
  block.reached.reserve((profiles.size() / block.step + 2) * block.words);
  for (std::size_t rank = 0;; ++rank) {
    if (rank % block.step == 0 || rank == profiles.size()) {
      block.reached.insert(block.reached.end(), row.begin(), row.end());
    }
    if (rank == profiles.size()) break;
    set(row.data(), block.by_flash[rank]);
  }
  words_ += block.words;
  profile_at_.insert(profile_at_.end(), profiles.begin(), profiles.end());
  profile_at_.resize(words_ * kWordBits, kNone);
  blocks_.push_back(std::move(block));
}

void Scan::fill_free() {
  used_.resize(words_);
  free_.resize(words_);
  device_count_.resize(profile_at_.size());
  for (std::size_t bit = 0; bit < profile_at_.size(); ++bit) {
    if (profile_at_[bit] == kNone) continue;
    const Profile& profile = columns_.profiles()[profile_at_[bit]];
    set(used_.data(), bit);
    if (profile.ram.is_free && profile.flash.is_free) set(free_.data(), bit);
    if (profile.ram.most > profile.ram.bytes || profile.flash.most > profile.flash.bytes)
      wide_.push_back(static_cast<std::uint32_t>(bit));
    device_count_[bit] = profile.count;
  }
}

Scan::SensorRows Scan::sensor_rows(std::uint32_t need, const OfferRows& offers) const {
  SensorRows rows{std::vector<Word>(words_), std::vector<Word>(words_)};
  for (const auto& [offer, row] : offers) {
    const domain::Status status = columns_.sensor_status(need, offer);
    if (status == domain::Status::met) kernel_.unite(rows.surely.data(), row.data(), words_);
    if (status != domain::Status::unmet) kernel_.unite(rows.possibly.data(), row.data(), words_);
  }
  if (!offers.empty()) return rows;
  for (std::size_t bit = 0; bit < profile_at_.size(); ++bit) {
    if (profile_at_[bit] == kNone) continue;
    const domain::Status status = columns_.sensor_status(need, columns_.profiles()[profile_at_[bit]].sensors);
    if (status == domain::Status::met) set(rows.surely.data(), bit);
    if (status != domain::Status::unmet) set(rows.possibly.data(), bit);
  }
  return rows;
}

std::vector<std::uint32_t> Scan::order() const {
  using Needs = std::span<const std::uint32_t>;
  const auto before = [](Needs one, Needs other) { return std::ranges::lexicographical_compare(one, other); };
  std::map<Needs, std::vector<std::pair<Level, std::uint32_t>>, decltype(before)> by_sensors(before);
  columns_.classes().each([&](std::uint32_t place, const Class& one) {
    by_sensors[one.sensors].emplace_back(one.needs.empty() ? 0 : one.needs.front().flash_sure, place);
  });
  std::vector<std::uint32_t> classes;
  for (auto& [sensors, places] : by_sensors) {
    std::ranges::sort(places);
    for (const auto& [flash, place] : places) classes.push_back(place);
  }
  return classes;
}

void Scan::set_sensors(Buffers& buffers, const std::vector<std::uint32_t>& needs) const {
  if (buffers.has_sensors && buffers.needs == needs) return;
  buffers.has_sensors = true;
  buffers.needs = needs;
  buffers.sensors = {free_, used_};
  for (const std::uint32_t need : needs) {
    Word *surely = buffers.sensors.surely.data(), *possibly = buffers.sensors.possibly.data();
    kernel_.intersect(surely, surely, sensors_[need].surely.data(), words_);
    kernel_.intersect(possibly, possibly, sensors_[need].possibly.data(), words_);
  }
}

void Scan::fill_part(const Block& block, Level ram, Level flash, const Word* sensors, Word* to) const {
  const std::size_t first = count_before(block.ram, [&](Level level) { return level < ram; });
  const std::size_t reached =
      first == block.profiles ? 0 : count_before(block.flash, [&](Level level) { return level >= flash; });
  if (reached == 0) {
    std::fill_n(to, block.words, 0);
    return;
  }
  const std::size_t begin = std::min(first / kWordBits, block.words);
  const std::size_t row = (reached + block.step - 1) / block.step;
  std::fill_n(to, begin, 0);
  kernel_.intersect(to + begin, block.reached.data() + row * block.words + begin, sensors + begin, block.words - begin);
  if (begin < block.words) to[begin] &= ~Word{0} << first % kWordBits;
  const std::size_t end = std::min(row * block.step, block.profiles);
  for (std::size_t rank = reached; rank < end; ++rank) clear(to, block.by_flash[rank]);
}

void Scan::fill_row(Buffers& buffers, const Class& one) const {
  for (const Block& block : blocks_) {
    const std::size_t at = block.first_word;
    Word *surely = buffers.surely.data() + at, *possibly = buffers.possibly.data() + at, *part = buffers.part.data();
    const Word *sure = buffers.sensors.surely.data() + at, *possible = buffers.sensors.possibly.data() + at;
    bool is_first = true;
    for (const std::uint32_t key : columns_.runtime_sets()[block.runtimes]) {
      const Need& need = one.needs[key];
      fill_part(block, need.ram_sure, need.flash_sure, sure, is_first ? surely : part);
      if (!is_first) kernel_.unite(surely, part, block.words);
      fill_part(block, need.ram_possible, need.flash_possible, possible, is_first ? possibly : part);
      if (!is_first) kernel_.unite(possibly, part, block.words);
      is_first = false;
    }
  }
}

void Scan::fill_wide(const Class& one, Buffers& buffers) const {
  for (const std::uint32_t bit : wide_) {
    const domain::Answer answer = columns_.judged(one, columns_.profiles()[profile_at_[bit]]);
    clear(buffers.surely.data(), bit);
    clear(buffers.possibly.data(), bit);
    if (answer == domain::Answer::fits) set(buffers.surely.data(), bit);
    if (answer != domain::Answer::does_not_fit) set(buffers.possibly.data(), bit);
  }
}

void Scan::each_row(std::span<const std::uint32_t> classes, const Rows& visit) const {
  Buffers buffers;
  for (auto* row : {&buffers.surely, &buffers.possibly, &buffers.part}) row->resize(words_);
  for (const std::uint32_t place : classes) {
    const Class& one = columns_.classes()[place];
    set_sensors(buffers, one.sensors);
    fill_row(buffers, one);
    fill_wide(one, buffers);
    visit(place, buffers.surely, buffers.possibly);
  }
}

std::vector<FitCounts> Scan::counts_by_class() const {
  std::vector<FitCounts> counts(columns_.classes().places());
  const bool each_is_one = std::ranges::all_of(device_count_, [](std::uint32_t count) { return count <= 1; });
  const auto count = [&](std::span<const Word> row) {
    if (each_is_one) return kernel_.count(row.data(), row.size());
    std::uint64_t sum = 0;
    each_bit(row, [&](std::size_t bit) { sum += device_count_[bit]; });
    return sum;
  };
  each_row(order(), [&](std::uint32_t place, std::span<const Word> surely, std::span<const Word> possibly) {
    const std::uint64_t fits = count(surely);
    counts[place] = {fits, count(possibly) - fits};
  });
  return counts;
}

std::vector<FitCounts> Scan::counts_by_model() const {
  const std::vector<FitCounts> by_class = counts_by_class();
  std::vector<FitCounts> counts(columns_.model_limit());
  for (Number model = 0; model < counts.size(); ++model) {
    if (columns_.has_model(model)) counts[model] = by_class[columns_.class_of(model)];
  }
  return counts;
}

}  // namespace kilograph::match::columns
