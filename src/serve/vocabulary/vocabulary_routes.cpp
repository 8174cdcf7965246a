#include "serve/vocabulary/vocabulary_routes.hpp"

#include <span>
#include <string>

#include "base/listing.hpp"
#include "reply/vocabulary_publication.hpp"
#include "serve/http/accept.hpp"
#include "serve/http/problem.hpp"

namespace kilograph::serve::vocabulary {
namespace {

constexpr std::string_view kHtml = "text/html", kTurtle = "text/turtle", kJsonLd = "application/ld+json",
                           kJson = "application/json";
constexpr std::string_view kOfNamespace[] = {kHtml, kTurtle, kJsonLd, kJson};
constexpr std::string_view kOfOntology[] = {kHtml, kTurtle};
constexpr std::string_view kOfContext[] = {kJsonLd, kJson};

// As Accept likes best among what is offered; 406 where it takes none of them.
template <class BodyOf>
http::Response negotiated(const http::Request& request, std::span<const std::string_view> offered, BodyOf body_of) {
  const auto best = http::best_of(request.header("Accept"), offered);
  if (!best) {
    return http::problem(
        {ErrorKind::unsupported, "no form of the vocabulary is one that Accept takes", "Accept", listed(offered)}, 406);
  }
  const std::string_view type = offered[*best];
  const Result<std::string> body = body_of(type);
  if (!body) return http::problem(body.error());
  const bool is_text = type.starts_with("text/");
  return http::text_response(std::string(type) + (is_text ? "; charset=utf-8" : ""), *body)
      .with("Vary", "Accept")
      .with("Cache-Control", "public, max-age=3600");
}

http::Response answer_on_namespace(const http::Request& request) {
  return negotiated(request, kOfNamespace, [](std::string_view type) -> Result<std::string> {
    const auto* all = KG_TRY(reply::vocabulary_publication());
    return type == kHtml ? all->page : type == kTurtle ? all->turtle : all->context;
  });
}

http::Response answer_on_ontology(const http::Request& request) {
  std::string path;
  for (const std::string_view name : {"group", "name", "version"}) {
    const std::string part = request.variable(name);
    if (!part.empty()) path += (path.empty() ? "" : "/") + part;
  }
  return negotiated(request, kOfOntology, [&](std::string_view type) -> Result<std::string> {
    const std::string_view turtle = KG_TRY(reply::published_ontology(path));
    if (type == kTurtle) return std::string(turtle);
    return KG_TRY(reply::vocabulary_publication())->page;
  });
}

http::Response answer_on_context(const http::Request& request) {
  return negotiated(request, kOfContext, [&](std::string_view) -> Result<std::string> {
    return std::string(KG_TRY(reply::published_context(request.variable("version"))));
  });
}

}  // namespace

// Of two segments the first is a group of ontologies or an ontology, of which the second is a version.
std::vector<http::Route> vocabulary_routes(http::Workers& workers) {
  return {{"GET", "/kilograph/ns", workers.handler(answer_on_namespace)},
          {"GET", "/kilograph/ontology/{name}", workers.handler(answer_on_ontology)},
          {"GET", "/kilograph/ontology/{name}/{version}", workers.handler(answer_on_ontology)},
          {"GET", "/kilograph/ontology/{group}/{name}/{version}", workers.handler(answer_on_ontology)},
          {"GET", "/kilograph/context/{version}", workers.handler(answer_on_context)}};
}

}  // namespace kilograph::serve::vocabulary
