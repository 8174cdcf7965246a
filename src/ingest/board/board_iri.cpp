#include "ingest/board/board_iri.hpp"

#include "domain/entity.hpp"

namespace kilograph::ingest::board {
namespace {

bool stands_for_itself(unsigned char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return letter || std::string_view("-._~/").find(static_cast<char>(c)) != std::string_view::npos;
}

}  // namespace

std::string board_iri(std::string_view platform, std::string_view id) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string iri(domain::kIdBase);
  iri += "board/";
  iri += platform;
  iri += '/';
  for (const unsigned char c : id) {
    if (stands_for_itself(c)) {
      iri += static_cast<char>(c);
    } else {
      iri += {'%', kDigits[c >> 4], kDigits[c & 15]};
    }
  }
  return iri;
}

}  // namespace kilograph::ingest::board
