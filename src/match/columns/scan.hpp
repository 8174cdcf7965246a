// All pairs of one moment: for each class two rows of bits over the profiles, surely and possibly, and counts.
//
// Profiles that are judged with the same runtimes stand together, by rising RAM, so that a need of RAM is a
// range of them; flash is looked up as bits kept at every so many ranks, made exact by clearing the few between;
// sensors are a row a need. Where there are few profiles, a row is kept at each rank. So a class costs two passes over
// its rows whatever it needs: the hard case, where every device is its own profile, is bound by what is written.
// Memory: at most 1,024 rows of flash.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <vector>

#include "match/columns/columns.hpp"
#include "match/columns/row_kernel.hpp"

namespace kilograph::match::columns {

class Scan {
 public:
  // The Columns must not change or go while the Scan is used.
  explicit Scan(const Columns& columns, const RowKernel& kernel = best_row_kernel());

  std::size_t words() const { return words_; }  // of a row
  // The profile at a bit of a row; kNone at bits that are never set.
  std::uint32_t profile_at(std::size_t bit) const { return profile_at_[bit]; }

  // Classes in an order in which neighbours share what is read.
  std::vector<std::uint32_t> order() const;

  // The rows of each class, in the order given; they hold until the call returns.
  using Rows = std::function<void(std::uint32_t place, std::span<const Word> surely, std::span<const Word> possibly)>;
  void each_row(std::span<const std::uint32_t> classes, const Rows& visit) const;

  // Devices that fit, and that may, by place of class; zero where no class is.
  std::vector<FitCounts> counts_by_class() const;
  // By number of model; zero where none is.
  std::vector<FitCounts> counts_by_model() const;

 private:
  // Profiles with the same set of runtime keys.
  struct Block {
    std::uint32_t runtimes = 0;
    std::size_t first_word = 0, words = 0;
    std::size_t profiles = 0;              // bits in use; the rest of the last word never is
    std::vector<Level> ram;                // of each bit, rising
    std::vector<std::uint32_t> by_flash;   // bits within the block, by falling flash
    std::vector<Level> flash;              // of by_flash
    std::size_t step = 1;                  // ranks between two rows of `reached`
    std::vector<Word> reached;             // row r: the first r * step of by_flash
  };
  struct SensorRows {
    std::vector<Word> surely, possibly;
  };
  struct Buffers;

  void fill_wide(const Class& one, Buffers& buffers) const;
  void add_block(std::uint32_t runtimes, std::vector<std::uint32_t> profiles);
  void fill_free();
  // By place of a sensor offer the profiles that have it; empty where there are too many offers to keep them.
  using OfferRows = std::map<std::uint32_t, std::vector<Word>>;
  OfferRows rows_of_offers() const;
  SensorRows sensor_rows(std::uint32_t need, const OfferRows& offers) const;
  void set_sensors(Buffers& buffers, const std::vector<std::uint32_t>& needs) const;
  void fill_row(Buffers& buffers, const Class& one) const;
  void fill_part(const Block& block, Level ram, Level flash, const Word* sensors, Word* to) const;

  const Columns& columns_;
  const RowKernel& kernel_;
  std::size_t words_ = 0;
  std::vector<Block> blocks_;
  std::vector<std::uint32_t> profile_at_;
  std::vector<std::uint32_t> wide_;        // bits whose profile may offer more than it states: each is judged apart
  std::vector<Word> used_, free_;          // bits that are profiles; those of them with both regions free
  std::vector<SensorRows> sensors_;        // by place of sensor need
  std::vector<std::uint32_t> device_count_;  // by bit
};

}  // namespace kilograph::match::columns
