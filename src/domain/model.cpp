#include "domain/model.hpp"

#include "domain/name_table.hpp"

namespace kilograph::domain {
namespace {

// The schema's fused activations, by the names of the published ontology's individuals.
constexpr NameRow<Activation> kActivations[] = {
    {Activation::none, ""},           {Activation::relu, "Relu"}, {Activation::relu_n1_to_1, "ReluN1To1"},
    {Activation::relu6, "Relu6"},     {Activation::tanh, "Tanh"}, {Activation::sign_bit, "SignBit"},
    {Activation::sigmoid, "Sigmoid"},
};

}  // namespace

std::string_view name_of(Activation activation) { return name_in(kActivations, activation); }
std::optional<Activation> activation_from(std::string_view name) { return value_in(kActivations, name); }

}  // namespace kilograph::domain
