// Catalogues of any size, made from a seed: the same number gives the same entity.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/entity.hpp"
#include "match/fit.hpp"

namespace kilograph::bench {

// A board's memory and core, as the reference list of boards has them.
struct BoardShape {
  std::uint64_t ram_bytes = 0, flash_bytes = 0;
  std::string processor;
};

// The shapes in a table with columns cpu, ram_bytes, flash_bytes (reference/boards/*.csv), each once; a few usual
// ones where there is no such file.
std::vector<BoardShape> board_shapes(const std::string& csv_path);

// How alike entities are.
struct Skew {
  std::uint32_t profiles = 300, classes = 5'000;  // of devices, of models; the first are the most common
};

class Fleet {
 public:
  Fleet(std::vector<BoardShape> shapes, Skew skew) : shapes_(std::move(shapes)), skew_(skew) {}

  // Boards with some of their RAM and flash taken and a kit of sensors; models as the published ones with
  // perturbed sizes.
  domain::DeviceEntity device(std::uint32_t number) const;
  domain::ModelEntity model(std::uint32_t number) const;

  // The hard case: no two devices offer, and no two models need, the same.
  domain::DeviceEntity own_device(std::uint32_t number) const;
  domain::ModelEntity own_model(std::uint32_t number) const;

 private:
  std::vector<BoardShape> shapes_;
  Skew skew_;
};

// Two runtimes with code and operators: the one assumed, and an earlier one that some devices declare.
match::Judge usual_judge();

}  // namespace kilograph::bench
