// Content negotiation (RFC 9110 section 12.5.1).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kilograph::serve::http {

// The offered media type that the field Accept likes best; of equals the first. An empty field takes anything.
// Nothing where it takes none of them. Parameters of media types but q are passed over.
std::optional<std::size_t> best_of(std::string_view accept, std::span<const std::string_view> offered);

// "application/merge-patch+json; charset=utf-8" without its parameters, in lower case.
std::string media_type_of(std::string_view content_type);

}  // namespace kilograph::serve::http
