// Whether what two sources say is of one entity: the stated rules (docs/formats/graph.md), as pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/entity.hpp"

namespace kilograph::knowledge {

struct Evidence {
  bool agrees = false;
  bool is_proof = false;                 // the same bytes
  std::vector<std::string> sentences{};  // what agrees; where it does not, what speaks against it
};

// The same SHA-256 is proof. Else a name in common, and at least two of these in common and none of them
// apart: bytes of the file (or the study's program memory, which is the same), MACs (to seven digits, as
// they are printed), working memory for one runtime, kernels and pointer width by one author.
Evidence evidence_of(const domain::ModelEntity& one, const domain::ModelEntity& other);

// Titles whose words agree (at least two; one may have further words, and a number at its end may be the
// number of a copy), the same free bytes of RAM and of flash, and the same classes of sensors.
//
// Where one is another platform's definition of a board: titles of the same words, but for those of the makers' names,
// and the same MCU, but for its package.
Evidence evidence_of(const domain::DeviceEntity& one, const domain::DeviceEntity& other);

std::string board_folder();  // "https://w3id.org/kilograph/id/board/", in which definitions of boards have their IRIs
bool is_board_definition(std::string_view id);
bool is_class(const domain::DeviceEntity& device);  // a Thing Model, by some document

}  // namespace kilograph::knowledge
