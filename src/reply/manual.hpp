// Manual pages in the language of man(7), made from the table of verbs.
#pragma once

#include <string>

#include "reply/verb.hpp"

namespace kilograph::reply {

std::string manual();                  // kilograph(1)
std::string manual(const Verb& verb);  // kilograph-fit(1)

}  // namespace kilograph::reply
