// Scales and zero points of a tensor.
#pragma once

#include "domain/model.hpp"
#include "ingest/tflite/model_file.hpp"

namespace kilograph::ingest::tflite {

// Fills scales, zero points and their summary in `tensor`, whose shape is known already.
// `tensor_count` bounds the tensors that blockwise quantization refers to. Errors: bad_input when
// counts do not agree with each other or with the shape, or when a scale is no finite number of 0 or more.
Result<void> read_quantization(const ModelFile& file, const schema::Quantization* quantization,
                               std::uint32_t tensor_count, domain::Tensor& tensor);

}  // namespace kilograph::ingest::tflite
