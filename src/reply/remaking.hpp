// Makes the documents of kept files anew, by the readers that made them first.
#pragma once

#include "knowledge/catalogue.hpp"
#include "knowledge/remaking.hpp"

namespace kilograph::reply {

// A file is read at most 64 times, once for each different name and base that its documents state;
// documents beyond that are not made. The catalogue, which must outlive it, is asked for its contexts at the first
// file, when an import has brought them.
knowledge::Remake remaking(const knowledge::Catalogue& catalogue);

// The documents of a kept file under the catalogue's contexts of now.
knowledge::Reread rereading(const knowledge::Catalogue& catalogue);

}  // namespace kilograph::reply
