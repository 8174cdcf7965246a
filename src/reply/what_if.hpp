// The little language of `fit --if`: facts that are changed for one answer and written nowhere.
//   "device.ram += 20KiB, kernels = cmsis-nn-dsp"
//   "model.format = int8"
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/entity.hpp"
#include "match/fit.hpp"

namespace kilograph::reply {

struct Change {
  enum class What { ram, flash, sensor, runtime, kernels, format };
  enum class How { set, add, take };

  What what = What::ram;
  How how = How::set;
  std::uint64_t bytes = 0;  // of ram and flash
  std::string word{};       // a sensor class, the id of a runtime, the name of a kernel set, a number format
};

// Changes separated by commas: `device.ram` and `device.flash` with +=, -= or = and an amount (of the region that
// counts; a size not known stays so unless it is set), `device.sensor` += class, `device.runtime` = id, `kernels` =
// name (of every runtime), `model.format` = int8. At most 4,096 bytes. Errors: usage with where = "column N", naming
// what there is.
Result<std::vector<Change>> parse_what_if(std::string_view text, const std::vector<domain::Runtime>& runtimes);

// As if it were so; of devices and runtimes. What changes models needs their files: model_form.hpp.
void apply(const Change& change, std::vector<domain::DeviceEntity>& devices, match::Judge& with);

}  // namespace kilograph::reply
