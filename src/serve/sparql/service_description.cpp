#include "serve/sparql/service_description.hpp"

namespace kilograph::serve::sparql {
namespace {

constexpr std::string_view kFormats[] = {"SPARQL_Results_JSON",
                                         "SPARQL_Results_XML",
                                         "SPARQL_Results_CSV",
                                         "SPARQL_Results_TSV",
                                         "Turtle",
                                         "N-Triples",
                                         "JSON-LD"};

}  // namespace

http::Response service_description(const http::Request& request) {
  std::string text =
      "@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .\n"
      "@prefix format: <http://www.w3.org/ns/formats/> .\n\n"
      "<" +
      request.origin + "/" + (request.segments.empty() ? "" : request.segments.front());
  for (std::size_t at = 1; at < request.segments.size(); ++at) text += "/" + request.segments[at];
  text +=
      "> a sd:Service ;\n"
      "  sd:endpoint <" +
      request.origin +
      "/sparql> ;\n"
      "  sd:supportedLanguage sd:SPARQL11Query ;\n"
      "  sd:feature sd:UnionDefaultGraph ;\n";
  for (const std::string_view format : kFormats) text += "  sd:resultFormat format:" + std::string(format) + " ;\n";
  return http::text_response("text/turtle", text + "  sd:defaultDataset [ a sd:Dataset ] .\n");
}

}  // namespace kilograph::serve::sparql
