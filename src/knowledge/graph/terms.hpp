// Names of the domain as IRIs and back. A name that the published ontology declares keeps that
// ontology's IRI; the others are kg:.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/device_facts.hpp"
#include "domain/model_facts.hpp"

namespace kilograph::knowledge::graph {

// "CONV_2D" ↔ nnet:Conv2D, "ADD" ↔ kg:operator-ADD, "CUSTOM:ethos-u" ↔ kg:operator-CUSTOM%3Aethos-u.
std::string operator_iri(std::string_view name);
std::optional<std::string> operator_from(std::string_view iri);
bool is_custom_operator(std::string_view name);  // no term of ours declares it

// int8 ↔ nnet:Int8, uint8 ↔ kg:Uint8.
std::string number_format_iri(domain::TensorType type);
std::optional<domain::TensorType> number_format_from(std::string_view iri);

// "Relu" ↔ nnet:Relu; empty where the name or the IRI is none of the kind.
std::string activation_iri(std::string_view name);
std::string category_iri(std::string_view name);
std::string measure_iri(std::string_view name);
std::string unit_iri(std::string_view name);
std::string activation_from(std::string_view iri);
std::string category_from(std::string_view iri);
std::string measure_from(std::string_view iri);
std::string unit_from(std::string_view iri);

std::string basis_iri(domain::Basis basis);
std::optional<domain::Basis> basis_from(std::string_view iri);
std::string scheme_iri(domain::QuantizationScheme scheme);
std::optional<domain::QuantizationScheme> scheme_from(std::string_view iri);

// The class of a sensor by its name: a row's IRI, kg:OtherSensor, or the name itself where it is an
// IRI; empty for any other text.
std::string sensor_class_iri(std::string_view name);
std::string sensor_class_from(std::string_view iri);  // the row's name, else the IRI

// Behind the last '#', '/' or ':'; all of it where there is none.
std::string_view local_name(std::string_view iri);

// Could stand between < and > as it is: an http, https or urn IRI without forbidden characters.
bool is_iri(std::string_view text);
// Percent-encodes all but letters, digits, '_', '.' and '-'; decode() undoes it.
std::string encode(std::string_view text);
std::string decode(std::string_view text);

}  // namespace kilograph::knowledge::graph
