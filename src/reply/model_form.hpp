// Models as if they were of another number format: what a device is judged by is changed, and nothing is written.
#pragma once

#include <string>
#include <vector>

#include "domain/entity.hpp"
#include "reply/desk.hpp"

namespace kilograph::reply {

// Each model as int8 (inspect/quantise), by its file: `named` says which file or entity the only model is, empty: each
// is the catalogue's. Sensors, licence and words stay as they are; times, energies and metrics, which were observed of
// the model as it is, are gone. Of a model that computes in int8 already nothing changes; where the form is not known,
// or no file is at hand, neither are its memory, operators and formats. Answers, of each model, how its facts are known
// now, or why they are not.
std::vector<std::string> take_for_int8(std::vector<domain::ModelEntity>& models, const std::string& named,
                                       const Desk& desk);

}  // namespace kilograph::reply
